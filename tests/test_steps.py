"""Derivations made by the tool: every move keeps the value of a term, and every step of a derivation is proved."""

from pathlib import Path

import pytest
from claims_by_hand import I, J
from hypothesis import HealthCheck, given, settings
from random_terms import NEGLIGIBLE, Point, UndefinedError, definitions, derivatives, points, terms, value_of
from steps_of_the_shelf import ends

from derive.calculus.definitions import Definitions
from derive.calculus.differentiate import has_derivative
from derive.calculus.table import BY_CODE
from derive.command import main
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.errors import DeriveError, ReadError, UsageError
from derive.files import read_source
from derive.notation.canonical import canonical_latex
from derive.notation.latex import read_latex
from derive.printers.layout import linear
from derive.report import DocumentReport, Step
from derive.shelf import names, page, path_of
from derive.source import Source
from derive.teach.derivation import derivations
from derive.teach.differential import differentiated
from derive.teach.matching import Equality
from derive.teach.moves import MOVES
from derive.teach.sites import everywhere
from derive.teach.steps import derive_steps
from derive.teach.tidy import cost, key, tidy
from derive.teach.writing import Writer
from derive.term import Claim, Definition, Derivative, Term, Variable
from derive.term_text import text

SEARCHES = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def steps(expression: str, *define: str, given: str | None = None, n: int | None = None, **more: object) -> list[Step]:
    return list(report(expression, *define, given=given, n=n, **more).steps)


def report(
    expression: str, *define: str, given: str | None = None, n: int | None = None, assume: tuple[str, ...] = ()
) -> DocumentReport:
    source = Source("", "") if given is None else read_source(path_of(given))
    return derive_steps(read_document(source), expression, n, define, assume)


def chains(found: list[Step]) -> list[list[str]]:
    """The right sides and rules of each chain, after its first left side."""
    lines: dict[str, list[str]] = {}
    for step in found:
        assert step.verdict is Verdict.PROVED, (step.id, step.reason, step.counterexample)
        chain = lines.setdefault(step.id.partition(".")[0], [plain(step.left.formula)])
        chain.append(f"{plain(step.right.formula)}  [{', '.join(rule.code for rule in step.rules)}]")
    return list(lines.values())


def plain(formula: object) -> str:
    assert not isinstance(formula, ReadError)
    return linear(formula)  # type: ignore[arg-type]


def same_value(one: Term, other: Term, named: tuple[Definition, ...] = ()) -> int:
    """The number of points at which both terms have a value; it is the same at each."""
    agreed = 0
    for point in points(named):
        try:
            values = value_of(one, point), value_of(other, point)
        except UndefinedError:
            continue
        assert abs(values[0] - values[1]) <= NEGLIGIBLE * (1 + abs(values[0])), (text(one), text(other), str(point))
        agreed += 1
    return agreed


# Terms and moves.


@SEARCHES
@given(terms(depth=3))
def test_tidy_terms_have_the_value_of_the_term(term: Term) -> None:
    same_value(term, tidy(term))
    assert tidy(tidy(term)) == tidy(term)


@SEARCHES
@given(terms(depth=3))
def test_moves_keep_the_value(term: Term) -> None:
    term = tidy(term)
    for _, local in MOVES:
        for after in everywhere(term, local):
            same_value(term, after)


@SEARCHES
@given(derivatives(depth=2))
def test_rules_of_differentiation_keep_the_value(term: Term) -> None:
    before = tidy(term)
    for _ in range(4):
        move = differentiated(before, Definitions(), lambda derivative: None)
        if move is None:
            return
        assert move.rule in BY_CODE
        same_value(before, move.term)
        before = move.term


@SEARCHES
@given(terms(depth=2), definitions())
def test_folding_a_definition_keeps_the_value(term: Term, named: tuple[Definition, ...]) -> None:
    symbol = Variable("q", (J,))
    unfolded = tidy(Definitions(named).unfold(symbol))
    equality = Equality(tidy(named[0].body), Variable("q", (I,)), (I,))
    for after in everywhere(unfolded, equality.puts):
        same_value(unfolded, after, named)
    for after in everywhere(tidy(term), equality.puts):
        same_value(tidy(term), after, named)


@SEARCHES
@given(terms(depth=3))
def test_a_written_term_is_read_back(term: Term) -> None:
    formula = Writer().write(tidy(term))
    assert read_latex(canonical_latex(formula)).formula == formula


def test_points_of_both_kinds_are_looked_at() -> None:
    assert same_value(Variable("a", (I,)), Variable("a", (I,))) == len(points(()))
    kinds = {point.letters[I] == point.letters[J] for point in points(()) if isinstance(point, Point)}
    assert kinds == {True, False}
    with pytest.raises(AssertionError):
        same_value(Variable("a", (I,)), Variable("a", (J,)))


def test_keys_tell_terms_apart_but_for_order_and_bound_letters() -> None:
    one, other = (term_of(latex) for latex in (r"\sum_k (a_k + x_k) a_k", r"\sum_m a_m (x_m + a_m)"))
    assert one != other
    assert key(one) == key(other)
    different = (r"\sum_k (a_k + x_k) x_k", r"\sum_k (a_k + x_k)", r"\sum_{k \neq i} (a_k + x_k) a_k")
    assert key(one) not in [key(term_of(latex)) for latex in different]
    assert cost(term_of("2 a_i")) < cost(term_of("a_i + a_i + x_i"))


def term_of(latex: str) -> Term:
    """The term of an expression, tidy."""
    from derive.teach.setting import setting

    return tidy(setting(read_document(Source("", "")), latex).term)


# Derivations.


def test_the_derivative_of_softmax_in_both_cases() -> None:
    apart, alike = chains(steps(r"\frac{\partial \hat{y}_j}{\partial o_i}", given="softmax-cross-entropy"))
    assert apart == [
        "∂ŷⱼ/∂oᵢ",
        "∂/∂oᵢ (e^oⱼ/(Σₖ e^oₖ))  [definition]",
        "(∂(e^oⱼ)/∂oᵢ · Σₖ e^oₖ − e^oⱼ ∂/∂oᵢ (Σₖ e^oₖ))/(Σₖ e^oₖ)²  [quotient-rule]",
        "(∂(e^oⱼ)/∂oᵢ · Σₖ e^oₖ − e^oⱼ Σₖ ∂(e^oₖ)/∂oᵢ)/(Σₖ e^oₖ)²  [sum-rule]",
        "(e^oⱼ δⱼᵢ Σₖ e^oₖ − e^oⱼ Σₖ e^oₖ δₖᵢ)/(Σₖ e^oₖ)²  [derivative-of-exp]",
        "−(e^oⱼ Σₖ e^oₖ δₖᵢ)/(Σₖ e^oₖ)²  [index-case]",
        "−(e^oⱼ e^oᵢ)/(Σₖ e^oₖ)²  [collapse-delta]",
        "−ŷⱼ ŷᵢ  [definition]",
    ]
    assert alike[0] == "∂ŷᵢ/∂oᵢ"
    assert alike[4:] == [
        "(e^oᵢ Σₖ e^oₖ − e^oᵢ Σₖ e^oₖ δₖᵢ)/(Σₖ e^oₖ)²  [derivative-of-exp]",
        "(e^oᵢ Σₖ e^oₖ − e^oᵢ e^oᵢ)/(Σₖ e^oₖ)²  [collapse-delta]",
        "(e^oᵢ Σₖ e^oₖ)/(Σₖ e^oₖ)² − (e^oᵢ e^oᵢ)/(Σₖ e^oₖ)²  [expand]",
        "e^oᵢ/(Σₖ e^oₖ) − (e^oᵢ e^oᵢ)/(Σₖ e^oₖ)²  [cancel]",
        "ŷᵢ − ŷᵢ²  [definition]",
        "ŷᵢ(1 − ŷᵢ)  [common-factor]",
    ]


def test_the_derivative_of_the_loss_rests_on_that_of_softmax() -> None:
    softmax, loss = chains(steps("dl/do_i", given="softmax-cross-entropy"))
    assert softmax[0] == "∂ŷⱼ/∂oᵢ"
    assert softmax[-1].startswith("ŷⱼ(δⱼᵢ − ŷᵢ)  ")
    assert loss == [
        "∂l/∂oᵢ",
        "∂/∂oᵢ (−Σⱼ yⱼ log ŷⱼ)  [definition]",
        "−Σⱼ yⱼ ∂(log ŷⱼ)/∂oᵢ  [sum-rule]",
        "−Σⱼ (yⱼ/ŷⱼ) ∂ŷⱼ/∂oᵢ  [derivative-of-log]",
        "−Σⱼ (yⱼ ŷⱼ(δⱼᵢ − ŷᵢ))/ŷⱼ  [earlier-result]",
        "−Σⱼ yⱼ(δⱼᵢ − ŷᵢ)  [cancel]",
        "−Σⱼ (yⱼ δⱼᵢ − yⱼ ŷᵢ)  [expand]",
        "Σⱼ yⱼ ŷᵢ − yᵢ  [collapse-delta]",
        "ŷᵢ Σⱼ yⱼ − yᵢ  [pull-out]",
        "ŷᵢ − yᵢ  [hypothesis]",
    ]


def test_steps_say_what_they_use() -> None:
    found = {step.id: step.uses for step in steps("dl/do_i", given="softmax-cross-entropy")}
    assert found["B.1"] == ("(2)",)
    assert found["B.4"] == ("(A)",)
    assert found["B.9"] == ("Σ_j y_j = 1",)
    assert found["B.2"] == ()


def test_what_is_not_given_is_not_used() -> None:
    """Without Σ y = 1 the derivation ends one step earlier."""
    define = (r"p_i = \frac{e^{o_i}}{\sum_k e^{o_k}}", r"l = -\sum_j y_j \log p_j")
    without = chains(steps("dl/do_i", *define))[-1]
    assert without[-1] == "pᵢ Σⱼ yⱼ − yᵢ  [pull-out]"
    along = chains(steps("dl/do_i", *define, assume=(r"\sum_j y_j = 1",)))[-1]
    assert along[:-1] == without
    assert along[-1] == "pᵢ − yᵢ  [hypothesis]"


@pytest.mark.parametrize(
    ("expression", "define", "closed"),
    [
        (r"d\sigma/dx", [r"\sigma = \frac{1}{1 + e^{-x}}"], "σ(1 − σ)"),
        ("dt/dx", ["t = (e^x - e^(-x))/(e^x + e^(-x))"], "1 − t²"),
        ("dL/dx", ["s = 1/(1 + exp(-x))", "L = -(t log s + (1 - t) log(1 - s))"], "s − t"),
        ("dC/dv", ["u = v^2 + w", "g = 1/(1 + e^(-u))", "C = -t log g - (1 - t) log(1 - g)"], "2v(g − t)"),
        (r"\frac{\partial f}{\partial x_i}", [r"f = \log \sum_k e^{x_k}"], "e^xᵢ/(Σₖ e^xₖ)"),
        (
            r"\frac{\partial f}{\partial x_i}",
            [r"f = \log \sum_k e^{x_k}", r"p_i = \frac{e^{x_i}}{\sum_k e^{x_k}}"],
            "pᵢ",
        ),
        (
            r"\frac{\partial E}{\partial W_{ab}}",
            [r"z_k = \sum_j W_{kj} x_j + b_k", r"E = \frac{1}{2} \sum_k (z_k - t_k)^2"],
            "(zₐ − tₐ) x_b",
        ),
        (
            r"\frac{\partial v}{\partial x_i}",
            [r"m = \frac{1}{n} \sum_{j=1}^n x_j", r"v = \frac{1}{n} \sum_{j=1}^n (x_j - m)^2"],
            "(2(xᵢ − m))/n",
        ),
        ("d/dx x^3", [], "3x²"),
        ("d/dx 3x^2", [], "6x"),
        ("d/dx f(x)^2", [], "2f ∂f/∂x"),
        ("df/dx", ["f = log(1 + e^x)", "s = 1/(1 + e^(-x))"], "s"),
        (
            r"\frac{\partial F}{\partial u_i}",
            [r"C_{ij} = \sum_s x_{is} x_{js}", r"F = \sum_i \sum_j u_i C_{ij} u_j"],
            "2 Σⱼ Cᵢⱼ uⱼ",
        ),
        (r"\frac{\partial f}{\partial x_i}", [r"r = \sqrt{\sum_k x_k^2}", "f = 3 r"], "(3xᵢ)/r"),
        ("d/dx (x log x)", [], "log x + 1"),
    ],
)
def test_closed_forms(expression: str, define: list[str], closed: str) -> None:
    last = chains(steps(expression, *define))[-1][-1]
    assert last.partition("  [")[0] == closed


def test_a_gradient_and_a_second_derivative() -> None:
    assert chains(steps("∂l/∂o", given="softmax-cross-entropy"))[-1][-1] == "ŷᵢ − yᵢ  [hypothesis]"
    define = (r"p_i = \frac{e^{x_i}}{\sum_k e^{x_k}}", r"f = \log \sum_k e^{x_k}")
    *_, apart, alike = chains(steps(r"\frac{\partial^2 f}{\partial x_i \partial x_j}", *define))
    assert apart[-1] == "−pⱼ pᵢ  [index-case]"
    assert alike[-1] == "pᵢ(1 − pᵢ)  [earlier-result]"


def test_with_components() -> None:
    found = report(r"\frac{\partial \hat{y}_j}{\partial o_i}", given="softmax-cross-entropy", n=3)
    assert {step.scope for step in found.steps} == {"n=3"}
    assert {step.verdict for step in found.steps} == {Verdict.PROVED}
    assert [table.source for table in found.tables] == [("(B)", "(A)")]


DERIVATIVES = [
    (name, result) for name in names() for result in page(name).results if "partial" in result.partition(" = ")[0]
]


@pytest.mark.parametrize(("name", "result"), DERIVATIVES)
def test_the_results_of_the_shelf_are_reached(name: str, result: str) -> None:
    found = ends(name, result)
    assert {step.verdict for step in found.steps} == {Verdict.PROVED}
    assert found.longer <= 4, "so much more is there to read in what is derived than in what the page says"


def test_there_are_results_to_reach() -> None:
    assert len(DERIVATIVES) > 90


def test_a_derivation_knows_its_results_by_their_numbers() -> None:
    definition = Definition("q", (I,), Variable("a", (I,)), 0)
    derivative = Derivative(Variable("q", (I,)), Variable("a", (J,)))
    found = derivations(Claim(derivative, derivative, definitions=(definition,)))
    assert [text(one.last) for one in found] == ["0", "1"]
    assert not any(has_derivative(one.last) for one in found)


# What cannot be derived.


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("x+", "'x+', column 3: something is missing here"),
        ("", "'' is not one expression or equation"),
        ("a = b", "'a = b' is a relation, not an expression"),
        ("x", "there is nothing to derive: x is in its simplest form"),
        (
            r"\frac{\partial q}{\partial o_i}",
            r"nothing that is given tells what \frac{\partial q}{\partial o_i} is",
        ),
        ("d/dx sin(x)", "nothing that is given tells what d/dx sin(x) is"),
        (r"\nabla x", "∇ is not supported"),
    ],
)
def test_what_cannot_be_derived_is_told(expression: str, message: str) -> None:
    with pytest.raises(DeriveError) as raised:
        steps(expression)
    assert raised.value.message == message


def test_definitions_must_be_equations() -> None:
    with pytest.raises(UsageError) as raised:
        steps("x", "x + 1")
    assert raised.value.message == "x + 1 is no equation"


def test_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["steps", "ds/dx", "--define", "s = 1/(1 + exp(-x))"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "∂s/∂x"
    assert lines[-1] == "✓ 6 steps: 6 proved for all n"
    page = tmp_path / "own.md"
    page.write_text("Let $r_k = x_k^2$.\n", encoding="utf-8")
    assert main(["steps", "d r_k/d x_k", "--in", str(page), "-o", str(tmp_path / "out.txt")]) == 0
    assert "= 2xₖ" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert main(["steps", r"\nabla_w (w^T x)^2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == r"\nabla_w (w^T x)^2"
    assert "= 2xᵢ Σⱼ wⱼ xⱼ" in lines[-4]
    assert main(["steps", "d(x^2)^x/dx", "-n", "2"]) == 0
    assert capsys.readouterr().out.endswith("✓ 3 steps: 3 proved for n = 2\n")
    assert main(["steps", "dl/do_i", "--in", "softmax"]) == 2
    assert "there is no derivation 'softmax'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["dl/do_i", "--in", "softmax-cross-entropy"],
        [r"\sum_k \frac{\partial e^{o_k}}{\partial o_i}", "-n", "3", "--why"],
    ],
)
def test_the_readme_shows_what_is_printed(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    command = " ".join(["derive steps", f"'{arguments[0]}'", *arguments[1:]])
    shown = readme.partition(f"{command}\n```\n\n```text\n")[2].partition("```")[0]
    assert main(["steps", *arguments]) == 0
    printed = capsys.readouterr().out
    parts = shown.split("[…]\n")
    assert len(parts) > 2
    assert all(part in printed for part in parts)


def test_functions_without_a_rule_are_refused() -> None:
    with pytest.raises(DeriveError) as raised:
        steps("d(x^2 sin(x))/dx")
    assert raised.value.message == "the function sin is not supported"
