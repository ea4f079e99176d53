from collections.abc import Iterator
from fractions import Fraction

from derive.data import replace
from derive.formula import (
    Applied,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Name,
    Negated,
    Numeral,
    Raised,
    Rooted,
)
from derive.mistakes.building import number, squared, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="wrong-power",
    title="wrong power",
    what="a power is wrong, or one is missing",
    why="the power rule lowers an exponent and it is copied unchanged, or a fraction in it is turned over",
    wrong=r"\frac{\partial x^3}{\partial x} = 3 x",
    right=r"\frac{\partial x^3}{\partial x} = 3 x^2",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Raised):
        if node.base != Name("e"):
            yield ungrouped(node.base) if not isinstance(node.base, Grouped) or place.parent is None else node.base
            for exponent in _near(node.exponent):
                yield replace(node, exponent=exponent)
    elif isinstance(node, Rooted):
        yield node.radicand if node.degree is None else replace(node, degree=None)
        yield Grouped(node.radicand)
    elif isinstance(node, Name | Indexed | Grouped | Applied) and not isinstance(place.parent, Raised | Rooted):
        yield squared(node)
    if isinstance(place.parent, Divided) and node is place.parent.denominator and not isinstance(node, Raised | Rooted):
        yield Rooted(ungrouped(node))


def _near(exponent: Formula) -> Iterator[Formula]:
    """Exponents for which this one may stand: one more, one less, with the other sign, turned over."""
    value = _value(exponent)
    if value is None:
        yield exponent.operand if isinstance(exponent, Negated) else Negated(exponent)
        return
    near = [value + 1, value - 1, -value, 2 * value, -value - 1, -value + 1]
    if value:
        near += [1 / value, -1 / value, value / 2]
    for other in dict.fromkeys(near):
        if other not in (value, 0, 1):
            yield _written(other)


def _value(exponent: Formula) -> Fraction | None:
    """The number that an exponent is: 2, −1, −3/2."""
    match exponent:
        case Numeral(value):
            return value
        case Negated(operand) | Grouped(operand):
            inner = _value(operand)
            return -inner if inner is not None and isinstance(exponent, Negated) else inner
        case Divided(Numeral(above), Numeral(below)) if below:
            return above / below
        case _:
            return None


def _written(value: Fraction) -> Formula:
    size = abs(value)
    written: Formula = number(size.numerator)
    if size.denominator != 1:
        written = Divided(written, number(size.denominator), "slash")
    return Negated(written) if value < 0 else written
