"""Which short words of plain text are products of letters: ax in y = ax + b, where a and x stand alone elsewhere."""

import re
from functools import cache

from derive.document.plain_words import common
from derive.notation.ascii_words import is_known

_LONGEST = 3
"""Letters of a product without signs."""


def read_products(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """(words that are products of letters, words of which that is not clear).

    A short word of a formula is a product if each of its letters stands alone in some formula, and a name if none
    does, or if an equation says what it is. Two letters of which one is a variable of
    a derivative are a product. Between the two, where m stands alone and g does not, mg may be either.

    >>> products, unclear = read_products("y = ax + b\\nx = 3\\na = 2\\nm = 1\\nF = mg - lr*v\\n")
    >>> sorted(products), sorted(unclear)
    (['ax'], ['mg'])
    """
    rows = [line for line in text.splitlines() if re.search(r"[=<>≤≥≈]", line)]
    words = {word for row in rows for word in _word().findall(row) if not is_known(word) and word[0] != "d"}
    words = {word for word in words if len({*word}) == len(word)}  # no product has a letter twice
    if not words:
        return frozenset(), frozenset()
    told = {match[1] for row in rows if (match := _left().match(row)) is not None and match[1] not in common()}
    alone = {letter for row in rows for letter in _letter().findall(row)}
    varied = {letter for row in rows for letter in _below().findall(row)}
    products = {word for word in words if alone.issuperset(word)}
    words -= told - products
    while new := {word for word in words - products if _is_product(word, alone, varied, words)}:
        products |= new
        alone = alone.union(*new)
    unclear = {word for word in words - products - common() if alone & {*word}}
    return frozenset(products), frozenset(unclear)


def read_words_with_d(text: str) -> frozenset[str]:
    """Words below a slash that begin with d, and of which the rest is no name in this text: they are no differentials.

    >>> sorted(read_words_with_d("speed = distance/duration\\nloss = cost^2\\ndloss/dcost = 2*cost"))
    ['duration']
    """
    words = set(re.findall(r"/\s?(d[^\W\d_]{2,})", text))
    rests = {word: word[1:] for word in words if not is_known(word[1:]) and re.fullmatch(_ACCENTED, word[1:]) is None}
    return frozenset(
        word for word, rest in rests.items() if re.search(rf"(?<![^\W\d_]){rest}(?![^\W\d_])", text) is None
    )


def _is_product(word: str, alone: set[str], varied: set[str], words: set[str]) -> bool:
    """Whether all its letters are known as such, one of two is a variable, or the rest of it is a product elsewhere."""
    if alone.issuperset(word) or (len(word) == 2 and varied & {*word}):
        return True
    return any(
        one != word and (word.startswith(one) or word.endswith(one)) and alone.issuperset(word.replace(one, "", 1))
        for one in words
    )


_ACCENTED = r".(?:hat|bar|tilde)"


@cache
def _word() -> re.Pattern[str]:
    """A short word beside a number, an operator or a relation, without scripts or arguments."""
    word = rf"[A-Za-z]{{2,{_LONGEST}}}(?![A-Za-z_'’(\[])(?!\.[A-Za-z])"
    return re.compile(rf"(?<=[\d=+*/^·×(]){word}|(?<=[=+*/·×−-] ){word}|(?<![\w'’.\\]){word}(?=\s?[=+*/^·×²³])")


@cache
def _letter() -> re.Pattern[str]:
    """A letter that stands alone, or after the d of a differential; an article does not."""
    differential, article = r"(?:[d∂](?=[A-Za-z](?![A-Za-z])))?", r"(?![aAI] [a-z]{2})"
    return re.compile(rf"(?<![A-Za-z_'’.\\]){differential}{article}([A-Za-z])(?![A-Za-z0-9])(?!\.[A-Za-z])")


@cache
def _below() -> re.Pattern[str]:
    """The variable of a derivative."""
    return re.compile(r"/\s?[d∂]\s?([A-Za-z])(?![A-Za-z])")


@cache
def _left() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[-*•]\s+)?([A-Za-z]+)\s*:?=")
