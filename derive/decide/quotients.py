"""Quotients of polynomials: numerator / (integer · factors), with the factors of the denominator kept apart.

Of common factors only single generators are cancelled: to find out whether a quotient is 0 its numerator counts.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from derive.data import Data
from derive.decide.sparse import ONE, Sparse, generator, total, whole

Factors: TypeAlias = tuple[tuple[int, int], ...]
"""((number of a factor, exponent), ...) in increasing order of the numbers; exponents are not 0."""

_MOST_TERMS = 4000
MOST_FACTORED = 12
"""Polynomials with more terms are not factored."""


class BeyondReachError(Exception):
    """What is undefined, too large, or outside the rules that are known here."""


class Quotient(Data):
    """numerator / (over · Π factor^exponent) with over >= 1 and exponents > 0"""

    numerator: Sparse
    over: int = 1
    factors: Factors = ()


class Quotients:
    """Makes quotients. `factorise` finds the irreducible factors of a polynomial, with their exponents.

    Every method may raise BeyondReachError.
    """

    def __init__(self, factorise: Callable[[Sparse], list[tuple[Sparse, int]]]) -> None:
        self._factorise = factorise
        self._factors: list[Sparse] = []
        self._factor_numbers: dict[Sparse, int] = {}
        self._of_factor: dict[int, Factors] = {}
        self._unfactored: set[int] = set()

    def constant(self, value: Fraction | int) -> Quotient:
        return Quotient(whole(value.numerator), value.denominator)

    def add(self, terms: Iterable[Quotient]) -> Quotient:
        """Over the least common denominator; what lacks the same factors is added up before it gets them."""
        terms = tuple(terms)
        over = lcm(*(term.over for term in terms))
        common: dict[int, int] = {}
        for term in terms:
            for factor, exponent in term.factors:
                common[factor] = max(exponent, common.get(factor, 0))
        lacking: dict[Factors, list[tuple[Sparse, int]]] = {}
        for term in terms:
            own = dict(term.factors)
            missing = tuple((factor, e - own.get(factor, 0)) for factor, e in common.items() if e > own.get(factor, 0))
            lacking.setdefault(missing, []).append((term.numerator, over // term.over))
        parts = [(self._expanded(missing, total(group)), 1) for missing, group in lacking.items()]
        return self._cancelled(parts[0][0] if len(parts) == 1 else total(parts), over, common)

    def multiply(self, operands: Iterable[Quotient]) -> Quotient:
        numerator, over, factors = ONE, 1, dict[int, int]()
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
        return self._cancelled(numerator, over, factors)

    def _cancelled(self, numerator: Sparse, over: int, factors: dict[int, int]) -> Quotient:
        """Without the generators that divide every term of the numerator and the denominator too."""
        if numerator and factors:
            gone = []
            for number, exponent in numerator.common():
                factor = self._factor_numbers.get(generator(number), -1)
                if least := min(exponent, factors.get(factor, 0)):
                    factors[factor] -= least
                    gone.append((number, least))
            numerator = numerator.divided(1, tuple(gone)) if gone else numerator
        return self._bounded(numerator, over, factors)

    def _factor(self, polynomial: Sparse) -> int:
        number = self._factor_numbers.get(polynomial)
        if number is None:
            number = self._factor_numbers[polynomial] = len(self._factors)
            self._factors.append(polynomial)
        return number

    def _split(self, polynomial: Sparse) -> tuple[int, dict[int, int]]:
        """content · Π generator^k · rest, where the rest is primitive with a positive leading coefficient."""
        if not polynomial:
            raise BeyondReachError
        content = polynomial.content() * (1 if polynomial.leading() > 0 else -1)
        monomial = polynomial.common()
        factors = {self._factor(generator(number)): exponent for number, exponent in monomial}
        rest = polynomial.divided(content, monomial)
        if rest != ONE:
            factors[self._factor(rest)] = 1
        return content, factors

    def _inverse(self, quotient: Quotient) -> Quotient:
        content, factors = self._split(quotient.numerator)
        sign = 1 if content > 0 else -1
        numerator = self._expanded(quotient.factors, whole(sign * quotient.over))
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
            if polynomial.degree() <= 1:
                known = ((factor, 1),)
            elif len(polynomial) > MOST_FACTORED:
                known = ((factor, 1),)
                self._unfactored.add(factor)
            else:
                split = self._factorise(polynomial)
                known = tuple((self._factor(p if p.leading() > 0 else -p), k) for p, k in split)
            self._of_factor[factor] = known
        return known

    def _expanded(self, factors: Iterable[tuple[int, int]], numerator: Sparse) -> Sparse:
        for factor, exponent in factors:
            for _ in range(exponent):
                numerator = numerator * self._factors[factor]
                self._bounded(numerator, 1, {})
        return numerator

    def _bounded(self, numerator: Sparse, over: int, factors: dict[int, int]) -> Quotient:
        if len(numerator) > _MOST_TERMS:
            raise BeyondReachError
        return Quotient(numerator, over, tuple(sorted((f, e) for f, e in factors.items() if e)))
