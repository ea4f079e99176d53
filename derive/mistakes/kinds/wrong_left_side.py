from collections.abc import Iterator

from derive.data import replace
from derive.formula import Differentiated, Formula, Indexed, Name, Numeral
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="wrong-left-side",
    title="wrong left side",
    what="the left side names something else than what is worked out",
    why="the left side is written last, or is copied from the row before",
    given=r"Let $y = w x$ and $L = y^2$.",
    wrong=r"\frac{\partial L}{\partial w} = x",
    right=r"\frac{\partial y}{\partial w} = x",
    side="first",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Differentiated):
        for symbol in place.words.symbols:
            if symbol != node.operand and isinstance(node.operand, Name | Indexed | Numeral):
                yield replace(node, operand=symbol)
            if (symbol,) != node.variables and len(node.variables) == 1:
                yield replace(node, variables=(symbol,))
    elif place.parent is None:
        for symbol in place.words.symbols:
            if isinstance(node, Name | Indexed):
                yield Differentiated(node, (symbol,))
            if symbol != node:
                yield symbol
