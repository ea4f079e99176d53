"""A pass over a document in components, for a chosen n. It imports SymPy: only a pass that has an n imports it."""

from collections.abc import Mapping

from derive.calculus.substitution import free_letters
from derive.decide.at_size import Sizes, decide_at
from derive.decide.chosen import Components as Expressions
from derive.decide.decision import Decider
from derive.decide.verdict import Decide
from derive.errors import ReadError, UnsupportedError
from derive.gradients import Gradients
from derive.meaning.claims import Claims
from derive.meaning.components import Components, representative
from derive.meaning.context import Scalar
from derive.reading import Reading
from derive.report import Instance
from derive.term import Letter


class ChosenN:
    """What a pass over a document does for the chosen n only."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.gradients = Gradients()
        self.sizes: Mapping[str, int] = {}
        """Those of the document, which is read first; parts of it may name their sets differently."""

    def way_to_decide(self, claims: Claims, decider: Decider) -> Decide:
        main = claims.sets.main
        sizes = Sizes(main, self.n)
        self.sizes = self.sizes or sizes
        expressions = Expressions(sizes)
        return lambda claim, results: decide_at(claim, expressions, main, decider, results)

    def instance(self, claims: Claims, reading: Reading, left: int, right: int) -> Instance | None:
        """The step in components."""
        if claims.sets.first != 1:
            return None
        sides = [reading.chain.members[k].formula for k in (left, right)]
        try:
            letters = self._letters(claims, reading)
            if letters is None:
                return None
            writing = Components(claims.sets, reading.scope, self.sizes, letters)
            written = [writing.write_out(side) for side in sides if not isinstance(side, ReadError)]
        except UnsupportedError:
            return None
        return Instance(tuple(letters.items()), written[0], written[1])

    def _letters(self, claims: Claims, reading: Reading) -> dict[str, int] | None:
        """Values of the free letters at which a step can be shown in components; None if there are none."""
        letters: set[Letter] = set()
        for value in reading.values:
            if not isinstance(value, Exception):
                letters |= free_letters(value.term if isinstance(value, Scalar) else value.entry)
        case = claims.case(reading.statement.case, reading.scope)
        named = frozenset(letter for letter in letters if letter.name != "⋆")
        return representative(named, case, self.sizes)
