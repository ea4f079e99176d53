"""A quick sieve for equations that cannot hold: floating point at a few points.

It decides nothing. What it lets through is still to be proved; what it holds back is only not tried.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from math import exp, isfinite, log
from typing import TypeAlias
from zlib import crc32

from derive.decide.budget import Budget
from derive.decide.constraints import Constraints
from derive.decide.evaluate import OutOfRangeError, Unfolding, residuals
from derive.decide.intervals import Interval
from derive.decide.samples import Assignment, Samples, assignments, is_number
from derive.decide.survey import Survey, free_letters, survey
from derive.decide.tape import Component, Node, Op, Tape
from derive.decide.values import LogSum, Undefined, Value
from derive.term import Claim, Distinction, Letter, Term

POINTS = (8, 9, 2)
"""The points of derive.decide.samples that are tried, until two are of use."""
ENOUGH = 2
SIZE = 3
"""The size of the index sets, where nothing asks for more: with fewer, too many slips of indices go unseen."""
TOLERANCE = 1e-7

_Real: TypeAlias = float | None
"""None for what is not defined, or too large."""


class Sieve:
    """Compares the sides of claims of one document at points that satisfy the hypotheses of a given one.

    Raises BudgetSpentError; a unit pays for an operation.
    """

    def __init__(self, claim: Claim, budget: Budget) -> None:
        about = survey(claim)
        self._sizes = _Sizes(about)
        self._tape = Tape(budget)
        self._definitions = {one.name: one for one in claim.definitions}
        self._unfolding = Unfolding(self._tape, self._definitions, self._sizes)
        self._budget = budget
        self._symmetric = about.symmetric
        conditions = tuple(residuals(claim.hypotheses, self._unfolding))
        constraints = Constraints(self._tape, conditions, about.exponential)
        for letters in self._assignments(claim.case, claim.left, claim.right):
            for side in (claim.left, claim.right):
                self._node(side, letters)
        samples = Samples(about, tuple(self._tape.inputs))
        self._runs: list[_Run] = []
        self._further = islice(self._made(claim, about, constraints, samples), ENOUGH)

    def _made(self, claim: Claim, about: Survey, constraints: Constraints, samples: Samples) -> "Iterator[_Run]":
        """The points at which the left side is defined."""
        for number in POINTS:
            found = constraints.solve(samples.point(number))
            if found is not None:
                run = _Run(self._tape, {component: _real(value) for component, value in found.point.items()}, about)
                if any(run.value(self._node(claim.left, letters)) is not None
                       for letters in self._assignments(claim.case, claim.left)):  # fmt: skip
                    yield run

    def _each_run(self) -> "Iterator[_Run]":
        """The points of use; most equations that do not hold are held back by the first, and need no other."""
        yield from self._runs
        for run in self._further:
            self._runs.append(run)
            yield run

    def passes(self, claim: Claim) -> bool:
        """Whether the sides are defined somewhere, and equal wherever both are."""
        self._definitions.update((one.name, one) for one in claim.definitions)
        agreed = 0
        for run in self._each_run():
            for letters in self._assignments(claim.case, claim.left, claim.right):
                one, other = (run.value(self._node(side, letters)) for side in (claim.left, claim.right))
                if one is None or other is None:
                    continue
                if abs(one - other) > TOLERANCE * max(1.0, abs(one), abs(other)):
                    return False
                agreed += 1
        return agreed > 0

    def _assignments(self, distinctions: tuple[Distinction, ...], *terms: Term) -> Iterator[Assignment]:
        letters = {letter: None for term in terms for letter in free_letters(term)}
        case = (index for distinction in distinctions for index in (distinction.left, distinction.right))
        letters.update((index, None) for index in case if isinstance(index, Letter))
        return assignments(tuple(letters), distinctions, self._sizes, self._symmetric, self._budget)

    def _node(self, term: Term, letters: Assignment) -> Node | None:
        try:
            return self._unfolding.write(term, letters)
        except OutOfRangeError:
            return None


class _Sizes(Mapping[str, int]):
    """The size of every index set: of those that a claim is about what it needs, of others SIZE."""

    def __init__(self, about: Survey) -> None:
        numbers = {name: int(name) for name in about.sets if is_number(name)}
        self.known = {name: numbers.get(name, max(SIZE, about.least[name])) for name in about.sets}
        for name, tie in about.ties.items():
            tied = [numbers[one] for one in numbers if about.ties[one] == tie]
            if tied:
                self.known[name] = tied[0]

    def __getitem__(self, name: str) -> int:
        if name not in self.known:
            self.known[name] = int(name) if is_number(name) else SIZE
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


class _Run:
    """The values of a tape's nodes at one point, computed as the tape grows."""

    def __init__(self, tape: Tape, point: dict[Component, _Real], about: Survey) -> None:
        self._tape = tape
        self._point = point
        self._exponential = about.exponential
        self._values: list[_Real] = []

    def value(self, node: Node | None) -> _Real:
        if node is None:
            return None
        for place in range(len(self._values), node + 1):
            self._values.append(self._compute(place))
        return self._values[node]

    def _compute(self, place: Node) -> _Real:
        op, operands, detail = self._tape.operations[place]
        if op is Op.INPUT:
            return self._input(self._tape.component(place))
        if op is Op.CONSTANT:
            return float(detail)  # type: ignore[arg-type]
        values = [self._values[operand] for operand in operands]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or op is Op.UNDEFINED:
            return None
        try:
            value = _operation(op, known, detail)
        except (ValueError, OverflowError, ZeroDivisionError):
            return None
        return value if isfinite(value) and abs(value) < 1e12 else None

    def _input(self, component: Component) -> _Real:
        """The value at the point; some value for a component that the point does not have."""
        if component not in self._point:
            self._point[component] = 0.3 + crc32(repr(component).encode()) % 1009 / 500
        return self._point[component]


def _operation(op: Op, operands: list[float], detail: object) -> float:
    match op:
        case Op.PLUS:
            return sum(operands)
        case Op.TIMES:
            product = 1.0
            for operand in operands:
                product *= operand
            return product
        case Op.POWER:
            assert isinstance(detail, Fraction)
            if detail.denominator == 1:
                return float(operands[0] ** detail.numerator)
            return _root(operands[0], float(detail))
        case Op.REAL_POWER:
            return _root(operands[0], operands[1])
        case Op.EXP:
            return exp(operands[0])
        case Op.LOG:
            return log(operands[0])
        case _:
            return operands[0]


def _root(base: float, exponent: float) -> float:
    """base^exponent for a base that is not negative."""
    if base < 0:
        raise ValueError("a root of a negative number")
    return float(base**exponent)


def _real(value: Value) -> _Real:
    match value:
        case Undefined():
            return None
        case LogSum(rational, parts):
            return float(rational) + sum(float(coefficient) * log(prime) for prime, coefficient in parts)
        case Interval():
            return None
        case _:
            return float(value)
