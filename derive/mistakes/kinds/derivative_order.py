from collections.abc import Iterator

from derive.data import replace
from derive.formula import Differentiated, Formula
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="derivative-order",
    title="order of a derivative",
    what="the derivative is of another order",
    why="the small 2 above and below the bar is left out, or is written once more",
    wrong=r"\frac{\partial x^3}{\partial x} = 6 x",
    right=r"\frac{\partial^2 x^3}{\partial x^2} = 6 x",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Differentiated) and node.operand is not None:
        for variable in dict.fromkeys(node.variables):
            yield replace(node, variables=(*node.variables, variable))
        if len(node.variables) > 1:
            for k in range(len(node.variables)):
                yield replace(node, variables=(*node.variables[:k], *node.variables[k + 1 :]))
