"""Lines of text whose parts have a style, so that one page serves terminals with colour and files without."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from derive.data import Data
from derive.printers.alphabet import Alphabet, ascii_of
from derive.printers.boxes import cells

Style: TypeAlias = Literal[
    "plain", "title", "heading", "dim", "proved", "refuted", "undecided", "unreadable", "given"
]  # fmt: skip


class Piece(Data):
    text: str
    style: Style = "plain"


StyledLine: TypeAlias = tuple[Piece, ...]
EMPTY: StyledLine = ()


def plain(lines: Iterable[StyledLine]) -> str:
    """The text alone, without spaces at the ends of lines, with a newline after each."""
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)


def in_alphabet(line: StyledLine, alphabet: Alphabet) -> StyledLine:
    """The line with what the alphabet lacks spelled out."""
    if alphabet.unicode:
        return line
    return tuple(Piece(ascii_of(piece.text.replace(" · ", " - ")), piece.style) for piece in line)


def unbroken(text: str) -> str:
    """The text with spaces at which `filled` does not break it."""
    return text.replace(" ", "\u00a0")


def filled(text: str, width: int) -> tuple[str, ...]:
    """The text broken at spaces into rows at most `width` columns wide; a longer word stays whole.

    >>> filled("one two three", 8)
    ('one two', 'three')
    """
    rows = [""]
    for word in text.split(" "):
        if not rows[-1]:
            rows[-1] = word
        elif cells(rows[-1]) + 1 + cells(word) <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return tuple(row.replace("\u00a0", " ") for row in rows)


def chopped(text: str, width: int) -> tuple[str, ...]:
    """As `filled`, and a word that is longer than a row goes on in the next.

    >>> chopped("one longword", 5)
    ('one', 'longw', 'ord')
    """
    width = max(1, width // max(cells(character) for character in text or " "))
    return tuple(row[at : at + width] for row in filled(text, width) for at in range(0, max(1, len(row)), width))
