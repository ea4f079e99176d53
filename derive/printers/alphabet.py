"""The characters of printed formulas: Unicode mathematics, or ASCII where a terminal has nothing else."""

from functools import cache
from typing import TextIO
from unicodedata import combining, normalize

from derive.data import Data
from derive.letters import GREEK, variable_name

_LOWER = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
_UPPER = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzTNLMKD",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴺᴸᴹᴷᴰ",
        strict=True,
    )
)
_SCRIPT_CAPITALS = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))


class Alphabet(Data):
    """What stands for each sign that ASCII lacks."""

    unicode: bool
    minus: str
    dot: str
    times: str
    hadamard: str
    sum: str
    product: str
    partial: str
    nabla: str
    root: str
    prime: str
    dots: str
    bar: str
    norm: str
    marks: tuple[tuple[str, str], ...]
    """The mark of each verdict, by the verdict's value; all of one width."""


UNICODE = Alphabet(
    unicode=True,
    minus="−",
    dot="·",
    times="×",
    hadamard="⊙",
    sum="Σ",
    product="Π",
    partial="∂",
    nabla="∇",
    root="√",
    prime="′",
    dots="…",
    bar="─",
    norm="‖",
    marks=(("proved", "✓"), ("refuted", "✗"), ("undecided", "?"), ("unreadable", "!"), ("given", "·")),
)
ASCII = Alphabet(
    unicode=False,
    minus="-",
    dot="*",
    times="*",
    hadamard="(*)",
    sum="Sum",
    product="Prod",
    partial="d",
    nabla="grad",
    root="sqrt",
    prime="'",
    dots="...",
    bar="-",
    norm="||",
    marks=(("proved", "ok"), ("refuted", "NO"), ("undecided", "? "), ("unreadable", "! "), ("given", ". ")),
)

_IN_ASCII = {
    "≠": "!=", "≤": "<=", "≥": ">=", "∈": "in", "≈": "~=", "∝": "~", "≡": "==", "⇒": "=>", "∂": "d",
    "Σ": "Sum", "∑": "Sum", "Π": "Prod", "∏": "Prod", "−": "-", "·": "*", "×": "*", "⊙": "(*)", "√": "sqrt",
    "∇": "grad", "‖": "||",
    "⟨": "<", "⟩": ">", "∼": "~", "←": "<-", "↦": "|->", "⊗": "(x)", "⊘": "(/)", "⊥": "_|_",
    "…": "...", "→": "->", "′": "'", "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "│": "|",
    "✓": "ok", "✗": "NO", "─": "-", "∞": "infinity", "\u0302": "^", "\u0304": "bar",
    "\u0303": "~", "\u0307": ".",
}  # fmt: skip


def alphabet_for(stream: TextIO) -> Alphabet:
    """Unicode if the stream can encode the characters of a printed formula, else ASCII."""
    try:
        "∂ŷⱼ Σₖ ─ ⎛ ✓ ⁿ".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def lowered(text: str, alphabet: Alphabet) -> str | None:
    """The text in subscript characters, or None if one of them has none.

    >>> lowered("k=1", UNICODE), lowered("k≠1", UNICODE)
    ('ₖ₌₁', None)
    """
    return _each(text, _LOWER) if alphabet.unicode else None


def uppered(text: str, alphabet: Alphabet) -> str | None:
    """The text in superscript characters, or None if one of them has none.

    >>> uppered("−1", UNICODE), uppered("θ", UNICODE)
    ('⁻¹', None)
    """
    return _each(text, _UPPER) if alphabet.unicode else None


def _each(text: str, characters: dict[str, str]) -> str | None:
    if not text or any(character not in characters for character in text):
        return None
    return "".join(characters[character] for character in text)


@cache
def _greek_words() -> dict[str, str]:
    return {character: command.removeprefix("var") for command, character in reversed(GREEK.items())}


def letter(text: str, accent: str, style: str, alphabet: Alphabet) -> str:
    """A letter or a word with its accent; a label, as that of z↑ℓ, is told by the indices.

    >>> letter("y", "hat", "", UNICODE), letter("y", "hat", "", ASCII), letter("θ", "bar", "", ASCII)
    ('ŷ', 'y^', 'theta_bar')
    """
    text = text.partition("↑")[0]
    if alphabet.unicode:
        return variable_name(_SCRIPT_CAPITALS.get(text, text) if style == "calligraphic" else text, accent)
    return ascii_of(text) + {"": "", "hat": "^"}.get(accent, f"_{accent}")


def ascii_of(text: str) -> str:
    """Plain text with every character that ASCII lacks spelled out, or '?' where nothing stands for it.

    >>> ascii_of("Σⱼ yⱼ ≠ 1, θ²")
    'Sum_j y_j != 1, theta^2'
    """
    if text.isascii():
        return text
    written, mark = [], ""
    for character in normalize("NFC", text):
        spelled = _spelled(character)
        if spelled[:1] == mark and len(spelled) > 1:
            spelled = spelled[1:]
        else:
            mark = spelled[:1] if spelled[:1] in ("_", "^") and character not in "_^" else ""
        written.append(spelled)
    return "".join(written)


def _spelled(character: str) -> str:
    if character.isascii():
        return character
    if character in _IN_ASCII:
        return _IN_ASCII[character]
    if character in _greek_words():
        return _greek_words()[character]
    for mark, characters in (("_", _LOWER), ("^", _UPPER)):
        for plain, small in characters.items():
            if small == character:
                return mark + ascii_of(plain)
    parts = normalize("NFKD", character)
    if parts == character:
        return "" if combining(character) else "?"
    return "".join(_spelled(part) for part in parts)
