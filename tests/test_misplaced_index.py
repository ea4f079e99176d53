"""An index that stands where a symbol or a number is meant: what is read otherwise, and told as a slip."""

import pytest

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import DocumentReport
from derive.source import Source

OURS = ("index-for-value", "index-for-size", "index-beyond-braces", "out-of-step")


def checked(text: str) -> DocumentReport:
    return check_document(read_document(Source("page.md", text)))


def told(report: DocumentReport) -> list[str]:
    """What stands where, by the slips of a document."""
    slips = {slip for step in report.steps for side in (step.left, step.right) for slip in side.slips}
    ours = (slip for slip in slips if slip.code in OURS)
    found = sorted(ours, key=lambda slip: slip.span.start)
    text = report.source.text
    return [f"{text[slip.span.start : slip.span.end]} -> {slip.expected}" for slip in found]


def test_a_definition_with_bare_indices() -> None:
    report = checked(
        "Let $$q_j = \\frac{e^j}{\\sum_i \\exp(i)}.$$ Then "
        "$$\\frac{\\partial q_j}{\\partial u_k} = q_j (\\delta_{j, k} - \\frac{e^{u_k}}{\\sum_i e^{u_i}})$$"
    )
    assert told(report) == ["e^j -> e^{u_{j}}", "\\exp(i) -> \\exp \\left(u_{i}\\right)"]
    assert [step.verdict for step in report.steps] == [Verdict.GIVEN, Verdict.PROVED]


def test_a_sum_without_its_letter() -> None:
    report = checked("Let $$q_j = \\frac{e^{u_j}}{\\sum_k e^{u_k}}.$$ Then $$q_i = \\frac{e^{u_i}}{\\sum e^k}$$")
    assert told(report) == ["e^k -> e^{u_{k}}"]
    assert report.steps[-1].verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "text",
    [
        "Let $$q_j = \\frac{e^j}{\\sum_i e^i}.$$",  # no symbol is raised to
        "Let $$q_j = \\frac{e^j}{\\sum_i e^{u_i} + e^{v_i}}.$$",  # two are
        "Let $$q_j = \\frac{e^x}{\\sum_i e^{u_i}}.$$",  # x is no index
        "Let $$q_j = \\frac{j e^j}{\\sum_i e^{u_i}}.$$",  # j is a number elsewhere
        "Let $$q_j = \\frac{2^j}{\\sum_i e^{u_i}}.$$",
    ],
)
def test_other_exponents_stay(text: str) -> None:
    assert told(checked(text)) == []


@pytest.mark.parametrize("runs", ["k = 1, \\dots, K", "\\sum_{k=1}^K q_k = 1", "k \\in \\{1, \\dots, K\\}"])
def test_a_sum_that_ends_at_an_index(runs: str) -> None:
    report = checked(f"Where ${runs}$: $$q_i = \\frac{{e^{{u_i}}}}{{\\sum_{{j=1}}^k e^{{u_j}}}}$$")
    assert told(report) == ["k -> K"]


@pytest.mark.parametrize(
    "text",
    [
        "Where $k = 1, \\dots, K$: $$F_k = \\sum_{j=1}^k p_j$$",  # a partial sum
        "Where $k = 1, \\dots, K$: $$S = \\sum_{k=1}^K \\sum_{j=1}^k p_j$$",
        "Where $k = 1, \\dots, n$: $$S = \\sum_{j=1}^k p_j$$",  # K is no number
        "Where $i = 1, \\dots, K$: $$S = \\sum_{j=1}^k p_j$$",  # k is no index
    ],
)
def test_other_ends_stay(text: str) -> None:
    assert told(checked(text)) == []


def test_an_index_that_is_out_of_step() -> None:
    report = checked("$$s = w_0 x_0 + w_1 x_1 + w_1 x_2 + \\cdots + w_n x_n$$")
    assert told(report) == ["w_1 x_2 -> w_{2} x_{2}"]


@pytest.mark.parametrize(
    "right",
    [
        r"w_0 x_0 + w_1 x_1 + w_2 x_2 + \cdots + w_n x_n",
        r"w_{1, 1} x_1 + w_{1, 2} x_2 + w_{1, 3} x_3 + \cdots + w_{1, n} x_n",
        r"w_1 x_1 + w_1 x_2 + \cdots + w_n x_n",  # too few terms to tell
        r"w_1 x_3 + w_2 x_2 + w_3 x_1 + \cdots + w_n x_n",  # two are out of step
        r"w_0 x_0 + w_1 x_1 + w_1 y_2 + \cdots + w_n x_n",  # another symbol
        r"w_0 x_0 + w_1 x_1 + w_1 x_2 + \cdots + w_m x_n",  # they do not reach the same letter
    ],
)
def test_other_long_sums_stay(right: str) -> None:
    assert told(checked(f"$$s = {right}$$")) == []


BELOW = "z_{h_\\ell} = \\sum_{h_{\\ell-1}=1}^{H_{\\ell-1}} v_{h_{\\ell-1}, h_\\ell} "


def test_an_index_that_goes_on_beyond_its_braces() -> None:
    report = checked(
        f"Let $${BELOW} u_{{h_\\ell-1}}.$$ Then "
        "$$\\frac{\\partial z_{h_\\ell}}{\\partial v_{h_{\\ell-1}, h_\\ell}} = u_{h_{\\ell-1}}$$"
        "$$\\frac{\\partial z_{h_\\ell}}{\\partial v_{h_{\\ell-1}, h_\\ell}} = 2 u_{h_{\\ell-1}}$$"
    )
    assert told(report) == ["h_\\ell-1 -> h_{\\ell - 1}"]
    assert [step.verdict for step in report.steps] == [Verdict.GIVEN, Verdict.PROVED, Verdict.REFUTED]


@pytest.mark.parametrize(
    "text",
    [
        f"$${BELOW} u_{{h_{{\\ell-1}}}}$$",
        f"$${BELOW} u_{{h_\\ell-2}}$$",  # another entry
        f"$${BELOW} u_{{g_\\ell-1}}$$",  # another index
        f"$${BELOW} (h_\\ell-1)$$",  # a number
        "$$z_{h_\\ell} = \\sum_{h_\\ell=1}^{H_\\ell} u_{h_\\ell-1}$$",  # the entry before, in one layer
        "$$z_k = \\sum_{k-1} u_{k-1}$$",
        "$$z_{h_\\ell} = u_{h_\\ell-1}$$",  # no sum
    ],
)
def test_other_indices_stay(text: str) -> None:
    assert told(checked(text)) == []
