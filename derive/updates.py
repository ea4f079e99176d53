"""New values of symbols: w := w − η ∂L/∂w, and w ← w − ηg.

That w = w − ηg would say ηg = 0 is never meant: a new value is no equation that anything follows from. The first one
for a symbol is given. A later one is proved where it is the same for all values, and else may be another one.
"""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.decide.verdict import Decision, Proved, Reason, Undecided
from derive.document.model import Chain, Statement
from derive.judge import Judge
from derive.meaning.roles import is_update
from derive.reading import Reading


class Updates:
    """Decides the new values that a document gives to a symbol again."""

    def __init__(self, judge: Judge, statements: Sequence[Statement]) -> None:
        self._judge = judge
        self._statements = statements

    def decide(self, reading: Reading, left: int, relation: int) -> Decision | None:
        """The decision on a new value of a symbol that was given one before; None for anything else."""
        chain = reading.chain
        if left > 0 or chain.continues or not is_update(chain, left, relation):
            return None
        earlier = next(self._before(chain), None)
        if earlier is None:
            return None
        members = (earlier.members[1], chain.members[relation + 1])
        equation = replace(chain, members=members, relations=(replace(chain.relations[relation], sign="="),))
        statement = replace(reading.statement, chain=equation)
        decision = self._judge.compare(self._judge.read(statement, reading.scope), 0, 1, 0)
        line, _ = self._judge.source.position(earlier.relations[0].span.start)
        if isinstance(decision, Proved):
            return replace(decision, conditions=(*decision.conditions, f"this is the new value of line {line}"))
        return Undecided(Reason("two-readings", f"may be another new value than that of line {line}"))

    def _before(self, chain: Chain) -> Iterator[Chain]:
        """The chains that give the same symbol a new value before, the last one first."""
        start, symbol = chain.span.start, chain.members[0].formula
        for one in reversed(self._statements):
            earlier = one.chain
            is_before = earlier.relations and not earlier.continues and earlier.span.start < start
            if is_before and earlier.members[0].formula == symbol and is_update(earlier, 0, 0):
                yield earlier
