"""Words among plain letters: softmax(z), log p, x_{test}, where the author did not set them upright."""

import re
from functools import cache

from derive.notation.commands import FUNCTIONS, WORDS

_ANYWHERE = ("log", "exp", "tanh", "argmax", "argmin")
_SUBSCRIPTS = frozenset({"train", "val", "avg", "all", "bias", "final", "hid", "min", "max", "main", "data"})


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted({*_ANYWHERE, *(word for word in WORDS if len(word) > 4)}, key=len, reverse=True)))


def split_words(letters: str) -> list[str]:
    """A run of letters, taken apart into known words and single letters.

    >>> split_words("ylogp"), split_words("ab"), split_words("max")
    (['y', 'log', 'p'], ['a', 'b'], ['max'])
    """
    if letters in FUNCTIONS or letters in WORDS:
        return [letters]
    if len(letters) < 3:
        return list(letters)
    parts: list[str] = []
    position = 0
    for match in _words().finditer(letters):
        parts += [*letters[position : match.start()], match.group()]
        position = match.end()
    return [*parts, *letters[position:]]


def reads_as_word(letters: str) -> bool:
    """Whether letters in a subscript are a word rather than several indices: w_{ijk}, but x_{test}.

    The letters e and o hardly ever are indices.
    """
    return len(letters) > 2 and (letters in _SUBSCRIPTS or "e" in letters or "o" in letters)
