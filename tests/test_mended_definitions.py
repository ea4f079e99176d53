"""A slip in a definition, told by the steps that rest on it: what is offered, and what is not."""

import pytest

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.mistakes.definitions import DefinitionMender
from derive.printers.json import report_json
from derive.printers.text import report_text
from derive.proofread import check_document
from derive.report import DocumentReport, Report, Step
from derive.source import Source
from tests.soundness.mending import Slip, mended, read, slips

SIGMOID = """The curve is

$$ s = \\frac{1}{1 + e^{z}} \\tag{1} $$

and so

$$ 1 - s = \\frac{e^{-z}}{1 + e^{-z}} = \\frac{1}{1 + e^z} $$

$$ \\frac{\\partial s}{\\partial z} = \\frac{e^{-z}}{(1 + e^{-z})^2} = s (1 - s) $$
"""


def checked(text: str, n: int | None = None) -> DocumentReport:
    return check_document(read_document(Source("page.md", text)), n)


def refuted(report: DocumentReport) -> list[Step]:
    return [step for step in report.steps if step.verdict is Verdict.REFUTED]


@pytest.mark.parametrize("n", [None, 3])
def test_the_definition_is_mended_that_two_steps_speak_against(n: int | None) -> None:
    steps = refuted(checked(SIGMOID, n))
    assert [step.id for step in steps] == ["2.1", "3.1"]
    for step in steps:
        assert step.repair is not None
        assert (step.repair.kind, step.repair.left, step.repair.right) == ("sign", "s", "\\frac{1}{1 + e^{-z}}")
        assert step.repair.of is not None
        assert step.repair.of.line == 3
    assert not refuted(checked(SIGMOID.replace("{1 + e^{z}}", "{1 + e^{-z}}"), n))


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("Let $f(x) = x^3 + a x$. Then $$ f'(x) = 3 x^2 + 2 a x $$ and $$ f''(x) = 6 x + 2 a. $$",
         "wrong-power", "x^3 + a x^2"),
        ("Let $g(u, v) = u - u v$. Then $$ 2 g(1, v) = 2 + 2 v $$ and $$ g(2, c) + g(c, 2) = 2 + 5 c. $$",
         "sign", "u + u v"),
        ("Let $\\sigma(t) = \\frac{1}{1 + e^t}$. Then $$ 1 - \\sigma(z) = \\frac{e^{-z}}{1 + e^{-z}} $$ and"
         " $$ \\sigma(2 z) = \\frac{1}{1 + e^{-2 z}}. $$",
         "sign", "\\frac{1}{1 + e^{-t}}"),
    ],
)  # fmt: skip
def test_the_rule_of_a_function_is_mended(text: str, kind: str, right: str) -> None:
    steps = refuted(checked(text.replace(" $$ ", "\n\n$$ ").replace("$$ and", "$$\n\nand")))
    assert len(steps) == 2
    for step in steps:
        assert step.repair is not None
        assert step.repair.of is not None
        assert (step.repair.kind, step.repair.right) == (kind, right)
        assert not refuted(checked(text.replace(step.repair.of.members[1].latex, right)))


@pytest.mark.parametrize(
    "text",
    [
        "Let $f(x) = x^3$. Then\n\n$$ f(2) = 8 $$\n\n$$ f'(x) = 3 x $$\n\n$$ f(x) f(x) = x^5 $$\n",
        "Let $f(x) = x^2$. Then\n\n$$ f(a) f(b) = a^3 b^2 $$\n\n$$ f(a + b) = a^2 + b^2 $$\n",
    ],
)
def test_the_rule_of_a_function_is_borne_out_or_not_to_be_mended(text: str) -> None:
    steps = refuted(checked(text))
    assert len(steps) == 2
    assert [step.repair and step.repair.of for step in steps] == [None, None]


def test_what_is_printed_of_a_mended_definition() -> None:
    report = Report((checked(SIGMOID),))
    assert report_text(report).splitlines()[:9] == [
        "page.md:7:10: REFUTED 2.1  1 − s = e⁻ᶻ/(1 + e⁻ᶻ)",
        "    at eᶻ = 2",
        "      left  = 2/3",
        "      right = 1/3",
        "    sign: a sign is wrong in the definition (1), by which 2 steps fail; what",
        "    rests on it holds with",
        "      s = 1/(1 + e⁻ᶻ)",
        "                 ^^^",
        "",
    ]
    assert '"definition": 3' in report_json(report)


def test_a_step_is_mended_where_others_bear_the_definition_out() -> None:
    steps = refuted(checked("Let $p = a b + c$.\n\n$$ 2 p = 2 a b + 2 c $$\n\n$$ p^2 = a^2 b^2 + 2 a b c - c^2 $$\n"))
    assert [(step.id, step.repair and step.repair.of) for step in steps] == [("3.1", None)]
    assert steps[0].repair is not None


def test_no_definition_is_offered_by_which_a_proved_step_is_lost() -> None:
    """q = a + b would make two steps true, and one false that is proved."""
    text = "Let $q = a - b$.\n\n$$ q + b = a $$\n\n$$ q^2 = a^2 + 2 a b + b^2 $$\n\n$$ 2 q = 2 a + 2 b $$\n"
    steps = refuted(checked(text))
    assert [step.id for step in steps] == ["3.1", "4.1"]
    assert [step.repair and step.repair.of for step in steps] == [None, None]


@pytest.mark.parametrize(("right", "tried"), [("2 a + 2 b", False), ("2 b + 2 a", True)])
def test_no_definition_is_tried_that_the_document_bears_out(
    right: str, tried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The display at the end is the first one as it should be, in the same words or in others."""
    searched = []
    repairs = DefinitionMender._repairs
    monkeypatch.setattr(DefinitionMender, "_repairs", lambda *asked: searched.append(asked) or repairs(*asked))
    wrong = "$$ 2 q = 2 a - 2 b $$\n\n$$ 3 q = 3 a - 3 b $$"
    steps = refuted(checked(f"Let $q = a + b$.\n\n{wrong}\n\nAs it should be:\n\n$$ 2 q = {right} $$\n"))
    assert [(step.id, step.repair and step.repair.of) for step in steps] == [("2.1", None), ("3.1", None)]
    assert bool(searched) is tried


def test_no_definition_is_offered_that_makes_both_sides_nothing() -> None:
    """With f = g both steps would say 0 = 0."""
    text = "Let $g = x^2$ and $f = g + x^3$.\n\n$$ f - g = x^4 (f - g) $$\n\n$$ 2 (f - g) = x^5 (f - g) $$\n"
    steps = refuted(checked(text))
    assert len(steps) == 2
    assert [step.repair and step.repair.of for step in steps] == [None, None]


def test_the_definition_is_mended_where_a_mended_step_would_break_the_next() -> None:
    text = "Let $a = w x^2 + b$ and $y = e^a$.\n\n$$ \\frac{\\partial y}{\\partial w} = y x = x y $$\n"
    (step,) = refuted(checked(text))
    assert step.repair is not None
    assert (step.repair.left, step.repair.right) == ("a", "w x + b")
    assert "by which this step fails" in step.repair.message


def test_a_definition_that_does_not_tell_its_symbol_by_later_ones() -> None:
    """log(1 + e^x) is log(e^x) − log s too, but s is told only after it."""
    text = "Let $f = \\log (e^x)$ and $s = \\frac{1}{1 + e^{-x}}$.\n\n$$ \\frac{\\partial f}{\\partial x} = s $$\n\n"
    for step in refuted(checked(f"{text}$$ e^f = 1 + e^x $$\n")):
        assert step.repair is not None
        assert step.repair.right == "\\log (e^x + 1)"


def test_the_measure_of_mended_slips() -> None:
    """The slips of one page, by which the script is seen to count what it says."""
    from random import Random

    page = "sigmoid.md"
    found = list(slips(page, Random(1), 1))
    assert {slip.place for slip in found} == {"definition", "first", "later"}
    statement = read(page).statements[0]
    slip = next(one for one in found if one.place == "definition")
    right = statement.chain.members[1].formula
    assert mended(Slip(page, "definition", "none", 0, 1, right)) is None  # type: ignore[arg-type]
    outcome = mended(slip)
    assert outcome is not None
    assert outcome.outcome in ("mended", "another", "none")
