"""Reports written by hand, so that the printers are tested apart from what decides."""

from typing import Any

from derive.decide.verdict import Counterexample, Reason, Verdict
from derive.document.model import Member
from derive.errors import ReadError
from derive.formula import Compared, Formula, Name
from derive.notation.latex import read_latex
from derive.report import DocumentReport, Given, Repair, Report, RuleName, Step
from derive.source import NOWHERE, Source, Span


def formula(latex: str) -> Formula:
    return read_latex(latex).formula


def member(latex: str, start: int = 0) -> Member:
    return Member(formula(latex), latex, Span(start, start + len(latex)))


DISTINCT = (Compared(Name("j"), "≠", Name("i")),)
EQUAL = (Compared(Name("j"), "=", Name("i")),)

RULES = {
    "definition": RuleName("unfold-definition", "definition unfolded"),
    "fold": RuleName("fold-definition", "definition folded"),
    "split": RuleName("split-sum", "split the sum at i"),
    "quotient": RuleName("quotient-rule", "quotient rule"),
    "chain": RuleName("chain-rule", "chain rule"),
    "linearity": RuleName("linearity", "linearity of ∂"),
    "log": RuleName("derivative-of-log", "derivative of log"),
    "factor": RuleName("common-factor", "common factor"),
    "cancel": RuleName("cancel", "cancel"),
    "hypothesis": RuleName("hypothesis", "hypothesis used"),
}


def chain(
    tag: str,
    line: int,
    first: str,
    *rows: tuple[str, str] | tuple[str, str, tuple[str, ...]],
    case: tuple[Compared, ...] = (),
    n: int | None = None,
) -> tuple[Step, ...]:
    """A chain of proved steps. A row: the member, the names of its rules, and what it uses."""
    sides = [member(latex, 1000 * line + 50 * k) for k, latex in enumerate((first, *(row[0] for row in rows)))]
    return tuple(
        Step(
            id=f"{tag}.{k}",
            tag=tag,
            line=line + k,
            column=2,
            span=NOWHERE,
            sign="=",
            left=sides[k - 1],
            right=sides[k],
            verdict=Verdict.PROVED,
            scope="all n" if n is None else f"n={n}",
            case=case,
            rules=tuple(RULES[name] for name in row[1].split()),
            uses=row[2] if len(row) > 2 else (),
        )
        for k, row in enumerate(rows, start=1)
    )


SPLIT = r"\sum_{k \neq i} e^{o_k} + e^{o_i}"
WHOLE = r"\sum_k e^{o_k}"


def softmax_steps() -> tuple[Step, ...]:
    def of(letter: str) -> str:
        return rf"\frac{{\partial}}{{\partial o_i}} \left( \frac{{e^{{o_{letter}}}}}{{{SPLIT}}} \right)"

    return (
        *chain(
            "3", 30, r"\frac{\partial \hat{y}_j}{\partial o_i}",
            (of("j"), "definition split", ("(1)",)),
            (rf"-\frac{{e^{{o_j}} e^{{o_i}}}}{{\left( {SPLIT} \right)^2}}", "quotient"),
            (rf"-\frac{{e^{{o_j}}}}{{{WHOLE}}} \frac{{e^{{o_i}}}}{{{WHOLE}}}", "split cancel"),
            (r"-\hat{y}_j \hat{y}_i", "fold", ("(1)",)),
            case=DISTINCT,
        ),
        *chain(
            "4", 40, r"\frac{\partial \hat{y}_i}{\partial o_i}",
            (of("i"), "definition split", ("(1)",)),
            (rf"\frac{{e^{{o_i}} {WHOLE} - e^{{o_i}} e^{{o_i}}}}{{\left( {WHOLE} \right)^2}}", "quotient"),
            (rf"\frac{{e^{{o_i}}}}{{{WHOLE}}} \frac{{{WHOLE} - e^{{o_i}}}}{{{WHOLE}}}", "factor"),
            (r"\hat{y}_i (1 - \hat{y}_i)", "fold", ("(1)",)),
            case=EQUAL,
        ),
    )  # fmt: skip


def loss_steps() -> tuple[Step, ...]:
    loss = r"\frac{\partial l}{\partial o_i}"
    of_log = r"\frac{\partial \log \hat{y}_j}{\partial o_i}"
    return (
        *chain(
            "5", 52, loss,
            (r"\frac{\partial}{\partial o_i} \left( -\sum_j y_j \log \hat{y}_j \right)",
             "definition", ("(2)",)),
            (rf"-\sum_j y_j {of_log}", "linearity"),
            (rf"-y_i {of_log.replace('_j', '_i')} - \sum_{{j \neq i}} y_j {of_log}", "split"),
            (r"-y_i \left( \frac{1}{\hat{y}_i} \right) \left( \hat{y}_i (1 - \hat{y}_i) \right)"
             r" - \sum_{j \neq i} y_j \left( \frac{1}{\hat{y}_j} \right) \left( -\hat{y}_i \hat{y}_j \right)",
             "chain log", ("(3)", "(4)")),
            (r"-y_i (1 - \hat{y}_i) + \sum_{j \neq i} y_j \hat{y}_i", "cancel"),
            (r"\sum_j y_j \hat{y}_i - y_i", ""),
        ),
        *chain("6", 70, loss, (r"\hat{y}_i - y_i", "hypothesis", ("(5)", "Σ_{j} y_j = 1"))),
        *chain("7", 76, r"\frac{\partial l}{\partial o}",
               (r"(\hat{y}_1 - y_1, \hat{y}_2 - y_2, \dots, \hat{y}_n - y_n)", "definition",
                ("L = −(Σ_{s} Σ_{j} y_j^(s) log(ŷ_j^(s)))",)),
               (r"\hat{y} - y", "")),
    )  # fmt: skip


def given(kind: str, left: str, right: str, tag: str | None, line: int, *used_by: str, sign: str = "=") -> Given:
    return Given(kind, (member(left), member(right)), sign, tag, line, used_by)  # type: ignore[arg-type]


GIVENS = (
    given("definition", r"\hat{y}_i", rf"\frac{{e^{{o_i}}}}{{{WHOLE}}}", "1", 13, "3.1", "3.4", "4.1", "4.4"),
    given("range", "i", r"1, 2, \dots, n", None, 13),
    given("definition", "l", r"-\sum_j y_j \log \hat{y}_j", "2", 19, "5.1"),
    given("case", "j", "i", None, 28, sign="≠"),
    given("hypothesis", r"\sum_j y_j", "1", None, 68, "6.1"),
)


def true_report() -> DocumentReport:
    """A derivation in which every step is proved."""
    defined = GIVENS[0].members
    first = Step("1.1", "1", 13, 15, NOWHERE, "=", *defined, Verdict.GIVEN, "all n")
    full = member(r"\frac{e^{o_i}}{\sum_{k=1}^n e^{o_k}}", 9)
    second = Step("1.2", "1", 13, 40, NOWHERE, "=", defined[1], full, Verdict.PROVED, "all n")
    steps = (first, second, *softmax_steps(), *loss_steps())
    return DocumentReport(Source("softmax.md", ""), "Softmax and cross-entropy", None, GIVENS, steps)


TEXT = "$$\n\\frac{\\partial y}{\\partial x} = \\frac{a}{b \\\\\n= e^{x}^2 c\n$$\n"


def slipped_report() -> DocumentReport:
    """A derivation with a refuted, an undecided, an unreadable, a malformed and a conditional step."""
    first = member(r"\frac{\partial \hat{y}_j}{\partial o_i}", 10)
    wrong = member(rf"-\frac{{e^{{o_j}} e^{{o_i}}}}{{{SPLIT}}}", 60)
    holds = member(r"-\hat{y}_j \hat{y}_i", 130)
    repair = Repair(
        first.latex,
        rf"-\frac{{e^{{o_j}} e^{{o_i}}}}{{({SPLIT})^2}}",
        "lost-square",
        "the denominator loses its square",
    )
    counterexample = Counterexample(
        (("n", 2),), "i≠j", (("i", 1), ("j", 2)), (("e^{o_1}", "1"), ("e^{o_2}", "2")), "-2/9", "-2/3"
    )
    bounded = Counterexample((("n", 1),), "", (("i", 1),), (("y_1", "2"),), "1", "[0.693147, 0.693148]")
    brace = Span(TEXT.index("{b"), TEXT.index("{b") + 1)
    error = ReadError(
        "this brace is not closed",
        code="unclosed-brace",
        span=brace,
        expected="}",
        found="the end of the row",
    )
    slip = ReadError(
        "a second superscript on the same base", code="double-superscript",
        span=Span(TEXT.index("^2"), TEXT.index("^2") + 2), expected="braces around the base", found="^",
    )  # fmt: skip
    unread = Member(error, r"\frac{a}{b", Span(42, 53))
    malformed = Member(formula("(e^x)^2 c"), "e^{x}^2 c", Span(59, 68), (slip,))

    def step(
        name: str,
        line: int,
        left: Member,
        right: Member,
        verdict: Verdict = Verdict.PROVED,
        case: tuple[Compared, ...] = (),
        **said: Any,
    ) -> Step:
        return Step(name, name[0], line, 4, NOWHERE, "=", left, right, verdict, "all n", case, **said)

    quotient = member(r"\frac{x^2 - 1}{x - 1}", 400)
    unknown = Reason("symbol-without-definition", "f has no definition")
    broken = {"verdict": Verdict.UNREADABLE, "error": error}
    steps = (
        step("3.1", 3, first, wrong, Verdict.REFUTED, DISTINCT, counterexample=counterexample, repair=repair),
        step("3.2", 4, first, holds, Verdict.PROVED, DISTINCT, rules=(RULES["quotient"],), uses=("(1)",)),
        step("4.1", 9, member("f(x)", 200), member("x", 220), Verdict.UNDECIDED, reason=unknown),
        step("5.1", 2, member(r"\frac{\partial y}{\partial x}", 300), unread, **broken),
        step("5.2", 3, unread, malformed, **broken),
        step("6.1", 15, quotient, member("x + 1", 430), rules=(RULES["cancel"],), conditions=("x ≠ 1",)),
        step("7.1", 17, member("y_i^0", 500), member(r"\log y_i", 530), Verdict.REFUTED, counterexample=bounded),
    )
    return DocumentReport(Source("slips.md", TEXT), None, None, (), steps)


def both() -> Report:
    return Report((true_report(), slipped_report()))
