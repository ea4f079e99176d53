r"""The inside of a display -> chains: members with the relations between them.

A row that begins or ends with a relation, or begins with an operator, goes on with the chain before it; any
other row that has a relation begins a chain. Conditions and side remarks after a comma, a wide space or words
such as "if" are chains of their own, which follow the chain that they are said of. Each member is read by
itself, so that one that cannot be read spoils only its own steps.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from derive.document.model import Chain, Member, Relation, Remark
from derive.errors import ReadError
from derive.formula import Formula, Name
from derive.notation.displays import Sign, is_remark
from derive.notation.drafts import SPACE, Draft, Splitter
from derive.notation.latex import read_latex, read_relation
from derive.notation.macros import NO_MACROS, Macros
from derive.source import Span

CONTINUED = "the member before this relation stands in the display before"
"""The message of members[0] of a chain that begins with a relation; its code is 'continues', its latex empty.
"""

_SPACES = ("\\,", "\\;", "\\:", "\\!", "\\>", "\\quad", "\\qquad", "{}", "~", ".", ",", ";", ":")


def read_chains(text: str, start: int, macros: Macros = NO_MACROS) -> tuple[Chain, ...]:
    """The chains in `text`, the inside of one display or inline formula, which begins at offset `start`.

    Chains come in the order in which they begin. A chain that begins with a relation has continues=True, and
    a members[0] that stands for the last member of the chain before it. `macros` are the author's own
    commands (derive.notation.macros.read_macros).
    """
    splitter = Splitter(text)
    splitter.split()
    builder = _Builder(splitter.text, splitter.asides, _remarks(splitter.signs), start, macros)
    chains = [builder.chain(draft) for draft in splitter.drafts]
    for begin, end in splitter.bracketed:
        chains += read_chains(text[begin:end], start + begin, macros)
    return tuple(sorted(chains, key=lambda chain: chain.span.start))


class _Builder:
    """Turns drafts into chains by reading their members."""

    def __init__(
        self, text: str, asides: list[tuple[int, int]], remarks: dict[int, Sign], start: int, macros: Macros
    ) -> None:
        self.text = text
        self.asides = sorted(asides)
        self.remarks = remarks
        self.start = start
        self.macros = macros

    def chain(self, draft: Draft) -> Chain:
        places = draft.members
        begin, end = places[0][0], places[-1][1]
        inside = self.asides[bisect_left(self.asides, (begin, 0)) : bisect_left(self.asides, (end, 0))]
        asides = [*inside, *draft.asides]
        continues = bool(draft.relations) and not self.written(*places[0], asides)[0]
        first = self.continued(draft.relations[0]) if continues else self.member(*places[0], asides)
        members = (first, *(self.member(*place, asides) for place in places[1:]))
        relations = tuple(self.relation(sign) for sign in draft.relations)
        where = relations[0].span if continues else first.span
        return Chain(members, relations, draft.tag, where.join(members[-1].span), continues)

    def continued(self, sign: Sign) -> Member:
        span = Span(sign.begin + self.start, sign.begin + self.start)
        return Member(ReadError(CONTINUED, code="continues", span=span), "", span)

    def written(self, begin: int, end: int, asides: list[tuple[int, int]]) -> tuple[str, int]:
        """The text of a member, what is no part of it blanked out, and where it begins."""
        text = self.text[begin:end]
        for first, last in asides:
            if first < end and last > begin:
                first, last = max(first, begin) - begin, min(last, end) - begin
                text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
        space = SPACE.match(text)
        if space:
            begin += space.end()
            text = text[space.end() :]
        while True:
            text = re.sub(r"(?<!\\)\\\s+\Z", "", text).rstrip()
            if text.endswith(("\\right.", "...", "\\left.")):
                break
            tail = next((tail for tail in _SPACES if text.endswith(tail)), None)
            if tail is None:
                break
            text = text[: -len(tail)]
        return text, begin

    def member(self, begin: int, end: int, asides: list[tuple[int, int]]) -> Member:
        text, begin = self.written(begin, end, asides)
        span = Span(begin + self.start, begin + len(text) + self.start)
        latex = " ".join(text.split())
        try:
            reading = read_latex(text, span.start, self.macros)
        except ReadError as error:
            return Member(error.with_traceback(None), latex, span)
        return Member(reading.formula, latex, span, reading.slips)

    def relation(self, sign: Sign) -> Relation:
        span = Span(sign.begin + self.start, sign.end + self.start)
        return Relation(sign.value, span, self.annotation(sign) if sign.over else None, tuple(self.said(sign)))

    def said(self, sign: Sign) -> Iterator[Remark]:
        """The words over a sign, and those at the end of its row."""
        if sign.over is not None:
            begin, end = sign.over
            yield Remark(_words(self.text[begin:end]), "over", Span(begin + self.start, end + self.start))
        words = self.remarks.get(sign.begin)
        if words is not None:
            yield Remark(_words(words.value), "row", Span(words.begin + self.start, words.end + self.start))

    def annotation(self, sign: Sign) -> Formula:
        """What is written over the sign: a formula, or else its words."""
        assert sign.over is not None
        begin, end = sign.over
        text = self.text[begin:end]
        try:
            return read_relation(text, begin + self.start, self.macros).formula
        except ReadError:
            return Name(_words(text), style="word", span=Span(begin + self.start, end + self.start))


def _words(text: str) -> str:
    r"""What is written without commands, braces and dollar signs.

    >>> _words(r"\text{by the chain~rule}")
    'by the chain rule'
    """
    return " ".join(re.sub(r"\\[A-Za-z]+|\\.|[{}$~]", " ", text).split())


def _remarks(signs: list[Sign]) -> dict[int, Sign]:
    """The words at the ends of rows, by the places of the last relations before them."""
    found: dict[int, Sign] = {}
    relation: Sign | None = None
    words: Sign | None = None
    for sign in [*signs, Sign("row", 0, 0)]:
        match sign.kind:
            case "relation":
                relation, words = sign, None
            case "words" if relation is not None and is_remark(sign.value):
                words = sign
            case "row" | "end":
                if relation is not None and words is not None:
                    found[relation.begin] = words
                relation = words = None
    return found
