"""Where a display holds, as the words that lead to it may say: in a case, for some indices, or where it is solved."""

import re

from derive.meaning.told.sentences import last_sentence
from derive.source import Source

RESTRICTION = (
    r"\b(if|when|whenever|case|otherwise|wrong|incorrect|unless|suppose|assum\w*|false|not|negative|positive|only"
    r"|stop-?gradients?|gradient flows|(first|second) order|ignoring|dropping)\b"
    r"|\bfor\b[^.]*\b(class|label|index|component|entry)\b"
)
"""By which words a formula may hold in a case only, or not at all."""
INDEX_CASE = (
    r"\b(unless|except|otherwise|distinct|different|differ|diagonal|off-diagonal|same|not the case|contrast|coincide"
    r"|other|else|another|cross|mixed|unequal|second)\b"
)
"""By which words a formula may be meant for some indices."""
SOLVING = (
    r"\b(set(s|ting)?|equat(e|es|ing)|(?<!sum to )(?<!sums to )(?<!up to )zero|stationar\w*|solv(e|es|ing)|optim\w*"
    r"|minimi\w*|maximi\w*|vanish\w*|least[- ]squares|estimate|normal equations?|residuals?|first[- ]order|lagrang\w*"
    r"|root)\b|令|等于零|极"
)
"""By which words an equation may be one to be solved."""
FEW = {1: r"(?:single|one|1)", 2: r"(?:two|2|binary)", 3: r"(?:three|3)"}
_COUNTED = (
    r"(?:class|categor|sample|example|point|output|input|unit|neuron|element|entr|component|dimension|term|token|word"
    r"|label|feature|case|classif|score|logit)"
)
_LEADING = 160
"""How many characters before a display may say where it holds."""
_BEFORE = 240
"""How many characters before an equation may say that it is to be solved."""


def is_restricted(start: int, source: Source) -> bool:
    """Whether the sentence that leads to a display may say that it holds in a case only, or not at all."""
    return re.search(RESTRICTION, _leading(start, source), re.IGNORECASE) is not None


def tells_case(start: int, source: Source) -> bool:
    """Whether the sentence that leads to a display may tell by words which indices are meant."""
    return re.search(INDEX_CASE, _leading(start, source), re.IGNORECASE) is not None


def is_to_be_solved(start: int, source: Source) -> bool:
    """Whether an equation at that place may be one to be solved."""
    return re.search(SOLVING, source.text[max(0, start - _BEFORE) : start], re.IGNORECASE) is not None


def tells_few(number: int, start: int, source: Source) -> bool:
    """Whether the prose before a place speaks of so many classes, samples or components."""
    return re.search(rf"\b{FEW[number]}[- ](?:\w+ )?{_COUNTED}", source.text[:start].lower()) is not None


def _leading(start: int, source: Source) -> str:
    """The sentence, or the part of one, that leads to a display."""
    before = source.text[max(0, start - _LEADING) : start].rstrip().removesuffix("$$").rstrip()
    return last_sentence(before.rstrip(":,.").replace(": ", ". "))
