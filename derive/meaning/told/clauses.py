"""What the prose says right beside each symbol: "the price $p$, which falls …"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from derive.data import Data
from derive.meaning.told.letters import left_symbols, letters
from derive.meaning.told.plain_letters import with_formulas_marked
from derive.meaning.told.sentences import FORMULA, sentences
from derive.source import Source

_OF_ANOTHER = frozenset(
    (";", ":", "(", "we", "I", "you", "one", "let", "then", "so", "hence", "therefore", "thus", "because", "but")
)
"""What begins a clause of something else."""
_LITTLE = frozenset(
    ("the", "a", "an", "of", "for", "with", "by", "to", "at", "in", "on", "where", "and", "or", "that", "this", "when",
     "if", "is", "are", "be", "let", "all", "each", "every", "any", "it", "its", "own", "The", "Where", "Let", "For")
)  # fmt: skip
"""Words that say nothing by themselves, and are part of no noun."""
_LISTING = frozenset(("and", "or", "nor", ","))
"""What stands before another symbol of which nothing is said here."""
_DENIED = frozenset(("Neither", "neither", "nor", "None", "none"))
_TOKEN = r"[\w'’-]+|[^\w\s]"
_MOST_NOUNS = 3


class Clause(Data):
    """What is said of a symbol."""

    words: tuple[str, ...]
    """Right before and after it."""
    letters: frozenset[str]
    """Those of the formula with which it is said to do something; none if there is no such formula."""


@lru_cache(maxsize=8)
def said_of(source: Source) -> Mapping[str, tuple[Clause, ...]]:
    """What is said of each symbol that stands alone in a formula, by its letter."""
    found: dict[str, list[Clause]] = {}
    for sentence in sentences(with_formulas_marked(source)):
        parts = re.split(f"({FORMULA})", sentence)
        words, formulas = parts[::2], [*parts[1::2], ""]
        for k, formula in enumerate(formulas[:-1]):
            symbols = left_symbols(formula)
            for clause in _clauses(words[k], words[k + 1], formulas[k + 1]) if symbols else ():
                for symbol in symbols:
                    found.setdefault(symbol, []).append(clause)
    return {symbol: tuple(clauses) for symbol, clauses in found.items()}


def _clauses(before: str, after: str, formula: str) -> Iterator[Clause]:
    """The clause about a symbol, if it says anything: what stands before it, after it, and the formula after that."""
    leading, trailing = re.findall(_TOKEN, before), re.findall(_TOKEN, after)
    end = next((place for place, word in enumerate(trailing) if word in _OF_ANOTHER), len(trailing))
    said = () if _DENIED.intersection(leading) else (*_noun_at_end(leading), *trailing[:end])
    if any(len(one) > 1 and one not in _LITTLE for one in said):
        alone = end < len(trailing) or _LISTING.intersection(trailing[-_MOST_NOUNS:])
        yield Clause(said, frozenset() if alone else frozenset(letters(formula)))


def _noun_at_end(words: Sequence[str]) -> Sequence[str]:
    """The words right before a symbol that may be what it is called."""
    start = len(words)
    while start and len(words) - start < _MOST_NOUNS and words[start - 1] not in _LITTLE and words[start - 1].isalnum():
        start -= 1
    return words[start:]
