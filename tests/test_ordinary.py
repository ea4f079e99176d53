"""The words that say nothing of values, and which sentences concern an equation."""

from pathlib import Path

import pytest

from derive.document.reading import read_document
from derive.meaning.told.letters import Mentioned
from derive.meaning.told.ordinary import odd_word
from derive.meaning.told.vocabulary import ADJECTIVES, HEARD, LITTLE, NOUNS, PHRASES, VERBS
from derive.source import Source

PAGES = sorted((Path(__file__).parent.parent / "derivations").glob("*.md"))
TELLING = (
    "PSD preconditioner reflection Householder involution Hadamard adjoint dispersion normalized unit equal except "
    "unless ignoring half nilpotent skew circulant antisymmetric dyadic clamped clipped masked odd periodic conjugate"
)
"""What may make true an equation that is false without it."""


def odd(text: str, formula: str = "a = b", symbols: str = "ab", indices: str = "") -> str | None:
    source = Source("page.md", text.replace("@", f"$$\n{formula}\n$$"))
    start = source.text.index(formula)
    return odd_word(start, start + len(formula), Mentioned(frozenset(symbols), frozenset(indices)), source)


def test_the_words_are_sorted_and_stand_once() -> None:
    for words in (ADJECTIVES, HEARD, LITTLE, NOUNS, VERBS):
        assert words.split() == sorted(set(words.split()))
    assert len(PHRASES.split(",")) > 100


@pytest.mark.parametrize("word", TELLING.split())
def test_words_that_tell_are_none_of_them(word: str) -> None:
    assert odd(f"Let $a$ be {word}.\n\n@") == word.lower()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_all_words_of_the_derivations_are_known(path: Path) -> None:
    source = read_document(Source(path.name, path.read_text(encoding="utf-8") + "\n\nHence\n")).source
    everything = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert odd_word(len(source.text), len(source.text), Mentioned(everything, everything), source) is None
