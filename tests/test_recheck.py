"""Every counterexample in a JSON report stands alone: the harness rechecks it, sharing nothing with what found it.

That none fails is looked at wherever a table or a mutant is refuted; here, that the harness does read most of them.
"""

from collections import Counter

from soundness.recheck import Recheck
from soundness.recheck_report import outcomes_of
from test_mutants import MUTANTS, checked, mutated
from test_verdicts import ROWS, report_of

TABLES = ("cases", "corners", "functions", "guards", "letters")


def test_counterexamples_to_mutants_of_a_page() -> None:
    found: Counter[Recheck] = Counter()
    for mutant in MUTANTS[::8]:
        report = checked(mutated(mutant["equation"], int(mutant["row"]), mutant["old"], mutant["new"]))
        found.update(outcome for _, outcome in outcomes_of(report))
    assert found[Recheck.CONFIRMED] >= 0.95 * found.total() >= 7


def test_counterexamples_in_the_tables() -> None:
    found: Counter[Recheck] = Counter()
    for table, given, expected, claim in ROWS:
        if table in TABLES and expected.startswith("refuted"):
            found.update(outcome for _, outcome in outcomes_of(report_of(given, claim, mends=False)))
    assert found[Recheck.CONFIRMED] >= 60
