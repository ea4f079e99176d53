"""Products whose factors need not commute: which equations hold in the order in which they are written.

A term is a sum of words, each a product of letters in their order with a factor that commutes with all: A (B + A) is
A B + A². A letter is an atom of which the caller says that it may not commute, or the inverse of one.
"""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from derive.term import Number, Plus, Power, Term, Times

Letter: TypeAlias = tuple[Term, int]
"""An atom, and 1, or −1 for its inverse."""
Word: TypeAlias = tuple[Letter, ...]
Scalar: TypeAlias = tuple[tuple[Term, int], ...]
"""What commutes, with its powers."""
Words: TypeAlias = dict[tuple[Word, Scalar], Fraction]
"""The coefficient of each word with each monomial of what commutes."""
MOST = 200
"""How many words are looked at."""
MOST_POWER = 6


class UnorderedError(Exception):
    """A term that is no sum of few words."""


def words(term: Term, moves: Callable[[Term], bool], unfold: Callable[[Term], Term]) -> Words:
    """The words of a term, where `unfold` puts in what its atoms stand for; an atom for which `moves` is true commutes
    with all.

    Raises UnorderedError for a term with too many words, and for the inverse of a sum.
    """
    match unfold(term):
        case Number(value):
            return {((), ()): value} if value else {}
        case Plus(terms):
            total: Words = {}
            for one in terms:
                total = _added(total, words(one, moves, unfold))
            return total
        case Times(factors):
            product: Words = {((), ()): Fraction(1)}
            for factor in factors:
                product = _times(product, words(factor, moves, unfold))
            return product
        case Power(base, Number(value)) if value.denominator == 1 and abs(value) <= MOST_POWER:
            return _power(words(base, moves, unfold), int(value))
        case _ if moves(term):
            return {((), ((term, 1),)): Fraction(1)}
        case _:
            return {(((term, 1),), ()): Fraction(1)}


def _added(one: Words, other: Words) -> Words:
    total = dict(one)
    for word, factor in other.items():
        total[word] = total.get(word, Fraction(0)) + factor
    return {word: factor for word, factor in total.items() if factor}


def _times(one: Words, other: Words) -> Words:
    if len(one) * len(other) > MOST:
        raise UnorderedError
    product: Words = {}
    for (left, apart), first in one.items():
        for (right, others), second in other.items():
            product = _added(product, {(_joined(left, right), _merged(apart, others)): first * second})
    return product


def _power(base: Words, exponent: int) -> Words:
    if exponent < 0:
        if len(base) != 1:
            raise UnorderedError
        (((word, apart), factor),) = base.items()
        inverse = tuple((atom, -sign) for atom, sign in reversed(word))
        base = {(inverse, tuple((atom, -power) for atom, power in apart)): 1 / factor}
    product: Words = {((), ()): Fraction(1)}
    for _ in range(abs(exponent)):
        product = _times(product, base)
    return product


def _joined(left: Word, right: Word) -> Word:
    """Two words after one another, without letters beside their inverses."""
    joined = list(left)
    for atom, sign in right:
        if joined and joined[-1] == (atom, -sign):
            joined.pop()
        else:
            joined.append((atom, sign))
    return tuple(joined)


def _merged(one: Scalar, other: Scalar) -> Scalar:
    powers: Counter[Term] = Counter()
    for atom, power in (*one, *other):
        powers[atom] += power
    return tuple(sorted(((atom, power) for atom, power in powers.items() if power), key=repr))
