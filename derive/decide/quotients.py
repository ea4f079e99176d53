"""Quotients of polynomials: numerator / (integer · factors), with the factors of the denominator kept apart.

Little is cancelled, since to find out whether a quotient is 0 only its numerator counts.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

from derive.data import Data

Polynomial: TypeAlias = Any
"""An element of a ring of polynomials over the integers, from sympy.polys.rings."""

Factors: TypeAlias = tuple[tuple[int, int], ...]
"""((number of a factor, exponent), ...) in increasing order of the numbers; exponents are not 0."""

_MOST_TERMS = 4000
_MOST_FACTORED = 12
"""Polynomials with more terms are not factored."""


class BeyondReachError(Exception):
    """What is undefined, too large, or outside the rules that are known here."""


class Quotient(Data):
    """numerator / (over · Π factor^exponent) with over >= 1 and exponents > 0"""

    numerator: Polynomial
    over: int = 1
    factors: Factors = ()


class Quotients:
    """Makes quotients, in a ring of `size` generators that comes from outside.

    Every method may raise BeyondReachError.
    """

    def __init__(self, make_ring: Callable[[int], Any], size: int) -> None:
        self._make_ring = make_ring
        self._ring = make_ring(size)
        self._factors: list[Polynomial] = []
        self._factor_numbers: dict[Polynomial, int] = {}
        self._of_factor: dict[int, Factors] = {}
        self._unfactored: set[int] = set()

    def constant(self, value: Fraction | int) -> Quotient:
        return Quotient(self._ring.ground_new(value.numerator), value.denominator)

    def add(self, terms: Iterable[Quotient]) -> Quotient:
        terms = tuple(terms)
        over = lcm(*(term.over for term in terms))
        common: dict[int, int] = {}
        for term in terms:
            for factor, exponent in term.factors:
                common[factor] = max(exponent, common.get(factor, 0))
        total = self._ring.zero
        for term in terms:
            own = dict(term.factors)
            missing = [(factor, exponent - own.get(factor, 0)) for factor, exponent in common.items()]
            total = total + self._expanded(missing, term.numerator) * (over // term.over)
        return self._bounded(total, over, common)

    def multiply(self, operands: Iterable[Quotient]) -> Quotient:
        numerator, over, factors = self._ring.one, 1, dict[int, int]()
        kept = []
        for operand in operands:
            over *= operand.over
            for factor, exponent in operand.factors:
                factors[factor] = factors.get(factor, 0) + exponent
            kept.append(operand.numerator)
        for polynomial in kept:
            factor = self._factor_numbers.get(polynomial, -1)
            if factors.get(factor, 0):
                factors[factor] -= 1
            else:
                numerator = numerator * polynomial
                self._bounded(numerator, 1, {})
        return self._bounded(numerator, over, factors)

    def _factor(self, polynomial: Polynomial) -> int:
        number = self._factor_numbers.get(polynomial)
        if number is None:
            number = self._factor_numbers[polynomial] = len(self._factors)
            self._factors.append(polynomial)
        return number

    def _split(self, polynomial: Polynomial) -> tuple[int, dict[int, int]]:
        """content · Π generator^k · rest, where the rest is primitive with a positive leading coefficient."""
        if not polynomial:
            raise BeyondReachError
        content, rest = polynomial.primitive()
        if rest.LC < 0:
            content, rest = -content, -rest
        monomial = [min(exponents) for exponents in zip(*rest.itermonoms(), strict=True)]
        factors = {self._factor(self._ring.gens[k]): e for k, e in enumerate(monomial) if e}
        if any(monomial):
            # not by rest.quo(…): SymPy's division leaves the hash of another polynomial in its result
            rest = self._ring.from_dict(
                {tuple(e - k for e, k in zip(m, monomial, strict=True)): c for m, c in rest.terms()}
            )
        if rest != 1:
            factors[self._factor(rest)] = 1
        return int(content), factors

    def _inverse(self, quotient: Quotient) -> Quotient:
        content, factors = self._split(quotient.numerator)
        sign = 1 if content > 0 else -1
        numerator = self._expanded(quotient.factors, self._ring.ground_new(sign * quotient.over))
        return self._bounded(numerator, abs(content), factors)

    def _factored(self, quotient: Quotient) -> tuple[Fraction, Factors]:
        """A rational number and the irreducible factors with their exponents, positive and negative."""
        content, parts = self._split(quotient.numerator)
        found: dict[int, int] = {}
        for factor, exponent in [*parts.items(), *((f, -e) for f, e in quotient.factors)]:
            for irreducible, k in self._irreducible(factor):
                found[irreducible] = found.get(irreducible, 0) + k * exponent
        return Fraction(content, quotient.over), tuple(sorted((f, e) for f, e in found.items() if e))

    def _irreducible(self, factor: int) -> Factors:
        known = self._of_factor.get(factor)
        if known is None:
            polynomial = self._factors[factor]
            if max(map(sum, polynomial.itermonoms())) <= 1:
                known = ((factor, 1),)
            elif len(polynomial) > _MOST_FACTORED:
                known = ((factor, 1),)
                self._unfactored.add(factor)
            else:
                known = tuple((self._factor(p if p.LC > 0 else -p), k) for p, k in self._split_up(polynomial))
            self._of_factor[factor] = known
        return known

    def _split_up(self, polynomial: Polynomial) -> list[tuple[Polynomial, int]]:
        """Irreducible factors, found in a ring that has only the generators that occur."""
        used = sorted({k for monomial in polynomial.itermonoms() for k, e in enumerate(monomial) if e})
        small = self._make_ring(len(used)).from_dict(
            {tuple(monomial[k] for k in used): coefficient for monomial, coefficient in polynomial.terms()}
        )
        found = []
        for factor, exponent in small.factor_list()[1]:
            place = [0] * len(self._ring.gens)
            terms = {}
            for monomial, coefficient in factor.terms():
                for k, e in zip(used, monomial, strict=True):
                    place[k] = e
                terms[tuple(place)] = coefficient
            found.append((self._ring.from_dict(terms), exponent))
        return found

    def _expanded(self, factors: Iterable[tuple[int, int]], numerator: Polynomial) -> Polynomial:
        for factor, exponent in factors:
            for _ in range(exponent):
                numerator = numerator * self._factors[factor]
                self._bounded(numerator, 1, {})
        return numerator

    def _bounded(self, numerator: Polynomial, over: int, factors: dict[int, int]) -> Quotient:
        if len(numerator) > _MOST_TERMS:
            raise BeyondReachError
        return Quotient(numerator, over, tuple(sorted((f, e) for f, e in factors.items() if e)))
