"""Which symbols the prose introduces as any of their kind: "let $a, b$ be real numbers"."""

import re

from derive.meaning.told.letters import symbols
from derive.meaning.told.sentences import FORMULA, sentences_of
from derive.source import Source

_ANY = (
    r"(?:(?:an?|any|some|two|three|four|given|arbitrary|fixed|independent|real|complex|rational|whole|natural|positive"
    r"|negative|non-?negative|non-?zero|distinct|different)[ -,]*)*"
)
_KIND = r"(?:numbers?|reals?|integers?|scalars?|constants?|fractions?|primes?)"
_NATURE = r"(?:real|positive|negative|non-?negative|non-?zero|rational|even|odd)"
_LISTED = r"((?:\0\d+\0(?:\s*(?:,|and|, and)\s*)?)+)"
_INTRODUCED = (
    rf"(?i){_LISTED}\s*(?:be|is|are) {_ANY}(?:{_KIND}\b(?! of\b)|{_NATURE}(?=\s*[.,;]))"
    rf"|\b{_ANY}{_KIND}\s+{_LISTED}"
)
"""By which words formulas are symbols of any value: by what numbers they are, and not by what they measure."""


def is_any_number(letter: str, start: int, source: Source) -> bool:
    """Whether a sentence before a place introduces a letter as any number of a kind."""
    return any(letter in _introduced(one) for one in sentences_of(source.text[:start]))


def _introduced(sentence: str) -> frozenset[str]:
    """The letters that a sentence introduces so.

    >>> sorted(_introduced("Let $a, b$ and $c$ be real numbers."))
    ['a', 'b', 'c']
    >>> sorted(_introduced("Let $y$ be the number of samples."))
    []
    """
    formulas = re.findall(FORMULA, sentence)
    places = iter(range(len(formulas)))
    words = re.sub(FORMULA, lambda _: f"\0{next(places)}\0", sentence)
    listed = (found[1] or found[2] for found in re.finditer(_INTRODUCED, words))
    return frozenset(
        letter for one in listed for place in re.findall(r"\d+", one) for letter in symbols(formulas[int(place)])
    )
