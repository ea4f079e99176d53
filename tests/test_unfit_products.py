"""Written columns and rows that stand where the other is meant: which of them are told as slips."""

import pytest

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import DocumentReport
from derive.source import Source

COLUMN = r"\begin{bmatrix} x \\ y \end{bmatrix}"
ROW = r"\begin{bmatrix} x & y \end{bmatrix}"
MATRIX = r"\begin{pmatrix} p & q \\ r & s \end{pmatrix}"


def checked(step: str) -> DocumentReport:
    return check_document(read_document(Source("page.md", f"$${step}$$")))


def told(report: DocumentReport) -> list[str]:
    slips = {slip for step in report.steps for member in (step.left, step.right) for slip in member.slips}
    assert {slip.code for slip in slips} <= {"unfit-product"}
    return [report.source.text[slip.span.start : slip.span.end] for slip in slips]


@pytest.mark.parametrize(
    ("step", "vector", "verdict"),
    [
        (rf"{COLUMN} {MATRIX} = \begin{{bmatrix}} p x + r y & q x + s y \end{{bmatrix}}", COLUMN, Verdict.PROVED),
        (rf"-{COLUMN} {MATRIX} = -\begin{{bmatrix}} p x + r y & q x + s y \end{{bmatrix}}", COLUMN, Verdict.PROVED),
        (rf"{COLUMN} {MATRIX} = \begin{{bmatrix}} p x + q y & q x + s y \end{{bmatrix}}", COLUMN, Verdict.UNDECIDED),
        (rf"\begin{{bmatrix}} p x + r y & q x + s y \end{{bmatrix}} = {COLUMN} {MATRIX}", COLUMN, Verdict.PROVED),
        (rf"{MATRIX} {ROW} = \begin{{bmatrix}} p x + q y \\ r x + s y \end{{bmatrix}}", ROW, Verdict.PROVED),
    ],
)
def test_a_vector_that_must_be_transposed(step: str, vector: str, verdict: Verdict) -> None:
    report = checked(step)
    assert told(report) == [vector]
    assert [one.verdict for one in report.steps] == [verdict]


@pytest.mark.parametrize(
    "step",
    [
        rf"{MATRIX} {COLUMN} = \begin{{bmatrix}} p x + q y \\ r x + s y \end{{bmatrix}}",
        rf"{ROW} {MATRIX} = \begin{{bmatrix}} p x + r y & q x + s y \end{{bmatrix}}",
        rf"{COLUMN} {ROW} = \begin{{bmatrix}} x^2 & x y \\ x y & y^2 \end{{bmatrix}}",
        rf"{COLUMN} {MATRIX} = {MATRIX}",  # x and y may be rows
        rf"{COLUMN} {MATRIX} = \begin{{bmatrix}} u & v \end{{bmatrix}}",
        rf"\begin{{bmatrix}} x^\top \\ y^\top \end{{bmatrix}} {MATRIX} = {ROW}",
        rf"{COLUMN} {MATRIX} = v",
        rf"{COLUMN} \times {MATRIX} = {ROW}",
        rf"{COLUMN} {MATRIX} \neq {ROW}",
        rf"{COLUMN} \begin{{pmatrix}} p & q & r \\ s & p & q \end{{pmatrix}} = {ROW}",
        rf"\begin{{bmatrix}} x \\ \vdots \\ y \end{{bmatrix}} {MATRIX} = {ROW}",
    ],
)
def test_other_products_stay(step: str) -> None:
    assert told(checked(step)) == []
