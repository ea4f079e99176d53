"""The shipped page on softmax and cross-entropy, from its file to what is printed: for all n, and for chosen n."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from derive.decide.verdict import Verdict
from derive.printers.alphabet import ASCII, UNICODE, Alphabet
from derive.printers.boxes import cells
from derive.printers.json import report_json
from derive.printers.linear import linear
from derive.printers.page import page
from derive.printers.styled import plain
from derive.proofread import check
from derive.report import DocumentReport, Report
from derive.shelf import path_of

ROOT = Path(__file__).resolve().parent.parent
NAME = "softmax-cross-entropy"
ALPHABETS = pytest.mark.parametrize("alphabet", [UNICODE, ASCII], ids=["unicode", "ascii"])

SUM_OF_Y = "Σ_j y_j = 1"
SUM_OF_SAMPLE = "Σ_j y_j^(s) = 1"
SAMPLE_OUTPUT = "ŷ_i^(s) = e^{o_i + x_i^(s)}/(Σ_k e^{o_k + x_k^(s)})"
SAMPLE_LOSS = "L = −Σ_s Σ_j y_j^(s) log(ŷ_j^(s))"

GIVEN = ("1.1", "2b.1", "2.1", "4b.1", "6b.1", "9.1", "13.1", "14.1", "15.1")
"""The ids of the steps that are given, in reading order."""

PROVED: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("1.2", ("algebra",), ()),
    ("3.1", ("definition", "split-sum"), ("(1)",)),
    ("3.2", ("quotient-rule", "derivative-of-exp", "index-case"), ()),
    ("3.3", ("split-sum",), ()),
    ("3.4", ("definition",), ("(1)",)),
    ("4.1", ("definition", "split-sum"), ("(1)",)),
    ("4.2", ("quotient-rule", "derivative-of-exp"), ()),
    ("4.3", ("algebra",), ()),
    ("4.4", ("definition",), ("(1)",)),
    ("5.1", ("definition",), ("(2)",)),
    ("5.2", ("sum-rule",), ()),
    ("5.3", ("split-sum",), ()),
    ("5.4", ("derivative-of-log", "earlier-result"), ("(3)", "(4)")),
    ("5.5", ("split-sum",), ()),
    ("5.6", ("expand",), ()),
    ("5.7", ("split-sum",), ()),
    ("6.1", ("earlier-result", "hypothesis"), ("(5)", SUM_OF_Y)),
    ("11.1", ("algebra",), ()),
    ("7.1", ("earlier-result",), ("(6)", SUM_OF_Y)),
    ("7.2", ("algebra",), ()),
    ("7.3", ("algebra",), ()),
    ("8.1", ("definition", "sum-rule"), (SAMPLE_LOSS,)),
    ("8.2", ("definition", "quotient-rule", "derivative-of-exp", "derivative-of-log"), (SAMPLE_OUTPUT,)),
    ("8.3", ("hypothesis",), (SUM_OF_SAMPLE,)),
    ("8.4", ("earlier-result",), ("(8)", SUM_OF_SAMPLE)),
)  # fmt: skip
"""(id, rules, uses) of each proved step, in reading order."""

FACTS = (
    ("definition", "1", 19, ("3.1", "3.4", "4.1", "4.4")),
    ("range", None, 19, ()),
    ("definition", "2", 25, ("5.1",)),
    ("case", None, 33, ()),
    ("case", None, 45, ()),
    ("hypothesis", None, 75, ("6.1", "7.1")),
    ("definition", None, 98, ("8.2",)),
    ("definition", None, 104, ("8.1",)),
    ("hypothesis", None, 107, ("8.3", "8.4")),
)
"""(kind, tag, line, used by) of each given, in reading order."""


@pytest.fixture(scope="module", params=[None, 2, 3, 4, 5], ids=lambda n: "all n" if n is None else f"n={n}")
def report(request: pytest.FixtureRequest) -> DocumentReport:
    """The report on the page: for all n, and for each chosen n."""
    return check(path_of(NAME), request.param).documents[0]


@pytest.fixture(scope="module")
def at_three() -> DocumentReport:
    return check(path_of(NAME), 3).documents[0]


def test_every_step_is_proved_or_given(report: DocumentReport) -> None:
    found = {step.id: step.verdict for step in report.steps}
    proved = [identity for identity, _, _ in PROVED]
    assert found == {**dict.fromkeys(GIVEN, Verdict.GIVEN), **dict.fromkeys(proved, Verdict.PROVED)}
    assert [step.id for step in report.steps if step.verdict is Verdict.GIVEN] == list(GIVEN)
    assert [step.id for step in report.steps if step.verdict is Verdict.PROVED] == proved
    assert Report((report,)).summary.proved == 25


def test_the_scope_is_named(report: DocumentReport) -> None:
    assert {step.scope for step in report.steps} == {"all n" if report.n is None else f"n={report.n}"}


def test_the_rules_and_what_each_step_uses(report: DocumentReport) -> None:
    found = tuple(
        (step.id, tuple(rule.code for rule in step.rules), step.uses)
        for step in report.steps
        if step.verdict is Verdict.PROVED
    )
    assert found == PROVED


def test_what_is_given_and_what_uses_it(report: DocumentReport) -> None:
    assert tuple((given.kind, given.tag, given.line, given.used_by) for given in report.given) == FACTS


def test_only_from_6_on_is_the_sum_of_y_needed(report: DocumentReport) -> None:
    assert [step.id for step in report.steps if SUM_OF_Y in step.uses] == ["6.1", "7.1"]


def test_nothing_is_left_open(report: DocumentReport) -> None:
    """There are no side conditions, but that a chosen n leaves the number of samples to be chosen too."""
    samples = () if report.n is None else ("N = 2",)
    for step in report.steps:
        many = step.id.startswith("8.") and step.verdict is Verdict.PROVED
        assert step.conditions == (samples if many else ()), step.id
        assert (step.reason, step.error, step.repair, step.counterexample) == (None, None, None, None), step.id


def test_without_the_sum_of_y_the_steps_that_need_it_are_refuted() -> None:
    text = path_of(NAME).read_text(encoding="utf-8")
    text = text.replace(r"The wanted outputs are probabilities. Since $\sum_j y_j = 1$, what", "What")
    for n in (None, 3):
        steps = check(text, n).documents[0].steps
        assert [step.id for step in steps if step.verdict is Verdict.REFUTED] == ["6.1", "7.1"]


def test_components_are_shown_for_a_chosen_n_only(report: DocumentReport) -> None:
    shown = [step.id for step in report.steps if step.instance is not None]
    assert shown == ([] if report.n is None else [identity for identity, _, _ in PROVED])


def table(report: DocumentReport, above: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """(the equations, the entries) of the table of the derivatives of a symbol by o."""
    (found,) = [one for one in report.tables if (linear(one.of), linear(one.by)) == (above, "o")]
    return found.source, tuple(tuple(linear(entry) for entry in row) for row in found.rows)


def test_the_jacobian(at_three: DocumentReport) -> None:
    assert table(at_three, "ŷ") == (
        ("(4)", "(3)"),
        (
            ("ŷ₁(1 − ŷ₁)", "−ŷ₁ ŷ₂", "−ŷ₁ ŷ₃"),
            ("−ŷ₂ ŷ₁", "ŷ₂(1 − ŷ₂)", "−ŷ₂ ŷ₃"),
            ("−ŷ₃ ŷ₁", "−ŷ₃ ŷ₂", "ŷ₃(1 − ŷ₃)"),
        ),
    )


def test_the_gradients(at_three: DocumentReport) -> None:
    assert table(at_three, "l") == (("(6)",), (("ŷ₁ − y₁", "ŷ₂ − y₂", "ŷ₃ − y₃"),))
    assert table(at_three, "L") == (
        ("(8)",),
        (tuple(f"(ŷ{k}⁽¹⁾ − y{k}⁽¹⁾) + (ŷ{k}⁽²⁾ − y{k}⁽²⁾)" for k in "₁₂₃"),),
    )


def test_tables_belong_to_a_chosen_n(report: DocumentReport) -> None:
    sizes = [(len(table.rows), len(table.rows[0])) for table in report.tables]
    assert sizes == ([] if report.n is None else [(report.n, report.n), (1, report.n), (1, report.n)])


# what is printed


@ALPHABETS
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_page(report: DocumentReport, width: int, alphabet: Alphabet) -> None:
    lines = plain(page(report, width, alphabet)).splitlines()
    assert [line for line in lines if cells(line) > width] == []
    assert len(lines) > 100


@ALPHABETS
def test_a_jacobian_that_is_too_wide_is_shown_by_rows(alphabet: Alphabet) -> None:
    text = plain(page(check(path_of(NAME), 6).documents[0], 80, alphabet))
    assert max(cells(line) for line in text.splitlines()) <= 80
    rows = {
        True: "      ∂ŷ₂\n      ─── = (−ŷ₂ ŷ₁, ŷ₂(1 − ŷ₂), −ŷ₂ ŷ₃, −ŷ₂ ŷ₄, −ŷ₂ ŷ₅, −ŷ₂ ŷ₆)\n      ∂o\n",
        False: "      dy^_2\n      ----- = (-y^_2 y^_1, y^_2(1 - y^_2), -y^_2 y^_3, -y^_2 y^_4, -y^_2 y^_5,\n"
        "       do         -y^_2 y^_6)\n",
    }  # fmt: skip
    assert f"\n\n{rows[alphabet.unicode]}\n" in text


def test_an_ascii_page_is_ascii(report: DocumentReport) -> None:
    assert plain(page(report, 80, ASCII)).isascii()


def test_the_page_ends_with_totals(report: DocumentReport) -> None:
    scope = "all n" if report.n is None else f"n = {report.n}"
    assert plain(page(report, 80, UNICODE)).splitlines()[-1] == f"✓ 25 steps: 25 proved for {scope}; 9 given"


TEXTS, NUMBER, PLAIN = "list of texts", "number", "text"
STEP = {
    "id": PLAIN, "tag": PLAIN, "line": NUMBER, "column": NUMBER, "left": PLAIN, "right": PLAIN, "verdict": PLAIN,
    "scope": PLAIN, "rules": "list", "uses": TEXTS, "conditions": TEXTS, "counterexample": "object",
    "repair": "object", "reason": "object", "expected": "truth", "wrong_claims": "list",
}  # fmt: skip
GIVEN_FIELDS = {"kind": PLAIN, "latex": PLAIN, "line": NUMBER, "used_by": TEXTS}
COUNTEREXAMPLE = {
    "n": NUMBER, "sizes": "object", "case": PLAIN, "letters": "object", "values": "object", "left": PLAIN,
    "right": PLAIN,
}  # fmt: skip
NULLABLE = {"tag", "counterexample", "repair", "reason"}


def is_of_kind(found: Any, kind: str) -> bool:
    match kind:
        case "text":
            return isinstance(found, str)
        case "number":
            return type(found) is int
        case "object":
            return isinstance(found, dict)
        case "list":
            return isinstance(found, list)
        case "truth":
            return type(found) is bool
        case "list of texts":
            return isinstance(found, list) and all(isinstance(one, str) for one in found)
    raise ValueError(kind)


def assert_fields(found: dict[str, Any], fields: dict[str, str]) -> None:
    """The object has these fields, in this order and no others, and each is of its kind."""
    assert list(found) == list(fields)
    for field, kind in fields.items():
        assert is_of_kind(found[field], kind) or (found[field] is None and field in NULLABLE), field


def assert_contract(whole: dict[str, Any]) -> None:
    assert list(whole) == ["schema", "documents", "summary"]
    assert whole["schema"] == "derive/1"
    assert list(whole["summary"]) == ["proved", "refuted", "undecided", "unreadable", "given"]
    counts = dict.fromkeys(whole["summary"], 0)
    for document in whole["documents"]:
        assert list(document) == ["path", "n", "given", "steps", "expected"]
        assert document["n"] == "all" or type(document["n"]) is int
        for given in document["given"]:
            assert_fields(given, GIVEN_FIELDS)
            assert given["kind"] in ("definition", "hypothesis", "range", "case")
        for step in document["steps"]:
            assert_fields(step, STEP)
            counts[step["verdict"]] += 1
            assert step["scope"] == ("all n" if document["n"] == "all" else f"n={document['n']}")
            assert (step["counterexample"] is not None) == (step["verdict"] == "refuted")
            if step["counterexample"] is not None:
                assert_fields(step["counterexample"], COUNTEREXAMPLE)
            for rule in step["rules"]:
                assert_fields(rule, {"code": PLAIN, "title": PLAIN})
            if step["reason"] is not None:
                assert_fields(step["reason"], {"code": PLAIN, "message": PLAIN})
        known = {step["id"] for step in document["steps"]}
        assert all(known.issuperset(given["used_by"]) for given in document["given"])
    assert counts == whole["summary"]


def test_json_keeps_the_contract(report: DocumentReport) -> None:
    whole = json.loads(report_json(Report((report,))))
    assert_contract(whole)
    assert whole["summary"] == {"proved": 25, "refuted": 0, "undecided": 0, "unreadable": 0, "given": 9}
    step = next(step for step in whole["documents"][0]["steps"] if step["id"] == "6.1")
    assert step["rules"] == [
        {"code": "earlier-result", "title": "earlier result"},
        {"code": "hypothesis", "title": "hypothesis"},
    ]
    assert (step["tag"], step["line"], step["column"]) == ("6", 78, 33)
    assert step["left"] == r"\frac{\partial l}{\partial o_i}"
    assert step["right"] == r"\hat{y}_i - y_i"


@pytest.mark.parametrize("options", [[], ["-n", "3"]], ids=["all n", "n=3"])
def test_the_same_report_whatever_the_order_of_hashing(options: list[str]) -> None:
    printed = {
        subprocess.run(
            [sys.executable, "cli.py", "check", f"derivations/{NAME}.md", "--format", "json", *options],
            cwd=ROOT,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    (only,) = printed
    assert_contract(json.loads(only))
    assert json.loads(only)["summary"]["proved"] == 25


# pages with a slip in them

SLIPS = (
    ("a sign", r"&= -\hat{y}_j \hat{y}_i", r"&= \hat{y}_j \hat{y}_i",
     "3.4", (2, "−2/9", "2/9"), (3, "−1/18", "1/18")),
    ("a lost square", r"\right)^2} \\", r"\right)} \\",
     "3.2", (2, "−2/9", "−2/3"), (3, "−1/18", "−1/3")),
    ("an index slip", r"&= \hat{y}_i (1 - \hat{y}_i)", r"&= \hat{y}_i (1 - \hat{y}_k)",
     "4.4", (2, "2/9", "1/9"), (3, "5/36", "1/9")),
    ("a lost term", r"&= -y_i + y_i \hat{y}_i + \sum", r"&= -y_i + \sum",
     "5.6", (1, "0", "−1/4"), (3, "−19/144", "−25/144")),
    ("the sign of the gradient", r"= \hat{y}_i - y_i \tag{6}", r"= y_i - \hat{y}_i \tag{6}",
     "6.1", (2, "1/12", "−1/12"), (3, "−1/12", "1/12")),
    ("a component twice", r"\hat{y}_2 - y_2, \dots", r"\hat{y}_1 - y_1, \dots",
     "7.1", (2, "−1/12", "1/12"), (3, "0", "−1/12")),
    ("a lost sum over the samples", r"&= \sum_{s=1}^N \left( \hat{y}^{(s)}", r"&= \left( \hat{y}^{(s)}",
     "8.4", (2, "9/56", "0"), (3, "−443/3420", "−3/20")),
)  # fmt: skip
"""(what, right, wrong, the refuted step, its (n, left, right) for all n, and at n = 3)"""


@cache
def report_with_slip(right: str, wrong: str, n: int | None = None) -> DocumentReport:
    """The report on the page with one slip in it."""
    text = path_of(NAME).read_text(encoding="utf-8")
    assert right in text
    return check(text.replace(right, wrong, 1), n).documents[0]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip[0])
def test_one_slip_is_one_refuted_step(slip: tuple[Any, ...]) -> None:
    _, right, wrong, identity, *expected = slip
    for n, (size, *sides) in zip((None, 3), expected, strict=True):
        report = report_with_slip(right, wrong, n)
        assert_contract(json.loads(report_json(Report((report,)))))
        open_steps = [s for s in report.steps if s.verdict not in (Verdict.PROVED, Verdict.GIVEN)]
        assert [(step.id, step.verdict) for step in open_steps] == [(identity, Verdict.REFUTED)]
        found = open_steps[0].counterexample
        assert found is not None
        assert [found.sizes[0], found.left, found.right] == [("n", size), *(side.replace("−", "-") for side in sides)]


def around(text: str, mark: str) -> str:
    """The row with a mark, and what follows it up to the next row or heading."""
    lines = text.splitlines()
    first = next(k for k, line in enumerate(lines) if line.startswith(f"  {mark}"))
    last = next(k for k in range(first + 1, len(lines)) if lines[k][:1] == "(" or lines[k].startswith("  ✓"))
    return "\n".join(lines[first:last]).rstrip()


def test_the_counterexample_stands_below_its_step() -> None:
    slip = SLIPS[0][1:3]
    assert around(plain(page(report_with_slip(*slip))), "✗") == (
        "  ✗       = ŷⱼ ŷᵢ\n"
        "\n"
        "            │ The two sides differ at n = 2, i = 1, j = 2, e^o₁ = 1, e^o₂ = 2\n"
        "            │   left  = −2/9\n"
        "            │   right = 2/9\n"
        "            │\n"
        "            │ sign: a sign is wrong; it holds with\n"
        "            │   −ŷⱼ ŷᵢ"
    )
    assert around(plain(page(report_with_slip(*slip, 3))), "✗") == (
        "  ✗       = ŷ₂ ŷ₁\n"
        "\n"
        "            │ The two sides differ at n = 3, i = 1, j = 2, e^o₁ = 1, e^o₂ = 2,\n"
        "            │ e^o₃ = 3\n"
        "            │   left  = −1/18\n"
        "            │   right = 1/18\n"
        "            │\n"
        "            │ sign: a sign is wrong; it holds with\n"
        "            │   −ŷⱼ ŷᵢ"
    )


@ALPHABETS
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip[0])
def test_a_page_with_a_slip_is_no_wider(slip: tuple[Any, ...], width: int, alphabet: Alphabet) -> None:
    lines = plain(page(report_with_slip(*slip[1:3]), width, alphabet)).splitlines()
    assert [line for line in lines if cells(line) > width] == []
    assert lines[-1].endswith("25 steps: 24 proved for all n, 1 refuted; 9 given")
