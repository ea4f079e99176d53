"""Sums whose letter does not stand in what they add: which of them are told as slips."""

import pytest

from derive.document.reading import read_document
from derive.printers.text import report_text
from derive.proofread import check_document
from derive.report import Report
from derive.source import Source


def told(text: str) -> list[str]:
    """The slips of a document, by the formulas that they are about."""
    document = read_document(Source("page.md", text))
    members = {id(one): one for statement in document.statements for one in statement.chain.members}
    slips = [slip for member in members.values() for slip in member.slips]
    assert {slip.code for slip in slips} <= {"unused-letter"}
    return [text[slip.span.start : slip.span.end] for slip in slips]


@pytest.mark.parametrize(
    ("step", "slips"),
    [
        (r"q_c = \frac{e^{u_c}}{\sum_c e^{u_i}}", [r"\sum_c e^{u_i}"]),
        (r"-\sum_k t_k (1 - y_i) = -\sum_k t_k + \sum_{k=1}^K y_i", [r"\sum_{k=1}^K y_i"]),
        (r"P = \prod_{s=1}^{N-1} w_k", [r"\prod_{s=1}^{N-1} w_k"]),
        (r"q_c = \frac{e^{u_c}}{\sum_k e^{u_k}}", []),
        (r"\sum_k y_i = n y_i", []),
        (r"\sum_{s=1}^N y_i z = z \sum_{s=1}^N y_i = N y_i z", []),
        (r"\sum_{k \neq i} y_i = a", []),
        (r"\sum_j \sum_k a_k = b", []),
        (r"\sum_k \lambda = c", []),
        (r"\sum_i f(x_i) g = d", []),
    ],
)
def test_a_sum_without_its_letter(step: str, slips: list[str]) -> None:
    assert told(f"Here:\n\n$$ {step} $$\n") == slips


def test_a_member_of_two_chains_is_told_once() -> None:
    assert told("$$ a = \\sum_c u_i $$\n\nand this is\n\n$$ = b $$\n") == ["\\sum_c u_i"]


def test_what_is_printed() -> None:
    report = Report((check_document(read_document(Source("page.md", "$$ S = \\log \\sum_c e^{u_i} $$\n"))),))
    lines = report_text(report).splitlines()
    at = lines.index("page.md:1:13: SLIP 1.1")
    assert lines[at + 1 : at + 4] == [
        "    the sum runs over c, and what it adds has no c",
        "      $$ S = \\log \\sum_c e^{u_i} $$",
        "                  ^^^^^^^^^^^^^^",
    ]


def test_plain_text_too() -> None:
    document = read_document(Source("notes.txt", "q_c = exp(u_c) / Sum_c(exp(u_i))\n"))
    assert [slip.code for one in document.statements[0].chain.members for slip in one.slips] == ["unused-letter"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"$$ q_c = \frac{e^{u_c}}{\sum_c e^{u_i}} $$", r"\sum_{c} {e^{u_{c}}}"),
        (r"$$ L = \sum_c u_i v_i $$", r"\sum_{c} {u_{c} v_{c}}"),
        (r"$$ L = \sum_c u_i v_j $$", ""),
        (r"$$ \sum_c u_i = \sum_k u_i $$", ""),
        (r"$$ \sum_c u_i \sum_k u_k = \sum_k u_k \sum_c u_i $$", ""),
        (r"$$ q_i = \sum_c e^{u_i} $$", ""),
        (r"$$ L = \sum_c u_i - u_i $$", ""),
        (r"$$ L = \sum_i \sum_c u_i $$", ""),
        ("$$ q_i = a_i $$\n\nso that it is\n\n$$ = \\sum_c e^{u_i} $$", ""),
        (r"If $i = j$, then $$ L = \sum_c u_i $$", ""),
        (r"Of the unit $i$ we know that $$ L = \sum_c u_i $$", ""),
        (r"$$ L = \sum_c u_i = C u_i $$", ""),
    ],
)
def test_the_letter_that_is_meant(text: str, read: str) -> None:
    document = read_document(Source("page.md", text + "\n"))
    members = {id(one): one for statement in document.statements for one in statement.chain.members}
    expected = [slip.expected for one in members.values() for slip in one.slips if slip.expected]
    assert expected == ([read] if read else [])
