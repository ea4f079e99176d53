"""δ and Δ, which may stand for a change: δ(x y) is x δy + y δx then, and no product."""

from collections.abc import Iterator
from itertools import pairwise

from derive.meaning.told.constants import is_told_plain
from derive.source import Source
from derive.term import Claim, Exp, Log, Power, Term, Times, Variable, parts, subterms_of

CHANGES = {"δ": "delta", "Δ": "Delta"}
"""What stands for a change where it has no indices, with its name in LaTeX and in plain text."""


def taken_for_factors(claim: Claim, source: Source) -> list[str]:
    """The signs of a change that a claim multiplies by a bracket which is no sum of symbols, δ(x y), as if they were
    numbers, where the prose does not say that they are."""
    written = [one for one, name in CHANGES.items() if one in source.text or name in source.text]
    if not written:
        return []
    found = {one for side in (claim.left, claim.right) for one in _before_brackets(side)}
    known = {one.name for one in claim.definitions}
    return [one for one in written if one in found and one not in known and not is_told_plain(one, source)]


def _before_brackets(term: Term) -> Iterator[str]:
    for product in subterms_of(term, Times):
        for one, after in pairwise(product.factors):
            if isinstance(one, Variable) and not one.indices and any(map(_is_product, (after, *parts(after)))):
                yield one.name


def _is_product(term: Term) -> bool:
    return isinstance(term, Times | Power | Exp | Log)
