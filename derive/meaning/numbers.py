"""Which letters of a document stand for numbers, and nowhere for an index."""

from collections.abc import Iterable

from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Compared, Formula, Indexed, Name, Ranged
from derive.formula_parts import children, subformulas
from derive.meaning.names import plain_letter


def numbers_in(statements: Iterable[Statement]) -> frozenset[str]:
    """The letters that stand for numbers, and nowhere for an index."""
    formulas = [
        one.formula for each in statements for one in each.chain.members if not isinstance(one.formula, ReadError)
    ]
    indices = {letter for formula in formulas for letter in _indices(formula)}
    return frozenset(letter for formula in formulas for letter in _values(formula)) - indices


def _indices(formula: Formula) -> Iterable[str]:
    for part in subformulas(formula):
        if isinstance(part, Indexed):
            yield from (letter for index in (*part.lower, *part.upper) if (letter := plain_letter(index)) is not None)
        elif isinstance(part, Ranged) and (letter := plain_letter(part.letter)) is not None:
            yield letter


def _values(formula: Formula) -> Iterable[str]:
    """The letters in a formula that is more than a letter, but for those of conditions."""
    for part in children(formula):
        letter = plain_letter(part)
        if isinstance(part, Name) and letter is not None and not isinstance(formula, Compared):
            yield letter
        yield from _values(part)
