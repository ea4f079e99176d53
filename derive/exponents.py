"""Powers of plain text whose exponents may be longer: e^rt is e^r t as it is written, and e^(rt) as many mean it.

x^ab is x^a b, and so is e^2x; x^2y is plain. A step that is false so and proved where such exponents reach to the end
of the word is not refuted; one that is proved so and false there holds where they do not.
"""

from collections.abc import Callable

from derive.data import replace
from derive.decide.verdict import Reason, Verdict
from derive.document.members import with_formulas
from derive.document.model import Document
from derive.formula import Formula, Multiplied, Name, Numeral, Raised
from derive.formula_parts import Change, everywhere, product_of
from derive.report import DocumentReport, Step
from derive.source import Source

_REASON = Reason("two-readings", "false as it is written, but exponents may reach to the end of the word")
_UNLESS = "an exponent ends after its first letter"


def leave_open_by_exponent(document: Document, steps: list[Step], check: Callable[[Document], DocumentReport]) -> None:
    """Leaves the steps undecided that longer exponents make true; `check` reads other documents."""
    if not may_reach_on(document.source):
        return
    other = with_formulas(document, _reaching_on(document.source.text))
    if other.statements == document.statements:
        return
    verdicts = {one.span: one.verdict for one in check(other).steps}
    for place, step in enumerate(steps):
        there = verdicts.get(step.span)
        if step.verdict is Verdict.REFUTED and there is Verdict.PROVED:
            steps[place] = step.left_open(_REASON)
        elif step.verdict is Verdict.PROVED and there is Verdict.REFUTED:
            steps[place] = replace(step, conditions=(*step.conditions, _UNLESS))


def may_reach_on(source: Source) -> bool:
    """Whether it is plain text with powers: a quick look."""
    return "^" in source.text and not any(sign in source.text for sign in ("$", "\\[", "\\(", "\\begin{"))


def _reaching_on(text: str) -> Change:
    return everywhere(lambda formula: _with_longer_exponents(formula, text))


def _with_longer_exponents(formula: Formula, text: str) -> Formula:
    if not isinstance(formula, Multiplied):
        return formula
    for k, power in enumerate(formula.factors[:-1]):
        end = k + 1
        while end < len(formula.factors) and _goes_on(formula, end, text):
            end += 1
        if end > k + 1 and isinstance(power, Raised) and _may_reach_on(power):
            exponent = product_of((power.exponent, *formula.factors[k + 1 : end]), formula.signs[k : end - 1])
            factors = (*formula.factors[:k], replace(power, exponent=exponent), *formula.factors[end:])
            return product_of(factors, (*formula.signs[:k], *formula.signs[end - 1 :]))
    return formula


def _may_reach_on(power: Raised) -> bool:
    """A letter, or any number above e."""
    euler = isinstance(power.base, Name) and power.base.letter == "e"
    return isinstance(power.exponent, Name) or (euler and isinstance(power.exponent, Numeral))


def _goes_on(product: Multiplied, place: int, text: str) -> bool:
    """Whether a factor stands in one word with the one before it."""
    before, factor = product.factors[place - 1], product.factors[place]
    letter = isinstance(factor, Name) and text[factor.span.start : factor.span.end].isalpha()
    return letter and not product.signs[place - 1] and before.span.end == factor.span.start
