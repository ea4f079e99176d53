"""Matrices, and products with them and with vectors, entry by entry.

(A B)_ij = Σ_k A_ik B_kj, (A x)_i = Σ_k A_ik x_k, (x^⊤ A)_j = Σ_k x_k A_kj, x^⊤ y = x · y = Σ_k x_k y_k,
(x y^⊤)_ij = x_i y_j, (A ⊙ B)_ij = A_ij B_ij. Where the dimensions do not fit, UnsupportedError is raised.
"""

from collections.abc import Callable, Sequence

from derive.formula import Formula
from derive.meaning.context import Layout, Matrix, Scalar, Value, Vector
from derive.meaning.vectors import cell, combine, entry, fresh, is_written_out, literals, made, unfit, vector
from derive.term import (
    MINUS_ONE,
    Delta,
    Derivative,
    Index,
    IndexSet,
    Letter,
    Number,
    Plus,
    Power,
    Sum,
    Term,
    Times,
    Variable,
)


def contracted(set_: IndexSet, values: Sequence[Value], at: Callable[[Index], Term]) -> Term:
    """Σ_k at(k)"""
    if is_written_out(set_):
        return Plus(tuple(at(index) for index in literals(set_)))
    letter = fresh(set_, values)
    return Sum(letter, (), at(letter))


def transposed(value: Value) -> Value:
    match value:
        case Scalar():
            return value
        case Vector():
            return Vector(value.letter, value.entry, value.special, not value.turned)
        case Matrix():
            cells = tuple(zip(*value.cells, strict=True))
            return Matrix(value.column, value.row, value.entry, cells)


def product(values: Sequence[Value], signs: Sequence[str], formula: Formula) -> Value:
    """A product of numbers, vectors and matrices; ⊙ binds less than the others."""
    groups: list[Value] = []
    result = values[0]
    for value, sign in zip(values[1:], signs, strict=True):
        if sign == "⊙":
            groups.append(result)
            result = value
        else:
            result = _times(result, value, sign, formula)
    if not groups:
        return result
    return combine(lambda parts: Times(tuple(parts)), [*groups, result], formula)


def _require_uniform(values: Sequence[Value], formula: Formula) -> None:
    """No vector may be a list whose entries are not all instances of one."""
    for value in values:
        if isinstance(value, Vector) and value.special:
            whole = is_written_out(value.letter.set) and {i for i, _ in value.special} == {*literals(value.letter.set)}
            if not whole:
                raise unfit("a product with this list", formula)


def _times(left: Value, right: Value, sign: str, formula: Formula) -> Value:
    if isinstance(left, Scalar) or isinstance(right, Scalar):
        return combine(lambda parts: Times(tuple(parts)), [left, right], formula)
    _require_uniform((left, right), formula)
    if sign not in ("", "·"):
        raise unfit(f"{sign} between vectors or matrices", formula)
    inner, outer = _right_set(left), right.row.set if isinstance(right, Matrix) else right.letter.set
    both = (left, right)
    if isinstance(left, Vector) and isinstance(right, Vector):
        if right.turned and left.turned is not True:
            return made(left.letter.set, outer, both, lambda i, j: Times((entry(left, i), entry(right, j))))
        is_row = left.turned is True or (left.turned is None and right.turned is False)
        if inner != outer or not (is_row or sign == "·") or right.turned:
            raise unfit("a product of vectors", formula)
        return Scalar(contracted(inner, both, lambda k: Times((entry(left, k), entry(right, k)))))
    if inner != outer or (isinstance(right, Vector) and right.turned):
        raise unfit("a product whose dimensions do not fit", formula)
    if isinstance(left, Matrix) and isinstance(right, Matrix):
        return made(
            left.row.set,
            right.column.set,
            both,
            lambda i, j: contracted(inner, _with(both, i, j), lambda k: Times((cell(left, i, k), cell(right, k, j)))),
        )
    if isinstance(left, Matrix):
        assert isinstance(right, Vector)
        return vector(
            left.row.set,
            both,
            lambda i: contracted(inner, _with(both, i), lambda k: Times((cell(left, i, k), entry(right, k)))),
            turned=False,
        )
    assert isinstance(right, Matrix)
    if left.turned is False:
        raise unfit("a column before a matrix", formula)
    return vector(
        right.column.set,
        both,
        lambda j: contracted(inner, _with(both, j), lambda k: Times((entry(left, k), cell(right, k, j)))),
        turned=True if left.turned is not None else None,
    )


def _with(values: Sequence[Value], *indices: Index) -> tuple[Value, ...]:
    """The values, and the indices that a bound letter must not be."""
    return (*values, *(Scalar(Variable("", (index,))) for index in indices))


def _right_set(value: Vector | Matrix) -> IndexSet:
    return value.column.set if isinstance(value, Matrix) else value.letter.set


def inner_product(left: Value, right: Value, formula: Formula) -> Term:
    """⟨x, y⟩ = Σ_k x_k y_k of two vectors, ⟨A, B⟩ = Σ_ij A_ij B_ij of two matrices"""
    both = (left, right)
    _require_uniform(both, formula)
    match left, right:
        case Vector(), Vector() if left.letter.set == right.letter.set:
            return contracted(left.letter.set, both, lambda k: Times((entry(left, k), entry(right, k))))
        case Matrix(), Matrix() if (left.row.set, left.column.set) == (right.row.set, right.column.set):
            return contracted(
                left.row.set,
                both,
                lambda i: contracted(
                    left.column.set, _with(both, i), lambda j: Times((cell(left, i, j), cell(right, i, j)))
                ),
            )
        case _:
            raise unfit("an inner product of these", formula)


def written(rows: IndexSet, columns: IndexSet, cells: tuple[tuple[Term, ...], ...]) -> Matrix:
    """A matrix of which every entry is written."""
    return Matrix(Letter("⋆1", rows), Letter("⋆1′", columns), cells[0][0], cells)


def written_column(set_: IndexSet, terms: Sequence[Term]) -> Vector:
    """A vector of which every entry is written."""
    return Vector(Letter("⋆1", set_), terms[0], tuple(zip(literals(set_), terms, strict=True)))


def identity(set_: IndexSet) -> Matrix:
    row, column = Letter("⋆1", set_), Letter("⋆1′", set_)
    return Matrix(row, column, Delta(row, column))


def diagonal(value: Vector, formula: Formula) -> Matrix:
    """diag(x)_ij = x_i δ_ij"""
    _require_uniform((value,), formula)
    set_ = value.letter.set
    return made(set_, set_, (value,), lambda i, j: Times((entry(value, i), Delta(i, j))))


def trace(value: Matrix, formula: Formula) -> Scalar:
    """tr A = Σ_k A_kk"""
    if value.row.set != value.column.set:
        raise unfit("the trace of a matrix that is not square", formula)
    return Scalar(contracted(value.row.set, (value,), lambda k: cell(value, k, k)))


def squared_length(value: Value, formula: Formula, *, frobenius: bool = False) -> Term:
    """Σ_k x_k², and Σ_ij A_ij² where that is said to be meant: ‖A‖ and ‖A‖_2 of a matrix may be another norm."""
    if isinstance(value, Matrix) and not frobenius:
        raise unfit("this norm of a matrix", formula)
    _require_uniform((value,), formula)
    match value:
        case Scalar():
            return Times((value.term, value.term))
        case Vector():
            return contracted(value.letter.set, (value,), lambda k: Times((entry(value, k), entry(value, k))))
        case Matrix():
            return contracted(
                value.row.set,
                (value,),
                lambda i: contracted(
                    value.column.set, _with((value,), i), lambda j: Times((cell(value, i, j), cell(value, i, j)))
                ),
            )


def directional(value: Value, variable: Value, direction: Value, formula: Formula) -> Value:
    """Σ_k ∂value/∂x_k h_k, where x is the variable and h the direction."""
    both = (variable, direction)
    match variable, direction:
        case Vector(), Vector() if variable.letter.set == direction.letter.set:
            _require_uniform(both, formula)
        case _:
            raise unfit("a derivative in this direction", formula)
    known = (value, *both)

    def along(parts: Sequence[Term]) -> Term:
        (above,) = parts

        def at(k: Index) -> Term:
            below = entry(variable, k)
            if not isinstance(below, Variable):
                raise unfit("a derivative by what is not a variable", formula)
            return Times((Derivative(above, below), entry(direction, k)))

        return contracted(variable.letter.set, (*known, Scalar(above)), at)

    return combine(along, [value], formula)


def derivative(value: Value, variable: Value, layout: Layout, formula: Formula) -> Value:
    """∂value/∂variable, laid out as `layout` says; ∂f/∂σ² is (∂f/∂σ)/(2σ)."""

    def by(above: Term, below: Term) -> Term:
        match below:
            case Variable():
                return Derivative(above, below)
            case Power(Variable() as root, Number(value=two)) if two == 2:
                return Times((Derivative(above, root), Power(Times((Number(two), root)), MINUS_ONE)))
            case _:
                raise unfit("a derivative by what is not a variable", formula)

    both = (value, variable)
    if not isinstance(variable, Scalar):
        _require_uniform(both, formula)
    match value, variable:
        case _, Scalar(below):
            return combine(lambda parts: by(parts[0], below), [value], formula)
        case Scalar(), Vector():
            turned = {"mixed": None, "numerator": True, "denominator": False}[layout]
            return vector(variable.letter.set, both, lambda k: by(value.term, entry(variable, k)), turned)
        case Scalar(), Matrix():
            rows, columns = variable.row.set, variable.column.set
            found = made(rows, columns, both, lambda i, j: by(value.term, cell(variable, i, j)))
            return transposed(found) if layout == "numerator" else found
        case Vector(), Vector():
            rows, columns = value.letter.set, variable.letter.set
            found = made(rows, columns, both, lambda i, j: by(entry(value, i), entry(variable, j)))
            return transposed(found) if layout == "denominator" else found
        case _:
            raise unfit("this derivative of a vector or a matrix", formula)
