"""Chains without a left side go on with an earlier one: they get its last member, and its scope for letters."""

from collections.abc import Sequence

from derive.data import replace
from derive.document.model import Chain, Cue, Relation, Statement
from derive.errors import ReadError
from derive.formula import Compared


def continued(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[int, ...]]:
    """(the statements, each with its first member; the scope of each: the number of the statement it goes on with).

    A display that ends with a relation goes on with the next display, whether or not that begins with a relation.
    """
    completed: list[Statement] = []
    scopes: list[int] = []
    open_end: Relation | None = None
    for number, statement in enumerate(statements):
        chain, scope = statement.chain, number
        if statement.display and open_end is not None and not chain.continues:
            members, relations = (chain.members[0], *chain.members), (open_end, *chain.relations)
            chain = replace(chain, members=members, relations=relations, continues=True)
        if statement.display:
            chain, open_end = _closed(chain)
        before = _continued_by(statement, completed) if chain.continues else None
        if before is not None:
            chain = replace(chain, members=(completed[before].chain.members[-1], *chain.members[1:]))
            scope = scopes[before]
        completed.append(replace(statement, chain=chain))
        scopes.append(scope)
    return tuple(completed), tuple(scopes)


def with_nearby(statements: Sequence[Statement], scopes: Sequence[int]) -> tuple[Statement, ...]:
    """The statements without a case, each with that of a display from which it goes on, or that began as it does, where
    none is written over its signs."""
    found: list[Statement] = []
    cases: dict[object, tuple[Compared, ...]] = {}
    for statement, scope in zip(statements, scopes, strict=True):
        begins = statement.chain.members[0].formula
        if statement.case and statement.display:
            cases[scope] = cases[begins] = statement.case
        nearby = () if statement.case else statement.nearby or cases.get(scope, cases.get(begins, ()))
        found.append(replace(statement, nearby=nearby))
    return tuple(found)


def _closed(chain: Chain) -> tuple[Chain, Relation | None]:
    """The chain without a relation at its end that nothing follows, and that relation."""
    last = chain.members[-1]
    if not chain.relations or last.latex or not isinstance(last.formula, ReadError):
        return chain, None
    return replace(chain, members=chain.members[:-1], relations=chain.relations[:-1]), chain.relations[-1]


def _continued_by(statement: Statement, before: Sequence[Statement]) -> int | None:
    """The number of the statement that this one goes on with: the last one, for a display the last display; the first
    one of a case goes on from before the other cases."""
    numbers = [
        number
        for number, one in enumerate(before)
        if one.cue is not Cue.CASE and (one.display or not statement.display)
    ]
    if numbers and statement.case and before[numbers[-1]].case != statement.case:
        numbers = [k for k in numbers if not before[k].case or before[k].case == statement.case] or numbers
    return numbers[-1] if numbers else None
