from collections.abc import Iterator

from derive.formula import Differentiated, Divided, Formula
from derive.mistakes.building import over
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="spurious-partial",
    title="spurious ∂",
    what="there is a derivative too many",
    why="a quotient looks like a derivative, and gets its signs",
    wrong=r"x e^x = \frac{\partial (x^2 e^x)}{\partial x}",
    right=r"x e^x = \frac{x^2 e^x}{x}",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Differentiated) and node.operand is not None:
        yield node.operand
        if len(node.variables) == 1:
            yield over(node.operand, node.variables[0])
    elif isinstance(node, Divided) and isinstance(node.numerator, Differentiated) and node.numerator.operand:
        yield Divided(node.numerator.operand, node.denominator)
