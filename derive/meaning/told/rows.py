"""A matrix beside its rows or its columns: X, and x_i. By its symbols alone a document does not say that they are."""

import re
from collections.abc import Iterator
from functools import lru_cache

from derive.data import replace
from derive.meaning.index_sets import IndexSets
from derive.meaning.said import WORDS
from derive.meaning.told.letters import left_symbols, letter_of
from derive.meaning.told.sentences import FORMULA, sentences
from derive.meaning.unnamed import with_set
from derive.source import Source
from derive.term import Claim, Definition, Derivative, Letter, Variable, subterms_of

ROWS, COLUMNS = (0, 1), (1, 0)
"""Which index of a matrix is the first one, and the second one, of what its entries are written as."""
MATRIX, VECTOR, OTHER = "⟦", "⟧", "◦"
"""What stands for formulas in a sentence."""
_WORD = r"(rows?|columns?)"
_NONE = f"[^{MATRIX}{VECTOR}{OTHER}.;]"
_OF = rf"\s+(?:of|in)\s+(?:\w+\s+){{0,3}}{MATRIX}"
_TOLD = (
    rf"{MATRIX}{_NONE}{{0,60}}?\b(?:with|has|have|having|whose)\s+(?:the\s+)?{_WORD}\s+(?:(?:are|the|vectors?)\s+)*{VECTOR}",
    rf"{VECTOR}{_NONE}{{0,30}}?\b(?:is|are|be|being|denotes?|as)\s+(?:the\s+)?(?:\S+\s+)?{_WORD}{_OF}",
    rf"\b{_WORD}{_OF}\s+(?:are|be|being)\s+(?:the\s+)?(?:vectors\s+)?{VECTOR}",
    rf"\b{_WORD}\s+{VECTOR}{_OF}",
)
"""By which words the vectors are its rows: "$X$ with rows $x_i^\\top$", "$x_i$ is the $i$-th row of $X$"."""
_DENIED = r"\b(?:not|no|neither|nor|without|instead|other than|never|if|unless)\b|n['’]t\b"


def as_rows(claim: Claim, sets: IndexSets, source: Source) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """The claim where X_ij is x_ij, and where it is x_ji, with what that supposes in words: one of them where the prose
    tells which. Of a matrix and of a vector that both have definitions nothing is supposed."""
    return (((supposed,), words) for supposed, words in _supposed(claim, sets, source, told_only=False))


def as_told_rows(claim: Claim, sets: IndexSets, source: Source) -> Iterator[tuple[Claim, str]]:
    """The same where the prose tells which of them it is: "the matrix $X$ with rows $x_i^\\top$"."""
    return _supposed(claim, sets, source, told_only=True)


def _supposed(claim: Claim, sets: IndexSets, source: Source, *, told_only: bool) -> Iterator[tuple[Claim, str]]:
    for matrix, vector in _pairs(claim):
        told = _told(letter_of(matrix.name), letter_of(vector.name), source)
        for order, words in ((ROWS, "rows"), (COLUMNS, "columns")):
            asked = told == words or (told is None and not told_only)
            supposed = _supposing(claim, matrix, vector, order, sets) if asked else None
            if supposed is not None:
                yield supposed, f"the {words} of {matrix.name} are the vectors {vector.name.rstrip('^')}"


def _pairs(claim: Claim) -> Iterator[tuple[Variable, Variable]]:
    """The matrices whose small letters stand in a claim with two indices, too, one of which is that of a vector."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    found = {one.name: one for term in terms for one in subterms_of(term, Variable)}
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
    by = {one.variable.name for term in terms for one in subterms_of(term, Derivative)}
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
    """What the prose says that the vectors are of the matrix, rows or columns; None where it says neither, or both."""
    if re.search(rf"\b{_WORD}\b", source.text) is None:
        return None
    marked = [_marked(sentence, matrix, vector) for sentence in sentences(source)]
    about = [one for one in marked if MATRIX in one and VECTOR in one]
    found = {match[1].rstrip("s") for one in about for pattern in _TOLD for match in re.finditer(pattern, one)}
    if len(found) != 1 or any(re.search(_DENIED, one) for one in about):
        return None
    return f"{found.pop()}s"


def _marked(sentence: str, matrix: str, vector: str) -> str:
    """A sentence with a sign in place of each formula: one for the matrix, one for the vectors, one for all others."""

    def mark(found: re.Match[str]) -> str:
        match left_symbols(found[0]):
            case (symbol,) if symbol == matrix and not _is_turned(found[0]):
                return MATRIX
            case (symbol,) if symbol == vector:
                return VECTOR
            case _:
                return OTHER

    return re.sub(FORMULA, mark, sentence)


def _is_turned(formula: str) -> bool:
    """Whether something stands above the first symbol of a formula, X^⊤ ∈ ℝ^{d×n}."""
    return re.match(r"\W*(?:\\[a-z]+\s*)?\{?\s*[A-Za-z]+\s*\}?\s*[\^']", formula) is not None
