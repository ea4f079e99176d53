"""The repairs of a document's steps: of those that are refuted, of definitions by which steps fail, and of steps that
cannot be decided, where one usual edit makes them true whatever their unknown symbols are.

What searches for edits takes 20 ms to import, and most documents need none of it.
"""

from collections.abc import Callable, Sequence

from derive.apart import CONFUSIONS
from derive.data import replace
from derive.decide.verdict import UNREAD_WORDS, Verdict
from derive.document.model import Document
from derive.givens import Stated
from derive.judge import Judge
from derive.reading import Asked, Reading
from derive.report import DocumentReport, Repair, Step
from derive.source import Source

WITHOUT_DEFINITION = "symbol-without-definition"
VANISHING = "vanishing"
UNKNOWN = frozenset({WITHOUT_DEFINITION, VANISHING, UNREAD_WORDS}) | CONFUSIONS
"""Codes of what is not decided since the document does not say enough, or too much, of a symbol, or that it is 0, or
has words that are not known."""


_OF_BASES = ("base", "Base", "bit", "Bit", "binary", "common", "decimal", "deci", "dB", "hannon", "ichter", "底")


def may_be_read_otherwise(source: Source) -> bool:
    """Whether the prose has a word by which a base of logarithms may be told, or powers that may be others: a quick
    look. What looks closer is imported where there is a sign of it."""
    text = source.text
    if "log" in text and any(word in text for word in _OF_BASES):
        return True
    if "^" not in text:
        return False
    if any(sign in text for sign in ("^T", "^{T", "^ T")):
        return True
    if "log" in text:
        from derive.bases import may_undo_logarithm

        if may_undo_logarithm(source):
            return True
    if "$" in text:
        return False
    from derive.exponents import may_reach_on

    return may_reach_on(source)


class Mending:
    """Looks for the repairs in one document, by what is given in it."""

    def __init__(self, judge: Judge, stated: Stated) -> None:
        self._judge = judge
        self._stated = stated

    def step(self, reading: Reading, left: int, right: int, steps: Sequence[Step], *, alone: bool) -> Repair | None:
        """The edit that mends a refuted step. Its left side is to blame only where nothing shows that it is right.

        alone: whether only the right member is wrong. `steps`: those before it.
        """
        from derive.mistakes.search import Mender

        own = reading.chain.members[left]
        shown = any(step.right is own and step.verdict is Verdict.PROVED for step in steps)
        unproved = not shown and not alone and not (left == 0 and reading.chain.continues)
        return Mender(self._judge, self._stated.equations()).mend(reading, left, right, first=unproved)

    def wrong(
        self,
        document: Document,
        wrong: Sequence[Asked],
        steps: list[Step],
        read: Callable[[Document], DocumentReport],
        *,
        definitions: bool,
    ) -> None:
        """A step is not wrong where logarithms reach over sums, or have a base, so that it holds; a definition is,
        rather than the steps that rest on it, where one edit of it makes them true, if that is asked for."""
        from derive.bases import leave_open_by_base
        from derive.exponents import leave_open_by_exponent
        from derive.logarithms import leave_open
        from derive.mistakes.definitions import DefinitionMender
        from derive.transposes import leave_open_transposed

        leave_open(document, steps, wrong, self._judge, read)
        leave_open_by_base(document, steps, wrong, self._judge, read)
        leave_open_transposed(document, steps, read)
        leave_open_by_exponent(document, steps, read)
        wrong = [one for one in wrong if steps[one.place].verdict is Verdict.REFUTED]
        mender = DefinitionMender(document, self._judge, self._stated, read)
        for place, repair in mender.mend(wrong, tuple(steps)) if definitions and wrong else ():
            steps[place] = replace(steps[place], repair=repair)

    def suspected(self, unknown: Sequence[Asked], steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps, those that stayed unknown with the edit by which they hold, if there is one."""
        found, facts = list(steps), self._judge.facts
        for one in unknown:
            step = steps[one.place]
            if step.verdict is Verdict.UNDECIDED and step.reason is not None and not step.is_condition:
                from derive.mistakes.suspects import suspect
                from derive.mistakes.vanished import without_vanishing

                self._judge.facts = one.facts
                read = (one.reading, one.left, one.right)
                if step.reason.code == VANISHING:
                    repair = without_vanishing(self._judge, *read)
                else:
                    repair = suspect(self._judge, self._stated.equations(), *read)
                found[one.place] = replace(step, repair=repair)
        self._judge.facts = facts
        return tuple(found)
