"""Plain text with mathematics in ASCII or Unicode -> Document.

Lines of mathematics are displays, formulas within prose are inline; the prose around them is read as that of any
other document.
"""

import re
from functools import cache
from itertools import pairwise

from derive.data import replace
from derive.document.directives import read_directive
from derive.document.layout import Layout, Passage, Place, blanked, covers
from derive.document.model import Document, Note
from derive.document.plain_chains import ends_open, rows
from derive.document.plain_letters import read_products, read_words_with_d
from derive.document.plain_lines import row_in
from derive.document.plain_regions import formulas_in
from derive.document.plain_terms import with_operands, with_terms
from derive.document.statements import read_layout
from derive.errors import ReadError
from derive.formula import Name
from derive.notation.ascii import Abbreviations
from derive.source import Source, Span


def read_plain_text(source: Source) -> Document:
    """The document that a plain text is."""
    document = read_layout(lay_out_plain(source))
    return replace(document, statements=with_operands(with_terms(document.statements, source)))


def lay_out_plain(source: Source) -> Layout:
    """The layout of a plain text: passages between blank lines, each row of mathematics a display."""
    laying = _Laying(source.text)
    laying.lay_out()
    places = sorted(laying.places, key=lambda place: place.outer.start)
    prose = _with_full_stops(blanked(source.text, (*laying.code, *laying.remarks)), laying.passages)
    passages = tuple(Passage(span) for span in laying.passages)
    return Layout(
        source, prose, passages, tuple(places), unreadable=tuple(laying.unreadable), notes=tuple(laying.notes),
        abbreviations=laying.abbreviations,
    )  # fmt: skip


class _Laying:
    """One pass over the lines of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.abbreviations = read_abbreviations(text)
        self.code = [Span(*match.span()) for match in _code().finditer(text)]
        self.places: list[Place] = []
        self.notes: list[Note] = []
        self.unreadable: list[ReadError] = []
        self.passages: list[Span] = []
        self.remarks: list[Span] = []
        """What stands at the end of rows and says nothing of what they are."""
        self.rows: list[Span] = []
        """The lines of the row that is being read."""
        self.follows = False
        """Whether the line before is a row or goes on with one."""

    def lay_out(self) -> None:
        fresh = True
        for match in re.finditer(r"[^\n]*\n?", self.text):
            line = Span(match.start(), match.start() + len(match[0].rstrip("\r\n")))
            if covers(self.code, line.start) or not match[0].strip():
                self.end_row()
                self.follows = False
                fresh = True
                continue
            if fresh:
                self.passages.append(line)
            self.passages[-1] = Span(self.passages[-1].start, line.end)
            fresh = False
            if not self.read_directive(line):
                self.read_line(line)
        self.end_row()

    def read_line(self, line: Span) -> None:
        if _underline().fullmatch(self.text, line.start, line.end):
            self.end_row()
            self.follows = False
            return
        opened = bool(self.rows) and ends_open(self.text[self.rows[-1].start : self.rows[-1].end])
        row = row_in(self.text, line.start, line.end, self.abbreviations, follows=self.follows, opened=opened)
        self.follows = row is not None
        if row is None:
            self.end_row()
            self.add_formulas(line)
            return
        if not (self.rows and self.goes_on(row)):
            self.end_row()
        self.rows.append(row)
        remark = Span(row.end, line.end)
        if self.add_formulas(remark):
            self.end_row()
        elif not re.search(r"defin|given|assum|hypothes", self.text[remark.start : remark.end]):
            self.remarks.append(remark)

    def read_directive(self, line: Span) -> bool:
        """Reads a line such as '# derive: assume a = b'; whether it is one."""
        match read_directive(self.text, line):
            case None:
                return False
            case Place() as place:
                self.places.append(place)
            case Note() as note:
                self.notes.append(note)
            case ReadError() as error:
                self.unreadable.append(error)
        self.end_row()
        self.follows = False
        return True

    def goes_on(self, row: Span) -> bool:
        """Whether a line goes on with the row before it."""
        text = self.text[self.rows[-1].start : row.end]
        return sum(1 for _ in rows(text)) == 1

    def add_formulas(self, span: Span) -> bool:
        """Adds the formulas within a stretch of prose; whether there are any."""
        found = list(formulas_in(self.text, span.start, span.end, self.abbreviations))
        self.places += [Place(one, one, False, self.text[one.start : one.end]) for one in found]
        return bool(found)

    def end_row(self) -> None:
        """Makes the lines of a row one place; what stands between them (remarks, bullets) is blanked."""
        if self.rows:
            span = Span(self.rows[0].start, self.rows[-1].end)
            gaps = [Span(left.end - span.start, right.start - span.start) for left, right in pairwise(self.rows)]
            self.places.append(Place(span, span, True, blanked(self.text[span.start : span.end], gaps)))
        self.rows = []


def _with_full_stops(prose: str, passages: list[Span]) -> str:
    """The prose with a full stop after each paragraph that ends without punctuation and goes on with nothing.

    The passages get room for it.
    """
    ended = list(prose)
    for number, span in enumerate(passages):
        last = prose[span.start : span.end].rstrip()
        if span.end < len(prose) and len(last.split()) > 3 and _completed().search(last) is not None:
            ended[span.end] = "."
            passages[number] = Span(span.start, span.end + 1)
    return "".join(ended)


@cache
def _completed() -> re.Pattern[str]:
    goes_on = (
        "where|is|are|get|have|by|that|as|with|let|and|then|so|to|gives|for|if|when|since|because|yields|obtain|of"
    )
    return re.compile(rf"(?<![\w.])(?!(?:{goes_on})$)[\w']+[)\]\"'`]*$")


@cache
def _underline() -> re.Pattern[str]:
    """The line under a title, or between two parts."""
    return re.compile(r"[ \t]*([=\-~*#_+─═])\1{2,}[ \t]*")


@cache
def _code() -> re.Pattern[str]:
    """Fenced code in a programming language."""
    return re.compile(r"^[ \t]*```[ \t]*(?!math|text|txt|ascii)[A-Za-z+#]+.*?^[ \t]*```", re.MULTILINE | re.DOTALL)


def read_abbreviations(text: str) -> Abbreviations:
    """What the text says of its operators: 'd_i for the derivative with respect to o_i', 'a delta function D_ij'.

    >>> found = read_abbreviations("We use d_i for the derivative with respect to o_i, and D_ij for Kronecker's delta.")
    >>> found.derivatives["d"].letter, sorted(found.deltas)
    ('o', ['D'])
    """
    derivatives: dict[str, Name] = {}
    for pattern in _derivatives():
        for match in pattern.finditer(text):
            derivatives.setdefault(match["operator"], Name(match["letter"]))
    deltas = {match["letter"] for pattern in _deltas() for match in pattern.finditer(text)}
    return Abbreviations(derivatives, frozenset(deltas), *read_products(text), read_words_with_d(text))


@cache
def _derivatives() -> tuple[re.Pattern[str], ...]:
    operator = r"(?<!\w)(?P<operator>[dD∂])_(?P<index>[a-z])(?!\w)"
    respect = r"(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\.?)\s+(?P<letter>[^\W\d_])_"
    return (
        re.compile(rf"{operator}[^.=]{{0,80}}?(?:derivative|differentiat)[^.=]{{0,40}}?{respect}(?P=index)(?!\w)"),
        re.compile(
            rf"(?:derivative|differentiat)[^.=]{{0,40}}?{respect}(?P<index>[a-z])(?!\w)[^.=]{{0,60}}?"
            r"(?<!\w)(?P<operator>[dD∂])_(?P=index)(?!\w)"
        ),
    )


@cache
def _deltas() -> tuple[re.Pattern[str], ...]:
    letter = r"(?<!\w)(?P<letter>[^\W\d_])_\{?[a-z],?\s?[a-z]\}?(?!\w)"
    delta = r"(?:[Dd]elta\s+(?:function|symbol)|[Kk]ronecker(?:['’]s)?(?:\s+[Dd]elta)?)"
    return (
        re.compile(rf"{delta}[^.=]{{0,60}}?{letter}"),
        re.compile(rf"{letter}\s+(?:\w+\s+){{0,5}}?{delta}"),
    )
