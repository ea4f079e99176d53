from collections.abc import Iterator

from derive.data import replace
from derive.formula import Applied, Differentiated, Formula, Indexed, Name, Numeral, Primed
from derive.mistakes.building import number
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="wrong-symbol",
    title="wrong symbol",
    what="one symbol or number stands for another",
    why="a rule is copied with its own letters, or two letters of the document are confused",
    wrong=r"(a + b) (c + b) = a c + a b + b c + c^2",
    right=r"(a + b) (c + b) = a c + a b + b c + b^2",
)

NUMBERS = (0, 1, 2, 3)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Numeral):
        yield from (number(one) for one in NUMBERS if one != node.value)
        yield from map(Name, sorted(place.words.sizes))
    elif isinstance(node, Name | Indexed | Primed):
        if isinstance(node, Name) and not isinstance(place.parent, Differentiated):
            yield from (number(one) for one in NUMBERS)
        for symbol in place.words.symbols:
            if symbol != node:
                yield symbol
            if isinstance(symbol, Indexed) and isinstance(node, Indexed) and symbol.base != node.base:
                yield replace(node, base=symbol.base)
    elif isinstance(node, Applied):
        for name in place.words.functions:
            if isinstance(node.function, Name) and name != node.function:
                yield replace(node, function=name)
            elif isinstance(node.function, Primed) and name != node.function.base:
                yield replace(node, function=replace(node.function, base=name))
