"""Every counterexample in a JSON report stands alone: the harness rechecks it, sharing nothing with what found it."""

from collections import Counter

from soundness.recheck import Recheck
from soundness.recheck_report import rechecked
from test_mutants import MUTANTS, mutated
from test_verdicts import ROWS

from derive.document.reading import read_document
from derive.printers.json import report_json
from derive.proofread import check_document
from derive.report import Report
from derive.source import Source


def outcomes_of(source: Source) -> list[tuple[str, Recheck]]:
    report = report_json(Report((check_document(read_document(source)),)))
    return list(rechecked(report, source))


def test_counterexamples_to_mutants_of_a_page() -> None:
    found: Counter[Recheck] = Counter()
    for mutant in MUTANTS[::8]:
        source = Source("mutant.md", mutated(mutant["equation"], int(mutant["row"]), mutant["old"], mutant["new"]))
        outcomes = outcomes_of(source)
        assert [step for step, outcome in outcomes if outcome is Recheck.FAILED] == [], mutant
        found.update(outcome for _, outcome in outcomes)
    assert found[Recheck.CONFIRMED] >= 0.95 * found.total() >= 7


def test_counterexamples_in_the_tables() -> None:
    found: Counter[Recheck] = Counter()
    for table, given, expected, claim in ROWS:
        if expected.startswith("refuted"):
            outcomes = outcomes_of(Source("table.md", f"{given}\n\n$$\n{claim}\n$$\n"))
            assert [step for step, outcome in outcomes if outcome is Recheck.FAILED] == [], (table, given, claim)
            found.update(outcome for _, outcome in outcomes)
    assert found[Recheck.CONFIRMED] >= 60
