"""Interval arithmetic: a real number enclosed between two decimal numbers of 50 digits.

Every operation rounds the lower end down and the upper end up, so that the true value always lies inside. exp
and ln of the decimal module are correctly rounded to the nearest; one unit in the last place is added on
either side.
"""

from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from derive.data import Data

_DIGITS = 50
_DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR, Emin=MIN_EMIN, Emax=MAX_EMAX)
_UP = Context(prec=_DIGITS, rounding=ROUND_CEILING, Emin=MIN_EMIN, Emax=MAX_EMAX)
_ZERO = Decimal(0)
_LARGEST_EXPONENT = 4096
"""Powers and exponentials beyond this are not computed."""


class Interval(Data):
    """low <= x <= high for the number x that is meant."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __mul__(self, other: "Interval") -> "Interval":
        if self.low >= 0 and other.low >= 0:
            return Interval(_DOWN.multiply(self.low, other.low), _UP.multiply(self.high, other.high))
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.multiply(a, b) for a, b in ends), max(_UP.multiply(a, b) for a, b in ends))

    def __neg__(self) -> "Interval":
        return Interval(self.high.copy_negate(), self.low.copy_negate())

    @property
    def positive(self) -> bool:
        return self.low > 0

    @property
    def contains_zero(self) -> bool:
        return self.low <= 0 <= self.high

    def disjoint(self, other: "Interval") -> bool:
        """Whether no number lies in both: the two numbers that are meant then differ."""
        return self.high < other.low or other.high < self.low


def enclose(value: Fraction | int) -> Interval:
    """The rational number between its two roundings.

    >>> enclose(Fraction(1, 4))
    Interval(low=Decimal('0.25'), high=Decimal('0.25'))
    """
    top, bottom = Decimal(value.numerator), Decimal(value.denominator)
    return Interval(_DOWN.divide(top, bottom), _UP.divide(top, bottom))


def reciprocal(x: Interval) -> Interval | None:
    """1/x; None where x may be 0."""
    if x.contains_zero:
        return None
    one = Decimal(1)
    return Interval(_DOWN.divide(one, x.high), _UP.divide(one, x.low))


@lru_cache(maxsize=4096)
def exponential(x: Interval) -> Interval | None:
    """e^x; None where |x| is beyond 4096."""
    if x.high > _LARGEST_EXPONENT or x.low < -_LARGEST_EXPONENT:
        return None
    return Interval(_DOWN.next_minus(_DOWN.exp(x.low)), _UP.next_plus(_UP.exp(x.high)))


@lru_cache(maxsize=4096)
def logarithm(x: Interval) -> Interval | None:
    """ln x; None where x may be 0 or negative."""
    if not x.positive:
        return None
    return Interval(_DOWN.next_minus(_DOWN.ln(x.low)), _UP.next_plus(_UP.ln(x.high)))


def whole_power(x: Interval, exponent: int) -> Interval | None:
    """x^exponent for an integer exponent; None where that is undefined or out of reach.

    >>> whole_power(Interval(Decimal(-2), Decimal(3)), 2)
    Interval(low=Decimal('0'), high=Decimal('9'))
    """
    if abs(exponent) > _LARGEST_EXPONENT:
        return None
    if exponent < 0:
        inverse = reciprocal(x)
        return None if inverse is None else whole_power(inverse, -exponent)
    if exponent % 2 == 0 and x.low < 0:
        x = -x if x.high <= 0 else Interval(_ZERO, max(-x.low, x.high))
    return Interval(_endpoint_power(x.low, exponent, _DOWN, _UP), _endpoint_power(x.high, exponent, _UP, _DOWN))


def _endpoint_power(end: Decimal, exponent: int, outward: Context, inward: Context) -> Decimal:
    """end^exponent rounded as `outward` says; a negative end (its exponent is odd) by its mirror image."""
    if end < 0:
        return _endpoint_power(end.copy_negate(), exponent, inward, outward).copy_negate()
    result, square = Decimal(1), end
    while exponent:
        if exponent & 1:
            result = outward.multiply(result, square)
        square = outward.multiply(square, square)
        exponent >>= 1
    return result


def written_apart(x: Interval, y: Interval) -> tuple[str, str]:
    """Two disjoint intervals as '[low, high]', with as few digits (six or more) as keep them apart.

    >>> written_apart(enclose(Fraction(1, 3)), enclose(Fraction(1, 2)))
    ('[0.333333, 0.333334]', '[0.5, 0.5]')
    """
    for digits in range(6, _DIGITS + 1, 4):
        a, b = _rounded(x, digits), _rounded(y, digits)
        if a.disjoint(b):
            break
    return f"[{a.low}, {a.high}]", f"[{b.low}, {b.high}]"


def _rounded(x: Interval, digits: int) -> Interval:
    down = Context(prec=digits, rounding=ROUND_FLOOR, Emin=MIN_EMIN, Emax=MAX_EMAX)
    up = Context(prec=digits, rounding=ROUND_CEILING, Emin=MIN_EMIN, Emax=MAX_EMAX)
    return Interval(down.plus(x.low), up.plus(x.high))
