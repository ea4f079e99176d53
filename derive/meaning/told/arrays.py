"""Whether a claim multiplies as numbers what is none: matrices, vectors, maps, of which the prose speaks.

What holds in the order in which it is written holds for these, too: A (B + C) = A B + A C.
"""

import re
from functools import lru_cache

from derive.data import MANY
from derive.letters import latex_of_name
from derive.meaning.told.commuting import needs_order, products_in
from derive.meaning.told.descriptions import descriptions
from derive.meaning.told.letters import SYMBOL, letter_of, plain
from derive.meaning.told.nouns import ARRAYS, OF_MATRICES
from derive.source import Source
from derive.term import Claim, Derivative, Power, Times, Variable, parts, subterms, subterms_of

_CONJUGATED = (
    r"(?<![A-Za-z\\])([A-Za-z])(?![A-Za-z])\s*(?:\\?[A-Za-z]+[^$=&+()]{0,24}?(?<![A-Za-z\\])\1\s*\^\s*\{?\s*-\s*1"
    r"|\^\s*\{\s*-\s*1\s*\}\s*\\?[A-Za-z]+[^$=&+()]{0,24}?(?<![A-Za-z\\])\1(?![A-Za-z]))"
)
"""P A P^{-1}, as nobody writes numbers."""
_ARRAY_SIGNS = ("det", "\\succ", "\\prec", "≻", "≺", "≽", "≼")
"""What only arrays have, or stand beside."""
_ARRAYS_AT_WORK = r"\^\s*\{?\s*(?:\\top|\\intercal|T(?![A-Za-z])|⊤)|\\\||‖"
"""A transpose, or a norm."""
_DAGGER = r"(?:\s*\^\s*\{?\s*(?:\\dagger\b|†)|†)"
_CROSS = (
    r"(?i)\b(?:(?:cross|vector)[- ]products?|torques?|angular|lorentz|magnetic|moment of|curl|right[- ]hand rule)\b"
)
_TIMES = rf"{SYMBOL}\s*(?:\\times\b|×)\s*{SYMBOL}"
"""Two letters with a × between them."""


def is_array_in_words(claim: Claim, source: Source) -> bool:
    """Whether the prose calls a matrix or a vector what the claim multiplies as a number."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    factors = {one for term in terms for part in subterms(term) if isinstance(part, Times | Power)
               for one in parts(part) if isinstance(one, Variable)}  # fmt: skip
    numbers = sorted({one.name for one in factors if not one.indices})
    few = sorted({one.name for one in factors if len(one.indices) < 2})
    return any(_is_called_array(name, source) for name in numbers) or any(_is_used_as_array(x, source) for x in few)


def may_not_commute(claim: Claim, source: Source) -> bool:
    """Whether the claim holds only if letters without indices commute, which are capitals where the prose speaks of
    matrices, or are called what does not commute, or stand around others as in P A P^{-1}."""
    return needs_order(claim, lambda one, inside: _may_not_commute(one.name, len(one.indices), inside, source))


@lru_cache(maxsize=MANY)
def _may_not_commute(name: str, indices: int, inside: bool, source: Source) -> bool:
    if letter_of(name) in _daggered(source):
        return True
    if indices:
        return indices == 1 and _is_called_matrix(name, source)
    if _is_called_array(name, source) or any(map(str.islower, _conjugated(source))):
        return True
    if letter_of(name) in _crossed(source):
        return True
    if not name[0].isupper():
        return False
    return _has_exponentials(source) if inside else bool(_conjugated(source)) or _speaks_of_matrices(source)


@lru_cache(maxsize=8)
def _daggered(source: Source) -> frozenset[str]:
    """The letters that have an adjoint: a^†."""
    return frozenset(plain(one) for one in re.findall(rf"{SYMBOL}{_DAGGER}", source.text))


@lru_cache(maxsize=8)
def _crossed(source: Source) -> frozenset[str]:
    """The letters beside a × where the prose speaks of cross products."""
    if not any(sign in source.text for sign in ("\\times", "×")) or re.search(_CROSS, source.text) is None:
        return frozenset()
    return frozenset(plain(one) for pair in re.findall(_TIMES, source.text) for one in pair)


def taken_for_numbers(claim: Claim, source: Source) -> list[str]:
    """The capitals without indices beside other letters in what a claim differentiates, ∂(A x)/∂x, where a transpose or
    a norm shows that the document speaks of arrays."""
    derivatives = (one for side in (claim.left, claim.right) for one in subterms_of(side, Derivative))
    operands = {one.operand for one in derivatives}
    if not operands:
        return []
    told = [one.body for one in claim.definitions]
    symbols = (one for term in (*operands, *told) for one in subterms_of(term, Variable))
    if not any(_is_capital(one) for one in symbols) or not _has_arrays_at_work(source):
        return []
    products = [set(word) for term in (*operands, *told) for word in products_in(term)]
    return sorted({one.name for word in products if len(word) > 1 for one in word if _is_capital(one)})


def _is_capital(symbol: Variable) -> bool:
    return symbol.name[0].isupper() and not symbol.indices


@lru_cache(maxsize=8)
def _has_arrays_at_work(source: Source) -> bool:
    return re.search(_ARRAYS_AT_WORK, source.text) is not None


@lru_cache(maxsize=8)
def _speaks_of_matrices(source: Source) -> bool:
    return re.search(OF_MATRICES, source.text) is not None


@lru_cache(maxsize=8)
def _has_exponentials(source: Source) -> bool:
    """Whether the exponentials of a document may be those of matrices."""
    return re.search(r"(?i)\b(?:matri(?:x|ces)|operators?)\b", source.text) is not None


@lru_cache(maxsize=8)
def _conjugated(source: Source) -> frozenset[str]:
    """The letters that stand with their inverses around others."""
    if re.search(r"\^\s*\{?\s*-\s*1", source.text) is None:
        return frozenset()
    return frozenset(found[1] for found in re.finditer(_CONJUGATED, source.text))


@lru_cache(maxsize=512)
def _is_called_array(name: str, source: Source) -> bool:
    every = descriptions(source).get(letter_of(name), ())
    return any(re.search(rf"\b{ARRAYS}$", said.noun) for said in every)


def _is_called_matrix(name: str, source: Source) -> bool:
    """Whether the prose calls so what has one index, σ_x, which is no entry of a matrix."""
    if name == "σ" and "Pauli" in source.text:
        return True
    every = descriptions(source).get(letter_of(name), ())
    return any(re.search(r"\b(?:matri(?:x|ces)|operators?|rotations?|quaternions?)$", said.noun) for said in every)


@lru_cache(maxsize=512)
def _is_used_as_array(name: str, source: Source) -> bool:
    """Whether somewhere a symbol has a determinant, or stands beside ≻."""
    if not any(sign in source.text for sign in _ARRAY_SIGNS):
        return False
    letter = re.escape(latex_of_name(name))
    ordered = rf"(?<![A-Za-z\\]){letter}\s*(?:\\(?:succ|prec)|[≻≺≽≼])"
    determinant = rf"\bdet\b[\s{{}}(|\\]*(?:left[(|\[])?\s*{letter}(?![A-Za-z])"
    return re.search(f"{ordered}|{determinant}", source.text) is not None
