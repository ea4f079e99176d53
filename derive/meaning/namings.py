"""Symbols for the entries, rows or columns of an array: X = (x_ij), Z = (z_{1,:}; …; z_{M,:}), W = (w_1 … w_q).

Such an equation says that x_ij is X_ij, z_{k,:} the row Z_{k,:}, w_k the column W_{:,k}. In W_h = (w_{h1} w_{h2}) the
letter h tells one array from others; wherever it is the first index of a symbol it belongs to the name, unless it is
an index somewhere: bound by a sum, or compared.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from derive.data import Data
from derive.formula import Arrayed, Compared, Dots, Formula, Grouped, Indexed, Name, Ranged, Transposed
from derive.formula_parts import subformulas_of
from derive.meaning.names import Symbol, is_slice, literal_index, plain_letter, symbol_of

Kind: TypeAlias = Literal["entry", "row", "column"]
"""An entry has all indices of the array, a row the first of two, a column the second."""


class Naming(Data):
    """The symbols of that name, with so many indices after the marks, are what an array consists of."""

    name: str
    marks: tuple[str, ...]
    count: int
    kind: Kind
    style: str
    """How the letter of a row or a column is printed: x_k may be a number where x_k in bold is a row."""
    array: str


class Namings:
    """What the equations of a document name so."""

    def __init__(self, chains: Sequence[Sequence[Formula]]) -> None:
        """`chains`: the members of each chain that were read."""
        found = [one for left, *others in filter(None, chains) for right in others for one in _namings(left, right)]
        self._marks = frozenset(mark for one in found for mark in one.marks)
        self._marks -= {letter for members in chains for formula in members for letter in _bound(formula)}
        self._namings = [one for one in found if self._marks.issuperset(one.marks) and not _contradicted(one, found)]

    def names_parts(self, left: Formula, right: Formula) -> bool:
        """Whether left = right is such an equation."""
        return any(one in self._namings for one in _namings(left, right))

    def symbol(self, symbol: Symbol, formula: Formula) -> Symbol:
        """The symbol by the name of its array, and with its marks in its name."""
        if not self._namings or not symbol.lowers:
            return symbol
        for one in self._namings:
            if one.name == symbol.name and _has(symbol, formula, one):
                lowers = symbol.lowers[len(one.marks) :]
                colon = Name(":")
                lowers = {"entry": lowers, "row": (*lowers, colon), "column": (colon, *lowers)}[one.kind]
                return Symbol("_".join((one.array, *one.marks)), symbol.uppers, lowers)
        if plain_letter(symbol.lowers[0]) in self._marks:
            return Symbol(f"{symbol.name}_{plain_letter(symbol.lowers[0])}", symbol.uppers, symbol.lowers[1:])
        return symbol


def names_own_entries(left: Formula, right: Formula) -> bool:
    """Whether an equation only says how the entries of an array are written: W = (w_ij), b^{(ℓ)} = [b_i^{(ℓ)}]^T."""
    inner = _untransposed(right)
    array = symbol_of(left)
    entry = symbol_of(inner.body) if isinstance(inner, Grouped) and inner.bracket in ("(", "[") else None
    if array is None or entry is None or array.lowers or array.uppers != entry.uppers:
        return False
    letters = list(map(plain_letter, entry.lowers))
    distinct = None not in letters and len(set(letters)) == len(letters) and 1 <= len(letters) <= 2
    return distinct and array.name == entry.name and (isinstance(left, Indexed) or _style(left) == "bold")


def _has(symbol: Symbol, formula: Formula, naming: Naming) -> bool:
    marks = tuple(plain_letter(index) for index in symbol.lowers[: len(naming.marks)])
    if marks != naming.marks or len(symbol.lowers) - len(marks) != naming.count:
        return False
    return naming.kind == "entry" or _style(formula) == naming.style


def _contradicted(one: Naming, others: Sequence[Naming]) -> bool:
    """Whether another equation says something else of the same symbols."""
    same = [other for other in others if (other.name, other.marks, other.count) == (one.name, one.marks, one.count)]
    return any((other.kind, other.style) == (one.kind, one.style) and other.array != one.array for other in same)


def _namings(left: Formula, right: Formula) -> Iterator[Naming]:
    """What an equation says of the symbols in the array on its right."""
    array = symbol_of(left)
    if array is None or not isinstance(right, Arrayed) or array.uppers:
        return
    marks = tuple(letter for letter in map(plain_letter, array.lowers) if letter is not None)
    cells = [cell for row in right.rows for cell in row if not isinstance(cell, Dots)]
    symbols = [symbol_of(_untransposed(cell)) for cell in cells]
    first, last = (symbols[0], symbols[-1]) if symbols else (None, None)
    if first is None or last is None or len(marks) < len(array.lowers) or len(symbols) < 2:
        return
    if any(symbol is None or symbol.name != first.name or symbol.uppers for symbol in symbols):
        return
    places = first.lowers[len(marks) :]
    if tuple(map(plain_letter, first.lowers[: len(marks)])) != marks or len(last.lowers) != len(first.lowers):
        return
    if any(literal_index(place) != 1 for place in places if not is_slice(place)) or last.lowers == first.lowers:
        return
    kind = _kind(right, cells[0], len(places), own=first.name == array.name)
    if kind is not None and (first.name != array.name or marks):
        yield Naming(first.name, marks, len(places), kind, _style(_untransposed(cells[0])), array.name)


def _kind(array: Arrayed, first: Formula, count: int, *, own: bool) -> Kind | None:
    """What x_1 in the corner of an array is; None where that is not clear, as for X = (x_1, …, x_n). `own`: whether
    the array has the same letter."""
    below, beside = len(array.rows) > 1, len(array.rows[0]) > 1
    if count == 2:
        return "entry"
    if count > 2 or (below and beside):
        return None
    if isinstance(first, Transposed):
        return "row" if below else None
    if _style(first) == "bold":
        return "column" if beside else None
    return "entry" if own else None


def _untransposed(formula: Formula) -> Formula:
    return formula.base if isinstance(formula, Transposed) else formula


def _style(formula: Formula) -> str:
    base = formula.base if isinstance(formula, Indexed) else formula
    return base.style if isinstance(base, Name) else ""


def _bound(formula: Formula) -> Iterator[str]:
    """The letters that a sum binds, or that are compared."""
    summed = (one.letter for one in subformulas_of(formula, Ranged))
    compared = (side for one in subformulas_of(formula, Compared) for side in (one.left, one.right))
    yield from (letter for letter in map(plain_letter, (*summed, *compared)) if letter is not None)
