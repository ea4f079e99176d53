"""Decisions on the entries of one equation as one, and proofs explained by less."""

from collections.abc import Container, Sequence

from derive.data import replace
from derive.decide.verdict import Decision, Explanation, Proved, Refuted, Undecided


def together(decisions: list[Decision]) -> Decision:
    """The decision on an equation of vectors: refuted if one entry is, proved if all are."""
    for kind in (Refuted, Undecided):
        for decision in decisions:
            if isinstance(decision, kind):
                return decision
    proofs = [decision for decision in decisions if isinstance(decision, Proved)]
    conditions = dict.fromkeys(condition for proof in proofs for condition in proof.conditions)
    return Proved(tuple(conditions), lambda: _explained_together([proof.explanation() for proof in proofs]))


def _explained_together(found: Sequence[Explanation]) -> Explanation:
    return Explanation(
        tuple(dict.fromkeys(rule for one in found for rule in one.rules)),
        tuple(sorted({given for one in found for given in one.uses})),
        tuple(sorted({number for one in found for number in one.results})),
    )


def without(proof: Proved, givens: Container[int]) -> Proved:
    """The proof, explained without what the document does not give by a formula."""

    def explanation() -> Explanation:
        found = proof.explanation()
        return replace(found, uses=tuple(given for given in found.uses if given not in givens))

    return replace(proof, explanation=explanation)
