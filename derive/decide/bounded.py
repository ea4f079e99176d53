"""What is given to be greater, in proofs.

Rule: a > b is the hypothesis a = b + e^s, and two bounds such as 0 < x < 1 are one: x = 1/(1 + e^s). Where a proof does
not come out so, one without any bounds is looked for, whose side conditions may follow from them: the bound's
difference a − b is positive, and so are products, quotients and powers of positive terms. At last a ≥ b is taken for
a > b, and the proof says "where a − b ≠ 0".
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from derive.calculus.bounds import as_strict, difference, is_bound, is_strict, within
from derive.data import Data, replace
from derive.decide.conditions import Condition, Remaining
from derive.decide.polynomial import Polynomial, scale, subtract
from derive.term import Claim, Exp, Hypothesis, Number, Plus, Power, Term, Times, negative

Normal = Callable[[Term], Polynomial]


class Variant(Data):
    """A claim that says no more than the given one, under some conditions."""

    claim: Claim
    conditions: tuple[Condition, ...] = ()


def variants(claim: Claim, normal: Normal) -> Iterator[Variant]:
    """The ways to prove a claim, the strongest first. `normal` gives forms without hypotheses."""
    bounds = [one for one in claim.hypotheses if is_bound(one)]
    if not bounds:
        yield Variant(claim)
        return
    weak = [one for one in bounds if not is_strict(one)]
    strict = [one for one in bounds if is_strict(one)]
    yield Variant(_and(claim, in_pairs(strict, normal)))
    yield Variant(without_bounds(claim))
    for kept in strict if len(strict) > 1 else ():
        yield Variant(_and(claim, (kept,)))
    if weak:
        taken = tuple(Condition("≠", difference(one)) for one in weak)
        yield Variant(_and(claim, in_pairs([*strict, *map(as_strict, weak)], normal)), taken)


def in_pairs(strict: Sequence[Hypothesis], normal: Normal) -> tuple[Hypothesis, ...]:
    """The strict bounds, where two that make x and c − x positive, for a number c, are one: x = c/(1 + e^s)."""
    found: list[Hypothesis] = []
    waiting = list(strict)
    while waiting:
        one = waiting.pop(0)
        for other in waiting:
            total = normal(Plus((difference(one), difference(other)))).constant()
            if total is not None and total > 0:
                waiting.remove(other)
                one = within(one, Number(Fraction(total)))
                break
        found.append(one)
    return tuple(found)


def _and(claim: Claim, bounds: Sequence[Hypothesis]) -> Claim:
    return replace(claim, hypotheses=(*without_bounds(claim).hypotheses, *bounds))


def without_bounds(claim: Claim) -> Claim:
    return replace(claim, hypotheses=tuple(one for one in claim.hypotheses if not is_bound(one)))


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
