"""What is known where a formula stands."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from derive.data import Data
from derive.meaning.index_sets import IndexSets
from derive.term import Distinction, Index, Letter, Term

Layout: TypeAlias = Literal["mixed", "numerator", "denominator"]
"""mixed: ∂(number)/∂X has the shape of X, and (∂f/∂x)_ij = ∂f_i/∂x_j; numerator: both as the latter, denominator: both
as the former."""


class Scalar(Data):
    term: Term


class Vector(Data):
    """(entry at 1, …, entry at n): `entry` at a letter that nothing else uses, but for the special indices."""

    letter: Letter
    entry: Term
    special: tuple[tuple[Index, Term], ...] = ()
    turned: bool | None = False
    """Whether it is a row; None if that is left open, as in a derivative by a vector."""


class Matrix(Data):
    """`entry` at two letters that nothing else uses; where the numbers of rows and columns are written as numbers,
    `cells` may hold its entries instead."""

    row: Letter
    column: Letter
    entry: Term
    cells: tuple[tuple[Term, ...], ...] = ()


Value: TypeAlias = Scalar | Vector | Matrix


class Call(Data):
    """f applied to arguments, with placeholders for their indices: σ(z_⋆1) for σ(z_i), σ(z_k) and σ(z_1)."""

    function: str
    arguments: tuple[Value, ...]
    parameters: tuple[Letter, ...]
    """The placeholders, then the indices of the function's values."""
    outputs: int
    """The number of the latter."""
    inner: bool
    """Whether it is the argument itself: what σ'(w x + b) is the derivative by."""
    name: str


class Calls:
    """The different applications in what was read so far, by the names of the variables that stand for them."""

    def __init__(self) -> None:
        self.found: dict[str, Call] = {}
        self.vectors: dict[str, bool] = {}
        """Whether the values of a function are vectors, for the functions that were asked for."""


class Context(Data):
    """The statement that a formula stands in, and the letters that sums around it bind."""

    sets: IndexSets
    scope: int
    calls: Calls
    """Collects the functions that are applied."""
    bound: Mapping[str, Letter] = MappingProxyType({})
    arguments: Mapping[str, Value] = MappingProxyType({})
    """In the body of a function: what its arguments are."""
    within: tuple[str, ...] = ()
    """The functions in whose bodies this stands, the outermost first."""
    layout: Layout = "mixed"
    """How derivatives by vectors and matrices are laid out."""


class Equation(Data):
    """One scalar equation of those that a relation between two values says."""

    left: Term
    right: Term
    case: tuple[Distinction, ...] = ()
