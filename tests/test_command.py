"""The command: its exit statuses, its messages, and where its output goes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import derive
from derive import shelf
from derive.command import main
from derive.errors import UsageError
from derive.files import documents_in, read_source

ROOT = Path(__file__).resolve().parent.parent
TRUE = "# One\n\n$$ \\frac{\\partial}{\\partial x} x^2 = 2 x $$\n"
FALSE = "$$ \\frac{\\partial}{\\partial x} x^2 = 3 x $$\n"
UNREADABLE = "$$ \\frac{a = b $$\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    Path("true.md").write_text(TRUE, encoding="utf-8")
    Path("false.md").write_text(FALSE, encoding="utf-8")
    Path("unreadable.md").write_text(UNREADABLE, encoding="utf-8")
    Path("binary.md").write_bytes(b"one\nt\xff")
    Path("empty").mkdir()
    Path(".hidden").mkdir()
    Path(".hidden/false.md").write_text(FALSE, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "true.md"], 0),
        (["check", "true.md", "--strict"], 0),
        (["check", "false.md"], 1),
        (["check", "true.md", "false.md"], 1),
        (["check", "unreadable.md"], 0),
        (["check", "unreadable.md", "--strict"], 1),
        (["check", "false.md", "missing.md"], 2),
        (["check", "true.md", "-n", "3"], 0),
        (["check", "false.md", "-n", "1"], 1),
        (["show", "true.md"], 0),
        (["show", "false.md"], 1),
        (["show"], 0),
        (["list"], 0),
        (["--help"], 0),
        (["check", "--help"], 0),
        (["--version"], 0),
    ],
)
def test_exit_status(page: Path, arguments: list[str], status: int) -> None:
    assert main(arguments) == status


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say what to do: derive show, check, steps, learn, list or explain; derive --help tells more"),
        (["chek"], "there is no command 'chek'; there are show, check, steps, learn, list, explain"),
        (["check"], "the following arguments are required: PATH"),
        (["check", "true.md", "--nope"], "unrecognized arguments: --nope"),
        (["check", "missing.md"], "there is no file missing.md"),
        (["check", ""], "there is no file ''"),
        (["check", "two\nlines"], "there is no file 'two\\nlines'"),
        (["check", "empty"], "there is no document (.ipynb, .markdown, .md, .tex, .txt) in the folder empty"),
        (["check", "binary.md"], "binary.md is not UTF-8 text: byte 0xff in line 2"),
        (
            ["check", "true.md", "-o", "nowhere/out"],
            "nowhere/out cannot be written: No such file or directory",
        ),
        (
            ["check", "true.md", "--format", "xml"],
            "argument --format: there is no format 'xml'; there are text, json",
        ),
        (
            ["check", "true.md", "--notation", "html"],
            "argument --notation: there is no notation 'html'; there are markdown, tex, ascii, notebook",
        ),
        (
            ["show", "true.md", "--format", "pdf"],
            "argument --format: there is no format 'pdf'; there is terminal",
        ),
        (["show", "empty"], "empty is a folder, not a document"),
        (["show", "missing.md"], "there is no file missing.md"),
        (
            ["show", "softmax-crossentropy"],
            "there is no derivation 'softmax-crossentropy'; did you mean softmax-cross-entropy?",
        ),
        (
            ["show", "softmax-jacobian"],
            "there is no derivation 'softmax-jacobian'; did you mean softmax-jacobian-logarithm or "
            "softmax-jacobian-product-rule or softmax-jacobian-quotient-rule?",
        ),
        (["show", "zzz"], "there is no derivation 'zzz'; derive list shows them all"),
        (["show", "-n", "0"], "argument -n: n is a whole number from 1 to 256, not '0'"),
        (["show", "-n", "-2"], "argument -n: n is a whole number from 1 to 256, not '-2'"),
        (["show", "-n", "257"], "argument -n: n is a whole number from 1 to 256, not '257'"),
        (["show", "-n", "x"], "argument -n: n is a whole number from 1 to 256, not 'x'"),
        (["show", "-n", "٣"], "argument -n: n is a whole number from 1 to 256, not '٣'"),
        (["show", "-n", "9" * 5000], f"argument -n: n is a whole number from 1 to 256, not '{'9' * 5000}'"),
    ],
)
def test_wrong_usage_is_told_in_one_line(
    page: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.err == f"derive: error: {message}\n"
    assert captured.out == ""


def test_check_prints_what_is_wrong(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "false.md"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "false.md:1:36: REFUTED 1.1  ∂/∂x x² = 3x"
    assert lines[1].startswith("    at x = ")
    assert lines[2].startswith("      left  = ")
    assert lines[3].startswith("      right = ")
    assert lines[-1] == "1 step in 1 document: 1 refuted"


def test_echo_shows_how_each_row_was_read(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sum.md").write_text("$$ \\sum_k a_k b + 1 = b \\sum_k a_k + e^{x}^2 $$\n", encoding="utf-8")
    assert main(["check", "--echo", "sum.md"]) == 0
    assert capsys.readouterr().out.splitlines()[:4] == [
        "sum.md:1:21: undecided 1.1",
        "    \\sum_{k} {a_{k} b} + 1",
        "      = b {\\sum_{k} {a_{k}}} + {e^{x}}^{2}",
        "    warning: a second superscript on the same base",
    ]


def test_check_goes_on_after_a_file_that_cannot_be_read(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "missing.md", "true.md"]) == 2
    captured = capsys.readouterr()
    assert captured.out == "1 step in 1 document: 1 proved for all n\n"
    assert captured.err == "derive: error: there is no file missing.md\n"


def test_check_of_a_folder(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("binary.md").unlink()
    Path("notes.txt").write_text("nothing\n", encoding="utf-8")
    assert main(["check", ".", "--format", "json"]) == 1
    captured = capsys.readouterr()
    names = [Path(document["path"]).name for document in json.loads(captured.out)["documents"]]
    assert [name for name in names if name.endswith(".md")] == ["false.md", "true.md", "unreadable.md"]
    assert names == sorted(names)
    assert "hidden" not in captured.out


def test_documents_in_a_folder_are_sorted(page: Path) -> None:
    Path("sub").mkdir()
    for name in ("sub/z.tex", "sub/a.ipynb", "b.TXT", "page.html"):
        Path(name).write_text("", encoding="utf-8")
    found = [Path(path).as_posix() for path in documents_in(".")]
    assert found == ["b.TXT", "binary.md", "false.md", "sub/a.ipynb", "sub/z.tex", "true.md", "unreadable.md"]


def test_json_goes_to_a_file(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "false.md", "--format", "json", "-o", "out.json"]) == 1
    assert capsys.readouterr().out == ""
    report = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert report["summary"] == {"proved": 0, "refuted": 1, "undecided": 0, "unreadable": 0, "given": 0}
    assert report["documents"][0]["steps"][0]["verdict"] == "refuted"


def test_a_page_goes_to_a_file_without_colour(page: Path) -> None:
    assert main(["show", "true.md", "-o", "page.txt"]) == 0
    assert Path("page.txt").read_text(encoding="utf-8") == (
        "One\n───\n\nline 3\n      ∂\n  ✓   ── x² = 2x\n      ∂x\n              power rule\n\n"
        "✓ 1 step: 1 proved for all n\n"
    )


def test_standard_input() -> None:
    done = run("check", "-", stdin=FALSE)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "<stdin>:1:36: REFUTED 1.1  ∂/∂x x² = 3x"
    assert done.stderr == ""


def test_output_is_the_same_whatever_the_order_of_hashing(page: Path) -> None:
    printed = {run("check", "true.md", "false.md", PYTHONHASHSEED=seed).stdout for seed in ("1", "2", "3")}
    assert len(printed) == 1


def test_ascii_where_the_encoding_has_no_more(page: Path) -> None:
    done = run("check", "false.md", PYTHONIOENCODING="ascii")
    assert done.stdout.splitlines()[0] == "false.md:1:36: REFUTED 1.1  d/dx x^2 = 3x"
    done = run("check", "false.md", "--format", "json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["documents"][0]["path"] == "false.md"
    assert run("show", PYTHONIOENCODING="ascii").stdout.isascii()
    assert run("list", PYTHONIOENCODING="ascii").stdout.isascii()


def test_a_pipe_has_no_colours_and_80_columns() -> None:
    done = run("show", COLUMNS="")
    assert "\x1b" not in done.stdout
    assert 60 < max(map(len, done.stdout.splitlines())) <= 80
    assert max(map(len, run("show", COLUMNS="300").stdout.splitlines())) <= 120


def test_a_closed_pipe_ends_quietly() -> None:
    command = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "show"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("extra", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_has_colours(extra: dict[str, str], coloured: bool) -> None:
    import pty

    leader, follower = pty.openpty()
    environment = {key: text for key, text in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    command = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "show"],
        stdout=follower,
        env={**environment, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **extra},
    )
    os.close(follower)
    printed = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        printed += part
    assert command.wait() == 0
    os.close(leader)
    assert (b"\x1b[32m" in printed) == coloured
    assert "ŷⱼ".encode() in printed


HEAVY = ("lark", "markdown_it", "rich", "sympy", "mpmath", "derive.proofread", "importlib.metadata")


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["check", "--help"], ["nope"]])
def test_what_needs_nothing_imports_nothing(arguments: list[str]) -> None:
    program = (
        "import sys; from derive.command import main; main(sys.argv[1:]);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_check_through_a_pipe_needs_neither_sympy_nor_rich(page: Path) -> None:
    program = (
        "import sys; from derive.command import main; main(['check', 'true.md']);"
        "print([name for name in ('rich', 'sympy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_fits_80_columns() -> None:
    for arguments in (["--help"], ["show", "--help"], ["check", "--help"], ["steps", "--help"], ["learn", "--help"]):
        assert max(map(len, run(*arguments, COLUMNS="80").stdout.splitlines())) <= 80


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert sorted(listed) == list(shelf.names())
    width = max(map(len, shelf.names()))
    assert f"  {'softmax-cross-entropy':<{width}}  The derivative of softmax and cross-entropy" in lines
    subjects = [line for line in lines if line and not line.startswith(" ")]
    assert subjects == sorted({shelf.page(name).subject for name in shelf.names()})


def test_the_shelf() -> None:
    assert shelf.names() == tuple(sorted(shelf.names()))
    assert shelf.page("softmax-cross-entropy").title == "The derivative of softmax and cross-entropy"
    assert shelf.path_of("softmax-cross-entropy").is_file()
    with pytest.raises(UsageError) as raised:
        shelf.path_of("../README")
    assert raised.value.message == "there is no derivation '../README'; derive list shows them all"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: One\n---\n# Two\n", "One"),
        ('---\nsubject: x\ntitle: "One: two"\n---\n', "One: two"),
        ("---\nsubject: x\n---\n\n# Two\n", "Two"),
        ("text\n\n# Two\n# Three\n", "Two"),
        ("title: no front matter\n", "page"),
    ],
)
def test_titles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, title: str) -> None:
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(shelf, "_folder", lambda: tmp_path)
    assert shelf.page("page").title == title


def test_read_source(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_source(path).text == "a\nb\nc\n"
    assert read_source(path).path == str(path)


def test_the_public_names() -> None:
    assert set(derive.__all__) <= set(dir(derive))
    assert derive.check(TRUE).summary.proved == 1
    assert derive.Verdict.PROVED.value == "proved"
    assert derive.__version__[0].isdigit()
    with pytest.raises(AttributeError, match=r"^module 'derive' has no attribute 'nothing'$"):
        derive.nothing  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys, derive; print([name for name in sys.modules if name.startswith('derive.')])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert done.stdout == "[]\n"
