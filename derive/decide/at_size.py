"""The verdict on a claim for a chosen n: SymPy decides with all components written out.

A step that is equal is explained by its proof for all n, where there is one; that proof counts where components decide
nothing. A step that is not equal is refuted by values. A claim with symbols that are not known has a proof for all n
or none: they have no components to be written out.
"""

from collections.abc import Mapping, Sequence

from derive.data import replace
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.chosen import Components
from derive.decide.decision import REFUTING, Decider
from derive.decide.refuter import Witness, refute
from derive.decide.survey import survey
from derive.decide.verdict import Counterexample, Decision, Explanation, Proved, Reason, Refuted, Undecided
from derive.term import Claim, Result

OTHERS = 2
"""The size of the index sets other than the one whose size is chosen."""
COMPARING = 1_000_000
"""Units of work for one claim in components."""


class Sizes(dict[str, int]):
    """The size of each index set by its name: the chosen one, a number for itself, and OTHERS for the others.

    >>> sizes = Sizes("n", 3)
    >>> sizes["n"], sizes["5"], sizes["N"]
    (3, 5, 2)
    """

    def __init__(self, main: str, n: int) -> None:
        super().__init__({main: n})

    def __missing__(self, name: str) -> int:
        self[name] = int(name) if name.isdigit() else OTHERS
        return self[name]


def decide_at(
    claim: Claim, components: Components, main: str, decider: Decider, results: Sequence[Result] = ()
) -> Decision:
    """Proved, Refuted or Undecided where the index set `main` has the size that `components` gives it."""
    if claim.open:
        return decider.decide(claim, results)
    sizes = components.sizes
    try:
        outcome = components.prove(claim, Budget(COMPARING))
    except (BudgetSpentError, RecursionError):
        return Undecided(Reason("budget-spent", f"the work allowed for one step is done, at {main} = {sizes[main]}"))
    if outcome.equal is None:
        for_all = decider.decide(claim, results)
        if isinstance(for_all, Proved):
            return for_all
        found = _values(claim, sizes)
        return Refuted(found) if isinstance(found, Counterexample) else Undecided(Reason("not-decided", outcome.reason))
    if not outcome.equal:
        return _refuted(claim, sizes)
    others = tuple(f"{name} = {sizes[name]}" for name in survey(claim).sets if name != main and not name.isdigit())
    general = decider.explained(claim, results)
    if general is None:
        if not isinstance(_values(claim, sizes), Witness):
            message = "no values were found that satisfy all that is given and define both sides"
            return Undecided(Reason("no-witness", message))
        by_components = Explanation(("components",), tuple(sorted(h.given for h in claim.hypotheses)))
        return Proved(others, lambda: by_components)
    return replace(general, conditions=(*general.conditions, *others))


def _refuted(claim: Claim, sizes: Mapping[str, int]) -> Decision:
    found = _values(claim, sizes)
    if isinstance(found, Counterexample):
        return Refuted(found)
    return Undecided(Reason("not-decided", "SymPy finds the sides different, but no values were found that show it"))


def _values(claim: Claim, sizes: Mapping[str, int]) -> Counterexample | Witness | None:
    try:
        return refute(claim, Budget(REFUTING), [sizes])
    except BudgetSpentError:
        return None
