"""Where words are looked for: in the sentence that a formula stands in, or that leads to it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from derive.document.prose import sentence_ends
from derive.source import Source

FORMULA = r"\$[^$]*\$?|`[^`]*`?|\\\((?s:.*?)\\\)|\\\((?s:.*)"
"""A formula in running text."""
DISPLAY = r"\$\$|\\\[|\\\]|\\(?:begin|end)\b"
"""Where a display begins or ends."""
DISPLAYS = r"(?s:\$\$.*?(?:\$\$|\Z)|\\\[.*?(?:\\\]|\Z)|\\begin\{(\w+\*?)\}.*?(?:\\end\{\1\}|\Z))"
"""A display."""
HEADING = r"(?m)^(?:#+\s.*|\\(?:sub)*section\*?\{.*)"
_ENVIRONMENT = r"\\(begin|end)\{(?:equation|align|flalign|gather|multline|eqnarray|displaymath|math)\*?\}"
"""Where an environment begins or ends that is a display by itself."""
_REACH = 400
"""How many characters of a sentence before and after some words are looked at."""
_LONGEST = 2000
"""How many characters of a sentence are read at most."""


@lru_cache(maxsize=8)
def folded(source: Source) -> str:
    """The text in one case."""
    return source.text.casefold()


@lru_cache(maxsize=8)
def prose_start(source: Source) -> int:
    """Where the prose begins, after what the first lines may tell of the document."""
    found = re.match(r"---\n.*?\n---\n", source.text, re.DOTALL)
    return found.end() if found else 0


def display_start(place: int, source: Source) -> int:
    """Where the display begins in which a place stands; the place itself in running text."""
    before = source.text[:place]
    opened = [before.rfind("$$")] if before.count("$$") % 2 else []
    for pattern, begins in ((r"(?<!\\)\\([\[\]])", "["), (_ENVIRONMENT, "begin")):
        *_, last = (None, *re.finditer(pattern, before))
        opened += [last.start()] if last is not None and last[1] == begins else []
    return min(opened, default=place)


def sentences(source: Source) -> Iterator[str]:
    """The sentences of the prose, without displays; rows of a list or of a table are sentences."""
    prose = re.sub(DISPLAYS, "\n\n", source.text[prose_start(source) :])
    for row in re.split(r"\n(?=\s*(?:[-*+|#]|\d+[.)]|\\item\b))|\n\s*\n", prose):
        yield from sentences_of(row)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a paragraph."""
    for start, end in pairwise((0, *sentence_ends(text), len(text))):
        if end > start:
            yield text[start : min(end, start + _LONGEST)]


def sentence_of(found: re.Match[str], source: Source) -> str:
    """The sentence in which some words stand."""
    before, after = sentence_around(found, source)
    return before + found[0] + after


def sentence_around(found: re.Match[str], source: Source) -> tuple[str, str]:
    """What stands before some words in their sentence, and after them."""
    return around(found.start(), found.end(), source)


def around(start: int, end: int, source: Source) -> tuple[str, str]:
    """What stands in a sentence before a place, and after it."""
    before = source.text[max(0, start - _REACH) : start]
    after = source.text[end : end + _REACH]
    ends = [*sentence_ends(after), *(one.start() for one in re.finditer(DISPLAY, after))]
    return last_sentence(before), after[: min(ends, default=len(after))]


def last_sentence(text: str) -> str:
    """What stands after the last sentence, or the last display, of a text."""
    return text[max([*sentence_ends(text), *(one.end() for one in re.finditer(DISPLAY, text))], default=0) :]
