from collections.abc import Iterator
from itertools import pairwise

from derive.data import replace
from derive.formula import Differentiated, Formula, Grouped, Indexed, Listed, Multiplied, Name, Negated, Ranged
from derive.formula_parts import subformulas
from derive.mistakes.building import SUM, grouped, times
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place, index_letters

MISTAKE = Mistake(
    code="lost-sum",
    title="lost sum",
    what="a sum is missing",
    why="a chain rule is written for one term, though what is differentiated depends on all of them",
    given=r"Let $l = \sum_k y_k z_k$.",
    wrong=r"l = y_k z_k",
    right=r"l = \sum_k y_k z_k",
)

LETTERS = "kjimlnpqrst"
"""What a sum may run over that had no letter."""


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if isinstance(node, Multiplied):
        yield from _sums_for_sizes(node, place)
        yield from _sums_of_chain(node, place)
        for k in range(1, len(node.factors)):
            rest = times(*node.factors[k:])
            for sum_ in _sums_of(rest, place):
                yield times(*node.factors[:k], sum_)
    if isinstance(node, Name) and node.letter in place.words.sizes:
        return
    if isinstance(place.parent, Differentiated | Grouped | Listed) or isinstance(node, Negated):
        return
    for sum_ in _sums_of(node, place):
        yield grouped(sum_) if isinstance(place.parent, Multiplied) else sum_


def _sums_of(node: Formula, place: Place) -> Iterator[Formula]:
    """The sums of a formula over each of its indices, with the ranges that such a letter has elsewhere."""
    body = grouped(node) if isinstance(node, SUM) else node
    for letter in index_letters(node):
        if letter in place.bound:
            continue
        like = [one for one in place.words.ranges if isinstance(one.letter, Name) and one.letter.letter == letter]
        for one in like:
            yield replace(one, body=body)
        if not like:
            yield Ranged("sum", Name(letter), None, None, (), body)


def _sums_of_chain(node: Multiplied, place: Place) -> Iterator[Formula]:
    """Σ_k ∂E/∂o_k ∂o_k/∂z_j for ∂E/∂o_j ∂o_j/∂z_j"""
    for k, (outer, inner) in enumerate(pairwise(node.factors)):
        if not isinstance(outer, Differentiated) or not isinstance(inner, Differentiated):
            continue
        between = inner.operand
        if not isinstance(between, Indexed) or outer.variables != (between,) or len(between.lower) != 1:
            continue
        letter = next(one for one in map(Name, LETTERS) if one not in subformulas(node))
        through = replace(between, lower=(letter,))
        chain = (replace(outer, variables=(through,)), replace(inner, operand=through), *node.factors[k + 2 :])
        yield times(*node.factors[:k], Ranged("sum", letter, None, None, (), times(*chain)))


def _sums_for_sizes(node: Multiplied, place: Place) -> Iterator[Formula]:
    """Σ_{s=1}^N a_s for N a_s"""
    for k, factor in enumerate(node.factors[:-1]):
        if isinstance(factor, Name) and factor.letter in place.words.sizes:
            for sum_ in _sums_of(times(*node.factors[k + 1 :]), place):
                yield times(*node.factors[:k], sum_)
