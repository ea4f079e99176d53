"""Landau symbols: O(h) and o(h) stand for some remainder, another one wherever they are written.

One on each side of an equation, in what stands for its symbols too, may be the same; O(h) − O(h) = 0 would need two.
"""

import re
from functools import lru_cache

from derive.calculus.definitions import Definitions
from derive.source import Source
from derive.term import Claim, Derivative, Hypothesis, Term, Variable, parts

_LANDAU = r"[oO](?:\(.*)?"
_WRITTEN = (
    r"(?<![A-Za-z\\])(?:\\(?:mathcal|cal|mathrm|operatorname)\s*)?\{?\s*[oO]\s*\}?\s*(?:\\(?:left|big|Big)\s*)?\("
)
_OTHERWISE = r"(?<![A-Za-z\\{])[oO](?![A-Za-z(}]|\s*(?:\(|\\left|\\[bB]ig))"
"""The letter without an argument."""
_MOST = 2
"""How many remainders are counted."""


def needs_remainders(claim: Claim, source: Source) -> str | None:
    """A Landau symbol that the claim has other than once on each side, its definitions put in."""
    if not _has_landau(source):
        return None
    known = Definitions(claim.definitions)
    told: dict[Term, Term] = {one.left: one.right for one in claim.hypotheses if isinstance(one.left, Variable)}
    counts = [_remainders(side, known, told, 0) for side in (claim.left, claim.right)]
    given = [one for one in claim.hypotheses if one.left not in told and _of_given(one, known)]
    names = sorted({*counts[0], *counts[1], *(name for one in given for name in _of_given(one, known))})
    for name in names:
        left, right = (count.get(name, 0) for count in counts)
        if (left, right) != ((0, 1) if given else (1, 1)):
            return name
    return None


def _of_given(given: Hypothesis, known: Definitions) -> dict[str, int]:
    return _remainders(given.left, known, {}, 0) | _remainders(given.right, known, {}, 0)


def _remainders(term: Term, known: Definitions, told: dict[Term, Term], depth: int) -> dict[str, int]:
    """How often each Landau symbol stands in a term, with what is said of its symbols."""
    if isinstance(term, Variable):
        if term in told and depth < len(told):
            return _remainders(told[term], known, told, depth + 1)
        if term.name in known:
            return _remainders(known.unfold(term), known, told, depth)
        return {term.name: 1} if not term.indices and re.fullmatch(_LANDAU, term.name) else {}
    found: dict[str, int] = {}
    for part in (term.operand,) if isinstance(term, Derivative) else parts(term):
        for name, count in _remainders(part, known, told, depth).items():
            found[name] = min(_MOST, found.get(name, 0) + count)
    return found


@lru_cache(maxsize=8)
def _has_landau(source: Source) -> bool:
    return re.search(_WRITTEN, source.text) is not None and re.search(_OTHERWISE, source.text) is None
