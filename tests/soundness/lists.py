"""Lists with dots: the vector (f_1, f_2, …, f_n)."""

from fractions import Fraction

from derive.data import replace
from derive.formula import Dots, Formula, Indexed, Listed, Numeral
from derive.formula_parts import children, rebuilt

from .arithmetic import OutOfRangeError, UnjudgedError, Value
from .problem import letter_of, symbol_of
from .symbols import Letters, Symbols


class Lists(Symbols):
    last_written = False
    """Whether the last entry of a list is taken as it is written where it is also one of the first."""
    short_lists = False
    """Whether of a list with more entries than there are places the first ones are taken."""

    def listed(self, formula: Listed, equation: int, letters: Letters) -> Value:
        dots = [k for k, item in enumerate(formula.items) if isinstance(item, Dots)]
        if dots != [len(formula.items) - 2]:
            raise UnjudgedError("a list")
        last = formula.items[-1]
        ends = _ends(last, self.ranges.sizes)
        if len(ends) != 1:
            raise UnjudgedError("a list")
        end = ends.pop()
        size = self.sizes[self.ranges.set_of_size(end)]
        first = formula.items[: dots[0]]
        if size < len(first) and not self.short_lists:
            raise OutOfRangeError
        entries = [self.read(item, equation, letters) for item in first[:size]]
        for k in range(len(first) + 1, size + 1):
            entries.append(self.read(last if k == size else _at_place(last, end, k), equation, letters))
        if size <= len(first) and self.read(last, equation, letters) != entries[-1]:
            if not self.short_lists:
                raise OutOfRangeError
            if self.last_written:
                entries[-1] = self.read(last, equation, letters)
        if any(isinstance(entry, list) for entry in entries):
            raise UnjudgedError("a list of vectors")
        return entries  # type: ignore[return-value]


def _ends(formula: Formula, sizes: set[str]) -> set[str]:
    """The sizes that stand as indices: n in ŷ_n."""
    found = symbol_of(formula)
    if found is not None:
        letters = {letter_of(index) or "" for index in found[1]}
        return letters & sizes
    return set().union(*(_ends(part, sizes) for part in children(formula)))


def _at_place(formula: Formula, end: str, place: int) -> Formula:
    """The formula with a number for the size where that stands as an index."""
    if isinstance(formula, Indexed):
        change = {end: Numeral(Fraction(place))}
        lower, upper = (
            tuple(change.get(letter_of(index) or "", index) for index in indices)
            for indices in (formula.lower, formula.upper)
        )
        return replace(formula, lower=lower, upper=upper)
    return rebuilt(formula, lambda part: _at_place(part, end, place))
