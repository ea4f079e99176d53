"""The numbers of an example, as W = [1 1; 1 1], hold in its section and nowhere else."""

import pytest

from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source

HEADING = "# Before\n\n$$z = \\mathbf{x}^T \\mathbf{W} \\mathbf{x}$$\n\n# Example\n\n"
EXAMPLE = (
    r"Let $$\mathbf{W} = \begin{bmatrix} 1 & 1 \\ 1 & 1 \end{bmatrix}, \quad"
    r" \mathbf{c} = \begin{bmatrix} 0 \\ -1 \end{bmatrix}$$"
)


def verdicts(*texts: str) -> list[str]:
    report = check_document(read_document(Source("example.md", "\n\n".join(texts))))
    return [step.verdict.value for step in report.steps]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\mathbf{W} \mathbf{c} = \begin{bmatrix} -1 \\ -1 \end{bmatrix}", "proved"),
        (r"\mathbf{W} \mathbf{W} = \begin{bmatrix} 2 & 2 \\ 2 & 2 \end{bmatrix}", "proved"),
        (r"\mathbf{W} \mathbf{W} = 2 \mathbf{W}", "proved"),
        (r"\mathbf{W} \mathbf{c} = \begin{bmatrix} -1 \\ 1 \end{bmatrix}", "refuted"),
        (r"\mathbf{W} \mathbf{W} = \mathbf{W}", "refuted"),
        (r"\mathbf{c}^T \mathbf{W} \mathbf{c} = 2", "refuted"),
    ],
)
def test_in_its_section(claim: str, verdict: str) -> None:
    assert verdicts(HEADING + EXAMPLE, f"$${claim}$$")[1:] == ["given", "given", verdict]


def test_in_another_section_they_prove_nothing() -> None:
    claim = r"$$\mathbf{W} \mathbf{W} = 2 \mathbf{W}$$"
    assert verdicts(HEADING + EXAMPLE, f"# After\n\n{claim}")[-1] == "undecided"
    assert verdicts(HEADING, claim, f"# Example\n\n{EXAMPLE}")[1] == "undecided"


def test_an_array_with_other_symbols_is_no_example() -> None:
    text = r"Let $$\mathbf{c} = \begin{bmatrix} a \\ -1 \end{bmatrix}$$"
    assert verdicts(HEADING + text)[-1] == "undecided"
