"""A bug that is planted in what bounds, expectations and sums over values mean makes a row of their table wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from soundness.plants import PLANTS as OTHERS
from soundness.plants import silence
from test_verdicts import ROWS, last_step, said

from derive.data import replace
from derive.decide import bounded
from derive.decide.verdict import Verdict
from derive.formula import Applied, Compared, Formula, Raised
from derive.meaning import assumed, expectations, summed_values
from derive.meaning.arguments import text_of

Break = Callable[[Any], Any]


def _always(_: Any) -> Any:
    return lambda *_: True


def _turned(bound: Any) -> Any:
    """a < b as a > b"""
    signs = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
    return lambda left, sign, right, given: bound(left, signs[sign], right, given)


def _any_multiple(_: Any) -> Any:
    """−x is positive where x is."""
    return lambda form, other: bool(other.terms) and form.terms.keys() == other.terms.keys()


def _in_powers(opened: Any) -> Any:
    """𝔼[a]² = 𝔼[a²]"""

    def broken(formula: Formula, sets: Any) -> Any:
        base = opened(formula.base, sets) if isinstance(formula, Raised) else None
        return opened(formula, sets) if base is None else replace(formula, base=base)

    return broken


def _without_order(of: Any) -> Any:
    """p(x|y) = p(y|x)"""

    def broken(self: Any, formula: Formula) -> Formula:
        match formula:
            case Applied(arguments=(Compared(left=left, right=right) as inside,)):
                one, other = sorted((left, right), key=text_of)
                formula = replace(formula, arguments=(replace(inside, left=one, right=other),))
        return of(self, formula)

    return broken


PLANTS: dict[str, tuple[object, str, Break, str]] = {
    "a ≥ b is a > b": (bounded, "is_strict", _always, "bounds"),
    "a < b is a > b": (assumed, "bound", _turned, "bounds"),
    "a negative multiple of what is positive is positive": (bounded, "_is_positive_multiple", _any_multiple, "bounds"),
    "𝔼[a]² = 𝔼[a²]": (expectations, "_opened", _in_powers, "expectations"),
    "p(x|y) = p(y|x)": (summed_values._Numbering, "of", _without_order, "summed_values"),
}
"""By the law that is broken: where it is, and the table that shows it."""


def wrong_proofs(table: str) -> list[str]:
    """The rows of a table that are proved, or proved under these conditions, and should not be."""
    found = []
    for _, given, expected, claim in (row for row in ROWS if row[0] == table):
        step = last_step(given, claim)
        if step.verdict is Verdict.PROVED and said(step) != expected:
            found.append(claim)
    return found


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_bug_makes_a_row_wrong(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, attribute, broken, table = PLANTS[name]
    silence(OTHERS["everything is positive"], monkeypatch.setattr)
    monkeypatch.setattr(owner, attribute, broken(getattr(owner, attribute)))
    assert wrong_proofs(table)


@pytest.mark.parametrize("table", sorted({table for _, _, _, table in PLANTS.values()}))
def test_without_a_bug_no_row_is_wrong(table: str) -> None:
    assert wrong_proofs(table) == []
