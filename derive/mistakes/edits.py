"""The edits of a formula: what each kind of mistake proposes at each of its places."""

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from derive.data import Data
from derive.formula import Differentiated, Divided, Formula, Grouped, Indexed, Multiplied, Name, Numeral, Ranged
from derive.formula_parts import children, subformulas
from derive.mistakes.mistake import Edits, Mistake
from derive.mistakes.places import Words, index_letters, places
from derive.mistakes.table import IN_PAIRS, KINDS

Kinds: TypeAlias = tuple[tuple[int, tuple[Mistake, Edits]], ...]
"""Kinds of mistake by their ranks: the more usual, the smaller."""

EVERY: Kinds = tuple(enumerate(KINDS))
ANYWHERE: Kinds = tuple(ranked for ranked in EVERY if ranked[1][0].side == "any")
PAIRED: Kinds = tuple(ranked for ranked in EVERY if ranked[1][0].code in IN_PAIRS)


class Edited(Data):
    """A formula after one edit or two, and how it came about."""

    mistakes: tuple[Mistake, ...]
    formula: Formula
    changes: tuple[tuple[int, Formula, Formula], ...]
    """(rank of the kind, what stood there, what stands there now)"""

    @property
    def cost(self) -> float:
        """How unusual and how large the edits are."""
        return sum(rank + distance(old, new) for rank, old, new in self.changes)


class Batch(Data):
    """Edits of which none costs less than `least`. They are made when they are asked for."""

    least: float
    edits: Iterator[Edited]


def singles(formula: Formula, words: Words, kinds: Kinds) -> Iterator[Batch]:
    """The formula after each edit of each kind, the most usual kinds first."""
    for rank, kind in kinds:
        yield Batch(rank + 1, _edited(formula, words, rank, kind))


def _edited(formula: Formula, words: Words, rank: int, kind: tuple[Mistake, Edits]) -> Iterator[Edited]:
    mistake, edits = kind
    for place in places(formula, words):
        for node in edits(place):
            yield Edited((mistake,), place.whole(node), ((rank, place.node, node),))


def pairs(formula: Formula, words: Words) -> Iterator[Batch]:
    """The formula after two edits, the small ones of the first first."""
    least = 1 + min(rank for rank, _ in PAIRED)
    first = (edited for batch in singles(formula, words, PAIRED) for edited in batch.edits)
    for one in sorted(first, key=lambda edited: edited.cost):
        yield Batch(one.cost + least, _edited_again(one, words))


def _edited_again(one: Edited, words: Words) -> Iterator[Edited]:
    for batch in singles(one.formula, words, PAIRED):
        for other in batch.edits:
            yield Edited((*one.mistakes, *other.mistakes), other.formula, (*one.changes, *other.changes))


def distance(old: Formula, new: Formula) -> int:
    """How many symbols and signs have to be written or taken away, at least 1; brackets do not count.

    >>> distance(Name("x"), Name("y")), distance(Name("x"), Grouped(Name("x")))
    (1, 1)
    """
    before, after = Counter(labels(old)), Counter(labels(new))
    return max(1, (before - after).total(), (after - before).total())


def oddities(formula: Formula) -> int:
    r"""How much stands in a formula that is seldom meant: ∂1/∂x, δ_ii, Σ_k y_i, a b/a, and a number for an index, as in
    x_1.

    >>> from derive.notation.latex import read_latex
    >>> odd = (r"\delta_{i, i} x_1", r"\frac{\partial 1}{\partial x_i}", r"\sum_k e^{y_i}", r"\frac{a b}{a}")
    >>> [oddities(read_latex(latex).formula) for latex in odd]
    [2, 1, 1, 1]
    """
    found = 0
    for part in subformulas(formula):
        if isinstance(part, Indexed):
            found += sum(isinstance(index, Numeral) for index in part.lower)
            found += part.base == Name("δ") and len(part.lower) == 2 and part.lower[0] == part.lower[1]
        elif isinstance(part, Differentiated):
            found += isinstance(part.operand, Numeral)
        elif isinstance(part, Divided):
            factors = part.numerator.factors if isinstance(part.numerator, Multiplied) else (part.numerator,)
            found += isinstance(part.denominator, Name | Indexed) and part.denominator in factors
        elif isinstance(part, Ranged) and isinstance(part.letter, Name):
            found += bool(index_letters(part.body)) and part.letter not in subformulas(part.body)
    return found


def likeness(one: Formula, other: Formula) -> float:
    """How much two formulas look alike, from 0 to 1: in the order of their symbols, and of their index letters."""
    from difflib import SequenceMatcher

    alike = SequenceMatcher(None, list(labels(one)), list(labels(other)), autojunk=False).ratio()
    return (alike + (index_letters(one) == index_letters(other))) / 2


def labels(formula: Formula) -> Iterator[object]:
    """What each node of a formula is, its parts left out, in the order of reading."""
    if isinstance(formula, Name | Numeral):
        yield formula
    elif not isinstance(formula, Grouped):
        yield type(formula)
    for part in children(formula):
        yield from labels(part)
