"""Whether two members of a chain are equal: the claims that they make, decided together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from derive.decide.verdict import Decision, Proved, Reason, Refuted, Undecided
from derive.document.model import Chain, Member, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import Formula
from derive.meaning.claims import Claims, Facts
from derive.meaning.context import Value
from derive.meaning.identities import is_torn, no_identity, to_the_dot, to_the_end
from derive.source import Source
from derive.term import Claim, Result

Decide: TypeAlias = Callable[[Claim, Sequence[Result]], Decision]


@dataclass(slots=True)
class Reading:
    """A chain while it is being decided: its members' values, or why they have none."""

    statement: Statement
    scope: int
    values: list[Value | DeriveError]

    @property
    def chain(self) -> Chain:
        return self.statement.chain


OTHER_READINGS: tuple[tuple[Callable[[Formula], Formula], str], ...] = (
    (to_the_end, "false as it is written, but the sum may be meant to reach to the end of the expression"),
    (to_the_dot, "false as it is written, but the derivative may be meant to reach to the dot only"),
)


def replace_values(reading: Reading, left: Value) -> Reading:
    """The first step of a chain with another left side."""
    return Reading(reading.statement, reading.scope, [left, reading.values[1]])


class Judge:
    """Compares members of chains, under what is given so far: `facts` grows as a document is read."""

    def __init__(self, claims: Claims, source: Source, decide: Decide) -> None:
        self.claims = claims
        self.source = source
        self.decide = decide
        self.facts = Facts()

    def read(self, statement: Statement, scope: int) -> Reading:
        """The chain with the meaning of its members."""
        return Reading(statement, scope, [self._value(member, scope) for member in statement.chain.members])

    def is_alone_wrong(self, reading: Reading, left: int, wrong: int) -> bool:
        """Whether the member after a wrong one equals the one before it, and not the wrong one."""
        after = wrong + 1
        if after >= len(reading.values) or isinstance(reading.values[after], ReadError):
            return False
        return isinstance(self.compare(reading, left, after, wrong), Proved) and not isinstance(
            self.compare(reading, wrong, after, wrong), Proved
        )

    def _value(self, member: Member, scope: int) -> Value | DeriveError:
        if isinstance(member.formula, ReadError):
            return member.formula
        try:
            return self.claims.value(member.formula, scope)
        except UnsupportedError as error:
            return error

    def compare(self, reading: Reading, left: int, right: int, relation: int) -> Decision:
        """The decision on members left = right, both of which were read."""
        sign = reading.chain.relations[relation].sign
        if sign not in ("=", ":=", "≡"):
            return Undecided(Reason("construct-not-supported", f"the relation {sign} is not decided"))
        sides = []
        for value in (reading.values[left], reading.values[right]):
            if isinstance(value, DeriveError):
                return Undecided(Reason(value.code, value.message))
            sides.append(value)
        try:
            claims = self.claims.claims(sides[0], sides[1], reading.statement, self.facts, reading.scope)
        except UnsupportedError as error:
            return Undecided(Reason(error.code, error.message))
        decision = _together([self.decide(claim, self.facts.results) for claim in claims])
        if isinstance(decision, Refuted):
            decision = self._unless_no_identity(decision, reading, left, right, claims)
        self.facts = self.facts.with_claims(claims)
        return decision

    def _unless_no_identity(
        self, refuted: Refuted, reading: Reading, left: int, right: int, claims: tuple[Claim, ...]
    ) -> Decision:
        """The refutation, unless the equation is no identity, or may hold in another reading of it."""
        sides = [reading.chain.members[k].formula for k in (left, right)]
        written = [side for side in sides if not isinstance(side, ReadError)]
        for claim in claims:
            why = no_identity(
                claim, written[0], written[1], reading.statement, self.facts, self.claims.sets, self.source
            )
            if why is not None:
                return Undecided(Reason(*why))
        for change, message in OTHER_READINGS:
            others = [change(side) for side in written]
            if others != written and self._may_hold(others, reading, claims):
                return Undecided(Reason("two-readings", message))
        return refuted

    def _may_hold(self, sides: list[Formula], reading: Reading, claims: tuple[Claim, ...]) -> bool:
        """Whether the equation is not refuted in another reading of its sides."""
        if any(map(is_torn, claims)):
            return True
        try:
            values = [self.claims.value(side, reading.scope) for side in sides]
            others = self.claims.claims(values[0], values[1], reading.statement, self.facts, reading.scope)
        except UnsupportedError:
            return False
        return not isinstance(_together([self.decide(claim, ()) for claim in others]), Refuted)


def _together(decisions: list[Decision]) -> Decision:
    """The decision on an equation of vectors: refuted if one entry is, proved if all are."""
    for kind in (Refuted, Undecided):
        for decision in decisions:
            if isinstance(decision, kind):
                return decision
    proofs = [decision for decision in decisions if isinstance(decision, Proved)]
    return Proved(
        tuple(dict.fromkeys(rule for proof in proofs for rule in proof.rules)),
        tuple(sorted({given for proof in proofs for given in proof.uses})),
        tuple(dict.fromkeys(condition for proof in proofs for condition in proof.conditions)),
        tuple(sorted({number for proof in proofs for number in proof.results})),
    )
