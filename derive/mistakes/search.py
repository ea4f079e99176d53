"""The search for the smallest edit after which a refuted step is proved.

All edits of the known kinds are made at all places of the member that is to blame, the smallest and most usual first. A
sieve in floating point holds back those after which the step cannot hold; each of the others is proved like any step of
the document, and the first that is proved is the repair. Where no single edit mends the step, two are tried.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from heapq import heapify, heappop, heappush
from itertools import islice
from typing import TypeAlias

from derive.data import Data
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.sieve import Sieve
from derive.decide.stand_ins import with_stand_ins
from derive.decide.verdict import Counterexample, Proved
from derive.errors import ReadError, UnsupportedError
from derive.formula import Formula
from derive.judge import Judge
from derive.meaning.edited import value_of_edited
from derive.mistakes.edits import ANYWHERE, EVERY, Batch, Edited, Kinds, labels, likeness, oddities, pairs, singles
from derive.mistakes.hypotheses import dropped
from derive.mistakes.places import Words
from derive.mistakes.setting import Setting, written
from derive.mistakes.words import words_near
from derive.mistakes.writing import repaired_latex
from derive.reading import Reading
from derive.report import Repair
from derive.source import Source
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
LIKEST = 1
"""What is taken off the cost of an edit that looks just like a member beside it."""
TRIVIAL = 6
"""How much less likely a repair is after which both sides are written alike."""
ODD = 24
"""How much less likely a repair is that brings in what is seldom meant: more than a slip in the left side is."""


class Side(Data):
    """A member to be edited, by its number, and the one that it should equal."""

    number: int
    target: int
    kinds: Kinds
    cost: float


_Waiting: TypeAlias = tuple[float, tuple[int, ...], Side, Batch | Edited]
"""(the least that it may cost, its place among those of one cost, the side that it changes, what waits)"""


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
        later = 2 * FIRST_SIDE if first and self._follows(reading, right) else 0
        sides = [Side(right, left, ANYWHERE, later - ODD * oddities(written(reading, right)))]
        if first:
            sides.append(Side(left, right, EVERY, FIRST_SIDE - ODD * oddities(written(reading, left))))
        try:
            search = _search(self.judge, reading, left, right)
        except BudgetSpentError:
            return None
        words = words_near(reading, right, self.stated, self.judge.claims.sets)
        if search is None:
            return None
        sides_latex = (reading.chain.members[left].latex, reading.chain.members[right].latex)
        unstated = dropped(search.setting.judge, search.wrong, *sides_latex)
        if unstated is not None:
            return unstated
        found = search.best(sides, words) or search.best(sides, words, doubly=True)
        return repair_by(reading, left, right, *found, self.judge.source) if found is not None else None

    def _follows(self, reading: Reading, right: int) -> bool:
        """Whether the member after this one equals it."""
        after = right + 1
        if after >= len(reading.values) or isinstance(reading.values[after], ReadError):
            return False
        return isinstance(self.judge.compare(reading, right, after, right), Proved)


def repair_by(reading: Reading, left: int, right: int, side: Side, edited: Edited, source: Source) -> Repair:
    """The repair of a step by an edit of one of its sides."""
    members = reading.chain.members
    latex = repaired_latex(members[side.number], edited.formula, source)
    clauses = dict.fromkeys(mistake.what for mistake in edited.mistakes)
    message = " and ".join(clauses) + (", in two places" if len(clauses) < len(edited.mistakes) else "")
    sides = (latex, members[right].latex) if side.number == left else (members[left].latex, latex)
    return Repair(*sides, edited.mistakes[0].code, message, edited.formula)


def _search(judge: Judge, reading: Reading, left: int, right: int) -> "Search | None":
    """The search under what the step was refuted by: all that is given, or only what bears on the statement."""
    for by, read in ((judge, reading), judge.locally(reading)):
        search = Search.of(Setting(by, read, by.facts), left, right, SEARCHING)
        if search is not None:
            return search
    return None


class Search:
    """The edits of one step that values break."""

    def __init__(
        self,
        setting: Setting,
        members: tuple[int, int],
        broken: tuple[Claim, Counterexample],
        budget: Budget,
    ) -> None:
        """`members`: the numbers of the two sides; `broken`: a claim of the step, and the values that break it."""
        self.members = members
        self.setting = setting
        self.reading = setting.reading
        self.budget = budget
        self.wrong, self.counterexample = broken
        self.sieve = Sieve(with_stand_ins(self.wrong), self.budget)
        self.seen = set[tuple[int, Formula]]()
        """The edited members, with their numbers."""
        self.written = frozenset(tuple(labels(written(setting.reading, side))) for side in members)
        """What the two sides look like without their brackets."""

    @classmethod
    def of(cls, setting: Setting, left: int, right: int, units: int) -> "Search | None":
        """None for a step that no values break. Raises BudgetSpentError."""
        with suppress(UnsupportedError):
            broken = setting.refuted(setting.claims(setting.value(left), setting.value(right)))
            if broken is not None:
                return cls(setting, (left, right), broken, Budget(units))
        return None

    def best(
        self,
        sides: Sequence[Side],
        words: Words,
        *,
        doubly: bool = False,
        accepts: Callable[[Side, Edited], bool] = lambda side, edited: True,
    ) -> tuple[Side, Edited] | None:
        """The repair of least cost whose step is proved, and the side that it changes.

        accepts: tells which edits count.
        """
        passing = (one for one in self._passing(sides, words, doubly=doubly) if accepts(*one))
        proved = (one for one in islice(passing, MOST_PROOFS) if self.holds_with(one[0], one[1].formula))
        return next(proved, None)

    def holds_with(self, side: Side, formula: Formula) -> bool:
        """Whether the step is proved with this formula as a side."""
        with suppress(UnsupportedError):
            return self.setting.is_proved(self._edited(side, formula))
        return False

    def _passing(self, sides: Sequence[Side], words: Words, *, doubly: bool) -> Iterator[tuple[Side, Edited]]:
        """The edits that pass the sieve, by their cost; those of one cost in the order in which they are made.

        An edit is looked at no sooner than those that may cost less: most repairs are among the first.
        """
        waiting: list[_Waiting] = []
        passed: list[tuple[float, tuple[int, ...], Side, Edited]] = []
        for place, side in enumerate(sides):
            formula = written(self.reading, side.number)
            batches = pairs(formula, words) if doubly else singles(formula, words, side.kinds)
            waiting += ((one.least + side.cost - LIKEST, (place, k), side, one) for k, one in enumerate(batches))
        heapify(waiting)
        while waiting or passed:
            if passed and not (waiting and waiting[0][0] <= passed[0][0]):
                yield heappop(passed)[2:]
                continue
            least, number, side, next_ = heappop(waiting)
            try:
                if isinstance(next_, Batch):
                    for k, edited in enumerate(self._made(side, next_, doubly=doubly)):
                        cost = edited.cost + side.cost + ODD * oddities(edited.formula)
                        heappush(waiting, (cost - LIKEST, (*number, k), side, edited))
                elif self._passes(side, next_.formula, doubly=doubly):
                    cost = least + LIKEST - self._likeness(side, next_.formula)
                    heappush(passed, (cost + TRIVIAL * self.is_trivial(next_.formula), number, side, next_))
            except BudgetSpentError:
                waiting.clear()

    def _made(self, side: Side, batch: Batch, *, doubly: bool) -> Iterator[Edited]:
        """The edits of a batch that give what was not seen before."""
        formula = written(self.reading, side.number)
        for edited in batch.edits:
            self.budget.spend(PER_PAIR if doubly else 1)
            if edited.formula != formula and (side.number, edited.formula) not in self.seen:
                self.seen.add((side.number, edited.formula))
                yield edited

    def is_trivial(self, formula: Formula) -> bool:
        """Whether it looks like one of the two sides."""
        return tuple(labels(formula)) in self.written

    def _passes(self, side: Side, formula: Formula, *, doubly: bool) -> bool:
        """Whether the step may hold with this formula, by the sieve."""
        if doubly and self.is_trivial(formula):
            return False
        self.budget.spend(PER_EDIT)
        setting = self.setting
        try:
            value = value_of_edited(setting.judge.claims, formula, self.reading.scope)
            target = setting.value(side.target)
            return all(map(self.sieve.passes, setting.said(target, value))) and bool(setting.claims(target, value))
        except UnsupportedError:
            return False

    def _edited(self, side: Side, formula: Formula) -> tuple[Claim, ...]:
        """What the step claims with this formula. Raises UnsupportedError."""
        value = value_of_edited(self.setting.judge.claims, formula, self.reading.scope)
        return self.setting.claims(self.setting.value(side.target), value)

    def _likeness(self, side: Side, formula: Formula) -> float:
        """How much a formula looks like one of the members beside it, from 0 to 1: of like edits that decides."""
        members = self.reading.chain.members
        beside = (members[k].formula for k in (side.number - 1, side.number + 1) if 0 <= k < len(members))
        return max((likeness(formula, one) for one in beside if not isinstance(one, ReadError)), default=0.0)
