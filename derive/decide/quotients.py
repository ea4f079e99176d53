"""Quotients of polynomials in generators that stand for components, exponentials, logarithms and roots.

A quotient is numerator / (integer · factors). Little is cancelled, since to find out whether a quotient is 0 only its
numerator counts. Equal functions get equal polynomials as far as these rules go, with m a monomial, c and r rational,
f irreducible or prime:

    e^(Σ c·m) = Π (e^m)^c        log(Π f^k) = Σ k·log|f|,  log e^m = m        (Π f^k)^r = Π f^(k·r),  f >= 0

Exponentials of different monomials and logarithms of different irreducible polynomials are algebraically independent
of one another and of the components (Ax; Kolchin and Ostrowski), and roots are so up to their equation: a numerator
other than 0 is then a difference. Where independence is in doubt, nothing is said.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

Polynomial: TypeAlias = Any
"""An element of a ring of polynomials over the integers, from sympy.polys.rings."""

Factors: TypeAlias = tuple[tuple[int, int], ...]
"""((number of a factor, exponent), ...) in increasing order of the numbers; exponents are not 0."""

_MOST_TERMS = 4000
_LARGEST_EXPONENT = 64
_LARGEST_FACTORED = 10**6
_MOST_FACTORED = 12
"""Polynomials with more terms are taken for irreducible."""


class BeyondReachError(Exception):
    """What is undefined, too large, or outside the rules of this module."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """numerator / (over · Π factor^exponent) with over >= 1 and exponents > 0"""

    numerator: Polynomial
    over: int = 1
    factors: Factors = ()


@dataclass(frozen=True, slots=True)
class _Generator:
    positive: bool
    """Whether it has positive values only."""
    logarithm: Quotient | None = None
    """For an exponential: its argument."""
    root: tuple[Polynomial, int] | None = None
    """(f, q) for the q-th root of f."""
    base: bool = False
    """A component, or the exponential of a monomial in components."""


class QuotientField:
    """Makes quotients. A ring of `size` generators comes from outside; there can be no more.

    Every method may raise BeyondReachError.
    """

    def __init__(self, make_ring: Callable[[int], Any], size: int) -> None:
        self._ring = make_ring(size)
        self._generators: list[_Generator] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._key_of: list[tuple[object, ...]] = []
        self._factors: list[Polynomial] = []
        self._factor_numbers: dict[Polynomial, int] = {}
        self._of_factor: dict[int, Factors] = {}
        self._doubtful: set[int] = set()
        """The generators that may depend on others."""

    def constant(self, value: Fraction | int) -> Quotient:
        return Quotient(self._ring.ground_new(value.numerator), value.denominator)

    def component(self, name: str) -> Quotient:
        """A free variable with any real value."""
        return Quotient(self._generator(("component", name), _Generator(False, base=True)))

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

    def power(self, base: Quotient, exponent: Fraction) -> Quotient:
        """base^exponent; a root needs base >= 0, which is not checked where the sign is not known."""
        if exponent == 0:
            return self.constant(1)
        if abs(exponent) > _LARGEST_EXPONENT:
            raise BeyondReachError
        if exponent.denominator != 1:
            return self._root_power(base, exponent)
        if exponent < 0:
            base, exponent = self._inverse(base), -exponent
        return self.multiply([base] * int(exponent))

    def exp(self, argument: Quotient) -> Quotient:
        """Π (e^m)^c over the monomials of the argument."""
        result = []
        for monomial, coefficient in argument.numerator.terms():
            exponents = {self._factor(self._ring.gens[k]): e for k, e in enumerate(monomial) if e}
            for factor, exponent in argument.factors:
                exponents[factor] = exponents.get(factor, 0) - exponent
            laurent = tuple(sorted((factor, e) for factor, e in exponents.items() if e))
            result.append(self._exp_monomial(laurent, Fraction(int(coefficient), argument.over)))
        return self.multiply(result)

    def log(self, argument: Quotient) -> Quotient:
        """Σ k·log|f| over the irreducible factors of the argument."""
        content, factors = self._factored(argument)
        if content < 0 and self._all_positive(factors):
            raise BeyondReachError
        terms = [
            self.multiply((self.constant(sign * exponent), self._log_prime(prime)))
            for number, sign in ((abs(content.numerator), 1), (content.denominator, -1))
            for prime, exponent in _prime_factors(number)
        ]
        terms += [self.multiply((self.constant(e), self._log_factor(f))) for f, e in factors]
        return self.add(terms)

    def is_zero(self, quotient: Quotient) -> bool | None:
        """Whether it is 0 wherever it is defined; None if that is not known."""
        rest = self._without_roots(quotient.numerator)
        if not rest:
            return True
        used = {k for monomial in rest.itermonoms() for k, exponent in enumerate(monomial) if exponent}
        return None if used & self._doubtful else False

    def _root_power(self, base: Quotient, exponent: Fraction) -> Quotient:
        """Π f^(k·exponent); where one f of unknown sign has an odd k, it is >= 0, for the base is."""
        content, factors = self._factored(base)
        unknown = [factor for factor, k in factors if not self._positive(factor) and k % 2]
        if content < 0 or len(unknown) > 1 or any(not self._positive(f) and k % 2 == 0 for f, k in factors):
            raise BeyondReachError
        result = [
            self._factor_power(self._factor(self._ring.ground_new(prime)), exponent * sign * k)
            for number, sign in ((content.numerator, 1), (content.denominator, -1))
            for prime, k in _prime_factors(number)
        ]
        return self.multiply(result + [self._factor_power(f, exponent * k) for f, k in factors])

    def _factor_power(self, factor: int, exponent: Fraction) -> Quotient:
        base = self._factors[factor]
        if exponent.denominator == 1:
            return self.power(Quotient(base), exponent)
        key = ("root", factor, exponent.denominator)
        root = self._generator(key, _Generator(True, root=(base, exponent.denominator)), self._of_base(factor))
        return self.power(Quotient(root), Fraction(exponent.numerator))

    def _exp_monomial(self, laurent: Factors, coefficient: Fraction) -> Quotient:
        """(e^m)^coefficient, with e^(m/q) as generator if the coefficient is a fraction p/q."""
        if len(laurent) == 1 and laurent[0][1] == 1 and coefficient.denominator == 1:
            inverse = self._of_log(laurent[0][0])
            if inverse is not None:
                return self.power(Quotient(inverse), coefficient)
        above = self._expanded([(f, e) for f, e in laurent if e > 0], self._ring.one)
        below = tuple((f, -e) for f, e in laurent if e < 0)
        base = all(key[0] == "component" for factor, _ in laurent for key in self._keys(factor))
        base = base and all(len(self._factors[factor]) == 1 for factor, _ in laurent)
        power = self._generator(("exp", laurent, 1), _Generator(True, Quotient(above, 1, below), base=base), base)
        if coefficient.denominator != 1:
            over = coefficient.denominator
            generator = _Generator(True, Quotient(above, over, below), root=(power, over))
            power = self._generator(("exp", laurent, over), generator, base)
        return self.power(Quotient(power), Fraction(coefficient.numerator))

    def _log_prime(self, prime: int) -> Quotient:
        return Quotient(self._generator(("log", prime), _Generator(True), certain=False))

    def _log_factor(self, factor: int) -> Quotient:
        polynomial = self._factors[factor]
        if polynomial.is_generator:
            known = self._generators[self._place(polynomial)]
            if known.logarithm is not None:
                return known.logarithm
            if known.root is not None:
                inner = self.log(Quotient(known.root[0]))
                return self.multiply((self.constant(Fraction(1, known.root[1])), inner))
        return Quotient(self._generator(("log of", factor), _Generator(False), self._of_base(factor)))

    def _of_log(self, factor: int) -> Polynomial | None:
        """f where the factor is the generator log f."""
        if self._factors[factor].is_generator:
            (key,) = self._keys(factor)
            if key[0] == "log of":
                assert isinstance(key[1], int)
                return self._factors[key[1]]
        return None

    def _keys(self, factor: int) -> list[tuple[object, ...]]:
        """The keys of the generators that occur in a factor."""
        monomials = self._factors[factor].itermonoms()
        return [self._key_of[k] for k in sorted({k for m in monomials for k, e in enumerate(m) if e})]

    def _of_base(self, factor: int) -> bool:
        return all(self._generators[self._numbers[key]].base for key in self._keys(factor))

    def _generator(self, key: tuple[object, ...], generator: _Generator, certain: bool = True) -> Polynomial:
        """The generator with this key. Two roots of one thing by different degrees depend on each other."""
        number = self._numbers.get(key)
        if number is None:
            number = len(self._generators)
            if number == len(self._ring.gens):
                raise BeyondReachError
            self._numbers[key] = number
            self._key_of.append(key)
            self._generators.append(generator)
            alike = [k for k, other in enumerate(self._key_of) if other[:2] == key[:2] and other[2:] not in ((), (1,))]
            if not certain:
                self._doubtful.add(number)
            elif len(alike) > 1:
                self._doubtful.update(alike)
        return self._ring.gens[number]

    def _place(self, generator: Polynomial) -> int:
        return int(self._ring.gens.index(generator))

    def _factor(self, polynomial: Polynomial) -> int:
        number = self._factor_numbers.get(polynomial)
        if number is None:
            number = self._factor_numbers[polynomial] = len(self._factors)
            self._factors.append(polynomial)
        return number

    def _positive(self, factor: int) -> bool:
        """Whether a polynomial in generators with positive values has positive coefficients only."""
        return all(
            coefficient > 0 and all(self._generators[k].positive for k, e in enumerate(monomial) if e)
            for monomial, coefficient in self._factors[factor].terms()
        )

    def _all_positive(self, factors: Factors) -> bool:
        return all(self._positive(factor) or exponent % 2 == 0 for factor, exponent in factors)

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
            rest = rest.quo(self._ring.term_new(tuple(monomial), 1))
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
            if len(polynomial) > _MOST_FACTORED or max(map(sum, polynomial.itermonoms())) <= 1:
                known = ((factor, 1),)
            else:
                content, found = polynomial.factor_list()
                assert content == 1
                known = tuple((self._factor(p if p.LC > 0 else -p), k) for p, k in found)
            self._of_factor[factor] = known
        return known

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

    def _without_roots(self, numerator: Polynomial) -> Polynomial:
        """Replace g^q by f for every generator g that is the q-th root of f."""
        for number in reversed(range(len(self._generators))):
            root = self._generators[number].root
            if root is None or all(monomial[number] < root[1] for monomial in numerator.itermonoms()):
                continue
            total = self._ring.zero
            for monomial, coefficient in numerator.terms():
                times, left = divmod(monomial[number], root[1])
                kept = self._ring.term_new((*monomial[:number], left, *monomial[number + 1 :]), coefficient)
                total = total + kept * root[0] ** times
            numerator = total
        return numerator


def _prime_factors(number: int) -> list[tuple[int, int]]:
    """Raises BeyondReachError for numbers above 10^6."""
    if number > _LARGEST_FACTORED:
        raise BeyondReachError
    factors = []
    divisor = 2
    while divisor * divisor <= number:
        exponent = 0
        while number % divisor == 0:
            number //= divisor
            exponent += 1
        if exponent:
            factors.append((divisor, exponent))
        divisor += 1
    return [*factors, (number, 1)] if number > 1 else factors
