"""The prose of a document as one lower-case text, with a mark for each formula."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from derive.data import Data
from derive.document.layout import Layout, Place
from derive.document.prose import DISPLAY, MARKS, sentence_ends


class Running(Data):
    """Prose, and where each formula and each passage stands in it."""

    text: str
    positions: tuple[int, ...]
    """Of the mark of each formula, in order."""
    passages: tuple[tuple[int, int], ...]
    """Where each passage begins and ends."""
    ends: tuple[int, ...]
    """The offsets after each sentence."""

    def before(self, number: int) -> str:
        """What stands before a formula, as far back as a sentence may reach."""
        return self.text[max(0, self.positions[number] - 600) : self.positions[number]]

    def after(self, number: int) -> str:
        return self.text[self.positions[number] + 1 : self.positions[number] + 400]

    def between(self, first: int, second: int) -> str:
        return self.text[self.positions[first] + 1 : self.positions[second]]

    def sentence(self, number: int) -> int:
        """The number of the sentence a formula stands in; a display continues the sentence before it."""
        position = self.positions[number]
        while position and self.text[position - 1].isspace():
            position -= 1
        return bisect_right(self.ends, position)


def run(layout: Layout, entries: Sequence[tuple[Place, int, str]]) -> Running:
    """Runs together the prose around these formulas: (place, number of its passage, mark), in order."""
    parts: list[str] = []
    length = 0
    positions: list[int] = []
    passages: list[tuple[int, int]] = []
    waiting = list(reversed(entries))

    last = ""

    def add(text: str) -> None:
        nonlocal length, last
        parts.append(text)
        length += len(text)
        last = text.rstrip()[-1:] or last

    def tell(prose: str) -> None:
        add((". " if last == DISPLAY and _begins_sentence(prose) else "") + _plain(prose))

    for number, passage in enumerate(layout.passages):
        begin, offset = length, passage.span.start
        while waiting and waiting[-1][1] == number:
            place, _, mark = waiting.pop()
            tell(layout.prose[offset : place.outer.start])
            positions.append(length)
            add(mark + ("." if place.latex.rstrip().endswith(".") else ""))
            if layout.source.text.startswith("$$", place.outer.start):
                last = DISPLAY
            offset = place.outer.end
        tell(layout.prose[offset : passage.span.end])
        passages.append((begin, length))
        add(".\n\n" if passage.heading else "\n\n")
    text = "".join(parts)
    return Running(text, tuple(positions), tuple(passages), tuple(sentence_ends(text)))


def _begins_sentence(prose: str) -> bool:
    """Whether the first letter is a capital."""
    letter = re.search(r"[^\W\d_]", prose)
    return letter is not None and letter[0].isupper()


def _plain(prose: str) -> str:
    """Prose without emphasis, tags and runs of spaces, in lower case.

    >>> _plain("**Case 1.**  If <b>this</b>\\n")
    'case 1. if this '
    """
    text = re.sub(rf"<[^<>]*>|[*`#>{MARKS}]|(?<!\w)_+|_+(?!\w)", "", prose)
    return re.sub(r"\s+", " ", text).lower()
