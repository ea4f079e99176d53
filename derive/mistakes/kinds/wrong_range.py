from collections.abc import Iterator

from derive.data import replace
from derive.formula import Compared, Formula, Name, Ranged
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="wrong-range",
    title="wrong range of a sum",
    what="the sum has a term too many or too few",
    why="a term is taken out of a sum and the sum still has it, or it is put back and the sum still leaves it out",
    wrong=r"\sum_k a_k = a_i + \sum_k a_k",
    right=r"\sum_k a_k = a_i + \sum_{k \neq i} a_k",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if not isinstance(node, Ranged) or not isinstance(node.letter, Name):
        return
    if node.conditions:
        yield replace(node, conditions=())
    for letter in place.letters:
        if letter != node.letter.letter:
            condition = Compared(node.letter, "≠", Name(letter))
            if condition not in node.conditions:
                yield replace(node, conditions=(*node.conditions, condition))
