"""Functions of matrices that are taken of each entry: the exp(W) of attention is no series of powers of W.

The exponential of a square matrix may be either, and B^{-1} of a column has a meaning only so. What is proved where
they are taken entry by entry holds where they are meant so; a document that multiplies entry by entry may mean it.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal, TypeGuard

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Applied, Formula, Grouped, Indexed, Multiplied, Name, Negated, Numeral, Raised
from derive.formula_parts import rebuilt, subformulas
from derive.meaning.applications import formulas_of
from derive.meaning.names import ARRAY_FUNCTIONS, FUNCTIONS, INVERSE
from derive.meaning.plain import with_formulas
from derive.source import Source

ENTRIES: Literal["entries"] = "entries"
"""The style of the name of a function that is taken so."""
_OF_MATRICES = r"(?i)\bmatrix[- ](?:exponential|logarithm|function|power)|\b(?:expm|logm)\b|\bpower series\b"
OF_NUMBERS = FUNCTIONS - ARRAY_FUNCTIONS


def with_functions_of_entries(
    statements: Sequence[Statement], is_function: Callable[[str], bool], source: Source
) -> tuple[Statement, ...] | None:
    """The statements with functions of numbers, and inverses, taken entry by entry; None where nothing is multiplied
    so, no capital letter is an argument, or the words speak of functions of matrices. F^{-1} of a function is another
    one, and no inverse of a number."""
    parts = [part for one in statements for formula in formulas_of(one) for part in subformulas(formula)]
    products = any(isinstance(part, Multiplied) and "⊙" in part.signs for part in parts)
    if not products or not any(_is_of_matrix(part) for part in parts) or re.search(_OF_MATRICES, source.text):
        return None

    def by_entries(formula: Formula) -> Formula:
        formula = rebuilt(formula, by_entries)
        match formula:
            case Applied(function=Name() as name) if _is_of_numbers(formula):
                return replace(formula, function=replace(name, style=ENTRIES))
            case Raised(base=base, exponent=Negated(operand=Numeral(value=1))) if _may_be_array(base, is_function):
                return Applied(Name(INVERSE, style=ENTRIES), (base,), span=formula.span)
            case _:
                return formula

    return tuple(with_formulas(statement, by_entries) for statement in statements)


def _is_of_matrix(formula: Formula) -> bool:
    """exp(W)"""
    return _is_of_numbers(formula) and any(isinstance(one, Name) and one.letter.isupper() for one in formula.arguments)


def _is_of_numbers(formula: Formula) -> TypeGuard[Applied]:
    return isinstance(formula, Applied) and isinstance(formula.function, Name) and formula.function.letter in OF_NUMBERS


def _may_be_array(formula: Formula, is_function: Callable[[str], bool]) -> bool:
    """Whether a formula is in brackets, or a capital letter that is no function."""
    core = formula.base if isinstance(formula, Indexed) else formula
    return isinstance(core, Grouped) or (
        isinstance(core, Name) and core.letter.isupper() and not is_function(core.letter)
    )
