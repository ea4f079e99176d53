"""Rules that words name for steps: which claims are found, and which of them cannot be right."""

import json
from pathlib import Path

import pytest

from derive.calculus.table import BY_CODE
from derive.claimed.requirements import REQUIREMENTS
from derive.claimed.words import NAMES, rules_named
from derive.command import main
from derive.document.model import Remark
from derive.document.reading import read_document
from derive.printers.alphabet import UNICODE
from derive.printers.page import page
from derive.printers.styled import plain
from derive.proofread import check_document
from derive.report import DocumentReport
from derive.source import NOWHERE, Source

CASES = [
    line.split(" | ", 1)
    for line in (Path(__file__).parent / "cases" / "claims.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WRONG = "Let $q = 2 a$.\n\nBy the\nquotient rule,\n\n$$ (a + 1)^2 = a^2 + 2 a + 1 $$\n"


def checked(text: str) -> DocumentReport:
    return check_document(read_document(Source("page.md", text)))


@pytest.mark.parametrize(("said", "text"), CASES)
def test_what_is_claimed(said: str, text: str) -> None:
    report = checked(text.replace("⏎", "\n\n"))
    found = [f"{step.id} {claim.code}: {claim.message}" for step in report.steps for claim in step.wrong_claims]
    assert found == ([] if said == "-" else [said])


def test_every_rule_that_can_be_claimed_has_cases_on_both_sides() -> None:
    assert set(REQUIREMENTS) < set(NAMES) < set(BY_CODE)
    wrong = {said.partition(" ")[2].partition(":")[0] for said, _ in CASES}
    assert wrong == {*NAMES, "hypothesis", ""}
    for code in NAMES:
        assert any(code in rules_in(text) for said, text in CASES if said == "-"), code


def rules_in(text: str) -> set[str]:
    """The rules that the signs and the rows of a page name, and its prose."""
    statements = read_document(Source("page.md", text.replace("⏎", "\n\n"))).statements
    beside = [remark for one in statements for remark in one.remarks]
    inside = [remark for one in statements for relation in one.chain.relations for remark in relation.remarks]
    return {code for remark in (*beside, *inside) for code in rules_named(remark)}


@pytest.mark.parametrize(
    ("where", "text", "codes"),
    [
        ("over", "chain rule", ("chain-rule",)),
        ("over", "Leibniz' rule", ("product-rule",)),
        ("row", "(using the quotient and the chain rule)", ()),
        ("row", "(using the quotient and chain rule)", ("quotient-rule", "chain-rule")),
        ("row", "since the chain rule", ("chain-rule",)),
        ("row", "chain rule of probability", ()),
        ("before", "then, applying the product rule again:", ("product-rule",)),
        ("before", "by the chain rule and the product rule it follows that", ("product-rule", "chain-rule")),
        ("before", "by the chain rule, the derivative of the loss is", ()),
        ("before", "without the chain rule", ()),
        ("after", "where we used the chain rule", ("chain-rule",)),
        ("after", "", ()),
    ],
)
def test_which_rules_words_name(where: str, text: str, codes: tuple[str, ...]) -> None:
    assert rules_named(Remark(text, where, NOWHERE)) == codes  # type: ignore[arg-type]


def test_a_wrong_claim_is_a_finding_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.md"
    path.write_text(WRONG, encoding="utf-8")
    command = ["check", str(path), "--no-cache"]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{path}:4:1: CLAIM 2.1  (a + 1)² = a² + 2a + 1",
        "    wrong reason: quotient rule, but nothing is differentiated",
        "",
        "1 step in 1 document: 1 proved for all n; 1 given; 1 wrong claim",
    ]
    assert main([*command, "--strict"]) == 1
    capsys.readouterr()
    assert main([*command, "--format", "json"]) == 0
    (step,) = (s for s in json.loads(capsys.readouterr().out)["documents"][0]["steps"] if s["verdict"] == "proved")
    claim = {"code": "quotient-rule", "title": "quotient rule", "message": "nothing is differentiated"}
    assert step["wrong_claims"] == [{**claim, "line": 4, "column": 1}]
    assert [rule["code"] for rule in step["rules"]] == ["algebra"]


def test_a_page_shows_a_wrong_claim_below_its_step() -> None:
    assert plain(page(checked(WRONG), 80, UNICODE)).splitlines()[-6:] == [
        "  ✓   (a + 1)² = a² + 2a + 1",
        "                 algebra",
        "",
        "                 │ wrong reason: quotient rule, but nothing is differentiated",
        "",
        "✓ 1 step: 1 proved for all n; 1 given",
    ]
