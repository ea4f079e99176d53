"""Equality at chosen sizes of the index sets, with all components written out. Only here is SymPy imported.

SymPy builds each side from the document's own definitions with symbols o_1, o_2, …, and differentiates what
it built. Then hypotheses that are linear in a component are solved for it (y_3 = 1 − y_1 − y_2) and put in.
Whether the two sides are equal, wherever both are defined, is decided by an exact test for 0 of a quotient of
polynomials; SymPy's `simplify` and `equals` are not asked. Complete for rational functions of components and
of exponentials of polynomials in components, and for logarithms of such, if the hypotheses can be solved.

Of entries that differ by a renaming of the elements of an index set, one is decided for all. A permutation π of the
elements takes each component x_k to x_π(k). Where no definition, hypothesis, case or side names an element (the
survey's `symmetric`), it takes each of these to itself, and the entry at (i, j) to that at (π(i), π(j)): values at
which one of them fails become values at which the other does.
"""

from collections.abc import Iterator, Mapping

from derive.data import Data
from derive.decide.budget import Budget
from derive.decide.evaluate import Letters, OutOfRangeError, Unfolding, residuals
from derive.decide.expressions import Comparer, Expression, Writer
from derive.decide.generators import QuotientField
from derive.decide.quotients import BeyondReachError
from derive.decide.samples import assignments, is_number
from derive.decide.survey import Survey, survey
from derive.term import Claim, Definition, Derivative, Hypothesis, IndexSet, Literal, Term, Variable

_DEEPEST = 60
_WORK = 1_000_000
_ALL_ENTRIES = 5
"""Up to this size every entry is decided; beyond, those that differ by a renaming of the indices are once."""
_BEYOND_REACH = "a side is undefined, too large, or of a kind that is not decided here"


class ChosenOutcome(Data):
    """What was decided of a claim at chosen sizes."""

    equal: bool | None
    """For all index values that satisfy the case; None if that was not decided."""
    entries: int
    """How many index assignments were looked at."""
    letters: tuple[tuple[str, int], ...] = ()
    """The first index values at which the sides are not equal, or at which that was not decided."""
    reason: str = ""
    """Why it was not decided."""


def prove_at(
    claim: Claim,
    sizes: Mapping[str, int],
    components: "Components | None" = None,
    budget: Budget | None = None,
) -> ChosenOutcome:
    """Decide a claim at these sizes of its index sets; `components` keeps what a document has built.

    Raises BudgetSpentError.
    """
    if components is None or any(components.sizes[name] != size for name, size in sizes.items()):
        components = Components(sizes)
    return components.prove(claim, budget)


class Components:
    """Everything written out at fixed sizes; what was built, differentiated or compared is remembered."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        import sympy

        self.sizes = sizes
        self._writer = Writer(sympy)
        self._writer.budget = Budget(_WORK)
        self._unfoldings: dict[tuple[int, ...], tuple[Unfolding[Expression], tuple[Definition, ...]]] = {}
        self._comparers: dict[tuple[int, ...], tuple[Comparer, tuple[Hypothesis, ...]]] = {}

    @classmethod
    def of_size(cls, n: int) -> "Components":
        """Every index set has n elements."""
        return cls(_OneSize(n))

    def prove(self, claim: Claim, budget: Budget | None = None) -> ChosenOutcome:
        """Decide a claim. Raises BudgetSpentError."""
        self._writer.budget = budget or Budget(_WORK)
        unfolding = self._unfolding(claim.definitions)
        about = survey(claim)
        entries, doubt = 0, None
        for letters in self._assignments(about, claim):
            named = tuple((name, value) for (name, _), value in letters.items())
            try:
                equal, reason = self._entry(claim, letters, unfolding)
            except OutOfRangeError:
                continue
            entries += 1
            if equal is False:
                return ChosenOutcome(False, entries, named)
            if equal is None and doubt is None:
                doubt = named, reason
        if doubt is not None:
            return ChosenOutcome(None, entries, *doubt)
        if not entries:
            return ChosenOutcome(None, 0, (), "no index values satisfy the case at this size")
        return ChosenOutcome(True, entries)

    def jacobian(
        self, definitions: tuple[Definition, ...], of: str, by: str, index_set: str = "n"
    ) -> tuple[tuple[Expression, ...], ...]:
        """[∂of_j/∂by_i], a row for each j, where both have one index in the same set."""
        size = self.sizes[index_set]
        return tuple(
            tuple(self._slope(definitions, (of, j), (by, i), index_set) for i in range(1, size + 1))
            for j in range(1, size + 1)
        )

    def gradient(
        self, definitions: tuple[Definition, ...], of: str, by: str, index_set: str = "n"
    ) -> tuple[Expression, ...]:
        """(∂of/∂by_1, …, ∂of/∂by_n), where only `by` has an index."""
        return tuple(
            self._slope(definitions, (of, None), (by, i), index_set) for i in range(1, self.sizes[index_set] + 1)
        )

    def expression(self, term: Term, definitions: tuple[Definition, ...], letters: Letters) -> Expression:
        """The term in components. Raises OutOfRangeError and BeyondReachError."""
        self._writer.budget = Budget(_WORK)
        return self._writer.written_out(self._unfolding(definitions).write(term, letters))

    def same(self, left: Expression, right: Expression, hypotheses: tuple[Hypothesis, ...] = ()) -> bool | None:
        """Whether two expressions that were made here are equal under the hypotheses; None if not decided."""
        self._writer.budget = Budget(_WORK)
        return self._equal((left, right), hypotheses, self._unfolding(()))[0]

    def _slope(
        self,
        definitions: tuple[Definition, ...],
        of: tuple[str, int | None],
        by: tuple[str, int],
        index_set: str,
    ) -> Expression:
        of_variable, by_variable = (
            Variable(name, () if index is None else (Literal(index, IndexSet(index_set)),)) for name, index in (of, by)
        )
        return self.expression(Derivative(of_variable, by_variable), definitions, {})

    def _assignments(self, about: Survey, claim: Claim) -> Iterator[Letters]:
        largest = max((self.sizes[letter.set.size] for letter in about.letters), default=0)
        symmetric = about.symmetric and largest > _ALL_ENTRIES
        return assignments(about.letters, claim.case, self.sizes, symmetric, self._writer.budget)

    def _unfolding(self, definitions: tuple[Definition, ...]) -> Unfolding[Expression]:
        key = tuple(map(id, definitions))
        if key not in self._unfoldings:
            named = {definition.name: definition for definition in definitions}
            self._unfoldings[key] = Unfolding(self._writer, named, self.sizes, _DEEPEST), definitions
        return self._unfoldings[key][0]

    def _entry(self, claim: Claim, letters: Letters, unfolding: Unfolding[Expression]) -> tuple[bool | None, str]:
        try:
            sides = unfolding.write(claim.left, letters), unfolding.write(claim.right, letters)
        except BeyondReachError:
            return None, _BEYOND_REACH
        return self._equal(sides, claim.hypotheses, unfolding)

    def _equal(
        self,
        sides: tuple[Expression, Expression],
        hypotheses: tuple[Hypothesis, ...],
        unfolding: Unfolding[Expression],
    ) -> tuple[bool | None, str]:
        """Whether the sides are equal under the hypotheses, or why that is not decided."""
        try:
            return self._comparer(hypotheses, unfolding).equal(*sides)
        except BeyondReachError:
            return None, _BEYOND_REACH

    def _comparer(self, hypotheses: tuple[Hypothesis, ...], unfolding: Unfolding[Expression]) -> "Comparer":
        key = (id(unfolding), *map(id, hypotheses))
        if key not in self._comparers:
            comparer = Comparer(self._writer, QuotientField(self._writer.irreducible_factors))
            for residual in residuals(hypotheses, unfolding):
                comparer.assume(residual)
            self._comparers[key] = comparer, hypotheses
        return self._comparers[key][0]


class _OneSize(dict[str, int]):
    """n for every name of a size, but for numbers, which name themselves."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self._n = n

    def __missing__(self, name: str) -> int:
        return int(name) if is_number(name) else self._n
