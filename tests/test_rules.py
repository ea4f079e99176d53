"""Which rules a proved step names: each rule on a step of its own, and on one that only looks like it."""

from pathlib import Path

import pytest

from derive.calculus.table import RULES
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source

CASES = [
    line.split(" | ", 1)
    for line in (Path(__file__).parent / "cases" / "rules.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FOR_A_CHOSEN_N = {"components"}


def test_every_rule_has_a_step_and_a_near_miss() -> None:
    codes = {rule.code for rule in RULES} - FOR_A_CHOSEN_N
    assert {said for said, _ in CASES} == codes | {f"not {code}" for code in codes}


@pytest.mark.parametrize(("said", "text"), CASES)
def test_the_rule_is_named_where_it_is_used(said: str, text: str) -> None:
    step = check_document(read_document(Source("page.md", text.replace(" $$ ", "\n\n$$ ", 1)))).steps[-1]
    assert step.verdict is Verdict.PROVED
    code = said.removeprefix("not ")
    assert (code in [rule.code for rule in step.rules]) == (code == said)


def test_components_are_named_for_a_chosen_n_only() -> None:
    document = read_document(Source("page.md", "$$ \\sum_{k=1}^n a_k = a_1 + a_2 $$"))
    chosen, general = (check_document(document, n).steps[-1] for n in (2, None))
    assert [rule.code for rule in chosen.rules] == ["components"]
    assert general.verdict is Verdict.REFUTED
