"""Definitions whose signs may reach elsewhere: g = ∂/∂x x² + 3x is 5 x, or 2 x + 3."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from derive.data import Data
from derive.errors import UnsupportedError
from derive.formula import Formula
from derive.meaning.reaches import OVER_EXPONENTIAL, other_readings
from derive.term import Definition


class Otherwise(Data):
    """A definition, read in another way than it is."""

    definition: Definition
    where: str
    """How far a sign reaches then."""
    unless: str | None
    """How far it reaches as it is read; None if hardly anyone reads it so, empty if nearly everyone does."""

    def instead(self, one: Definition) -> Definition:
        """This reading in place of a definition, if it is one of that."""
        own = self.definition
        return own if (one.name, one.given) == (own.name, own.given) else one


Way: TypeAlias = tuple[Otherwise, ...]
"""Definitions that are read in another way at once."""


def ways(others: Sequence[Otherwise]) -> Iterator[Way]:
    """One definition read in another way, and all of them where the same sign reaches elsewhere in each."""
    yield from ((one,) for one in others)
    yield from (alike for alike in ways_alike(others) if len(alike) > 1)


def ways_alike(others: Sequence[Otherwise]) -> Iterator[Way]:
    """All definitions whose signs may reach as far as told, for each way: who writes a/bc for a/(bc) does so always."""
    for where in dict.fromkeys(one.where for one in others if one.where != OVER_EXPONENTIAL):
        yield tuple(one for one in others if one.where == where)


def read_in(way: Way, definitions: Sequence[Definition]) -> tuple[Definition, ...]:
    """The definitions, those of a way as they are read in it."""
    for one in way:
        definitions = tuple(map(one.instead, definitions))
    return tuple(definitions)


class OtherRule(Data):
    """The rule of a function, read in another way than it is."""

    given: int
    """The number of the given that tells it."""
    where: str
    unless: str | None

    def is_used(self, definitions: Sequence[Definition]) -> bool:
        return any(one.given == self.given for one in definitions)


def other_rules(left: Formula, right: Formula, given: int) -> tuple[OtherRule, ...]:
    """f(x) := right in its other readings."""
    found = (reading for (_, other), reading in other_readings(left, right) if other is not right)
    return tuple(OtherRule(given, one.where, one.unless) for one in found if one.sign != "sum" and one.unless != "")


def otherwise(left: Formula, right: Formula, define: Callable[[Formula], Sequence[Definition]]) -> Iterator[Otherwise]:
    """left := right in its other readings, by what `define` makes of a right side; everyone takes the sum of a_k + b
    for one of the a_k."""
    for (_, other), reading in other_readings(left, right):
        if other is right or reading.sign == "sum" or (reading.unless == "" and not reading.in_definitions):
            continue
        try:
            found = define(other)
        except UnsupportedError:
            continue
        yield from (Otherwise(one, reading.where, reading.unless) for one in found)
