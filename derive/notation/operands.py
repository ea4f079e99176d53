"""What an item of a row is: a sign, a bracket, a letter that names a function; and what can stand alone."""

from typing import Any

from derive.data import replace
from derive.errors import ReadError
from derive.formula import (
    Added,
    Differentiated,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Transposed,
)  # fmt: skip
from derive.notation.commands import SUM
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


def bare_sum(head: Head) -> Formula:
    """∑ without an operand, as in a/∑, (a ∑ − b)/∑² and ∑′: a symbol for a sum that was written before. Raises
    ReadError for a sum that says how far it goes, and for a product."""
    is_symbol = isinstance(head.upper, Numeral | None) and isinstance(head.lower, Name | None)
    if head.operator != "sum" or not is_symbol or (head.upper and head.lower):
        raise malformed("missing-operand", Span(head.span.end, head.span.end), found="nothing after the sign")
    symbol: Formula = Name(SUM, span=head.span)
    if head.primes:
        symbol = Primed(symbol, head.primes, head.span)
    return Raised(symbol, head.upper, head.span) if head.upper is not None else symbol


def require_no_end(formula: Formula, found: str = "nothing after the sign") -> None:
    """Raises ReadError where a sum of nothing stands in no fraction and no bracket: there the rest is missing, rather
    than a symbol meant."""
    match formula:
        case Name(letter=letter) if letter == SUM:
            raise malformed("missing-operand", Span(formula.span.end, formula.span.end), found=found)
        case Added(terms=parts) | Multiplied(factors=parts):
            for part in parts:
                require_no_end(part, "nothing")
        case Negated(operand=part) | Raised(base=part):
            require_no_end(part, found)


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
            return bare_sum(piece)
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
