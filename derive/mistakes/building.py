"""Formulas put together from parts, with the brackets that show their scope on paper."""

from fractions import Fraction

from derive.formula import (
    Added,
    Applied,
    Compared,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Multiplied,
    Negated,
    Numeral,
    Raised,
    Ranged,
)

SUM = Added | Negated | Compared
"""What needs brackets as a factor."""
PRODUCT = Added | Negated | Compared | Multiplied | Divided | Ranged | Differentiated | Raised | Applied
"""What needs brackets as the base of a power."""


def number(value: int) -> Numeral:
    return Numeral(Fraction(value))


def grouped(formula: Formula) -> Formula:
    return formula if isinstance(formula, Grouped) else Grouped(formula)


def ungrouped(formula: Formula) -> Formula:
    """What brackets enclose; the formula itself where there are none."""
    return formula.body if isinstance(formula, Grouped) and formula.bracket in "([{" else formula


def plus(*terms: Formula) -> Formula:
    """The sum; a term that is a sum itself gives its terms."""
    flat: list[Formula] = []
    for term in terms:
        flat += term.terms if isinstance(term, Added) else (term,)
    return flat[0] if len(flat) == 1 else Added(tuple(flat))


def opposite(formula: Formula) -> Formula:
    """−formula, without a second minus; a sum gets brackets."""
    if isinstance(formula, Negated):
        return formula.operand
    return Negated(grouped(formula) if isinstance(formula, SUM) else formula)


def times(*factors: Formula) -> Formula:
    """The product, by juxtaposition; a factor that is a product itself gives its factors, and a 1 none."""
    flat: list[Formula] = []
    for factor in factors:
        flat += factor.factors if isinstance(factor, Multiplied) else (factor,)
    flat = [factor for factor in flat if factor != number(1)] or flat[:1]
    if len(flat) == 1:
        return flat[0]
    held = tuple(_as_factor(factor, last=k == len(flat) - 1) for k, factor in enumerate(flat))
    return Multiplied(held, tuple("" for _ in held[1:]))


def _as_factor(factor: Formula, *, last: bool) -> Formula:
    reaches = isinstance(factor, Ranged) or (isinstance(factor, Applied) and not factor.parenthesised)
    return grouped(factor) if isinstance(factor, SUM) or (reaches and not last) else factor


def without(product: Multiplied, place: int) -> Formula:
    """The product without one of its factors."""
    factors = product.factors[:place] + product.factors[place + 1 :]
    signs = product.signs[: max(0, place - 1)] + product.signs[max(1, place) :]
    return factors[0] if len(factors) == 1 else Multiplied(factors, signs)


def with_factor(product: Multiplied, place: int, factor: Formula) -> Formula:
    """The product with another factor at one place."""
    held = _as_factor(factor, last=place == len(product.factors) - 1)
    return Multiplied((*product.factors[:place], held, *product.factors[place + 1 :]), product.signs)


def raised(base: Formula, exponent: Formula) -> Formula:
    """base^exponent; what is no symbol gets brackets."""
    return Raised(grouped(base) if isinstance(base, PRODUCT) else base, exponent)


def squared(base: Formula) -> Formula:
    return raised(base, number(2))


def over(numerator: Formula, denominator: Formula) -> Formula:
    """The quotient; a minus of the numerator stands before it."""
    if isinstance(numerator, Negated):
        return Negated(over(numerator.operand, denominator))
    return Divided(ungrouped(numerator), ungrouped(denominator))
