"""Values by cases: { a if i = j; b otherwise } is δ_ij a + (1 − δ_ij) b."""

from collections.abc import Sequence

from derive.errors import UnsupportedError
from derive.formula import Cased, Compared
from derive.meaning.context import Context
from derive.meaning.indices import distinctions
from derive.term import MINUS_ONE, ONE, Delta, Plus, Term, Times


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
    if conditions[-1] and not _complementary(conditions):
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


def _complementary(conditions: Sequence[tuple[Compared, ...]]) -> bool:
    """Whether they are i = j and i ≠ j."""
    if len(conditions) != 2 or any(len(found) != 1 for found in conditions):
        return False
    (one,), (other,) = conditions
    return {one.left, one.right} == {other.left, other.right} and {one.sign, other.sign} == {"=", "≠"}


def _opposite(indicated: Term) -> Term:
    return Plus((ONE, Times((MINUS_ONE, indicated))))
