"""What the proofs of a document rest on, in the words of its report."""

from collections.abc import Iterable
from typing import Any

from derive.decide.verdict import Proved
from derive.givens import Stated
from derive.report import RuleName


class Reasons:
    """The rules of proofs, and what they use of what is given and of earlier results.

    wanted: whether that is looked for at all; otherwise nothing is said of any proof.
    """

    def __init__(self, stated: Stated, *, wanted: bool) -> None:
        self._stated = stated
        self._wanted = wanted
        self._results: list[tuple[str, frozenset[int]]] = []
        """The name of each earlier result, and the hypotheses that it rests on."""

    @property
    def next_result(self) -> int:
        """The number of the next result."""
        return len(self._results)

    def add_result(self, name: str, proofs: Iterable[Proved]) -> None:
        """An earlier result, by the proofs of its steps."""
        rests_on = {given for proof in proofs for given in self.givens(proof)}
        self._results.append((name, frozenset(g for g in rests_on if self._stated.given(g).kind == "hypothesis")))

    def givens(self, proof: Proved) -> tuple[int, ...]:
        """What a proof uses of what is given, also through earlier results."""
        if not self._wanted:
            return ()
        found = proof.explanation()
        return tuple(sorted({*found.uses, *(given for number in found.results for given in self._results[number][1])}))

    def of(self, proof: Proved) -> dict[str, Any]:
        """The rules of a proof and what it uses, as a step has them."""
        if not self._wanted:
            return {}
        from derive.calculus.table import BY_CODE

        found = proof.explanation()
        uses = (*(self._results[number][0] for number in found.results), *self._stated.names(self.givens(proof)))
        return {"rules": tuple(RuleName(code, BY_CODE[code].title) for code in found.rules), "uses": uses}
