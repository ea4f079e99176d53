"""Lists, tables and lines with labels that tell cases of one thing; what one tells does not refute another."""

import pytest

from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source

CASES = [
    ("a.md", "- Series: $R = R_1 + R_2$\n- Parallel: $\\frac1R = \\frac1{R_1} + \\frac1{R_2}$", "undecided"),
    ("a.txt", "Series: k = k1 + k2\nParallel: 1/k = 1/k1 + 1/k2", "undecided"),
    ("a.md", "**Series.** $$R = R_1 + R_2$$\n\n**Parallel.** $$\\frac1R = \\frac1{R_1} + \\frac1{R_2}$$", "undecided"),
    ("a.md", "| Case | Law |\n|---|---|\n| Series | $R = p + q$ |\n| Parallel | $1/R = 1/p + 1/q$ |", "undecided"),
    (
        "a.tex",
        "\\begin{itemize}\n\\item Linear demand: $q = a - b p$, as before.\n"
        "\\item Log-linear demand: $\\log q = a - b p$, as measured.\n\\end{itemize}",
        "undecided",
    ),
    # Labels of steps, and of what follows from the line before.
    ("a.md", "- Step 1: $y = x^2$\n- Step 2: $2 y = 3 x^2$", "refuted"),
    ("a.md", "- Function: $y = x^2$\n- Square: $y^2 = 2 x^4$", "refuted"),
    ("a.md", "- Model: $y = x^2$\n- Gradient: $\\frac{dy}{dx} = 3 x$", "refuted"),
    ("a.md", "- Model: $y = x^2$\n- Slope at a point: $\\frac{dy}{dx} = 2 x$", "proved"),
    ("a.md", "Let $y = x^2$.\n\nWith more words: $2 y = 3 x^2$", "refuted"),
    ("a.md", "- Square: $A = s^2$\n- Twice its area: $2 A = 2 s^2$", "proved"),
]


@pytest.mark.parametrize(("path", "text", "expected"), CASES)
def test_cases_under_labels(path: str, text: str, expected: str) -> None:
    report = check_document(read_document(Source(path, text)))
    assert report.steps[-1].verdict.value == expected
