"""A hypothesis that a document does not state, and under which a refuted step holds."""

from collections.abc import Iterator
from zlib import crc32

from derive.calculus.definitions import names_in
from derive.comparison import Comparer
from derive.data import replace
from derive.decide.verdict import Proved
from derive.mistakes.mistake import Mistake
from derive.report import Repair
from derive.term import ONE, Claim, Hypothesis, Letter, Sum, Variable, subterms_of
from derive.term_text import text

MISTAKE = Mistake(
    code="hypothesis-dropped",
    title="dropped hypothesis",
    what="it holds only where more is given",
    why="that probabilities add up to 1 goes without saying for the author",
    given=r"Let $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$ and $l = -\sum_k y_k \log p_k$.",
    wrong=r"\frac{\partial l}{\partial z_i} = p_i - y_i",
    right=r"\frac{\partial l}{\partial z_i} = p_i \sum_k y_k - y_i",
)


def dropped(judge: Comparer, claim: Claim, left: str, right: str) -> Repair | None:
    """That the components of some free symbol add up to 1, if the claim is proved with it."""
    for hypothesis in _usual(claim):
        if isinstance(judge.decide(replace(claim, hypotheses=(*claim.hypotheses, hypothesis)), ()), Proved):
            stated = f"{text(hypothesis.left)} = {text(hypothesis.right)}"
            return Repair(left, right, MISTAKE.code, f"it holds where {stated} is given, which is not stated")
    return None


def _usual(claim: Claim) -> Iterator[Hypothesis]:
    """Σ_k y_k = 1 for each symbol y with one index that has neither a definition nor a hypothesis, and whose sum has no
    name of its own."""
    told = {definition.name for definition in claim.definitions}.union(
        *(names_in(side) for one in claim.hypotheses for side in (one.left, one.right))
    )
    bodies = [definition.body for definition in claim.definitions]
    told.update(one.body.name for one in bodies if isinstance(one, Sum) and isinstance(one.body, Variable))
    found = (one for term in (claim.left, claim.right, *bodies) for one in subterms_of(term, Variable))
    sets = {one.name: one.indices[0].set for one in found if len(one.indices) == 1 and one.name not in told}
    for name, set_ in sorted(sets.items(), key=lambda one: one[0]):
        letter = Letter("k", set_)
        yield Hypothesis(Sum(letter, (), Variable(name, (letter,))), ONE, _number(name))


def _number(name: str) -> int:
    """A number for the hypothesis that no given of the document has."""
    return -1 - crc32(name.encode())
