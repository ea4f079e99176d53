"""The verdict on a claim for a chosen n: SymPy decides with all components written out.

The all-n way is asked too. It names the rules, and it must not contradict: what it proves for every n and SymPy
denies for one is a mistake of derive, and reported as undecided.
"""

from collections.abc import Sequence

from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.chosen import Components
from derive.decide.decision import REFUTING, Decider
from derive.decide.refuter import refute
from derive.decide.survey import survey
from derive.decide.verdict import Counterexample, Decision, Proved, Reason, Refuted, Undecided
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
    sizes = components.sizes
    try:
        outcome = components.prove(claim, Budget(COMPARING))
    except (BudgetSpentError, RecursionError):
        return Undecided(Reason("budget-spent", f"the work allowed for one step is done, at {main} = {sizes[main]}"))
    general = decider.decide(claim, results)
    others = tuple(f"{name} = {sizes[name]}" for name in survey(claim).sets if name != main and not name.isdigit())
    match outcome.equal, general:
        case None, _:
            return Undecided(Reason("not-decided", outcome.reason))
        case (True, Undecided()) | (False, Proved()) if _disagree(outcome.equal, general):
            return Undecided(Reason("disagreement", "SymPy and the proof for all n disagree; a mistake of derive"))
        case True, Proved():
            return Proved(general.rules, general.uses, (*general.conditions, *others), general.results)
        case True, _:
            return Proved(("components",), tuple(sorted(h.given for h in claim.hypotheses)), others)
    return _refuted(claim, sizes)


def _disagree(equal: bool | None, general: Decision) -> bool:
    return equal is False or (isinstance(general, Undecided) and general.reason.code == "disagreement")


def _refuted(claim: Claim, sizes: "dict[str, int]") -> Decision:
    try:
        found = refute(claim, Budget(REFUTING), [sizes])
    except BudgetSpentError:
        found = None
    if isinstance(found, Counterexample):
        return Refuted(found)
    return Undecided(Reason("not-decided", "SymPy finds the sides different, but no values were found that show it"))
