from collections.abc import Iterator

from derive.data import replace
from derive.formula import Divided, Formula, Grouped, Raised, Rooted
from derive.mistakes.building import squared, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="lost-square",
    title="lost square of the denominator",
    what="the denominator lacks its square",
    why="the quotient rule is remembered for its numerator, and its denominator is copied as it was",
    given=r"Let $S = \sum_k e^{z_k}$.",
    wrong=r"\frac{\partial}{\partial z_i} \frac{1}{S} = -\frac{e^{z_i}}{S}",
    right=r"\frac{\partial}{\partial z_i} \frac{1}{S} = -\frac{e^{z_i}}{S^2}",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Divided):
        below = node.denominator
        if not isinstance(ungrouped(below), Raised):
            yield replace(node, denominator=squared(below))
    elif isinstance(node, Grouped) and node.bracket in "|‖" and not isinstance(place.parent, Raised | Rooted):
        yield squared(node)
