from collections.abc import Iterator

from derive.data import replace
from derive.formula import Added, Formula, Multiplied, Negated, Ranged
from derive.mistakes.building import plus, times, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="product-for-sum",
    title="product for sum",
    what="a product stands for a sum, or a sum for a product",
    why="the logarithm of a product is a sum, and the sign is not changed with it",
    wrong=r"\log (e^x e^y) = x y",
    right=r"\log (e^x e^y) = x + y",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Ranged):
        yield replace(node, operator="product" if node.operator == "sum" else "sum")
    elif isinstance(node, Multiplied):
        if len(node.factors) > 2:
            yield plus(*map(ungrouped, node.factors))
        for k in range(1, len(node.factors)):
            yield plus(times(*node.factors[:k]), times(*node.factors[k:]))
    elif isinstance(node, Added):
        if len(node.terms) > 2:
            yield times(*node.terms)
        for k in range(1, len(node.terms)):
            right = node.terms[k]
            factor = right.operand if isinstance(right, Negated) else right
            yield plus(*node.terms[: k - 1], times(node.terms[k - 1], factor), *node.terms[k + 1 :])
