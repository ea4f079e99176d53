"""A number that is rounded: −log 0.245 = 1.406, whose two sides differ by less than half a unit of the last digit."""

from decimal import Decimal

from derive.decide.intervals import Interval, enclose, exponential, logarithm, whole_power
from derive.decide.verdict import Explanation, Proved
from derive.term import Exp, Log, Number, Plus, Power, Term, Times


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


def _enclosed(term: Term) -> Interval | None:
    """An interval around the value; None where a symbol stands in it, or where it is not defined."""
    match term:
        case Number(value=value):
            return enclose(value)
        case Plus(terms=parts) | Times(factors=parts):
            total = enclose(int(isinstance(term, Times)))
            for part in map(_enclosed, parts):
                if part is None:
                    return None
                total = total * part if isinstance(term, Times) else total + part
            return total
        case Exp(argument=argument):
            enclosed = _enclosed(argument)
            return None if enclosed is None else exponential(enclosed)
        case Log(argument=argument):
            enclosed = _enclosed(argument)
            return None if enclosed is None else logarithm(enclosed)
        case Power(base=base, exponent=Number(value=exponent)) if exponent.denominator == 1:
            enclosed = _enclosed(base)
            return None if enclosed is None else whole_power(enclosed, int(exponent))
        case _:
            return None
