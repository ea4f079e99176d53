"""Why a step holds: the sentences below the steps, and the questions that readers ask."""

import pytest

from derive import shelf
from derive.calculus.table import BY_CODE
from derive.command import main
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.files import read_source
from derive.printers.alphabet import UNICODE
from derive.printers.phrases import sentence
from derive.proofread import check_document
from derive.report import DocumentReport, Step
from derive.source import Source
from derive.teach.reasons import REASONS
from derive.teach.steps import derive_steps
from derive.teach.why import explained

SOFTMAX = "softmax-cross-entropy"


def report(name: str, n: int | None = None) -> DocumentReport:
    document = read_document(read_source(shelf.path_of(name)))
    return explained(document, check_document(document, n))


def answers(step: Step) -> list[str]:
    return [sentence(one, UNICODE).replace("\u00a0", " ") for one in step.why]


def answer(found: DocumentReport, identity: str) -> list[str]:
    return answers(next(step for step in found.steps if step.id == identity))


def derived(expression: str, n: int | None = None, *define: str) -> DocumentReport:
    return derive_steps(read_document(Source("", "")), expression, n, define, why=True)


# The readers' questions.


def test_why_is_the_derivative_of_the_numerator_0_though_every_output_depends_on_every_input() -> None:
    said = answer(report(SOFTMAX), "3.2")
    assert "∂(e^oⱼ)/∂oᵢ = 0: e^oⱼ does not depend on oᵢ, since j ≠ i." in said
    assert "The quotient still depends on oᵢ, through Σ_{k≠i} e^oₖ + e^oᵢ." in said


def test_why_is_the_sum_of_the_derivatives_of_exp_one_term() -> None:
    found = derived(r"\sum_k \frac{\partial e^{o_k}}{\partial o_i}", 3)
    said = answers(found.steps[0])
    assert said[1:] == [
        "Of the terms of Σₖ ∂(e^oₖ)/∂oᵢ only that with k = i is not 0 (the others do not depend on oᵢ), "
        "and it is e^oᵢ.",
        "At n = 3: ∂(e^o₁)/∂o₁ = e^o₁, ∂(e^o₂)/∂o₁ = 0, ∂(e^o₃)/∂o₁ = 0.",
    ]
    assert said[1] in answers(derived(r"\sum_k \frac{\partial e^{o_k}}{\partial o_i}").steps[0])


def test_the_entries_of_the_jacobian_are_not_added_up() -> None:
    jacobian, gradient, *_ = report(SOFTMAX, 3).tables
    assert [sentence(one, UNICODE) for one in jacobian.why] == [
        "Each entry is a derivative of its own: how one ŷ changes with one o, while the others are held fixed.",
        "The table as a whole is the derivative of ŷ; its entries are not added up.",
    ]
    assert [sentence(one, UNICODE) for one in gradient.why] == [
        "Each entry is the derivative by one o; the entries are not added up."
    ]
    assert report(SOFTMAX).tables == ()


# What is said of each rule.


def test_every_rule_has_a_reason() -> None:
    assert REASONS.keys() == BY_CODE.keys()


@pytest.mark.parametrize(
    ("identity", "said"),
    [
        ("3.1", "ŷⱼ is written out: it is e^oⱼ/(Σₖ e^oₖ)."),
        ("3.1", "The term with k = i is written apart: Σₖ e^oₖ = Σ_{k≠i} e^oₖ + e^oᵢ."),
        ("3.2", "The quotient rule: (g ∂f − f ∂g)/g², where f = e^oⱼ and g = Σ_{k≠i} e^oₖ + e^oᵢ."),
        ("3.2", "Every term of Σ_{k≠i} ∂(e^oₖ)/∂oᵢ is 0: there is no oᵢ in it."),
        ("3.3", "The term with k = i goes back into the sum over k."),
        ("3.4", "What is e^oᵢ/(Σₖ e^oₖ) is written ŷᵢ."),
        ("5.1", "l is written out: it is −Σⱼ yⱼ log ŷⱼ."),
        ("5.4", "It was found before: (3) and (4)."),
        ("6.1", "It is given that Σⱼ yⱼ = 1."),
        ("7.2", "The two sides are one expression written in two ways."),
    ],
)
def test_what_is_said(identity: str, said: str) -> None:
    assert said in answer(report(SOFTMAX), identity)


def test_a_symbol_that_comes_with_a_definition_is_not_said_to_be_folded() -> None:
    assert answer(report(SOFTMAX), "5.1") == ["l is written out: it is −Σⱼ yⱼ log ŷⱼ."]


def test_nothing_is_held_fixed_where_the_indices_are_equal() -> None:
    assert not any("does not depend" in said for said in answer(report(SOFTMAX), "4.2"))


def test_what_is_not_done_in_a_step_is_not_explained_there() -> None:
    """The quotient rule leaves the derivative of the sum for a later step."""
    found = derived("dp_j/do_i", None, r"p_i = \frac{e^{o_i}}{\sum_k e^{o_k}}")
    quotient = next(step for step in found.steps if step.rules[0].code == "quotient-rule")
    assert not any("Of the terms" in said for said in answers(quotient))
    exponential = next(step for step in found.steps if step.rules[0].code == "derivative-of-exp")
    assert any("Of the terms" in said for said in answers(exponential))


@pytest.mark.parametrize("name", shelf.names())
def test_every_step_of_the_shelf_has_a_reason(name: str) -> None:
    found = report(name)
    for step in found.steps:
        assert bool(step.why) == (step.verdict is Verdict.PROVED)
    assert all(text.endswith(".") for step in found.steps for text in answers(step))


def test_what_is_not_proved_has_none() -> None:
    document = read_document(Source("text.md", "$$ \\frac{\\partial}{\\partial x} x^2 = 3 x $$"))
    (step,) = explained(document, check_document(document)).steps
    assert step.verdict is Verdict.REFUTED
    assert step.why == ()


def test_the_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert main(["show", "--why", "-n", "3"]) == 0
    printed = capsys.readouterr().out
    assert "            ∂(e^oⱼ)/∂oᵢ = 0: e^oⱼ does not depend on oᵢ, since j ≠ i.\n" in printed
    assert "            At n = 3: ∂(e^o₂)/∂o₁ = 0, ∂(e^o₃)/∂o₁ = 0.\n" in printed
    assert max(map(len, printed.splitlines())) <= 90
    assert main(["show", "-n", "3"]) == 0
    assert "does not depend" not in capsys.readouterr().out


def test_nothing_is_said_to_vanish_that_may_depend_on_the_variable() -> None:
    text = "$$ \\frac{\\partial}{\\partial o_i} \\sum_k p_k^2 = 2 \\sum_k p_k \\frac{\\partial p_k}{\\partial o_i} $$\n"
    document = read_document(Source("page.md", text))
    (step,) = explained(document, check_document(document)).steps
    assert step.verdict is Verdict.PROVED
    assert not any("is 0" in one for one in answers(step))


def test_terms_that_stay_as_they_are_are_not_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    formula = r"\sum_k a_k \frac{\partial \log (\sum_j e^{z_j})}{\partial z_k}"
    assert main(["steps", formula, "-n", "2", "--why"]) == 0
    printed = capsys.readouterr().out
    assert "∂log(e^z₁ + e^z₂)" in printed
    assert printed.count("At n = 2") == 1
