"""Lists and arrays that are written out, most of them with dots: (f_1, f_2, …, f_n), rows below each other, grids.

Every entry that is written is an instance of one general entry, but for some that are told apart: in a list those at
an index of their own, as in (f_1, …, g_j, …, f_n); in a square grid those on its diagonal.
"""

from collections.abc import Sequence

from derive.calculus.substitution import indices_of, substitute
from derive.data import Data
from derive.errors import UnsupportedError
from derive.formula import Dots, Formula
from derive.meaning.context import Matrix, Scalar, Value, Vector
from derive.meaning.vectors import chosen, entry, fresh, literals, unfit
from derive.term import MINUS_ONE, ONE, Delta, Index, IndexSet, Last, Letter, Literal, Plus, Term, Times


class Listing(Data):
    """The entries of a list: the general one at a letter, and those that differ from it."""

    letter: Letter
    general: Term
    special: tuple[tuple[Index, Term], ...]


def listed(items: Sequence[Formula], values: Sequence[Value | None], formula: Formula) -> Vector:
    """(f_1, f_2, …, f_n), where None stands for dots: the entry that most of the written ones are instances of, and
    the others as they are."""
    terms = [value.term if isinstance(value, Scalar) else None for value in values]
    if any(term is None and not isinstance(item, Dots) for term, item in zip(terms, items, strict=True)):
        raise _unknown(formula)
    found = _listing(terms, formula)
    return Vector(found.letter, found.general, found.special)


def _listing(terms: Sequence[Term | None], formula: Formula) -> Listing:
    """The list f_1, f_2, …, f_n or f_1, …, g_j, …, f_n; None stands for dots."""
    last = terms[-1]
    dots = [k for k, term in enumerate(terms) if term is None]
    sets = _last_sets(last)
    if last is None or not dots or dots[-1] != len(terms) - 2 or len(sets) != 1:
        raise _unknown(formula)
    (set_,) = sets
    letter = Letter("⋆", set_)
    before = [term for term in terms[: dots[0]] if term is not None]
    between = [term for term in terms[dots[0] : dots[-1]] if term is not None]
    places: list[tuple[Index, Term]] = [(Literal(k, set_), term) for k, term in enumerate(before, 1)]
    places.append((Last(set_), last))
    patterns = [substitute(term, {index: letter}) for index, term in reversed(places)]
    best = max(patterns, key=patterns.count)
    special = [(index, term) for index, term in places if substitute(best, {letter: index}) != term]
    special += [_own_place(term, best, letter, formula) for term in between if not _is_instance(term, best, letter)]
    return Listing(letter, best, tuple(special))


def _last_sets(term: Term | None) -> set[IndexSet]:
    return set() if term is None else {index.set for index in indices_of(term) if isinstance(index, Last)}


def _letters(term: Term, set_: IndexSet) -> list[Letter]:
    """The letters in a term that range over a set, but for those of entries."""
    found = (index for index in indices_of(term) if isinstance(index, Letter) and index.set == set_)
    return sorted((index for index in found if index.name[0] != "⋆"), key=lambda index: index.name)


def _is_instance(term: Term, general: Term, letter: Letter) -> bool:
    return any(substitute(general, {letter: index}) == term for index in _letters(term, letter.set))


def _own_place(term: Term, general: Term, letter: Letter, formula: Formula) -> tuple[Index, Term]:
    """The place of the entry g_j between dots, which is no instance of the others: its one letter tells it."""
    letters = _letters(term, letter.set)
    if len(letters) != 1:
        raise _unknown(formula)
    return letters[0], term


def stacked(rows: Sequence[Value | None], set_: IndexSet, formula: Formula) -> Matrix:
    """The matrix with these rows, or with these columns as its rows, where None stands for dots; `set_`: the index set
    of the rows where all of them are written."""
    vectors = [row for row in rows if isinstance(row, Vector)]
    sets = {row.letter.set for row in vectors}
    turned = {row.turned for row in vectors}
    others = any(isinstance(row, Scalar | Matrix) for row in rows)
    if len(sets) != 1 or {True, False} <= turned or others or any(row.special for row in vectors):
        raise unfit("a column of these rows", formula)
    column = Letter(fresh(sets.pop(), vectors).name + "′", vectors[0].letter.set)
    terms = [entry(row, column) if isinstance(row, Vector) else None for row in rows]
    if None not in terms:
        row = Letter("⋆", set_)
        places = zip(literals(set_), (term for term in terms if term is not None), strict=True)
        return Matrix(row, column, chosen((((row, place),), term) for place, term in places))
    found = _listing(terms, formula)
    if found.special:
        raise unfit("a column of these rows", formula)
    return Matrix(found.letter, column, found.general)


class _Cell(Data):
    row: Index
    column: Index
    term: Term


def grid(rows: Sequence[Sequence[Term | None]], sizes: Sequence[IndexSet], formula: Formula) -> Matrix:
    """A matrix that is written with dots, which None stands for; `sizes`: the index sets of the rows and of the columns
    where all of them are written."""
    written = [k for k, row in enumerate(rows) if any(term is not None for term in row)]
    across = [k for k in range(len(rows[0])) if any(row[k] is not None for row in rows)]
    if any(rows[i][j] is None for i in written for j in across):
        raise _unknown(formula)
    ends = rows[written[-1]][across[0]], rows[written[0]][across[-1]]
    corner = rows[written[-1]][across[-1]]
    if len(rows) == len(rows[0]) and not _last_sets(ends[0]) and corner != ends[1]:
        ends = corner, ends[1]  # an entry of the diagonal, unlike those above it
    row_places = _places(written, len(rows), sizes[0], ends[0], formula)
    column_places = _places(across, len(rows[0]), sizes[1], ends[1], formula)
    cells = [
        _Cell(row_places[i], column_places[j], term)
        for i in written for j in across if (term := rows[i][j]) is not None
    ]  # fmt: skip
    row, column = Letter("⋆1", row_places[written[0]].set), Letter("⋆1′", column_places[across[0]].set)
    return Matrix(row, column, _general(cells, row, column, formula))


def _places(
    written: Sequence[int], count: int, whole: IndexSet, last: Term | None, formula: Formula
) -> dict[int, Index]:
    """The index of each row, or of each column; the last one has that of the set if there are dots before it."""
    if len(written) == count:
        return dict(zip(written, literals(whole), strict=True))
    sets = _last_sets(last)
    if len(sets) != 1 or len(written) < 2 or written[-1] != count - 1 or written[-2] != len(written) - 2:
        raise _unknown(formula)
    (set_,) = sets
    places: dict[int, Index] = {k: Literal(k + 1, set_) for k in written[:-1]}
    return {**places, written[-1]: Last(set_)}


def _general(cells: Sequence[_Cell], row: Letter, column: Letter, formula: Formula) -> Term:
    """The general entry, at a row and a column."""
    apart = [cell for cell in cells if cell.row != cell.column]
    diagonal = [cell for cell in cells if cell.row == cell.column]
    patterns = {substitute(cell.term, {cell.row: row, cell.column: column}) for cell in apart}
    if len(patterns) != 1:
        raise _unknown(formula)
    (general,) = patterns
    if all(substitute(general, {row: cell.row, column: cell.column}) == cell.term for cell in diagonal):
        return general
    own = {substitute(cell.term, {cell.row: row}) for cell in diagonal}
    if len(own) != 1:
        raise _unknown(formula)
    same = Delta(row, column)
    return Plus((Times((same, own.pop())), Times((Plus((ONE, Times((MINUS_ONE, same)))), general))))


def _unknown(formula: Formula) -> UnsupportedError:
    return UnsupportedError(
        "this list is not supported: expected (f_1, f_2, …, f_n)", code="construct-not-supported", span=formula.span
    )
