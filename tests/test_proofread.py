"""What the proofreader makes of places that cannot be read, of wrong members, and of its arguments."""

import pytest

import derive
from derive.data import replace
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.errors import UsageError
from derive.files import read_source
from derive.proofread import check_document
from derive.report import Step
from derive.shelf import path_of


def steps(text: str) -> tuple[Step, ...]:
    return derive.check(text).documents[0].steps


def test_an_unclosed_display_is_reported_with_its_place() -> None:
    (step,) = steps("Text.\n\n$$ c = c")
    assert (step.id, step.verdict, step.line) == ("unread.1", Verdict.UNREADABLE, 3)
    assert step.error is not None
    assert step.error.code == "unclosed-display"


def test_an_unreadable_member_spoils_the_steps_beside_it_only() -> None:
    found = steps("$$ 2 a = a + a = \\frac{a}{ = 4 a - 2 a = 3 a - a $$")
    assert [step.verdict.value for step in found] == ["proved", "unreadable", "proved", "proved"]


def test_a_wrong_member_is_reported_once() -> None:
    found = steps("$$ 2 a = a + a = 3 a = 4 a - 2 a $$")
    assert [step.verdict.value for step in found] == ["proved", "refuted", "proved"]
    assert (found[2].left.latex, found[2].right.latex) == ("a + a", "4 a - 2 a")


def test_what_follows_from_a_wrong_member_holds() -> None:
    found = steps("$$ 2 a = 3 a = a + a + a $$")
    assert [step.verdict.value for step in found] == ["refuted", "proved"]


def test_a_case_chain_goes_on_from_before_the_other_case() -> None:
    found = steps(
        "Let $p_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$.\n\n"
        "$$ \\frac{\\partial p_j}{\\partial z_i}"
        " = \\frac{\\partial}{\\partial z_i} \\frac{e^{z_j}}{\\sum_k e^{z_k}} $$\n\n"
        "If $i = j$,\n\n$$ = p_i (1 - p_i) $$\n\nIf $i \\neq j$,\n\n$$ = -p_i p_j $$"
    )
    proved = [step for step in found if step.verdict is Verdict.PROVED]
    assert [step.id for step in proved] == ["2.1", "2.2", "2.3"]
    assert len({step.left.latex for step in proved[1:]}) == 1
    assert [step.verdict.value for step in found] == ["given", "proved", "given", "proved", "given", "proved"]


def test_the_label_of_a_brace_is_a_claim() -> None:
    found = steps("$$ a + \\underbrace{b + b}_{= 2 b} = a + 2 b $$")
    assert [step.verdict.value for step in found] == ["proved", "proved"]
    wrong = steps("$$ a + \\underbrace{b + b}_{= 3 b} = a + 2 b $$")
    assert [(step.verdict.value, step.right.latex) for step in wrong] == [("proved", "a + 2 b"), ("refuted", "3 b")]


@pytest.mark.parametrize("n", [0, -1, 257, 10**6])
def test_n_out_of_range(n: int) -> None:
    with pytest.raises(UsageError) as raised:
        derive.check("$$ a = a $$", n)
    assert raised.value.message == f"n must be from 1 to 256, not {n}"


@pytest.mark.parametrize("name", ["softmax-cross-entropy", "logistic-regression", "wrong-backpropagation"])
def test_what_is_not_explained_is_decided_all_the_same(name: str) -> None:
    document = read_document(read_source(path_of(name)))
    explained, decided = (check_document(document, explains=explains).steps for explains in (True, False))
    assert decided == tuple(replace(step, rules=(), uses=()) for step in explained)
    assert decided != explained


def test_a_verdict_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(Verdict.PROVED)


def test_a_display_that_ends_with_a_relation_goes_on_with_the_next() -> None:
    found = steps("$$ 2 a = a + a = $$\n\nthat is\n\n$$ = 3 a - a $$")
    assert [step.verdict.value for step in found] == ["proved", "proved"]


def test_a_chain_may_go_on_from_an_earlier_row_than_the_last() -> None:
    found = steps("$$ 2 a + 2 b = 2 (a + b) $$\n\nNow\n\n$$ 3 a b = a b + 2 a b $$\n\nso\n\n$$ = a + b + a + b $$")
    assert [step.verdict.value for step in found] == ["proved", "proved", "undecided"]
    assert found[2].reason is not None
    assert found[2].reason.code == "two-readings"


def test_after_a_wrong_display_a_chain_goes_on_from_the_display_before_it() -> None:
    rows = "$$A = (x + y)^2$$\n\n$$= x^2 + 2 x y + y^2$$\n\n{}\n\n$$= x (x + 2 y) + y^2$$"
    last = steps(rows.format("$$= x^2 + x y + y^2$$"))[-1]
    assert (last.verdict, last.conditions) == (Verdict.PROVED, ("this goes on from line 3",))
    for between in ("$$B = x^2 + x y + y^2$$", "$$= x^2 + x y + y^2$$\n\n$$B = t$$", "$$x^2 = 2 x$$"):
        assert steps(rows.format(between))[-1].verdict is not Verdict.PROVED


def test_a_derivative_before_a_dot_has_two_readings() -> None:
    (step,) = steps("$$ \\frac{\\partial}{\\partial x} x \\cdot x + x = 2 x $$")
    assert step.verdict is Verdict.PROVED
    assert step.conditions == ("the derivative reaches to the dot only",)
    (whole,) = steps("$$ \\frac{\\partial}{\\partial x} x \\cdot x + x = 3 x $$")
    assert (whole.verdict, whole.conditions) == (Verdict.PROVED, ("the derivative is that of the first term only",))
    (wrong,) = steps("$$ \\frac{\\partial}{\\partial x} x \\cdot x + x = 4 x $$")
    assert wrong.verdict is Verdict.REFUTED


TWO_SECTIONS = """## Classes

Let $p_i = \\frac{e^{z_i}}{\\sum_{k=1}^K e^{z_k}}$. Then

$$ \\frac{\\partial p_i}{\\partial z_i} = %s $$

## Samples

The samples $z_s$ have the sum $\\sum_{s=1}^N z_s$, and $w_{st}$ are weights.

$$ \\sum_{s=1}^N 2 z_s = %s $$

## Weights

$$ w_s + w_s = 2 w_s $$
"""


def test_a_symbol_used_in_two_ways_is_read_with_what_bears_on_each_statement() -> None:
    found = steps(TWO_SECTIONS % ("p_i (1 - p_i)", "2 \\sum_{s=1}^N z_s"))
    assert [step.verdict.value for step in found] == ["given", "proved", "proved", "proved"]
    (definition,) = derive.check(TWO_SECTIONS % ("p_i (1 - p_i)", "0")).documents[0].given
    assert definition.used_by == ("2.1",)


def test_a_wrong_step_is_found_where_a_symbol_is_used_in_two_ways() -> None:
    found = steps(TWO_SECTIONS % ("p_i (1 + p_i)", "\\sum_{s=1}^N z_s"))
    assert [step.verdict.value for step in found] == ["given", "refuted", "refuted", "proved"]


def test_a_value_in_running_text_is_a_condition() -> None:
    found = steps("The class of a point is $t = 0$ or $t = 1$, and $y = \\sum_k a_k$ is $y = -1$ for some.")
    assert all(step.verdict.value in ("given", "undecided") for step in found)


TWO_NAMES = """$$ p_k = \\frac{e^{z_k}}{\\sum_{j=1}^J e^{z_j}} $$

$$ C = -\\sum_{k=1}^K t_k \\log p_k $$

$$ \\frac{\\partial C}{\\partial p_k} = %s $$

$$ \\sum_{k=1}^K p_k = \\sum_{j=1}^J p_j $$
"""


def test_two_sizes_of_one_set_are_supposed_to_be_equal_as_a_condition() -> None:
    *given, derivative, renamed = steps(TWO_NAMES % "-\\frac{t_k}{p_k}")
    assert [step.verdict.value for step in given] == ["given", "given"]
    assert (derivative.verdict.value, derivative.conditions) == ("proved", ("J = K",))
    assert renamed.verdict.value == "undecided"


def test_nothing_is_refuted_under_sizes_that_are_supposed_to_be_equal() -> None:
    assert steps(TWO_NAMES % "\\frac{t_k}{p_k}")[2].verdict.value == "undecided"


@pytest.mark.parametrize(("directive", "verdict"), [("", "undecided"), ("<!-- derive: constant c -->", "proved")])
def test_a_constant_depends_on_nothing(directive: str, verdict: str) -> None:
    (step,) = steps(directive + "\n\n$$ \\frac{\\partial c}{\\partial x} + \\frac{\\partial x^2}{\\partial x} = 2 x $$")
    assert step.verdict.value == verdict


@pytest.mark.parametrize(("directive", "verdict"), [("", "proved"), ("<!-- derive: function a -->", "undecided")])
def test_a_function_before_a_bracket_is_no_factor(directive: str, verdict: str) -> None:
    (step,) = steps(directive + "\n\n$$ a (x + 1) - a = a x $$")
    assert step.verdict.value == verdict
