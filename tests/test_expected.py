"""The directive `expect`: a document that says which of its steps are wrong."""

import json
from pathlib import Path

import pytest

from derive.command import main
from derive.printers.json import report_json
from derive.printers.text import report_text
from derive.proofread import check
from derive.report import Expectation, Report, Step

SLIP = "$$ \\sum_k a_k b_j = b_j \\sum_k a_j $$\n"
"""Σ_k a_k b_j = b_j Σ_k a_j"""


def reported(text: str) -> tuple[Report, tuple[Step, ...], tuple[Expectation, ...]]:
    report = check(text)
    return report, report.documents[0].steps, report.documents[0].expectations


def expecting(words: str, display: str = SLIP) -> str:
    return f"Page.\n\n<!-- derive: expect {words} -->\n\n{display}"


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("refuted", "1.1"),
        ("refuted wrong-bound-letter", "1.1"),
        ("refuted sign", None),
        ("refuted no-such-mistake", None),
        ("proved", None),
        ("undecided", None),
    ],
)
def test_what_is_expected_and_what_is_not_so(words: str, step: str | None) -> None:
    report, steps, expectations = reported(expecting(words))
    verdict, _, kind = words.partition(" ")
    assert expectations == (Expectation(verdict, kind or None, 3, step),)
    assert [one.id for one in steps if one.expected] == ([step] if step else [])
    whole = json.loads(report_json(report))["documents"][0]
    assert whole["expected"] == [{"verdict": verdict, "kind": kind or None, "line": 3, "step": step}]
    assert [one["expected"] for one in whole["steps"]] == [step is not None]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (SLIP, 1),
        (expecting("refuted"), 0),
        (expecting("refuted wrong-bound-letter"), 0),
        (expecting("refuted sign"), 1),
        (expecting("refuted", "$$ a + a = 2 a $$\n"), 1),
        (expecting("proved", "$$ a + a = 2 a $$\n"), 0),
        (expecting("refuted") + "\n" + SLIP, 1),
        (SLIP + "\n<!-- derive: expect refuted -->\n", 1),
    ],
    ids=["slip", "expected", "by kind", "another kind", "not wrong", "right", "one of two", "nothing follows"],
)
def test_the_exit_status(text: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert main(["check", str(page)]) == status
    capsys.readouterr()


def test_a_mistake_that_there_is_not_is_told_with_the_nearest() -> None:
    report, _, _ = reported(expecting("refuted indexslip"))
    assert report_text(report).splitlines()[-4:-2] == [
        "    there is no mistake indexslip; the nearest are index-slip, minus-scope,",
        "    inverted (derive explain lists all)",
    ]


def test_each_directive_wants_a_step_of_its_own() -> None:
    both = "<!-- derive: expect refuted -->\n<!-- derive: expect refuted -->\n\n"
    _, steps, expectations = reported(both + SLIP)
    assert [one.step for one in expectations] == ["1.1", None]
    _, steps, expectations = reported(both + "$$ 2 a = 3 a = 5 a $$")
    assert [one.step for one in expectations] == ["1.1", "1.2"]
    assert all(step.expected for step in steps)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "page.tex",
            "% derive: expect refuted wrong-bound-letter\n\\[ \\sum_k a_k b_j = b_j \\sum_k a_j \\]\n",
        ),
        ("page.txt", "# derive: expect refuted wrong-bound-letter\nSum_k(a_k * b_j) = b_j * Sum_k(a_j)\n"),
        (
            "page.ipynb",
            json.dumps({"cells": [{"cell_type": "markdown", "source": expecting("refuted wrong-bound-letter")}]}),
        ),
    ],
)
def test_in_every_notation(name: str, text: str, tmp_path: Path) -> None:
    page = tmp_path / name
    page.write_text(text, encoding="utf-8")
    report = check(page).documents[0]
    assert [one.step for one in report.expectations] == [report.steps[-1].id]


def test_what_is_printed() -> None:
    report, _, _ = reported(expecting("refuted") + "\n<!-- derive: expect refuted sign -->\n\n" + SLIP)
    lines = report_text(report).splitlines()
    assert lines[0].startswith("text:5:19: REFUTED 1.1 as expected  ")
    assert "text:7:1: EXPECTED" in lines
    assert "    no step of the display after this directive is refuted as sign" in lines
    assert lines[-1] == "2 steps in 1 document: 2 refuted; 1 as expected"


def test_a_directive_without_a_verdict_is_reported() -> None:
    _, steps, expectations = reported(expecting("wrong"))
    assert expectations == ()
    error = steps[-1].error
    assert error is not None
    assert (error.code, error.expected) == ("unknown-directive", "proved, refuted, undecided, unreadable, given")
