"""Words by which an equation may be meant for some sizes only, which no formula states."""

import re

from derive.calculus.substitution import indices_of
from derive.source import Source
from derive.term import Claim, Literal, subterms

_FEW = {
    1: r"(?:single|one|1)",
    2: r"(?:two|2|binary)",
    3: r"(?:three|3)",
}
_COUNTED = (
    r"(?:class|categor|sample|example|point|output|input|unit|neuron|element|entr|component|dimension|term|token|word"
    r"|label|feature|case|classif|score|logit)"
)


def restricting_words(claim: Claim, n: int, start: int, source: Source) -> str | None:
    """Why an equation at that place, which values at the size n break, may be meant for another size; None if no word
    says so: it has the components 1 to m and no others, m < n, and the prose before it says "two classes".
    """
    terms = (one for side in (claim.left, claim.right) for one in subterms(side))
    written = {index.value for term in terms for index in indices_of(term) if isinstance(index, Literal)}
    m = len(written)
    if m not in _FEW or written != set(range(1, m + 1)) or m >= n:
        return None
    said = re.search(rf"\b{_FEW[m]}[- ](?:\w+ )?{_COUNTED}", source.text[:start].lower())
    return f"may be meant for {m} only, of which the prose has words" if said else None
