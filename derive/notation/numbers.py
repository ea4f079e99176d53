"""Numbers as written -> exact numbers."""

from fractions import Fraction


def numeral(written: str) -> Fraction:
    """The value of decimal digits with at most one point.

    >>> numeral("0.25"), numeral(".5"), numeral("30")
    (Fraction(1, 4), Fraction(1, 2), Fraction(30, 1))
    """
    if written.isdecimal():
        return Fraction(int(written))
    whole, _, digits = written.partition(".")
    return Fraction(int(whole + digits), 10 ** len(digits))
