"""What is written in formulas, whatever their symbols mean: found once for each, since it is asked for again wherever a
formula is read beside other statements."""

from derive.data import Data
from derive.formula import Formula
from derive.meaning.arguments import letters_written, plain_names
from derive.meaning.numbers import index_letters, value_letters
from derive.meaning.sizes import beginnings, sizes_in


class Outline(Data):
    """What is written in a formula."""

    letters: frozenset[str]
    """All letters."""
    plain: frozenset[str]
    """Those in no special style, without indices."""
    indices: frozenset[str]
    """Those that are indices."""
    values: frozenset[str]
    """Those that stand for numbers."""
    beginnings: frozenset[int | None]
    """Where its sums over indices begin."""


class Outlines:
    """The outlines of the formulas of a document."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Formula, Outline]] = {}
        """By identity of the formula, which is kept here so that no other can take its place in memory."""
        self._sizes: dict[tuple[int, int], tuple[str, ...]] = {}
        """By identity of a formula that is kept above, and the first index."""

    def of(self, formula: Formula) -> Outline:
        found = self._known.get(id(formula))
        if found is None:
            found = self._known[id(formula)] = formula, _outline(formula)
        return found[1]

    def sizes(self, formula: Formula, first: int) -> tuple[str, ...]:
        """The sizes that a formula names, where indices begin at `first`."""
        self.of(formula)
        found = self._sizes.get((id(formula), first))
        if found is None:
            found = self._sizes[id(formula), first] = tuple(sizes_in(formula, first))
        return found


def _outline(formula: Formula) -> Outline:
    return Outline(
        letters_written(formula),
        plain_names(formula),
        frozenset(index_letters(formula)),
        frozenset(value_letters(formula)),
        frozenset(beginnings(formula)),
    )
