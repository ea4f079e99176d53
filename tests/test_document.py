"""What is read of a document: beside each file in cases/document stand its statements, in `.statements`."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.document.blocks import is_plain, markdown_blocks, plain_blocks
from derive.document.delimiters import Syntax
from derive.document.model import Document, Statement
from derive.document.reading import read_document
from derive.errors import UsageError
from derive.formula import Formula, Indexed, Name, Numeral
from derive.source import Source

CASES = Path(__file__).parent / "cases" / "document"
DOCUMENTS = sorted(path for path in CASES.iterdir() if path.suffix != ".statements")
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def read(text: str, path: str = "page.md") -> Document:
    return read_document(Source(path, text))


def index(formula: Formula) -> str:
    match formula:
        case Name(letter=letter):
            return letter
        case Numeral(value=value):
            return str(value)
        case Indexed(base=base, lower=lower):
            return f"{index(base)}_{','.join(map(index, lower))}"
        case _:
            raise AssertionError(formula)


def members(statement: Statement) -> str:
    chain = statement.chain
    parts = ["…" if chain.continues else chain.members[0].latex]
    for relation, member in zip(chain.relations, chain.members[1:], strict=True):
        parts += [relation.sign, member.latex]
    return " ".join(" ".join(parts).split())


def line_of(source: Source, statement: Statement) -> str:
    """line:column, where it stands, its cue, its case, its tag, and its members as written."""
    line, column = source.position(statement.chain.span.start)
    case = ", ".join(f"{index(c.left)} {c.sign} {index(c.right)}" for c in statement.case)
    fields = (
        f"{line}:{column}",
        "display" if statement.display else "inline",
        statement.cue.value if statement.cue.value != "none" else "",
        f"[{case}]" if case else "",
        f"({statement.chain.tag})" if statement.chain.tag else "",
        members(statement),
    )
    return " ".join(field for field in fields if field)


def shown(document: Document) -> str:
    lines = [f"title: {document.title}"]
    lines += [line_of(document.source, statement) for statement in document.statements]
    for error in document.unreadable:
        line, column = document.source.position(error.span.start)
        lines.append(f"{line}:{column} {error.code}: {error.message}")
    return "\n".join(lines) + "\n"


def test_there_are_cases() -> None:
    assert len(DOCUMENTS) >= 10


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_statements(path: Path) -> None:
    document = read_document(Source(path.name, path.read_text(encoding="utf-8")))
    assert shown(document) == path.with_name(path.name + ".statements").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_spans_point_into_the_document(path: Path) -> None:
    document = read_document(Source(path.name, path.read_text(encoding="utf-8")))
    for statement in document.statements:
        written = statement.chain.members[statement.chain.continues :]
        for member in written:
            text = document.source.text[member.span.start : member.span.end]
            letters = [character for character in text if character.isalnum()]
            assert letters == [character for character in member.latex if character.isalnum()]


def test_an_unclosed_display_is_reported_once() -> None:
    (error,) = read("$$ a = 1\n\nThen $b = 2$ holds.\n\n$$ c = 3 $$\n").unreadable
    assert (error.message, error.code) == ("this display is not closed: expected $$", "unclosed-display")
    assert (error.span.start, error.span.end) == (0, 2)
    assert (error.expected, error.found) == ("$$", "a blank line")


def test_a_paragraph_of_prose_ends_an_unclosed_display() -> None:
    document = read("$$ a = b\n\nso that\n\n$$ c = d $$\n\nand\n\n$$ e = f $$\n")
    assert [members(statement) for statement in document.statements] == ["c = d", "e = f"]
    assert [error.code for error in document.unreadable] == ["unclosed-display"]


def test_a_new_sentence_after_a_display_on_its_line_ends_the_case() -> None:
    document = read("If $i = j$: $$ a_i = a_j $$ In general, $$ b_i = c_j $$ holds.\n")
    assert [len(statement.case) for statement in document.statements] == [0, 1, 0]


@pytest.mark.parametrize(
    ("path", "comment"), [("a.md", "<!-- derive: {} -->"), ("a.tex", "% derive: {}"), ("a.txt", "# derive: {}")]
)
def test_directives(path: str, comment: str) -> None:
    said = ("range s = 1..N", "constant c, d", "function f", "assume a = b", "asume a = b", "skip not yet")
    display = "c = d" if path == "a.txt" else "\n\\[ c = d \\]\n"
    text = "\n".join([*(comment.format(words) for words in said), "", display, "", display]) + "\n"
    document = read(text, path)
    assert [(statement.cue.value, len(statement.notes)) for statement in document.statements if statement.display or
            statement.cue.value != "none"][:3] == [("range", 0), ("assume", 0), ("none", 3)]  # fmt: skip
    assert document.statements[-1].notes == ()
    assert (document.functions, document.constants) == ({"f"}, {"c", "d"})
    assert [(error.code, error.found) for error in document.unreadable] == [("unknown-directive", "asume")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.tex", "\\iffalse\n$x = 5$ \\ifx a b \\fi $x \\iff y$\n\\else\n$z = 4$\n\\fi\n$y = 1$\n"),
        ("a.md", "~~$x = 5$~~ $z = 4$ <s>$x = 6$</s> a~~b $y = 1$ c~~d\n"),
    ],
)
def test_what_the_author_takes_back_is_not_read(path: str, text: str) -> None:
    document = read(text, path)
    assert [members(one) for one in document.statements] == ["z = 4", "y = 1"]


def test_the_ending_of_the_path_decides_the_notation() -> None:
    text = "% $a = 1$\n\n    $b = 2$\n\n$c = 3$\n\n\\[ d = 4 \\]\n"
    by_path = {
        path: [members(statement) for statement in read(text, path).statements]
        for path in ("a.md", "A.MD", "-", "a.tex", "a.txt")
    }
    assert by_path == {
        "a.md": ["a = 1", "c = 3", "d = 4"],
        "A.MD": ["a = 1", "c = 3", "d = 4"],
        "-": ["a = 1", "c = 3", "d = 4"],
        "a.tex": ["b = 2", "c = 3", "d = 4"],
        "a.txt": ["a = 1", "b = 2", "c = 3", "d = 4"],
    }


def test_the_notation_can_be_given() -> None:
    document = read_document(Source("a.txt", "% $a = 1$\n$b = 2$\n"), "tex")
    assert [members(statement) for statement in document.statements] == ["b = 2"]


def test_an_unknown_notation_is_an_error() -> None:
    with pytest.raises(UsageError) as raised:
        read_document(Source("a.md", ""), "word")
    assert raised.value.code == "unknown-notation"
    assert raised.value.message == "unknown notation 'word': expected one of markdown, tex, notebook, ascii"


def test_text_without_delimiters_is_plain_text_mathematics() -> None:
    document = read("We get\n\nd_i(p_j) = D_ij * p_j\n", "a.txt")
    assert [members(statement) for statement in document.statements] == [r"\partial_{i} {p_{j}} = D_{i, j} * p_{j}"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[", "Expecting value: line 1 column 2 (char 1)"),
        ("[]", "there is no list of cells"),
        ('{"cells": 1}', "there is no list of cells"),
        ('{"worksheets": 2}', "there is no list of cells"),
    ],
)
def test_a_broken_notebook_is_an_error(text: str, found: str) -> None:
    with pytest.raises(UsageError) as raised:
        read(text, "a.ipynb")
    assert raised.value.code == "broken-notebook"
    assert raised.value.message == f"a.ipynb is no notebook: {found}"


def test_notebooks_of_format_3_are_read() -> None:
    sheet = {"cells": [{"cell_type": "markdown", "source": ["$a = 1$\n", "\n", "$b = 2$"]}]}
    document = read(json.dumps({"worksheets": [sheet]}), "a.ipynb")
    assert [line_of(document.source, s) for s in document.statements] == [
        "1:2 display a = 1",
        "3:2 display b = 2",
    ]


def test_lines_of_a_notebook_are_those_of_the_file() -> None:
    path = CASES / "notebook.ipynb"
    text = path.read_text(encoding="utf-8")
    document = read_document(Source(path.name, text))
    assert len(document.source.text.split("\n")) == len(text.split("\n"))
    line, _ = document.source.position(document.statements[1].chain.span.start)
    assert text.split("\n")[line - 1].strip() == '"$$ D_{ij} = 1 $$\\n"'


def test_the_title_of_a_document() -> None:
    assert read("---\ntitle: A loss\n---\n# Other\n").title == "A loss"
    assert read("+++\ntitle = 'A loss'\n+++\n# Other\n").title == "A loss"
    assert read("text\n\n## No\n\n# A **loss** by [me](http://example.org)\n").title == "A loss by me"
    assert read("text\n\n## No\n").title is None
    assert read("\\title{A \\emph{loss}}", "a.tex").title == "A loss"


PIECES = (
    "$", "$$", "\\[", "\\]", "\\(", "\\)", "\\\\[", "\\\\]", "\n", "\n\n", "- ", "> ", "1. ", "# ",
    "```", "```math\n", "`", "<!--", "-->", "<!-- derive: case ", "\\begin{align}", "\\end{align}",
    "a_i", "=", "b_j", "if ", "i = j", "where ", "\\_", "\\\\", "    ", "\t", ".", ", ", "---\n",
    "===\n", "\r\n", "<pre>", "</pre>", "{", "}", "\\text{", "&", "%", "\\item ", "\\begin{itemize}",
    "\\end{itemize}", "\\section{", "otherwise", "5", "\0", "\ue000", "\u2028", "[x]: ", ".. math::\n",
    ":math:`", "\\begin{document}", "\\verb|", "+++\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(("md", "tex", "txt", "rst")))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_text_is_a_document(text: str, ending: str) -> None:
    document = read(text, f"page.{ending}")
    starts = [statement.chain.span.start for statement in document.statements]
    assert all(0 <= start <= len(text) for start in starts)
    assert all(
        0 <= member.span.start <= member.span.end <= len(text)
        for statement in document.statements
        for member in statement.chain.members
    )


@pytest.mark.parametrize(
    "text",
    ["$ a ", "$$ a\n\n", "\\[\n", "`" * 3 + " ", "> ", "- a\n", "$a = b$ ", "\\begin{align} "],
    ids=repr,
)
def test_long_hostile_texts_end(text: str) -> None:
    assert read(text * 500).source.text == text * 500


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not part of the project")
class TestSourceDocuments:
    def shown(self, name: str) -> list[str]:
        document = read_document(Source(name, (SEEDS / name).read_text(encoding="utf-8")))
        assert document.unreadable == ()
        return [
            " ".join(
                (
                    statement.cue.value,
                    "".join(f"{index(c.left)}{c.sign}{index(c.right)}" for c in statement.case) or "-",
                    str(statement.chain.tag),
                    str(len(statement.chain.members)),
                )
            )
            for statement in document.statements
        ]

    def test_the_paper(self) -> None:
        assert self.shown("softmax_loss_paper.tex.txt") == [
            "none - 1 3", "none - None 2", "none - 2 2", "case - None 2", "none j≠i 3 5", "case - None 2",
            "none j=i 4 5", "result - 5 8", "assume - None 2", "result - 6 2", "define - None 2", "none - 7 4",
            "none - 8 2",
        ]  # fmt: skip

    def test_the_web_page(self) -> None:
        assert self.shown("softmax_and_its_derivative.md") == [
            "none - None 3", "assume - None 2", "none - None 3", "none - None 4", "case - None 2",
            "none k=j None 9", "case - None 2", "none k≠j None 6", "result - None 8",
        ]  # fmt: skip


STARTS = (
    "", " ", "   ", "    ", "\t", "#", "# ", "##", "  ### ", "####### ", "-", "--", "- ", "* ", "**", "***", "_", "__",
    "_ _", "+", "+ ", "1", "1. ", "12)", "1.5", "=", "==", ">", "> ", "~", "~~~", "`", "```", "<", "<p>", "|", "\\",
    "[", "[a]: b", "&", "\x0b", "\u00a0", "x",
)  # fmt: skip
ENDS = ("", " ", "  ", "a", " a", "a b ", " #", "\ta", "-", "=", "x" * 9)
LINES = st.builds(str.__add__, st.sampled_from(STARTS), st.sampled_from(ENDS))
PLAIN_LINES = LINES.filter(is_plain)


@settings(max_examples=500)
@given(st.lists(PLAIN_LINES | LINES, max_size=8).map("\n".join) | st.lists(PLAIN_LINES, max_size=12).map("\n".join))
def test_a_plain_text_has_the_blocks_that_a_parser_finds(text: str) -> None:
    if is_plain(text):
        syntaxes: tuple[Syntax, ...] = ("markdown", "text", "rst")
        for syntax in syntaxes:
            found = [(token.type, token.tag, token.map) for token in markdown_blocks(text, syntax) if token.map]
            kinds = {0: ("paragraph_open", "p")} | {level: ("heading_open", f"h{level}") for level in range(1, 7)}
            expected = [(*kinds[level], [first, after]) for level, first, after in plain_blocks(text)]
            assert [one for one in found if one[0] != "inline"] == expected


def test_most_pages_are_plain_and_lists_are_not() -> None:
    assert is_plain("# One\n\nTwo\nthree, **four**.\n\n  Five - six\n")
    assert not any(map(is_plain, ("- one", "two\n---", "    three", "1) four", "> five", "<p>six", "\tseven", "* * *")))
