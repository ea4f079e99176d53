"""The derivations that ship with the program, each a Markdown document known by the name of its file.

Each begins with front matter: between two lines `---`, lines `key: text`, or `key:` and below it lines `- text`.
"""

import os
from typing import TYPE_CHECKING

from derive.data import Data
from derive.errors import UsageError
from derive.files import read_source

if TYPE_CHECKING:
    from pathlib import Path  # 5 ms to import, which `derive list` does without


class Page(Data):
    """What the front matter of a derivation says of it."""

    name: str
    title: str
    """Where the front matter has none, the first heading; without one, the name."""
    subject: str
    """The heading under which it is listed; empty where none is given."""
    defines: str
    """What the derivation defines, in words."""
    results: tuple[str, ...]
    """The equations that it arrives at, in LaTeX."""
    sources: tuple[str, ...]


def _folder() -> str:
    """`derivations` inside the package where it is installed, beside the package in a checkout."""
    package = os.path.dirname(os.path.realpath(__file__))
    inside = os.path.join(package, "derivations")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "derivations")


def names() -> tuple[str, ...]:
    """The names of all shipped derivations, sorted."""
    files = os.listdir(folder) if os.path.isdir(folder := _folder()) else []
    stems = (name.removesuffix(".md") for name in files if name.endswith(".md"))
    return tuple(sorted(stem for stem in stems if stem.islower()))


def path_of(name: str) -> "Path":
    """The file of a shipped derivation. Raises UsageError, with the nearest names, if there is none."""
    from pathlib import Path

    if name in names():
        return Path(_folder(), f"{name}.md")
    raise UsageError(f"there is no derivation {name!r}{suggestion(name)}", code="unknown-name")


def suggestion(name: str) -> str:
    """The end of a message about an unknown name: the nearest names, or where all of them are listed."""
    from difflib import get_close_matches

    near = get_close_matches(name, names(), n=3, cutoff=0.8) or [one for one in names() if name in one][:3]
    return f"; did you mean {' or '.join(near)}?" if near else "; derive list shows them all"


def page(name: str) -> Page:
    """The front matter of a shipped derivation. Raises UsageError if there is none of that name."""
    return _page(name, read_source(path_of(name)).text)


def _page(name: str, text: str) -> Page:
    entries, body = front_matter(text)

    def one(key: str) -> str:
        return (entries.get(key) or ("",))[0]

    heading = next((line.removeprefix("# ") for line in body if line.startswith("# ")), name)
    several = tuple(entries.get(key, ()) for key in ("results", "sources"))
    return Page(name, one("title") or heading, one("subject"), one("defines"), *several)


def front_matter(text: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    r"""(what the front matter says by key, the lines below it).

    >>> front_matter("---\ntitle: One\nresults:\n  - a = b\n---\n# One\n")
    ({'title': ('One',), 'results': ('a = b',)}, ['# One'])
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return {}, lines
    entries: dict[str, tuple[str, ...]] = {}
    key = ""
    for number, line in enumerate(lines[1:], 1):
        said = line.strip()
        if said == "---":
            return entries, lines[number + 1 :]
        if said.startswith("- "):
            entries[key] = (*entries.get(key, ()), _unquoted(said[2:]))
        else:
            key, _, value = said.partition(":")
            entries[key] = (_unquoted(value),) if value.strip() else ()
    return {}, lines


def _unquoted(text: str) -> str:
    return text.strip().strip("\"'")


def by_subject() -> dict[str, tuple[Page, ...]]:
    """All pages under their subjects, both in alphabetical order."""
    folder = _folder()
    pages = [_page(name, read_source(os.path.join(folder, f"{name}.md")).text) for name in names()]
    return {
        subject: tuple(one for one in pages if one.subject == subject)
        for subject in sorted({one.subject for one in pages})
    }
