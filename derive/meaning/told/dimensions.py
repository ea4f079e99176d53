"""Dimensions that are no letter, as in x ∈ ℝ^{d+1}: no index of x runs from 1 to d."""

import re
from functools import lru_cache

from derive.calculus.substitution import indices_of
from derive.meaning.told.letters import letter_of, letters, plain
from derive.source import Source
from derive.term import Claim, Variable, subterms

_SPACE = r"([^$∈]{1,80}?)(?:\\in\b|∈)\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ|\\R\b)\s*\^\s*\{([^{}$]*[+\-][^{}$]*)\}"
_LEFT = re.compile(r"(\\?[A-Za-z]+)(?:\s*[_^]\s*(?:\{[^{}]*\}|\w))*\s*(?:,|$)")


def has_other_dimension(claim: Claim, source: Source) -> str | None:
    """A symbol of the claim with indices up to d, of which the document says that it is in ℝ^{d+1}."""
    told = _compound(source)
    terms = (claim.left, claim.right, *(one.body for one in claim.definitions)) if told else ()
    for one in (one for term in terms for one in subterms(term)):
        if isinstance(one, Variable):
            sizes = {index.set.size for index in indices_of(one)}
            if any(symbol == letter_of(one.name) and sizes & dimension for symbol, dimension in told):
                return one.name
    return None


@lru_cache(maxsize=8)
def _compound(source: Source) -> frozenset[tuple[str, frozenset[str]]]:
    """The symbols in such spaces, with the letters of their dimensions."""
    if not re.search(r"\\in\b|∈", source.text):
        return frozenset()
    found = ((symbol[1], one[2]) for one in re.finditer(_SPACE, source.text) for symbol in _LEFT.finditer(one[1]))
    return frozenset((plain(symbol), frozenset(letters(dimension))) for symbol, dimension in found)
