"""Every derivation that ships: all steps proved, for all n and for chosen ones, and its results among them.

Run as a program, this writes the table of the README anew.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from derive import shelf
from derive.decide.verdict import Verdict
from derive.proofread import check
from derive.report import DocumentReport, Step

PAGES = shelf.names()
README = Path(__file__).resolve().parent.parent / "README.md"
START, END = "<!-- shelf -->\n", "<!-- end of shelf -->\n"


def test_there_are_pages() -> None:
    assert len(PAGES) >= 45
    assert sum(step.verdict is Verdict.PROVED for name in PAGES for step in report_of(name).steps) >= 490


@pytest.mark.parametrize("name", PAGES)
def test_the_front_matter(name: str) -> None:
    page = shelf.page(name)
    assert page.title
    assert page.subject
    assert page.defines
    assert page.results
    text = shelf.path_of(name).read_text(encoding="utf-8")
    entries, body = shelf.front_matter(text)
    assert set(entries) <= {"title", "subject", "defines", "results", "sources"}
    assert f"# {page.title}" in body
    for value in (value for values in entries.values() for value in values):
        assert not re.search(r": | #|^[-?:,\[\]{}&*!|>'\"%@`]", value), "not a plain value in YAML"


@pytest.mark.parametrize("name", PAGES)
def test_every_step_is_proved_for_all_n(name: str) -> None:
    report = proved(name, None)
    assert {step.scope for step in report.steps} == {"all n"}
    missing = [result for result in shelf.page(name).results if not stated(result, report)]
    assert not missing, "results that no chain of the page arrives at"


@pytest.mark.parametrize(("name", "n"), [(name, 2 + k % 2) for k, name in enumerate(PAGES)])
def test_every_step_is_proved_for_a_chosen_n(name: str, n: int) -> None:
    proved(name, n)


def proved(name: str, n: int | None) -> DocumentReport:
    """The report on a page, all of whose steps are proved or given, or wrong on purpose."""
    report = report_of(name) if n is None else check(shelf.path_of(name), n).documents[0]
    assert all(expectation.step is not None for expectation in report.expectations)
    assert bool(report.expectations) == (shelf.page(name).subject == "wrong on purpose")
    rest = [step for step in report.steps if step.verdict not in (Verdict.PROVED, Verdict.GIVEN) and not step.expected]
    assert [(step.id, step.verdict.value, step.reason) for step in rest] == []
    assert any(step.verdict is Verdict.PROVED for step in report.steps)
    return report


@cache
def report_of(name: str) -> DocumentReport:
    """The report on a page, for all n."""
    return check(shelf.path_of(name)).documents[0]


def stated(result: str, report: DocumentReport) -> bool:
    """Whether a chain of proved steps leads from the left side of the result to its right side, as they are written."""
    left, _, right = result.partition(" = ")
    chains: dict[str, list[Step]] = {}
    for step in report.steps:
        chains.setdefault(step.id.rpartition(".")[0], []).append(step)
    return any(
        squeezed(steps[0].left.latex) == squeezed(left)
        and squeezed(right) in {squeezed(step.right.latex) for step in steps}
        for steps in chains.values()
    )


def squeezed(latex: str) -> str:
    return re.sub(r"\s", "", latex)


def test_the_readme_has_the_shelf_as_a_table() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.partition(START)[2].partition(END)[0] == written_table()


def written_table() -> str:
    """The shelf as a table in Markdown."""
    lines = ["| subject | derivation | steps |", "|---|---|---|"]
    for subject, pages in shelf.by_subject().items():
        for page in pages:
            steps = sum(step.verdict is Verdict.PROVED for step in report_of(page.name).steps)
            lines.append(f"| {subject} | [{page.title}](derivations/{page.name}.md) | {steps} |")
    return "\n".join(["", *lines, ""])


if __name__ == "__main__":
    before, _, rest = README.read_text(encoding="utf-8").partition(START)
    README.write_text(before + START + written_table() + END + rest.partition(END)[2], encoding="utf-8")
