"""Logarithms whose base is another: log 8 = 3 in bits, R = log (A/A_0) with base 10.

log is read as the natural logarithm. A step that is false so, and proved where every log of the document has the base 2
or 10, is not refuted; where the prose tells a base, or a power of 2 or 10 undoes a logarithm (L = log I, I = 10^L), a
step that is proved for the natural logarithm only is not proved.
ln is the natural one in all readings.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from derive.data import replace
from derive.decide.verdict import Reason, Verdict
from derive.document.members import formulas_in, with_formulas
from derive.document.model import Document
from derive.errors import ReadError
from derive.formula import Applied, Formula, Indexed, Name, Numeral, Raised
from derive.formula_parts import Change, everywhere, subformulas, subformulas_of
from derive.judge import Judge
from derive.reading import Asked
from derive.report import DocumentReport, Step
from derive.source import Source

_BASES = (2, 10)
_TOLD = (
    r"(?i:\bbase[- ]?\$?(?:2|10|two|ten)\b|\blog\w* (?:with|of|in|to) (?:the |a )?base|\bbase of the log"
    r"|\b(?:binary|common|decimal|decadic|dyadic|briggs\w*) log|\bdecibels?\b|\bshannons?\b|\brichter\b"
    r"|(?:\$|\b(?:in|of|or|one|two|three|four|\d+|are)) bits?\b(?! of))|\bdB\b|为底"
)
"""By which words the base may be told."""
_POWER = r"(?:2|10)\s*\}?\s*\^"
_NATURAL = r"(?i)\bnatural log|\bbase[- ]?\$?\s*e\b|\bnats?\b|自然对数"
_NOT_REFUTED = Reason("two-readings", "another base of logarithms may be meant")
_NOT_PROVED = Reason("two-readings", "holds for natural logarithms, and the prose may tell another base")


def leave_open_by_base(
    document: Document,
    steps: list[Step],
    wrong: Sequence[Asked],
    judge: Judge,
    check: Callable[[Document], DocumentReport],
) -> None:
    """Leaves the steps undecided that another base of all logarithms makes true, or, where the prose may tell the base,
    makes others than proved. `wrong`: those that are refuted. `check` reads other documents."""
    told = tells_base(document.source) or _undoes_logarithm(document)
    for base in _BASES:
        other = with_formulas(document, _at_base(base))
        if other.statements == document.statements:
            return  # no logarithm without a base
        refuted = [one for one in wrong if steps[one.place].verdict is Verdict.REFUTED]
        if not told and not judge.may_hold(refuted, _at_base(base)):
            continue
        asked = [place for place, one in enumerate(steps) if _is_asked(one, told)]
        proved = {one.span for one in check(other).steps if one.verdict is Verdict.PROVED} if asked else set()
        for place in asked:
            is_refuted = steps[place].verdict is Verdict.REFUTED
            if is_refuted == (steps[place].span in proved):
                steps[place] = steps[place].left_open(_NOT_REFUTED if is_refuted else _NOT_PROVED)


def tells_base(source: Source) -> bool:
    """Whether the prose may tell the base of logarithms."""
    return re.search(_TOLD, source.text) is not None and re.search(_NATURAL, source.text) is None


def may_undo_logarithm(source: Source) -> bool:
    """Whether there are logarithms and powers of 2 or 10: a quick look."""
    return "log" in source.text and re.search(_POWER, source.text) is not None


def _undoes_logarithm(document: Document) -> bool:
    """Whether a power of 2 or 10 has a symbol in its exponent that an equation tells by log."""
    if not may_undo_logarithm(document.source) or re.search(_NATURAL, document.source.text) is not None:
        return False
    told: set[Formula] = set()
    raised: set[Formula] = set()
    for chain in (one.chain for one in document.statements):
        first, *others = (member.formula for member in chain.members)
        if isinstance(first, Name | Indexed) and any(map(_has_logarithm, others)):
            told.add(first)
        powers = (one for formula in formulas_in(chain) for one in subformulas_of(formula, Raised))
        undoing = (one for one in powers if isinstance(one.base, Numeral) and one.base.value in _BASES)
        raised.update(part for one in undoing for part in subformulas(one.exponent))
    return not told.isdisjoint(raised)


def _has_logarithm(formula: Formula | ReadError) -> bool:
    applied = () if isinstance(formula, ReadError) else subformulas_of(formula, Applied)
    return any(isinstance(one.function, Name) and one.function.letter == "log" for one in applied)


def _is_asked(step: Step, told: bool) -> bool:
    return step.verdict is Verdict.REFUTED or (told and step.verdict is Verdict.PROVED)


def _at_base(base: int) -> Change:
    def based(formula: Formula) -> Formula:
        if isinstance(formula, Applied) and isinstance(formula.function, Name) and formula.function.letter == "log":
            return replace(formula, function=Indexed(formula.function, (Numeral(Fraction(base)),)))
        return formula

    return everywhere(based)
