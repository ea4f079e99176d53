"""What an item of a row is: a sign, a bracket, a letter that names a function; and what can stand alone."""

from typing import Any

from derive.data import replace
from derive.errors import ReadError
from derive.formula import (
    Differentiated,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Name,
    Numeral,
    Primed,
    Raised,
    Transposed,
)  # fmt: skip
from derive.notation.conditions import indices_of
from derive.notation.derivatives import half_derivative
from derive.notation.messages import malformed
from derive.notation.pieces import Claimed, Differentials, HalfDerivative, Head, Mark, Partial
from derive.source import Span

FUNCTION_LETTERS = frozenset("fghpqFGHPQRσφψπΦ")
"""Letters that keep a bracket after them even if it holds a sum: log f(x + h)."""


def is_prefix(item: object) -> bool:
    return isinstance(item, Mark) and item.sign in "+-"


def nests(item: object) -> bool:
    """Whether it takes what follows into itself."""
    match item:
        case Head() | Partial() | Differentiated(operand=None):
            return True
        case Mark(sign=sign):
            return sign in "+-/"
    return False


def is_slash(item: object) -> bool:
    return isinstance(item, Mark) and item.sign == "/"


def written(item: object) -> str:
    match item:
        case Mark(sign=sign):
            return sign
        case Partial():
            return "∂"
    return "a formula"


def settled(piece: Any, slips: list[ReadError]) -> Formula:
    """A Formula from what a row gave; raises ReadError where that cannot stand alone."""
    match piece:
        case Head(operator="function", function=function, lower=lower) if function is not None:
            if piece.upper:
                raise malformed("missing-operand", piece.span, found=f"{function.letter} without an argument")
            named: Formula = Primed(function, piece.primes, piece.span) if piece.primes else function
            return Indexed(named, indices_of(lower), (), piece.span) if lower else named
        case Head(operator="nabla"):
            return Differentiated(None, indices_of(piece.lower) if piece.lower else (), "nabla", span=piece.span)
        case Head():
            raise malformed("missing-operand", Span(piece.span.end, piece.span.end), found="nothing after the sign")
        case Differentials() | Partial():
            raise malformed("misplaced-partial", piece.span, found="∂")
        case Claimed(sign=sign, span=span):
            raise malformed("missing-operand", Span(span.start, span.start), found=sign)
        case HalfDerivative():
            return half_derivative(piece, slips, None)
    return piece  # type: ignore[no-any-return]


def is_bracket(item: object) -> bool:
    """A bracket, with scripts or without."""
    return peeled(item)[0] is not None


def peeled(item: Any) -> tuple[Formula | None, Any]:
    """The bracket (not a pair of bars) under the scripts of an item, and what puts the scripts onto another
    base."""
    match item:
        case Grouped(bracket="(" | "[" | "{") | Listed(bracket="(" | "[" | "{"):
            return item, lambda base: base
        case Indexed(base=base) | Raised(base=base) | Transposed(base=base) | Primed(base=base):
            group, rebuild = peeled(base)
            if group is None:
                return None, None
            return group, lambda new: replace(item, base=rebuild(new))
    return None, None


def arguments_of(group: Formula) -> tuple[Formula, ...]:
    match group:
        case Grouped(body=body):
            return (body,)
        case Listed(items=items):
            return items
    return (group,)


def letter_of(item: object) -> Name | None:
    """The name under the scripts of an item that could name a function; a power is none."""
    match item:
        case Name():
            return item
        case Indexed(base=base) | Primed(base=base):
            return letter_of(base)
    return None


def is_plain(item: object) -> bool:
    """A number or a letter with its scripts."""
    match item:
        case Numeral() | Name():
            return True
        case Indexed(base=base) | Primed(base=base) | Raised(base=base) | Transposed(base=base):
            return is_plain(base)
    return False
