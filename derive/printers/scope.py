"""Where brackets are needed, because none are written, to show on screen how far a formula reaches."""

from enum import IntEnum
from typing import assert_never

from derive.formula import (
    Added,
    Applied,
    Arrayed,
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
    Transposed,
)


class Binding(IntEnum):
    """How tightly the outermost sign of a formula holds it together."""

    RELATION = 0
    SUM = 1
    PRODUCT = 2
    QUOTIENT = 3
    POWER = 4
    TIGHT = 5


def binding(formula: Formula) -> Binding:
    """The binding of a formula as it is written on one line."""
    match formula:
        case Compared():
            return Binding.RELATION
        case Added() | Negated():
            return Binding.SUM
        case Multiplied() | Ranged():
            return Binding.PRODUCT
        case Applied(parenthesised=parenthesised):
            return Binding.TIGHT if parenthesised else Binding.PRODUCT
        case Differentiated(style=style, operand=operand):
            return Binding.QUOTIENT if style == "fraction" and operand is not None else Binding.PRODUCT
        case Divided():
            return Binding.QUOTIENT
        case Numeral(value=value):
            return Binding.TIGHT if decimal(formula) is not None and value >= 0 else Binding.QUOTIENT
        case Raised() | Rooted():
            return Binding.POWER
        case Listed(bracket=bracket) | Arrayed(bracket=bracket):
            return Binding.TIGHT if bracket else Binding.RELATION
        case Cased():
            return Binding.SUM
        case Name() | Indexed() | Primed() | Grouped() | Dots() | Transposed() | Braced() | Indicated():
            return Binding.TIGHT
        case _:
            assert_never(formula)


def is_open(formula: Formula) -> bool:
    """Whether the formula reaches over whatever is written after it, as a sum sign does: Σₖ aₖ b."""
    match formula:
        case Ranged():
            return True
        case Applied(parenthesised=parenthesised):
            return not parenthesised
        case Differentiated(style=style, operand=operand):
            return style != "fraction" or operand is None
        case Negated(operand=operand):
            return is_open(operand)
        case Multiplied(factors=factors):
            return is_open(factors[-1])
        case _:
            return False


def needs_brackets(factor: Formula, place: int, places: int) -> bool:
    """Whether a factor of a product needs brackets at this place, from zero, of so many."""
    last = place == places - 1
    if is_open(factor) and not last:
        # log x y becomes log(x) y, which says the same with less
        return not isinstance(factor, Applied)
    if isinstance(factor, Negated):
        return place > 0
    return binding(factor) <= Binding.SUM


def decimal(numeral: Numeral) -> str | None:
    """The number with digits and a point, or None if that would not end.

    >>> from fractions import Fraction
    >>> decimal(Numeral(Fraction(1, 8))), decimal(Numeral(Fraction(1, 3)))
    ('0.125', None)
    """
    rest, places = numeral.value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return None
    whole = str(abs(numeral.value.numerator) * 10**places // numeral.value.denominator).rjust(places + 1, "0")
    sign = "-" if numeral.value < 0 else ""
    return sign + (f"{whole[:-places]}.{whole[-places:].rstrip('0') or '0'}" if places else whole)


def gap(left: Formula, right: Formula) -> str:
    """What separates two factors written without a sign: nothing in 2x and y(1 − y), else a space."""
    if isinstance(left, Numeral) and isinstance(right, Numeral):
        return " · "
    if isinstance(_leftmost(right), Grouped | Listed) and isinstance(left, Numeral | Name | Indexed | Grouped):
        return ""
    if isinstance(left, Numeral) and isinstance(_leftmost(right), Name):
        return ""
    return " "


def _leftmost(formula: Formula) -> Formula:
    while isinstance(formula, Indexed | Raised | Primed | Transposed):
        formula = formula.base
    return formula


def nesting(formula: Formula) -> int:
    """How deep the formula is, without recursion: 1 for a letter, 2 for −x.

    >>> nesting(Negated(Name("x")))
    2
    """
    deepest = 0
    rest: list[tuple[object, int]] = [(formula, 1)]
    while rest:
        part, depth = rest.pop()
        if isinstance(part, tuple):
            rest += [(item, depth) for item in part]
        elif isinstance(part, Formula):
            deepest = max(deepest, depth)
            rest += [(getattr(part, name), depth + 1) for name in part.__match_args__]
    return deepest
