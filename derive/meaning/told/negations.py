"""What a sentence denies, or limits, of what its words say: is no longer constant, is constant until it breaks."""

import re
from collections.abc import Iterator

from derive.document.denials import NEGATION

_CLAUSES = r"[;:()–—]|,\s*(?:but|while|whereas|and|so|which|where|because|since)\b|\b(?:(?<!anything )but|whereas)\b"
_DENIED = rf"{NEGATION}|\b(?:wrong|mistake|false|incorrect|were)\b"
_NO_MORE = r"^\s*(?:no (?:more|longer)|any (?:more|longer))\b"
_HEDGES = (
    r"\b(?:only|until|before|unless|except|if|whether|initially|at first|almost|nearly|approximately|roughly|often"
    r"|sometimes|usually|piecewise)\b"
)
_NOT_SO = r"(?:is|are|does|do|was|were)\s+not\s*(?:[.,;:!?]|$)"


def is_negated(sentence: str, words: str) -> bool:
    """Whether a clause of a sentence denies what some words say, which are a pattern.

    >>> is_negated("The mass $m$ is not constant.", "constant"), is_negated("$c$ does not change.", "does not change")
    (True, False)
    >>> is_negated("$c$ is a constant that is not 0.", "constant")
    False
    """
    return any(True for _ in denied(sentence, words))


def denied(sentence: str, words: str) -> Iterator[str]:
    """The clauses of a sentence that deny what some words say; also what is said to be not so after them.

    >>> list(denied("$c$ is constant and $v$ is not.", "constant")), list(denied("$c$ is no longer fixed.", "fixed"))
    (['$v$ is not.'], ['$c$ is no longer fixed.'])
    """
    for clause in re.split(_CLAUSES, sentence):
        found = re.search(words, clause, re.IGNORECASE)
        if found is None:
            continue
        if re.search(_DENIED, clause[: found.start()], re.IGNORECASE) or re.search(_NO_MORE, clause[found.end() :]):
            yield clause
        else:
            yield from (one[0] for one in re.finditer(rf"\$[^$]*\$\s+{_NOT_SO}", clause[found.end() :]))


def is_hedged(sentence: str, words: str) -> bool:
    """Whether a clause of a sentence limits, or supposes, what some words say."""
    clauses = (clause for clause in re.split(_CLAUSES, sentence) if re.search(words, clause, re.IGNORECASE))
    return any(re.search(_HEDGES, clause, re.IGNORECASE) for clause in clauses)
