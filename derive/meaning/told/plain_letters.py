"""Letters of plain prose, put between the signs of a formula: "the price p increases" is "the price $p$ increases"."""

import re
from functools import cache, lru_cache

from derive.data import replace
from derive.letters import GREEK
from derive.notation.ascii_words import is_function, sum_of
from derive.source import Source

_WORDS = frozenset({"a", "A", "I"})
"""Letters that are words of English, too."""
_OF_SYMBOLS = r"\s+(?:is|are|be|varies|depends|increases|decreases|grows|vanishes|changes)\b"
"""What follows a symbol, and not an article."""
_PLACE = re.compile(r"(?P<before>\S*)(?P<space>\s*)\Z")
_REACH = 40
"""How many characters before a letter are looked at."""


@lru_cache(maxsize=8)
def with_formulas_marked(source: Source) -> Source:
    """The source as told in words, where it has no signs of formulas of its own; the places in it are others then.

    >>> with_formulas_marked(Source("a.txt", "Let a be a loss. The price p and theta_1 vary, and y = p x.")).text
    'Let $a$ be a loss. The price $p$ and $\\\\theta_1$ vary, and y = p x.'
    """
    if "$" in source.text or "\\" in source.text:
        return source
    return replace(source, text=_symbol().sub(_marked, source.text))


@cache
def _symbol() -> re.Pattern[str]:
    """A letter, perhaps with an index, with space or punctuation on both sides."""
    greek = "|".join(sorted(GREEK, key=len, reverse=True))
    return re.compile(
        rf"(?<![^\s(])(?P<letter>{greek}|[A-Za-zΑ-Ωα-ω])(?P<index>_[A-Za-z0-9]+)?"
        r"(?=[ \t\n]|[,.;:)](?:\s|\Z)|\Z)(?!\s*[-+*/^=<>≤≥≠≈∝·×(\[|])"
    )


def _marked(found: re.Match[str]) -> str:
    text, letter, index = found.string, found["letter"], found["index"] or ""
    if (letter in _WORDS and not index and not re.match(_OF_SYMBOLS, text[found.end() :])) or _is_operand(found):
        return found[0]
    command = "\\" if letter in GREEK else ""
    return f"${command}{letter}{index}$"


def _is_operand(found: re.Match[str]) -> bool:
    """Whether a letter is part of more: p and x in y = p x, and x in sin x."""
    before = _PLACE.search(found.string[max(0, found.start() - _REACH) : found.start()])
    after = re.match(r"[ \t]+(\w+)", found.string[found.end() :])
    last = before["before"] if before is not None else ""
    beside = [last, after[1] if after is not None else ""]
    if re.search(r"[-+*/^=<>≤≥≠≈∝·×|]\Z", last) or is_function(last) or sum_of(last) is not None:
        return True
    return any(re.fullmatch(r"[A-Za-z0-9]", one) and one not in _WORDS for one in beside)
