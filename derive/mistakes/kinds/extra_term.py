from collections.abc import Iterator

from derive.formula import Added, Formula
from derive.mistakes.building import plus
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="extra-term",
    title="extra term",
    what="there is a term too many",
    why="a term is written twice, or it stays though it has been put into another",
    wrong=r"a (b + c) = a b + a c + a",
    right=r"a (b + c) = a b + a c",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Added) and not place.words.has_case:
        for k in range(len(node.terms)):
            yield plus(*node.terms[:k], *node.terms[k + 1 :])
