"""Displays -> chains: cases in tests/cases/reader/chains (title, `> ` the display, a line for each chain).

A line reads `[tag] member = member`, with … for the member in the display before, ⟨code: latex⟩ for a member
that is not read, {slip} after one that was malformed, and =[formula] for an annotation. To write the cases
anew after a change, and then read the difference: python tests/test_chains.py
"""

from fractions import Fraction
from pathlib import Path

import pytest

from derive.document.chains import CONTINUED, read_chains
from derive.document.model import Chain, Member, Relation
from derive.errors import ReadError
from derive.formula import Compared, Dots, Indexed, Listed, Name, Numeral, Ranged
from derive.notation.canonical import canonical_latex
from derive.source import Span

CASES = Path(__file__).parent / "cases" / "reader" / "chains"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
FILES = sorted(CASES.glob("*.txt"))


def blocks(path: Path) -> list[tuple[str, str, list[str]]]:
    found = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        title, *lines = block.split("\n")
        display = "\n".join(line[2:] for line in lines if line.startswith("> "))
        found.append((title, display, [line for line in lines if not line.startswith("> ")]))
    return found


def member_line(member: Member) -> str:
    match member.formula:
        case ReadError(code="continues"):
            return "…"
        case ReadError(code=code):
            return f"⟨{code}: {member.latex}⟩" if member.latex else f"⟨{code}⟩"
    return member.latex + "".join(f" {{{slip.code}}}" for slip in member.slips)


def relation_line(relation: Relation) -> str:
    over = f"[{canonical_latex(relation.annotation)}]" if relation.annotation is not None else ""
    return f"{relation.sign}{over}"


def line(chain: Chain) -> str:
    words = [f"[{chain.tag}]"] if chain.tag is not None else []
    words.append(member_line(chain.members[0]))
    for relation, member in zip(chain.relations, chain.members[1:], strict=True):
        words += [relation_line(relation), member_line(member)]
    return " ".join(words)


ROWS = [(path.stem, *block) for path in FILES for block in blocks(path)]


def test_there_are_cases() -> None:
    assert len(FILES) >= 5
    assert len(ROWS) >= 90


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_case(row: tuple[str, str, str, list[str]]) -> None:
    _, _, display, expected = row
    assert [line(chain) for chain in read_chains(display, 0)] == expected


def test_spans_are_offsets_in_the_document() -> None:
    text = r" \begin{aligned} a_i &= b \\ &\overset{(3)}{=} c, \end{aligned} "
    (chain,) = read_chains(text, 1000)

    def written(span: Span) -> str:
        return text[span.start - 1000 : span.end - 1000]

    assert [written(member.span) for member in chain.members] == ["a_i", "b", "c"]
    assert [written(relation.span) for relation in chain.relations] == ["=", r"\overset{(3)}{=}"]
    assert written(chain.span) == r"a_i &= b \\ &\overset{(3)}{=} c"
    formula = chain.members[0].formula
    assert isinstance(formula, Indexed)
    assert written(formula.lower[0].span) == "i"


def test_the_error_of_a_member_points_into_the_document() -> None:
    (chain,) = read_chains(r"a = \frac{b}{c \\ = d", 50)
    error = chain.members[1].formula
    assert isinstance(error, ReadError)
    assert (error.code, error.span, error.expected, error.found) == (
        "unclosed-brace", Span(62, 63), "}", "the end of the formula",
    )  # fmt: skip
    assert chain.members[2].formula == Name("d")


def test_a_chain_that_continues() -> None:
    (chain,) = read_chains("= b = c", 10)
    assert chain.continues
    assert len(chain.members) == 3
    first = chain.members[0].formula
    assert isinstance(first, ReadError)
    assert (first.code, first.message, chain.members[0].latex) == ("continues", CONTINUED, "")
    assert chain.span == Span(10, 17)


def test_a_range_is_a_list() -> None:
    _, side = read_chains(r"a_i = b, i = 1, \dots, n", 0)
    one = Numeral(Fraction(1))
    assert [member.formula for member in side.members] == [Name("i"), Listed((one, Dots(), Name("n")), "")]


def test_an_annotation_is_a_formula() -> None:
    (chain,) = read_chains(r"a \overset{\sum_k y_k = 1}{=} b", 0)
    annotation = chain.relations[0].annotation
    assert isinstance(annotation, Compared)
    assert isinstance(annotation.left, Ranged)
    assert annotation.sign == "="
    (chain,) = read_chains(r"a \overset{\text{by parts}}{=} b", 0)
    assert chain.relations[0].annotation == Name("by parts", style="word")


def test_slips_are_kept() -> None:
    (chain,) = read_chains(r"a = \partial \frac{b}{\partial c}", 5)
    assert [(slip.code, slip.span) for slip in chain.members[1].slips] == [("misplaced-partial", Span(9, 17))]


def test_nothing_gives_nothing() -> None:
    assert read_chains("", 0) == ()
    assert read_chains(r" \\ \quad . ", 0) == ()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here")
def test_every_member_of_the_source_paper_is_read() -> None:
    text = (SEEDS / "softmax_loss_paper.tex.txt").read_text(encoding="utf-8")
    displays = text.split("$$")[1::2]
    chains = [chain for display in displays for chain in read_chains(display, 0)]
    assert [chain.tag for chain in chains] == ["1", None, "2", "3", "4", "5", "6", "7", "8"]
    assert [len(chain.members) for chain in chains] == [3, 2, 2, 5, 5, 8, 2, 4, 2]
    members = [member for chain in chains for member in chain.members]
    assert not [member for member in members if isinstance(member.formula, ReadError)]
    slips = [(slip.code, member.latex[:14]) for member in members for slip in member.slips]
    assert [code for code, _ in slips] == [
        "misplaced-partial", "double-superscript", "misplaced-partial", "double-superscript",
    ]  # fmt: skip


def rewrite_cases() -> None:
    """Write what is read now into the case files."""
    for path in FILES:
        rows = []
        for title, display, _ in blocks(path):
            quoted = [f"> {row}" for row in display.split("\n")]
            rows.append("\n".join([title, *quoted, *map(line, read_chains(display, 0))]))
        path.write_text("\n\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite_cases()
