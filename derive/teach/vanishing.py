"""Which terms of a sum vanish, and what does not depend on the variable of a derivative."""

from collections.abc import Iterator, Mapping

from derive.calculus.substitution import fresh, indices_of, substitute
from derive.data import Data, replace
from derive.teach.differential import differentiated
from derive.teach.simplest import Known, at_once
from derive.teach.tidy import deltas_of, factors_of, terms_of, tidy
from derive.term import (
    ZERO,
    Derivative,
    Distinction,
    Exp,
    Index,
    Letter,
    Literal,
    Power,
    Sum,
    Term,
    Times,
    Variable,
    parts,
    subterms,
)


class OneTerm(Data):
    """whole = value: of its terms only that with letter = index is not 0; none is, if there is no index."""

    whole: Sum
    index: Index | None
    value: Term


class HeldFixed(Data):
    """∂term/∂variable = 0, since the only symbols of that name in it are `others`."""

    term: Term
    variable: Variable
    others: tuple[Variable, ...]
    through: Term | None = None
    """The denominator below the term, if that does depend on the variable."""


def carried_out(term: Term, known: Known) -> Term:
    """The term with its derivatives carried out and its deltas put to use."""
    term = tidy(term)
    while (move := differentiated(term, known.definitions, lambda derivative: None)) is not None:
        term = move.term
    done = at_once(term, known)
    return done[-1].term if done else term


def one_terms(term: Term, known: Known) -> Iterator[OneTerm]:
    """The outermost sums of derivatives or deltas in a term, and the derivatives of sums, of which at most one term is
    not 0."""
    match term:
        case Sum():
            found = _one_term(term, known)
        case Derivative(operand, variable):
            sums = [_inside(one, variable) for one in _outermost_sums(operand)]
            yield from (one for sum_ in sums if (one := _one_term(sum_, known)) is not None)
            return
        case _:
            found = None
    if found is not None:
        yield found
        return
    for part in parts(term):
        yield from one_terms(part, known)


def _outermost_sums(term: Term) -> Iterator[Sum]:
    if isinstance(term, Sum):
        yield term
    else:
        for part in parts(term):
            yield from _outermost_sums(part)


def _inside(term: Sum, variable: Variable) -> Sum:
    """∂(Σ_k f)/∂x as Σ_k ∂f/∂x"""
    letter, body = term.letter, term.body
    if letter in variable.indices:
        letter = fresh(letter, indices_of(body) | frozenset((*variable.indices, *term.excluded)))
        body = substitute(body, {term.letter: letter})
    return Sum(letter, term.excluded, Derivative(body, variable))


def _one_term(term: Sum, known: Known) -> OneTerm | None:
    apart = tuple(Distinction(term.letter, index, False) for index in term.excluded)
    body = carried_out(term.body, replace(known, distinct=(*known.distinct, *apart)))
    if body == tidy(term.body) and not any(deltas_of(term)):
        return None
    if body == ZERO:
        return OneTerm(term, None, ZERO)
    inside = Sum(term.letter, term.excluded, body)
    indices = {one.right if one.left == term.letter else one.left for one in deltas_of(inside)}
    deltas = set(deltas_of(inside))
    if len(indices) != 1 or not all(deltas & set(factors_of(part)) for part in terms_of(body)):
        return None
    return OneTerm(term, indices.pop(), carried_out(term, known))


def held_fixed(term: Term, known: Known) -> Iterator[HeldFixed]:
    """What is differentiated in a term by the rules alone, and does not depend on the variable though it holds symbols
    of its name."""
    for one in subterms(term):
        if isinstance(one, Derivative):
            yield from _fixed(one.operand, one.variable, known)


def _fixed(term: Term, variable: Variable, known: Known, through: Term | None = None) -> Iterator[HeldFixed]:
    match term:
        case Exp() | Variable():
            others = tuple(v for v in dict.fromkeys(subterms(term)) if isinstance(v, Variable) and _alike(v, variable))
            if others and carried_out(Derivative(term, variable), known) == ZERO:
                yield HeldFixed(term, variable, others, through)
        case Times(factors):
            below = [factor.base for factor in factors if isinstance(factor, Power)]
            moving = [one for one in below if carried_out(Derivative(one, variable), known) != ZERO]
            for factor in factors:
                yield from _fixed(factor, variable, known, moving[0] if moving else through)
        case Sum():
            return
        case _:
            for part in parts(term):
                yield from _fixed(part, variable, known, through)


def _alike(one: Variable, other: Variable) -> bool:
    return one.name == other.name


def components(found: OneTerm, letters: Mapping[str, int], size: int, known: Known) -> list[tuple[Term, Term]]:
    """The terms of a sum at these values of the free letters, each with what it is."""
    places: dict[Index, Index] = {
        index: Literal(letters[index.name], index.set)
        for index in indices_of(found.whole)
        if isinstance(index, Letter) and index.name in letters
    }
    whole = substitute(found.whole, places)
    assert isinstance(whole, Sum)
    left_out = {index.value for index in whole.excluded if isinstance(index, Literal)}
    values = (value for value in range(1, size + 1) if value not in left_out)
    terms = (substitute(whole.body, {whole.letter: Literal(value, whole.letter.set)}) for value in values)
    return [(term, carried_out(term, known)) for term in terms]
