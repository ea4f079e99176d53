"""The search for the smallest edit after which a refuted step is proved.

All edits of the known kinds are made at all places of the member that is to blame. A sieve in floating point holds
back those after which the step cannot hold; of the others, the smallest and most usual first, each is proved like any
step of the document, and the first that is proved is the repair. Where no single edit mends the step, two are tried.
"""

from collections.abc import Sequence
from contextlib import suppress

from derive.comparison import Comparer, Reading
from derive.data import Data
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.sieve import Sieve
from derive.decide.verdict import Proved, Refuted
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import Formula
from derive.judge import Judge
from derive.meaning.context import Value
from derive.mistakes.edits import ANYWHERE, EVERY, Edited, Kinds, labels, likeness, pairs, singles
from derive.mistakes.hypotheses import dropped
from derive.mistakes.places import Words
from derive.mistakes.words import words_near
from derive.mistakes.writing import repaired_latex
from derive.report import Repair
from derive.term import Claim

SEARCHING = 250_000
"""Units of work for one step; about half a second."""
PER_EDIT = 60
"""Units of work for the meaning of an edited formula."""
PER_PAIR = 8
"""Units of work for writing down two edits."""
MOST_PROOFS = 8
FIRST_SIDE = 20
"""How much less usual a slip in the left side of a chain is than one in the right side."""
TRIVIAL = 6
"""How much less likely a repair is after which both sides are written alike."""


class _Side(Data):
    """A member to be edited, by its number, and the one that it should equal."""

    number: int
    target: int
    kinds: Kinds
    cost: float


class Mender:
    """Mends the refuted steps of one document."""

    def __init__(self, judge: Judge, stated: Sequence[tuple[Formula, Formula]] = ()) -> None:
        """`stated`: the two sides of each thing that is given so far."""
        self.judge = judge
        self.stated = stated

    def mend(self, reading: Reading, left: int, right: int, *, first: bool) -> Repair | None:
        """The repair of the step from member `left` to member `right`, which is refuted.

        first: whether the left one may be wrong, since nothing shows that it is right. It is the more likely one where
        the member after the right one follows from that.
        """
        sides = [_Side(right, left, ANYWHERE, 2 * FIRST_SIDE if first and self._follows(reading, right) else 0)]
        if first:
            sides.append(_Side(left, right, EVERY, FIRST_SIDE))
        try:
            search = _search(self.judge, reading, left, right)
        except BudgetSpentError:
            return None
        words = words_near(reading, right, self.stated, self.judge.claims.sets)
        if search is None:
            return None
        sides_latex = (reading.chain.members[left].latex, reading.chain.members[right].latex)
        unstated = dropped(search.judge, search.wrong, *sides_latex)
        if unstated is not None:
            return unstated
        found = search.best(sides, words) or search.best(sides, words, doubly=True)
        return self._repair(reading, left, right, *found) if found is not None else None

    def _follows(self, reading: Reading, right: int) -> bool:
        """Whether the member after this one equals it."""
        after = right + 1
        if after >= len(reading.values) or isinstance(reading.values[after], ReadError):
            return False
        return isinstance(self.judge.compare(reading, right, after, right), Proved)

    def _repair(self, reading: Reading, left: int, right: int, side: _Side, edited: Edited) -> Repair:
        members = reading.chain.members
        latex = repaired_latex(members[side.number], edited.formula, self.judge.source)
        clauses = dict.fromkeys(mistake.what for mistake in edited.mistakes)
        message = " and ".join(clauses) + (", in two places" if len(clauses) < len(edited.mistakes) else "")
        sides = (latex, members[right].latex) if side.number == left else (members[left].latex, latex)
        return Repair(*sides, edited.mistakes[0].code, message, edited.formula)


def _search(judge: Judge, reading: Reading, left: int, right: int) -> "_Search | None":
    """The search under what the step was refuted by: all that is given, or only what bears on the statement."""
    for by, read in ((judge, reading), judge.locally(reading)):
        with suppress(UnsupportedError):
            claims = _claims(by, read, read.values[left], read.values[right])
            wrong = next((claim for claim in claims if isinstance(by.decide(claim, ()), Refuted)), None)
            if wrong is not None:
                return _Search(by, read, wrong, (_formula(read, left), _formula(read, right)))
    return None


class _Search:
    """The edits of one refuted step."""

    def __init__(self, judge: Comparer, reading: Reading, wrong: Claim, sides: tuple[Formula, ...]) -> None:
        self.judge = judge
        self.reading = reading
        self.budget = Budget(SEARCHING)
        self.wrong = wrong
        self.sieve = Sieve(wrong, self.budget)
        self.seen = set[Formula]()
        self.written = frozenset(tuple(labels(side)) for side in sides)
        """What the two sides look like without their brackets."""

    def best(self, sides: Sequence[_Side], words: Words, *, doubly: bool = False) -> tuple[_Side, Edited] | None:
        """The repair of least cost whose step is proved, and the side that it changes."""
        survivors: list[tuple[float, int, _Side, Edited]] = []
        with suppress(BudgetSpentError):
            for side in sides:
                formula = _formula(self.reading, side.number)
                for edited in pairs(formula, words) if doubly else singles(formula, words, side.kinds):
                    self.budget.spend(PER_PAIR if doubly else 1)
                    trivial = tuple(labels(edited.formula)) in self.written
                    if not (doubly and trivial) and edited.formula != formula and self._passes(side, edited.formula):
                        cost = edited.cost + side.cost - self._likeness(side, edited.formula) + TRIVIAL * trivial
                        survivors.append((cost, len(survivors), side, edited))
        survivors.sort(key=lambda one: one[:2])
        for _, _, side, edited in survivors[:MOST_PROOFS]:
            with suppress(UnsupportedError):
                claims = self._edited(side, edited.formula)
                if all(isinstance(self.judge.decide(claim, ()), Proved) for claim in claims):
                    return side, edited
        return None

    def _passes(self, side: _Side, formula: Formula) -> bool:
        """Whether the step may hold with this formula, by the sieve."""
        if formula in self.seen:
            return False
        self.seen.add(formula)
        self.budget.spend(PER_EDIT)
        reading, by = self.reading, self.judge
        try:
            value = by.claims.value_of_edited(formula, reading.scope)
            target = _meaning(reading.values[side.target])
            said = by.claims.said(target, value, reading.statement, by.facts, reading.scope)
            return all(map(self.sieve.passes, said)) and bool(_claims(by, reading, target, value))
        except UnsupportedError:
            return False

    def _edited(self, side: _Side, formula: Formula) -> tuple[Claim, ...]:
        """What the step claims with this formula. Raises UnsupportedError."""
        value = self.judge.claims.value_of_edited(formula, self.reading.scope)
        return _claims(self.judge, self.reading, self.reading.values[side.target], value)

    def _likeness(self, side: _Side, formula: Formula) -> float:
        """How much a formula looks like one of the members beside it, from 0 to 1: of like edits that decides."""
        members = self.reading.chain.members
        beside = (members[k].formula for k in (side.number - 1, side.number + 1) if 0 <= k < len(members))
        return max((likeness(formula, one) for one in beside if not isinstance(one, ReadError)), default=0.0)


def _claims(
    judge: Comparer, reading: Reading, left: Value | DeriveError, right: Value | DeriveError
) -> tuple[Claim, ...]:
    """Raises UnsupportedError where a side has no meaning."""
    sides = _meaning(left), _meaning(right)
    return judge.claims.claims(*sides, reading.statement, judge.facts, reading.scope)


def _meaning(value: Value | DeriveError) -> Value:
    if isinstance(value, DeriveError):
        raise UnsupportedError("a side without meaning", code="construct-not-supported")
    return value


def _formula(reading: Reading, number: int) -> Formula:
    formula = reading.chain.members[number].formula
    assert not isinstance(formula, ReadError), "a refuted step has two members that were read"
    return formula
