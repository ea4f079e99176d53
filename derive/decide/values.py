"""Exact real values at a point, and what can be computed with them.

A value is a rational number; or r + Σ c_p log p with rational r, c_p and distinct primes p; or, where neither
is enough, an interval; or undefined. By Lindemann's theorem e^r is transcendental for rational r ≠ 0, so 1
and the logarithms of distinct primes are linearly independent over the rational numbers, and two values of
the first two kinds are equal only if they look alike. Nothing here is a float, and nothing is compared with a
tolerance.

Undefined is a value that absorbs: it stands for what has no real value (log 0, 1/0, a root of a negative
number) and for numbers too large to compute with.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TypeAlias

from derive.data import Data
from derive.decide.integers import prime_factors, whole_root
from derive.decide.intervals import Interval, enclose, exponential, logarithm, whole_power, written_apart


class LogSum(Data):
    """rational + Σ coefficient·log(prime): at least one prime, in increasing order, no coefficient 0. Whole numbers are
    ints: most are whole, and to compute with fractions takes ten times as long."""

    rational: int | Fraction
    parts: tuple[tuple[int, int | Fraction], ...]


class Undefined(Data):
    """No real value, or none that is small enough to compute with."""


Value: TypeAlias = int | Fraction | LogSum | Interval | Undefined

UNDEFINED = Undefined()
_MOST_BITS = 4096
_LARGEST_ROOT = 64


def add(values: Sequence[Value]) -> Value:
    """The sum; 0 if there are no terms.

    >>> add([1, Fraction(1, 2)])
    Fraction(3, 2)
    """
    top, bottom = 0, 1
    for value in values:
        if type(value) is int:
            top += value * bottom
        elif type(value) is Fraction:
            denominator = value.denominator
            if denominator == bottom:
                top += value.numerator
            else:
                top = top * denominator + value.numerator * bottom
                bottom *= denominator
        else:
            return _add_mixed(values)
    return _ratio(top, bottom)


def _add_mixed(values: Sequence[Value]) -> Value:
    rational: int | Fraction = 0
    coefficients = dict[int, int | Fraction]()
    intervals = []
    for value in values:
        if isinstance(value, LogSum):
            rational += value.rational
            for prime, coefficient in value.parts:
                coefficients[prime] = coefficients.get(prime, 0) + coefficient
        elif isinstance(value, Interval):
            intervals.append(value)
        elif isinstance(value, Undefined):
            return UNDEFINED
        else:
            rational += value
    exact = _log_sum(rational, coefficients)
    if not intervals:
        return exact
    total = enclosure(exact)
    for interval in intervals:
        total = total + interval
    return total


def multiply(values: Sequence[Value]) -> Value:
    """The product; 1 if there are no factors. An undefined factor makes it undefined even beside a factor 0.

    >>> multiply([0, UNDEFINED])
    Undefined()
    """
    top, bottom = 1, 1
    for value in values:
        if type(value) is int:
            top *= value
        elif type(value) is Fraction:
            top *= value.numerator
            bottom *= value.denominator
        else:
            return _multiply_mixed(values)
    return _ratio(top, bottom)


def _multiply_mixed(values: Sequence[Value]) -> Value:
    scale: int | Fraction = 1
    others: list[LogSum | Interval] = []
    for value in values:
        if isinstance(value, LogSum | Interval):
            others.append(value)
        elif isinstance(value, Undefined):
            return UNDEFINED
        else:
            scale *= value
    if scale == 0:
        return 0
    if len(others) == 1 and isinstance(others[0], LogSum):
        only = others[0]
        return _log_sum(only.rational * scale, {p: c * scale for p, c in only.parts})
    product = enclose(scale)
    for other in others:
        product = product * enclosure(other)
    return product


def power(base: Value, exponent: Fraction) -> Value:
    """base^exponent for an exponent that is a number as written; 0^0 is 1.

    Undefined for 0 to a negative exponent and for a negative base with an exponent that is not an integer.

    >>> power(Fraction(4, 9), Fraction(1, 2)), power(-1, Fraction(1, 2)), power(9, Fraction(9**9))
    (Fraction(2, 3), Undefined(), Undefined())
    """
    if isinstance(base, Undefined):
        return UNDEFINED
    if exponent == 0:
        return 1
    if exponent.denominator == 1:
        return _whole_power(base, exponent.numerator)
    if isinstance(base, LogSum | Interval):
        interval = enclosure(base)
        return _exp_of_product(exponent, _log_interval(interval))
    if base < 0 or (base == 0 and exponent < 0):
        return UNDEFINED
    if base == 0:
        return 0
    root = _exact_root(base, exponent.denominator)
    if root is not None:
        return _whole_power(root, exponent.numerator)
    return _exp_of_product(exponent, _log_interval(enclose(base)))


def real_power(base: Value, exponent: Value) -> Value:
    """base^exponent = e^(exponent·log base) for any exponent. Requires base > 0."""
    logarithm_of_base = log(base)
    if isinstance(exponent, int | Fraction) and not isinstance(logarithm_of_base, Undefined):
        return power(base, Fraction(exponent))
    return exp(multiply((exponent, logarithm_of_base)))


def exp(argument: Value) -> Value:
    """e^argument; exact for rational combinations of logarithms, such as e^(2 log 3 − log 2) = 9/2."""
    match argument:
        case Undefined():
            return UNDEFINED
        case LogSum(rational, parts) if rational == 0:
            root = lcm(*(coefficient.denominator for _, coefficient in parts))
            product = multiply([_whole_power(p, int(c * root)) for p, c in parts])
            return product if root == 1 else power(product, Fraction(1, root))
        case LogSum() | Interval():
            return _defined(exponential(enclosure(argument)))
        case _:
            return 1 if argument == 0 else _defined(exponential(enclose(argument)))


def log(argument: Value) -> Value:
    """The natural logarithm; undefined unless argument > 0.

    >>> log(Fraction(4, 3))
    LogSum(rational=0, parts=((2, 2), (3, -1)))
    """
    match argument:
        case Undefined():
            return UNDEFINED
        case LogSum() | Interval():
            return _log_interval(enclosure(argument))
    if argument <= 0:
        return UNDEFINED
    coefficients = dict[int, int | Fraction]()
    for number, sign in ((argument.numerator, 1), (argument.denominator, -1)):
        factors = prime_factors(number)
        if factors is None:
            return _log_interval(enclose(argument))
        for prime, multiplicity in factors:
            coefficients[prime] = sign * multiplicity
    return _log_sum(0, coefficients)


def enclosure(value: int | Fraction | LogSum | Interval) -> Interval:
    """An interval that contains the value."""
    match value:
        case Interval():
            return value
        case LogSum(rational, parts):
            total = enclose(rational)
            for prime, coefficient in parts:
                total = total + enclose(coefficient) * _logarithm_of_prime(prime)
            return total
        case _:
            return enclose(value)


@lru_cache(maxsize=256)
def _logarithm_of_prime(prime: int) -> Interval:
    found = logarithm(enclose(prime))
    assert found is not None
    return found


def differ(left: Value, right: Value) -> bool:
    """Whether two defined values are certainly different; intervals that overlap are not."""
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return False
    if isinstance(left, Interval) or isinstance(right, Interval):
        return enclosure(left).disjoint(enclosure(right))
    return left != right


def written_pair(left: Value, right: Value) -> tuple[str, str]:
    """Two values that differ, as text: rationals exactly, others as intervals that do not meet.

    >>> written_pair(log(2), Fraction(1, 2))
    ('[0.693147, 0.693148]', '1/2')
    """
    assert not isinstance(left, Undefined)
    assert not isinstance(right, Undefined)
    apart = written_apart(enclosure(left), enclosure(right))
    exact = [str(value) if isinstance(value, int | Fraction) else None for value in (left, right)]
    return exact[0] or apart[0], exact[1] or apart[1]


def _ratio(top: int, bottom: int) -> Value:
    if top.bit_length() > _MOST_BITS or bottom.bit_length() > _MOST_BITS:
        return UNDEFINED
    if bottom == 1:
        return top
    ratio = Fraction(top, bottom)
    return ratio.numerator if ratio.denominator == 1 else ratio


def _log_sum(rational: int | Fraction, coefficients: dict[int, int | Fraction]) -> int | Fraction | LogSum:
    parts = tuple(sorted([(p, _plain(c)) for p, c in coefficients.items() if c]))
    return LogSum(_plain(rational), parts) if parts else _plain(rational)


def _plain(number: int | Fraction) -> int | Fraction:
    """The number, as an int where it is one."""
    return number if type(number) is int or number.denominator != 1 else number.numerator


def _whole_power(base: int | Fraction | LogSum | Interval, exponent: int) -> Value:
    if exponent == 1:
        return base
    if isinstance(base, LogSum | Interval):
        return _defined(whole_power(enclosure(base), exponent))
    if base == 0:
        return 0 if exponent > 0 else UNDEFINED
    top, bottom, times = base.numerator, base.denominator, abs(exponent)
    if max(top.bit_length() - 1, bottom.bit_length() - 1) * times > _MOST_BITS:
        return UNDEFINED
    top, bottom = top**times, bottom**times
    if exponent < 0:
        top, bottom = (bottom, top) if top > 0 else (-bottom, -top)
    return _ratio(top, bottom)


def _exact_root(base: int | Fraction, degree: int) -> Fraction | None:
    if degree > _LARGEST_ROOT:
        return None
    top, bottom = whole_root(base.numerator, degree), whole_root(base.denominator, degree)
    return None if top is None or bottom is None else Fraction(top, bottom)


def _log_interval(interval: Interval) -> Value:
    return _defined(logarithm(interval))


def _exp_of_product(scale: Fraction, logarithm_: Value) -> Value:
    return exp(multiply((scale, logarithm_)))


def _defined(interval: Interval | None) -> Value:
    return UNDEFINED if interval is None else interval
