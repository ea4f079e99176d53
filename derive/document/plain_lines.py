"""Which lines of plain text are mathematics.

A line is a row of mathematics if it has a relation or an operator and can be read completely, words of prose aside
that stand at its end in brackets. A line that begins with a relation, or has one and shows by its signs that it is
mathematics, is a row even if it cannot be read: what is wrong with it is told.
"""

import re
from functools import cache

from derive.document.plain_chains import read_plain_chains, trimmed, without_case
from derive.document.plain_words import (
    OPERATORS,
    is_marked,
    is_mathematical,
    is_name,
    is_related,
    is_word,
    only_names,
    scanned,
)  # fmt: skip
from derive.errors import ReadError
from derive.letters import GREEK
from derive.notation.ascii import NO_ABBREVIATIONS, Abbreviations
from derive.notation.ascii_tokens import MAX_LENGTH
from derive.source import Span


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[*•–-]\s+|\d{1,2}[.)]\s+|\([a-z\d]\)\s+)")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"</?[A-Za-z!][^<>]*>|^\s*>", re.MULTILINE)


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(r"(?<!\s)\s+(\([^()]*(?:\([^()]*\)[^()]*)*\))[\s.,;]*$|(?<!\s)\s+(?:#|//|<--?|←)\s.*$")


@cache
def _label() -> re.Pattern[str]:
    """Words before a colon, which say what the row after them is."""
    word, bold = r"[^\W\d_][\w'’-]", r"(?:\*\*|__)?"
    return re.compile(rf"{bold}(?:{word}*\s+){{0,5}}{word}+(?:\s+\([^()=]*\))?{bold}:{bold}\s+")


@cache
def _emphasis() -> re.Pattern[str]:
    """A row in the signs that make it bold, or code."""
    return re.compile(r"(\*\*|`)(?=[^\s*`])[^`]*(?<=[^\s*`])\1$")


def row_in(
    text: str, begin: int, end: int, abbreviations: Abbreviations, *, follows: bool, opened: bool = False
) -> Span | None:
    """Where the row of mathematics stands that the line text[begin:end] is, without the remark at its end; None for
    prose. `follows`: whether the line before is a row, with which an operator at the head of this one goes on; where
    there is a relation too, a dash or a star with a space after it marks an item of a list. `opened`: whether the
    line before is a row that ends with an operator."""
    begin, end = trimmed(text, begin, end)
    if end - begin > MAX_LENGTH or _tag().search(text, begin, end):
        return None
    bullet = _bullet().match(text, begin, end)
    if bullet is not None and not (follows and text[begin] in "*-–(" and not _has_relation(text[bullet.end() : end])):
        begin = bullet.end()
    label = _label().match(text, begin, end)
    if label is not None and _has_relation(text[label.end() : end]):
        begin = label.end()
    remark = _remark().search(text, begin, end)
    if remark is not None and _is_remark(remark[0], abbreviations):
        end = remark.start()
    emphasis = _emphasis().match(text, begin, end)
    if emphasis is not None:
        begin, end = begin + len(emphasis[1]), end - len(emphasis[1])
    begin, end = trimmed(text, begin, end)
    return Span(begin, end) if is_row(text[begin:end], abbreviations, follows=follows, opened=opened) else None


def is_row(line: str, abbreviations: Abbreviations, *, follows: bool = False, opened: bool = False) -> bool:
    """Whether a line without outer space is a row of mathematics.

    >>> from derive.notation.ascii import NO_ABBREVIATIONS as NONE
    >>> is_row("p_i = exp(z_i)/Z", NONE), is_row("= -exp(o_j", NONE), is_row("the p_i = 3", NONE), is_row("a-b", NONE)
    (True, True, False, False)
    >>> is_row("v = 2*distance/time", NONE), is_row("v = twice the speed", NONE), is_row("v = speed", NONE)
    (True, False, False)
    """
    tokens = scanned(without_case(line), abbreviations)
    if len(tokens) < 2 and not (opened and tokens):
        return False
    if len(tokens) > 2 and tokens[-1].is_sign(*OPERATORS) and not tokens[-2].is_sign(*OPERATORS):
        closed = re.sub(r"\s*[-+−*/·×]\s*$", "", line)
        return closed != line and is_row(closed, abbreviations, follows=follows, opened=opened)
    related = any(map(is_related, tokens))
    begins = tokens[0].is_sign("=", "≠", "≤", "≥", "≈", ":=")
    words = [place for place in range(len(tokens)) if is_word(tokens, place)]
    goes_on = opened or (follows and tokens[0].is_sign(*OPERATORS) and any(token.kind == "word" for token in tokens))
    if not all(is_name(tokens, place) for place in words) or (related and only_names(tokens)):
        return False
    if not (related or goes_on or (is_marked(tokens) and not words)):
        return False
    chains = read_plain_chains(line, 0, abbreviations)
    members = [member for chain in chains for member in chain.members[int(chain.continues) :]]
    if not any(isinstance(member.formula, ReadError) for member in members):
        return related or goes_on or any(token.is_sign(*OPERATORS) for token in tokens)
    whole = all(is_mathematical(tokens, place) for place in range(len(tokens)))
    signs = is_marked(tokens) or any(token.is_sign(*OPERATORS) for token in tokens)
    shown = begins or is_related(tokens[-1]) or (related and signs)
    return whole and (shown or (goes_on and not related))


def _has_relation(text: str) -> bool:
    return any(map(is_related, scanned(text, NO_ABBREVIATIONS)))


def _is_remark(text: str, abbreviations: Abbreviations) -> bool:
    """Whether what stands at the end of a row, in brackets or after a mark, is prose: not a factor in brackets."""
    tokens = scanned(text, abbreviations)
    words = [token for token in tokens if token.kind == "word"]
    if len(tokens) == 3 and len(words) == 1 and len(words[0].text) > 1 and words[0].text not in GREEK:
        return True
    return any(is_word(tokens, place) and not is_name(tokens, place) for place in range(len(tokens)))
