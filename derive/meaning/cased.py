"""Values by cases: { a if i = j; b otherwise } is δ_ij a + (1 − δ_ij) b."""

from collections.abc import Sequence
from itertools import product

from derive.errors import UnsupportedError
from derive.formula import Cased, Compared
from derive.meaning.context import Context
from derive.meaning.indices import distinctions
from derive.term import MINUS_ONE, ONE, Delta, Plus, Term, Times

MOST_PAIRS = 6
"""Pairs of indices that the branches of one value may compare."""


def indicator(conditions: Sequence[Compared], context: Context) -> Term:
    """1 where the conditions on indices hold, else 0. Raises UnsupportedError for other conditions."""
    factors = []
    for distinction in distinctions(conditions, context):
        delta: Term = Delta(distinction.left, distinction.right)
        factors.append(delta if distinction.equal else _opposite(delta))
    return factors[0] if len(factors) == 1 else Times(tuple(factors))


def cased(formula: Cased, values: Sequence[Term], context: Context) -> Term:
    """The value of the first branch whose conditions hold, where `values` are those of the branches.

    Raises UnsupportedError where the branches leave something open, and for conditions that are not on indices.
    """
    conditions = [found for _, found in formula.branches]
    if conditions[-1] and not _exhaustive(conditions):
        raise UnsupportedError(
            "these cases may leave something open", code="construct-not-supported", span=formula.span
        )
    terms = []
    none_before: tuple[Term, ...] = ()
    for value, found in zip(values[:-1], conditions, strict=False):
        holds = indicator(found, context)
        terms.append(Times((*none_before, holds, value)))
        none_before = (*none_before, _opposite(holds))
    return Plus((*terms, Times((*none_before, values[-1]))))


def _exhaustive(branches: Sequence[tuple[Compared, ...]]) -> bool:
    """Whether one of the branches holds, whichever of the compared indices are equal: as i = j and i ≠ j do."""
    pairs = list(dict.fromkeys(frozenset((one.left, one.right)) for found in branches for one in found))
    if len(pairs) > MOST_PAIRS or any(one.sign not in ("=", "≠") for found in branches for one in found):
        return False
    for equal in product((True, False), repeat=len(pairs)):
        told = dict(zip(pairs, equal, strict=True))
        if not any(all(told[frozenset((c.left, c.right))] == (c.sign == "=") for c in found) for found in branches):
            return False
    return True


def _opposite(indicated: Term) -> Term:
    return Plus((ONE, Times((MINUS_ONE, indicated))))
