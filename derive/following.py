"""What follows from an equation before it: −2b + 2ax = 0, then ax = b.

An equation that is to be solved is neither proved nor refuted: it holds for some values. What is written below it often
follows from it, and the proof then says so: "where the equation in line 12 holds". One earlier equation is supposed at
a time, a displayed one among the last few, for the indices that are written in it; it refutes nothing.

In a chain a = b = c of which a = b is not decided, since b has no meaning here, c may be proved equal to a: so is a
member after one that could not be read.
"""

import re
from collections.abc import Iterator, Sequence

from derive.apart import CONFUSIONS
from derive.comparison import OPEN, Comparer
from derive.data import Data, replace
from derive.decide.combined import together, without
from derive.decide.verdict import UNREAD_WORDS, Decision, Proved, Undecided
from derive.document.model import Cue, Member, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import EQUALITIES, Indexed, Name, Numeral
from derive.judge import Judge
from derive.meaning.context import Equation, Matrix, Value, Vector
from derive.meaning.facts import SUPPOSED
from derive.meaning.supposed import is_general
from derive.meaning.told.places import is_restricted
from derive.meaning.told.sentences import around
from derive.meaning.vectors import equations
from derive.reading import Reading
from derive.source import Span
from derive.term import Hypothesis, Variable, subterms
from derive.updates import Updates

_ASSUMING = (
    r"\b(?:assum|suppos|let|given|such that|subject|constraint|constrained|satisf|impos|requir|restrict|provided|if"
    r"|when|choos|pick|take|consider|fix|condition)"
)
"""By which words an equation is to hold, and is not said to do so."""
_BROKEN = frozenset((UNREAD_WORDS, "two-readings"))
"""Codes of equations that are false as they are read."""
_IMPOSSIBLE = frozenset(("no-witness", "contradiction"))
"""Codes of what nothing satisfies."""
MOST = 3
"""How many of the last equations are tried."""
UNDECIDED = OPEN | CONFUSIONS | {"condition"}
"""Codes of equations that may hold for some values only."""


class Step(Data):
    """A relation of a chain that was neither proved nor refuted."""

    reading: Reading
    left: int
    right: int
    relation: int

    @property
    def members(self) -> tuple[Member, Member]:
        members = self.reading.chain.members
        return members[self.left], members[self.right]

    @property
    def statement(self) -> Statement:
        """The statement with this relation only."""
        statement, chain = self.reading.statement, self.reading.chain
        alone = replace(chain, members=self.members, relations=(chain.relations[self.relation],))
        return replace(statement, chain=alone)


class Following:
    """Decides the steps of a document in their order, also by the equations before them."""

    def __init__(self, judge: Judge, updates: Updates) -> None:
        self._judge = judge
        self._updates = updates
        self._before: list[Step] = []
        self._undecided: Step | None = None
        """The first of the last steps, if these were not decided."""

    def is_claim(self, statement: Statement, scope: int) -> bool:
        """Whether what is said to be so is judged, and not taken as given."""
        return self._holds_of_arrays(statement, scope) or self._is_law(statement, scope)

    def _holds_of_arrays(self, statement: Statement, scope: int) -> bool:
        """Whether what is assumed of vectors or matrices holds for all of them, as (A B)^T = B^T A^T does."""
        reading, relations = self._judge.read(statement, scope), statement.chain.relations
        if not any(isinstance(value, Vector | Matrix) for value in reading.values):
            return False
        decisions = (self._judge.compare(reading, k, k + 1, k) for k in range(len(relations)))
        return all(isinstance(one, Proved) for one in decisions)

    def _is_law(self, statement: Statement, scope: int) -> bool:
        """Whether what is recalled, and not assumed, claims to hold for all values: it does, or some break it."""
        sides = [member.formula for member in statement.chain.members]
        if any(isinstance(side, Numeral | Name | Indexed) for side in sides):
            return False
        before, _ = around(statement.chain.span.start, statement.chain.span.end, self._judge.source)
        if statement.chain.relations[0].sign not in EQUALITIES or re.search(_ASSUMING, before, re.IGNORECASE):
            return False
        reading = self._judge.read(replace(statement, cue=Cue.NONE), scope)
        if any(isinstance(value, ReadError) for value in reading.values):
            return False
        decisions = [self._judge.compare(reading, k, k + 1, k) for k in range(len(statement.chain.relations))]
        return not any(isinstance(one, Undecided) and one.reason.code not in _BROKEN for one in decisions)

    def decide(self, reading: Reading, left: int, right: int, relation: int) -> tuple[Decision, int]:
        """The decision on members left = right of a chain, and the member from which it is judged: one before what is
        not decided, where that proves it."""
        decision = self._decide(reading, left, right, relation)
        if not isinstance(decision, Undecided):
            self._undecided = None
            return decision, left
        first = self._undecided
        if first is None or first.reading is not reading:
            self._undecided = Step(reading, left, right, relation)
            return decision, left
        between = reading.chain.relations[first.relation : relation + 1]
        again = self._judge.compare(reading, first.left, right, relation)
        if isinstance(again, Proved) and all(one.sign in EQUALITIES for one in between):
            self._undecided = None
            return again, first.left
        return decision, left

    def _decide(self, reading: Reading, left: int, right: int, relation: int) -> Decision:
        """The decision on a step, under an equation before it where nothing else proves it."""
        decision = self._updates.decide(reading, left, relation)
        if decision is not None:
            return decision
        decision = self._judge.compare(reading, left, right, relation)
        step = Step(reading, left, right, relation)
        is_equation = reading.chain.relations[relation].sign in EQUALITIES
        if not is_equation or not isinstance(decision, Undecided) or decision.reason.code not in UNDECIDED:
            return decision
        proof = self.proof(step)
        if proof is not None:
            return proof
        stated = reading.statement.display and reading.statement.cue is not Cue.DENY
        if stated and not (decision.reason.code == "assumption" and self._is_like_an_identity(step)):
            self._before = [*self._before[1 - MOST :], step]
        return decision

    def _is_like_an_identity(self, step: Step) -> bool:
        """Whether both sides have the same symbols: what then holds for some values only is hardly a condition, but a
        slip that some words leave open."""
        sides = [member.formula for member in step.members if not isinstance(member.formula, ReadError)]
        names = [self._judge.claims.sets.names_of(side) for side in sides]
        return len(names) == 2 and names[0] == names[1]

    def proof(self, step: Step) -> Proved | None:
        """The proof of a step under an equation before it, if there is one."""
        return next((proof for earlier in reversed(self._before) for proof in self._proofs(step, earlier)), None)

    def _proofs(self, step: Step, earlier: Step) -> Iterator[Proved]:
        """The proofs of a step under an earlier one, of the same case, that is not the same equation."""
        one, other = step.statement, earlier.statement
        formulas = [frozenset(member.formula for member in each.chain.members) for each in (one, other)]
        if one.case != other.case or formulas[0] == formulas[1]:
            return
        if is_restricted(other.chain.span.start, self._judge.source):
            return
        line, _ = self._judge.source.position(other.chain.relations[0].span.start)
        for comparer in self._judge.with_earlier(one, step.reading.scope, other, earlier.reading.scope):
            values = comparer.read(other, earlier.reading.scope).values
            supposed = said(comparer, values[0], values[1], other.chain.span)
            usable = bool(supposed) and not any(map(_is_new_value, supposed))
            decision = _decision(comparer, comparer.read(one, step.reading.scope), supposed) if usable else None
            if isinstance(decision, Undecided) and decision.reason.code in _IMPOSSIBLE:
                return  # x + 1 = 0 below x > 0: with other comparers, which know less of what is given, it may hold
            if isinstance(decision, Proved):
                yield replace(decision, conditions=(*decision.conditions, f"the equation in line {line} holds"))


def said(comparer: Comparer, left: Value | DeriveError, right: Value | DeriveError, span: Span) -> tuple[Equation, ...]:
    """What left = right says for all indices in it; nothing where it has no meaning, or may be meant for some of them
    only."""
    if isinstance(left, DeriveError) or isinstance(right, DeriveError):
        return ()
    try:
        found = equations(left, right, span)
    except UnsupportedError:
        return ()
    return found if all(is_general(one, comparer.claims.letters) for one in found) else ()


def _is_new_value(equation: Equation) -> bool:
    """Whether it may be no equation, as w = w − g, which gives w a new value."""
    return isinstance(equation.left, Variable) and equation.left in subterms(equation.right)


def _decision(comparer: Comparer, reading: Reading, supposed: Sequence[Equation]) -> Decision | None:
    """The decision on the first step of a chain under these equations; None where it does not need them."""
    left, right = reading.values[:2]
    if isinstance(left, DeriveError) or isinstance(right, DeriveError):
        return None
    hypotheses = tuple(Hypothesis(one.left, one.right, SUPPOSED) for one in supposed)
    facts = replace(comparer.facts, hypotheses=(*comparer.facts.hypotheses, *hypotheses))
    try:
        claims = comparer.claims.claims(left, right, reading.statement, facts, reading.scope)
    except UnsupportedError:
        return None
    failing = (one for one in (comparer.decide(claim, ()) for claim in claims) if not isinstance(one, Proved))
    if (failed := next(failing, None)) is not None:
        return failed
    decision = together([comparer.decided(claim) for claim in claims])
    if not isinstance(decision, Proved) or SUPPOSED not in decision.explanation().uses:
        return None
    return without(decision, (SUPPOSED,))
