"""What is known where a formula stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.meaning.index_sets import IndexSets
from derive.term import Distinction, Index, Letter, Term


@dataclass(frozen=True, slots=True)
class Context:
    """The statement that a formula stands in, and the letters that sums around it bind."""

    sets: IndexSets
    scope: int
    bound: Mapping[str, Letter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scalar:
    term: Term


@dataclass(frozen=True, slots=True)
class Vector:
    """(entry at 1, …, entry at n): `entry` at a letter that nothing else uses, but for the special indices."""

    letter: Letter
    entry: Term
    special: tuple[tuple[Index, Term], ...] = ()


Value = Scalar | Vector


@dataclass(frozen=True, slots=True)
class Equation:
    """One scalar equation of those that a relation between two values says."""

    left: Term
    right: Term
    case: tuple[Distinction, ...] = ()
