"""The value of a formula at one choice of sizes and numbers, to a hundred digits.

It is found from what is written alone: sums are added up, and derivatives are difference quotients.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException, localcontext
from fractions import Fraction
from typing import Any

from derive.formula import (
    Added,
    Applied,
    Braced,
    Cased,
    Compared,
    Differentiated,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Ranged,
    Rooted,
)
from derive.formula_parts import children

from .arithmetic import (
    UndefinedError,
    UnjudgedError,
    Value,
    decimal,
    each,
    exp,
    log,
    over,
    power,
    precise,
    product,
    real_power,
)
from .lists import Lists
from .problem import letter_of, number_of
from .slopes import Slopes
from .symbols import Letters


class World(Slopes, Lists):
    """A problem at fixed sizes of its sets, and how each kind of formula is read there."""

    def value(self, formula: Formula, equation: int, letters: Letters) -> Value:
        """Raises UndefinedError, OutOfRangeError and UnjudgedError."""
        with localcontext(precise()):
            try:
                return self.read(formula, equation, letters)
            except DecimalException:
                raise UndefinedError from None

    def read(self, formula: Formula, equation: int, letters: Letters) -> Value:
        reader = _READERS.get(type(formula))
        if reader is None:
            raise UnjudgedError(type(formula).__name__)
        if isinstance(formula, Name) and formula.letter.isdigit():
            raise UnjudgedError("a bold number")
        return reader(self, formula, equation, letters)

    def _numeral(self, formula: Numeral, equation: int, letters: Letters) -> Value:
        return decimal(formula.value)

    def _grouped(self, formula: Grouped, equation: int, letters: Letters) -> Value:
        if formula.bracket not in "([{":
            raise UnjudgedError("bars")
        return self.read(formula.body, equation, letters)

    def _braced(self, formula: Braced, equation: int, letters: Letters) -> Value:
        return self.read(formula.body, equation, letters)

    def _negated(self, formula: Negated, equation: int, letters: Letters) -> Value:
        return each(lambda parts: -parts[0], [self.read(formula.operand, equation, letters)])

    def _added(self, formula: Added, equation: int, letters: Letters) -> Value:
        values = [self.read(term, equation, letters) for term in formula.terms]
        if len({isinstance(value, list) for value in values}) > 1:
            raise UnjudgedError("a vector and a number")
        return each(lambda parts: sum(parts, Decimal(0)), values)

    def _multiplied(self, formula: Multiplied, equation: int, letters: Letters) -> Value:
        values = [self.read(factor, equation, letters) for factor in formula.factors]
        if sum(isinstance(value, list) for value in values) > 1:
            raise UnjudgedError("a product of vectors")
        return each(product, values)

    def _divided(self, formula: Divided, equation: int, letters: Letters) -> Value:
        below = self.scalar(formula.denominator, equation, letters)
        return each(lambda parts: over(parts[0], below), [self.read(formula.numerator, equation, letters)])

    def _raised(self, formula: Raised, equation: int, letters: Letters) -> Value:
        base = formula.base
        if isinstance(base, Name) and base.letter == "e" and not base.accent:
            return each(lambda parts: exp(parts[0]), [self.read(formula.exponent, equation, letters)])
        written = _number(formula.exponent)
        value = self.scalar(base, equation, letters)
        if written is None:
            return real_power(value, self.scalar(formula.exponent, equation, letters))
        return power(value, written)

    def _rooted(self, formula: Rooted, equation: int, letters: Letters) -> Value:
        degree = 2 if formula.degree is None else number_of(formula.degree)
        if degree is None or degree < 2:
            raise UnjudgedError("a root")
        return power(self.scalar(formula.radicand, equation, letters), Fraction(1, degree))

    def _applied(self, formula: Applied, equation: int, letters: Letters) -> Value:
        name = formula.function.letter if isinstance(formula.function, Name) else ""
        if name not in ("log", "ln", "exp") or len(formula.arguments) != 1:
            raise UnjudgedError(f"the function {name}")
        function = exp if name == "exp" else log
        value = each(lambda parts: function(parts[0]), [self.read(formula.arguments[0], equation, letters)])
        if formula.power is None:
            return value
        exponent = _number(formula.power)
        if exponent is None:
            raise UnjudgedError("a power of a function")
        return each(lambda parts: power(parts[0], exponent), [value])

    def _ranged(self, formula: Ranged, equation: int, letters: Letters) -> Value:
        letter = letter_of(formula.letter)
        if letter is None or (formula.lower is not None and number_of(formula.lower) != 1):
            raise UnjudgedError("a range")
        if formula.upper is not None and letter_of(formula.upper) in letters:
            raise UnjudgedError("an end that is a letter")
        set_ = self.ranges.set_of_sum(formula, equation)
        if set_ is None:
            raise UnjudgedError("a sum over nothing that is told")
        outer = {name: value for name, value in letters.items() if name != letter}
        left_out = set()
        for condition in formula.conditions:
            others = [side for side in (condition.left, condition.right) if letter_of(side) != letter]
            if condition.sign != "≠" or len(others) != 1:
                raise UnjudgedError("a condition")
            left_out.add(self.index(others[0], equation, outer, set_))
        values = [
            self.read(formula.body, equation, {**outer, letter: k})
            for k in range(1, self.sizes[set_] + 1)
            if k not in left_out
        ]
        together = product if formula.operator == "product" else (lambda parts: sum(parts, Decimal(0)))
        return each(together, values)

    def _indicated(self, formula: Indicated, equation: int, letters: Letters) -> Value:
        return Decimal(all(self.holds(condition, equation, letters) for condition in formula.conditions))

    def _cased(self, formula: Cased, equation: int, letters: Letters) -> Value:
        for value, conditions in formula.branches:
            if all(self.holds(condition, equation, letters) for condition in conditions):
                return self.read(value, equation, letters)
        raise UndefinedError


_READERS: Mapping[type, Callable[[World, Any, int, Letters], Value]] = {
    Numeral: World._numeral,
    Name: World.symbol,
    Indexed: World.symbol,
    Primed: World.symbol,
    Grouped: World._grouped,
    Braced: World._braced,
    Negated: World._negated,
    Added: World._added,
    Multiplied: World._multiplied,
    Divided: World._divided,
    Raised: World._raised,
    Rooted: World._rooted,
    Applied: World._applied,
    Ranged: World._ranged,
    Differentiated: World.differentiated,
    Listed: World.listed,
    Indicated: World._indicated,
    Cased: World._cased,
}


def require_rates_apart(formula: Formula) -> None:
    """Raises UnjudgedError for a formula with a dotted letter, which the judge takes for a symbol of its own."""
    if isinstance(formula, Name) and formula.accent == "dot":
        raise UnjudgedError("a rate of change")
    for part in children(formula):
        require_rates_apart(part)


def require_readable(formula: Formula) -> None:
    """Raises UnjudgedError for a formula with parts that the judge does not read."""
    require_rates_apart(formula)
    if isinstance(formula, Added) and any(isinstance(term, Dots) for term in formula.terms):
        raise UnjudgedError("a sum with dots")
    if isinstance(formula, Ranged) and letter_of(formula.letter) is None:
        raise UnjudgedError("a sum without its letter")
    if isinstance(formula, Name) and formula.letter.isdigit():
        raise UnjudgedError("a bold number")
    if not isinstance(formula, Dots | Compared) and type(formula) not in _READERS:
        raise UnjudgedError(type(formula).__name__)
    for part in children(formula):
        require_readable(part)


def _number(formula: Formula) -> Fraction | None:
    """The number that is written with digits, −, + and a fraction bar."""
    match formula:
        case Numeral(value):
            return value
        case Negated(operand):
            value = _number(operand)
            return None if value is None else -value
        case Grouped(body, bracket) if bracket in "([{":
            return _number(body)
        case Added(terms):
            values = [_number(term) for term in terms]
            return None if None in values else sum(values, Fraction(0))  # type: ignore[arg-type]
        case Divided(numerator, denominator):
            above, below = _number(numerator), _number(denominator)
            return None if above is None or not below else above / below
        case _:
            return None
