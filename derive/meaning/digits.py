"""Indices of one digit each that are written without a comma: x_{12} is x_{1,2} where x has two indices.

It has two where it stands with two letters, x_{ij}, or with one, x_{N1}; or where it is the entry of an array that is
written out, each in its place.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from derive.data import replace
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Arrayed, Formula, Indexed, Name, Numeral
from derive.formula_parts import rebuilt, subformulas_of
from derive.letters import variable_name
from derive.meaning.names import is_word, literal_index


def with_digits_apart(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, each index of a symbol that has several a digit of its own."""
    formulas = [
        member.formula
        for statement in statements
        for member in statement.chain.members
        if not isinstance(member.formula, ReadError)
    ]
    counts = {count for formula in formulas for count in _counts(formula)}
    if not any(number > 1 for _, number in counts):
        return list(statements)

    def visit(formula: Formula) -> Formula:
        formula = rebuilt(formula, visit)
        return _apart(formula, counts) if isinstance(formula, Indexed) else formula

    return [replace(one, chain=replace(one.chain, members=tuple(
        member if isinstance(member.formula, ReadError) else replace(member, formula=visit(member.formula))
        for member in one.chain.members
    ))) for one in statements]  # fmt: skip


def _name(formula: Formula) -> str | None:
    if isinstance(formula, Indexed) and isinstance(formula.base, Name):
        return variable_name(formula.base.letter, formula.base.accent)
    return None


def _counts(formula: Formula) -> Iterator[tuple[str, int]]:
    """The symbols with indices that are not all numbers, each with how many it has; and those of written entries."""
    for part in subformulas_of(formula, Indexed):
        name = _name(part)
        numbers = [literal_index(index) for index in part.lower if not is_word(index)] if name is not None else []
        if name is not None and None in numbers and all(number is None or number < 10 for number in numbers):
            yield name, len(part.lower)
    for array in subformulas_of(formula, Arrayed):
        yield from _of_entries(array)


def _of_entries(array: Arrayed) -> Iterator[tuple[str, int]]:
    """x of an array that begins with x_{11} and x_{12}, or with x_{11} and below it x_{21}."""
    rows = array.rows
    corner = rows[0][0]
    beside = [(rows[0][1], 12)] if len(rows[0]) > 1 else []
    below = [(rows[1][0], 21)] if len(rows) > 1 else []
    name = _name(corner)
    if name is None or not isinstance(corner, Indexed) or literal_index(corner.lower[-1]) != 11:
        return
    for entry, number in (*beside, *below):
        if _name(entry) == name and isinstance(entry, Indexed) and literal_index(entry.lower[-1]) == number:
            yield name, len(corner.lower) + 1


def _apart(formula: Indexed, counts: set[tuple[str, int]]) -> Formula:
    name, last = _name(formula), formula.lower[-1:]
    value = literal_index(last[0]) if last else None
    if name is None or value is None or value < 11 or not isinstance(last[0], Numeral):
        return formula
    digits = str(value)
    if "0" in digits or (name, len(formula.lower) - 1 + len(digits)) not in counts:
        return formula
    numerals = tuple(Numeral(Fraction(int(digit)), last[0].span) for digit in digits)
    return replace(formula, lower=(*formula.lower[:-1], *numerals))
