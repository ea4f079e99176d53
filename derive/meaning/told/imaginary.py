"""Whether i or j may be the imaginary unit: where it is a number in a claim, and the prose does not call it another."""

import re
from functools import lru_cache

from derive.calculus.substitution import free_letters
from derive.meaning.said import free_symbols, has_root_or_logarithm
from derive.meaning.told.descriptions import descriptions
from derive.source import Source
from derive.term import Claim, Derivative, Sum, Variable, subterms_of

UNITS = ("i", "j")
_SHOWN = r"imaginary|\\sqrt\s*\{?\s*-\s*1|(?:e\s*\^|exp\b)[^$]{0,24}?(?<![A-Za-z_\\])[ij](?![A-Za-z])"
"""What shows that a document has complex numbers: e^{iθ}, the root of −1."""


def imaginary_unit(claim: Claim, source: Source) -> str | None:
    """The letter i or j that may be the imaginary unit in a claim; None where it is an index, or differentiated by."""
    numbers = {one.name for one in free_symbols(claim) if not one.indices}
    unit = next((one for one in UNITS if one in numbers and one not in _no_constants(claim)), None)
    if unit is None:
        return None
    called = [said.noun for said in descriptions(source).get(unit, ())]
    return unit if not called or any("imaginary" in noun or "root" in noun for noun in called) else None


def is_beyond_real_exponents(claim: Claim, source: Source) -> bool:
    """Whether a claim with i, in a document that has it in exponents or as a root, is about roots or logarithms: the
    logarithm of e^{iθ} need not be iθ."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    if not any(one.name in UNITS for term in terms for one in subterms_of(term, Variable)):
        return False
    return has_root_or_logarithm(claim) and _shows_unit(source) and imaginary_unit(claim, source) is not None


@lru_cache(maxsize=8)
def _shows_unit(source: Source) -> bool:
    return re.search(_SHOWN, source.text) is not None


def _no_constants(claim: Claim) -> frozenset[str]:
    """The letters that are indices in a claim, and the names of what it differentiates by."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    bound = [one.letter for term in terms for one in subterms_of(term, Sum)]
    letters = [*bound, *(letter for term in terms for letter in free_letters(term))]
    by = (one.variable.name for term in terms for one in subterms_of(term, Derivative))
    return frozenset(one.name for one in letters).union(by)
