"""Chains without a left side go on with an earlier one: they get its last member, and its scope for letters."""

from collections.abc import Sequence
from dataclasses import replace

from derive.document.model import Cue, Statement


def continued(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[int, ...]]:
    """(the statements, each with its first member; the scope of each: the number of the statement it goes on with)."""
    completed: list[Statement] = []
    scopes: list[int] = []
    for number, statement in enumerate(statements):
        chain, scope = statement.chain, number
        before = _continued_by(statement, completed) if chain.continues else None
        if before is not None:
            last = completed[before].chain.members[-1]
            statement = replace(statement, chain=replace(chain, members=(last, *chain.members[1:])))
            scope = scopes[before]
        completed.append(statement)
        scopes.append(scope)
    return tuple(completed), tuple(scopes)


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
