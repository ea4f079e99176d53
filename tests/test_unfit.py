"""Matrices whose declared sizes do not fit: which sums and products are told as slips."""

import pytest

from derive.document.reading import read_document
from derive.prepared import prepared
from derive.source import Source

SIZES = r"where $W \in \mathbb{R}^{n \times m}$ and $X, V \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$"


def told(text: str) -> list[tuple[str, str]]:
    """(what, what is expected) of the slips of a document."""
    statements, _ = prepared(read_document(Source("page.md", text)))
    slips = dict.fromkeys(slip for one in statements for member in one.chain.members for slip in member.slips)
    assert {slip.code for slip in slips} <= {"unfit-sum", "unfit-product"}
    return [(text[slip.span.start : slip.span.end], slip.expected) for slip in slips]


@pytest.mark.parametrize(
    ("step", "slips"),
    [
        ("Y = W + X", [("W + X", "")]),
        ("Y = W + X^T", []),
        ("Y = W X + X W", [("W X + X W", "")]),
        ("Y = (X W)^T W", [("(X W)^T W", "\\left(X W\\right)^{\\top} W^{\\top}")]),
        ("Y = X V", [("X V", "X V^{\\top}")]),
        ("Y = 2 X^T V^T", [("X^T V^T", "X^{\\top} V")]),
        ("Y = X V^T", []),
        ("c = 2 \\cdot 3", []),
        ("Y = X + V + b", []),
        (r"Y = X \odot W", []),
        ("Y = W + x", []),
        ("y = X x", []),
        ("y = W x", []),
    ],
)
def test_sums_and_products(step: str, slips: list[tuple[str, str]]) -> None:
    assert told(f"Let $${step}$$ {SIZES}.") == slips


def test_what_is_defined_has_a_shape_too() -> None:
    assert told(f"Let $A = W X$, $B = X W$ and $C = A + B$, {SIZES}.") == [("A + B", "")]
    assert told(f"Let $A = W X$, $B = X W$, $A = X W$ and $C = A + B$, {SIZES}.") == []


@pytest.mark.parametrize(
    "text",
    [
        f"Let $Y = W + X$, {SIZES}, and $n = m$.",
        f"Let $Y = W + X$, {SIZES}. We use square matrices.",
        f"# Sizes\n\nHere, {SIZES}.\n\n# Elsewhere\n\nNow $Y = W + X$.",
        f"Let $Y = W + X$, {SIZES}, and $W \\in \\mathbb{{R}}^{{m \\times n}}$.",
        "Let $Y = W + X$, where $W \\in \\mathbb{R}^{1 \\times m}$ and $X \\in \\mathbb{R}^{n \\times m}$.",
    ],
)
def test_sizes_that_may_fit(text: str) -> None:
    assert told(text) == []
