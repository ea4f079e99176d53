from collections.abc import Iterator

from derive.formula import Formula, Name, Ranged
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place, renamed

MISTAKE = Mistake(
    code="spurious-sum",
    title="spurious sum",
    what="there is a sum too many",
    why="the sum is kept after the derivative has picked one of its terms",
    given=r"Let $l = \sum_k y_k \log z_k$.",
    wrong=r"\frac{\partial l}{\partial z_i} = \sum_k \frac{y_k}{z_k}",
    right=r"\frac{\partial l}{\partial z_i} = \frac{y_i}{z_i}",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Ranged):
        yield node.body
        if isinstance(node.letter, Name):
            for letter in place.letters:
                if letter != node.letter.letter:
                    yield renamed(node.body, node.letter, Name(letter))
