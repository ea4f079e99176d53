from collections.abc import Iterator

from derive.formula import Formula
from derive.mistakes.building import opposite, plus
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="equals-for-plus",
    title="= for +",
    what="the = after it should be a + or a −",
    why="both signs have two strokes and stand at the ends of rows",
    wrong=r"(a + b)^2 = a^2 + 2 a b = b^2",
    right=r"(a + b)^2 = a^2 + 2 a b + b^2",
)


def edits(place: Place) -> Iterator[Formula]:
    after = place.words.after
    if place.parent is None and after is not None:
        yield plus(place.node, after)
        yield plus(place.node, opposite(after))
