"""Polynomials with whole coefficients in numbered generators, of which each term mentions only its own.

What is written out at n = 256 has a thousand generators and terms of two or three of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import gcd
from typing import TypeAlias

Powers: TypeAlias = tuple[tuple[int, int], ...]
"""((number of a generator, exponent), ...) in increasing order of the numbers; exponents are positive."""


class Sparse:
    """Σ coefficient · Π generator^exponent, never changed once made; no coefficient is 0.

    >>> x, y = generator(0), generator(1)
    >>> (x + y) * (x - y) == x * x - y * y, (x + y).terms
    (True, {((0, 1),): 1, ((1, 1),): 1})
    """

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: Mapping[Powers, int]) -> None:
        self.terms = terms
        self._hash: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sparse) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __add__(self, other: "Sparse") -> "Sparse":
        return total(((self, 1), (other, 1)))

    def __sub__(self, other: "Sparse") -> "Sparse":
        return total(((self, 1), (other, -1)))

    def __neg__(self) -> "Sparse":
        return total(((self, -1),))

    def __mul__(self, other: "Sparse") -> "Sparse":
        terms: dict[Powers, int] = {}
        for one, c in self.terms.items():
            for another, d in other.terms.items():
                powers = times(one, another)
                terms[powers] = terms.get(powers, 0) + c * d
        return Sparse({powers: c for powers, c in terms.items() if c})

    def __pow__(self, exponent: int) -> "Sparse":
        result = ONE
        for _ in range(exponent):
            result = result * self
        return result

    def generators(self) -> set[int]:
        """The numbers of those that occur."""
        return {number for powers in self.terms for number, _ in powers}

    def degree(self) -> int:
        """The largest sum of the exponents of a term."""
        return max(sum(exponent for _, exponent in powers) for powers in self.terms)

    def leading(self) -> int:
        """The coefficient of the first term in the lexicographic order of the generators. Requires that it is not 0."""
        first = max(self.terms, key=lambda powers: [(-number, exponent) for number, exponent in powers])
        return self.terms[first]

    def content(self) -> int:
        return gcd(*self.terms.values())

    def common(self) -> Powers:
        """The greatest product of generators that divides every term."""
        rest = iter(self.terms)
        lowest = dict(next(rest))
        for powers in rest:
            if not lowest:
                break
            own = dict(powers)
            lowest = {number: min(e, own[number]) for number, e in lowest.items() if number in own}
        return tuple(sorted(lowest.items()))

    def divided(self, number: int, powers: Powers) -> "Sparse":
        """Requires that the number and the product of generators divide every term."""
        lower = {generator: -exponent for generator, exponent in powers}
        return Sparse({_shifted(one, lower): c // number for one, c in self.terms.items()})

    def only_generator(self) -> int | None:
        """The number of the generator that it is, if it is one."""
        if len(self.terms) != 1:
            return None
        ((powers, c),) = self.terms.items()
        return powers[0][0] if c == 1 and len(powers) == 1 and powers[0][1] == 1 else None

    def by_power(self, number: int) -> Iterator[tuple[int, "Sparse"]]:
        """(e, the part of it that stands with generator^e, without that) for every e that occurs."""
        parts: dict[int, dict[Powers, int]] = {}
        for powers, c in self.terms.items():
            exponent = dict(powers).get(number, 0)
            rest = tuple(factor for factor in powers if factor[0] != number)
            parts.setdefault(exponent, {})[rest] = c
        return ((exponent, Sparse(terms)) for exponent, terms in parts.items())


def times(one: Powers, other: Powers) -> Powers:
    """The product of two products of generators."""
    if not one or not other:
        return one or other
    if one[-1][0] < other[0][0]:
        return one + other
    if other[-1][0] < one[0][0]:
        return other + one
    return _shifted(one, dict(other))


def _shifted(powers: Powers, by: Mapping[int, int]) -> Powers:
    exponents = dict(powers)
    for number, exponent in by.items():
        exponents[number] = exponents.get(number, 0) + exponent
    return tuple(sorted((number, exponent) for number, exponent in exponents.items() if exponent))


def total(parts: Iterable[tuple[Sparse, int]]) -> Sparse:
    """Σ c·p"""
    terms: dict[Powers, int] = {}
    for polynomial, factor in parts:
        for powers, c in polynomial.terms.items():
            terms[powers] = terms.get(powers, 0) + c * factor
    return Sparse({powers: c for powers, c in terms.items() if c})


def whole(value: int) -> Sparse:
    return Sparse({(): value} if value else {})


def generator(number: int) -> Sparse:
    return Sparse({((number, 1),): 1})


ZERO, ONE = whole(0), whole(1)
