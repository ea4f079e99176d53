"""What can be done to a sum over a letter by one rule."""

from collections.abc import Iterator

from derive.calculus.substitution import indices_of, substitute
from derive.teach.tidy import coefficient_of, deltas_of, factors_of, key, product, terms_of, tidy, total
from derive.term import (
    MINUS_ONE,
    ONE,
    Delta,
    Letter,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    negative,
    subterms,
    subterms_of,
)


def collapsed(term: Term) -> Iterator[Term]:
    """Σ_k δ_ki f(k) = f(i); of a sum of several terms, those with such a δ leave it."""
    if not isinstance(term, Sum):
        return
    gone, kept = [], []
    for part in terms_of(term.body):
        delta = next((d for d in factors_of(part) if isinstance(d, Delta) and term.letter in (d.left, d.right)), None)
        if delta is None or delta.left == delta.right:
            kept.append(part)
            continue
        index = delta.right if delta.left == term.letter else delta.left
        factors = list(factors_of(part))
        factors.remove(delta)
        inside = substitute(product(tuple(factors)), {term.letter: index})
        left_out = (Plus((ONE, negative(Delta(other, index)))) for other in term.excluded)
        gone.append(product((inside, *left_out)))
    if gone:
        rest = (Sum(term.letter, term.excluded, total(tuple(kept))),) if kept else ()
        yield total((*gone, *rest))


def bared(term: Term) -> Iterator[Term]:
    """In a sum over k, f(k) (δ_ki + b) = f(k) δ_ki + f(k) b: what has the δ becomes a term of its own."""
    if not isinstance(term, Sum):
        return
    deltas = frozenset(deltas_of(term))
    parts = []
    for part in terms_of(term.body):
        factors = factors_of(part)
        at = next((k for k, f in enumerate(factors) if isinstance(f, Plus) and deltas & set(subterms(f))), None)
        if at is None:
            parts.append(part)
        else:
            before, sum_, after = factors[:at], factors[at], factors[at + 1 :]
            parts += [product((*before, one, *after)) for one in terms_of(sum_)]
    if len(parts) > len(terms_of(term.body)):
        yield Sum(term.letter, term.excluded, total(tuple(parts)))


def pulled(term: Term) -> Iterator[Term]:
    """Σ_k c f(k) = c Σ_k f(k)"""
    if not isinstance(term, Sum):
        return
    outside = tuple(one for one in factors_of(term.body) if term.letter not in indices_of(one))
    inside = tuple(one for one in factors_of(term.body) if term.letter in indices_of(one))
    if outside and inside:
        yield product((*outside, Sum(term.letter, term.excluded, product(inside))))


def pushed(term: Term) -> Iterator[Term]:
    """(Σ_k f(k)) / c = Σ_k f(k)/c"""
    if not isinstance(term, Times):
        return
    sums = [one for one in term.factors if isinstance(one, Sum)]
    below = [one for one in term.factors if isinstance(one, Power) and _is_below(one)]
    for sum_ in sums:
        if below and not any(sum_.letter in indices_of(one) for one in below):
            others = [one for one in term.factors if one is not sum_ and one not in below]
            yield product((*others, Sum(sum_.letter, sum_.excluded, product((sum_.body, *below)))))


def _is_below(term: Power) -> bool:
    return isinstance(term.exponent, Number) and term.exponent.value < 0


def counted(term: Term) -> Iterator[Term]:
    """Σ_k c = n c"""
    if isinstance(term, Sum) and term.letter not in indices_of(term.body) and len(term.excluded) < 2:
        size: Term = Size(term.letter.set)
        yield product((Plus((size, MINUS_ONE)) if term.excluded else size, term.body))


def separated(term: Term) -> Iterator[Term]:
    """Σ_k (f(k) + g(k)) = Σ_k f(k) + Σ_k g(k)"""
    if isinstance(term, Sum) and isinstance(term.body, Plus):
        yield total(tuple(tidy(Sum(term.letter, term.excluded, part)) for part in term.body.terms))


def joined(term: Term) -> Iterator[Term]:
    """f(i) + Σ_{k≠i} f(k) = Σ_k f(k)"""
    if not isinstance(term, Plus):
        return
    for at, part in enumerate(term.terms):
        coefficient, rest = coefficient_of(part)
        if not isinstance(rest, Sum) or len(rest.excluded) != 1:
            continue
        single = key(product((Number(coefficient), substitute(rest.body, {rest.letter: rest.excluded[0]}))))
        for other, one in enumerate(term.terms):
            if other != at and key(one) == single:
                kept = [p for k, p in enumerate(term.terms) if k not in (at, other)]
                yield total((*kept, product((Number(coefficient), Sum(rest.letter, (), rest.body)))))


def merged(term: Term) -> Iterator[Term]:
    """Σ_k f(k) + c Σ_j g(j) = Σ_k (f(k) + c g(k)), for sums over one set; c a number."""
    if not isinstance(term, Plus):
        return
    for at, one in enumerate(term.terms):
        for other in range(at + 1, len(term.terms)):
            both = _one_sum(one, term.terms[other])
            if both is not None:
                yield total((*term.terms[:at], both, *term.terms[at + 1 : other], *term.terms[other + 1 :]))


def _one_sum(one: Term, other: Term) -> Term | None:
    (first, left), (second, right) = coefficient_of(one), coefficient_of(other)
    if not isinstance(left, Sum) or not isinstance(right, Sum):
        return None
    if left.letter.set != right.letter.set or set(left.excluded) != set(right.excluded):
        return None
    if left.letter != right.letter and left.letter in indices_of(right.body):
        return None
    moved = substitute(right.body, {right.letter: left.letter})
    body = total((product((Number(first), left.body)), product((Number(second), moved))))
    return tidy(Sum(left.letter, left.excluded, body))


def exchanged(term: Term) -> Iterator[Term]:
    """Σ_i a_i Σ_k b_ik = Σ_k Σ_i a_i b_ik, and what does not depend on i goes out of its sum"""
    if not isinstance(term, Sum):
        return
    factors = factors_of(term.body)
    for at, inner in enumerate(factors):
        if not isinstance(inner, Sum) or inner.letter == term.letter or term.letter in inner.excluded:
            continue
        others = (*factors[:at], *factors[at + 1 :])
        free = frozenset(term.excluded).union(*map(indices_of, others))
        if inner.letter in free or not _binds_apart(inner, others):
            continue
        within = factors_of(inner.body)
        outside = tuple(one for one in within if term.letter not in indices_of(one))
        inside = tuple(one for one in within if term.letter in indices_of(one))
        body = product((*outside, Sum(term.letter, term.excluded, product((*others, *inside)))))
        yield tidy(Sum(inner.letter, inner.excluded, body))


def _binds_apart(inner: Sum, others: tuple[Term, ...]) -> bool:
    """Whether no sum beside the inner one binds its letter."""
    bound: set[Letter] = {one.letter for other in others for one in subterms_of(other, Sum)}
    return inner.letter not in bound
