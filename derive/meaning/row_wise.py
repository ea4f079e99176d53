"""Functions of vectors that the prose says are taken of each row of a matrix: "softmax is applied to each row".

Where rows and columns differ in length, and the document names the length of the function's vectors, that tells which
of them are meant; otherwise only such words do.
"""

import re
from itertools import pairwise

from derive.document.prose import sentence_ends

WORDS = ("softmax",)
"""The functions of vectors that are known by a word."""
_ROWS = r"rows?\b(?! *(?:\d|\$|\\))"
_TAKEN = (
    rf"\bWORD\b[^.]{{0,60}}\b(?:row-?wise\b|row by row\b|(?:to|of|on|for|in) (?:the |its |all |each |every )*{_ROWS})",
    r"\brow-?wise\W{1,3}WORD\b",
    rf"\bWORD {_ROWS}",
    r"\b(?:each|every) row\b[^.]{0,40}\bWORD\b",
)
_OTHERWISE = (
    r"(?i)\b(?:not|never|no|instead|rather|unlike|if|would|could|may|might|wrong\w*|either|or|sometimes|some"
    r"|transposed?|half)\b|n't"
)
"""Words with which a sentence does not say that it is so."""


def taken_of_rows(text: str) -> frozenset[str]:
    """The words of functions that a text says are taken of rows, and of which it says nothing of columns.

    >>> taken_of_rows("Here softmax is applied to each row of A."), taken_of_rows("Not so if softmax is row-wise.")
    (frozenset({'softmax'}), frozenset())
    """
    ends = [0, *sentence_ends(text), len(text)]
    sentences = [text[one:other] for one, other in pairwise(ends)]
    return frozenset(word for word in WORDS if _is_taken(word, sentences))


def _is_taken(word: str, sentences: list[str]) -> bool:
    said = [sentence for sentence in sentences if word in sentence.lower()]
    patterns = [re.compile(one.replace("WORD", word), re.IGNORECASE) for one in _TAKEN]
    taken = [sentence for sentence in said if any(one.search(" ".join(sentence.split())) for one in patterns)]
    return (
        bool(taken)
        and not any("column" in one.lower() for one in said)
        and not any(re.search(_OTHERWISE, one) for one in taken)
    )
