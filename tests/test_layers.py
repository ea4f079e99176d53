"""The rooms of the house: what may import what, and what no file may hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ROOMS = (
    "data", "source", "errors", "files", "letters", "formula", "formula_parts", "notation", "document", "term",
    "term_text", "calculus", "meaning", "decide", "report", "labels", "givens", "layouts", "reading", "broken",
    "bounded", "doubts", "partials", "constrained", "objections", "decided", "comparison", "apart", "judge", "updates",
    "following", "open_equations", "solutions",
    "elsewhere", "contrasted", "mistakes", "gradients", "chosen_n", "expected", "claimed", "section_symbols",
    "sections", "reasons", "logarithms", "bases", "transposes", "exponents", "mending", "later", "prepared",
    "proofreader", "proofread", "cache", "teach", "shelf", "printers", "options", "command",
)  # fmt: skip
"""Each room imports from itself and from the rooms before it only."""

SYMPY, RICH = "derive/decide/chosen.py", "derive/printers/terminal.py"
"""The one file that imports sympy, which is slow to import, and the one that imports rich."""

FORBIDDEN = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "sympify",
    "S",
    "parse_expr",
    "parse_latex",
    "lambdify",
    "simplify",
}
"""Text of a document must never be run; and no answer may rest on a search without a promise."""

LONGEST = 400
"""Lines of a file."""

FILES = sorted((ROOT / "derive").rglob("*.py"))
PARSED = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def room_of(module: str) -> str:
    """derive.decide.prove stands in decide, the package itself in derive."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def module_of(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def for_types_only(tree: ast.Module) -> set[ast.AST]:
    """All that stands under `if TYPE_CHECKING:`."""
    blocks = (node for node in ast.walk(tree) if isinstance(node, ast.If))
    return {
        inner
        for block in blocks
        if isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for statement in block.body
        for inner in ast.walk(statement)
    }


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """(module, line) of each import, wherever it stands, but for those of types only."""
    left_out = for_types_only(tree)
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            module = node.module or ""
            if module == "derive":
                # `from derive import shelf` imports the room, `from derive import check` the package
                rooms = (alias.name for alias in node.names)
                yield from ((f"derive.{name}" if name in ROOMS else "derive", node.lineno) for name in rooms)
            else:
                yield module, node.lineno


def importers(package: str) -> list[str]:
    """The files that import a package from outside."""
    return [
        path
        for path, tree in PARSED.items()
        if any(module == package or module.startswith(f"{package}.") for module, _ in imported(tree))
    ]


def test_every_file_stands_in_a_room() -> None:
    assert len(FILES) > 100
    found = {room_of(module_of(path)) for path in PARSED}
    assert found - {"derive"} <= set(ROOMS)
    assert {"source", "notation", "document", "meaning", "decide", "printers", "command"} <= found


def test_rooms_import_from_those_before_them() -> None:
    wrong = []
    for path, tree in PARSED.items():
        here = room_of(module_of(path))
        if here == "derive":
            continue
        before = {"derive", *ROOMS[: ROOMS.index(here) + 1]}
        if here not in ("options", "command"):
            before.discard("derive")
        for module, line in imported(tree):
            if module.split(".")[0] == "derive" and room_of(module) not in before:
                wrong.append(f"{path}:{line} imports {module}")
    assert wrong == []


def test_the_package_itself_imports_nothing_of_its_own() -> None:
    """Its names are looked up when they are first asked for."""
    assert [module for module, _ in imported(PARSED["derive/__init__.py"]) if module.startswith("derive")] == []


def test_an_import_from_a_later_room_would_be_found() -> None:
    tree = ast.parse(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from derive.command import main\n"
        "def late():\n    import derive.printers.json\n    from derive import shelf, check\n"
    )
    assert list(imported(tree)) == [
        ("typing", 1), ("derive.printers.json", 5), ("derive.shelf", 6), ("derive", 6),
    ]  # fmt: skip


def test_one_file_imports_sympy() -> None:
    assert importers("sympy") == [SYMPY]
    at_the_top = [node for node in PARSED[SYMPY].body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [name for node in at_the_top for name in ast.unparse(node).split() if name.startswith("sympy")] == []


def test_one_file_imports_rich() -> None:
    assert importers("rich") == [RICH]


@pytest.mark.parametrize("path", PARSED)
def test_nothing_runs_text(path: str) -> None:
    called = (node.func for node in ast.walk(PARSED[path]) if isinstance(node, ast.Call))
    names = {
        function.id if isinstance(function, ast.Name) else function.attr
        for function in called
        if isinstance(function, ast.Name)
        or (isinstance(function, ast.Attribute) and ast.unparse(function.value) != "re")
    }
    assert names & FORBIDDEN == set()
    from_imports = (node for node in ast.walk(PARSED[path]) if isinstance(node, ast.ImportFrom))
    assert {alias.name for node in from_imports for alias in node.names} & (FORBIDDEN - {"compile"}) == set()


@pytest.mark.parametrize("path", PARSED)
def test_files_are_short(path: str) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", PARSED)
def test_no_handler_catches_everything(path: str) -> None:
    handlers = [node for node in ast.walk(PARSED[path]) if isinstance(node, ast.ExceptHandler)]
    caught = {ast.unparse(handler.type) if handler.type is not None else "" for handler in handlers}
    assert caught & {"", "Exception", "BaseException"} == set()
