"""Vectors and matrices: their entries, what is done to them entry by entry, and what their equality says."""

from collections.abc import Callable, Iterable, Sequence

from derive.calculus.substitution import indices_of, substitute
from derive.errors import UnsupportedError
from derive.formula import Formula
from derive.meaning.context import Equation, Matrix, Scalar, Value, Vector
from derive.source import Span
from derive.term import (
    ZERO,
    Delta,
    Distinction,
    Index,
    IndexSet,
    Letter,
    Literal,
    Plus,
    Term,
    Times,
    Variable,
    subterms,
)

MOST_CELLS = 12
"""Rows and columns of a matrix whose entries are written out."""


_STARS = tuple(f"⋆{k}" for k in range(1, 99))
"""Names of letters that nobody writes."""


def unsupported(what: str, formula: Formula) -> UnsupportedError:
    return UnsupportedError(f"{what} is not supported", code="construct-not-supported", span=formula.span)


def unfit(what: str, formula: Formula) -> UnsupportedError:
    return UnsupportedError(f"{what} is not supported", code="shapes-confused", span=formula.span)


def is_written_out(set_: IndexSet) -> bool:
    """Whether the size of the set is written as a small number."""
    return set_.size.isdigit() and int(set_.size) <= MOST_CELLS


def written_indices(set_: IndexSet) -> tuple[Literal, ...]:
    """The indices of a set whose size is written as a small number; none of another."""
    return literals(set_) if is_written_out(set_) else ()


def literals(set_: IndexSet) -> tuple[Literal, ...]:
    return tuple(Literal(value, set_) for value in range(1, int(set_.size) + 1))


def combine(
    make: Callable[[list[Term]], Term], values: Sequence[Value], formula: Formula, alike: bool = False
) -> Value:
    """The value made of the values' terms, entry by entry if one of them is a vector or a matrix.

    `alike`: either all of them are vectors or none is, as in a sum.
    """
    if any(isinstance(value, Matrix) for value in values):
        return _combine_matrices(make, values, formula, alike)
    vectors = [value for value in values if isinstance(value, Vector)]
    if not vectors:
        return Scalar(make([value.term for value in values if isinstance(value, Scalar)]))
    sets = {vector.letter.set for vector in vectors}
    if len(sets) > 1 or (alike and len(vectors) < len(values)):
        raise unfit("vectors over two index sets" if len(sets) > 1 else "a sum of a vector and a scalar", formula)
    letter = vectors[0].letter if len(vectors) == 1 else fresh(vectors[0].letter.set, values)
    special = {index for vector in vectors for index, _ in vector.special}
    turned = {vector.turned for vector in vectors}
    if alike and {True, False} <= turned:
        raise unfit("a sum of a row and a column", formula)
    return Vector(
        letter,
        make([entry(value, letter) for value in values]),
        tuple((index, make([entry(value, index) for value in values])) for index in sorted(special, key=repr)),
        turned.pop() if len(turned) == 1 else None,
    )


def _combine_matrices(
    make: Callable[[list[Term]], Term], values: Sequence[Value], formula: Formula, alike: bool
) -> Matrix:
    sets = {(value.row.set, value.column.set) for value in values if isinstance(value, Matrix)}
    if alike and len(sets) == 1:
        values = [_repeated(value, *next(iter(sets))) for value in values]
    others = [value for value in values if not isinstance(value, Matrix)]
    if len(sets) > 1 or any(isinstance(value, Vector) for value in others) or (alike and others):
        raise unfit("a combination of a matrix and what is not one of the same shape", formula)
    ((rows, columns),) = sets
    return made(rows, columns, values, lambda i, j: make([cell(value, i, j) for value in values]))


def _repeated(value: Value, rows: IndexSet, columns: IndexSet) -> Value:
    """The matrix of which a vector is every row, or every column, that is added to one of these dimensions; where they
    are the same, which of them is meant is not told."""
    if not isinstance(value, Vector) or rows == columns or value.letter.set not in (rows, columns):
        return value
    across = value.letter.set == columns
    if value.turned and not across:
        return value
    return made(rows, columns, (value,), lambda i, j: entry(value, j if across else i))


def entry(value: Value, index: Index) -> Term:
    """The entry of a vector at an index; a scalar is itself at every index."""
    if isinstance(value, Scalar):
        return value.term
    assert isinstance(value, Vector)
    special = dict(value.special)
    if special and index not in special and len(special) == len(written_indices(value.letter.set)):
        return chosen([(((index, place),), one) for place, one in value.special])
    return special[index] if index in special else substitute(value.entry, {value.letter: index})


def chosen(cases: Iterable[tuple[tuple[tuple[Index, Index], ...], Term]]) -> Term:
    """Σ δ f: of values that each are that where some indices are equal, the one for which they are."""
    return Plus(tuple(Times((*(Delta(i, j) for i, j in pairs), value)) for pairs, value in cases))


def cell(value: Value, row: Index, column: Index) -> Term:
    """The entry of a matrix; a number is itself everywhere."""
    match value:
        case Scalar():
            return value.term
        case Matrix(cells=cells) if cells:
            if isinstance(row, Literal) and isinstance(column, Literal):
                return cells[row.value - 1][column.value - 1]
            places = [(i, j) for i in literals(value.row.set) for j in literals(value.column.set)]
            return chosen((((row, i), (column, j)), cells[i.value - 1][j.value - 1]) for i, j in places)
        case Matrix():
            return substitute(value.entry, {value.row: row, value.column: column})
        case Vector():
            raise AssertionError("a vector has no columns")


def letters_in(values: Iterable[Value]) -> frozenset[str]:
    """The letters of all indices in the entries of the values."""
    terms: list[Term] = []
    for value in values:
        terms.append(value.term if isinstance(value, Scalar) else value.entry)
        if isinstance(value, Matrix):
            terms += [one for row in value.cells for one in row]
        elif isinstance(value, Vector):
            terms += [one for _, one in value.special]
    return frozenset(index.name for term in terms for index in indices_of(term) if isinstance(index, Letter))


def fresh(set_: IndexSet, values: Iterable[Value]) -> Letter:
    """A letter that none of the values uses."""
    used = letters_in(values)
    return Letter(next(name for name in _STARS if name not in used), set_)


def made(rows: IndexSet, columns: IndexSet, values: Iterable[Value], at: Callable[[Index, Index], Term]) -> Matrix:
    """The matrix whose entries a function gives; `values` is what it is made of."""
    row = fresh(rows, values)
    column = Letter(row.name + "′", columns)
    if is_written_out(rows) and is_written_out(columns):
        cells = tuple(tuple(at(i, j) for j in literals(columns)) for i in literals(rows))
        return Matrix(row, column, cells[0][0], cells)
    return Matrix(row, column, at(row, column))


def vector(set_: IndexSet, values: Iterable[Value], at: Callable[[Index], Term], turned: bool | None) -> Vector:
    """The vector whose entries a function gives."""
    letter = fresh(set_, values)
    if is_written_out(set_):
        special = tuple((index, at(index)) for index in literals(set_))
        return Vector(letter, special[0][1], special, turned)
    return Vector(letter, at(letter), (), turned)


def equations(left: Value, right: Value, span: Span, avoid: frozenset[str] = frozenset()) -> tuple[Equation, ...]:
    """The scalar equations that left = right says, where 0 is the array of that shape; the letters of entries are none
    of those to avoid."""
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        return (Equation(left.term, right.term),)
    if right == Scalar(ZERO):
        right = _nothing(left)
    if isinstance(left, Vector) and isinstance(right, Vector) and left.letter.set == right.letter.set:
        if {left.turned, right.turned} == {True, False}:
            message = "an equation between a row and a column is not supported"
            raise UnsupportedError(message, code="shapes-confused", span=span)
        return _of_vectors(left, right, avoid)
    shapes = [(value.row.set, value.column.set) for value in (left, right) if isinstance(value, Matrix)]
    if len(shapes) == 2 and shapes[0] == shapes[1]:
        return _of_matrices(left, right, shapes[0], avoid)
    kind = "a matrix" if shapes else "a vector"
    raise UnsupportedError(
        f"an equation between {kind} and something else is not supported", code="shapes-confused", span=span
    )


def _nothing(like: Value) -> Value:
    """The vector or matrix of zeros with that shape."""
    match like:
        case Vector():
            return Vector(like.letter, ZERO, (), like.turned)
        case Matrix():
            return Matrix(like.row, like.column, ZERO)
        case _:
            return Scalar(ZERO)


def is_array_of_zeros(left: object, right: object) -> bool:
    """Whether left = right says that a vector or a matrix is 0."""
    return isinstance(left, Vector | Matrix) and right == Scalar(ZERO)


def _of_vectors(left: Vector, right: Vector, avoid: frozenset[str]) -> tuple[Equation, ...]:
    set_ = left.letter.set
    special = sorted({index for vector in (left, right) for index, _ in vector.special}, key=repr)
    written = tuple(Equation(entry(left, index), entry(right, index)) for index in special)
    if is_written_out(set_) and len(special) == int(set_.size):
        return written
    letter = _letter(set_, (left, right), avoid)
    apart = tuple(Distinction(letter, index, False) for index in special)
    return (*written, Equation(entry(left, letter), entry(right, letter), apart))


def _of_matrices(
    left: Value, right: Value, shape: tuple[IndexSet, IndexSet], avoid: frozenset[str]
) -> tuple[Equation, ...]:
    rows, columns = shape
    if is_written_out(rows) and is_written_out(columns):
        indices = [(i, j) for i in literals(rows) for j in literals(columns)]
        return tuple(Equation(cell(left, i, j), cell(right, i, j)) for i, j in indices)
    row = _letter(rows, (left, right), avoid)
    column = _letter(columns, (left, right), avoid | {row.name})
    return (Equation(cell(left, row, column), cell(right, row, column)),)


def _letter(set_: IndexSet, values: Iterable[Value], avoid: frozenset[str]) -> Letter:
    """A letter that people use for an index, and that nothing here is."""
    taken = avoid | letters_in(values)
    return next(Letter(name, set_) for name in (*"ijkmpqrst", *_STARS) if name not in taken)


def defined_entries(left: Value, right: Value, formula: Formula, *, by_numbers: bool = False) -> tuple[Variable, Term]:
    """The symbol that is defined, and by what; of vectors and matrices their entries. `by_numbers`: also of an array
    of which every entry is written as a number."""
    whole = equations(left, right, formula.span)
    if by_numbers and len(whole) > 1:
        found = _written_entries(whole)
        if found is not None:
            return found
    if len(whole) != 1 or whole[0].case or not isinstance(whole[0].left, Variable):
        raise UnsupportedError(
            "this is not a symbol that can be defined so", code="construct-not-supported", span=formula.span
        )
    return whole[0].left, whole[0].right


def _written_entries(whole: Sequence[Equation]) -> tuple[Variable, Term] | None:
    """A_ij = Σ δ(i, 1) δ(j, 2) a_12, where A_12 = a_12 and so on are all that is said; None where other symbols are in
    what is said."""
    terms, heads = [], set()
    for one in whole:
        entry_ = one.left
        if (
            one.case
            or not isinstance(entry_, Variable)
            or any(isinstance(part, Variable) for part in subterms(one.right))
        ):
            return None
        if not all(isinstance(index, Literal) for index in entry_.indices):
            return None
        letters = tuple(Letter(name, index.set) for name, index in zip("ij", entry_.indices, strict=False))
        places = (Delta(letter, index) for letter, index in zip(letters, entry_.indices, strict=True))
        heads.add(Variable(entry_.name, letters))
        terms.append(Times((one.right, *places)))
    return (heads.pop(), Plus(tuple(terms))) if len(heads) == 1 else None
