from collections.abc import Iterator
from itertools import combinations

from derive.formula import Added, Differentiated, Divided, Formula, Grouped, Indexed, Listed, Multiplied, Name, Negated
from derive.mistakes.building import number, times
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="lost-delta",
    title="lost δ",
    what="a Kronecker δ is missing, so this holds in one index case only",
    why="the derivative is worked out for equal indices, and written for all",
    given=r"Let $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$.",
    wrong=r"\frac{\partial p_j}{\partial z_i} = p_j (1 - p_i)",
    right=r"\frac{\partial p_j}{\partial z_i} = p_j (\delta_{i, j} - p_i)",
)


def edits(place: Place) -> Iterator[Formula]:
    node, parent = place.node, place.parent
    if isinstance(node, Added | Negated | Grouped) or isinstance(parent, Multiplied | Differentiated):
        return
    if parent is not None and not isinstance(parent, Added | Negated | Grouped | Divided | Listed):
        return
    for one, other in combinations(sorted(place.letters), 2):
        delta = Indexed(Name("δ"), (Name(one), Name(other)))
        yield delta if node == number(1) else times(delta, node)
