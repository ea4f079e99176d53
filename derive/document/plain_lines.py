"""Which lines of plain text are mathematics, and which formulas stand in lines of prose.

A line is a row of mathematics if it has a relation or an operator and can be read completely, words of prose aside
that stand at its end in brackets. A line that begins with a relation, or has one and shows by its signs that it is
mathematics, is a row even if it cannot be read: what is wrong with it is told.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from derive.document.plain_chains import read_plain_chains, trimmed, without_case
from derive.errors import ReadError
from derive.notation.ascii import Abbreviations
from derive.notation.ascii_tokens import MAX_LENGTH, OPENING, RELATIONS, Token, scan
from derive.notation.ascii_words import is_function, is_known, is_prose, sum_of
from derive.source import Span

_OPERATORS = ("+", "-", "*", "/", "^", "·", "×", "⊙")
_MATHEMATICAL = (*_OPERATORS, "_", "Σ", "Π", "∂", "√", "𝟙", "|", "...", *RELATIONS)


@cache
def _common() -> frozenset[str]:
    """Short words of English that never name anything in a formula."""
    words = "the of and or is are be to in it we if for so as by with where this that not on at an then let from"
    return frozenset(words.split())


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[*•–-]\s+|\d{1,2}[.)]\s+|\([a-z\d]\)\s+)")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"</?[A-Za-z!][^<>]*>|^\s*>", re.MULTILINE)


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(r"(?<!\s)\s+(\([^()]*(?:\([^()]*\)[^()]*)*\))[\s.,;]*$|(?<!\s)\s+(?:#|//|<--?|←)\s.*$")


def row_in(text: str, begin: int, end: int, abbreviations: Abbreviations, *, follows: bool) -> Span | None:
    """Where the row of mathematics stands that the line text[begin:end] is, without the remark at its end; None for
    prose. `follows`: whether the line before is a row, with which an operator at the head of this one goes on; where
    there is a relation too, a dash or a star with a space after it marks an item of a list."""
    begin, end = trimmed(text, begin, end)
    if end - begin > MAX_LENGTH or _tag().search(text, begin, end):
        return None
    bullet = _bullet().match(text, begin, end)
    if bullet is not None and not (follows and text[begin] in "*-–(" and not _has_relation(text[bullet.end() : end])):
        begin = bullet.end()
    remark = _remark().search(text, begin, end)
    if remark is not None and _has_prose(remark[0]):
        end = remark.start()
    begin, end = trimmed(text, begin, end)
    return Span(begin, end) if is_row(text[begin:end], abbreviations, follows=follows) else None


def is_row(line: str, abbreviations: Abbreviations, *, follows: bool = False) -> bool:
    """Whether a line without outer space is a row of mathematics.

    >>> from derive.notation.ascii import NO_ABBREVIATIONS as NONE
    >>> is_row("p_i = exp(z_i)/Z", NONE), is_row("= -exp(o_j", NONE), is_row("the p_i = 3", NONE), is_row("a-b", NONE)
    (True, True, False, False)
    """
    tokens = _scanned(without_case(line))
    if len(tokens) < 2:
        return False
    related = any(token.kind == "sign" and token.text in RELATIONS for token in tokens)
    begins = tokens[0].is_sign("=", "≠", "≤", "≥", "≈", ":=")
    worded = any(_is_word(tokens, place) for place in range(len(tokens)))
    goes_on = follows and tokens[0].is_sign(*_OPERATORS) and any(token.kind == "word" for token in tokens)
    if worded and not (related and _apart(tokens)):
        return False
    if not (related or goes_on or _is_marked(tokens)):
        return False
    chains = read_plain_chains(line, 0, abbreviations)
    members = [member for chain in chains for member in chain.members[int(chain.continues) :]]
    if not any(isinstance(member.formula, ReadError) for member in members):
        return related or goes_on or any(token.is_sign(*_OPERATORS) for token in tokens)
    if goes_on and not related:
        return not worded and all(_is_mathematical(tokens, place) for place in range(len(tokens)))
    shown = begins or (related and _is_marked(tokens))
    return shown and not worded and all(_is_mathematical(tokens, place) for place in range(len(tokens)))


def formulas_in(text: str, begin: int, end: int, abbreviations: Abbreviations) -> Iterator[Span]:
    """Where formulas with a relation stand in the line of prose text[begin:end]: only what can be read completely.

    A comparison of two letters, such as i = j, is left to those who read conditions.
    """
    tokens = _scanned(text[begin:end])
    for first, last in _regions(tokens):
        if tokens[first].is_sign("/", "^"):
            continue  # torn off from a word, as dw = 2 w from dloss/dw = 2 w
        while first < last and tokens[first].is_sign(*_OPERATORS, "...") and not _signs(tokens, first):
            first += 1
        while last > first and tokens[last - 1].is_sign(*_OPERATORS, *RELATIONS):
            last -= 1
        if not any(token.kind == "sign" and token.text in RELATIONS for token in tokens[first:last]):
            continue
        span = Span(begin + tokens[first].span.start, begin + tokens[last - 1].span.end)
        if _is_statement(text[span.start : span.end], abbreviations):
            yield span


def _is_statement(written: str, abbreviations: Abbreviations) -> bool:
    if re.fullmatch(r"[a-z]\s?(?:=|==|!=|≠)\s?[a-z]", written):
        return False
    chains = read_plain_chains(written, 0, abbreviations)
    if any(chain.continues or not chain.relations for chain in chains):
        return False
    return all(not isinstance(member.formula, ReadError) for chain in chains for member in chain.members)


def _scanned(line: str) -> tuple[Token, ...]:
    """The signs of a line without the end; none for a line that is too long."""
    try:
        return scan(line, 0)[:-1]
    except ReadError:
        return ()


def _regions(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The longest stretches of mathematics between words of prose and punctuation."""
    first = 0
    place = 0
    closers = _closed(tokens)
    while place < len(tokens):
        close = closers.get(place)
        if close is not None and all(_is_mathematical(tokens, k) for k in range(place, close)):
            place = close + 1
            continue
        if close is None and _is_mathematical(tokens, place, brackets=False):
            place += 1
            continue
        if place > first:
            yield first, place
        place += 1
        first = place
    if first < len(tokens):
        yield first, len(tokens)


def _closed(tokens: Sequence[Token]) -> dict[int, int]:
    """The place of each opening bracket that is closed -> the place of its end."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.is_sign(*OPENING):
            opened.append(place)
        elif token.is_sign(")", "]", "}"):
            if opened and OPENING[tokens[opened[-1]].text] == token.text:
                pairs[opened.pop()] = place
            else:
                opened.clear()
    return pairs


def _is_mathematical(tokens: Sequence[Token], place: int, *, brackets: bool = True) -> bool:
    token = tokens[place]
    match token.kind:
        case "word":
            return not _is_word(tokens, place)
        case "sign" if token.text in OPENING or token.text in ")]},":
            return brackets
        case "sign":
            return token.text in _MATHEMATICAL or (token.text == ":" and brackets)
        case _:
            return True


def _is_word(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token is a word of prose: not the name of a function before its bracket, nor an index."""
    token = tokens[place]
    if token.kind != "word" or _is_differentiated(tokens, place):
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place else None
    if token.text in ("a", "A", "I") and after is not None and after.kind == "word" and after.spaced:
        return len(after.text) > 1
    if not is_prose(token):
        return token.text in ("in", "one", "max", "min", "sign", "trace", "loss", "sum", "product") and (
            after is None or (after.kind == "word" and after.spaced and is_prose(after))
        )
    if token.text.lower() in _common():
        return True
    if before is not None and before.is_sign("{", "_"):
        return False
    return not (after is not None and (after.kind == "sub" or after.is_sign("(", "[", "_")) and not after.spaced)


def _is_differentiated(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is a name of which a derivative is taken: loss in dloss/dw, d loss/dw, d(loss)/dw."""
    inside = 0 < place < len(tokens) - 1 and tokens[place - 1].is_sign("(") and tokens[place + 1].is_sign(")")
    slash, before = place + 1 + inside, place - 1 - inside
    if slash + 1 >= len(tokens) or not tokens[slash].is_sign("/"):
        return False
    below = tokens[slash + 1]
    name = below.text.removeprefix("d") or (tokens[slash + 2].text if slash + 2 < len(tokens) else "")
    if below.kind != "word" or below.text[0] != "d" or not (len(name) == 1 or is_known(name)):
        return False
    joined = not inside and tokens[place].text[0] == "d" and len(tokens[place].text) > 2
    return joined or (before >= 0 and tokens[before].kind == "word" and tokens[before].text == "d")


def _apart(tokens: Sequence[Token]) -> bool:
    """Whether every word of prose can be a name: none is common, none stands beside another operand."""
    for place, token in enumerate(tokens):
        if not _is_word(tokens, place):
            continue
        around = [tokens[k] for k in (place - 1, place + 1) if 0 <= k < len(tokens)]
        if token.text.lower() in _common() or len(token.text) > 12 or any(one.kind == "word" for one in around):
            return False
        if not any(one.kind == "sign" and one.text in (*RELATIONS, *_OPERATORS) for one in around):
            return False
    return _is_marked(tokens)


def _is_marked(tokens: Sequence[Token]) -> bool:
    """Whether there are signs that only mathematics has: scripts, functions, sums, derivatives, powers."""
    for place, token in enumerate(tokens):
        if token.kind in ("sub", "super") or token.is_sign("∂", "Σ", "√", "^", "_", "Π", "𝟙"):
            return True
        if token.kind == "word" and (is_function(token.text) or sum_of(token.text) is not None):
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            return after is not None and after.is_sign("(")
        if token.kind == "word" and _is_differentiated(tokens, place):
            return True
        if re.fullmatch(r"d[^\W\d_]?", token.text) and place + 1 < len(tokens) and tokens[place + 1].is_sign("/"):
            return True
    return False


def _signs(tokens: Sequence[Token], place: int) -> bool:
    """Whether a minus is the sign of what follows it: -x, not - x."""
    return tokens[place].is_sign("-") and place + 1 < len(tokens) and not tokens[place + 1].spaced


def _has_relation(text: str) -> bool:
    return any(token.kind == "sign" and token.text in RELATIONS for token in _scanned(text))


def _has_prose(text: str) -> bool:
    tokens = _scanned(text)
    return any(_is_word(tokens, place) for place in range(len(tokens)))
