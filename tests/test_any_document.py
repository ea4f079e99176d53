"""Whatever a document says, its report is complete: no combination of readable formulas makes the proofreader fail."""

import random

import pytest

import derive

SIDES = (
    r"L", r"y_i", r"p_j", r"\mathbf{z}", r"A", r"f(x)", r"\sigma(z)", r"x_{ij}", r"\hat{y}^{(i)}_k", r"v^T",
    r"\delta_{ij}", r"\mathbf{W} \mathbf{x} + \mathbf{b}", r"\mathbf{x}^\top A \mathbf{x}", r"\|X w - y\|^2",
    r"I - v v^T", r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}",
    r"\begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}", r"\begin{pmatrix} 1 & 0 & 0\end{pmatrix}^\top",
    r"\mathrm{diag}(p) - p p^T", r"\operatorname{tr}(A B)", r"A^{-1}", r"(a_1, a_2, \dots, a_n)",
    r"\sum_i \mathbf{x}_i \mathbf{x}_i^T", r"\prod_k p_k^{y_k}", r"f'(x)", r"softmax(z)_i", r"\nabla_w J",
    r"\frac{\partial L}{\partial \mathbf{W}}", r"\frac{\partial p}{\partial z}", r"\mathbf{1}^T y",
    r"\frac{\partial^2 f}{\partial x \partial y}", r"x \odot y", r"L(\theta)", r"X^T X w", r"W_{ij} x_j",
    r"\log \mathbf{p}", r"\frac{\partial L}{\partial p_k}\frac{\partial p_k}{\partial z_i}", r"\mathbb{1}\{i=j\}",
    r"\sum_{k=0}^{K-1} x_k", r"\begin{cases} 1 & i=j \\ 0 & \text{otherwise}\end{cases}",
    r"\frac{\mathbf{x}}{\|\mathbf{x}\|}", r"e^{\mathbf{z}}", r"\sum_{k \neq i} e^{o_k}",
    r"\frac{e^{o_i}}{\sum_k e^{o_k}}", r"-\sum_j y_j \log p_j", r"\frac{\partial l}{\partial o_i}",
)  # fmt: skip
CUES = ("", "", "Let ", "Assume ", "Since ", "If $i \\neq j$, ")


def document(seed: int) -> str:
    rng = random.Random(seed)
    parts = ["Let $x \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{m \\times n}$."] if rng.random() < 0.3 else []
    for _ in range(rng.randint(1, 4)):
        chain = " = ".join(rng.choice(SIDES) for _ in range(rng.randint(2, 4)))
        cue = rng.choice(CUES)
        parts.append(f"{cue}${chain}$." if cue and rng.random() < 0.5 else f"{cue}\n\n$${chain}$$")
    return "\n\n".join(parts)


@pytest.mark.parametrize("seed", range(40))
def test_every_relation_is_reported(seed: int) -> None:
    text = document(seed)
    (report,) = derive.check(text, n=2 if seed % 8 == 0 else None).documents
    assert len(report.steps) >= text.count(" = ") // 2
    assert all(step.reason is not None for step in report.steps if step.verdict.value == "undecided")
