"""The search for values at which a claim fails.

A counterexample satisfies the case and all hypotheses exactly, both sides are defined there, and they are
different rational numbers, different combinations of logarithms, or lie in disjoint intervals. Nothing of
what proves a claim is used here: sums and definitions are unfolded at sizes 1 to 4 of the index sets,
derivatives are computed by forward differentiation, and every value is exact. What is undefined anywhere in a
side, even beside a factor 0, makes the point unusable. 0^0 is 1 where the exponent is written as 0.

For a symbol of which only derivatives are known, derive.decide.stand_ins puts a function; that breaks a claim about
all functions, and no other.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from derive.data import Data
from derive.decide.budget import Budget
from derive.decide.evaluate import OutOfRangeError
from derive.decide.record import case_of, read_component, written_component
from derive.decide.samples import SMALL_AND_NEGATIVE, Assignment, Samples, assignments, is_number, sizes_to_try
from derive.decide.stand_ins import with_stand_ins
from derive.decide.survey import Survey, survey
from derive.decide.tape import Component, Node, Valuation
from derive.decide.tapes import Ground, Tapes
from derive.decide.values import Undefined, Value, differ, written_pair
from derive.decide.verdict import Counterexample
from derive.term import Claim


class Points(Data):
    """The points tried, by their numbers in derive.decide.samples."""

    rational: tuple[int, ...]
    """Where both sides are rational functions: that they agree there by chance is unlikely."""
    branching: tuple[int, ...]
    """At small sizes where roots or logarithms occur: signs matter, some points are no use."""
    turned: bool = False
    """Whether those are followed by points at which one variable alone is negative."""


ALL_POINTS = Points((0, 2, 8), (0, 2, 6, 8, 9, 10, SMALL_AND_NEGATIVE), turned=True)
WITNESS_POINTS = Points((2,), (2, 9, SMALL_AND_NEGATIVE))
"""Fewer, for a claim that is proved already: the refuter is its witness and a second opinion."""
_FURTHER = (9, 7, 1, 3, 4, 5, 11, 12, 13, 14, 15)
"""Those tried where the sides were defined at none of the pseudo-random points among the first."""
_DIRECTIONS = (2, 1)
"""The points that are the directions of lines through other ones."""
_ENOUGH = 3
"""The number of those that must be of use."""


class Witness(Data):
    """Both sides are defined and equal at `points` points that satisfy all that is given (or cannot be told
    apart by intervals of 50 digits), and at no point tried do they differ."""

    points: int


def refute(
    claim: Claim,
    budget: Budget,
    sizes: Iterable[Mapping[str, int]] | None = None,
    beyond: int = 3,
    points: Points = ALL_POINTS,
    tapes: Tapes | None = None,
) -> Counterexample | Witness | None:
    """A counterexample at the smallest sizes where one is found; else a witness that the givens can hold;
    None if no point was found that satisfies them and where both sides are defined.

    `sizes` of the index sets by name, to be tried in this order; None for the least ones (1, or more for
    literal indices) and up to `beyond` more. `tapes` of the other claims of the document. Raises BudgetSpentError;
    one unit pays for one operation that is written down or computed.
    """
    claim = with_stand_ins(claim)
    about = survey(claim)
    tapes = tapes or Tapes()
    agreed = 0
    for chosen in sizes_to_try(about, beyond) if sizes is None else sizes:
        numbers = {name: int(name) if is_number(name) else chosen[name] for name in about.sets}
        trial = _Trial.of(claim, about, numbers, budget, tapes)
        if trial is not None:
            found = trial.search(points)
            if isinstance(found, Counterexample):
                return found
            agreed += found
    return Witness(agreed) if agreed else None


def recheck(claim: Claim, counterexample: Counterexample, budget: Budget) -> bool:
    """Whether the record of a counterexample refutes the claim by itself: its values satisfy the case and
    every hypothesis they occur in, and make the two sides what it says, which differ.

    Raises BudgetSpentError.
    """
    about = survey(claim)
    sizes = {name: int(name) for name in about.sets if is_number(name)} | dict(counterexample.sizes)
    if any(name not in sizes for name in about.sets):
        return False
    trial = _Trial.of(claim, about, sizes, budget, Tapes())
    return trial is not None and trial.confirms(counterexample)


_Row: TypeAlias = tuple[Assignment, Node, Node]
"""Values of the free letters, and the two sides for them."""


class _Trial(Data):
    """A claim at fixed sizes of the index sets."""

    about: Survey
    sizes: Mapping[str, int]
    ground: Ground
    rows: tuple[_Row, ...]

    @classmethod
    def of(cls, claim: Claim, about: Survey, sizes: Mapping[str, int], budget: Budget, tapes: Tapes) -> "_Trial | None":
        """None if the claim, or a hypothesis, says nothing at these sizes."""
        unfolded = tapes.at(claim, about, sizes, budget)
        try:
            constraints = unfolded.constraints(claim.hypotheses, about.exponential)
        except OutOfRangeError:
            return None
        if constraints.impossible():
            return None
        rows = []
        for letters in assignments(about.letters, claim.case, sizes, about.symmetric, budget):
            try:
                rows.append((letters, unfolded.write(claim.left, letters), unfolded.write(claim.right, letters)))
            except OutOfRangeError:
                continue
        if not rows:
            return None
        return cls(
            about, sizes, unfolded.ground(about, constraints, [node for row in rows for node in row[1:]]), tuple(rows)
        )

    def search(self, points: Points) -> Counterexample | int:
        """A counterexample, or the number of times that both sides were defined and did not differ."""
        agreed, tried, telling = 0, list[int](), False
        branching = self.about.branches and max(self.sizes.values(), default=1) <= 2
        for number in points.branching if branching else points.rational:
            found = self._try(self.ground.at(number))
            if isinstance(found, Counterexample):
                return self._simpler(number, tried) or found
            agreed += found
            tried.append(number)
            telling |= found > 0 and number >= Samples.simple
        for values in self._turned() if branching and points.turned else ():
            found = self._try(values)
            if isinstance(found, Counterexample):
                return found
            agreed += found
        further = 0
        wanted = any(number >= Samples.simple for number in points.rational)
        for values in () if telling or (agreed and not wanted) else self._further():
            found = self._try(values)
            if isinstance(found, Counterexample):
                return found
            agreed += found
            further += found > 0
            if further == _ENOUGH:
                break
        return agreed

    def _simpler(self, failing: int, tried: list[int]) -> Counterexample | None:
        """The first counterexample among the simple points before the failing one."""
        for number in range(min(failing, Samples.simple)):
            if number not in tried:
                found = self._try(self.ground.at(number))
                if isinstance(found, Counterexample):
                    return found
        return None

    def _turned(self) -> Iterator[Valuation | None]:
        for name in self.ground.samples.names():
            yield self.ground.constraints.solve(self.ground.samples.turned(name))

    def _further(self) -> Iterator[Valuation | None]:
        """More points, each with others on lines through it if it satisfies hypotheses such as x² + y² = 1."""
        for valuation in self._special():
            yield valuation
            if valuation is not None:
                for number in _DIRECTIONS:
                    yield self.ground.constraints.along(valuation, self.ground.samples.point(number))

    def _special(self) -> Iterator[Valuation | None]:
        """Points by number; then, for hypotheses such as y² = y, some with 0 and 1 or one number only."""
        for number in _FURTHER:
            yield self.ground.at(number)
        constraints, samples = self.ground.constraints, self.ground.samples
        bound = [c for c in constraints.components() if c[0] not in self.about.exponential]
        if bound:
            for place in range(1, 1 + max(self.sizes.values(), default=0)):
                point = samples.point(place % Samples.simple) | {c: int(c[1][-1:] == (place,)) for c in bound}
                yield constraints.solve(point)
            for value in (2, -1, Fraction(1, 2), 1, 0):
                yield constraints.solve(samples.point(0) | dict.fromkeys(bound, value))
            yield constraints.solve(samples.point(0) | dict.fromkeys(bound, 1) | {max(bound): 0})

    def _try(self, valuation: Valuation | None) -> Counterexample | int:
        """Evaluate all rows at a point that satisfies the hypotheses."""
        if valuation is None:
            return 0
        values = iter(valuation([node for row in self.rows for node in row[1:]]))
        agreed = 0
        for row, left, right in zip(self.rows, values, values, strict=True):
            if isinstance(left, Undefined) or isinstance(right, Undefined):
                continue
            if not differ(left, right):
                agreed += 1
            else:
                return self._record(row, valuation.point, left, right)
        return agreed

    def _touched(self, row: _Row) -> list[Component]:
        """The components that the two sides are made of, and those that the hypotheses tie to them."""
        own = self.ground.tape.inputs_of(row[1:])
        return sorted(self.ground.constraints.linked(set(own)))

    def _record(self, row: _Row, point: Mapping[Component, Value], left: Value, right: Value) -> Counterexample:
        sizes = tuple((name, self.sizes[name]) for name in self.about.sets if not is_number(name))
        first = self.about.first
        values = tuple(
            written_component(component, point[component], component[0] in self.about.exponential, first)
            for component in self._touched(row)
        )
        sides = written_pair(left, right)
        return Counterexample(sizes, case_of(row[0]), self._letters(row), values, *sides)

    def _letters(self, row: _Row) -> tuple[tuple[str, int], ...]:
        return tuple((name, value - 1 + self.about.first) for (name, _), value in row[0].items())

    def confirms(self, record: Counterexample) -> bool:
        """Whether the values of the record satisfy what is given and make the sides what it says."""
        tape, constraints = self.ground.tape, self.ground.constraints
        values = dict(record.values)
        point = {component: read_component(component, values, self.about.first) for component in tape.inputs}
        known = {component for component, value in point.items() if not isinstance(value, Undefined)}
        valuation = Valuation(tape, point)
        if not constraints.satisfied(valuation(constraints.residuals), known):
            return False
        for row in self.rows:
            if self._letters(row) == record.letters:
                left, right = valuation(row[1:])
                return differ(left, right) and written_pair(left, right) == (record.left, record.right)
        return False
