"""Documents as files: which ones a folder holds, and their text."""

import os
import sys

from derive.errors import UsageError
from derive.source import Source

ENDINGS = (".ipynb", ".markdown", ".md", ".tex", ".txt")
"""The endings of the files in a folder that are taken for documents."""

MAX_BYTES = 10_000_000
"""The largest document that is read."""


def documents_in(folder: str) -> tuple[str, ...]:
    """The paths of all documents below a folder, sorted; hidden folders are left out.

    Raises UsageError if there is none.
    """
    found: list[str] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (os.path.join(place, name) for name in files if name.lower().endswith(ENDINGS))
        found += filter(os.path.isfile, paths)
    if not found:
        message = f"there is no document ({', '.join(ENDINGS)}) in the folder {printable(folder)}"
        raise UsageError(message, code="empty-folder")
    return tuple(sorted(found))


def read_source(path: str | os.PathLike[str]) -> Source:
    """The text of a file. Raises UsageError if there is no such file or if it is not UTF-8 text."""
    name = printable(path)
    try:
        if os.stat(path).st_size > MAX_BYTES:
            raise UsageError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB", code="file-too-large")
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES)
    except FileNotFoundError:
        raise UsageError(f"there is no file {name}", code="missing-file") from None
    except IsADirectoryError:
        raise UsageError(f"{name} is a folder, not a document", code="folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{name} cannot be read: {reason}", code="unreadable-file") from None
    return decoded(name, content)


def printable(path: str | os.PathLike[str]) -> str:
    r"""A path as it is shown: on one line, whatever characters it has.

    >>> print(printable("notes/page.md"), printable("two\nlines"), printable(""))
    notes/page.md 'two\nlines' ''
    """
    name = os.fsencode(path).decode("utf-8", "replace")
    return name if name and name.isprintable() else repr(name)


def read_standard_input() -> Source:
    """The text of standard input. Raises UsageError if it is not UTF-8 text."""
    return decoded("<stdin>", sys.stdin.buffer.read(MAX_BYTES))


def decoded(name: str, content: bytes) -> Source:
    r"""The text of UTF-8 bytes, with a byte-order mark dropped and every line end as \n.

    Raises UsageError with the place of the first byte that is not UTF-8.

    >>> decoded("page.md", b"a\r\nb").text
    'a\nb'
    """
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{name} is not UTF-8 text: byte 0x{error.object[error.start]:02x} in line {line}"
        raise UsageError(message, code="not-utf-8") from None
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))
