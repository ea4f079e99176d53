"""A loss that is told by one class only, L = −log p_c, is given where the prose says which class that is."""

import pytest

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source

SHARES = r"$$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$$"


def last_verdict(text: str) -> tuple[Verdict, bool]:
    """What is said of the last step, and whether it is listed among the givens."""
    report = check_document(read_document(Source("loss.md", text)))
    step = report.steps[-1]
    return step.verdict, any(one.members == (step.left, step.right) for one in report.given)


@pytest.mark.parametrize(
    ("prose", "loss"),
    [
        (r"Let $c$ be the correct class.", r"L = -\ln p_c"),
        (r"The index of the true label is $y$.", r"L = -\ln p_y"),
        (r"For the example $i$ we have", r"L_i = -\ln p_{y_i}"),
    ],
)
def test_it_is_given(prose: str, loss: str) -> None:
    assert last_verdict(f"{SHARES}\n{prose}\n$$ {loss} $$\n") == (Verdict.GIVEN, True)


@pytest.mark.parametrize(
    ("prose", "loss"),
    [
        (r"For a class $c$ we have", r"L = -\ln p_c"),
        (r"If $c$ is the correct class, then", r"L = -\ln p_c"),
        (r"Let $c$ be the correct class.", r"L = -\ln p_k"),
        (r"Let $c$ be the correct class.", r"q_j = e^{z_i} p_c"),
        (r"For the example $i$ we have", r"L = -\ln p_{y_i}"),
        (r"For the example $i$ we have", r"L_i = -\ln p_{y_j}"),
    ],
)
def test_a_letter_of_one_side_stays_open(prose: str, loss: str) -> None:
    assert last_verdict(f"{SHARES}\n{prose}\n$$ {loss} $$\n") == (Verdict.UNDECIDED, False)
