from collections.abc import Iterator

from derive.data import replace
from derive.formula import Formula, Name, Ranged
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place, index_letters, renamed, renamed_condition

MISTAKE = Mistake(
    code="wrong-bound-letter",
    title="wrong bound letter",
    what="the sum runs over one letter, and what it adds has another",
    why="the letter below the sign and the letter in the summand are written at different times",
    given=r"Let $S = \sum_k e^{z_k}$.",
    wrong=r"S = \sum_c e^{z_i}",
    right=r"S = \sum_c e^{z_c}",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if not isinstance(node, Ranged) or not isinstance(node.letter, Name):
        return
    own = node.letter
    for letter in index_letters(node.body):
        if letter != own.letter:
            other = Name(letter)
            yield replace(node, body=renamed(node.body, other, own))
            conditions = tuple(renamed_condition(condition, own, other) for condition in node.conditions)
            yield replace(node, letter=other, conditions=conditions)
