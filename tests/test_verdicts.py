"""Tables of claims with their verdicts, for all n: tests/cases/verdicts/*.txt.

A block begins with what is given, as prose, and holds a claim a line: what must be said of it, a colon, LaTeX.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from soundness.recheck_report import failed

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import DocumentReport, Step
from derive.source import Source

TABLES = sorted((Path(__file__).parent / "cases" / "verdicts").glob("*.txt"))


def rows() -> Iterator[tuple[str, str, str, str]]:
    """(table, givens, expected, claim)"""
    for path in TABLES:
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            given = ""
            for line in block.splitlines():
                head, _, rest = line.partition(": ")
                if head == "given":
                    given = rest
                elif line and not line.startswith("#"):
                    yield path.stem, given, head, rest


ROWS = list(rows())


def report_of(given: str, claim: str, *, mends: bool = True) -> DocumentReport:
    document = read_document(Source("table.md", f"{given}\n\n$$\n{claim}\n$$\n"))
    return check_document(document, mends=mends)


def last_step(given: str, claim: str) -> Step:
    return report_of(given, claim).steps[-1]


def said(step: Step) -> str:
    """The verdict in the words of the tables."""
    words = step.verdict.value
    if step.conditions:
        words += " where " + ", ".join(step.conditions)
    return words


def test_there_are_tables() -> None:
    assert len(TABLES) >= 6
    assert len(ROWS) >= 90


@pytest.mark.parametrize(("table", "given", "expected", "claim"), ROWS, ids=lambda value: value[:60])
def test_the_verdict(table: str, given: str, expected: str, claim: str) -> None:
    report = report_of(given, claim)
    step = report.steps[-1]
    if " at n=" in expected:
        assert step.verdict is Verdict.REFUTED
        assert step.counterexample is not None
        assert f"refuted at n={step.counterexample.n}" == expected
    else:
        assert said(step) == expected
    if step.verdict is Verdict.REFUTED:
        assert failed(report) == []
