"""The derivations that ship with the program, each a Markdown document known by the name of its file."""

from pathlib import Path

from derive.errors import UsageError


def _folder() -> Path:
    """`derivations` inside the package where it is installed, beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "derivations"
    return inside if inside.is_dir() else package.parent / "derivations"


def names() -> tuple[str, ...]:
    """The names of all shipped derivations, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.md") if path.stem.islower()))


def path_of(name: str) -> Path:
    """The file of a shipped derivation. Raises UsageError, with the nearest names, if there is none."""
    if name in names():
        return _folder() / f"{name}.md"
    raise UsageError(f"there is no derivation {name!r}{suggestion(name)}", code="unknown-name")


def suggestion(name: str) -> str:
    """The end of a message about an unknown name: the nearest names, or where all of them are listed."""
    from difflib import get_close_matches

    near = get_close_matches(name, names(), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else "; derive list shows them all"


def title_of(name: str) -> str:
    """The title in the front matter of a shipped derivation, else its first heading, else its name."""
    heading = None
    fenced = False
    with path_of(name).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = line.strip()
            if text == "---" and (number == 0 or fenced):
                fenced = not fenced
            elif fenced and text.startswith("title:"):
                return text.removeprefix("title:").strip().strip("\"'")
            elif not fenced and text.startswith("# "):
                heading = text.removeprefix("# ")
                break
    return heading or name
