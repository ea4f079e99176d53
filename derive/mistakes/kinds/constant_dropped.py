from collections.abc import Iterator

from derive.formula import Added, Applied, Formula, Grouped, Name, Numeral
from derive.formula_parts import children
from derive.mistakes.building import grouped, opposite, plus
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="constant-dropped",
    title="dropped constant",
    what="a constant term is dropped, so that the sides are equal up to a constant only",
    why="what does not depend on the variable does not matter in the end, and = is written all the same",
    given=r"Let $q = e^{b - x^2}$.",
    wrong=r"\log q = -x^2",
    right=r"\log q = -x^2 + b",
)


def edits(place: Place) -> Iterator[Formula]:
    """The whole member, with a constant of what stands near it or its logarithm added."""
    node = place.node
    if place.parent is not None:
        return
    own = frozenset(_names(node))
    for term in place.words.terms:
        names = frozenset(_names(term))
        if names & own or isinstance(term, Added):
            continue
        logarithm = Applied(Name("log", style="word"), (_argument(term),), parenthesised=False)
        for constant in (term, logarithm):
            yield plus(node, constant)
            yield plus(node, opposite(constant))


def _argument(term: Formula) -> Formula:
    return term if isinstance(term, Name | Numeral | Grouped) else grouped(term)


def _names(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Name):
        yield formula.letter
    for part in children(formula):
        yield from _names(part)
