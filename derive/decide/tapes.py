"""The tapes of the claims of one document: what several of them unfold is written down and computed once.

Claims in which no symbol has two meanings share a tape for each choice of sizes, and those about the same components,
under the same hypotheses, share the values at the points that are tried.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from derive.decide.budget import Budget
from derive.decide.constraints import Constraints
from derive.decide.evaluate import Letters, Unfolding, residuals
from derive.decide.samples import Samples
from derive.decide.survey import Survey
from derive.decide.tape import Node, Tape, Valuation
from derive.term import Claim, Definition, Hypothesis, Term

MOST_OPERATIONS = 100_000
"""With more on all tapes together, they are forgotten."""


class Ground:
    """The points that are tried for claims about the same components under the same hypotheses."""

    def __init__(self, tape: Tape, constraints: Constraints, samples: Samples) -> None:
        self.tape = tape
        self.constraints = constraints
        self.samples = samples
        self._found: dict[int, Valuation | None] = {}

    def at(self, number: int) -> Valuation | None:
        """The values near the sample of that number, where the hypotheses hold; None if they were not made to hold."""
        if number not in self._found:
            self._found[number] = self.constraints.solve(self.samples.point(number))
        return self._found[number]


class Unfolded:
    """What was unfolded at fixed sizes, under definitions of which no two are of one symbol."""

    def __init__(self, sizes: Mapping[str, int], budget: Budget) -> None:
        self.tape = Tape(budget)
        self._definitions: dict[str, Definition] = {}
        self._free: set[str] = set()
        """The symbols that are used here, and have no definition."""
        self._unfolding = Unfolding(self.tape, self._definitions, sizes)
        self._constraints: dict[object, tuple[tuple[Hypothesis, ...], Constraints]] = {}
        """By identity of the hypotheses, which are kept here so that no others can take their place in memory."""
        self._grounds: dict[object, Ground] = {}

    def takes(self, definitions: Mapping[str, Definition], free: AbstractSet[str]) -> bool:
        """Whether these symbols mean here what they do elsewhere; if so, they do from now on."""
        if any(self._definitions.get(name, one) is not one for name, one in definitions.items()):
            return False
        if not (self._free.isdisjoint(definitions) and free.isdisjoint(self._definitions)):
            return False
        self._definitions.update(definitions)
        self._free |= free
        return True

    def write(self, term: Term, letters: Letters) -> Node:
        """Raises OutOfRangeError."""
        return self._unfolding.write_once(term, letters)

    def constraints(self, hypotheses: tuple[Hypothesis, ...], exponential: frozenset[str]) -> Constraints:
        """Raises OutOfRangeError."""
        key = tuple(map(id, hypotheses)), exponential
        found = self._constraints.get(key)
        if found is None:
            made = Constraints(self.tape, tuple(residuals(hypotheses, self._unfolding)), exponential)
            found = self._constraints[key] = hypotheses, made
        return found[1]

    def ground(self, about: Survey, constraints: Constraints, sides: Sequence[Node]) -> Ground:
        """The points for these sides. `constraints` are those that were made here."""
        nodes = (*sides, *constraints.residuals)
        key = self.tape.rests_on(nodes), about.exponential, about.whole, id(constraints)
        found = self._grounds.get(key)
        if found is None:
            samples = Samples(about, self.tape.inputs_of(nodes))
            found = self._grounds[key] = Ground(self.tape, constraints, samples)
        return found


class Tapes:
    """The tapes of one document."""

    def __init__(self) -> None:
        self._unfolded: dict[tuple[tuple[str, int], ...], list[Unfolded]] = {}
        """By sizes."""

    def at(self, claim: Claim, about: Survey, sizes: Mapping[str, int], budget: Budget) -> Unfolded:
        """What was unfolded at these sizes, as the claim has it; the budget pays for what comes to it."""
        key = tuple(sorted(sizes.items()))
        definitions = {one.name: one for one in claim.definitions}
        free = about.names - definitions.keys()
        for unfolded in self._unfolded.get(key, ()):
            if unfolded.takes(definitions, free):
                unfolded.tape.budget = budget
                return unfolded
        if sum(len(one.tape.operations) for same in self._unfolded.values() for one in same) > MOST_OPERATIONS:
            self._unfolded.clear()
        unfolded = Unfolded(sizes, budget)
        self._unfolded.setdefault(key, []).append(unfolded)
        unfolded.takes(definitions, free)
        return unfolded
