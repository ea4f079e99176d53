"""Steps that cannot be decided, since the document does not tell what a symbol is: where one edit makes them true
whatever it is, that edit is suspected to be meant. Nothing is refuted so."""

import csv
from pathlib import Path

import pytest

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.printers.text import report_text
from derive.proofread import check_document
from derive.report import DocumentReport, Report
from derive.source import Source

CASES = Path(__file__).parent / "cases" / "mistakes" / "suspected.tsv"

with CASES.open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

SUSPECTED = [row for row in ROWS if row["kind"]]
NOT_SUSPECTED = [row for row in ROWS if not row["kind"]]


def checked(given: str, step: str, n: int | None = None) -> DocumentReport:
    return check_document(read_document(Source("page.md", f"{given}\n\n$$\n{step}\n$$\n")), n)


def test_there_are_cases() -> None:
    assert len(SUSPECTED) >= 8
    assert len(NOT_SUSPECTED) >= 8


@pytest.mark.parametrize("row", SUSPECTED, ids=lambda row: row["step"])
def test_an_edit_is_suspected(row: dict[str, str]) -> None:
    step = checked(row["given"], row["step"]).steps[-1]
    assert step.verdict is Verdict.UNDECIDED
    assert step.counterexample is None
    assert step.repair is not None
    side = step.repair.left if step.repair.left != step.left.latex else step.repair.right
    assert (step.repair.kind, side) == (row["kind"], row["mended"])
    assert checked(row["given"], f"{step.repair.left} = {step.repair.right}").steps[-1].verdict is Verdict.PROVED


@pytest.mark.parametrize("row", NOT_SUSPECTED, ids=lambda row: row["step"])
def test_nothing_is_suspected(row: dict[str, str]) -> None:
    step = checked(row["given"], row["step"]).steps[-1]
    assert step.verdict is Verdict.UNDECIDED
    assert step.repair is None


def test_for_a_chosen_n_nothing_is_suspected() -> None:
    row = SUSPECTED[0]
    assert not any(step.is_suspected for step in checked(row["given"], row["step"], 2).steps)


def test_what_is_printed() -> None:
    report = checked("Let $f(x) = \\frac{u(x)}{v(x)}$.", "f'(x) = \\frac{u'(x) v(x) - w(x) v'(x)}{v(x)^2}")
    assert report_text(Report((report,))) == (
        "page.md:4:7: UNDECIDED 2.1  f′(x) = (u′(x) v(x) − w(x) v′(x))/v(x)²\n"
        "    suspected wrong symbol: one symbol or number stands for another; it holds\n"
        "    with\n"
        "      f′(x) = (u′(x) v(x) − u(x) v′(x))/v(x)²\n"
        "                            ^\n"
        "    u has no definition here\n"
        "\n"
        "1 step in 1 document: 1 undecided; 1 given; 1 suspected\n"
    )


@pytest.mark.parametrize(
    ("step", "code", "mended"),
    [
        (r"s^2 = \frac{1}{N} \sum_{i=1}^N (x_i - m)", "vanishing", r"\frac{1}{N} \sum_{i=1}^N (x_i - m)^2"),
        (r"s^2 = \frac{2}{N} \sum_{i=1}^N (x_i - m)", "vanishing", r"\frac{2}{N} \sum_{i=1}^N (x_i - m)^2"),
        (r"s^3 = \frac{2}{N} \sum_{i=1}^N (x_i - m)", "vanishing", None),
        (r"s^2 = b - \frac{b}{N m} \sum_{i=1}^N x_i", "vanishing", None),
        (r"s^2 = \frac{1}{N} \sum_{i=1}^N (x_i + m)", "symbol-without-definition", None),
    ],
)
def test_what_would_be_zero_says_hardly_what_a_symbol_is(step: str, code: str, mended: str | None) -> None:
    (found,) = [one for one in checked("Let $m = \\frac{1}{N} \\sum_{i=1}^N x_i$.", step).steps if one.line == 4]
    assert found.verdict is Verdict.UNDECIDED
    assert found.reason is not None
    assert found.reason.code == code
    assert (found.repair and found.repair.right) == mended


@pytest.mark.parametrize(("words", "told"), [("In single-variable calculus,", True), ("Hence", False)])
def test_what_is_said_of_one_variable_is_about_numbers(words: str, told: bool) -> None:
    vectors = "Let $u \\in \\mathbb{R}^n$ and $v = A u$, so that $\\nabla_u u^\\top u = 2 u$."
    step = checked(f"{vectors} {words}", "\\frac{d}{du} k^2 u = 2 k u").steps[-1]
    assert step.verdict is Verdict.UNDECIDED
    assert (step.repair is not None and step.repair.left == "\\frac{d}{du} k u^2") is told
    right = checked(f"{vectors} {words}", "\\frac{d}{du} k u^2 = 2 k u").steps[-1]
    assert right.repair is None
