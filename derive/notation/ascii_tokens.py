"""Plain-text mathematics -> signs: words, numbers, scripts, brackets, with every bracket matched."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias
from unicodedata import normalize

from derive.data import Data
from derive.notation.commands import MAX_DIGITS
from derive.notation.messages import malformed
from derive.notation.numbers import PERCENT
from derive.source import Span

MAX_LENGTH = 5_000
"""The longest row that is read, in characters."""
MAX_NESTING = 30

SUBSCRIPTS = "₀-₉₊₋₌₍₎ₐ-ₜᵢ-ᵪⱼ"
SUPERSCRIPTS = "⁰¹²³⁴-⁾ⁱⁿᵃ-ᵗᵘ-ᵡᴬ-ᵂⱽᶜᶠᶻᶿʰʲʳʷʸˡˢˣ"

_SIGNS = {
    "−": "-", "–": "-", "—": "-", "**": "^", "⋅": "·", "∗": "*", "•": "·", "∘": "⊙", "÷": "/", "∑": "Σ", "∏": "Π",
    "==": "=", "!=": "≠", "/=": "≠", "<>": "≠", "<=": "≤", ">=": "≥", "⩽": "≤", "⩾": "≥", "≔": ":=", "≜": ":=",
    "=>": "⇒", "->": "⇒", "→": "⇒", "==>": "⇒", "<=>": "⇔", "…": "...", "..": "...", "∥": "||", "‖": "||", "ⅆ": "d",
    "∣": "|", "⟹": "⇒", "in": "∈",
}  # fmt: skip
"""What is written -> the sign that it stands for."""

RELATIONS = frozenset({"=", "≠", "<", ">", "≤", "≥", "∈", "≈", "∝", ":=", "≡", "⇒", "⇔"})
OPENING = {"(": ")", "[": "]", "{": "}"}
_CLOSING = frozenset(OPENING.values())

Kind: TypeAlias = Literal["word", "number", "sub", "super", "prime", "sign", "index", "open", "close", "end"]


class Token(Data):
    """A sign of plain text. `text` is normal: of a script what it would be on the line. An 'index', and the braces that
    'open' and 'close', are those of derive.notation.ascii_scripts."""

    kind: Kind
    text: str
    span: Span
    spaced: bool = False
    """Whether there is space before it."""

    def is_sign(self, *signs: str) -> bool:
        return self.kind == "sign" and self.text in signs


@cache
def _pattern() -> re.Pattern[str]:
    letter = rf"[^\W\d_Σ{SUBSCRIPTS}{SUPERSCRIPTS}][\u0300-\u036f]*"
    return re.compile(
        rf"(?P<number>(?:[0-9]+(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+)(?:{PERCENT})?)"
        rf"|(?P<super>[{SUPERSCRIPTS}]+)"
        rf"|(?P<unisub>[{SUBSCRIPTS}]+)"
        rf"|(?P<below>(?<=[Σ∑∏mMd])_[A-Za-z]=[A-Za-z0-9]+(?=\^))"
        rf"|_(?P<sub>(?:{letter}|[0-9])+)"
        rf"|(?P<word>(?:{letter})+)"
        r"|(?P<prime>['′’]+)"
        r"|(?P<sign>==>|<=>|\.\.\.?|\*\*|==|!=|/=|<>|<=|>=|:=|=>|->|\|\||.)",
        re.DOTALL,
    )


def scan(text: str, start: int) -> tuple[Token, ...]:
    """The signs of `text`, which begins at offset `start` of its document; the last one is of kind 'end'.

    >>> [token.text for token in scan("ŷᵢ − x²", 0)]
    ['ŷ', 'i', '-', 'x', '2', '']

    Raises ReadError for a text or a number that is too long.
    """
    if len(text) > MAX_LENGTH:
        raise malformed(
            "too-long", Span(start, start + len(text)), expected=f"at most {MAX_LENGTH} characters",
            found=f"{len(text)} characters",
        )  # fmt: skip
    tokens: list[Token] = []
    spaced = False
    for match in _pattern().finditer(text):
        written = match.group()
        if written.isspace():
            spaced = True
            continue
        span = Span(start + match.start(), start + match.end())
        tokens.append(_token(match.lastgroup or "sign", match.group(match.lastgroup or 0), span, spaced))
        spaced = False
    end = start + len(text)
    return (*tokens, Token("end", "", Span(end, end), spaced))


def _token(kind: str, written: str, span: Span, spaced: bool) -> Token:
    match kind:
        case "number" if len(written) > MAX_DIGITS:
            raise malformed("too-large", span, found=f"{len(written)} digits")
        case "number":
            return Token("number", written, span, spaced)
        case "super":
            return Token("super", normalize("NFKC", written).replace("−", "-"), span, spaced)
        case "unisub":
            return Token("sub", normalize("NFKC", written).replace("−", "-"), span, spaced)
        case "below":
            return Token("sub", written[1:], span, spaced)
        case "sub":
            return Token("sub", normalize("NFC", written), span, spaced)
        case "word" if written == "∂":
            return Token("sign", "∂", span, spaced)
        case "word":
            return Token("word", normalize("NFC", written), span, spaced)
        case "prime":
            return Token("prime", written, span, spaced)
        case _:
            return Token("sign", _SIGNS.get(written, written), span, spaced)


def match_brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """The place of each opening bracket, braces that are not written among them -> the place of the one that closes it.

    Raises ReadError for one that is not matched, and for more than MAX_NESTING within each other.
    """
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "open" or token.is_sign(*OPENING):
            if len(opened) == MAX_NESTING:
                raise malformed("too-deep", token.span, found=f"more than {MAX_NESTING} brackets within each other")
            opened.append(place)
        elif token.kind == "close" or token.is_sign(*_CLOSING):
            if not opened:
                raise malformed("unmatched-bracket", token.span, expected="no bracket", found=token.text)
            opener = tokens[opened[-1]]
            if token.kind == "sign" and OPENING[opener.text] != token.text:
                raise malformed("mismatched-brackets", token.span, expected=OPENING[opener.text], found=token.text)
            pairs[opened.pop()] = place
    if opened:
        opener = tokens[opened[-1]]
        raise malformed("unclosed-bracket", opener.span, expected=OPENING[opener.text], found="the end of the formula")
    return pairs
