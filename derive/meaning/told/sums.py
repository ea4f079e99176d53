"""Which sums run over some indices only, as words beside them say and their signs do not: "the sum over all others",
"where $k$ runs over the negatives", "all sums run from $2$ to $n$".
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from derive.meaning.told.sentences import DISPLAYS, sentences
from derive.source import Source
from derive.term import Claim, Sum, subterms_of

_OTHERS = (
    r"(?:rivals?|opponents?|competitors?|neighbou?rs?|distractors?|leave-one-out"
    r"|(?<!and )(?<!or )negative(?:s|\s+(?:samples?|examples?|words?|pairs?)))"
)
_SOME = (
    rf"(?i)\b(?:{_OTHERS}|others?|rest|pairs?|except\w*|odd|even|positives|non-?zero|subsets?|remaining|distinct"
    r"|different|excluding|incorrect|wrong)\b|\\neq?\b|≠|[<>≤≥]|\\(?:lt|gt|leq?|geq?)\b"
    r"|\bfrom\s+\$?\s*[2-9]|\$\s*[2-9]\s*,\s*\\?[lc]?dots"
)
"""By which words, or signs, a range has not all indices."""
_NAME = r"[$`(\\]*\s*([a-zA-Z])\b"
_OVER = r"((?:over|from|through)\b[^.;,]{0,50}(?:,\s*\\?[lc]?dots)?)"
_SUMMED = rf"(?i)\b(?:sums?|summation|summing|summed|aggregat\w+|averag\w+)\b[^.;,]{{0,30}}?\b(only\s+)?{_OVER}"
_ALL_SUMS = r"(?i)\b(?:all|every|each)\s+(?:the\s+)?sums?\b"
_RUNS = rf"(?:\$|`|\\\(|\s|^){_NAME}[$`)\\]*\s+(?:runs?|ranges?|goes|running|ranging)\s+(only\s+)?{_OVER}"
_STARTS = (
    rf"(?:\$|`|\\\(|\s|^){_NAME}[$`)\\]*\s+(?:starts?|begins?|starting|beginning)\s+(?:at|with|from)\s+[$`(\\]*\s*[2-9]"
)
_LEFT_OUT = (
    r"(?i)\b(?:sums?|diagonal|self-\w+)\b[^.;]{0,50}\b(?:omit\w*|leav\w+ out|left out|exclud\w+|skip\w*)"
    r"|\b(?:omit\w*|leav\w+ out|exclud\w+|skip\w*)\b[^.;]{0,40}\b(?:sums?|diagonal|self-\w+)\b"
)
"""By which words terms of sums are not there."""
_AMONG = rf"(?i)\b{_OTHERS}\b"
_BOUND = r"(?:\\sum|∑|Σ|\bsum)\s*_\s*\{?\s*([a-zA-Z])\s*(?![a-zA-Z\s]*(?:=|\\in|∈|\\neq?|≠|<))"
"""The letter of a sum without a range."""


def sums_over_some(claim: Claim, source: Source) -> str | None:
    """Why nothing is said of a claim that has a sum, or rests on one, that runs over some indices only by words beside
    it; None for other claims."""
    told = _letters_of_some(source)
    terms = (claim.left, claim.right, *(one.body for one in claim.definitions)) if told else ()
    found = (one.letter.name for term in terms for one in subterms_of(term, Sum) if not one.excluded)
    letter = next((name for name in found if name in told), None)
    if letter is None:
        return None
    return f"the prose says that the sum over {letter} has some of its terms only, and this is decided for all"


@lru_cache(maxsize=8)
def _letters_of_some(source: Source) -> frozenset[str]:
    return frozenset(letter for sentence in sentences(source) for letter in _told(sentence, source))


def _told(sentence: str, source: Source) -> Iterator[str]:
    bound = re.findall(_BOUND, sentence)
    for letter, only, over in re.findall(_RUNS, sentence):
        if only or re.search(_SOME, over):
            yield letter
    for only, over in re.findall(_SUMMED, sentence):
        if only or re.search(_SOME, over):
            named = re.match(r"over[^$`]*[$`(\\]+\s*([a-zA-Z])\b(?!\s*,)", over)
            everywhere = source.text if re.search(_ALL_SUMS, sentence) else _beside(sentence, source)
            yield from (named[1],) if named else bound or re.findall(_BOUND, everywhere)
    yield from re.findall(_STARTS, sentence)
    if re.search(_LEFT_OUT, sentence):
        yield from bound or re.findall(_BOUND, source.text)
    if re.search(_AMONG, sentence):
        yield from bound


def _beside(sentence: str, source: Source) -> str:
    """The display that a sentence follows, or leads to."""
    begin = source.text.find(sentence.strip())
    end = begin + len(sentence.strip())
    for display in re.finditer(DISPLAYS, source.text) if begin >= 0 else ():
        between = source.text[display.end() : begin] if display.end() <= begin else source.text[end : display.start()]
        if not between.strip(" \n,.:"):
            return display[0]
    return ""
