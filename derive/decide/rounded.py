"""A number that is rounded: −log 0.245 = 1.406, whose two sides differ by less than half a unit of the last digit."""

from decimal import Decimal
from fractions import Fraction

from derive.decide.intervals import Interval, enclose, exponential, logarithm, whole_power
from derive.decide.verdict import Explanation, Proved
from derive.term import Exp, Log, Number, Plus, Power, Term, Times, subterms_of

_MOST_DIGITS = 30


def rounded(exact: Term, written: Term, digits: int) -> Proved | None:
    """The proof that a number, written with so many digits after the point, is another one rounded; None without one.

    Requires terms without symbols; both are enclosed by intervals. It refutes nothing: what is written on the other
    side may be rounded, too.

    >>> from fractions import Fraction
    >>> two = Number(Fraction(2))
    >>> [rounded(Log(two), Number(Fraction(number, 1000)), 3) is not None for number in (692, 693, 694)]
    [False, True, False]
    """
    one, other = _enclosed(exact), _enclosed(written)
    if one is None or other is None:
        return None
    apart = one + -other
    half = Decimal(5).scaleb(-digits - 1)
    if apart.low <= -half or apart.high >= half:
        return None
    words = f"the last number is rounded to {digits} {'digit' if digits == 1 else 'digits'} after the point"
    return Proved((words,), lambda: Explanation((), (), ()))


def is_beyond_rounding(left: Term, right: Term) -> bool:
    """Whether two terms differ however their decimal numbers are rounded, and whatever the base of logarithms is.

    Every decimal number is one more or less in its last digit, as is beside one a whole number alone on its side
    in its last one that is not 0. Requires terms without symbols for True.

    >>> from fractions import Fraction
    >>> log = Log(Number(Fraction(1, 2)))
    >>> [is_beyond_rounding(log, Number(Fraction(one, 1000))) for one in (693, -690, -301, -1000, -2500)]
    [True, False, False, False, True]
    """
    numbers = (one.value for side in (left, right) for one in subterms_of(side, Number))
    decimals = any(map(_last_digit, numbers))
    for base in (None, 2, 10):
        unit = Number(Fraction(1)) if base is None else Power(Log(Number(Fraction(base))), Number(Fraction(-1)))
        one, other = ((_whole(side) if decimals else None) or _enclosed(side, unit) for side in (left, right))
        if one is None or other is None or not one.disjoint(other):
            return False
    return True


def _whole(term: Term) -> Interval | None:
    """An interval around a whole number, which may be rounded to ones, tens or more."""
    if not isinstance(term, Number) or term.value.denominator > 1 or term.value == 0:
        return None
    off = next(10**k for k in reversed(range(_MOST_DIGITS)) if term.value % 10**k == 0)
    return Interval(enclose(term.value - off).low, enclose(term.value + off).high)


def _last_digit(value: Fraction) -> Fraction:
    """0.01 of 0.25, 0 of what is no decimal number."""
    digits = next((k for k in range(1, _MOST_DIGITS) if value * 10**k % 1 == 0), 0)
    return Fraction(1, 10**digits) if digits and value.denominator > 1 else Fraction(0)


def _enclosed(term: Term, unit: Term | None = None) -> Interval | None:
    """An interval around the value; None where a symbol stands in it, or where it is not defined. Where the `unit` of
    logarithms is told, decimal numbers are rounded ones."""
    match term:
        case Number(value=value):
            off = _last_digit(value) if unit is not None else Fraction(0)
            return Interval(enclose(value - off).low, enclose(value + off).high)
        case Plus(terms=parts) | Times(factors=parts):
            total = enclose(int(isinstance(term, Times)))
            for part in parts:
                enclosed = _enclosed(part, unit)
                if enclosed is None:
                    return None
                total = total * enclosed if isinstance(term, Times) else total + enclosed
            return total
        case Exp(argument=argument):
            enclosed = _enclosed(argument, unit)
            return None if enclosed is None else exponential(enclosed)
        case Log(argument=argument):
            enclosed = _enclosed(argument, unit)
            found = None if enclosed is None else logarithm(enclosed)
            scale = _enclosed(unit) if unit is not None else enclose(1)
            return None if found is None or scale is None else found * scale
        case Power(base=base, exponent=Number(value=exponent)) if exponent.denominator == 1:
            enclosed = _enclosed(base, unit)
            return None if enclosed is None else whole_power(enclosed, int(exponent))
        case _:
            return None
