"""What an inequality claims: that the root of a difference has a value, or its logarithm."""

from fractions import Fraction

from derive.calculus.bounds import BOUNDING
from derive.meaning.context import Scalar, Value
from derive.term import Log, Number, Plus, Power, negative


def has_value_in_order(left: Value, sign: str, right: Value) -> Scalar | None:
    """√(a − b) for a ≥ b, which it is where that has a value, and log(a − b) for a > b; None for another relation."""
    if sign not in BOUNDING or not isinstance(left, Scalar) or not isinstance(right, Scalar):
        return None
    greater, less = (left, right) if sign in "≥>" else (right, left)
    apart = Plus((greater.term, negative(less.term)))
    return Scalar(Log(apart) if sign in "<>" else Power(apart, Number(Fraction(1, 2))))
