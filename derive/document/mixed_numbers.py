"""A number before a fraction of numbers: 1½ is 1 + ½ in one hand, and a product in another."""

from derive.formula import Added, Divided, Formula, Grouped, Multiplied, Numeral


def has_mixed_number(formula: Multiplied) -> bool:
    """Whether it may be a product with a mixed number."""
    return any(_is_mixed(formula, k) for k in range(len(formula.factors) - 1))


def with_mixed_numbers(formula: Formula) -> Formula:
    """A product in which a number before a fraction is added to it: 1 + 1/2 for 1 (1/2)."""
    if not isinstance(formula, Multiplied) or not has_mixed_number(formula):
        return formula
    k = next(k for k in range(len(formula.factors) - 1) if _is_mixed(formula, k))
    number = Grouped(Added(formula.factors[k : k + 2]))
    factors = (*formula.factors[:k], number, *formula.factors[k + 2 :])
    return Multiplied(factors, (*formula.signs[:k], *formula.signs[k + 1 :])) if len(factors) > 1 else number


def _is_mixed(formula: Multiplied, k: int) -> bool:
    whole, part = formula.factors[k : k + 2]
    if formula.signs[k] or not isinstance(whole, Numeral) or whole.value.denominator != 1:
        return False
    match part:
        case Divided(numerator=Numeral(above), denominator=Numeral(below)):
            return 0 < above < below
        case _:
            return False
