from collections.abc import Iterator

from derive.formula import (
    Added,
    Applied,
    Divided,
    Formula,
    Grouped,
    Listed,
    Multiplied,
    Negated,
    Numeral,
    Raised,
    Ranged,
)
from derive.mistakes.building import number, over, times
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="lost-factor",
    title="lost factor",
    what="a factor is missing",
    why="the inner derivative of a chain rule is forgotten, or a factor gets lost between two rows",
    wrong=r"\frac{\partial}{\partial x} e^{a x} = e^{a x}",
    right=r"\frac{\partial}{\partial x} e^{a x} = a e^{a x}",
)

NUMBERS = (2, 3)
INSIDE = Added | Negated | Ranged | Divided | Listed | Applied | Raised | Grouped
"""What a factor may stand in; brackets may be those of a function's argument."""


def _with(factor: Formula, node: Formula) -> Formula:
    """factor · node, the factor after a number at the head of the node."""
    if isinstance(node, Multiplied) and isinstance(node.factors[0], Numeral):
        return times(node.factors[0], factor, *node.factors[1:])
    return times(node, factor) if isinstance(node, Numeral) else times(factor, node)


def edits(place: Place) -> Iterator[Formula]:
    node, parent = place.node, place.parent
    if isinstance(node, Negated) or (isinstance(node, Added) and parent is not None):
        return
    if parent is None or isinstance(parent, INSIDE):
        if isinstance(parent, Raised) and node is parent.base:
            return
        factors = [number(one) for one in NUMBERS] + [one for one in place.words.terms if one != node]
        for factor in factors:
            yield _with(factor, node)
        if not isinstance(parent, Divided | Raised | Applied):
            for factor in factors:
                yield over(node, factor)
