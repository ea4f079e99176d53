"""Where things stand in a document: offsets, lines and columns, and excerpts with a caret."""

from bisect import bisect_right
from functools import lru_cache

from derive.data import Data


class Span(Data):
    """A half-open range of character offsets, start <= end, in the text of one Source."""

    start: int
    end: int

    def join(self, other: "Span") -> "Span":
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


NOWHERE = Span(0, 0)


class Source(Data):
    """The text of a document and the name it goes by in messages.

    >>> source = Source("page.md", "one\\ntwo + three\\n")
    >>> source.position(8)
    (2, 5)
    >>> print(source.excerpt(Span(8, 9)))
    two + three
        ^
    """

    path: str
    text: str

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of a character offset, both counted from one."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def excerpt(self, span: Span) -> str:
        """The line on which the span starts, with carets under the part of the span on that line."""
        line, column = self.position(span.start)
        text = self.text[_line_starts(self.text)[line - 1] :].split("\n", 1)[0]
        width = max(1, min(span.end - span.start, len(text) - column + 1))
        return f"{text}\n{' ' * (column - 1)}{'^' * width}"


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins."""
    return (0, *(k + 1 for k, character in enumerate(text) if character == "\n"))
