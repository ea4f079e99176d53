"""Jacobians and gradients in components, put together from proved equations for the derivatives of a symbol."""

from collections.abc import Mapping

from derive.data import Data
from derive.errors import ReadError
from derive.formula import Differentiated, Formula, Indexed
from derive.meaning.components import Components
from derive.meaning.index_sets import IndexSets
from derive.report import Table
from derive.term import Letter, Result, Variable

LARGEST = 6
"""Larger tables are not shown."""


class _Entry(Data):
    """A proved equation for ∂of/∂by, as it is written."""

    result: Result
    left: Differentiated
    right: Formula
    scope: int
    name: str

    @property
    def above(self) -> Variable:
        assert isinstance(self.result.left.operand, Variable)
        return self.result.left.operand

    @property
    def below(self) -> Variable:
        return self.result.left.variable

    def letters(self, row: int | None, column: int) -> dict[str, int] | None:
        """The values of the letters that make this the entry in a row and column; None if its case is another."""
        values: dict[str, int] = {}
        wanted = [
            *zip(self.above.indices, () if row is None else (row,), strict=True),
            (self.below.indices[0], column),
        ]
        for index, value in wanted:
            if not isinstance(index, Letter) or values.setdefault(index.name, value) != value:
                return None
        for distinction in self.result.case:
            sides = [
                values.get(side.name) for side in (distinction.left, distinction.right) if isinstance(side, Letter)
            ]
            if len(sides) == 2 and None not in sides and (sides[0] == sides[1]) != distinction.equal:
                return None
        return values


class Gradients:
    """Collects the equations of a document as they are proved."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str, int], list[_Entry]] = {}

    def add(
        self, result: Result, left: "Formula | ReadError", right: "Formula | ReadError", scope: int, name: str
    ) -> None:
        above, below = result.left.operand, result.left.variable
        if not isinstance(left, Differentiated) or isinstance(right, ReadError) or not isinstance(above, Variable):
            return
        if len(below.indices) == 1 and len(above.indices) <= 1:
            key = above.name, below.name, len(above.indices)
            self._entries.setdefault(key, []).append(_Entry(result, left, right, scope, name))

    def tables(self, sets: IndexSets, sizes: Mapping[str, int]) -> tuple[Table, ...]:
        """A table for each symbol of whose derivatives every entry is proved."""
        found = (_table(entries, sets, sizes) for entries in self._entries.values())
        return tuple(table for table in found if table is not None)


def _table(entries: list[_Entry], sets: IndexSets, sizes: Mapping[str, int]) -> Table | None:
    first = entries[0]
    columns = sizes[first.below.indices[0].set.size]
    rows = [None] if not first.above.indices else list(range(1, sizes[first.above.indices[0].set.size] + 1))
    if columns > LARGEST or len(rows) > LARGEST:
        return None
    used: dict[str, None] = {}
    table = []
    for row in rows:
        written = []
        for column in range(1, columns + 1):
            entry = next((e for e in reversed(entries) if e.letters(row, column) is not None), None)
            if entry is None:
                return None
            letters = entry.letters(row, column)
            assert letters is not None
            used[entry.name] = None
            written.append(Components(sets, entry.scope, sizes, letters).write_out(entry.right))
        table.append(tuple(written))
    above, below = first.left.operand, first.left.variables[0]
    assert above is not None
    return Table(_symbol(above), _symbol(below), tuple(table), tuple(used))


def _symbol(formula: Formula) -> Formula:
    """Without its indices."""
    return formula.base if isinstance(formula, Indexed) else formula
