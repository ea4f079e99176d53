"""Chains without a left side that go on from another row than the one before them."""

from collections.abc import Sequence

from derive.data import replace
from derive.decide.verdict import Decision, Proved, Reason, Undecided, Verdict
from derive.document.model import Statement
from derive.errors import DeriveError
from derive.judge import Judge
from derive.reading import Reading, going_on_from
from derive.report import Step

MOST_ROWS_BACK = 6
"""How many displays back a chain without a left side may go on from."""


class Elsewhere:
    """Looks for the rows of one document from which others go on."""

    def __init__(self, judge: Judge, statements: Sequence[Statement], scopes: Sequence[int]) -> None:
        self._judge = judge
        self._statements = statements
        self._scopes = scopes

    def going_on(self, reading: Reading, decision: Decision, steps: Sequence[Step]) -> tuple[Reading, Decision]:
        """A chain without a left side that equals the last member of a display before the one it seems to go on: after
        a row that is wrong it goes on from the row before that; else from which one is not clear. `steps`: those
        before it."""
        number = next((k for k, one in enumerate(self._statements) if one is reading.statement), 0)
        earlier = [k for k in range(number) if self._statements[k].display and self._statements[k].chain.relations]
        for k in reversed(earlier[-1 - MOST_ROWS_BACK : -1]):
            before = self._judge.read(self._statements[k], self._scopes[k])
            if isinstance(before.values[-1], DeriveError):
                continue
            other = going_on_from(before, reading)
            proof = self._judge.compare(other, 0, 1, 0)
            if isinstance(proof, Proved) and _is_wrong_row(self._statements[earlier[-1]], before, steps[-1]):
                line, _ = self._judge.source.position(before.chain.relations[-1].span.start)
                return other, replace(proof, conditions=(*proof.conditions, f"this goes on from line {line}"))
            if isinstance(proof, Proved):
                message = "goes on from an earlier row than the one before it; which one is not clear"
                return reading, Undecided(Reason("two-readings", message))
        return reading, decision


def _is_wrong_row(statement: Statement, before: Reading, last: Step) -> bool:
    """Whether the statement is a row of one relation that goes on from another one, and was refuted."""
    chain = statement.chain
    follows = chain.continues and chain.members[0] == before.chain.members[-1] and len(chain.relations) == 1
    return follows and last.span == chain.relations[0].span and last.verdict is Verdict.REFUTED
