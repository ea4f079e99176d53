"""Markdown -> Layout."""

import re
from collections.abc import Sequence
from itertools import pairwise

from derive.data import replace
from derive.document.blocks import read_blocks
from derive.document.delimiters import Blank, Scanner, Syntax
from derive.document.layout import Layout, Passage, Place, blanked, covers
from derive.document.model import Note
from derive.errors import ReadError
from derive.source import Source, Span


def read_markdown(source: Source) -> Layout:
    """The layout of a Markdown document; its title is that of the front matter, or the first heading."""
    matter = _front_matter(source.text)
    layout = lay_out(source, (Span(matter, len(source.text)),), "markdown")
    return replace(layout, title=_front_title(source.text[:matter]) or layout.title)


def read_text(source: Source) -> Layout:
    """The layout of plain text with LaTeX in it: paragraphs and lists as in Markdown, but no code."""
    syntax: Syntax = "rst" if source.path.lower().endswith(".rst") or ".. math::" in source.text else "text"
    return lay_out(source, (Span(0, len(source.text)),), syntax)


def lay_out(source: Source, spans: Sequence[Span], syntax: Syntax) -> Layout:
    """The layout of these parts of a source, each a text of its own; the title is the first heading."""
    text = source.text
    places: list[Place] = []
    passages: list[Passage] = []
    notes: list[Note] = []
    unreadable: list[ReadError] = []
    borders = (Span(0, 0), *spans, Span(len(text), len(text)))
    outside = [Span(left.end, right.start) for left, right in pairwise(borders)]
    for span in spans:
        scanner = Scanner(text, span.start, span.end, syntax)
        blanks = [_alone(text, blank) for blank in scanner.blanks]
        blocks, code = read_blocks(text, span, scanner.places, blanks, syntax)
        passages.extend(blocks)
        spans_of_prose = [block.span for block in blocks]
        places.extend(place for place in scanner.places if covers(spans_of_prose, place.outer.start))
        notes.extend(scanner.notes)
        unreadable.extend(scanner.unreadable)
        outside.extend((*(blank.span for blank in blanks), *code))
    prose = blanked(text, outside)
    title = _first_heading(prose, passages)
    return Layout(source, prose, tuple(passages), tuple(places), title, tuple(unreadable), tuple(notes))


def _alone(text: str, blank: Blank) -> Blank:
    """The blank, taken as a block where nothing else stands on its lines."""
    before = text[text.rfind("\n", 0, blank.span.start) + 1 : blank.span.start]
    newline = text.find("\n", blank.span.end)
    after = text[blank.span.end : newline if newline >= 0 else len(text)]
    return replace(blank, inline=blank.inline and bool(before.strip() or after.strip()))


def _front_matter(text: str) -> int:
    """The length of the front matter: from --- on the first line to the next line that is --- or ..."""
    if re.match(r"(?:---|\+\+\+)[ \t]*\r?\n", text) is None:
        return 0
    close = re.compile(r"^(?:---|\+\+\+|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE).search(text, 4)
    return close.end() if close else 0


def _front_title(matter: str) -> str | None:
    match = re.search(r"^[ \t]*title[ \t]*[:=][ \t]*(.*?)[ \t\r]*$", matter, re.MULTILINE | re.IGNORECASE)
    if match is None:
        return None
    title = match[1]
    if title[:1] in ("'", '"'):
        title = title[1:].split(title[0], 1)[0]
    return title.strip() or None


def _first_heading(prose: str, passages: Sequence[Passage]) -> str | None:
    headings = [passage for number, passage in enumerate(passages) if passage.heading == 1 or not number]
    for heading in headings:
        lines = prose[heading.span.start : heading.span.end].split("\n") if heading.heading else []
        for line in lines:
            if title := line.strip("# \t\r"):
                return _without_markup(title)
    return None


def _without_markup(title: str) -> str:
    """The title without emphasis, tags and the addresses of links."""
    title = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", title)
    return re.sub(r"<[^<>]*>|\*\*?|`", "", title).strip()
