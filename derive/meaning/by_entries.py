"""Functions of matrices that are taken of each entry: the exp(W) of attention is no series of powers of W.

The exponential of a square matrix may be either, and B^{-1} of a column has a meaning only so. What is proved where
they are taken entry by entry holds where they are meant so; a document that multiplies entry by entry may mean it.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeGuard

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Applied, Formula, Multiplied, Name, Negated, Numeral, Raised
from derive.formula_parts import rebuilt, subformulas
from derive.meaning.applications import formulas_of
from derive.meaning.names import ARRAY_FUNCTIONS, FUNCTIONS, INVERSE
from derive.meaning.plain import with_formulas

ENTRIES: Literal["entries"] = "entries"
"""The style of the name of a function that is taken so."""
OF_NUMBERS = FUNCTIONS - ARRAY_FUNCTIONS


def with_functions_of_entries(statements: Sequence[Statement]) -> tuple[Statement, ...] | None:
    """The statements with functions of numbers, and inverses, taken entry by entry; None where nothing is multiplied
    so, or no capital letter is an argument."""
    parts = [part for one in statements for formula in formulas_of(one) for part in subformulas(formula)]
    products = any(isinstance(part, Multiplied) and "⊙" in part.signs for part in parts)
    if not products or not any(_is_of_matrix(part) for part in parts):
        return None
    return tuple(with_formulas(statement, _by_entries) for statement in statements)


def _is_of_matrix(formula: Formula) -> bool:
    """exp(W)"""
    return _is_of_numbers(formula) and any(isinstance(one, Name) and one.letter.isupper() for one in formula.arguments)


def _is_of_numbers(formula: Formula) -> TypeGuard[Applied]:
    return isinstance(formula, Applied) and isinstance(formula.function, Name) and formula.function.letter in OF_NUMBERS


def _by_entries(formula: Formula) -> Formula:
    formula = rebuilt(formula, _by_entries)
    if _is_of_numbers(formula) and isinstance(formula.function, Name):
        return replace(formula, function=replace(formula.function, style=ENTRIES))
    if isinstance(formula, Raised) and formula.exponent == Negated(Numeral(Fraction(1))):
        return Applied(Name(INVERSE, style=ENTRIES), (formula.base,), span=formula.span)
    return formula
