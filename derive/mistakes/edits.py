"""The edits of a formula: what each kind of mistake proposes at each of its places."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from derive.data import Data
from derive.formula import Differentiated, Divided, Formula, Grouped, Indexed, Multiplied, Name, Numeral, Ranged
from derive.formula_parts import subformulas
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
    missing, taken = dict[object, int](), 0
    for label in labels(new):
        missing[label] = missing.get(label, 0) + 1
    for label in labels(old):
        if missing.get(label):
            missing[label] -= 1
        else:
            taken += 1
    return max(1, taken, sum(missing.values()))


def oddities(formula: Formula) -> int:
    r"""How much stands in a formula that is seldom meant: ∂1/∂x, δ_ii, Σ_k y_i, a b/a, and a number for an index, as in
    x_1.

    >>> from derive.notation.latex import read_latex
    >>> odd = (r"\delta_{i, i} x_1", r"\frac{\partial 1}{\partial x_i}", r"\sum_k e^{y_i}", r"\frac{a b}{a}")
    >>> [oddities(read_latex(latex).formula) for latex in odd]
    [2, 1, 1, 1]
    """
    return sum([_ODDITY[type(part)](part) for part in subformulas(formula) if type(part) in _ODDITY])


def _odd_indices(part: Indexed) -> int:
    equal = part.base == Name("δ") and len(part.lower) == 2 and part.lower[0] == part.lower[1]
    return sum(isinstance(index, Numeral) for index in part.lower) + equal


def _odd_fraction(part: Divided) -> int:
    factors = part.numerator.factors if isinstance(part.numerator, Multiplied) else (part.numerator,)
    return isinstance(part.denominator, Name | Indexed) and part.denominator in factors


def _odd_sum(part: Ranged) -> int:
    is_named = isinstance(part.letter, Name)
    return is_named and bool(index_letters(part.body)) and part.letter not in subformulas(part.body)


_ODDITY: dict[type, Callable[[Any], int]] = {
    Indexed: _odd_indices,
    Differentiated: lambda part: isinstance(part.operand, Numeral),
    Divided: _odd_fraction,
    Ranged: _odd_sum,
}


def likeness(one: Formula, other: Formula) -> float:
    """How much two formulas look alike, from 0 to 1: in the order of their symbols, and of their index letters."""
    from difflib import SequenceMatcher

    alike = SequenceMatcher(None, labels(one), labels(other), autojunk=False).ratio()
    return (alike + (index_letters(one) == index_letters(other))) / 2


def labels(formula: Formula) -> list[object]:
    """What each node of a formula is, its parts left out, in the order of reading."""
    parts = subformulas(formula)
    return [one if type(one) in _NAMED else type(one) for one in parts if type(one) is not Grouped]


_NAMED = frozenset((Name, Numeral))
