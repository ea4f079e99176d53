"""Counterexamples rechecked from their record alone: the values satisfy what is given, and make the sides differ.

Nothing is taken from what found the counterexample but what is printed: sizes, letters, values, sides.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from enum import Enum
from fractions import Fraction
from itertools import product

from derive.errors import ReadError
from derive.formula_parts import subformulas
from derive.notation.latex import read_latex

from .arithmetic import OutOfRangeError, UndefinedError, UnjudgedError, Value, precise
from .evaluate import World, require_readable
from .givens import gaps
from .judge import differ
from .problem import Equation, Problem, number_of, symbol_of
from .ranges import Ranges, Set
from .symbols import Component, Letters

NEAR = Decimal(10) ** -40
IRRELEVANT = (Decimal("0.7123"), Decimal("0.3019"))
"""Values for what the record leaves out: it must not matter."""


class Recheck(Enum):
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNJUDGED = "unjudged"
    """The judge does not read the equation."""


class Record:
    """What a counterexample says, as in the JSON report."""

    def __init__(
        self, sizes: Mapping[str, int], letters: Letters, values: Mapping[str, str], left: str, right: str
    ) -> None:
        self.sizes = sizes
        self.letters = letters
        self.left = left
        self.right = right
        self.readable = True
        """Whether the judge knows the symbols of all components."""
        self.values: dict[Component, Decimal] = {}
        for latex, value in values.items():
            found = _component(latex, value)
            if found is None:
                self.readable = False
            else:
                ((letter, *marks), at), number = found
                self.values[found[0]] = number
                if len(at) == 1:  # v_0 may be a name
                    self.values[(f"{letter}_{at[0]}", *marks), ()] = number
        for name, size in sizes.items():  # beside what is no sum, a number as any other
            found = _component(name, str(size))
            if found is not None:
                self.values.setdefault(*found)


def recheck(problem: Problem, record: Record) -> Recheck:
    """Whether the record refutes the equation by itself."""
    ranges = Ranges(problem)
    if ranges.confused() or not record.readable:
        return Recheck.UNJUDGED
    try:
        for equation in problem.equations():
            for side in (equation.left, equation.right):
                require_readable(side)
        with localcontext(precise()):
            confirmed = any(
                all(_confirms(problem, ranges, sizes, record, value, last) for value in IRRELEVANT)
                for sizes in _sizes(ranges, record)
                for last in (False, True)
            )
    except UnjudgedError:
        return Recheck.UNJUDGED
    return Recheck.CONFIRMED if confirmed else Recheck.FAILED


def _sizes(ranges: Ranges, record: Record) -> Iterator[Mapping[Set, int]]:
    """The sizes of the record; those of sets without a name in the document are found by trying."""
    named = {ranges.set_of_size(name): record.sizes[name] for name in ranges.sizes if name in record.sizes}
    named = {**ranges.fixed(), **named}
    others = [one for one in ranges.sets() if one not in named]
    for chosen in product(sorted(set(record.sizes.values()) or {1}), repeat=len(others)):
        yield {**named, **dict(zip(others, chosen, strict=True))}


def _confirms(
    problem: Problem, ranges: Ranges, sizes: Mapping[Set, int], record: Record, irrelevant: Decimal, last: bool
) -> bool:
    missing: set[Component] = set()
    used: set[Component] = set()

    def number(component: Component) -> Decimal:
        (used if component in record.values else missing).add(component)
        return record.values.get(component, irrelevant)

    world = World(problem, ranges, sizes, number)
    world.short_lists, world.last_written = True, last
    claim = len(problem.definitions) + len(problem.hypotheses)
    free = ranges.indices[claim] - ranges.sizes
    try:
        if not free <= record.letters.keys():
            return False
        if not all(world.holds(condition, claim, record.letters) for condition in problem.claim.case):
            return False
        for hypothesis, place, letters in _instances(problem, world):
            missing.clear()
            used.clear()
            held = _holds(world, hypothesis, place, letters)
            if used and (missing or not held):
                return False
        letters = {name: value for name, value in record.letters.items() if name in free}
        left, right = (world.value(side, claim, letters) for side in (problem.claim.left, problem.claim.right))
    except (OutOfRangeError, UndefinedError):
        return False
    arrays = [side for one in problem.ranges if one.sign == "=" for side in (one.left, one.right)]
    told = {found[0] for side in arrays for one in subformulas(side) if (found := symbol_of(one)) is not None}
    if any(symbol in told for symbol, _ in missing):
        raise UnjudgedError("an array that is told by the names of its entries")
    slots = {symbol: len(at) for symbol, at in record.values}
    if any(slots.get(symbol, len(at)) != len(at) for symbol, at in missing):
        raise UnjudgedError("a matrix without its indices")
    places = [value for name, value in record.letters.items() if name not in free]
    return any(
        bool(differ(one, other)) and _is(one, record.left) and _is(other, record.right)
        for one, other in _entries(left, right, places)
    )


def _instances(problem: Problem, world: World) -> Iterator[tuple[Equation, int, Letters]]:
    for place, hypothesis in enumerate(problem.hypotheses, len(problem.definitions)):
        letters = sorted(world.ranges.indices[place] - world.ranges.sizes)
        sets = [world.ranges.set_of_letter(letter, place) for letter in letters]
        for values in product(*(range(1, world.sizes[one] + 1) for one in sets)):
            yield hypothesis, place, dict(zip(letters, values, strict=True))


def _holds(world: World, hypothesis: Equation, place: int, letters: Letters) -> bool:
    found = gaps(world, hypothesis, place, letters)
    match hypothesis.sign:
        case ">":
            return all(gap > 0 for gap in found)
        case "<":
            return all(gap < 0 for gap in found)
        case "≥":
            return all(gap >= 0 for gap in found)
        case "≤":
            return all(gap <= 0 for gap in found)
        case "≠":
            return all(gap != 0 for gap in found)
        case _:
            return all(abs(gap) < NEAR for gap in found)


def _entries(left: Value, right: Value, places: list[int]) -> Iterator[tuple[Decimal, Decimal]]:
    """The sides; of two vectors the entries at the places, or all entries."""
    if isinstance(left, list) and isinstance(right, list):
        rows = list(zip(left, right, strict=True))
        yield from (rows[place - 1] for place in places or range(1, len(rows) + 1) if place <= len(rows))
    elif not isinstance(left, list) and not isinstance(right, list):
        yield left, right


def _is(value: Decimal, printed: str) -> bool:
    """Whether a value is the one that is printed, or lies in the interval."""
    if printed.startswith("["):
        low, high = (Decimal(end) for end in printed.strip("[]").split(","))
        return low <= value <= high
    exact = _sum_of_logs(printed)
    return abs(value - exact) <= NEAR * (1 + abs(exact))


def _component(latex: str, value: str) -> tuple[Component, Decimal] | None:
    """'e^{o_1}': '2' is o_1 = log 2; None for what is no symbol with numbers for indices."""
    exponential = re.fullmatch(r"e\^\{(.*)\}", latex)
    try:
        formula = read_latex(exponential.group(1) if exponential else latex).formula
    except ReadError:
        return None
    with localcontext(precise()):
        number = _sum_of_logs(value)
        number = number.ln() if exponential else number
    found = symbol_of(formula)
    indices = tuple(number_of(index) for index in found[1]) if found is not None else (None,)
    if found is None or None in indices:
        return None
    return (found[0], indices), number  # type: ignore[return-value]


def _sum_of_logs(text: str) -> Decimal:
    """1/2 + 2 log 3 - 1 log 5"""
    total = Decimal(0)
    for term in re.sub(r" - ", " + -", text).split(" + "):
        coefficient, _, prime = term.partition(" log ")
        fraction = Fraction(coefficient)
        total += Decimal(fraction.numerator) / fraction.denominator * (Decimal(prime).ln() if prime else 1)
    return total
