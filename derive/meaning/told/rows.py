"""A matrix beside its rows or its columns: X, and x_i. By its symbols alone a document does not say that they are."""

import re
from collections.abc import Iterator
from functools import lru_cache

from derive.data import replace
from derive.meaning.index_sets import IndexSets
from derive.meaning.said import WORDS
from derive.meaning.told.letters import letter_of, letters_in
from derive.meaning.told.sentences import sentences
from derive.meaning.unnamed import with_set
from derive.source import Source
from derive.term import Claim, Definition, Derivative, Letter, Variable, subterms

ROWS, COLUMNS = (0, 1), (1, 0)
"""Which index of a matrix is the first one, and the second one, of what its entries are written as."""
_ROWS, _COLUMNS = r"\brows?\b", r"\bcolumns?\b"
_DENIED = r"\b(?:not|no|neither|nor|without|instead|other than|never)\b|n['’]t\b"


def as_rows(claim: Claim, sets: IndexSets, source: Source) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """The claim where X_ij is x_ij, and where it is x_ji, with what that supposes in words: one of them where the prose
    tells which. Of a matrix and of a vector that both have definitions nothing is supposed."""
    for matrix, vector in _pairs(claim):
        told = _told(letter_of(matrix.name), letter_of(vector.name), source)
        for order, words in ((ROWS, "rows"), (COLUMNS, "columns")):
            supposed = _supposing(claim, matrix, vector, order, sets) if told in (None, words) else None
            if supposed is not None:
                yield (supposed,), _said(matrix, vector, words)


def as_told_rows(claim: Claim, sets: IndexSets, source: Source) -> Iterator[tuple[Claim, str]]:
    """The same where the prose tells which of them it is: "the matrix $X$ with rows $x_i^\\top$"."""
    for matrix, vector in _pairs(claim):
        words = _told(letter_of(matrix.name), letter_of(vector.name), source)
        if words is not None:
            supposed = _supposing(claim, matrix, vector, ROWS if words == "rows" else COLUMNS, sets)
            if supposed is not None:
                yield supposed, _said(matrix, vector, words)


def _said(matrix: Variable, vector: Variable, words: str) -> str:
    return f"the {words} of {matrix.name} are the vectors {vector.name.rstrip('^')}"


def _pairs(claim: Claim) -> Iterator[tuple[Variable, Variable]]:
    """The matrices whose small letters stand in a claim with two indices, too, one of which is that of a vector."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    found = {one.name: one for term in terms for one in subterms(term) if isinstance(one, Variable)}
    for name, matrix in sorted(found.items()):
        if len(matrix.indices) == 2 and name != name.lower():
            small = (found.get(name.lower() + mark) for mark in ("", "^"))
            yield from ((matrix, one) for one in small if one is not None and len(one.indices) == 2)


def _supposing(
    claim: Claim, matrix: Variable, vector: Variable, order: tuple[int, int], sets: IndexSets
) -> Claim | None:
    """The claim where one of the two is defined by the other; None where their dimensions are not the same, or where
    both have definitions. One by which it differentiates stays a variable."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    by = {one.variable.name for term in terms for one in subterms(term) if isinstance(one, Derivative)}
    fixed = by | {one.name for one in claim.definitions}
    new, old = (matrix, vector) if matrix.name not in fixed else (vector, matrix)
    if new.name in fixed:
        return None
    for at, place in enumerate(order):
        own, other = vector.indices[at].set, matrix.indices[place].set
        if own != other:
            if sets.is_named(own) and sets.is_named(other):
                return None
            claim = with_set(claim, own, other) if not sets.is_named(own) else with_set(claim, other, own)
            return _supposing(claim, *_again(claim, matrix, vector), order, sets)
    letters = tuple(Letter(name, index.set) for name, index in zip("kl", new.indices, strict=True))
    body = Variable(old.name, tuple(letters[place] for place in order))
    definition = Definition(new.name, letters, body, WORDS)
    return replace(claim, definitions=(*claim.definitions, definition))


def _again(claim: Claim, matrix: Variable, vector: Variable) -> tuple[Variable, Variable]:
    """The two as they stand in a claim whose index sets have changed."""
    found = {(one.name, other.name): (one, other) for one, other in _pairs(claim)}
    return found[matrix.name, vector.name]


@lru_cache(maxsize=64)
def _told(matrix: str, vector: str, source: Source) -> str | None:
    """Whether the prose has a word for rows, or for columns, in a sentence with both symbols; None where it has
    neither, or both."""
    if re.search(f"{_ROWS}|{_COLUMNS}", source.text, re.IGNORECASE) is None:
        return None
    about = [one for one in sentences(source) if {matrix, vector} <= set(letters_in(one))]
    rows, columns = ([one for one in about if re.search(words, one, re.IGNORECASE)] for words in (_ROWS, _COLUMNS))
    if any(re.search(_DENIED, one, re.IGNORECASE) for one in (*rows, *columns)) or bool(rows) == bool(columns):
        return None
    return "rows" if rows else "columns"
