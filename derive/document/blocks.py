"""The blocks of a Markdown text: paragraphs, headings, list items, code by indentation."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from derive.document.delimiters import Blank, Syntax
from derive.document.layout import Passage, Place
from derive.source import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _parser(syntax: Syntax) -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    if syntax != "markdown":
        parser.disable(["code", "html_block"])
    if syntax == "text":
        parser.disable("lheading")
    return parser


def _outline(text: str, places: Sequence[Place], blanks: Sequence[Blank]) -> str:
    """The text with each formula as one long word, so that nothing inside it is taken for Markdown."""
    edits = [(place.outer, True) for place in places] + [(blank.span, blank.inline) for blank in blanks]
    parts: list[str] = []
    done = 0
    for span, word in sorted(edits, key=lambda edit: edit[0].start):
        parts.append(text[done : span.start])
        stretch = text[span.start : span.end]
        parts.append("x" * len(stretch) if word else re.sub(r"[^\n]", " ", stretch))
        done = span.end
    return "".join((*parts, text[done:])).replace("\r", " ")


def is_plain(outline: str) -> bool:
    """Whether no line begins anything else than a paragraph or a heading with #, so that no parser is needed: to import
    markdown-it takes longer than to read a page."""
    other = r"[-+*](?=[ \t]|$)|\d{1,9}[.)]|[>~`<\[=]|-+[ \t]*$|([-*_])(?:[ \t]*\1){2,}[ \t]*$"
    return re.search(rf"^(?: {{4}}| {{0,3}}\t| {{0,3}}(?:{other}))", outline, re.MULTILINE) is None


def plain_blocks(outline: str) -> Iterator[tuple[int, int, int]]:
    """(level of the heading or 0, first line, line after the last) of the paragraphs and headings of a text that has
    nothing else."""
    first: int | None = None
    for number, line in enumerate((*outline.split("\n"), "")):
        heading = re.match(r" {0,3}(#{1,6})(?=[ \t]|$)", line)
        if first is not None and (heading or not line.strip(" \t")):
            yield 0, first, number
            first = None
        if heading:
            yield len(heading[1]), number, number + 1
        elif first is None and line.strip(" \t"):
            first = number


def read_blocks(
    text: str, span: Span, places: Sequence[Place], blanks: Sequence[Blank], syntax: Syntax
) -> tuple[tuple[Passage, ...], tuple[Span, ...]]:
    """(the passages of text[span], its code by indentation)

    Comments that stand alone on their lines must be given as blanks that are not inline.
    """
    outline = _outline(text, places, blanks)[span.start : span.end]
    ends = (match.end() for match in re.finditer("\n", outline))
    starts = (0, *ends, len(outline))

    def lines(first: int, after: int) -> Span:
        first, after = (span.start + starts[min(line, len(starts) - 1)] for line in (first, after))
        return Span(first, after)

    if is_plain(outline):
        return tuple(Passage(lines(first, after), level) for level, first, after in plain_blocks(outline)), ()
    passages: list[Passage] = []
    code: list[Span] = []
    items: list[int] = []
    for number, token in enumerate(markdown_blocks(outline, syntax)):
        if token.type == "list_item_close":
            items.pop()
        if token.map is None or token.nesting < 0:
            continue
        block = lines(*token.map)
        match token.type:
            case "list_item_open":
                items.append(number)
            case "heading_open":
                passages.append(Passage(block, int(token.tag[1:]), tuple(items)))
            case "paragraph_open" | "html_block":
                passages.append(Passage(block, 0, tuple(items)))
            case "code_block" if _shows_formulas(block, places):
                parts = _paragraphs(outline, block, span.start)
                passages.extend(Passage(part, 0, tuple(items)) for part in parts)
            case "code_block":
                code.append(block)
    return tuple(passages), tuple(code)


def markdown_blocks(outline: str, syntax: Syntax) -> "list[Token]":
    """The blocks of the text as markdown-it sees them; what is inside them is not looked at."""
    tokens: list[Token] = []
    parser = _parser(syntax)
    parser.block.parse(outline, parser, {}, tokens)
    return tokens


def _shows_formulas(block: Span, places: Sequence[Place]) -> bool:
    """Whether text that its indentation makes code is a formula set too far to the right, with its prose."""
    inside = (place for place in places if block.start <= place.outer.start < block.end)
    return any(place.display and "\\" in place.latex for place in inside)


def _paragraphs(outline: str, block: Span, origin: int) -> Iterator[Span]:
    """The parts of outline[block] between blank lines; `origin` is the offset at which the outline begins."""
    start = block.start
    for blank in re.compile(r"\n[ \t]*\n").finditer(outline, block.start - origin, block.end - origin):
        yield Span(start, origin + blank.end())
        start = origin + blank.end()
    yield Span(start, block.end)
