"""What is printed. The expected texts are files under cases/printers; after a change that is meant,

    DERIVE_ACCEPT=1 python -m pytest tests/test_printers.py

writes them anew, and the difference is to be read before it is committed.
"""

import io
import json
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_by_hand import both, chain, formula, slipped_report, true_report

from derive.document.model import Member
from derive.errors import ReadError
from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Ranged,
)
from derive.printers.alphabet import ASCII, UNICODE, alphabet_for, ascii_of
from derive.printers.boxes import cells
from derive.printers.json import report_json
from derive.printers.layout import linear, stacked
from derive.printers.page import page
from derive.printers.phrases import member as written_member
from derive.printers.rows import Frame, formula_lines
from derive.printers.scope import nesting
from derive.printers.styled import Piece, plain
from derive.printers.terminal import write_styled
from derive.printers.text import report_text
from derive.report import DocumentReport, Report
from derive.source import Source, Span

CASES = Path(__file__).parent / "cases" / "printers"


def same_as_file(printed: str, name: str) -> None:
    path = CASES / name
    if os.environ.get("DERIVE_ACCEPT"):
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


def test_formulas() -> None:
    """Each formula of the table on one line, in ASCII, and stacked."""
    printed = []
    for entry in (CASES / "formulas.txt").read_text(encoding="utf-8").split("\n====\n"):
        latex = entry.split("\n", 1)[0].strip()
        read = formula(latex)
        parts = (latex, linear(read), linear(read, ASCII), str(stacked(read)))
        printed.append("\n----\n".join(parts))
    assert len(printed) > 30
    same_as_file("\n====\n".join(printed) + "\n", "formulas.txt")


@pytest.mark.parametrize("width", [80, 120])
def test_page(width: int) -> None:
    printed = plain(page(true_report(), width))
    same_as_file(printed, f"page-{width}.txt")
    assert max(map(cells, printed.splitlines())) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_page_with_slips(width: int) -> None:
    printed = plain(page(slipped_report(), width))
    same_as_file(printed, f"slips-{width}.txt")
    assert max(map(cells, printed.splitlines())) <= width


def test_page_in_ascii() -> None:
    printed = "".join(plain(page(report, 80, ASCII)) for report in both().documents)
    assert printed.isascii()
    same_as_file(printed, "page-ascii.txt")


@pytest.mark.parametrize("width", [40, 50, 60])
def test_a_narrow_page_is_not_overflowed(width: int) -> None:
    printed = plain(page(true_report(), width))
    assert max(map(cells, printed.splitlines())) <= width


def test_page_for_chosen_n() -> None:
    steps = chain("6", 1, "a", ("b", "cancel"), n=3)
    report = DocumentReport(Source("a.md", ""), "A", 3, (), steps)
    same_as_file(plain(page(report)), "page-n.txt")


def test_page_of_nothing() -> None:
    report = DocumentReport(Source("empty.md", ""), None, None, (), ())
    assert plain(page(report)) == "empty.md\n────────\n\n✓ 0 steps\n"


def test_matrix_and_vector_lines() -> None:
    jacobian = formula(r"\begin{pmatrix} p_1 (1 - p_1) & -p_1 p_2 \\ -p_2 p_1 & p_2 (1 - p_2) \end{pmatrix}")
    lines = formula_lines(jacobian, Frame(80, UNICODE), "∂p/∂o = ")
    assert plain(lines) == (
        "      ∂p/∂o = ⎛p₁(1 − p₁)    −p₁ p₂  ⎞\n"
        "              ⎝  −p₂ p₁    p₂(1 − p₂)⎠\n"
    )  # fmt: skip
    vector = formula("(p_1 - y_1, p_2 - y_2)")
    assert plain(formula_lines(vector, Frame(80, UNICODE))) == "      (p₁ − y₁, p₂ − y₂)\n"


def test_check_text() -> None:
    same_as_file(report_text(both()), "check.txt")


def test_check_text_in_ascii() -> None:
    printed = report_text(both(), ASCII)
    assert printed.isascii()
    same_as_file(printed, "check-ascii.txt")


def test_check_text_of_what_holds_is_one_line() -> None:
    assert report_text(Report((true_report(),))) == "18 steps in 1 document: 18 proved for all n; 1 given\n"


def test_json() -> None:
    printed = report_json(both())
    same_as_file(printed, "report.json")
    assert report_json(both()) == printed


def test_json_has_every_field_of_the_contract() -> None:
    report = json.loads(report_json(both()))
    assert list(report) == ["schema", "documents", "summary"]
    assert report["schema"] == "derive/1"
    fields = [
        "id",
        "tag",
        "line",
        "column",
        "left",
        "right",
        "verdict",
        "scope",
        "rules",
        "uses",
        "conditions",
    ]
    seen = set()
    for document in report["documents"]:
        assert list(document) == ["path", "n", "given", "steps", "expected"]
        for one in document["given"]:
            assert list(one) == ["kind", "latex", "line", "used_by"]
        for step in document["steps"]:
            assert list(step) == [*fields, "counterexample", "repair", "reason", "expected", "wrong_claims"]
            seen.add(step["verdict"])
            if step["counterexample"] is not None:
                assert list(step["counterexample"]) == [
                    "n",
                    "sizes",
                    "case",
                    "letters",
                    "values",
                    "left",
                    "right",
                ]
            if step["reason"] is not None:
                assert list(step["reason"]) == ["code", "message"]
            assert (step["verdict"] == "refuted") == (step["counterexample"] is not None)
    assert seen == {"proved", "refuted", "undecided", "unreadable", "given"}
    assert report["summary"] == {"proved": 20, "refuted": 2, "undecided": 1, "unreadable": 2, "given": 1}


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


LINES = ((Piece("✗", "refuted"), Piece(" [b]x[/b] :smile: 1")), (), (Piece("note", "dim"),))


def test_colours_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    write_styled(LINES, stream)
    assert stream.getvalue() == "\x1b[1;31m✗\x1b[0m [b]x[/b] :smile: 1\n\n\x1b[2mnote\x1b[0m\n"


def test_no_colours_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    write_styled(LINES, stream)
    assert "\x1b[1;31m" not in stream.getvalue()
    assert "31" not in stream.getvalue()


def test_long_lines_are_not_wrapped_or_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    write_styled(((Piece("x " * 300 + "end"),),), stream)
    assert stream.getvalue() == "x " * 300 + "end\n"


@pytest.mark.parametrize(
    ("encoding", "alphabet"),
    [
        ("utf-8", UNICODE),
        ("utf-16", UNICODE),
        ("ascii", ASCII),
        ("latin-1", ASCII),
        ("cp437", ASCII),
        ("?", ASCII),
    ],
)
def test_alphabet_follows_the_encoding(encoding: str, alphabet: object) -> None:
    stream = io.StringIO()
    named = type("Named", (io.StringIO,), {"encoding": encoding})()
    assert alphabet_for(stream) is ASCII
    assert alphabet_for(named) is alphabet


def test_ascii_of() -> None:
    assert ascii_of("for j ≠ i, yᵢⱼ² − θ̂₁ · “x” ∂ŷ 漢") == 'for j != i, y_ij^2 - theta^_1 * "x" dy^ ?'


def test_members_that_cannot_be_printed_are_shown_as_written() -> None:
    unread = Member(ReadError("x", code="x"), r"\frac{a", Span(0, 7))
    assert written_member(unread, UNICODE) == r"\frac{a"
    deep = Name("x")
    for _ in range(3000):
        deep = Negated(Grouped(deep))  # type: ignore[assignment]
    assert nesting(deep) == 6001
    assert written_member(Member(deep, "-(-(x))", Span(0, 7)), UNICODE) == "-(-(x))"
    steps = chain("1", 1, "a", ("b", ""))
    step = type(steps[0])(**{name: getattr(steps[0], name) for name in steps[0].__slots__} | {"right": unread})
    printed = plain(page(DocumentReport(Source("a.md", ""), "A", None, (), (step,))))
    assert "= \\frac{a\n" in printed


def test_wide_formulas_are_broken() -> None:
    terms = " + ".join(f"y_{k} \\log p_{k}" for k in range(1, 10))
    assert str(stacked(formula(terms), 40)) == (
        "y₁ log p₁ + y₂ log p₂ + y₃ log p₃\n"
        "    + y₄ log p₄ + y₅ log p₅ + y₆ log p₆\n"
        "    + y₇ log p₇ + y₈ log p₈ + y₉ log p₉"
    )
    assert str(stacked(formula(rf"-\frac{{{terms}}}{{n}}"), 40)) == (
        "   y₁ log p₁ + y₂ log p₂ + y₃ log p₃\n"
        "       + y₄ log p₄ + y₅ log p₅\n"
        "       + y₆ log p₆ + y₇ log p₇\n"
        "       + y₈ log p₈ + y₉ log p₉\n"
        "− ───────────────────────────────────\n"
        "                   n"
    )
    assert str(stacked(formula("(a_1 + b_1, a_2 + b_2, a_3 + b_3)"), 20)) == (
        "(a₁ + b₁, a₂ + b₂,\n"
        "    a₃ + b₃)"
    )  # fmt: skip


# What is printed must say what the tree says: random formulas are printed, read again by a calculator that
# knows nothing of trees, and must have the same value under every convention a person may read them by.

VALUES = {"a": Fraction(2), "b": Fraction(-3), "c": Fraction(5, 7)}
SIZE = 3
SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def value(formula: Formula, bound: dict[str, Fraction]) -> Fraction:
    match formula:
        case Numeral(value=number):
            return number
        case Name(letter=name):
            return {**VALUES, **bound}[name]
        case Indexed(lower=(Name(letter=letter),)):
            return bound[letter] ** 2 + 3
        case Negated(operand=operand):
            return -value(operand, bound)
        case Added(terms=terms):
            return sum((value(term, bound) for term in terms), Fraction(0))
        case Multiplied(factors=factors):
            product = Fraction(1)
            for factor in factors:
                product *= value(factor, bound)
            return product
        case Divided(numerator=above, denominator=below):
            return value(above, bound) / value(below, bound)
        case Raised(base=base, exponent=Numeral(value=exponent)):
            return value(base, bound) ** int(exponent)
        case Grouped(body=body):
            return value(body, bound)
        case Applied(arguments=(argument,)):
            return value(argument, bound) + 7
        case Ranged(letter=Name(letter=letter), body=body):
            return sum((value(body, {**bound, letter: Fraction(k)}) for k in range(1, SIZE + 1)), Fraction(0))
        case _:
            raise AssertionError(formula)


class Calculator:
    """A printed line; a/b c is (a/b) c and f x y is f(x) y if `tightly`, else a/(b c) and f(x y)."""

    def __init__(self, text: str, tightly: bool) -> None:
        self.text = text
        self.at = 0
        self.tightly = tightly
        self.bound: dict[str, Fraction] = {}

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, expected: str) -> bool:
        if self.text.startswith(expected, self.at):
            self.at += len(expected)
            return True
        return False

    def whole(self) -> Fraction:
        total = self.sum()
        assert self.at == len(self.text), self.text[self.at :]
        return total

    def sum(self) -> Fraction:
        total = self.product()
        while True:
            if self.take(" + "):
                total += self.product()
            elif self.take(" − "):
                total -= self.product()
            else:
                return total

    def product(self) -> Fraction:
        if self.take("−"):
            return -self.product()
        total = self.quotient()
        while self.peek() not in ("", ")") and not self.text.startswith((" + ", " − "), self.at):
            self.take(" · ") or self.take(" ")
            total *= self.quotient()
        return total

    def quotient(self) -> Fraction:
        above = self.power()
        while self.take("/"):
            above /= self.power() if self.tightly else self.product()
        return above

    def power(self) -> Fraction:
        if self.take("Σₖ "):
            return self.summed()
        if self.take("f"):
            if self.take("("):
                argument = self.sum()
                assert self.take(")")
                return self.raised(argument + 7)
            assert self.take(" ")
            return (self.power() if self.tightly else self.product()) + 7
        if self.take("("):
            inside = self.sum()
            assert self.take(")")
            return self.raised(inside)
        if self.peek().isdigit():
            start = self.at
            while self.peek() in "0123456789." and self.peek():
                self.at += 1
            return self.raised(Fraction(self.text[start : self.at]))
        name = self.peek()
        self.at += 1
        if self.take("ₖ"):
            return self.raised(self.bound["k"] ** 2 + 3)
        return self.raised({**VALUES, **self.bound}[name])

    def summed(self) -> Fraction:
        """A sum reaches over the rest of its product."""
        start, outer, total = self.at, self.bound, Fraction(0)
        for k in range(1, SIZE + 1):
            self.at = start
            self.bound = {**outer, "k": Fraction(k)}
            total += self.product()
        self.bound = outer
        return total

    def raised(self, base: Fraction) -> Fraction:
        if self.peek() and self.peek() in SMALL:
            base **= SMALL.index(self.peek())
            self.at += 1
        assert not self.peek() or self.peek() not in SMALL
        return base


K = Name("k")
SCOPES = st.recursive(
    st.sampled_from(
        [
            Name("a"),
            Name("b"),
            Name("c"),
            Indexed(Name("x"), (K,)),
            Numeral(Fraction(2)),
            Numeral(Fraction(1, 2)),
        ]
    ),
    lambda inner: st.one_of(
        inner.map(Negated),
        inner.map(Grouped),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: Added(tuple(terms))),
        st.tuples(st.lists(inner, min_size=2, max_size=3), st.sampled_from(["", "·"])).map(
            lambda both: Multiplied(tuple(both[0]), (both[1],) * (len(both[0]) - 1))  # type: ignore[arg-type]
        ),
        st.tuples(inner, inner, st.sampled_from(["frac", "slash"])).map(lambda sides: Divided(*sides)),
        st.tuples(inner, st.sampled_from([2, 3])).map(lambda both: Raised(both[0], Numeral(Fraction(both[1])))),
        st.tuples(inner, st.booleans()).map(lambda both: Applied(Name("f"), (both[0],), None, both[1])),
        inner.map(lambda body: Ranged("sum", K, None, None, (), body)),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(SCOPES)
def test_scope_is_visible(formula: Formula) -> None:
    formula = Ranged("sum", K, None, None, (), Grouped(formula))
    printed = linear(formula)
    try:
        expected = value(formula, {})
    except ZeroDivisionError:
        return
    for tightly in (True, False):
        assert Calculator(printed, tightly).whole() == expected, printed


ANYTHING = st.recursive(
    st.sampled_from([Name("a"), Name("y", "hat"), Indexed(Name("o"), (Name("i"),)), Numeral(Fraction(2))]),
    lambda inner: st.one_of(
        SCOPES,
        st.lists(inner, min_size=1, max_size=4).map(lambda items: Listed((Name("a"), *items))),
        st.lists(st.tuples(inner, inner), min_size=1, max_size=3).map(lambda rows: Arrayed(tuple(rows))),
        st.tuples(inner, st.sampled_from(["fraction", "operator", "subscript", "nabla"])).map(
            lambda both: Differentiated(both[0], (Name("x"),), both[1])  # type: ignore[arg-type]
        ),
        st.tuples(inner, inner).map(lambda sides: Divided(*sides)),
        st.tuples(inner, inner).map(lambda sides: Raised(*sides)),
    ),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(ANYTHING, st.sampled_from([UNICODE, ASCII]), st.integers(1, 120))
def test_blocks_are_rectangles(formula: Formula, alphabet: object, width: int) -> None:
    block = stacked(formula, width, alphabet)  # type: ignore[arg-type]
    assert {cells(line) for line in block.lines} == {block.width}
    assert 0 <= block.baseline < block.height
    if alphabet is ASCII:
        assert all(line.isascii() for line in block.lines)
        assert linear(formula, ASCII).isascii()
    longest = max(map(cells, linear(formula, alphabet).split(" ")))  # type: ignore[arg-type]
    if not any(isinstance(part, Arrayed) for part in parts(formula)):
        assert block.width <= max(width, 12, longest + 8)


def parts(formula: Formula) -> Iterator[object]:
    rest: list[object] = [formula]
    while rest:
        part = rest.pop()
        if isinstance(part, tuple):
            rest += part
        elif hasattr(part, "span"):
            yield part
            rest += [getattr(part, name) for name in part.__match_args__]
