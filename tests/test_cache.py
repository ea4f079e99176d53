"""Reports from the cache: the same as those that were made, and made again when anything changed."""

from pathlib import Path

import pytest

from derive import cache, proofread
from derive.cache import Cache
from derive.command import main
from derive.document.reading import read_document
from derive.files import read_source
from derive.report import DocumentReport
from derive.source import Source

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*(ROOT / "derivations").glob("softmax-c*.md"), *(ROOT / "tests/cases/document").glob("*.md")])
MIXED = (
    "With $S = \\sum_k e^{o_k}$,\n$$ \\frac{\\partial S}{\\partial o_i} = e^{o_i} = 2 e^{o_i} $$\n$$ \\frac{a = b $$\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / cache.FOLDER


def made(source: Source, n: int | None = None) -> DocumentReport:
    return proofread.check_document(read_document(source), n)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_kept_is_what_was_made(page: Path) -> None:
    assert PAGES
    source = read_source(page)
    report = made(source)
    Cache(None, None).put(report)
    kept = Cache(None, None).get(source)
    assert repr(kept) == repr(report)
    assert kept is not None
    assert [step.span for step in kept.steps] == [step.span for step in report.steps]


def test_counterexamples_components_and_errors_are_kept() -> None:
    source = Source("mixed.md", MIXED)
    report = made(source, 3)
    Cache(3, None).put(report)
    kept = Cache(3, None).get(source)
    assert kept is not None
    assert {step.verdict.value for step in kept.steps} == {"given", "proved", "refuted", "unreadable"}
    assert [step.counterexample for step in kept.steps] == [step.counterexample for step in report.steps]
    assert [step.instance for step in kept.steps] == [step.instance for step in report.steps]
    assert [str(step.right.formula) for step in kept.steps] == [str(step.right.formula) for step in report.steps]


def test_other_questions_have_other_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("mixed.md", MIXED)
    Cache(None, None).put(made(source))
    assert Cache(3, None).get(source) is None
    assert Cache(None, "tex").get(source) is None
    assert Cache(None, None, explained=False).get(source) is None
    assert Cache(None, None).get(Source("mixed.tex", MIXED)) is None
    assert Cache(None, None).get(Source("mixed.md", MIXED + " ")) is None
    assert Cache(None, None).get(source) is not None
    assert [Path(name).parent.name for name, _, _ in cache._files_of_others()] == ["sympy", "markdown_it"]
    for files in ("_own_files", "_files_of_others"):
        with monkeypatch.context() as patched:
            patched.setattr(cache, files, lambda: iter([("other.py", 1, 1)]))
            assert Cache(None, None).get(source) is None
        assert Cache(None, None).get(source) is not None


BROKEN = ["", "{", "[]", "3", '["DocumentReport"]', '["os"]', '["Verdict","perhaps"]', "[[1]]"]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_entry_is_none(folder: Path, content: str) -> None:
    source = Source("mixed.md", MIXED)
    Cache(None, None).put(made(source))
    (entry,) = folder.glob("*.json")
    entry.write_text(content, encoding="utf-8")
    assert Cache(None, None).get(source) is None


def test_the_oldest_entries_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_ENTRIES", 4)
    for number in range(9):
        source = Source("page.md", f"$$ {number} + x = x + {number} $$\n")
        Cache(None, None).put(made(source))
        assert Cache(None, None).get(source) is not None
        assert len(list(folder.glob("*.json"))) <= 4


def test_the_command_keeps_and_finds(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("one.md").write_text(MIXED, encoding="utf-8")
    assert main(["check", "--no-cache", "one.md"]) == 1
    assert not folder.exists()
    first = capsys.readouterr().out
    assert main(["check", "one.md"]) == 1
    assert len(list(folder.glob("*.json"))) == 1
    monkeypatch.setattr(proofread, "check_document", None)
    assert main(["check", "one.md"]) == 1
    assert capsys.readouterr().out == first + first


def test_a_folder_that_cannot_be_written_to_does_no_harm(folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")
    Path("one.md").write_text("$$ x + x = 2 x $$\n", encoding="utf-8")
    assert main(["check", "one.md"]) == 0


def test_several_at_a_time_come_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        Path(f"{number}.md").write_text(f"$$ {number} x = x $$\n", encoding="utf-8")
    Path("bad.md").write_bytes(b"\xff")
    arguments = ["check", "--no-cache", "4.md", ".", "missing.md", "0.md"]
    assert main(arguments) == 2
    alone = capsys.readouterr()
    assert main([*arguments, "--jobs", "3"]) == 2
    together = capsys.readouterr()
    assert together.out == alone.out
    assert together.err == alone.err
