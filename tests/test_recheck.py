"""Every counterexample in a JSON report stands alone: rechecked by the harness, which shares nothing with what found it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from soundness.recheck import Recheck, Record, recheck
from soundness.recheck_report import rechecked
from soundness.steps import Task
from test_mutants import MUTANTS, mutated
from test_verdicts import ROWS

from derive.document.reading import read_document
from derive.printers.json import report_json
from derive.proofread import check_document
from derive.report import Report
from derive.source import Source

SHARED = Path(__file__).parents[2] / "shared" / "corpus"


def outcomes_of(source: Source) -> list[tuple[str, Recheck]]:
    report = report_json(Report((check_document(read_document(source)),)))
    return list(rechecked(report, source))


def test_counterexamples_to_mutants_of_a_page() -> None:
    found: Counter[Recheck] = Counter()
    for mutant in MUTANTS:
        source = Source("mutant.md", mutated(mutant["equation"], int(mutant["row"]), mutant["old"], mutant["new"]))
        outcomes = outcomes_of(source)
        assert [step for step, outcome in outcomes if outcome is Recheck.FAILED] == [], mutant
        found.update(outcome for _, outcome in outcomes)
    assert found[Recheck.CONFIRMED] >= 0.95 * found.total() >= 60
