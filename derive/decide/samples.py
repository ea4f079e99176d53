"""What is tried: sizes of the index sets, values of the free letters, values of the components.

Everything comes in a fixed order, small and simple first. The first points are those a person would check by
hand; their components differ, so that a slip of an index shows. The later ones come from a fixed
pseudo-random sequence.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Literal as LiteralText
from typing import TypeAlias, assert_never

from derive.data import Data
from derive.decide.budget import Budget
from derive.decide.survey import Survey
from derive.decide.tape import Component
from derive.decide.values import Value, log, multiply
from derive.term import Distinction, Last, Letter, Literal

Assignment: TypeAlias = dict[tuple[str, str], int]
"""The values of the free letters by (name, name of the size of the set)."""

Point: TypeAlias = dict[Component, Value]

_LARGEST_LEAST = 32
"""A claim with a literal index beyond this is not tried."""
_MOST_SETS = 3
"""With more index sets than this, all of them have the same size."""


def sizes_to_try(survey: Survey, beyond: int = 3) -> Iterator[dict[str, int]]:
    """The sizes of the index sets, from the least ones up to `beyond` more, by increasing total.

    A set whose size is named by a number, as in Σ_{k=1}^3, has that many elements; sets that are tied have
    one size. Beyond a least size of 4, only one more is tried.
    """
    groups: dict[str, list[str]] = {}
    for name in survey.sets:
        groups.setdefault(survey.ties[name], []).append(name)
    ranges = []
    for names in groups.values():
        least = max(survey.least[name] for name in names)
        numbers = {int(name) for name in names if is_number(name)}
        if max((least, *numbers)) > _LARGEST_LEAST or len(numbers) > 1 or any(size < least for size in numbers):
            return
        sizes = range(least, least + 1 + (beyond if least < 4 else 1))
        ranges.append(range(min(numbers), min(numbers) + 1) if numbers else sizes)
    for choice in _by_total(ranges, beyond):
        yield {name: size for names, size in zip(groups.values(), choice, strict=True) for name in names}


def _by_total(ranges: list[range], beyond: int) -> list[tuple[int, ...]]:
    """One number from each range, all numbers together not much more than the least possible."""
    if len(ranges) > _MOST_SETS:
        return [tuple(sizes[min(k, len(sizes) - 1)] for sizes in ranges) for k in range(beyond + 1)]
    most = sum(sizes[0] for sizes in ranges) + beyond - 1 + len(ranges)
    return sorted(
        (choice for choice in product(*ranges) if sum(choice) <= most),
        key=lambda choice: (sum(choice), choice),
    )


def is_number(size: str) -> bool:
    """Whether the name of a size is the size itself."""
    return size.isascii() and size.isdigit()


def assignments(
    letters: tuple[Letter, ...],
    case: tuple[Distinction, ...],
    sizes: Mapping[str, int],
    symmetric: bool,
    budget: Budget,
) -> Iterator[Assignment]:
    """The values of the letters that satisfy the case, in increasing order.

    Where the claim is symmetric in the elements of a set, of the assignments that differ by a renaming of the
    elements only the first is given: i = j = 1 and i = 1, j = 2 stand for all pairs. Raises BudgetSpentError.
    """
    keys = [(letter.name, letter.set.size) for letter in letters]
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        values = waiting.pop()
        budget.spend()
        assignment = dict(zip(keys, values, strict=False))
        if not all(_holds(distinction, assignment, sizes) for distinction in case):
            continue
        if len(values) == len(keys):
            yield assignment
            continue
        size = keys[len(values)][1]
        used = [value for (_, of), value in assignment.items() if of == size]
        highest = min(sizes[size], max(used, default=0) + 1) if symmetric else sizes[size]
        waiting.extend((*values, value) for value in range(highest, 0, -1))


def _holds(distinction: Distinction, assignment: Assignment, sizes: Mapping[str, int]) -> bool:
    """Whether it holds, as far as the letters have values; an index outside its set satisfies nothing."""
    values = []
    for index in (distinction.left, distinction.right):
        match index:
            case Letter(name, of):
                if (name, of.size) not in assignment:
                    return True
                values.append(assignment[name, of.size])
            case Literal(value, of):
                if not 1 <= value <= sizes[of.size]:
                    return False
                values.append(value)
            case Last(of):
                values.append(sizes[of.size])
            case _:
                assert_never(index)
    return (values[0] == values[1]) is distinction.equal


Kind: TypeAlias = LiteralText["exponential", "plain", "whole"]
"""What suits a variable: logarithms of rational numbers, rational numbers, whole numbers."""


class _Simple(Data):
    """Values for the first components; later ones are shifted by `step` for each round."""

    exponential: tuple[int | Fraction, ...]
    """The values of e^x."""
    plain: tuple[int | Fraction, ...]
    whole: tuple[int, ...]
    step: int | Fraction = 4

    def value(self, kind: Kind, place: int) -> int | Fraction:
        values = {"exponential": self.exponential, "plain": self.plain, "whole": self.whole}[kind]
        rounds, place = divmod(place, len(values))
        return values[place] + rounds * (self.step if kind == "plain" else 4)


def _simple_points() -> tuple[_Simple, ...]:
    half, third, quarter, eighth = (Fraction(1, bottom) for bottom in (2, 3, 4, 8))
    return (
        _Simple((1, 2, 3, 4), (quarter, third, eighth, Fraction(1, 9)), (1, 2, 3, 4), eighth),
        _Simple((2, 1, 3, 5), (2, 3, 1, 4), (2, 1, 3, 4)),
        _Simple((2, 3, 1, half), (-1, 2, -2, 3), (-1, 2, -2, 3)),
        _Simple((3, half, 2, 1), (half, -third, 2, -1), (1, 0, 2, 1)),
        _Simple((1, 1, 2, 1), (1, 0, 0, 0), (1, 0, 0, 0)),
        _Simple((2, 2, 1, 3), (0, 1, 2, -1), (0, 1, 2, -1)),
        _Simple((third, 2, 4, 1), (-3, -2, 1, 2), (-2, -3, 1, 2)),
        _Simple((2, 3, 5, 4), (quarter, third, eighth, Fraction(1, 9)), (1, 1, 1, 1), eighth),
    )


_SIMPLE = _simple_points()


_ALL_SMALL = 9
"""A point of positive numbers, a few of which together are below one."""
SMALL_AND_NEGATIVE = 16
"""The point at which what has no index is small and negative beside the rest: the ε of v + ε."""


class Samples:
    """Points for the components of a claim, by number."""

    simple = len(_SIMPLE)

    def __init__(self, survey: Survey, components: Iterable[Component]) -> None:
        self._survey = survey
        self._places: dict[Component, int] = {}
        """A number for each component; components of one variable differ, and so do the first ones of two."""
        names: dict[str, dict[str, int]] = {"exponential": {}, "plain": {}, "whole": {}}
        counts: dict[str, int] = {}
        for component in sorted(components):
            name = component[0]
            of_kind = names[self._kind(name)]
            ordinal = of_kind.setdefault(name, len(of_kind))
            counts[name] = counts.get(name, -1) + 1
            self._places[component] = ordinal + counts[name]

    def point(self, number: int) -> Point:
        """Simple points first (0 to 7), then pseudo-random ones, with positive numbers only if odd; then one with small
        negative ones."""
        random = _Random(number)
        point: Point = {}
        for component, place in self._places.items():
            kind = self._kind(component[0])
            if number == SMALL_AND_NEGATIVE:
                small = kind == "plain" and not component[1]
                value = Fraction(-1, 16 + place) if small else _SIMPLE[6].value(kind, place)
            elif number >= self.simple:
                value = random.value(kind, signed=number % 2 == 0)
            else:
                value = _SIMPLE[number].value(kind, place)
            point[component] = log(value) if kind == "exponential" else value
        return point

    def names(self) -> list[str]:
        """The variables whose values are rational numbers of either sign."""
        return sorted({name for name, _ in self._places if self._kind(name) == "plain"})

    def turned(self, name: str) -> Point:
        """Only that variable is negative: this shows |x| taken for x beside the logarithm of another."""
        point = self.point(_ALL_SMALL)
        return point | {one: multiply((-1, value)) for one, value in point.items() if one[0] == name}

    def _kind(self, name: str) -> Kind:
        if name in self._survey.exponential:
            return "exponential"
        return "whole" if name in self._survey.whole else "plain"


class _Random:
    """A fixed sequence of small rational numbers, by Marsaglia's xorshift."""

    def __init__(self, seed: int) -> None:
        self._state = 0x9E3779B97F4A7C15 ^ (seed * 0x2545F4914F6CDD1D)

    def _below(self, limit: int) -> int:
        state = self._state & 0xFFFFFFFFFFFFFFFF
        state ^= state << 13 & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 7
        state ^= state << 17 & 0xFFFFFFFFFFFFFFFF
        self._state = state
        return (state >> 20) % limit

    def value(self, kind: Kind, signed: bool) -> int | Fraction:
        sign = -1 if signed and self._below(2) else 1
        match kind:
            case "exponential":
                return Fraction(self._below(12) + 1, self._below(5) + 1)
            case "whole":
                return sign * (self._below(3) + 1)
            case "plain" if signed:
                return sign * Fraction(self._below(19) + 1, self._below(4) + 2)
            case "plain":
                return Fraction(self._below(7) + 1, self._below(6) + 21)
            case _:
                assert_never(kind)
