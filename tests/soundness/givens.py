"""Numbers that satisfy hypotheses: by the method of Levenberg and Marquardt, from random numbers, to many digits."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import product
from typing import TYPE_CHECKING

from .arithmetic import STEP, UndefinedError, UnjudgedError, precise
from .evaluate import World
from .problem import Equation, Problem
from .symbols import Component, Letters

if TYPE_CHECKING:
    from .judge import Numbers

Row = list[Decimal]
CLOSE = Decimal(10) ** -45
"""Numbers satisfy a hypothesis if its sides differ by less."""
MOST_STEPS = 60
ATTEMPTS = 4


def satisfied(world: World, problem: Problem, numbers: "Numbers") -> bool:
    """Whether numbers were found that satisfy all hypotheses; `numbers` are set to them.

    Raises OutOfRangeError.
    """
    if not problem.hypotheses:
        return True
    for attempt in range(ATTEMPTS):
        try:
            residuals = list(_residuals(world, problem))
            if attempt:
                for component in numbers.set:
                    numbers.set[component] = numbers.drawn(component, attempt)
            if _solve(world, problem, numbers, len(residuals)) and _ordered(world, problem):
                return True
        except UndefinedError:
            continue
    return False


def _residuals(world: World, problem: Problem, sign: str = "=") -> Iterator[Decimal]:
    """left − right of each hypothesis, for all values of its letters."""
    for place, hypothesis in enumerate(problem.hypotheses, len(problem.definitions)):
        if hypothesis.sign != sign:
            continue
        letters = sorted(letter for letter in world.ranges.indices[place] if letter not in world.ranges.sizes)
        sets = [world.ranges.set_of_letter(letter, place) for letter in letters]
        for values in product(*(range(1, world.sizes[one] + 1) for one in sets)):
            found = dict(zip(letters, values, strict=True))
            if all(world.holds(condition, place, found) for condition in hypothesis.case):
                yield from gaps(world, hypothesis, place, found)


def gaps(world: World, equation: Equation, place: int, letters: Letters) -> list[Decimal]:
    """left − right, entry by entry of a vector."""
    left, right = (world.value(side, place, letters) for side in (equation.left, equation.right))
    if isinstance(left, list) and isinstance(right, list):
        return [one - other for one, other in zip(left, right, strict=True)]
    if isinstance(left, list) or isinstance(right, list):
        raise UnjudgedError("a vector and a number")
    return [left - right]


def _ordered(world: World, problem: Problem) -> bool:
    """Whether the hypotheses that are inequalities hold."""
    tests = {">": lambda gap: gap > 0, "<": lambda gap: gap < 0, "≥": lambda gap: gap >= 0, "≤": lambda gap: gap <= 0,
             "≠": lambda gap: gap != 0}  # fmt: skip
    return all(test(gap) for sign, test in tests.items() for gap in _residuals(world, problem, sign))


def _solve(world: World, problem: Problem, numbers: "Numbers", count: int) -> bool:
    with localcontext(precise()):
        components = list(numbers.set)
        for _ in range(MOST_STEPS if count else 1):
            world._known.clear()
            gaps = list(_residuals(world, problem))
            size = sum((gap * gap for gap in gaps), Decimal(0))
            if size < CLOSE * CLOSE:
                return _rounded(world, problem, numbers)
            columns = [_column(world, problem, numbers, component, gaps) for component in components]
            matrix = [
                [sum((a * b for a, b in zip(one, other, strict=True)), Decimal(0)) for other in columns]
                for one in columns
            ]
            for k in range(len(components)):
                matrix[k][k] += min(size, Decimal("0.01"))
            right = [-sum((a * b for a, b in zip(column, gaps, strict=True)), Decimal(0)) for column in columns]
            for component, change in zip(components, _solution(matrix, right), strict=True):
                numbers.set[component] += change
        return False


def _column(world: World, problem: Problem, numbers: "Numbers", component: Component, gaps: Row) -> Row:
    """The derivatives of the gaps by one component."""
    numbers.set[component] += STEP
    world._known.clear()
    moved = list(_residuals(world, problem))
    numbers.set[component] -= STEP
    return [(after - before) / STEP for before, after in zip(gaps, moved, strict=True)]


def _rounded(world: World, problem: Problem, numbers: "Numbers") -> bool:
    """Numbers that are whole but for their last digits are made whole, so that 0 is 0."""
    for component, value in numbers.set.items():
        near = value.to_integral_value()
        if abs(value - near) < CLOSE.sqrt():
            numbers.set[component] = near
    world._known.clear()
    return all(abs(gap) < CLOSE for gap in _residuals(world, problem))


def _solution(matrix: list[Row], right: Row) -> Row:
    """Of matrix · x = right, by elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for k in range(len(rows)):
        pivot = max(range(k, len(rows)), key=lambda place: abs(rows[place][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for row in rows[k + 1 :]:
            ratio = row[k] / rows[k][k]
            for place in range(k, len(row)):
                row[place] -= ratio * rows[k][place]
    found = [Decimal(0)] * len(rows)
    for k in reversed(range(len(rows))):
        rest = sum((rows[k][place] * found[place] for place in range(k + 1, len(rows))), Decimal(0))
        found[k] = (rows[k][-1] - rest) / rows[k][k]
    return found
