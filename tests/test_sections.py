"""Sections that begin anew: what they prove by themselves, and what they must not."""

from derive.data import replace
from derive.decide.verdict import Verdict
from derive.document.model import Document
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import DocumentReport
from derive.sections import WORDS, read_apart
from derive.source import Source

ONE = r"""
# One output

$$S = \sum_k e^{z_k}$$
$$p_i = \frac{e^{z_i}}{S}$$
$$f(x) = \log x$$
"""
TWO = r"""
# Another function

$$f(x) = x^2 \tag{7}$$
$$f'(x) = 2 x$$
"""


def checked(text: str) -> DocumentReport:
    return check_document(read_document(Source("page.md", text)))


def again(document: Document, section: bool) -> DocumentReport:
    return check_document(document)


def last(text: str) -> tuple[str, tuple[str, ...]]:
    step = checked(text).steps[-1]
    return step.verdict.value, step.conditions


def test_a_section_begins_anew() -> None:
    assert last(ONE + TWO) == ("proved", (WORDS,))
    assert last(ONE + TWO.replace("# Another function", "")) == ("undecided", ())
    assert last(ONE + TWO.replace("= 2 x", "= x")) == ("undecided", ())


def test_what_a_section_uses_is_listed_with_the_ids_of_the_document() -> None:
    report = checked(ONE + TWO)
    assert report.steps[-1].uses == ("(7)",)
    assert [given.used_by for given in report.given if given.tag == "7"] == [(report.steps[-1].id,)]


def test_a_section_whose_definition_the_document_refutes_proves_nothing() -> None:
    document = read_document(Source("page.md", ONE + TWO))
    undecided = [replace(step, verdict=Verdict.UNDECIDED) for step in checked(ONE + TWO).steps]
    refuted = [*undecided[:-2], replace(undecided[-2], verdict=Verdict.REFUTED), undecided[-1]]
    assert read_apart(document, undecided, (), again).steps[-1].verdict is Verdict.PROVED
    assert read_apart(document, refuted, (), again).steps[-1].verdict is Verdict.UNDECIDED


def test_what_another_section_defines_is_not_free() -> None:
    other = r"""
# Two

$$q_{is} = p_{is} x_s$$
$$\frac{\partial p_{is}}{\partial z_j} = 0$$
"""
    verdict, _ = last(ONE + other)
    assert verdict == "undecided"


def test_an_equation_in_running_text_defines_nothing_anew() -> None:
    other = r"""
# Two

The score is $p_{11} = 0$ at $z = 0$.

$$q_{is} = p_{is} z$$
$$q_{is} = 0$$
"""
    verdict, _ = last(ONE + other)
    assert verdict != "proved"
