"""The words of plain-text mathematics: names with their accents, Greek letters, sums, functions, indices."""

import re
from collections.abc import Sequence
from typing import Literal
from unicodedata import normalize

from derive.formula import Name
from derive.letters import ACCENTS, GREEK
from derive.notation.ascii_tokens import OPENING, RELATIONS, Token
from derive.notation.commands import FUNCTIONS, WORDS
from derive.source import Span

_ACCENT_OF = {mark: accent for accent, mark in ACCENTS.items()}
_SUMS: dict[str, Literal["sum", "product"]] = {
    "sum": "sum", "Sum": "sum", "SUM": "sum", "prod": "product", "Prod": "product", "product": "product",
}  # fmt: skip
_NAMED = frozenset({"sqrt", "one"})
_ENGLISH = frozenset({"that", "what", "chat", "do", "de", "da"})
"""Words of the shape of a name with an accent, or of a differential."""


def sum_of(word: str) -> Literal["sum", "product"] | None:
    """The operator that a word stands for, if it does for one."""
    return _SUMS.get(word)


def is_function(word: str) -> bool:
    """Whether a word takes what follows as its argument, bracket or not."""
    return word in FUNCTIONS


def is_named_by(token: Token) -> bool:
    """Whether a word may name what stands after it: the mean x̄, the loss L."""
    return token.kind == "word" and token.text in WORDS


def is_known(word: str) -> bool:
    """Whether a word of several letters belongs to mathematics."""
    return word in FUNCTIONS or word in WORDS or word in GREEK or word in _SUMS or word in _NAMED


def name_of(word: str, span: Span) -> Name:
    """The letter or the name that a word is.

    >>> name_of("ŷ", Span(0, 1)), name_of("phat", Span(0, 4)).accent, name_of("theta", Span(0, 5)).letter
    (Name(letter='y', accent='hat', style=''), 'hat', 'θ')
    """
    if word in GREEK:
        return Name(GREEK[word], span=span)
    if len(word) > 1 and word[-1] in _ACCENT_OF:
        return accented(name_of(word[:-1], span), _ACCENT_OF[word[-1]])
    decomposed = normalize("NFD", word)
    if len(decomposed) == 2 and decomposed[1] in _ACCENT_OF:
        return accented(Name(decomposed[0], span=span), _ACCENT_OF[decomposed[1]])
    if len(word) > 1 and word[1:] in ACCENTS:
        return accented(Name(word[0], span=span), word[1:])
    return Name(word, style="word" if len(word) > 1 else "", span=span)


def accented(name: Name, accent: str) -> Name:
    return Name(name.letter, accent, name.style, name.span)  # type: ignore[arg-type]


def index_words(text: str) -> tuple[str, ...]:
    """The indices in a subscript without brackets: up to two letters, or more of i to n, are one index each.

    >>> index_words("ijk"), index_words("true"), index_words("w1")
    (('i', 'j', 'k'), ('true',), ('w', '1'))
    """
    found: list[str] = []
    for part in re.findall(r"[0-9]+|[^0-9]+", text):
        apart = len(part) <= 2 or re.fullmatch("[i-n]+", part)
        found += [part] if part.isdigit() or part in GREEK or not apart else part
    return tuple(found)


def is_prose(token: Token) -> bool:
    """Whether a word of several letters is none of mathematics, nor of the shape of a differential: dz."""
    if token.kind != "word" or len(normalize("NFC", token.text)) == 1 or is_known(token.text):
        return False
    if re.fullmatch(r"[Α-Ωα-ω][A-Za-z]", token.text):
        return False  # ΔT
    if token.text in _ENGLISH or (token.text.istitle() and token.text.lower() in _ENGLISH):
        return True
    return not re.fullmatch(r"d[^\W\d_]|.(?:hat|bar|tilde)|δ[a-z]{2}|.[\u0300-\u036f]", token.text)


def is_differential(sign: Token) -> bool:
    """Whether this is ∂, d, or a name after d: dL."""
    if sign.kind != "word":
        return sign.is_sign("∂")
    return sign.text[0] == "d" and not is_known(sign.text)


def in_letters(tokens: Sequence[Token], products: frozenset[str], *, prose: bool = False) -> tuple[Token, ...]:
    """The signs with each word of `products`, letters multiplied without a sign between them, in its letters.

    prose: words beside words are left; "at" is a·t in u + at, and none in "at the point".
    """
    if not products:
        return tuple(tokens)
    apart: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind != "word" or token.text not in products or (prose and not _multiplies(tokens, place)):
            apart.append(token)
            continue
        for number, letter in enumerate(token.text):
            span = Span(token.span.start + number, token.span.start + number + 1)
            apart.append(Token("word", letter, span, token.spaced and not number))
    return tuple(apart)


def _multiplies(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word has a sign of mathematics beside it, and no other word."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is not None and after.kind == "word":
        return False
    if before is not None and before.kind == "word":
        return is_function(before.text)
    return any(
        one is not None and (one.kind in ("number", "super") or one.is_sign(*RELATIONS, *OPENING, *"+-*/^·×"))
        for one in (before, after)
    )
