"""Numbers below a symbol that are no index of it: the −1 of μ_{−1}, the class, and the 0 of θ_0 beside θ_1.

Index sets begin at 1, or at 0 where sums do. A number below the first index belongs to the name of its symbol: a
negative one always, and 0 where that symbol never has another index than a number, and never stands without one.
"""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Formula, Indexed, Name, Negated, Numeral
from derive.formula_parts import children, rebuilt, subformulas_of
from derive.meaning.applications import formulas_of
from derive.meaning.names import is_word, literal_index
from derive.meaning.plain import with_formulas
from derive.meaning.sizes import beginnings, first_index


def with_numbers_named(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, numbers below the first index as parts of names."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    if not any(map(_has_number, formulas)):
        return tuple(statements)
    others = frozenset(name for formula in formulas for name in _with_other_index(formula))
    zero = first_index({one for formula in formulas for one in beginnings(formula)}) == 1

    def visit(formula: Formula) -> Formula:
        formula = rebuilt(formula, visit)
        number, base = _number(formula), formula.base if isinstance(formula, Indexed) else formula
        if number is None or not isinstance(formula, Indexed) or not isinstance(base, Name):
            return formula
        if number == 0 and (not zero or base in others):
            return formula
        named = replace(base, letter=f"{base.letter}_{str(number).replace('-', '−')}")
        return replace(formula, base=named, lower=()) if formula.upper else named

    return tuple(with_formulas(statement, visit) for statement in statements)


def _has_number(formula: Formula) -> bool:
    return any(_number(one) is not None for one in subformulas_of(formula, Indexed))


def _number(formula: Formula) -> int | None:
    """The number below 1 that is the only index below a symbol."""
    if not isinstance(formula, Indexed) or len(formula.lower) != 1 or not isinstance(formula.base, Name):
        return None
    match formula.lower[0]:
        case Negated(operand=Numeral() as below):
            value = literal_index(below)
            return -value if value is not None else None
        case Numeral() as below if literal_index(below) == 0:
            return 0
        case _:
            return None


def _with_other_index(formula: Formula) -> Iterator[Name]:
    """The symbols that stand without an index, or with one that is no number."""
    match formula:
        case Indexed(base=Name() as base, lower=lower):
            if not lower or any(_is_no_number(index) for index in lower):
                yield base
        case Name():
            yield formula
            return
        case _:
            for part in children(formula):
                yield from _with_other_index(part)
            return
    for index in (*formula.lower, *formula.upper):
        yield from _with_other_index(index)


def _is_no_number(index: Formula) -> bool:
    return not is_word(index) and literal_index(index) is None and not isinstance(index, Negated)
