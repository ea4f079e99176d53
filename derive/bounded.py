"""Whether an equation that values break may be meant within bounds only: where x > 0 stands beside it, or where the
document says so elsewhere, and it is not clear how far that holds.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, count, islice, product

from derive.broken import Broken
from derive.calculus.bounds import BOUNDING, bound
from derive.calculus.definitions import Definitions, names_in
from derive.data import replace
from derive.decide.verdict import Decide, Decision, Reason, Refuted, Undecided
from derive.errors import UnsupportedError
from derive.formula import Compared
from derive.meaning.claims import Claims
from derive.meaning.context import Scalar
from derive.meaning.facts import SUPPOSED, Facts, relevant
from derive.meaning.loose import LooseBounds
from derive.term import Claim, Hypothesis

_MOST_WAYS = 8
"""In how many ways values of sets are tried together."""
_NOWHERE = frozenset(("no-witness", "contradiction"))
"""Why nothing is decided where no values satisfy all bounds and define both sides."""


class Bounded:
    """The bounds that may be meant in one place of a document."""

    def __init__(self, meaning: Claims, facts: Facts, decide: Decide) -> None:
        self.meaning = meaning
        self.facts = facts
        self.decide = decide

    def doubt(self, broken: Broken) -> Reason | None:
        """Why the equation is not refuted, as far as bounds tell."""
        if broken.statement.beside and self._under_those_beside(broken) is None:
            message = "false for some values, but it may be meant under the condition beside it only"
            return Reason("two-readings", message)
        loose = self._loose(broken)
        outside = (self._is_false_outside(one, loose, broken) for one in loose)
        if not loose or (self._within(loose, broken) is not None and all(outside)):
            return None
        name = min(one for each in loose for one in each.names)
        message = f"what is assumed of {name} may not hold everywhere, and this may hold where it does, or does not"
        return Reason("assumption", message)

    def refuted(self, broken: Broken) -> Refuted | None:
        """How the equation is refuted by values within the bounds; None if it is not, or if there are none."""
        if broken.statement.beside:
            return self._under_those_beside(broken)
        loose = self._loose(broken)
        return self._within(loose, broken) if loose else None

    def _loose(self, broken: Broken) -> tuple[LooseBounds, ...]:
        """The bounds elsewhere that say something of what the equation rests on."""
        names = frozenset(name for claim in broken.claims for name in self._names(claim))
        return tuple(one for one in self.facts.loose if one.names & names)

    def _names(self, claim: Claim) -> frozenset[str]:
        known = Definitions(claim.definitions)
        return frozenset().union(*(known.names(one) for side in (claim.left, claim.right) for one in names_in(side)))

    def _within(self, loose: Sequence[LooseBounds], broken: Broken) -> Refuted | None:
        ways = islice(product(*(one.within for one in loose)), _MOST_WAYS)
        found = (self._refuted(broken, tuple(chain.from_iterable(way))) for way in ways)
        return next((one for one in found if one is not None), None)

    def _refuted(self, broken: Broken, bounds: Sequence[Hypothesis]) -> Refuted | None:
        return next((one for one in self._decided(broken, bounds) if isinstance(one, Refuted)), None)

    def _is_false_outside(self, one: LooseBounds, loose: Sequence[LooseBounds], broken: Broken) -> bool:
        """Whether it is refuted, or has no meaning, where one of the bounds does not hold, but those of the other
        statements do."""
        others = tuple(bounding for other in loose if other is not one for bounding in other.within[0])
        return all(any(map(_is_false, self._decided(broken, (*others, turned)))) for turned in one.opposites)

    def _decided(self, broken: Broken, bounds: Sequence[Hypothesis]) -> Iterator[Decision]:
        return (self.decide(self._bounded(claim, bounds), ()) for claim in broken.claims)

    def _bounded(self, claim: Claim, bounds: Sequence[Hypothesis]) -> Claim:
        """The claim with bounds, and with the definitions of what they bound."""
        known = {one.name: one for one in claim.definitions}
        reached = relevant(claim, replace(self.facts, hypotheses=tuple(bounds))).definitions
        named = {one.name for one in (*reached, *claim.definitions)}
        definitions = tuple(known.get(one.name, one) for one in self.facts.definitions if one.name in named)
        others = tuple(one for one in claim.definitions if one not in definitions)
        return replace(claim, definitions=(*definitions, *others), hypotheses=(*claim.hypotheses, *bounds))

    def _under_those_beside(self, broken: Broken) -> Refuted | None:
        bounds = self._bounds_beside(broken.statement.beside, broken.scope)
        return self._refuted(broken, bounds) if bounds else None

    def _bounds_beside(self, conditions: Sequence[Compared], scope: int) -> tuple[Hypothesis, ...]:
        """The conditions as bounds; none if one has no meaning as a hypothesis."""
        bounds = []
        for number, one in zip(count(SUPPOSED, -1), conditions, strict=False):
            try:
                left, right = (self.meaning.value(side, scope) for side in (one.left, one.right))
            except UnsupportedError:
                return ()
            if one.sign not in BOUNDING or not isinstance(left, Scalar) or not isinstance(right, Scalar):
                return ()
            bounds.append(bound(left.term, one.sign, right.term, number))
        return tuple(bounds)


def _is_false(decision: Decision) -> bool:
    return isinstance(decision, Refuted) or (isinstance(decision, Undecided) and decision.reason.code in _NOWHERE)
