"""Circumstances that words name without a formula: "At the origin,", "For a fair coin", "Without bias,".

What holds under them may not hold for all values. Known are only the words that name none: rules, ways of writing,
parts of a network or of a derivation.
"""

import re
from functools import cache, lru_cache

from derive.meaning.told.sentences import FORMULA

_OPENING = (
    r"(?:^|[,;:.(—–]\s*|\b(?:and|but|so|then|now|that|is|are|have|get|find|obtain|gives|becomes|yields)\s+)"
    r"(at|in|for|with|without|when|once|after|on|near|under|upon|during|initially|close to|omitting|ignoring|neglecting"
    r"|including|assuming|instead of|unlike|far from|within|outside|inside|above|below|if|unless)\b([^,;:.$()]*)"
)
"""What begins to name one."""
_WITHOUT = frozenset(("without", "omitting", "ignoring", "neglecting", "unlike", "initially"))
"""What names one whatever follows."""
_POINTING = (["this"], ["these"], ["that"], ["those"], ["it"], ["them"])
"""What points to something before."""
_GENERALITY = "loss of generality"
_LARGEST = (
    r"(?:maximal|minimal|largest|smallest|greatest|least|steepest|highest|lowest|initial|limiting|maximum|minimum)"
)
_EXTREME = (
    rf"\b{_LARGEST}\s+(?:\w+\s+){{0,2}}(?:is|are|equals?|becomes?)\W*\Z|\b(?:is|are)\s+{_LARGEST}\b"
    r"|\b(?:shift|doubl|tripl|halv|stretch|translat|rotat|rescal|reflect|swap|mirror)(?:ping|ing)\b|\b(?:dou|tri)ble\b"
)
"""What names the value at one place, or of something else."""
_UP_TO = (
    r"(?i)\bup to (?:an? |the |its |some )?(?:[\w-]+ ){0,3}(?:factors?|constants?|signs?|scal\w+|normali[sz]\w+)\b"
    r"|\b(?:apart|aside) from\b|\bdropping (?:an? |the )|\bif (?:we|you|one)\b[^,.]*\b(?:factor|half|instead|twice)\b"
)
"""What leaves open a factor, or something else: up to sign."""
_ONE_OF_MANY = r"(?i)\b(?:one|single|individual) (?:\w+ )?(?:example|sample|observation|instance|datum|data ?point)s?\b"
_SOMEBODY = r"(?:we|i|you|one|let)\b"
_SUBJECT = r"\b(?:we|i|you|one|let|the)\b"
"""What begins a clause of its own after the words of a circumstance."""


@cache
def _harmless() -> frozenset[str]:
    from derive.meaning.told.vocabulary import OF_NO_CIRCUMSTANCE

    return frozenset(OF_NO_CIRCUMSTANCE.split())


@lru_cache(maxsize=256)
def circumstance(sentence: str) -> str | None:
    """The words by which a sentence names a circumstance; None if it names none.

    >>> circumstance("At the origin, the slope is"), circumstance("With the chain rule,"), circumstance("we get")
    ('at origin', None, None)
    """
    text = re.sub(FORMULA, "$", sentence).strip().lower()
    for found in re.finditer(_OPENING, text):
        opening, words = found[1], re.findall(r"[^\W\d_][\w-]*", _clause(found[2]))
        if found[2].strip() == "" and text[found.end() : found.end() + 1] == "$":
            continue
        unknown = words[:1] not in _POINTING and not _harmless().issuperset(words)
        if unknown or (opening in _WITHOUT and _GENERALITY not in found[2]):
            return " ".join((opening, *words))
    extreme = re.search(_EXTREME, text)
    return None if extreme is None else extreme[0]


def up_to(sentence: str) -> str | None:
    """The words by which a sentence leaves open a factor of what it tells; None if there are none.

    >>> up_to("Up to a constant factor, this is"), up_to("We sum up to the last term")
    ('Up to a constant factor', None)
    """
    found = re.search(_UP_TO, sentence)
    return None if found is None else found[0]


def one_of_many(sentence: str) -> str | None:
    """The words by which a sentence speaks of one example, where a total is of all; None if there are none."""
    found = re.search(_ONE_OF_MANY, sentence)
    return None if found is None else found[0]


def _clause(words: str) -> str:
    """The words of a circumstance, up to what begins a clause of its own; none if somebody does something in it."""
    first, *more = re.split(_SUBJECT, words.strip().removeprefix("the "))
    return first if first.strip() or not more or re.match(_SOMEBODY, words.strip()) else more[0]
