"""What is tried: sizes of the index sets, values of the free letters, values of the components.

Everything comes in a fixed order, small and simple first. The first points are those a person would check by hand;
their components differ, so that a slip of an index shows. The later ones come from a fixed pseudo-random sequence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal as LiteralText
from typing import TypeAlias, assert_never

from derive.decide.survey import Survey
from derive.decide.tape import Component
from derive.decide.values import Value, log
from derive.term import Distinction, Index, Last, Letter, Literal

Assignment: TypeAlias = dict[tuple[str, str], int]
"""The values of the free letters by (name, name of the size of the set)."""

Point: TypeAlias = dict[Component, Value]

_LARGEST_SIZE = 4
_MOST_EXTRA = 2
"""With several index sets, their sizes add up to at most this much more than 4."""


def sizes_to_try(sets: tuple[str, ...]) -> Iterator[dict[str, int]]:
    """The sizes of the index sets, 1 to 4, in increasing order of their total.

    >>> [tuple(sizes.values()) for sizes in sizes_to_try(("n",))]
    [(1,), (2,), (3,), (4,)]
    """
    choices = product(range(1, _LARGEST_SIZE + 1), repeat=len(sets))
    limit = _LARGEST_SIZE + _MOST_EXTRA * (len(sets) - 1) if len(sets) > 1 else _LARGEST_SIZE
    for choice in sorted(choices, key=lambda sizes: (sum(sizes), sizes)):
        if sum(choice) <= limit:
            yield dict(zip(sets, choice, strict=True))


def assignments(
    letters: tuple[Letter, ...], case: tuple[Distinction, ...], sizes: Mapping[str, int], symmetric: bool
) -> Iterator[Assignment]:
    """The values of the letters that satisfy the case, in increasing order.

    Where the claim is symmetric in the elements of a set, of the assignments that differ by a renaming of the
    elements only the first is given: i = j = 1 and i = 1, j = 2 stand for all pairs.
    """
    keys = [(letter.name, letter.set.size) for letter in letters]
    for values in product(*(range(1, sizes[size] + 1) for _, size in keys)):
        assignment = dict(zip(keys, values, strict=True))
        if (not symmetric or _is_first(assignment)) and all(_holds(d, assignment, sizes) for d in case):
            yield assignment


def _is_first(assignment: Assignment) -> bool:
    """Whether new values come in the order 1, 2, 3, … in each set."""
    highest: dict[str, int] = {}
    for (_, size), value in assignment.items():
        if value > highest.get(size, 0) + 1:
            return False
        highest[size] = max(value, highest.get(size, 0))
    return True


def _holds(distinction: Distinction, assignment: Assignment, sizes: Mapping[str, int]) -> bool:
    left, right = (_value(index, assignment, sizes) for index in (distinction.left, distinction.right))
    return left is not None and right is not None and (left == right) is distinction.equal


def _value(index: Index, assignment: Assignment, sizes: Mapping[str, int]) -> int | None:
    match index:
        case Letter(name, of):
            return assignment[name, of.size]
        case Literal(value, of):
            return value if 1 <= value <= sizes[of.size] else None
        case Last(of):
            return sizes[of.size]


Kind: TypeAlias = LiteralText["exponential", "plain", "whole"]
"""What suits a variable: logarithms of rational numbers, rational numbers, whole numbers."""


@dataclass(frozen=True, slots=True)
class _Simple:
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
    )


_SIMPLE = _simple_points()


class Samples:
    """Points for the components of a claim, by number."""

    simple = len(_SIMPLE)

    def __init__(self, survey: Survey, components: tuple[Component, ...]) -> None:
        self._survey = survey
        self._places: dict[Component, int] = {}
        """A number for each component, such that components of one variable differ, and first ones of two variables."""
        names: dict[str, dict[str, int]] = {"exponential": {}, "plain": {}, "whole": {}}
        counts: dict[str, int] = {}
        for component in sorted(components):
            name = component[0]
            of_kind = names[self._kind(name)]
            ordinal = of_kind.setdefault(name, len(of_kind))
            counts[name] = counts.get(name, -1) + 1
            self._places[component] = ordinal + counts[name]

    def point(self, number: int) -> Point:
        """Simple points first (0 to 6), then pseudo-random ones; in every second one of those all numbers are positive."""
        random = _Random(number)
        point: Point = {}
        for component, place in self._places.items():
            kind = self._kind(component[0])
            if number >= self.simple:
                value = random.value(kind, signed=number % 2 == 0)
            else:
                value = _SIMPLE[number].value(kind, place)
            point[component] = log(value) if kind == "exponential" else value
        return point

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
