from collections.abc import Iterator

from derive.formula import Added, Formula
from derive.mistakes.building import plus
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="copied-case",
    title="copied case",
    what="a term is there that this index case does not have",
    why="the row of one case is copied for the other, where a derivative is 0",
    given=r"Let $S = \sum_k e^{z_k}$. If $j \neq i$,",
    wrong=r"\frac{\partial}{\partial z_i} \frac{e^{z_j}}{S} = \frac{e^{z_j} S - e^{z_j} e^{z_i}}{S^2}",
    right=r"\frac{\partial}{\partial z_i} \frac{e^{z_j}}{S} = \frac{-e^{z_j} e^{z_i}}{S^2}",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Added) and place.words.has_case:
        for k in range(len(node.terms)):
            yield plus(*node.terms[:k], *node.terms[k + 1 :])
