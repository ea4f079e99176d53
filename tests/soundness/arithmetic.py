"""Numbers to a hundred digits, and vectors of them: what the judge counts with."""

from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction
from typing import TypeAlias

DIGITS = 120
STEP = Decimal(10) ** -30
"""Of a difference quotient: its error is about STEP², and three times differentiated it keeps 30 digits."""
LARGEST_EXPONENT = 300

Value: TypeAlias = "Decimal | list[Decimal]"
"""A number, or the entries of a vector."""


class UndefinedError(Exception):
    """It has no real value there."""


class OutOfRangeError(Exception):
    """An index that its set does not have, such as o_2 where n = 1."""


class UnjudgedError(Exception):
    """What the judge does not read."""


def precise() -> Context:
    return Context(prec=DIGITS, Emax=10**6, Emin=-(10**6), traps=[Overflow, DivisionByZero, InvalidOperation])


def each(make: Callable[[list[Decimal]], Decimal], values: list[Value]) -> Value:
    """What is made of numbers; of vectors, entry by entry."""
    lengths = {len(value) for value in values if isinstance(value, list)}
    if not lengths:
        return make(values)  # type: ignore[arg-type]
    if len(lengths) > 1:
        raise UnjudgedError("vectors of two lengths")
    rows = [value if isinstance(value, list) else [value] * min(lengths) for value in values]
    return [make(list(column)) for column in zip(*rows, strict=True)]


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def product(parts: list[Decimal]) -> Decimal:
    whole = Decimal(1)
    for part in parts:
        whole *= part
    return whole


def over(above: Decimal, below: Decimal) -> Decimal:
    if abs(below) < STEP * STEP:
        raise UndefinedError
    return above / below


def exp(argument: Decimal) -> Decimal:
    if abs(argument) > LARGEST_EXPONENT:
        raise UndefinedError
    return argument.exp()


def log(argument: Decimal) -> Decimal:
    if argument < STEP * STEP:
        raise UndefinedError
    return argument.ln()


def power(base: Decimal, exponent: Fraction) -> Decimal:
    """base^exponent for an exponent that is written as a number; 0^0 is 1, and roots are those of what is not
    negative."""
    if abs(exponent) > LARGEST_EXPONENT:
        raise UndefinedError
    if exponent == 0:
        return Decimal(1)
    if abs(base) < STEP * STEP and exponent < 0:
        raise UndefinedError
    if exponent.denominator == 1:
        return base ** int(exponent)
    if base < 0:
        raise UndefinedError
    if base == 0:
        return base
    return base.sqrt() ** exponent.numerator if exponent.denominator == 2 else base ** decimal(exponent)


def real_power(base: Decimal, exponent: Decimal) -> Decimal:
    return exp(exponent * log(base))
