from collections.abc import Iterator

from derive.data import replace
from derive.formula import Formula, Indexed, Name, Ranged
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="letter-case",
    title="case of a letter",
    what="a small letter stands for a capital one, or the other way round",
    why="n and N, k and K, x and X are two things in the document and one key on the keyboard",
    wrong=r"(a + A)^2 = a^2 + 2 a A + a^2",
    right=r"(a + A)^2 = a^2 + 2 a A + A^2",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Name) and _other(node, place):
        yield replace(node, letter=node.letter.swapcase())
    elif isinstance(node, Indexed) and isinstance(node.base, Name) and _other(node.base, place):
        yield replace(node, base=replace(node.base, letter=node.base.letter.swapcase()))
    elif isinstance(node, Ranged) and isinstance(node.upper, Name) and _other(node.upper, place):
        yield replace(node, upper=replace(node.upper, letter=node.upper.letter.swapcase()))


def _other(name: Name, place: Place) -> bool:
    """Whether the same letter of the other case means something here."""
    swapped = name.letter.swapcase()
    names = {symbol.base if isinstance(symbol, Indexed) else symbol for symbol in place.words.symbols}
    return len(name.letter) == 1 and (swapped in place.words.sizes or replace(name, letter=swapped) in names)
