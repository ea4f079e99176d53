from collections.abc import Iterator

from derive.data import replace
from derive.formula import Compared, Formula, Indexed, Indicated, Listed, Name, Numeral, Ranged
from derive.mistakes.building import number
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place, index_letters, renamed

MISTAKE = Mistake(
    code="index-slip",
    title="index slip",
    what="an index stands where another one is meant",
    why="a row is copied from the one before it, and one of several like letters is not changed",
    given=r"Let $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$.",
    wrong=r"\sum_k z_k p_j - \sum_k z_k p_k = \sum_k z_k (p_j - p_j)",
    right=r"\sum_k z_k p_j - \sum_k z_k p_k = \sum_k z_k (p_j - p_k)",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Indexed):
        yield from _with_another_index(node, place)
    elif isinstance(node, Ranged | Indicated):
        for k, condition in enumerate(node.conditions):
            for other in _with_another_side(condition, node, place):
                yield replace(node, conditions=(*node.conditions[:k], other, *node.conditions[k + 1 :]))
    if not isinstance(node, Indexed | Name | Numeral):
        yield from _renamed_throughout(node, place)


def _with_another_index(node: Indexed, place: Place) -> Iterator[Formula]:
    for name in ("lower", "upper"):
        indices: tuple[Formula, ...] = getattr(node, name)
        for k, index in enumerate(indices):
            for other in _others(index, place):
                yield replace(node, **{name: (*indices[:k], other, *indices[k + 1 :])})
        if len(indices) == 2:
            yield replace(node, **{name: indices[::-1]})


def _others(index: Formula, place: Place) -> Iterator[Formula]:
    if isinstance(index, Name):
        yield from (Name(letter) for letter in place.letters if letter != index.letter)
    elif isinstance(index, Numeral):
        yield from (number(one) for one in place.words.numbers if one != index.value)


def _with_another_side(condition: Compared, node: Ranged | Indicated, place: Place) -> Iterator[Compared]:
    own = node.letter if isinstance(node, Ranged) else None
    for name in ("left", "right"):
        side = getattr(condition, name)
        if isinstance(side, Name) and side != own:
            for other in _others(side, place):
                if other != own:
                    yield replace(condition, **{name: other})


def _renamed_throughout(node: Formula, place: Place) -> Iterator[Formula]:
    """One index for another wherever it occurs in a part."""
    for old in index_letters(node):
        for new in place.letters:
            if new != old:
                yield renamed(node, Name(old), Name(new))
    if isinstance(place.parent, Listed):
        for one in place.words.numbers:
            for other in place.words.numbers:
                if one != other:
                    yield renamed(node, number(one), number(other))
