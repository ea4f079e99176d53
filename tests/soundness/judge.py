"""The judge: whether an equation holds, from its values at many points alone.

True means that both sides agree to many digits at all points tried, of all sizes from 1 to 4 and of all orders of
indices, with numbers of both signs that satisfy the hypotheses; false means that they differ at one of them; undefined
that at no point both sides have values and the hypotheses hold.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from enum import Enum
from itertools import product
from random import Random
from types import MappingProxyType

from derive.data import Data
from derive.formula import Arrayed, Formula, Numeral
from derive.formula_parts import children, subformulas

from .arithmetic import OutOfRangeError, UndefinedError, UnjudgedError, Value, precise
from .evaluate import World, require_rates_apart
from .givens import satisfied
from .problem import Equation, Problem, number_of, symbol_of
from .ranges import Ranges, Set
from .symbols import Component

SAME = Decimal(10) ** -25
DIFFERENT = Decimal(10) ** -10
"""Differences that are between the two, relative to the sides, tell nothing."""
KINDS = ("positive", "signed", "fraction", "whole", "negative", "wide", "far", "small")
FEWER_KINDS = ("positive", "signed", "fraction")
"""The points tried at n = 3 and n = 4."""
NOTHING: Mapping[str, str] = MappingProxyType({})
LARGEST = 4
TRIES, AGAIN = 3, 1_000_003
"""How often other numbers are drawn where neither side is defined, as log log x is not below 1; and how far apart."""
MOST_OF_ONE_PATTERN = 2
"""Of the assignments of indices that are equal and different in the same way, this many are tried."""


class Truth(Enum):
    TRUE = "true"
    FALSE = "false"
    OPEN = "open"
    """Not true for all values, and no claim that it is: it says what a symbol without a definition is."""
    IN_WORDS = "in words"
    """False as the formulas have it, but not where the words of the prose hold that the verdict names."""
    UNDEFINED = "undefined"
    UNJUDGED = "unjudged"


class Judgement(Data):
    truth: Truth
    where: str = ""
    """For a false equation: the point; for one that is not judged: why."""
    agreed: int = 0


def judged(problem: Problem, seed: int = 0, told: Mapping[str, str] = NOTHING) -> Judgement:
    """`told`: the kinds of numbers for letters of which something is said."""
    try:
        tries = (_judged(problem, seed + AGAIN * k, told) for k in range(TRIES))
        first = next(tries)
        if first.truth is not Truth.UNDEFINED:
            return first
        return next((one for one in tries if one.truth is not Truth.UNDEFINED), first)
    except UnjudgedError as error:
        return Judgement(Truth.UNJUDGED, str(error))
    except RecursionError:
        return Judgement(Truth.UNJUDGED, "too deep")


def _judged(problem: Problem, seed: int, told: Mapping[str, str]) -> Judgement:
    ranges = Ranges(problem)
    if any(one.sign == "=" and isinstance(one.right, Arrayed) for one in problem.ranges):
        raise UnjudgedError("an array that is told by the names of its entries")
    if ranges.confused():
        raise UnjudgedError("one set with two sizes")
    for equation in problem.equations():
        require_rates_apart(equation.left)
        require_rates_apart(equation.right)
    claim = len(problem.definitions) + len(problem.hypotheses)
    agreed = 0
    for sizes in all_sizes(ranges):
        main = max(sizes.values(), default=1)
        for kind in KINDS if main <= 2 else FEWER_KINDS:
            numbers = Numbers(seed, kind, told)
            world = World(problem, ranges, sizes, numbers)
            try:
                if not satisfied(world, problem, numbers):
                    continue
            except OutOfRangeError:
                break
            for letters in _assignments(problem.claim, ranges, claim, world):
                try:
                    left, right = (
                        world.value(side, claim, letters) for side in (problem.claim.left, problem.claim.right)
                    )
                except (UndefinedError, OutOfRangeError):
                    continue
                difference = differ(left, right)
                if difference and _may_be_rounded(problem, left, right):
                    raise UnjudgedError("a rounded number")
                if difference:
                    where = f"sizes {list(sizes.values())}, {kind} numbers, {dict(letters)}"
                    return Judgement(Truth.OPEN if is_open(problem, world) else Truth.FALSE, where, agreed)
                agreed += difference is False
    return Judgement(Truth.TRUE if agreed else Truth.UNDEFINED, agreed=agreed)


def _may_be_rounded(problem: Problem, left: Value, right: Value) -> bool:
    """Whether sides with decimals in them, as log 0.5 = −0.693, are equal but for their last digits."""
    parts = (part for side in (problem.claim.left, problem.claim.right) for part in subformulas(side))
    if not any(isinstance(part, Numeral) and part.value.denominator != 1 for part in parts):
        return False
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return False
    return abs(left - right) <= max(Decimal(1), abs(left)) / 100


def is_open(problem: Problem, world: World) -> bool:
    """Whether a symbol of which nothing is said stands on one side only, or alone; or one named Σ, for some sum."""
    sides = problem.claim.left, problem.claim.right
    symbols = [world.symbols(side) for side in sides]
    free = [found - world.definitions.keys() for found in symbols]
    given = [side for one in (*problem.definitions, *problem.hypotheses) for side in (one.left, one.right)]
    told = frozenset().union(*map(world.symbols, given))
    either = free[0] | free[1]
    if (free[0] ^ free[1]) - told or any(symbol[0] == "Σ" for symbol in either):
        return True
    bare = either and not either & told and either == symbols[0] | symbols[1]
    return bool(bare) and any(isinstance(side, Numeral) or symbol_of(side) is not None for side in sides)


def differ(left: Value, right: Value) -> bool | None:
    """Whether two values differ; None where that cannot be told."""
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            raise UnjudgedError("vectors of two lengths")
        each = [differ(one, other) for one, other in zip(left, right, strict=True)]
        return True if True in each else (None if None in each else False)
    if isinstance(left, list) or isinstance(right, list):
        raise UnjudgedError("a vector and a number")
    with localcontext(precise()):
        gap, size = abs(left - right), max(abs(left), abs(right))
        if gap <= SAME * (1 + size):
            return False
        return True if gap >= DIFFERENT * size and gap >= SAME * 1000 else None


@dataclass(slots=True)
class Numbers:
    """A number for every component: pseudo-random ones of a kind, but for those that are set."""

    seed: int
    kind: str
    told: Mapping[str, str] = field(default_factory=dict)
    set: dict[Component, Decimal] = field(default_factory=dict)

    def __call__(self, component: Component) -> Decimal:
        value = self.set.get(component)
        if value is None:
            value = self.set[component] = self.drawn(component)
        return value

    def drawn(self, component: Component, attempt: int = 0) -> Decimal:
        random = Random(f"{self.seed} {self.kind} {attempt} {component}")
        sign = random.choice((1, -1))
        match self.told.get(component[0][0], self.kind):
            case "bit":
                return Decimal(random.choice((0, 1)))
            case "positive":
                return Decimal(random.randint(200, 2000)) / 1009
            case "signed":
                return sign * Decimal(random.randint(100, 2000)) / 1013
            case "fraction":
                return Decimal(random.randint(20, 240)) / 1019
            case "whole":
                return Decimal(random.choice((1, 2, 3, -1, -2)))
            case "small" if not component[1]:
                return -Decimal(random.randint(10, 60)) / 1033
            case "negative":
                return -Decimal(random.randint(200, 2000)) / 1021
            case _:
                return sign * Decimal(random.randint(100, 6000)) / 1031


def all_sizes(ranges: Ranges) -> Iterator[Mapping[Set, int]]:
    """Sizes from 1 to 4, those of two sets different and equal."""
    fixed = ranges.fixed()
    free = [one for one in ranges.sets() if one not in fixed]
    rows = [(1, 2, 3), (2, 3, 1), (3, 1, 2), (4, 2, 3)]
    if len(free) > 1:
        rows = [(1, 1, 1), *rows[:2], (2, 2, 2), *rows[2:]]
    elif not free:
        rows = rows[:1]
    for row in rows:
        yield {**fixed, **{one: row[k % 3] for k, one in enumerate(free)}}


def _assignments(claim: Equation, ranges: Ranges, equation: int, world: World) -> Iterator[Mapping[str, int]]:
    """Values of the free letters that satisfy the case, of every pattern: which are equal, which are the last ones."""
    letters = sorted(letter for letter in ranges.indices[equation] if letter not in ranges.sizes)
    sets = [ranges.set_of_letter(letter, equation) for letter in letters]
    numbers = _numbers_in(claim)
    seen: dict[tuple[object, ...], int] = {}
    for values in product(*(range(1, world.sizes[one] + 1) for one in sets)):
        found = dict(zip(letters, values, strict=True))
        try:
            if not all(world.holds(condition, equation, found) for condition in claim.case):
                continue
        except OutOfRangeError:
            continue
        if not _are_steps_apart(found):
            continue
        pattern = tuple(
            (
                next((k for k in range(place) if sets[k] == one and values[k] == value), None),
                value if value in numbers else 0,
                value == world.sizes[one],
            )
            for place, (one, value) in enumerate(zip(sets, values, strict=True))
        )
        seen[pattern] = seen.get(pattern, 0) + 1
        if seen[pattern] <= MOST_OF_ONE_PATTERN:
            yield found


def _are_steps_apart(letters: Mapping[str, int]) -> bool:
    """Whether t − 1 is one less than t, where both are letters, and s + 2 one more than s + 1."""
    starts: dict[str, int] = {}
    for letter, value in letters.items():
        shifted = re.fullmatch(r"(.+)([+−])(\d+)", letter)
        base, steps = (shifted[1], int(f"{shifted[2]}{shifted[3]}".replace("−", "-"))) if shifted else (letter, 0)
        if starts.setdefault(base, value - steps) != value - steps:
            return False
    return True


def _numbers_in(claim: Equation) -> set[int]:
    """The literal indices of an equation."""
    found: set[int] = set()
    waiting: list[Formula] = [claim.left, claim.right, *claim.case]
    while waiting:
        one = waiting.pop()
        symbol = symbol_of(one)
        if symbol is not None:
            found.update(number for number in map(number_of, symbol[1]) if number)
        waiting.extend(children(one))
    return found
