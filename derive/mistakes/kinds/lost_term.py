from collections.abc import Iterator

from derive.formula import Added, Applied, Divided, Formula, Grouped, Indexed, Listed, Name, Ranged, Rooted
from derive.mistakes.building import number, opposite, plus, squared
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="lost-term",
    title="lost term",
    what="a term is missing",
    why="a product rule is carried out for one factor only, or a term gets lost between two rows",
    wrong=r"\frac{\partial}{\partial x} (x \log x) = \log x",
    right=r"\frac{\partial}{\partial x} (x \log x) = \log x + 1",
)

INSIDE = (Grouped, Divided, Listed, Ranged, Applied, Rooted)
"""What may hold a sum whose other terms are all lost."""


def edits(place: Place) -> Iterator[Formula]:
    node, parent = place.node, place.parent
    if isinstance(node, Grouped) or isinstance(parent, Added):
        return
    if parent is None or isinstance(node, Added) or isinstance(parent, INSIDE):
        symbols = [term for term in place.words.terms if isinstance(term, Name | Indexed)]
        for term in (number(1), *place.words.terms, *map(squared, symbols)):
            if term not in (node.terms if isinstance(node, Added) else (node,)):
                yield plus(node, term)
                yield plus(node, opposite(term))
