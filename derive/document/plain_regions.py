"""Which formulas stand in lines of prose.

A stretch of mathematics is a formula only where it ends as a formula does: at the end of the line, before punctuation,
before a word that is no operand. What goes on with a sign that is not read, or with an operator and words that name
nothing, is told as unreadable up to that sign: half a formula says something else than the whole.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from derive.document.model import Chain
from derive.document.plain_chains import read_plain_chains
from derive.document.plain_words import (
    OPERATORS,
    closed,
    common,
    is_mathematical,
    is_related,
    only_names,
    operations,
    scanned,
)  # fmt: skip
from derive.errors import ReadError
from derive.notation.ascii import Abbreviations
from derive.notation.ascii_tokens import OPENING, Token
from derive.source import Span

_BREAKS = (",", ";", ":", ".", "?", "#")
"""What ends a formula if nothing follows it at once."""
_QUOTES = ("'", '"', "`", "$", "”", "“", "’", "»", "«")
_CLAUSES = frozenset({"and", "so", "where", "then", "we", "since", "because", "hence", "thus", "gives"})
"""Words with which another statement begins."""
_NO_OPERAND = frozenset({"as", "by", "which", "so", "this", "that", "where", "and", "or", "see", "it", "we", "not"})
"""Words before which a dash is punctuation."""


def formulas_in(text: str, begin: int, end: int, abbreviations: Abbreviations) -> Iterator[Span]:
    """Where formulas with a relation stand in the line of prose text[begin:end].

    A comparison of two letters, such as i = j, is left to those who read conditions.
    """
    line = _Line(text[begin:end], scanned(text[begin:end], abbreviations), abbreviations)
    for span in line.formulas():
        yield Span(begin + span.start, begin + span.end)


class _Line:
    """A line of prose, in its signs."""

    def __init__(self, text: str, tokens: Sequence[Token], abbreviations: Abbreviations) -> None:
        self.text = text
        self.tokens = tokens
        self.abbreviations = abbreviations

    def at(self, place: int) -> Token | None:
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def formulas(self) -> Iterator[Span]:
        """The formulas, in order, and those that are torn."""
        owing, after = False, 0
        for first, last in _regions(self.tokens):
            owing = owing and not any(self.breaks(place) for place in range(after, first))
            after = last
            begin = self.head(first, last)
            end = last
            while end > first and (self.tokens[end - 1].is_sign(*OPERATORS) or is_related(self.tokens[end - 1])):
                end -= 1
            torn = begin is None or owing
            place = self.torn_at(first, end, last)
            owing = place is not None or (end < last and is_related(self.tokens[end]))
            if torn or begin is None or not any(is_related(token) for token in self.tokens[begin:end]):
                continue
            span = Span(self.tokens[begin].span.start, self.tokens[end - 1].span.end)
            if place is None and self.is_statement(span, self.tokens[begin:end]):
                yield span
            elif place is not None:
                span = Span(span.start, self.tokens[place].span.end)
                if self.is_unreadable(span):
                    yield span

    def head(self, first: int, last: int) -> int | None:
        """Where the formula begins whose stretch begins there; None where it is only the rest of one."""
        before, token = self.at(first - 1), self.tokens[first]
        if token.is_sign("^", "*") and (before is None or token.spaced) and not self.is_spaced(first + 1):
            return first + 1  # **emphasis**
        if not token.is_sign(*OPERATORS, "...") or self.signs(first):
            return first if before is None or self.parts(before, token) else None
        if not token.is_sign("-", "*", "+", "·", "...") or not self.is_spaced(first + 1):
            return None
        if before is None or before.kind != "word" or token.is_sign("..."):
            return first + 1
        words = [one for one in self.words_before(first) if one.kind == "word"]
        label = len(words) > 1 and len(words) == first
        return first + 1 if token.is_sign("-") and (self.is_dash(token) or label) else None

    def words_before(self, place: int) -> Sequence[Token]:
        before = reversed(self.tokens[:place])
        return list(takewhile(lambda one: one.kind == "word", before))

    def parts(self, before: Token, token: Token) -> bool:
        """Whether what stands before a stretch is no part of it."""
        if before.kind == "word":
            return token.spaced
        if before.is_sign(*OPENING, *_QUOTES) or before.is_sign(":", ",", ";"):
            return True
        return token.spaced and (before.is_sign(*_BREAKS, ")", "]", "}", "!") or before.kind == "prime")

    def torn_at(self, first: int, end: int, last: int) -> int | None:
        """The sign at which the stretch that ends there is torn off from what belongs to it; None where it is whole."""
        if end == first:
            return None
        if end < last:
            sign, after = self.tokens[end], self.at(last)
            if is_related(sign) or self.is_dash(sign) or self.is_emphasis(first, end):
                return None
            spaced = after is not None and after.kind == "word" and after.text.lower() in _NO_OPERAND
            return None if sign.is_sign("-") and sign.spaced and spaced else end
        after = self.at(last)
        if after is None:
            return None
        if after.kind == "word":
            is_letter = len(after.text) == 1 and any(one.text == after.text for one in self.tokens[first:last])
            return last if is_letter else self.rest(last)
        if after.is_sign(*_QUOTES, ")", "]", "}") or after.kind == "prime":
            return None
        if after.is_sign(*_BREAKS):
            following = self.at(last + 1)
            whole = following is None or following.spaced or following.kind not in ("word", "number")
            return None if whole or not after.is_sign(".") else last
        following = self.at(last + 1)
        if after.is_sign(*OPENING) and after.spaced and following is not None and following.kind == "word":
            return None
        return last

    def rest(self, place: int) -> int | None:
        """Where the words that begin there are seen to stand for operands or operators; None where they do not."""
        word = self.tokens[place]
        if not word.spaced or word.text.lower() in operations() or re.fullmatch("[a-z]{1,2}[A-Z]{1,2}", word.text):
            return place
        run = list(takewhile(lambda one: one.kind == "word", self.tokens[place : place + 4]))
        sign = self.at(place + len(run))
        if any(one.text.lower() in common() for one in run) or sign is None or not sign.is_sign(*OPERATORS):
            return None
        following = self.at(place + len(run) + 1)
        dash = following is not None and following.kind == "word" and following.text.lower() in _NO_OPERAND
        return None if self.is_dash(sign) or dash else place + len(run)

    def breaks(self, place: int) -> bool:
        """Whether a sign between two stretches of mathematics separates them."""
        token = self.tokens[place]
        if token.kind == "word":
            return token.text.lower() in _CLAUSES
        return token.is_sign(*_BREAKS) or self.is_dash(token)

    def is_dash(self, token: Token) -> bool:
        return self.text[token.span.start : token.span.end] == "—" or (
            token.is_sign("-") and self.text[token.span.start : token.span.end] == "–" and not self.touches(token)
        )

    def touches(self, token: Token) -> bool:
        return not (token.spaced and self.text[token.span.end : token.span.end + 1].isspace())

    def is_emphasis(self, first: int, end: int) -> bool:
        return self.tokens[first].span == self.tokens[end].span or (
            self.tokens[first].is_sign("^", "*") and self.tokens[end].text == self.tokens[first].text
        )

    def is_spaced(self, place: int) -> bool:
        token = self.at(place)
        return token is not None and token.spaced

    def signs(self, place: int) -> bool:
        """Whether a minus is the sign of what follows it: -x, not - x."""
        return self.tokens[place].is_sign("-") and place + 1 < len(self.tokens) and not self.tokens[place + 1].spaced

    def is_statement(self, span: Span, tokens: Sequence[Token]) -> bool:
        """Whether all of it can be read, and it is more than a word for a letter."""
        written = self.text[span.start : span.end]
        if re.fullmatch(r"[a-z]\s?(?:=|==|!=|≠)\s?[a-z]", written) or only_names(tokens):
            return False
        chains = self.read(span)
        if any(chain.continues or not chain.relations for chain in chains):
            return False
        return all(not isinstance(member.formula, ReadError) for chain in chains for member in chain.members)

    def is_unreadable(self, span: Span) -> bool:
        """Whether it is an equation of which the left side can be read, and not all."""
        chains = [chain for chain in self.read(span) if not chain.continues and chain.relations]
        if not chains or isinstance(chains[0].members[0].formula, ReadError):
            return False
        return any(isinstance(member.formula, ReadError) for chain in chains for member in chain.members)

    def read(self, span: Span) -> tuple[Chain, ...]:
        return read_plain_chains(self.text[span.start : span.end], 0, self.abbreviations)


def _regions(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The longest stretches of mathematics between words of prose and punctuation."""
    first = 0
    place = 0
    closers = closed(tokens)
    while place < len(tokens):
        close = closers.get(place)
        if close is not None and all(is_mathematical(tokens, k) for k in range(place, close)):
            place = close + 1
            continue
        if close is None and is_mathematical(tokens, place, brackets=False):
            place += 1
            continue
        if place > first:
            yield first, place
        place += 1
        first = place
    if first < len(tokens):
        yield first, len(tokens)
