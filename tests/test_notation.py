"""Reading LaTeX: cases in tests/cases/reader (title, LaTeX, canonical LaTeX, slips), properties, and limits.

A case that fails in `! code begin:end expected … | found …` is malformed; a line `~ code begin:end` below a
formula is a slip. To write the cases anew after a change, and then read the difference: python
tests/test_notation.py
"""

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.document.chains import read_chains
from derive.errors import ReadError
from derive.formula import (
    Added,
    Applied,
    Compared,
    Differentiated,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Ranged,
    Rooted,
    Transposed,
)  # fmt: skip
from derive.notation.canonical import canonical_latex
from derive.notation.latex import read_latex, read_relation
from derive.notation.macros import read_macros
from derive.notation.messages import MESSAGES
from derive.notation.tables import HERE, module_of, table_text
from derive.source import Source, Span

CASES = Path(__file__).parent / "cases" / "reader"


def blocks(path: Path) -> list[list[str]]:
    return [block.split("\n") for block in path.read_text(encoding="utf-8").strip().split("\n\n")]


def described(latex: str) -> list[str]:
    """The lines that a case expects of its LaTeX."""
    try:
        reading = read_latex(latex)
    except ReadError as error:
        where = f"{error.span.start}:{error.span.end}"
        return [f"! {error.code} {where} expected {error.expected or '-'} | found {error.found or '-'}"]
    slips = [f"~ {slip.code} {slip.span.start}:{slip.span.end}" for slip in reading.slips]
    return [canonical_latex(reading.formula), *slips]


FILES = sorted(CASES.glob("*.txt"))
ROWS = [(path.stem, *block) for path in FILES for block in blocks(path)]
READ = [row for row in ROWS if row[3][0] != "!"]


def test_there_are_cases() -> None:
    assert len(FILES) >= 11
    assert len(ROWS) >= 300


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_case(row: tuple[str, ...]) -> None:
    _, _, latex, *expected = row
    assert described(latex) == expected


@pytest.mark.parametrize("row", [row for row in ROWS if row[3][0] != "!"], ids=lambda row: f"{row[0]}: {row[1]}")
def test_canonical_latex_reads_back(row: tuple[str, ...]) -> None:
    formula = read_latex(row[2]).formula
    canonical = canonical_latex(formula)
    assert read_latex(canonical).formula == formula
    assert canonical_latex(read_latex(canonical).formula) == canonical


def test_trees() -> None:
    o_k = Indexed(Name("o"), (Name("k"),))
    assert read_latex(r"e^{o_k}").formula == Raised(Name("e"), o_k)
    assert read_latex(r"\hat y_i^{(s)}").formula == Indexed(Name("y", "hat"), (Name("i"),), (Name("s"),))
    assert read_latex(r"\log 2x").formula == Applied(
        Name("log", style="word"), (Multiplied((Numeral(Fraction(2)), Name("x")), ("",)),), None, False
    )
    assert read_latex(r"\sum_{k \neq i} o_k - 1").formula == Added(
        (
            Ranged("sum", Name("k"), None, None, (Compared(Name("k"), "≠", Name("i")),), o_k),
            Negated(Numeral(Fraction(1))),
        )
    )
    assert read_latex(r"\mathbf{x}^T").formula == Transposed(Name("x", style="bold"))
    assert read_latex(r"1, \dots, n").formula == Listed((Numeral(Fraction(1)), Dots(), Name("n")), "")
    assert read_latex(r"\text{softmax}(z)_i").formula == Indexed(
        Applied(Name("softmax", style="word"), (Name("z"),)), (Name("i"),)
    )


def test_spans_are_offsets_in_the_document() -> None:
    text = r"x + \frac{a}{\hat{b}_i}"
    start = 100
    formula = read_latex(text, start).formula
    assert isinstance(formula, Added)
    quotient = formula.terms[1]
    assert isinstance(quotient, Divided)
    spans = [formula.span, quotient.span, quotient.numerator.span, quotient.denominator.span]
    written = [text[span.start - start : span.end - start] for span in spans]
    assert written == [text, r"\frac{a}{\hat{b}_i}", "a", r"\hat{b}_i"]


def test_errors_point_into_the_document() -> None:
    with pytest.raises(ReadError) as caught:
        read_latex(r"\frac{a}{b", 7)
    error = caught.value
    assert (error.code, error.span, error.expected, error.found) == (
        "unclosed-brace", Span(15, 16), "}", "the end of the formula",
    )  # fmt: skip
    source = Source("page.md", "$a = 1$\n\\frac{a}{b\n")
    assert source.excerpt(Span(error.span.start + 1, error.span.end + 1)) == "\\frac{a}{b\n        ^"


def test_every_code_has_a_message() -> None:
    codes = {row[3].split()[1] for row in ROWS if row[3][0] == "!"}
    codes |= {line.split()[1] for row in ROWS for line in row[4:]}
    assert codes <= MESSAGES.keys()
    unseen = {"empty-formula", "unexpected-sign", "too-deep", "too-long", "too-large"}
    unseen |= {"ambiguous-sum", "ambiguous-power", "ambiguous-word"}  # of plain text
    assert MESSAGES.keys() - codes == unseen


def test_messages() -> None:
    messages = {}
    for latex in (r"\frac{a", "a + + b", r"\foo", "(a", "x_i_j", "a & b", r"\left( a"):
        with pytest.raises(ReadError) as caught:
            read_latex(latex)
        messages[latex] = caught.value.message
    assert messages == {
        r"\frac{a": "this { is never closed",
        "a + + b": "something is missing here",
        r"\foo": "this command is not known",
        "(a": "this bracket is never closed",
        "x_i_j": "a second subscript on the same base",
        "a & b": "& stands outside an alignment",
        r"\left( a": r"this \left has no \right",
    }


def test_nothing_to_read() -> None:
    with pytest.raises(ReadError) as caught:
        read_latex("  ", 3)
    assert (caught.value.code, caught.value.span) == ("empty-formula", Span(5, 5))


MACROS = read_macros(
    r"""
    \newcommand{\slope}[2]{\frac{\partial #1}{\partial #2}}
    \newcommand{\total}{\sum_{k = 1}^n} \newcommand\bw{\mathbf{w}}
    \DeclareMathOperator*{\best}{arg\,max}
    \def\half#1{\frac{#1}{2}}
    \newcommand{\at}[2]{#1^{(#2)}} \newcommand{\entry}[2][x]{#1_{#2}}
    \newcommand{\loop}{\loop} \newcommand{\wrong}{\nosuch}
    \newcommand{\unfinished}{\frac{a}
    """
)


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"\slope{f}{x} + \total \bw_k", r"\frac{\partial f}{\partial x} + \sum_{k = 1}^n \mathbf{w}_k"),
        (r"\slope f x", r"\frac{\partial f}{\partial x}"),
        (r"\half{a + b} c", r"\frac{a + b}{2} c"),
        (r"\best_k z_k", r"\operatorname{argmax}_k z_k"),
        (r"\at{x}{s}", r"x^{(s)}"),
        (r"\entry{i} + \entry[y]{j}", "x_i + y_j"),
        (r"\half{\half{a}}", r"\frac{\frac{a}{2}}{2}"),
        (r"x_\bw", r"x_{\mathbf{w}}"),
    ],
)
def test_macros(latex: str, plain: str) -> None:
    assert read_latex(latex, 0, MACROS).formula == read_latex(plain).formula


def test_styles_that_a_chapter_uses_and_does_not_define() -> None:
    macros = read_macros(r"\newcommand{\Vz}{z} $\Vx = \MA \Vtheta$, $\Vh \in \SetR^n$, $\Vz$, $\RVx$, $\Mu$, $\Vert$")
    plain = {
        r"\Vx": r"\mathbf{x}",
        r"\Vtheta": r"\mathbf{\theta}",
        r"\MA": r"\mathbf{A}",
        r"\SetR": r"\mathbb{R}",
        r"\Vz": "z",
    }
    for latex, meant in plain.items():
        assert read_latex(latex, 0, macros).formula == read_latex(meant).formula
    assert not {"Mu", "Vert"} & macros.keys()
    assert read_macros(r"$\Vx = \MA \Vh$") == {}


def test_what_comes_from_a_macro_stands_where_the_macro_does() -> None:
    formula = read_latex(r"a + \half{b}", 10, MACROS).formula
    assert isinstance(formula, Added)
    assert [term.span for term in formula.terms] == [Span(10, 11), Span(14, 22)]


@pytest.mark.parametrize(
    ("latex", "code", "span"),
    [
        (r"\loop", "too-deep", Span(0, 5)),
        (r"a + \wrong", "unknown-command", Span(4, 10)),
        (r"\half", "missing-argument", Span(5, 5)),
        (r"\half{a", "unclosed-brace", Span(5, 6)),
        (r"\unfinished", "unknown-command", Span(0, 11)),
    ],
)
def test_macros_that_go_wrong(latex: str, code: str, span: Span) -> None:
    with pytest.raises(ReadError) as caught:
        read_latex(latex, 0, MACROS)
    assert (caught.value.code, caught.value.span) == (code, span)


def test_macros_cannot_explode() -> None:
    names = "abcdefghijklmnop"
    bombs = "".join(f"\\def\\q{one}{{\\q{two}\\q{two}}}" for one, two in pairwise(names))
    with pytest.raises(ReadError) as caught:
        read_latex(r"\qa", 0, read_macros(bombs + r"\def\qp{x}"))
    assert caught.value.code == "too-deep"


def test_relations_are_read_where_they_may_stand() -> None:
    assert read_relation("i = j").formula == Compared(Name("i"), "=", Name("j"))
    between = read_relation(r"1 \le i < n").formula
    assert between == Compared(Compared(Numeral(Fraction(1)), "≤", Name("i")), "<", Name("n"))


def test_the_table_is_that_of_the_grammar() -> None:
    """If this fails: python -m derive.notation.tables"""
    pytest.importorskip("lark")
    grammars = sorted(HERE.glob("*.lark"))
    assert grammars
    for grammar in grammars:
        kept = module_of(grammar).read_text(encoding="utf-8")
        assert kept == table_text(grammar.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("latex", "code"),
    [
        ("(" * 101, "too-deep"),
        ("{" * 101 + "x" + "}" * 101, "too-deep"),
        (r"\sqrt " * 300 + "x", "too-deep"),
        ("x" + "!" * 300, "too-deep"),
        ("a/" * 300 + "b", "too-deep"),
        (r"\log " * 300 + "x", "too-deep"),
        (r"\sum_k " * 300 + "x", "too-deep"),
        (r"\frac{\partial}{\partial x} " * 300 + "x", "too-deep"),
        ("a" * 20_001, "too-long"),
        ("1" * 101, "too-large"),
    ],
)
def test_limits(latex: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_latex(latex)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "latex",
    [
        "(" * 90 + "x" + ")" * 90,
        r"\frac{1}{1+" * 60 + "x" + "}" * 60,
        "a + " * 4_000 + "a",
        "a b " * 4_000 + "a",
        "1" * 100,
        r"\log " * 90 + "x",
    ],
)
def test_what_the_limits_allow(latex: str) -> None:
    formula = read_latex(latex).formula
    assert read_latex(canonical_latex(formula)).formula == formula
    assert hash(formula) == hash(read_latex(latex).formula)
    assert repr(formula)


PIECES = re.findall(
    r"\S+",
    r"a b x y_i e^{x} \frac \sum _ ^ { } ( ) [ ] | \| \{ \} \left \right \left( \right) \left. \right. "
    r"\log \exp \max , ; : = \ne < + - * / \cdot & \\ \begin{cases} \end{cases} \begin{aligned} "
    r"\end{aligned} \begin{array}{cc} \end{array} \partial \nabla d dx \text{if} \text{a$x$b} "
    r"\mathrm{d} \mathbf \hat \underbrace \overset \underset \stackrel \sqrt [3] 1 2.5 0 ' \prime T "
    r"\top \dots ... \mathbb{1} \over \substack \tag{3} \label{a} \quad (5) \Rightarrow \color{red} "
    r"\boxed \operatorname{softmax} ŷ Σ ∑ ∂ ² ₁ % ! \not \in \middle| \mid \phantom{x} softmax log \rm "
    r"\frac{1} \frac{\partial}{\partial x} \prod \lim {=} {} \, ~ . \left| \binom \vec \arg &= "
    r"\delta_{ij} ",
)

malformed_text = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(malformed_text)
def test_any_text_is_read_or_is_an_error(text: str) -> None:
    try:
        reading = read_relation(text, 5)
    except ReadError as error:
        code, span = error.code, error.span
    else:
        code, span = "too-deep", reading.formula.span
        assert canonical_latex(reading.formula)
    assert code in MESSAGES
    assert 5 <= span.start <= span.end <= 5 + len(text)


@settings(max_examples=400, deadline=None)
@given(malformed_text)
def test_any_display_gives_chains(text: str) -> None:
    for chain in read_chains(text, 5):
        assert len(chain.members) == len(chain.relations) + 1
        spans = [part.span for part in chain.members] + [part.span for part in chain.relations]
        for span in (*spans, chain.span):
            assert 5 <= span.start <= span.end <= 5 + len(text)


letters = st.sampled_from([*map(Name, "abkxyzθσ"), Name("y", "hat"), Name("w", style="bold")])
indices = st.sampled_from([Name("i"), Name("j"), Name("k"), Numeral(Fraction(2))])
bound = st.sampled_from([Name("i"), Name("j"), Name("k")])
numerals = st.integers(0, 99).map(lambda value: Numeral(Fraction(value)))
atoms = st.one_of(letters, numerals, letters.map(lambda letter: Primed(letter, 1)))


def unequal(letter: Formula) -> Compared:
    return Compared(letter, "≠", Name("m"))


def larger(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    """Formulas made of smaller ones, in the shapes that reading gives."""
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    unsigned = inner.filter(lambda formula: not isinstance(formula, (Multiplied, Numeral)))
    factors = st.lists(unsigned, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Added),
        factors.map(lambda items: Multiplied(items, tuple("·" for _ in items[1:]))),
        inner.map(Negated),
        inner.map(Grouped),
        inner.map(Rooted),
        several.map(Listed),
        st.builds(Divided, inner, inner),
        st.builds(Raised, letters, inner.filter(lambda f: not isinstance(f, (Grouped, Listed)))),
        st.builds(Indexed, letters, st.lists(indices, min_size=1, max_size=2).map(tuple)),
        st.builds(lambda k, body: Ranged("sum", k, Numeral(Fraction(1)), Name("n"), (), body), bound, inner),
        st.builds(lambda k, body: Ranged("sum", k, None, None, (Compared(k, "≠", Name("m")),), body), bound, inner),
        inner.map(lambda body: Applied(Name("log", style="word"), (body,))),
        st.builds(lambda body, x: Differentiated(body, (x,)), inner, letters),
        st.builds(lambda body, x: Differentiated(body, (x,), "operator"), inner, letters),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(atoms, larger, max_leaves=12))
def test_canonical_latex_of_any_formula_reads_back(formula: Formula) -> None:
    assert read_latex(canonical_latex(formula)).formula == formula


def rewrite_cases() -> None:
    """Write what is read now into the case files."""
    for path in FILES:
        rows = ["\n".join([title, latex, *described(latex)]) for title, latex, *_ in blocks(path)]
        path.write_text("\n\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite_cases()
