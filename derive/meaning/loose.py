"""Bounds of which it is not clear whether they hold everywhere: "Here $p_i > 0$", "if $x \\ne 0$", $p \\in (0, 1)$; and
sets of a few values, $y \\in \\{0, 1\\}$.

They are no givens. An equation that values break within all of them, and also where any one of them does not hold, is
false wherever they are meant to hold.
"""

from collections.abc import Callable, Iterable, Iterator

from derive.calculus.bounds import BOUNDING, is_stand_in
from derive.calculus.definitions import names_in
from derive.data import Data, replace
from derive.document.model import Chain, Member, Relation, Statement
from derive.errors import UnsupportedError
from derive.formula import Formula, Listed, Name
from derive.meaning.assumed import assumed, chosen
from derive.meaning.context import Value
from derive.meaning.index_sets import IndexSets
from derive.term import Hypothesis

_OPPOSITE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<"}
_STRICT = {"(": "<", "[": "≤"}


class LooseBounds(Data):
    """The bounds of one statement."""

    names: frozenset[str]
    """Those of which they say something, and those by which these are defined."""
    within: tuple[tuple[Hypothesis, ...], ...]
    """Where they hold: all bounds together, or each of the values in a set."""
    opposites: tuple[Hypothesis, ...]
    """Each of the bounds turned round."""


def loose_bounds(
    statement: Statement, value: Callable[[Formula], Value], sets: IndexSets, number: int, scopes: Iterable[int]
) -> LooseBounds | None:
    """The bounds that a statement tells, numbered down from a number; None if it tells none, or none that is
    understood. x ≠ 0 is taken for x > 0, of which the opposite is asked for, too."""
    bounds, opposites = list[Hypothesis](), list[Hypothesis]()
    try:
        values = chosen(statement, value, sets, number)
        if values:
            return LooseBounds(names_in(values[0].left), tuple((one,) for one in values), ())
        for chain in _pairs(statement.chain):
            told = assumed(replace(statement, chain=chain), value, sets, number - len(bounds) - len(opposites), scopes)
            for one in told:
                bounds.append(one)
                (relation,) = chain.relations
                turned = replace(chain, relations=(replace(relation, sign=_OPPOSITE[relation.sign]),))
                opposites += assumed(replace(statement, chain=turned), value, sets, one.given - 1, scopes)
    except UnsupportedError:
        return None
    named = frozenset(name for one in bounds for name in names_in(one.left) | names_in(one.right))
    names = frozenset(name for name in named if not is_stand_in(name))
    return LooseBounds(names, (tuple(bounds),), tuple(opposites)) if bounds else None


def _pair(chain: Chain, members: tuple[Member, Member], relation: Relation) -> Chain:
    return replace(chain, members=members, relations=(relation,))


def _pairs(chain: Chain) -> Iterator[Chain]:
    """The chain in parts of two members, a list of symbols one by one; none if a sign bounds nothing.

    Raises UnsupportedError for what is no bound.
    """
    for k, relation in enumerate(chain.relations):
        left, right = chain.members[k : k + 2]
        interval = right.formula if relation.sign == "∈" and isinstance(right.formula, Listed) else None
        if interval is not None and isinstance(left.formula, Name) and len(interval.items) == 2:
            low, high = (replace(right, formula=one) for one in interval.items)
            sign = _STRICT.get(interval.bracket)
            if sign is not None:
                yield _pair(chain, (low, left), replace(relation, sign=sign))
                yield _pair(chain, (left, high), replace(relation, sign=sign))
                continue
        sign = ">" if relation.sign == "≠" else relation.sign
        if sign not in BOUNDING or chain.continues:
            raise UnsupportedError("this is no bound", code="construct-not-supported", span=chain.span)
        listed = left.formula.items if isinstance(left.formula, Listed) else (left.formula,)
        for one in listed:
            yield _pair(chain, (replace(left, formula=one), right), replace(relation, sign=sign))
