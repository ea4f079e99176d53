"""What a statement gives, and what its members mean while the steps between them are decided."""

from collections.abc import Mapping

from derive.data import Data, replace
from derive.decide.rounded import rounded
from derive.decide.verdict import Proved
from derive.document.model import Chain, Statement
from derive.errors import DeriveError, ReadError
from derive.formula import Formula
from derive.meaning.context import Scalar, Value
from derive.meaning.decimals import digits_written
from derive.meaning.facts import Facts
from derive.meaning.roles import Role
from derive.notation.canonical import canonical_latex
from derive.source import Source


class Stated(Data):
    """A statement that gives something, or withholds it where it was not understood."""

    statement: Statement
    scope: int
    role: Role
    number: int
    names: frozenset[str]
    """The symbols of which it says something: the one that it defines, or all of them."""
    withheld: bool = False
    supposed: bool = False
    """Whether it may be used all the same, as a condition."""


class Reading(Data, frozen=False):
    """A chain while it is being decided: its members' values, or why they have none."""

    statement: Statement
    scope: int
    values: list[Value | DeriveError]
    settled: frozenset[int] = frozenset()
    """The members that were read in one of several ways, in which a step of theirs is proved: they stay read so."""

    @property
    def chain(self) -> Chain:
        return self.statement.chain

    def otherwise(self, new: Mapping[int, tuple[Formula, Value | DeriveError]]) -> "Reading":
        """The chain with other formulas for some members, which are written so that there is no other reading."""
        members = tuple(
            replace(member, formula=new[k][0], latex=canonical_latex(new[k][0])) if k in new else member
            for k, member in enumerate(self.chain.members)
        )
        values = [new[k][1] if k in new else value for k, value in enumerate(self.values)]
        statement = replace(self.statement, chain=replace(self.chain, members=members))
        return Reading(statement, self.scope, values, self.settled)

    def settle(self, again: "Reading", *places: int) -> None:
        """From here on these members are read as there."""
        self.statement, self.values = again.statement, again.values
        self.settled |= frozenset(places)


class Asked(Data):
    """A step that was not proved, and what was given when it was read."""

    place: int
    """Its number among the steps of the document."""
    reading: Reading
    left: int
    right: int
    facts: Facts
    given: int
    """How many givens there were."""


def going_on_from(before: Reading, reading: Reading) -> Reading:
    """A chain that begins with the last member of another one."""
    chain = replace(reading.chain, members=(before.chain.members[-1], *reading.chain.members[1:]))
    statement = replace(reading.statement, chain=chain)
    return Reading(statement, reading.scope, [before.values[-1], *reading.values[1:]])


def as_rounded(reading: Reading, left: int, right: int, source: Source) -> Proved | None:
    """The proof that the right one of two members is the left one rounded, if there is one."""
    exact, written = reading.values[left], reading.values[right]
    formula = reading.chain.members[right].formula
    digits = None if isinstance(formula, ReadError) else digits_written(formula, source)
    if digits is None or not isinstance(exact, Scalar) or not isinstance(written, Scalar):
        return None
    return rounded(exact.term, written.term, digits)
