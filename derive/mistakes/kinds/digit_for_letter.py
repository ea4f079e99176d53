from collections.abc import Iterator

from derive.data import replace
from derive.formula import Formula, Indexed, Name, Numeral
from derive.mistakes.building import number
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="digit-for-letter",
    title="digit for letter",
    what="a digit stands for a letter, or a letter for a digit",
    why="1, l and i look alike, and so do 0 and o",
    wrong=r"\frac{\partial}{\partial z_i} \sum_k z_k^2 = 2 z_1",
    right=r"\frac{\partial}{\partial z_i} \sum_k z_k^2 = 2 z_i",
)

_DIGITS = {"l": 1, "i": 1, "I": 1, "O": 0, "o": 0, "z": 2}


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Indexed):
        for name in ("lower", "upper"):
            indices: tuple[Formula, ...] = getattr(node, name)
            for k, index in enumerate(indices):
                for other in _others(index, place):
                    yield replace(node, **{name: (*indices[:k], other, *indices[k + 1 :])})
    elif isinstance(node, Name) and node.letter in _DIGITS and not node.accent:
        yield number(_DIGITS[node.letter])
    elif isinstance(node, Numeral):
        for symbol in place.words.symbols:
            if isinstance(symbol, Name) and _DIGITS.get(symbol.letter) == node.value:
                yield symbol


def _others(index: Formula, place: Place) -> Iterator[Formula]:
    if isinstance(index, Numeral):
        yield from map(Name, place.letters)
    elif isinstance(index, Name):
        yield from map(number, place.words.numbers or (1,))
