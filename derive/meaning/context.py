"""What is known where a formula stands."""

from collections.abc import Mapping
from types import MappingProxyType

from derive.data import Data
from derive.meaning.index_sets import IndexSets
from derive.term import Distinction, Index, Letter, Term


class Context(Data):
    """The statement that a formula stands in, and the letters that sums around it bind."""

    sets: IndexSets
    scope: int
    bound: Mapping[str, Letter] = MappingProxyType({})


class Scalar(Data):
    term: Term


class Vector(Data):
    """(entry at 1, …, entry at n): `entry` at a letter that nothing else uses, but for the special indices."""

    letter: Letter
    entry: Term
    special: tuple[tuple[Index, Term], ...] = ()


Value = Scalar | Vector


class Equation(Data):
    """One scalar equation of those that a relation between two values says."""

    left: Term
    right: Term
    case: tuple[Distinction, ...] = ()
