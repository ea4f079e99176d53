"""Steps that hold by what a document says after them: definitions prove them, and the proof says that they come later;
by a later hypothesis, "Here we used that Σ_k y_k = 1", they are not refuted."""

from collections.abc import Sequence

from derive.data import replace
from derive.decide.verdict import Proved, Reason, Verdict
from derive.givens import Stated
from derive.judge import Judge
from derive.mending import WITHOUT_DEFINITION
from derive.reading import Asked
from derive.reasons import Reasons
from derive.report import Step


class Later:
    """Decides steps again when all of a document is read."""

    def __init__(self, judge: Judge, stated: Stated, reasons: Reasons, steps: list[Step]) -> None:
        self._judge = judge
        self._stated = stated
        self._reasons = reasons
        self._steps = steps

    def prove(self, open_: Sequence[Asked]) -> None:
        """Proves the steps that lack a definition by those that come after them."""
        now = self._judge.facts
        for one in open_:
            reason, before = self._steps[one.place].reason, one.facts
            if reason is None or reason.code != WITHOUT_DEFINITION:
                continue
            if now.definitions == before.definitions and now.functions == before.functions:
                continue
            opaque = before.opaque - (now.defined - before.defined)
            known = replace(before, definitions=now.definitions, functions=now.functions, opaque=opaque)
            proof = self._judge.by(known, one.reading, one.left, one.right)
            if proof is None:
                continue
            conditions = (*proof.conditions, *(f"{name}, which comes later" for name in self._later(one, proof)))
            said = self._reasons.of(proof)
            step = replace(self._steps[one.place], verdict=Verdict.PROVED, reason=None, conditions=conditions, **said)
            self._steps[one.place] = step
            self._stated.use(self._reasons.givens(proof), step.id)

    def acquit(self, wrong: Sequence[Asked]) -> list[Asked]:
        """Those that stay refuted: values that break a step prove nothing if they break what it rests on, too."""
        left, now = [], self._judge.facts
        for one in wrong:
            new = tuple(hypothesis for hypothesis in now.hypotheses if hypothesis not in one.facts.hypotheses)
            known = replace(one.facts, hypotheses=(*one.facts.hypotheses, *new))
            proof = self._judge.by(known, one.reading, one.left, one.right) if new else None
            if proof is None:
                left.append(one)
                continue
            told = " and ".join(self._later(one, proof)) or "a condition"
            reason = Reason("two-readings", f"false by what comes before it, but true where {told}, as is said later")
            self._steps[one.place] = self._steps[one.place].left_open(reason)
        return left

    def _later(self, one: Asked, proof: Proved) -> list[str]:
        """What the proof rests on that is given after the step."""
        return list(self._stated.names(given for given in self._reasons.givens(proof) if given >= one.given))
