"""Equations between expectations: 𝔼[f] = 𝔼[g] holds if f = g, and 𝔼 is linear.

A side is a linear combination of expectations over one distribution, with coefficients of numbers and sizes only: what
else is random is not told. Where the two combinations are equal without the 𝔼, so are they with it. Nothing is refuted
so: unequal quantities may have equal expectations.
"""

from derive.formula import (
    Added,
    Applied,
    Divided,
    Formula,
    Grouped,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Ranged,
)
from derive.formula_parts import children, rebuilt, subformulas
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import is_expectation, plain_letter

EXIST = "the expectations exist"
"""The condition of what is proved so."""


def without_expectations(left: Formula, right: Formula, sets: IndexSets) -> tuple[Formula, Formula] | None:
    """The two sides of an equation between expectations without the 𝔼; None for another equation."""
    found = (one for side in (left, right) for one in subformulas(side))
    operators = {one.function for one in found if isinstance(one, Applied) and is_expectation(one)}
    if len(operators) != 1:
        return None
    one, other = _opened(left, sets), _opened(right, sets)
    return (one, other) if one is not None and other is not None else None


def _opened(formula: Formula, sets: IndexSets) -> Formula | None:
    """A linear combination of expectations without the 𝔼; None for what is none."""
    match formula:
        case Applied(arguments=(argument,)) if is_expectation(formula):
            return None if any(map(is_expectation, subformulas(argument))) else Grouped(argument, span=formula.span)
        case Grouped() | Negated() | Added():
            linear = children(formula)
        case Ranged(operator="sum", body=body):
            linear = (body,)
        case Divided(numerator=numerator, denominator=denominator) if _is_constant(denominator, sets):
            linear = (numerator,)
        case Multiplied(factors=factors, signs=signs) if "⊙" not in signs:
            linear = tuple(factor for factor in factors if not _is_constant(factor, sets))
            if len(linear) != 1:
                return None
        case _:
            return None
    places = {id(part): _opened(part, sets) for part in linear}
    return None if None in places.values() else rebuilt(formula, lambda part: places.get(id(part)) or part)


def _is_constant(formula: Formula, sets: IndexSets) -> bool:
    """Whether a coefficient is made of numbers and sizes."""
    match formula:
        case Numeral():
            return True
        case Name():
            return sets.is_size(plain_letter(formula) or "")
        case Grouped() | Negated() | Added() | Multiplied() | Divided() | Raised():
            return all(_is_constant(part, sets) for part in children(formula))
        case _:
            return False
