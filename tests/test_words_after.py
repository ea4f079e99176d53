"""Words after a display, or beside it in the row of a table, may tell for which indices it is meant."""

import pytest

from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source

GIVEN = r"Let $s_a = \frac{e^{v_a}}{\sum_c e^{v_c}}$."
OFF = r"\frac{\partial s_a}{\partial v_b} = -s_a s_b"
WRONG = r"\frac{\partial s_a}{\partial v_b} = s_a s_b"
DOCUMENTS = (
    ("undecided", f"$$\n{OFF}\n$$\n\nHere $a \\neq b$.\n"),
    ("undecided", f"$$\n{OFF}\n$$\n\nThis holds where the two indices are different.\n"),
    ("refuted", f"$$\n{WRONG}\n$$\n\nHere $a \\neq b$.\n"),
    ("refuted", f"$$\n{OFF}\n$$\n\nThis holds everywhere.\n"),
    ("refuted", f"$$\n{OFF}\n$$\n\nIf $a = b$, it is another one:\n\n$$\nx + x = 2 x\n$$\n"),
    ("undecided", f"| where | what |\n|---|---|\n| $a \\neq b$ | ${OFF}$ |\n"),
    ("refuted", f"| where | what |\n|---|---|\n| $a \\neq b$ | ${WRONG}$ |\n"),
    ("refuted", f"| where | what |\n|---|---|\n| everywhere | ${OFF}$ |\n"),
    ("undecided", "$$\n(1 + u)^2 = 1 + 2 u\n$$\n\nto first order in $u$.\n"),
    ("refuted", "$$\n(1 + u)^2 = 1 + 2 u\n$$\n\nThe order is not changed.\n"),
)


@pytest.mark.parametrize(("expected", "document"), DOCUMENTS)
def test_what_is_said_after_a_step(expected: str, document: str) -> None:
    report = check_document(read_document(Source("page.md", f"{GIVEN}\n\n{document}")))
    claims = [step for step in report.steps if step.left.latex.startswith((r"\frac{\partial s_a}", "(1 + u)"))]
    assert [step.verdict.value for step in claims] == [expected]


@pytest.mark.parametrize(
    ("first", "on", "verdicts"),
    [
        ("a = b", "s_a (1 - s_b)", ["proved", "proved"]),
        ("a = b", "s_a (2 - s_b)", ["refuted", "proved"]),
        (r"a \neq b", "s_a (1 - s_a)", ["refuted", "refuted"]),
    ],
)
def test_otherwise_with_a_comma_is_of_the_next_display(first: str, on: str, verdicts: list[str]) -> None:
    on = rf"\frac{{\partial s_a}}{{\partial v_b}} = {on}"
    text = f"{GIVEN} When ${first}$,\n\n$$\n{on}\n$$\n\notherwise,\n\n$$\n{OFF}\n$$\n"
    report = check_document(read_document(Source("page.md", text)))
    claims = [step for step in report.steps if step.left.latex.startswith(r"\frac{\partial s_a}")]
    assert [step.verdict.value for step in claims] == verdicts
