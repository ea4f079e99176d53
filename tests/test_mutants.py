"""One-edit mutants of the softmax and cross-entropy page: each is refuted at its step, and nothing else is."""

import csv
import re
from pathlib import Path

import pytest
from soundness.recheck_report import failed

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import DocumentReport
from derive.shelf import path_of
from derive.source import Source

TABLE = Path(__file__).parent / "cases" / "mutants" / "softmax-cross-entropy.tsv"
PAGE = path_of("softmax-cross-entropy").read_text(encoding="utf-8")
SENTENCE = "The wanted outputs are probabilities. Since $\\sum_j y_j = 1$, what remains"

with TABLE.open(encoding="utf-8", newline="") as table:
    MUTANTS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def rows_of(equation: str) -> list[tuple[int, int]]:
    """(start, end) of each line of mathematics in the display with that tag."""
    at = PAGE.index(f"\\tag{{{equation}}}")
    opened = PAGE.rindex("\n$$\n", 0, at) + 4
    closed = PAGE.index("\n$$", at)
    lines = re.finditer(r"[^\n]+", PAGE[opened:closed])
    return [
        (opened + line.start(), opened + line.end())
        for line in lines
        if not re.match(r"\\(begin|end)\{aligned\}", line.group())
    ]


def mutated(equation: str, row: int, old: str, new: str) -> str:
    start, end = rows_of(equation)[row - 1]
    line = PAGE[start:end]
    assert old in line, f"{old} is not in {line}"
    return PAGE[:start] + line.replace(old, new, 1) + PAGE[end:]


def checked(text: str) -> DocumentReport:
    return check_document(read_document(Source("mutant.md", text)), mends=False)


def ids(report: DocumentReport, verdict: Verdict) -> list[str]:
    return [step.id for step in report.steps if step.verdict is verdict]


def test_there_are_at_least_sixty_mutants() -> None:
    assert len(MUTANTS) >= 60


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: f"{m['equation']}.{m['row']} {m['old']} -> {m['new']}")
def test_a_mutant_is_refuted_at_its_step_and_nowhere_else(mutant: dict[str, str]) -> None:
    report = checked(mutated(mutant["equation"], int(mutant["row"]), mutant["old"], mutant["new"]))
    assert ids(report, Verdict.REFUTED) == [mutant["refuted"]]
    assert failed(report) == []
    assert ids(report, Verdict.UNREADABLE) == []
    assert ids(report, Verdict.UNDECIDED) == []


def test_without_the_hypothesis_what_rests_on_it_is_refuted() -> None:
    assert SENTENCE in PAGE
    report = checked(PAGE.replace(SENTENCE, "What remains"))
    assert ids(report, Verdict.REFUTED) == ["6.1", "7.1"]
    assert ids(report, Verdict.UNDECIDED) == []
    counterexample = next(step for step in report.steps if step.id == "6.1").counterexample
    assert counterexample is not None
    assert dict(counterexample.sizes) == {"n": 1}
    assert dict(counterexample.values) == {"e^{o_1}": "1", "y_1": "1/4"}
    assert (counterexample.left, counterexample.right) == ("0", "3/4")
