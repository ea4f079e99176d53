"""An equation with conditions on values after it, in its row or its sentence: other values refute nothing."""

import pytest

from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source

REFUTED, UNDECIDED, PROVED = "refuted", "undecided", "proved"

ROWS = (
    (UNDECIDED, r"$$\sqrt{w} = -t \quad \text{for } t < 0$$"),
    (UNDECIDED, r"$$\sqrt{w} = -t \quad (t < 0)$$"),
    (UNDECIDED, r"$$\sqrt{w} = -t, \quad t < 0$$"),
    (UNDECIDED, r"$$\sqrt{w} = -t \quad \forall t < 0$$"),
    (UNDECIDED, r"$$\sqrt{w} = t, \quad t \ge 0$$"),
    (UNDECIDED, r"$$\sqrt{w} = t, \quad 0 < t < 1$$"),
    (UNDECIDED, r"$$\sqrt{w} = t \quad \text{since } t > 0$$"),
    (UNDECIDED, "$$\n\\sqrt{w} = -t\n$$\nfor all $t < 0$."),
    (UNDECIDED, r"We see $\sqrt{w} = -t$ if $t < 0$."),
    (UNDECIDED, r"We see $\sqrt{w} = -t$ for $t < 0$."),
    (UNDECIDED, r"$$\begin{aligned} \sqrt{w} &= -t \\ & \text{for } t < 0 \end{aligned}$$"),
    (UNDECIDED, r"$$\sqrt{w} = -t \quad \text{for } t \in (-1, 0)$$"),
    (REFUTED, r"$$\sqrt{w} = -t, \quad t \in \mathbb{R}$$"),
    (REFUTED, r"$$t \delta_{ij} = t, \quad i \in \{1, 2\}$$"),
    (REFUTED, r"$$\sqrt{w} = -t$$"),
    (REFUTED, r"$$\sqrt{w} = -2 t \quad \text{for } t < 0$$"),
    (REFUTED, r"$$\sqrt{w} = 2 t, \quad 0 < t < 1$$"),
    (REFUTED, r"$$\sqrt{w} = -t \quad \text{for } t > 0$$"),
    (REFUTED, "$$\n\\sqrt{w} = -t\n$$\nThis is so. Next we look at $t < 0$."),
    (REFUTED, "$$\n\\sqrt{w} = -t\n$$\n\nNext, $t < 0$."),
    (REFUTED, r"$$(u + t)^2 = u^2 + w, \quad u > 0$$"),
    (REFUTED, r"$$\delta_{ij} = 1 \quad \text{for } i \neq j$$"),
    (PROVED, r"$$\frac{w}{t} = t \quad \text{for } t > 0$$"),
    (PROVED, r"$$2 w = t^2 + w \quad \text{for } t < 0$$"),
)


@pytest.mark.parametrize(("expected", "written"), ROWS)
def test_conditions_beside(expected: str, written: str) -> None:
    document = read_document(Source("page.md", f"Let $w = t^2$.\n{written}\n"))
    _, step, *_ = check_document(document, mends=False).steps
    assert step.verdict.value == expected


def test_the_values_that_refute_satisfy_the_condition() -> None:
    document = read_document(Source("page.md", r"$$2 \sqrt{t^2} = -t \quad \text{for } t < 0$$"))
    step, *_ = check_document(document, mends=False).steps
    assert step.counterexample is not None
    ((_, value),) = step.counterexample.values
    assert value.startswith(("-", "−"))
