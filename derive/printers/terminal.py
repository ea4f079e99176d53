"""Lines with styles written to a terminal, in colour where it has colours."""

from collections.abc import Iterable
from typing import TextIO

from derive.printers.styled import StyledLine

_COLOURS = {
    "plain": "",
    "title": "bold",
    "heading": "bold",
    "dim": "dim",
    "proved": "green",
    "refuted": "bold red",
    "undecided": "yellow",
    "unreadable": "bold magenta",
    "given": "cyan",
}


def write_styled(lines: Iterable[StyledLine], stream: TextIO) -> None:
    """Write the lines, never wrapped or cut, with the colours that the terminal and NO_COLOR allow."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for line in lines:
        pieces = ((piece.text, _COLOURS[piece.style]) for piece in line)
        text = Text.assemble(*pieces, no_wrap=True, overflow="ignore")
        text.rstrip()
        console.print(text, crop=False, soft_wrap=True)
