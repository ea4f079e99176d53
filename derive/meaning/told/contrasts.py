"""Whether a step is about another thing than a definition of it: "For sigmoid units, a = …. For ReLU units …"."""

import re
from itertools import pairwise

from derive.meaning.told.circumstances import circumstance
from derive.meaning.told.places import leading
from derive.meaning.told.sentences import FORMULA, around
from derive.source import Source

_PHRASE = r"(?:^|[.:;,]\s*)(?:for|in|with|under|at|on|without|including|ignoring)\s+((?:[^\W\d_][\w-]*\s*){1,4})"
_DENIED = r"\b(?:instead of|rather than|unlike|in contrast to|as opposed to)\b"
"""What stands before what is not used."""
_GENERAL = r"^\W*(?:in general|more generally|generally)\b"
_SIMPLE = r"\b(?:simplest|simple|special|particular|single|only|ignoring|neglecting|without)\b"
"""What a definition is for that is not general."""
_LITTLE = frozenset(
    ("a", "an", "the", "this", "that", "these", "our", "your", "its", "it", "we", "i", "any", "all", "each", "every",
     "of", "for", "in", "with", "to", "and", "or", "is", "are", "be", "by", "one", "on", "at", "from", "as")
)  # fmt: skip


def contrast(given: int, step: int, source: Source) -> str | None:
    """The words by which the sentence that leads to a step names another thing than the sentence of a definition does:
    with the same noun, and another word before it; None if they do not."""
    before, _ = around(given, given, source)
    after = leading(step, source)
    if before.strip() == after.strip():
        return None
    denied = re.search(_DENIED, before, re.IGNORECASE)
    if denied is not None:
        return denied[0]
    if re.search(_GENERAL, after, re.IGNORECASE) and re.search(_SIMPLE, before, re.IGNORECASE):
        return "in general"
    defined = _named(before)
    for found in re.finditer(_PHRASE, re.sub(FORMULA, "$", after).strip(), re.IGNORECASE):
        words = found[1].lower().split()
        for modifier, noun in pairwise(words):
            others = {one for one, other in defined if other == noun} - _LITTLE
            if modifier not in _LITTLE and others and modifier not in others:
                return " ".join((modifier, noun))
    named = (circumstance(before), circumstance(after))
    return named[1] if all(named) and named[0] != named[1] else None


def _named(text: str) -> set[tuple[str, str]]:
    """Each word of a text with the one before it."""
    words = re.findall(r"[^\W\d_][\w-]*", re.sub(FORMULA, " ", text).lower())
    return set(pairwise(words))
