"""What is given to be greater, in proofs.

Rule: a > b is the hypothesis a = b + e^s. Where a proof does not come out so, one without any bounds is looked for,
whose side conditions may follow from them: the bound's difference a − b is positive, and so are products, quotients and
powers of positive terms. At last a ≥ b is taken for a > b, and the proof says "where a − b ≠ 0".
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from derive.calculus.bounds import as_strict, difference, is_bound, is_strict
from derive.data import Data, replace
from derive.decide.conditions import Condition, Remaining
from derive.decide.polynomial import Polynomial, scale, subtract
from derive.term import Claim, Exp, Hypothesis, Number, Power, Term, Times, negative

Normal = Callable[[Term], Polynomial]


class Variant(Data):
    """A claim that says no more than the given one, under some conditions."""

    claim: Claim
    conditions: tuple[Condition, ...] = ()


def variants(claim: Claim) -> Iterator[Variant]:
    """The ways to prove a claim, the strongest first."""
    bounds = [one for one in claim.hypotheses if is_bound(one)]
    if not bounds:
        yield Variant(claim)
        return
    weak = [one for one in bounds if not is_strict(one)]
    yield Variant(_with(claim, lambda one: () if one in weak else (one,)))
    yield Variant(without_bounds(claim))
    strict = [one for one in bounds if is_strict(one)]
    for kept in strict if len(strict) > 1 else ():
        yield Variant(replace(claim, hypotheses=(*without_bounds(claim).hypotheses, kept)))
    if weak:
        taken = tuple(Condition("≠", difference(one)) for one in weak)
        yield Variant(_with(claim, lambda one: (as_strict(one),) if one in weak else (one,)), taken)


def without_bounds(claim: Claim) -> Claim:
    return _with(claim, lambda one: () if is_bound(one) else (one,))


def _with(claim: Claim, change: Callable[[Hypothesis], tuple[Hypothesis, ...]]) -> Claim:
    return replace(claim, hypotheses=tuple(other for one in claim.hypotheses for other in change(one)))


def without_products(remaining: Remaining, normal: Normal) -> Remaining:
    """The conditions without those on products and quotients that follow from the others."""
    kept = list(remaining.conditions)
    for condition in remaining.conditions:
        others = [normal(one.term) for one in kept if one.sign == ">" and one != condition]
        if isinstance(condition.term, Times | Power) and others and _follows(condition.term, others, normal):
            kept.remove(condition)
    return replace(remaining, conditions=tuple(kept))


def left_by_bounds(remaining: Remaining, claim: Claim, normal: Normal) -> Remaining:
    """The conditions that do not follow from the bounds of a claim; `normal` gives forms without hypotheses."""
    bounds = [one for one in claim.hypotheses if is_bound(one)]
    if not bounds:
        return remaining
    strict = [normal(difference(one)) for one in bounds if is_strict(one)]
    every = [normal(difference(one)) for one in bounds]

    def follows(condition: Condition) -> bool:
        if condition.sign == "≥":
            return _follows(condition.term, every, normal)
        minus = negative(condition.term)
        return _follows(condition.term, strict, normal) or (condition.sign == "≠" and _follows(minus, strict, normal))

    return replace(remaining, conditions=tuple(one for one in remaining.conditions if not follows(one)))


def _follows(term: Term, above_zero: list[Polynomial], normal: Normal) -> bool:
    """Whether the term is positive, or at least 0, as these are."""

    def inside(part: Term) -> bool:
        return _follows(part, above_zero, normal)

    match term:
        case Number(value=value):
            return value > 0
        case Exp():
            return True
        case Power(base=base) if inside(base):
            return True
        case Times(factors=factors) if all(map(inside, factors)):
            return True
    form = normal(term)
    return any(_is_positive_multiple(form, other) for other in above_zero)


def _is_positive_multiple(form: Polynomial, other: Polynomial) -> bool:
    if not other.terms or form.terms.keys() != other.terms.keys():
        return False
    first = next(iter(other.terms))
    ratio = Fraction(form.terms[first]) / other.terms[first]
    return ratio > 0 and not subtract(form, scale(other, ratio)).terms
