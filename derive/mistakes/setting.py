"""What a step is read under while edits of it are tried."""

from collections.abc import Sequence
from contextlib import suppress

from derive.comparison import Comparer
from derive.data import Data, replace
from derive.decide.verdict import Counterexample, Proved, Refuted
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import Formula
from derive.meaning.context import Value
from derive.meaning.facts import Facts
from derive.meaning.supposed import Supposed, rewritten
from derive.reading import Reading
from derive.term import Claim


class Setting(Data):
    """What a step is read under."""

    judge: Comparer
    reading: Reading
    facts: Facts
    supposed: tuple[Supposed, ...] = ()
    """What is supposed of symbols without a definition."""
    unknown: bool = False
    """Whether a symbol without a definition is any number."""

    def claims(self, left: Value, right: Value) -> tuple[Claim, ...]:
        """What left = right claims. Raises UnsupportedError."""
        sides = self._rewritten(left), self._rewritten(right)
        return self.judge.claims.claims(*sides, self.reading.statement, self.facts, self.reading.scope)

    def said(self, left: Value, right: Value) -> tuple[Claim, ...]:
        """The same, with all that it takes to evaluate both sides. Raises UnsupportedError."""
        sides = self._rewritten(left), self._rewritten(right)
        return self.judge.claims.said(*sides, self.reading.statement, self.facts, self.reading.scope)

    def _rewritten(self, side: Value) -> Value:
        return rewritten(side, [one for one in self.supposed if one.rewrites], set()) if self.supposed else side

    def value(self, number: int) -> Value:
        """Raises UnsupportedError where a member has no meaning."""
        value = self.reading.values[number]
        if isinstance(value, DeriveError):
            raise UnsupportedError("a side without meaning", code="construct-not-supported")
        return value

    def has_meaning(self, left: int, right: int) -> bool:
        with suppress(UnsupportedError):
            return bool(self.claims(self.value(left), self.value(right)))
        return False

    def is_proved(self, claims: Sequence[Claim]) -> bool:
        return all(isinstance(self.judge.decide(claim, ()), Proved) for claim in claims)

    def refuted(self, claims: Sequence[Claim]) -> tuple[Claim, Counterexample] | None:
        """The first claim that values break, and these."""
        for claim in claims:
            asked = replace(claim, open=()) if self.unknown else claim
            decision = self.judge.decide(asked, ())
            if isinstance(decision, Refuted):
                return asked, decision.counterexample
        return None


def written(reading: Reading, number: int) -> Formula:
    formula = reading.chain.members[number].formula
    assert not isinstance(formula, ReadError), "a refuted step has two members that were read"
    return formula
