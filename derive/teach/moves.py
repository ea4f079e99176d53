"""What can be done to a term by one rule: each move says what a term, as it stands, can be replaced by. The moves of
sums over letters are in derive.teach.moves_of_sums."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from derive.calculus.rules import (
    algebra,
    cancel,
    collapse_delta,
    common_factor,
    expand,
    linearity_of_sum,
    pull_out,
    split_sum,
    sum_of_constant,
)
from derive.teach.matching import has_cancelling, of_powers, powers
from derive.teach.moves_of_sums import bared, collapsed, counted, exchanged, joined, merged, pulled, pushed, separated
from derive.teach.sites import Local
from derive.teach.tidy import coefficient_of, content, factors_of, is_negative, key, product, terms_of, tidy, total
from derive.term import (
    MINUS_ONE,
    ONE,
    Exp,
    Log,
    Number,
    Plus,
    Power,
    Sum,
    Term,
    Times,
    negative,
)

LARGEST_POWER = 3
"""Higher powers of sums are not expanded."""


def expanded(term: Term) -> Iterator[Term]:
    """a (b + c) = a b + a c, for all factors that are sums."""
    if not isinstance(term, Times | Power):
        return
    sums: list[tuple[Term, ...]] = []
    fixed: list[Term] = []
    for factor in factors_of(term):
        match factor:
            case Plus():
                sums.append(factor.terms)
            case Power(Plus(terms), Number(value)) if value.denominator == 1 and 2 <= value <= LARGEST_POWER:
                sums += [terms] * int(value)
            case _:
                fixed.append(factor)
    if not sums or (len(sums) == 1 and not fixed):
        return
    parts: list[tuple[Term, ...]] = [tuple(fixed)]
    for terms in sums:
        parts = [(*part, one) for part in parts for one in terms]
    yield total(tuple(product(part) for part in parts))


def collected(term: Term) -> Iterator[Term]:
    """a + 2 a = 3 a"""
    if not isinstance(term, Plus):
        return
    found: dict[str, tuple[Term, Fraction]] = {}
    for part in term.terms:
        coefficient, rest = coefficient_of(part)
        name = key(of_powers(powers(rest)))
        before = found[name][1] if name in found else Fraction(0)
        found[name] = found[name][0] if name in found else rest, before + coefficient
    if len(found) < len(term.terms):
        yield total(tuple(product((Number(c), rest)) for rest, c in found.values()))


def cancelled(term: Term) -> Iterator[Term]:
    """a b / a = b; e^a e^{−a} = 1"""
    if isinstance(term, Times):
        inverted = product(tuple(map(_as_power, term.factors)))
        if has_cancelling(inverted):
            yield of_powers(powers(inverted))


def gathered(term: Term) -> Iterator[Term]:
    """a a = a²; log e^a = a"""
    match term:
        case Log(Exp(argument)):
            yield argument
        case Times():
            found = powers(term)
            if len(found) < len(term.factors):
                yield of_powers(found)


def _as_power(factor: Term) -> Term:
    """e^{−a} as a power of e^a."""
    match factor:
        case Exp(argument):
            coefficient, rest = coefficient_of(argument)
            return Power(Exp(rest), MINUS_ONE) if coefficient == -1 else factor
        case _:
            return factor


def factored(term: Term) -> Iterator[Term]:
    """a b + a c = a (b + c), for every factor that two terms have in common; then for all that all have. Numbers count:
    2 − 2 a = 2 (1 − a)."""
    if not isinstance(term, Plus):
        return
    number = content(term)
    if number != 1:
        yield product((Number(number), _sum_of([product((Number(1 / number), one)) for one in term.terms])))
    parts = [powers(part) for part in term.terms]
    names = [name for name in dict.fromkeys(n for part in parts for n in part) if sum(name in p for p in parts) > 1]
    shared: list[Term] = []
    for name in names:
        base = next(part[name][0] for part in parts if name in part)
        exponents = [part[name][1] for part in parts if name in part]
        if isinstance(base, Number) or min(exponents) * max(exponents) <= 0:
            continue
        least = min(exponents, key=abs)
        taken = tidy(Power(base, Number(least)))
        have = [k for k, part in enumerate(parts) if name in part]
        inside = [_without(parts[k], name, least) for k in have]
        rest = [one for k, one in enumerate(term.terms) if k not in have]
        at = have[0]
        yield total((*rest[:at], product((taken, _sum_of(inside))), *rest[at:]))
        if len(have) == len(parts):
            shared.append(taken)
    if len(shared) > 1:
        inverse = tuple(tidy(Power(one, MINUS_ONE)) for one in shared)
        inside = [of_powers(powers(product((*factors_of(one), *inverse)))) for one in term.terms]
        yield product((*shared, _sum_of(inside)))


def _without(part: Mapping[str, tuple[Term, Fraction]], name: str, exponent: Fraction) -> Term:
    base, there = part[name]
    return of_powers({**part, name: (base, there - exponent)})


def _sum_of(terms: list[Term]) -> Term:
    return total(tuple(terms))


def turned(term: Term) -> Iterator[Term]:
    """−a (b − c) = a (c − b), also below a sum"""
    if not isinstance(term, Times) or not is_negative(term):
        return
    for at, factor in enumerate(term.factors):
        if _takes_minus(factor):
            yield product((MINUS_ONE, *term.factors[:at], _negated(factor), *term.factors[at + 1 :]))


def _takes_minus(term: Term) -> bool:
    match term:
        case Plus(terms):
            return any(map(is_negative, terms)) and not any(isinstance(one, Number) for one in terms)
        case Sum(body=body):
            return any(map(_takes_minus, factors_of(body)))
        case _:
            return False


def _negated(term: Term) -> Term:
    """The negative of what takes a minus."""
    match term:
        case Sum(letter, excluded, body):
            at = next(k for k, one in enumerate(factors_of(body)) if _takes_minus(one))
            inside = (*factors_of(body)[:at], _negated(factors_of(body)[at]), *factors_of(body)[at + 1 :])
            return Sum(letter, excluded, product(inside))
        case _:
            return total(tuple(product((MINUS_ONE, one)) for one in terms_of(term)))


def inverted(term: Term) -> Iterator[Term]:
    """u / (v + w) = 1 / (v/u + w/u), where u is an exponential"""
    if not isinstance(term, Times):
        return
    for at, factor in enumerate(term.factors):
        if not isinstance(factor, Power) or not isinstance(factor.base, Plus) or factor.exponent != MINUS_ONE:
            continue
        for place, above in enumerate(term.factors):
            if isinstance(above, Exp):
                inverse = Exp(product((MINUS_ONE, above.argument)))
                parts = (of_exponentials(product((one, inverse))) for one in factor.base.terms)
                rest = [one for k, one in enumerate(term.factors) if k not in (at, place)]
                yield product((*rest, Power(total(tuple(parts)), MINUS_ONE)))


def of_exponentials(term: Term) -> Term:
    """e^a e^{−a} b = b, and e^{−a} stays as it is"""
    factors = list(factors_of(term))
    for one in [factor for factor in factors if isinstance(factor, Exp)]:
        opposite = key(product((MINUS_ONE, one.argument)))
        other = next((f for f in factors if isinstance(f, Exp) and f is not one and key(f.argument) == opposite), None)
        if one in factors and other is not None:
            factors.remove(one)
            factors.remove(other)
    return product(tuple(factors)) if factors else ONE


def completed(term: Term) -> Iterator[Term]:
    """u / (u + v) = 1 − v / (u + v)"""
    if not isinstance(term, Times):
        return
    for factor in term.factors:
        if not isinstance(factor, Power) or not isinstance(factor.base, Plus):
            continue
        if not isinstance(factor.exponent, Number) or factor.exponent.value > -1:
            continue
        for part in factor.base.terms:
            if part in term.factors:
                others = list(term.factors)
                others.remove(part)
                others.remove(factor)
                rest = total(tuple(one for one in factor.base.terms if one != part))
                lower = tidy(Power(factor.base, Number(factor.exponent.value + 1)))
                share = Plus((ONE, negative(product((rest, Power(factor.base, MINUS_ONE))))))
                yield product((*others, lower, share))


AT_ONCE: tuple[tuple[str, Local], ...] = (
    (cancel.RULE.code, cancelled),
    (collapse_delta.RULE.code, collapsed),
    (expand.RULE.code, bared),
)
"""The codes of the rules, and what they do: what is done wherever it can be, before anything else is tried."""

MOVES: tuple[tuple[str, Local], ...] = (
    *AT_ONCE,
    (algebra.RULE.code, gathered),
    (algebra.RULE.code, collected),
    (pull_out.RULE.code, pulled),
    (pull_out.RULE.code, pushed),
    (sum_of_constant.RULE.code, counted),
    (split_sum.RULE.code, joined),
    (linearity_of_sum.RULE.code, merged),
    (linearity_of_sum.RULE.code, exchanged),
    (expand.RULE.code, expanded),
    (linearity_of_sum.RULE.code, separated),
    (common_factor.RULE.code, factored),
    (algebra.RULE.code, completed),
    (cancel.RULE.code, inverted),
    (algebra.RULE.code, turned),
)
"""All that can be done."""
