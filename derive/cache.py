"""Reports that were made before, kept in the folder .derive_cache, so that an unchanged document costs next to nothing.

An entry is found by a digest of the document's text and name, of what was asked for, of derive's own files, and of the
versions of the packages that it asks: a change of any of them asks for another entry. Entries are data, never code; one
that cannot be read is as good as none. They are written beside their place and moved there, so that runs at the same
time do no harm, and the folder may be deleted at any time.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from hashlib import blake2b
from importlib.machinery import PathFinder
from tempfile import mkstemp
from typing import Any, get_args

from derive import data, formula, report, source
from derive.data import Data
from derive.decide.verdict import Counterexample, Reason, Verdict
from derive.document.model import Member
from derive.errors import ReadError
from derive.report import DocumentReport
from derive.source import Source

FOLDER = ".derive_cache"
MOST_ENTRIES = 1000
"""Where there are more, the oldest half is deleted."""

_KINDS: dict[str, type[Data]] = {
    kind.__name__: kind
    for kind in (
        *get_args(formula.Formula), source.Span, Member, Counterexample, Reason, report.RuleName, report.Repair,
        report.WrongClaim, report.Given, report.Instance, report.Table, report.Step, report.Expectation, DocumentReport,
    )
}  # fmt: skip


class Cache:
    """The entries for what is asked of documents: `n` and `notation` as in derive.check, whether proofs are explained.

    What the disk refuses is left undone.
    """

    def __init__(self, n: int | None, notation: str | None, *, explained: bool = True) -> None:
        self._folder = FOLDER
        self._asked = repr((n, notation, explained, sys.version_info[:3], list(_own_files()), list(_files_of_others())))

    def get(self, document: Source) -> DocumentReport | None:
        try:
            with open(self._path(document), encoding="utf-8") as file:
                found = _decoded(json.load(file), document)
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return found if isinstance(found, DocumentReport) else None

    def put(self, made: DocumentReport) -> None:
        path = self._path(made.source)
        with suppress(OSError):
            self._make_room()
            number, beside = mkstemp(dir=self._folder)
            try:
                with open(number, "w", encoding="utf-8") as file:
                    json.dump(_encoded(made), file, ensure_ascii=False, separators=(",", ":"))
                os.replace(beside, path)
            except OSError:
                os.unlink(beside)
                raise

    def _path(self, document: Source) -> str:
        known = f"{self._asked}\n{os.path.basename(document.path)}\n{document.text}"
        digest = blake2b(known.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        return os.path.join(self._folder, f"{digest}.json")

    def _make_room(self) -> None:
        os.makedirs(self._folder, exist_ok=True)
        if not os.path.exists(ignored := os.path.join(self._folder, ".gitignore")):
            with open(ignored, "w", encoding="utf-8") as file:
                file.write("*\n")
        entries = [entry for entry in os.scandir(self._folder) if entry.name.endswith(".json")]
        if len(entries) >= MOST_ENTRIES:
            for entry in sorted(entries, key=lambda entry: entry.stat().st_mtime)[: len(entries) // 2]:
                with suppress(FileNotFoundError):
                    os.unlink(entry.path)


def _own_files(folder: str = os.path.dirname(data.__file__)) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of every file of derive."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _own_files(entry.path)
        else:
            seen = entry.stat()
            yield entry.path, seen.st_size, seen.st_mtime_ns


def _files_of_others() -> Iterator[tuple[str, int, int]]:
    """The same of the packages that have a say in a report, each by the file that an installation writes anew."""
    for package in ("sympy", "markdown_it"):
        found = PathFinder.find_spec(package)
        if found is not None and found.origin is not None:
            seen = os.stat(found.origin)
            yield found.origin, seen.st_size, seen.st_mtime_ns


def _encoded(value: Any) -> Any:
    """What JSON can hold: lists that begin with the name of a class, or with '' for a tuple."""
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return ["", *map(_encoded, value)]
        case Verdict():
            return ["Verdict", value.value]
        case Fraction():
            return ["Fraction", value.numerator, value.denominator]
        case Source():
            return ["Source"]
        case ReadError():
            return ["ReadError", value.message, value.code, _encoded(value.span), value.expected, value.found]
        case data.Structure() if type(value).__name__ in _KINDS:
            return [type(value).__name__, *(_encoded(getattr(value, name)) for name in data.fields(type(value)))]
    raise TypeError(f"a {type(value).__name__} is not kept")


def _decoded(value: Any, document: Source) -> Any:
    """Raises LookupError, ValueError or TypeError for what _encoded did not make."""
    if type(value) is not list:
        return value
    kind, *parts = value
    parts = [part if type(part) is not list else _decoded(part, document) for part in parts]
    match kind:
        case "":
            return tuple(parts)
        case "Verdict":
            return Verdict(*parts)
        case "Fraction":
            return Fraction(*parts)
        case "Source":
            return document
        case "ReadError":
            message, code, span, expected, found = parts
            return ReadError(message, code=code, span=span, expected=expected, found=found)
        case _:
            return _KINDS[kind](*parts)
