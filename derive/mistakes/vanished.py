"""The search for the power that is missing where an even power is told by what is 0: s² = Σ_i (x_i − m)/n, where m is
the mean of x.

An even power is at least 0. Told is the edit of a power by which the right side is so whatever the symbols are, and
not always 0.
"""

from contextlib import suppress

from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.conditions import is_nonnegative
from derive.errors import UnsupportedError
from derive.formula import Formula, Numeral, Raised
from derive.judge import Judge
from derive.meaning.context import Scalar
from derive.meaning.edited import value_of_edited
from derive.mistakes.edits import EVERY, singles
from derive.mistakes.search import PER_EDIT, Side, repair_by
from derive.mistakes.setting import Setting, written
from derive.mistakes.words import words_near
from derive.reading import Reading
from derive.report import Repair
from derive.term import ZERO

POWERS = tuple(kind for kind in EVERY if kind[1][0].code in ("lost-square", "power-scope", "wrong-power"))
TRYING = 8_000
"""Units of work for one equation."""


def without_vanishing(judge: Judge, reading: Reading, left: int, right: int) -> Repair | None:
    """The edit after which the right side of an equation, which is 0, can tell the even power on its left side."""
    if not _is_even_power(written(reading, left)):
        return None
    setting = Setting(judge, reading, judge.facts, unknown=True)
    words = words_near(reading, right, (), judge.claims.sets)
    every = [one for batch in singles(written(reading, right), words, POWERS) for one in batch.edits]
    budget = Budget(TRYING)
    with suppress(BudgetSpentError):
        for edited in sorted(every, key=lambda one: one.cost):
            budget.spend(PER_EDIT)
            if _tells_power(setting, edited.formula):
                return repair_by(reading, left, right, Side(right, left, POWERS, 0), edited, judge.source)
    return None


def _is_even_power(formula: Formula) -> bool:
    if not isinstance(formula, Raised) or not isinstance(formula.exponent, Numeral):
        return False
    return formula.exponent.value > 0 and formula.exponent.value % 2 == 0


def _tells_power(setting: Setting, formula: Formula) -> bool:
    """Whether a formula is at least 0 for all values, and not 0 for some."""
    with suppress(UnsupportedError):
        value = value_of_edited(setting.judge.claims, formula, setting.reading.scope)
        if isinstance(value, Scalar) and is_nonnegative(value.term):
            return setting.refuted(setting.claims(value, Scalar(ZERO))) is not None
    return False
