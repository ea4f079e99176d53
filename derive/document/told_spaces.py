r"""Dimensions told in words: "$A$, $B$ and $C$, all elements of $\mathbb{R}^{m \times n}$" says A, B, C ∈ ℝ^{m×n}."""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from derive.document.layout import Layout, Place
from derive.document.model import Chain, Member, Relation
from derive.errors import ReadError
from derive.formula import Listed, Name, Raised
from derive.source import Span

Reader: TypeAlias = Callable[[str, int], tuple[Chain, ...]]

_SPACE = r"\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ|\\R(?![A-Za-z]))\s*\^"
_TOLD = (
    r"(?i)\s*,?\s*(?:(?:which|that|are|is|be|all|both|each|an?)\s+)*(?:elements?|members?|matri(?:x|ces)|vectors?)"
    r"\s+(?:of|in|from)\s*"
)
"""What stands between the last symbol and its space."""
_AND = r"(?i)\s*,?\s*(?:and|&)?\s*"
"""What stands between two symbols."""


def space_told(layout: Layout, number: int, read: Reader) -> tuple[Chain, ...]:
    """The chain A, B ∈ ℝ^n that the formula with that number ends, which is only the space; () for other formulas."""
    places, place = layout.places, layout.places[number]
    if place.display or not number or re.match(_SPACE, place.latex) is None:
        return ()
    words = Span(places[number - 1].outer.end, place.outer.start)
    if re.fullmatch(_TOLD, layout.prose[words.start : words.end]) is None:
        return ()
    first = number - 1
    while first and re.fullmatch(_AND, layout.prose[places[first - 1].outer.end : places[first].outer.start]):
        if re.match(_SPACE, places[first - 1].latex):
            break
        first -= 1
    symbols = [_alone(one, read) for one in places[first:number]]
    space = _alone(place, read)
    if None in symbols or space is None or not isinstance(space.formula, Raised):
        return ()
    return (_chain([one for one in symbols if one is not None], space, words),)


def _alone(place: Place, read: Reader) -> Member | None:
    """The one member of a formula without a relation, if it is a letter or a space."""
    chains = read(place.latex, place.inner.start)
    if len(chains) != 1 or chains[0].relations or isinstance(chains[0].members[0].formula, ReadError):
        return None
    member = chains[0].members[0]
    return member if isinstance(member.formula, Name | Raised) else None


def _chain(symbols: Sequence[Member], space: Member, words: Span) -> Chain:
    span = symbols[0].span.join(symbols[-1].span)
    formulas = tuple(one.formula for one in symbols if not isinstance(one.formula, ReadError))
    listed = Listed(formulas, bracket="{", span=span) if len(formulas) > 1 else formulas[0]
    left = Member(listed, ", ".join(one.latex for one in symbols), span)
    return Chain((left, space), (Relation("∈", words),), None, span.join(space.span))
