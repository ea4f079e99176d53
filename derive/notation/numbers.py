"""Numbers as written -> exact numbers."""

from fractions import Fraction

PERCENT = r"%(?!\s*[\w({])"
"""A sign that is no remainder, of two numbers."""


def numeral(written: str) -> Fraction:
    """The value of decimal digits with at most one point, and perhaps a percent sign.

    >>> numeral("0.25"), numeral(".5"), numeral("30"), numeral("5%")
    (Fraction(1, 4), Fraction(1, 2), Fraction(30, 1), Fraction(1, 20))
    """
    if written.endswith("%"):
        return numeral(written.rstrip("%\\ \t\n")) / 100
    if written.isdecimal():
        return Fraction(int(written))
    whole, _, digits = written.partition(".")
    return Fraction(int(whole + digits), 10 ** len(digits))
