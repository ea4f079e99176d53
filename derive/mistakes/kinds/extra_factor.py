from collections.abc import Iterator

from derive.formula import Divided, Formula, Multiplied
from derive.mistakes.building import number, without
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="extra-factor",
    title="extra factor",
    what="there is a factor too many",
    why="a factor is written twice, or it stays where it was after it is taken out",
    wrong=r"a b + a c = a (a b + c)",
    right=r"a b + a c = a (b + c)",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Multiplied):
        for k in range(len(node.factors)):
            yield without(node, k)
    elif isinstance(node, Divided):
        yield node.numerator
        if node.numerator != number(1):
            yield Divided(number(1), node.denominator)
