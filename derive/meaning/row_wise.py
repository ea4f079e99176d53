"""Functions of vectors that the prose says are taken of each row of a matrix: "softmax is applied to each row".

Where rows and columns differ in length, and the document names the length of the function's vectors, that tells which
of them are meant; otherwise only such words do.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from derive.document.model import Statement
from derive.document.prose import sentence_ends
from derive.errors import ReadError, UnsupportedError
from derive.formula import Indexed, Ranged
from derive.formula_parts import subformulas
from derive.meaning.names import plain_letter
from derive.source import Source

Axis: TypeAlias = Literal["row", "column"]
_AXES: tuple[Axis, ...] = ("row", "column")
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
    sentences = _sentences(text)
    return frozenset(word for word in WORDS if _is_taken(word, sentences, "row"))


def _sentences(text: str) -> list[str]:
    return [text[one:other] for one, other in pairwise((0, *sentence_ends(text), len(text)))]


def _is_taken(word: str, sentences: list[str], axis: Axis) -> bool:
    said = [sentence for sentence in sentences if word in sentence.lower()]
    patterns = [re.compile(one.replace("WORD", word).replace("row", axis), re.IGNORECASE) for one in _TAKEN]
    taken = [sentence for sentence in said if any(one.search(" ".join(sentence.split())) for one in patterns)]
    other = "column" if axis == "row" else "row"
    return (
        bool(taken)
        and not any(other in one.lower().replace("row by row", "") for one in said)
        and not any(re.search(_OTHERWISE, one) for one in taken)
    )


@lru_cache(maxsize=8)
def _axis_told(text: str) -> Axis | None:
    """Of what the text says that a function of vectors is taken: of each row, or of each column."""
    sentences = _sentences(text)
    return next((axis for axis in _AXES for word in WORDS if _is_taken(word, sentences, axis)), None)


def refuse_other_axis(statement: Statement, source: Source) -> None:
    """Raises UnsupportedError for S_ij with a sum over all entries of the column, where words say that the function is
    taken of rows: either of the two may be meant."""
    left, right = (one.formula for one in statement.chain.members[:2])
    if isinstance(right, ReadError) or not isinstance(left, Indexed) or len(left.lower) != 2:
        return
    axes = {_axis(one, left) for one in subformulas(right) if isinstance(one, Ranged)} - {None}
    if len(axes) == 1 and _axis_told(source.text) not in (*axes, None):
        message = "its sums run over the entries of another line than the prose says"
        raise UnsupportedError(message, code="construct-not-supported", span=statement.chain.span)


def _axis(sum_: Ranged, left: Indexed) -> Axis | None:
    """Along which line of the entry on the left a sum runs: Σ_k a_ik along its row."""
    first, second = map(plain_letter, left.lower)
    below = {tuple(map(plain_letter, one.lower)) for one in subformulas(sum_.body) if isinstance(one, Indexed)}
    letter = plain_letter(sum_.letter)
    by_axis = {"row": (first, letter), "column": (letter, second)}
    found = [axis for axis in _AXES if by_axis[axis] in below]
    return found[0] if len(found) == 1 and None not in (letter, first, second) else None
