"""Rows of plain-text mathematics -> chains.

A line that begins with a relation or an operator, or comes after one that ends with one, goes on with the row before
it. A row may have its case at its head ("i = j: …") or at its end ("…, if i != j"), which becomes a chain of its own.
Each member is read by itself, so that one that cannot be read spoils only its own steps.
"""

import re
from collections.abc import Iterator
from functools import cache

from derive.document.chains import CONTINUED
from derive.document.model import Chain, Member, Relation
from derive.errors import ReadError
from derive.formula import Formula
from derive.notation.ascii import NO_ABBREVIATIONS, Abbreviations, read_ascii
from derive.notation.ascii_tokens import OPENING, RELATIONS, Token, scan
from derive.notation.canonical import canonical_latex
from derive.source import Span

_COMPARED = r"[a-z]\s?(?:==?|!=|≠|/=|<>|<=?|>=?|≤|≥)\s?(?:[a-z]|\d)"


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\(?(?:if|for|when|case)\s+)?({_COMPARED})\s*\)?\s*:(?!=)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    words = r"(?:if|for|when|where|in\s+(?:the\s+)?case)"
    return re.compile(
        rf"(?<!\s)(?:\s*,\s*|\s+)\(?(?:{words}\s+(?:the\s+case\s+)?)({_COMPARED})\)?[\s.,;]*$"
        rf"|(?<!\s)\s*,\s*\(?({_COMPARED})\)?[\s.,;]*$"
    )


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"(?:(?<!\s)\s{2,}\(\d+[a-z]?\)\s*|(?<!\s)\s+\[?\(?\*+\)?\]?\s*|(?<![\s.,;:])[\s.,;:]+)$")


def read_plain_chains(text: str, start: int, abbreviations: Abbreviations = NO_ABBREVIATIONS) -> tuple[Chain, ...]:
    """The chains in `text`, one row or several, which begins at offset `start` of its document.

    A chain that begins with a relation has continues=True, and a members[0] that stands for the last member of the
    chain before it.
    """
    return tuple(
        chain for begin, end in rows(text) for chain in _Reader(start + begin, abbreviations).row(text[begin:end])
    )


def without_case(row: str) -> str:
    """A row without the case at its head or its end.

    >>> without_case("i = j: x = y"), without_case("= y, if i != j"), without_case("x = y")
    (' x = y', '= y', 'x = y')
    """
    head = _head().match(row)
    begin = head.end() if head is not None else 0
    tail = _tail().search(row, begin)
    return row[begin : tail.start() if tail is not None else len(row)]


def begins_with_sign(line: str) -> bool:
    """Whether a line begins with a relation or an operator.

    >>> begins_with_sign("  = p_i"), begins_with_sign("* y"), begins_with_sign("-x = 2"), begins_with_sign("(x)")
    (True, True, False, False)
    """
    match = re.match(r"\s*(:=|[-+−]|[=≠<>≤≥≈∝≡!*/·×])", line)
    if match is None:
        return False
    return match[1] not in "-+−" or not re.search(r"[=≠≤≥<>]", line[match.end() :])


def ends_open(line: str) -> bool:
    """Whether a line ends with what needs more after it: an operator, a relation, an opening bracket."""
    return re.search(r"(?:[-+−*/·×=]|[(\[{])\s*$", line) is not None


def rows(text: str) -> Iterator[tuple[int, int]]:
    """Where each row of several lines begins and ends."""
    begin, place, open_end = 0, 0, True
    for line in text.splitlines(keepends=True):
        if place > begin and line.strip() and not (open_end or begins_with_sign(line)):
            yield begin, place
            begin = place
        if line.strip():
            open_end = ends_open(line)
        place += len(line)
    if text[begin:].strip():
        yield begin, len(text)


class _Reader:
    """Reads one row, which begins at offset `start` of its document."""

    def __init__(self, start: int, abbreviations: Abbreviations) -> None:
        self.start = start
        self.abbreviations = abbreviations

    def row(self, text: str) -> Iterator[Chain]:
        """The chains of one row."""
        begin = 0
        head = _head().match(text)
        if head is not None:
            yield from self.chains(text, head.start(1), head.end(1))
            begin = head.end()
        tail = _tail().search(text, begin)
        end = tail.start() if tail is not None else len(text)
        yield from self.chains(text, begin, end)
        if tail is not None:
            yield from self.chains(text, *tail.span(1 if tail[1] else 2))

    def chains(self, text: str, begin: int, end: int) -> Iterator[Chain]:
        """The chains of text[begin:end] between commas; what has no relation lists values of what is before it."""
        begin, end = trimmed(text, begin, end)
        parts = list(self.parts(text, begin, end))
        cuts: list[tuple[int, int, list[Token]]] = []
        for part in parts:
            if cuts and not part[2]:
                cuts[-1] = (cuts[-1][0], part[1], cuts[-1][2])
            else:
                cuts.append(part)
        for part in cuts:
            yield self.chain(text, *part)

    def parts(self, text: str, begin: int, end: int) -> Iterator[tuple[int, int, list[Token]]]:
        """(begin, end, relations) of each part between commas outside brackets."""
        relations: list[Token] = []
        depth, first = 0, begin
        newline = True
        for line in re.finditer(r"[^\n]*\n?", text[begin:end]):
            newline = True
            for token in scan(line[0], begin + line.start())[:-1]:
                if token.is_sign(*OPENING):
                    depth += 1
                elif token.is_sign(")", "]", "}"):
                    depth = max(0, depth - 1)
                elif token.kind == "sign" and token.text in RELATIONS and (depth == 0 or newline):
                    depth = 0
                    relations.append(token)
                elif token.is_sign(",", ";") and depth == 0:
                    yield first, token.span.start, relations
                    first, relations = token.span.end, []
                newline = False
        yield first, end, relations

    def chain(self, text: str, begin: int, end: int, relations: list[Token]) -> Chain:
        begin, end = trimmed(text, begin, end)
        starts = [begin, *(token.span.end for token in relations)]
        ends = [*(token.span.start for token in relations), end]
        continues = bool(relations) and not text[begin : ends[0]].strip()
        members = [self.member(text, *place) for place in zip(starts, ends, strict=True)]
        if continues:
            span = self.span(relations[0].span)
            error = ReadError(CONTINUED, code="continues", span=span, found=relations[0].text)
            members[0] = Member(error, "", span)
        signs = tuple(Relation(token.text, self.span(token.span)) for token in relations)
        return Chain(tuple(members), signs, None, self.span(Span(begin, max(begin, end))), continues)

    def span(self, span: Span) -> Span:
        return Span(span.start + self.start, span.end + self.start)

    def member(self, text: str, begin: int, end: int) -> Member:
        begin, end = trimmed(text, begin, end)
        written = text[begin:end]
        span = self.span(Span(begin, end))
        slips: tuple[ReadError, ...] = ()
        try:
            reading = read_ascii(written, span.start, self.abbreviations)
        except ReadError as error:
            return Member(error.with_traceback(None), " ".join(written.split()), span)
        formula: Formula = reading.formula
        slips = reading.slips
        return Member(formula, canonical_latex(formula), span, slips)


def trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """The range without outer space, without the number of an equation and punctuation at its end."""
    while begin < end and text[begin].isspace():
        begin += 1
    while (match := _end().search(text, begin, end)) is not None and match.start() < end:
        if text[begin:end].endswith(("..", "…")):
            end -= len(text[begin:end]) - len(text[begin:end].rstrip())
            break
        end = match.start()
    return begin, end
