"""A document taken apart, before any formula is read: passages of prose and the places of formulas in
them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from derive.data import Data
from derive.document.model import Cue, Note
from derive.errors import ReadError
from derive.source import Source, Span

if TYPE_CHECKING:
    from derive.notation.ascii import Abbreviations


class Place(Data):
    """Where a formula stands."""

    outer: Span
    """With its delimiters."""
    inner: Span
    """Without them."""
    display: bool
    latex: str
    """The inside, as long as `inner`: what is not mathematics (quotation marks of the document's syntax,
    escapes) is replaced by spaces, so that offsets stay those of the document."""
    directive: Cue | None = None
    """What the author says that it is, where it stands in a comment <!-- derive: assume a = b -->."""


class Passage(Data):
    """A paragraph, or a heading, with the list items it stands in."""

    span: Span
    heading: int = 0
    """The level of a heading, from one; 0 for a paragraph."""
    items: tuple[int, ...] = ()
    """The list items around it, outermost first, each by a number of its own in the document."""


class Layout(Data):
    """The passages in reading order; every place lies in one of them."""

    source: Source
    prose: str
    """The document's text with everything that is no prose (code, comments, markup) replaced by spaces;
    formulas still stand in it. As long as the text of the source."""
    passages: tuple[Passage, ...]
    places: tuple[Place, ...]
    title: str | None = None
    unreadable: tuple[ReadError, ...] = ()
    notes: tuple[Note, ...] = ()
    abbreviations: "Abbreviations | None" = None
    """Those of a plain text; None where the formulas are LaTeX."""


def covers(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of these spans, which are in order and apart, contains the offset."""
    before = bisect_right(spans, offset, key=lambda span: span.start)
    return before > 0 and offset < spans[before - 1].end


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with these stretches replaced by spaces; line ends stay."""
    parts: list[str] = []
    done = 0
    for span in sorted(spans, key=lambda span: span.start):
        parts.append(text[done : span.start])
        parts.append(re.sub(r"[^\n]", " ", text[max(done, span.start) : span.end]))
        done = max(done, span.end)
    return "".join((*parts, text[done:]))
