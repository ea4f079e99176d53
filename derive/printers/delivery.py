"""Where results go: a file, a pipe, or a terminal with its width, its colours and its characters."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress

from derive.errors import UsageError
from derive.files import printable
from derive.printers.alphabet import UNICODE, Alphabet, alphabet_for, ascii_of
from derive.printers.styled import StyledLine, plain

WIDEST = 120
"""A page is not laid out wider than this, in columns; its rules would stand too far from its formulas."""


def deliver_lines(build: Callable[[int, Alphabet], Iterable[StyledLine]], output: str | None) -> None:
    """Write what `build` makes of a width and an alphabet: with colours on a terminal, else plain."""
    if output is not None:
        return _write_file(output, plain(build(width(terminal=False), UNICODE)))
    alphabet = alphabet_for(sys.stdout)
    if not sys.stdout.isatty():
        return _write(plain(build(width(terminal=False), alphabet)))
    from derive.printers.terminal import write_styled

    lines = build(width(terminal=True), alphabet)
    return _until_closed(lambda: write_styled(lines, sys.stdout))


def deliver_talk(build: Callable[[int, Alphabet], Iterable[StyledLine]]) -> None:
    """Write each line as soon as it is made: what makes them may wait for answers."""
    alphabet = alphabet_for(sys.stdout)
    if sys.stdout.isatty():
        from derive.printers.terminal import write_styled

        lines = build(width(terminal=True), alphabet)
        return _until_closed(lambda: write_styled(lines, sys.stdout))

    def write() -> None:
        for line in build(width(terminal=False), alphabet):
            sys.stdout.write(plain((line,)))
            sys.stdout.flush()

    return _until_closed(write)


def deliver_json(text: str, output: str | None) -> None:
    """Write JSON, in UTF-8 whatever the encoding of standard output is."""
    if output is not None:
        return _write_file(output, text)
    if hasattr(sys.stdout, "buffer"):
        return _until_closed(lambda: sys.stdout.buffer.write(text.encode()))
    return _write(text)


def deliver_text(text: str) -> None:
    """Write a text to standard output, with what its encoding lacks spelled out."""
    _write(text if alphabet_for(sys.stdout).unicode else ascii_of(text))


def _write(text: str) -> None:
    _until_closed(lambda: sys.stdout.write(text))


def _write_file(output: str, text: str) -> None:
    try:
        with open(output, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{printable(output)} cannot be written: {reason}", code="unwritable-file") from None


def _until_closed(write: Callable[[], object]) -> None:
    """Write to standard output; that its reader has gone, as in `derive show | head`, is no error."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        # the interpreter flushes standard output once more when it ends
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def width(*, terminal: bool) -> int:
    """COLUMNS if it is set, else the width of the terminal, else 80; at most WIDEST."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and int(columns[:6]) > 0:
        return min(WIDEST, int(columns[:6]))
    return min(WIDEST, _terminal_columns() or 80) if terminal else 80


def _terminal_columns() -> int:
    """The width of the terminal that standard output is, or 0 where that is not known."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 0
