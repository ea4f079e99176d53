r"""The rows of a display: where its relations, row breaks, commas and remarks stand, outside of all brackets.

A display is what stands between $$ and $$. Alignments such as \begin{aligned} are taken apart; cases,
matrices, braces and brackets are not. An unclosed brace ends with its row, so that it spoils one member only.
"""

from derive.data import Data
from derive.notation.commands import ALIGNMENTS, CONNECTIVES
from derive.notation.marks import Mark, holds_relation, marks_of, pair


class Sign(Data):
    """Something outside of all brackets at text[begin:end]."""

    kind: str
    """'relation', 'row', 'cell', 'comma', 'colon', 'semicolon', 'arrow', 'quad', 'words', 'tag', 'end' (of an
    alignment)."""
    begin: int
    end: int
    value: str = ""
    """The relation's sign, the words, the tag."""
    over: tuple[int, int] | None = None
    """Where the annotation over a relation stands."""


class Display(Data):
    """The signs of a display in order, and its text with all that is no mathematics blanked out."""

    signs: tuple[Sign, ...]
    text: str


def scan_display(text: str) -> Display:
    """The signs of a display."""
    marks = marks_of(text)
    blank = bytearray(len(text))
    _join_rows(marks, blank)
    pair(marks)
    outside = _Outside(marks, blank)
    for number in range(len(marks)):
        outside.place(number)
    cleaned = "".join(" " if gone else character for character, gone in zip(text, blank, strict=True))
    return Display(tuple(outside.signs), cleaned)


def _holds_rows(opener: Mark) -> bool:
    return opener.kind == "begin" or opener.value == "substack"


def _is_alignment(marks: list[Mark], number: int) -> bool:
    """Whether an environment's rows are rows of the display; an array's are if a relation stands in a row of
    it."""
    mark = marks[number]
    if mark.value in ALIGNMENTS:
        return True
    return mark.value == "array" and holds_relation(marks, number)


class _Outside:
    """Collects the signs that nothing hides, and blanks out what is no mathematics."""

    def __init__(self, marks: list[Mark], blank: bytearray) -> None:
        self.marks = marks
        self.blank = blank
        self.signs: list[Sign] = []
        self.hidden: list[int] = []
        """The closing marks of all that is open."""
        self.environments = 0
        """How many of them close what has rows of its own."""

    def place(self, number: int) -> None:
        mark = self.marks[number]
        if self.hidden and self.hidden[-1] == number:
            self.hidden.pop()
            self.environments -= _holds_rows(self.marks[mark.partner])
            return
        outside = not self.environments
        hides = mark.kind in ("brace", "opener", "left", "begin") and mark.partner > 0
        if mark.kind in ("begin", "end"):
            alignment = mark.value in ALIGNMENTS if mark.kind == "end" else _is_alignment(self.marks, number)
            array = mark.kind == "end" and mark.value == "array"
            hides = hides and not alignment
            if outside and (alignment or array) and mark.partner >= 0:
                self.remove(mark)
                if mark.kind == "end" and not self.hidden:
                    self.signs.append(Sign("end", mark.begin, mark.end))
        if mark.value == "free" and hides and not self.hidden and holds_relation(self.marks, number):
            before = self.marks[number - 1]
            for gone in (mark, self.marks[mark.partner], *([before] if before.kind == "wrap" else [])):
                self.remove(gone)
            return
        if mark.kind in ("comment", "drop", "silent", "tag") or (outside and mark.kind in ("row", "cell")):
            self.remove(mark)
        if hides:
            self.hidden.append(mark.partner)
            self.environments += _holds_rows(mark)
        elif not self.hidden:
            self.note(mark)

    def remove(self, mark: Mark) -> None:
        self.blank[mark.begin : mark.end] = b"\1" * (mark.end - mark.begin)

    def note(self, mark: Mark) -> None:
        match mark.kind:
            case "row" | "cell" | "relation" | "comma" | "colon" | "semicolon" | "quad" | "arrow" | "words":
                self.signs.append(Sign(mark.kind, mark.begin, mark.end, mark.value, mark.over))
            case "tag":
                self.signs.append(Sign("tag", mark.begin, mark.end, mark.value.strip("$() ")))


def is_remark(words: str) -> bool:
    """Whether words in a display are said about it, rather than a name in it."""
    plain = " ".join(words.replace("~", " ").split()).strip(" ,.;:()")
    return plain.lower() in CONNECTIVES or " " in plain or words.rstrip("~ ").endswith(":")


def _join_rows(marks: list[Mark], blank: bytearray) -> None:
    r"""\right. at the end of a row and \left. in the next one only hold a bracket open over the row break."""
    held: Mark | None = None
    rows = False
    for mark in marks:
        if mark.kind == "row":
            rows = True
        elif mark.kind == "right":
            held, rows = (mark if mark.value == "." else None), False
        elif mark.kind == "left":
            if held and rows and mark.value == ".":
                for dot in (held, mark):
                    blank[dot.begin : dot.end] = b"\1" * (dot.end - dot.begin)
                    dot.kind = "dot"
            held = None
