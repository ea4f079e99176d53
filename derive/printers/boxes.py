"""Rectangles of text with a baseline, and how they are put together."""

from unicodedata import combining, east_asian_width

from derive.data import Data
from derive.printers.alphabet import Alphabet


def cells(text: str) -> int:
    """How many columns of a terminal the text takes: combining marks take none, wide characters two.

    >>> cells("p\u0302 + 1"), cells("ŷⱼ")
    (5, 2)
    """
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) or c == "\u200b" else 2 if east_asian_width(c) in "WF" else 1 for c in text)


class Block(Data):
    """Lines of one width; `baseline` is the number, from zero, of the line that stands on the text's line."""

    lines: tuple[str, ...]
    baseline: int

    @property
    def width(self) -> int:
        return cells(self.lines[0])

    @property
    def height(self) -> int:
        return len(self.lines)

    def __str__(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)


def block(lines: tuple[str, ...], baseline: int) -> Block:
    """A block of the lines, filled up with spaces at the right."""
    width = max(cells(line) for line in lines)
    return Block(tuple(line + " " * (width - cells(line)) for line in lines), baseline)


def line(text: str) -> Block:
    """A block of one line."""
    return Block((text,), 0)


def centred(text: str, width: int) -> str:
    left = (width - cells(text)) // 2
    return " " * left + text + " " * (width - cells(text) - left)


def beside(*blocks: Block) -> Block:
    """The blocks from left to right, on one baseline."""
    above = max(b.baseline for b in blocks)
    below = max(b.height - b.baseline for b in blocks)
    columns = [_tall(b, above, below) for b in blocks]
    return Block(tuple("".join(parts) for parts in zip(*columns, strict=True)), above)


def _tall(b: Block, above: int, below: int) -> tuple[str, ...]:
    blank = " " * b.width
    return (blank,) * (above - b.baseline) + b.lines + (blank,) * (below - b.height + b.baseline)


def piled(*blocks: Block, baseline: int) -> Block:
    """The blocks from top to bottom, each centred; `baseline` counts lines from the top."""
    width = max(b.width for b in blocks)
    return Block(tuple(centred(text, width) for b in blocks for text in b.lines), baseline)


def fraction(numerator: Block, denominator: Block, alphabet: Alphabet) -> Block:
    """The numerator over the denominator. The bar is longer than any bar inside."""
    nested = numerator.height > 1 or denominator.height > 1
    bar = line(alphabet.bar * (max(numerator.width, denominator.width) + (2 if nested else 0)))
    return piled(numerator, bar, denominator, baseline=numerator.height)


def raised(base: Block, exponent: Block) -> Block:
    """The exponent at the upper right: beside the top line of a tall base, above a base of one line."""
    lines = list(exponent.lines)
    if base.height == 1:
        lines.append(" " * exponent.width)
    hang = max(0, base.height - 1)
    wide = tuple(" " * base.width + text for text in lines[:-1])
    first = (base.lines[0] + lines[-1],)
    rest = tuple(text + " " * exponent.width for text in base.lines[1 : hang + 1])
    return Block(wide + first + rest, len(wide) + base.baseline)


_TALL = {"(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "{": "⎧⎪⎩", "}": "⎫⎪⎭", "|": "│││", "‖": "‖‖‖"}
"""The top, the middle and the bottom of each bracket."""
_TALL_ASCII = {"(": "/|\\", ")": "\\|/", "[": "[[[", "]": "]]]", "{": "{{{", "}": "}}}", "|": "|||"}
CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖", "⟨": "⟩", "": ""}


def bracketed(content: Block, bracket: str, alphabet: Alphabet, *, closed: bool = True) -> Block:
    """The content in brackets of its height; without the closing one for cases."""
    left = _fence(bracket, content, alphabet)
    if not closed:
        return beside(left, content)
    return beside(left, content, _fence(CLOSING.get(bracket, bracket), content, alphabet))


def _fence(bracket: str, content: Block, alphabet: Alphabet) -> Block:
    plain = alphabet.norm if bracket == "‖" else bracket
    tall = (_TALL if alphabet.unicode else _TALL_ASCII).get(bracket)
    if content.height == 1 or tall is None:
        return line(plain)
    top, middle, bottom = tuple(tall)
    if bracket in "{}" and content.height > 2 and alphabet.unicode:
        half = (content.height - 1) // 2
        waist = "⎨" if bracket == "{" else "⎬"
        lines = (top, *(middle,) * (half - 1), waist, *(middle,) * (content.height - half - 2), bottom)
    else:
        lines = (top, *(middle,) * (content.height - 2), bottom)
    return Block(lines, content.baseline)
