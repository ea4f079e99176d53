"""Plain-text mathematics. cases/ascii/formulas.tsv: what is written, then its LaTeX, or ! code | message | expected |
found, then the codes of its slips. Beside each document there stand its statements, in `.statements`."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.document.model import Document, Statement
from derive.document.plain_chains import read_plain_chains
from derive.document.plain_text import read_abbreviations
from derive.document.reading import read_document
from derive.errors import DeriveError, ReadError
from derive.formula import Name
from derive.notation.ascii import Abbreviations, read_ascii
from derive.notation.canonical import canonical_latex
from derive.notation.latex import read_latex
from derive.proofread import check_document
from derive.source import Source

CASES = Path(__file__).parent / "cases" / "ascii"
FORMULAS = [line.split("\t") for line in (CASES / "formulas.tsv").read_text(encoding="utf-8").splitlines()]
DOCUMENTS = sorted(path for path in CASES.iterdir() if path.suffix in (".txt", ".md"))
SEED = Path(__file__).parents[2] / "shared" / "seeds" / "softmax_question_and_answers.txt"
WORDS = Abbreviations({"d": Name("o")}, frozenset("D"))


def shown(written: str) -> list[str]:
    try:
        reading = read_ascii(written, 0, WORDS)
    except ReadError as error:
        return [f"! {error.code} | {error.message} | {error.expected} | {error.found}"]
    return [canonical_latex(reading.formula), *(slip.code for slip in reading.slips)]


def line_of(document: Document, statement: Statement) -> str:
    chain = statement.chain
    line, column = document.source.position(chain.span.start)
    case = ", ".join(f"{canonical_latex(c.left)} {c.sign} {canonical_latex(c.right)}" for c in statement.case)
    parts = ["…" if chain.continues else ""]
    for number, member in enumerate(chain.members):
        if isinstance(member.formula, ReadError) and member.formula.code != "continues":
            parts.append(f"!{member.formula.code}")
        else:
            parts.append(member.latex)
        parts += [relation.sign for relation in chain.relations[number : number + 1]]
    cue = "" if statement.cue.value == "none" else statement.cue.value
    place = f"{line}:{column} {'display' if statement.display else 'inline'}"
    fields = (place, cue, f"[{case}]" if case else "", *parts)
    return " ".join(field for field in fields if field)


def statements(text: str, path: str = "a.txt") -> list[str]:
    document = read_document(Source(path, text), "ascii")
    return [line_of(document, statement) for statement in document.statements]


def verdicts(text: str) -> list[str]:
    report = check_document(read_document(Source("a.txt", text), "ascii"))
    return [f"{step.line} {step.verdict.value}" for step in report.steps]


def test_there_are_cases() -> None:
    assert len(FORMULAS) > 60
    assert len(DOCUMENTS) >= 3


@pytest.mark.parametrize("row", FORMULAS, ids=lambda row: row[0])
def test_formulas(row: list[str]) -> None:
    assert shown(row[0]) == row[1:]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents(path: Path) -> None:
    expected = path.with_name(path.name + ".statements").read_text(encoding="utf-8").splitlines()
    assert statements(path.read_text(encoding="utf-8"), path.name) == expected


@pytest.mark.parametrize(
    ("plain", "latex"),
    [
        ("d_i(p_j)", r"\partial_{o_i} p_j"),
        ("Σ_k t_k log(q_k)", r"\sum_k t_k \log(q_k)"),
        ("∂ŷ_j/∂o_i", r"\frac{\partial \hat y_j}{\partial o_i}"),
        ("1{i = j} - x²", r"\mathbb 1\{i = j\} - x^2"),
        ("exp(o_i)/(1 + f(x))", r"\exp(o_i)/(1 + f(x))"),
    ],
)
def test_the_same_tree_as_latex(plain: str, latex: str) -> None:
    formula = read_ascii(plain, 0, WORDS).formula
    expected = read_latex(latex).formula
    assert canonical_latex(formula) == canonical_latex(expected)


def test_spans_are_offsets_in_the_document() -> None:
    with pytest.raises(ReadError) as raised:
        read_ascii("exp(o_j", 100)
    assert (raised.value.span.start, raised.value.span.end) == (103, 104)
    (chain,) = read_plain_chains("  p_i = q_i", 7)
    assert [(member.span.start, member.span.end) for member in chain.members] == [(9, 12), (15, 18)]
    assert (chain.relations[0].span.start, chain.relations[0].span.end) == (13, 14)


def test_abbreviations_are_taken_from_the_text_only() -> None:
    text = "d_i(p_j) = 0 with respect to nothing, p_i is a derivative of o_i"
    assert read_abbreviations(text) == Abbreviations({}, frozenset())
    found = read_abbreviations("The derivative with respect to z_k is written d_k. The Kronecker delta D_ij")
    assert (found.derivatives, found.deltas) == ({"d": Name("z")}, frozenset("D"))


SOFTMAX = "q_i = exp(a_i) / Sum_k(exp(a_k))\nC = -Σ_k t_k log(q_k)\nSince t is one-hot, Σ_k t_k = 1, giving:\n\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("dC/da_i = q_i - t_i", ["5 proved"]),
        ("dC/da_i = q_i + t_i", ["5 refuted"]),
        ("dC/da_i\n = Σ_k (dC/dq_k) · (dq_k/da_i)\n = q_i - t_i", ["6 proved", "7 proved"]),
        ("∂q_i/∂a_j = q_i * (1{i=j} - q_j)", ["5 proved"]),
        ("∂q_i/∂a_j = -q_i * q_j", ["5 refuted"]),
        ("∂q_i/∂a_j = -q_i * q_j, if i != j", ["5 proved", "5 given"]),
        (
            "i = j: ∂q_i/∂a_j = q_i * (1 - q_i)\ni != j: ∂q_i/∂a_j = -q_i q_j",
            ["5 given", "5 proved", "6 given", "6 proved"],
        ),
        ("∂q_i/∂a_j = exp(a_i / Sum_k(exp(a_k))^2", ["5 unreadable"]),
    ],
)
def test_verdicts(rows: str, expected: list[str]) -> None:
    assert verdicts(SOFTMAX + rows + "\n") == ["1 given", "2 given", "3 given", *expected]


def test_a_differentiated_equation_defines_its_operand_once() -> None:
    rows = "d_i is the derivative with respect to o_i.\nd_i(p_j) = d_i(exp(o_j))\n"
    assert verdicts(rows) == ["2 given", "2 proved"]
    assert verdicts("p_j = exp(2 o_j)\n" + rows) == ["1 given", "3 refuted"]


@pytest.mark.skipif(not SEED.exists(), reason="the document is not part of the project")
def test_the_question_and_its_answers() -> None:
    report = check_document(read_document(Source(SEED.name, SEED.read_text(encoding="utf-8"))))
    told = [(step.line, step.verdict.value) for step in report.steps if step.verdict.value != "given"]
    assert told == [
        (14, "proved"), (18, "proved"), (27, "proved"), (29, "proved"), (32, "unreadable"), (33, "proved"),
        (34, "refuted"), (35, "proved"), (41, "proved"), (41, "proved"), (42, "proved"),
    ]  # fmt: skip


PIECES = st.sampled_from(
    [*"abxyz=+-*/^()[]{},:.|_ \n'<>", *"∂²ᵢᵀ√", "Σ_k", "sum_k(", "d/dx", "dL/dz_i", "d_i(", "exp(", "1{i=j}", "..."]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_text_is_a_document(text: str) -> None:
    try:
        document = read_document(Source("a.txt", text), "ascii")
    except DeriveError:
        return
    for statement in document.statements:
        assert 0 <= statement.chain.span.start <= statement.chain.span.end <= len(text)
        assert len(statement.chain.members) == len(statement.chain.relations) + 1


@pytest.mark.parametrize(
    "text",
    ["x = " + "(" * 4000, "x = " + "sum_k " * 800 + "a_k", "x = " + "d(" * 1500, " " * 20_000 + "x = y" + " " * 20_000,
     "x = " + "log " * 1000 + "y", "x_i = y " + "(a " * 1600, "x" * 100_000 + " = y", "x = " + "√" * 4000 + "y",
     "x = e^" + "log^" * 1000 + "y", "x = Σ_k " + "a/" * 2000 + "a_k", "x = y" + "_i" * 2000, "x = e^" + "-" * 4000],
    ids=["brackets", "sums", "derivatives", "spaces", "functions", "remarks", "long", "roots", "powers", "slashes",
         "scripts", "signs"],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    begin = time.process_time()
    statements(text)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("head", ["dloss/dw", "d loss/dw", "d(loss)/dw", "d loss / d w", "d/dw loss", "∂loss/∂w"])
def test_a_derivative_of_a_word_is_not_torn(head: str) -> None:
    loss = "loss = (y - w x)^2"
    assert verdicts(f"{loss}\n{head} = 2 x (y - w x)\n") == ["1 given", "2 refuted"]
    assert verdicts(f"{loss}\n{head} = -2 x (y - w x)\n") == ["1 given", "2 proved"]
    assert verdicts(f"{loss}\n\nWe find {head} = 2 x (y - w x).\n") == ["1 given", "3 refuted"]


def test_words_around_a_slash_are_no_derivative() -> None:
    assert verdicts("The rate was 5 dollars/day = 3 in all.\nHe wrote do/don't = nothing.\n") == []


def test_a_letter_before_a_letter_is_no_article() -> None:
    assert verdicts("x = a y + b\ny = 2 a\nx = 2 a + b\n") == ["1 given", "2 given", "3 undecided"]
    assert verdicts("I = V/R\nP = I V\nP = V^2/R\n")[-1] == "3 proved"
    assert verdicts("a = F/m\nv = a t\nv = F t m\n")[-1] == "3 refuted"
    assert verdicts("Let p = 3 a day.\n") == ["1 given"]
