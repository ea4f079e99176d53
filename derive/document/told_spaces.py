r"""Dimensions told in words: "$A$, $B$ and $C$, all elements of $\mathbb{R}^{m \times n}$" says A, B, C ∈ ℝ^{m×n}, and
so do "$A$ is $m \times n$" and "$A$ has shape $(m, n)$"."""

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
_SHAPED = (
    r"(?i)\s*,?\s*(?:(?:which|that|are|is|be|has|have|having|with|of|the|an?|both|each)\s+)+"
    r"(?P<noun>(?:shapes?|sizes?|dimensions?)\s*(?:of|is|are)?)?\s*"
)
"""What stands between the last symbol and its dimensions."""
_TIMES = r"\s*(\w+)\s*(\\times(?![A-Za-z])|×)\s*(\w+)\s*"
_PAIR = r"\s*\(\s*(\w+)\s*(,)\s*(\w+)\s*\)\s*"
_COUNTED = r"(?i)\b(?:numbers?|total|counts?|amount|product|area|many)\b[^.]*$"
"""Words before a symbol that is a product: the number $N$ is $m \times n$."""
_AND = r"(?i)\s*,?\s*(?:and|&)?\s*"
"""What stands between two symbols."""


def space_told(layout: Layout, number: int, read: Reader) -> tuple[Chain, ...]:
    """The chain A, B ∈ ℝ^n that the formula with that number ends, which is only the space, or its dimensions; () for
    other formulas."""
    places, place = layout.places, layout.places[number]
    if place.display or not number:
        return ()
    words = Span(places[number - 1].outer.end, place.outer.start)
    space = _space(place, layout.prose[words.start : words.end], layout.prose[: places[number - 1].outer.start], read)
    if space is None:
        return ()
    first = number - 1
    while first and re.fullmatch(_AND, layout.prose[places[first - 1].outer.end : places[first].outer.start]):
        if any(re.match(one, places[first - 1].latex) for one in (_SPACE, _TIMES, _PAIR)):
            break
        first -= 1
    symbols = [_alone(one, read) for one in places[first:number]]
    if None in symbols:
        return ()
    return (_chain([one for one in symbols if one is not None], space, words),)


def _space(place: Place, words: str, before: str, read: Reader) -> Member | None:
    """ℝ^n, or ℝ^{m×n} where only the dimensions stand there; None if the words before it do not say that symbols are
    in it."""
    if re.match(_SPACE, place.latex):
        space = _alone(place, read) if re.fullmatch(_TOLD, words) else None
        return space if space is not None and isinstance(space.formula, Raised) else None
    found = re.fullmatch(_TIMES, place.latex) or re.fullmatch(_PAIR, place.latex)
    shaped = re.fullmatch(_SHAPED, words) if found is not None else None
    if found is None or shaped is None:
        return None
    if not shaped["noun"] and (found[2] == "," or (found[1] + found[3]).isnumeric() or re.search(_COUNTED, before)):
        return None
    dimensions = rf"{found[1]} \times {found[3]}"
    latex = rf"\mathbb{{R}}^{{{dimensions}}}"
    return _read(latex, place, read)


def _alone(place: Place, read: Reader) -> Member | None:
    """The one member of a formula without a relation, if it is a letter or a space."""
    return _read(place.latex, place, read)


def _read(latex: str, place: Place, read: Reader) -> Member | None:
    chains = read(latex, place.inner.start)
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
