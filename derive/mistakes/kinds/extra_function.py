from collections.abc import Iterator

from derive.formula import Applied, Formula, Grouped, Indexed, Name, Raised, Rooted
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place, value_parts

MISTAKE = Mistake(
    code="extra-function",
    title="extra function",
    what="a function, a root or a power is taken that does not belong there",
    why="what undoes a function is written, and the function stays",
    wrong=r"\log (e^x) = \log x",
    right=r"\log (e^x) = x",
)

DEEPEST = 6
"""Levels of what a function is taken of."""


def edits(place: Place) -> Iterator[Formula]:
    """What the function is taken of, or a symbol that stands alone in it."""
    node = place.node
    if isinstance(node, Applied | Raised | Rooted):
        yield from _within(node, DEEPEST)


def _within(node: Formula, levels: int) -> Iterator[Formula]:
    for _, _, part in value_parts(node):
        if levels and part != Name("e"):
            if isinstance(part, Name | Indexed | Grouped):
                yield part
            yield from _within(part, levels - 1)
