"""∞ is no number: what is read of equations and bounds with it."""

import pytest

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import DocumentReport
from derive.source import Source


def checked(text: str) -> DocumentReport:
    return check_document(read_document(Source("page.md", text)))


def told(report: DocumentReport) -> list[str]:
    slips = {slip for step in report.steps for member in (step.left, step.right) for slip in member.slips}
    assert {slip.code for slip in slips} <= {"sign-of-infinity"}
    return [slip.expected for slip in slips]


@pytest.mark.parametrize(
    ("equation", "meant"),
    [
        (r"\log(0) = \infty", r"-\infty"),
        (r"\ln 0 = +\infty", r"-\infty"),
        (r"-\log 0 = -\infty", r"\infty"),
        (r"\infty = \log 0", r"-\infty"),
        (r"\log(\infty) = -\infty", r"\infty"),
    ],
)
def test_a_limit_with_the_other_sign(equation: str, meant: str) -> None:
    report = checked(f"Since ${equation}$, the loss may be large.")
    assert told(report) == [meant]
    assert [step.verdict for step in report.steps] == [Verdict.UNDECIDED]


@pytest.mark.parametrize(
    "equation",
    [
        r"\log 0 = -\infty",
        r"-\log 0 = \infty",
        r"\log \infty = \infty",
        r"\log_{1/2} 0 = \infty",
        r"\log 1 = \infty",
        r"\log \frac{1}{0} = \infty",
        r"\log x = \infty",
        r"\log 0 \neq \infty",
    ],
)
def test_other_limits_stay(equation: str) -> None:
    assert told(checked(f"Since ${equation}$, the loss may be large.")) == []


@pytest.mark.parametrize("equation", [r"\infty - \infty = 0", r"0 \cdot \infty = 0", r"\frac{\infty}{\infty} = 1"])
def test_nothing_is_proved_of_infinity(equation: str) -> None:
    assert [step.verdict for step in checked(f"$${equation}$$").steps] == [Verdict.UNDECIDED]


@pytest.mark.parametrize("bounds", [r"0 < x < \infty", r"\infty > x > 0", r"\infty \ge x > 0"])
def test_a_bound_by_infinity_says_nothing(bounds: str) -> None:
    report = checked(f"Let ${bounds}$. $$\\sqrt{{x^2}} = x$$ $$\\sqrt{{x^2}} = -x$$")
    *given, true, false = report.steps
    assert {step.verdict for step in given} == {Verdict.GIVEN}
    assert (true.verdict, false.verdict) == (Verdict.PROVED, Verdict.REFUTED)
    assert false.counterexample is not None
    assert [name for name, _ in false.counterexample.values] == ["x"]


def test_nothing_is_greater_than_infinity() -> None:
    report = checked(r"Let $x > \infty$. $$\sqrt{x^2} = -x$$")
    assert {step.verdict for step in report.steps} == {Verdict.UNDECIDED}
