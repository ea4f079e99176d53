"""Quotients in generators that stand for components, exponentials, logarithms and roots.

Equal functions get equal polynomials as far as these rules go, with m a monomial, c and r rational, f prime
or irreducible:

    e^(Σ c·m) = Π (e^m)^c     log(Π f^k) = Σ k·log|f|,  log e^m = m     (Π f^k)^r = Π f^(k·r),  f >= 0

Exponentials of different monomials and logarithms of different irreducible polynomials are algebraically
independent of one another and of the components (Ax; Kolchin and Ostrowski), and roots are so up to their
equation: a numerator other than 0 is then a difference. Logarithms of primes are linearly independent over
the algebraic numbers (Baker). Where independence is in doubt, nothing is said.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derive.data import Data
from derive.decide.integers import prime_factors
from derive.decide.quotients import BeyondReachError, Factors, Polynomial, Quotient, Quotients

_LARGEST_EXPONENT = 64


class RingFullError(Exception):
    """More generators are needed than the ring has."""


class _Generator(Data):
    positive: bool
    """Whether it has positive values only."""
    logarithm: Quotient | None = None
    """For an exponential: its argument."""
    root: tuple[Polynomial, int] | None = None
    """(f, q) for the q-th root of f."""
    base: bool = False
    """A component, or the exponential of a monomial in components."""


class QuotientField(Quotients):
    """Quotients of functions.

    Every method may raise BeyondReachError, and RingFullError if the ring is too small.
    """

    def __init__(self, make_ring: Callable[[int], Any], size: int) -> None:
        super().__init__(make_ring, size)
        self._generators: list[_Generator] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._key_of: list[tuple[object, ...]] = []
        self._logarithms: set[int] = set()
        """The generators that are logarithms of primes."""
        self._doubtful: set[int] = set()
        """The generators that may depend on others."""

    def component(self, name: str) -> Quotient:
        """A free variable with any real value."""
        return Quotient(self._generator(("component", name), _Generator(False, base=True)))

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

    def real_power(self, base: Quotient, exponent: Quotient) -> Quotient:
        """base^c · e^((exponent − c)·log base), c the constant term of the exponent. Requires base > 0."""
        constant = Fraction(0)
        if not exponent.factors:
            constant = Fraction(int(exponent.numerator.coeff(1)), exponent.over)
        rest = self.add((exponent, self.constant(-constant)))
        return self.multiply((self.power(base, constant), self.exp(self.multiply((rest, self.log(base))))))

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
            for prime, exponent in _primes(number)
        ]
        terms += [self.multiply((self.constant(e), self._log_factor(f))) for f, e in factors]
        return self.add(terms)

    def is_zero(self, quotient: Quotient) -> bool | None:
        """Whether it is 0 wherever it is defined; None if that is not known."""
        rest = self._without_roots(quotient.numerator)
        if not rest:
            return True
        used = {k for monomial in rest.itermonoms() for k, exponent in enumerate(monomial) if exponent}
        linear = all(sum(monomial[k] for k in self._logarithms) <= 1 for monomial in rest.itermonoms())
        return None if used & self._doubtful or not linear else False

    def _root_power(self, base: Quotient, exponent: Fraction) -> Quotient:
        """Π f^(k·exponent); where one f of unknown sign has an odd k, it is >= 0, for the base is."""
        content, factors = self._factored(base)
        unknown = [factor for factor, k in factors if not self._positive(factor) and k % 2]
        if content < 0 or len(unknown) > 1 or any(not self._positive(f) and k % 2 == 0 for f, k in factors):
            raise BeyondReachError
        result = [
            self._factor_power(self._factor(self._ring.ground_new(prime)), exponent * sign * k)
            for number, sign in ((content.numerator, 1), (content.denominator, -1))
            for prime, k in _primes(number)
        ]
        return self.multiply(result + [self._factor_power(f, exponent * k) for f, k in factors])

    def _factor_power(self, factor: int, exponent: Fraction) -> Quotient:
        base = self._factors[factor]
        if exponent.denominator == 1:
            return self.power(Quotient(base), exponent)
        key = ("root", factor, exponent.denominator)
        generator = _Generator(True, root=(base, exponent.denominator))
        root = self._generator(key, generator, self._of_base(factor))
        return self.power(Quotient(root), Fraction(exponent.numerator))

    def _exp_monomial(self, laurent: Factors, coefficient: Fraction) -> Quotient:
        """(e^m)^coefficient, with e^(m/q) as generator if the coefficient is a fraction p/q."""
        if len(laurent) == 1 and laurent[0][1] == 1 and coefficient.denominator == 1:
            inverse = self._of_log(laurent[0][0])
            if inverse is not None and (coefficient % 2 == 0 or self._positive(self._factor(inverse))):
                return self.power(Quotient(inverse), coefficient)
        above = self._expanded([(f, e) for f, e in laurent if e > 0], self._ring.one)
        below = tuple((f, -e) for f, e in laurent if e < 0)
        base = all(self._is_component(factor) for factor, _ in laurent)
        whole = _Generator(True, Quotient(above, 1, below), base=base)
        power = self._generator(("exp", laurent, 1), whole, base)
        if coefficient.denominator != 1:
            over = coefficient.denominator
            generator = _Generator(True, Quotient(above, over, below), root=(power, over))
            power = self._generator(("exp", laurent, over), generator, base)
        return self.power(Quotient(power), Fraction(coefficient.numerator))

    def _log_prime(self, prime: int) -> Quotient:
        polynomial = self._generator(("log", prime), _Generator(True))
        self._logarithms.add(self._place(polynomial))
        return Quotient(polynomial)

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

    def _is_component(self, factor: int) -> bool:
        return self._factors[factor].is_generator and self._keys(factor)[0][0] == "component"

    def _of_base(self, factor: int) -> bool:
        """Whether the factor is irreducible, in components and exponentials of their monomials."""
        return factor not in self._unfactored and all(
            self._generators[self._numbers[key]].base for key in self._keys(factor)
        )

    def _generator(self, key: tuple[object, ...], generator: _Generator, certain: bool = True) -> Polynomial:
        """The generator with this key. Two roots of one thing by different degrees depend on each other."""
        number = self._numbers.get(key)
        if number is None:
            number = len(self._generators)
            if number == len(self._ring.gens):
                raise RingFullError
            self._numbers[key] = number
            self._key_of.append(key)
            self._generators.append(generator)
            roots = [k for k, other in enumerate(self._key_of) if other[:2] == key[:2] and other[2:] > (1,)]
            if not certain:
                self._doubtful.add(number)
            elif len(roots) > 1:
                self._doubtful.update(roots)
        return self._ring.gens[number]

    def _place(self, generator: Polynomial) -> int:
        return int(next(generator.itermonoms()).index(1))

    def _positive(self, factor: int) -> bool:
        """Whether a polynomial in generators with positive values has positive coefficients only."""
        return all(
            coefficient > 0 and all(self._generators[k].positive for k, e in enumerate(monomial) if e)
            for monomial, coefficient in self._factors[factor].terms()
        )

    def _all_positive(self, factors: Factors) -> bool:
        return all(self._positive(factor) or exponent % 2 == 0 for factor, exponent in factors)

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


def _primes(number: int) -> tuple[tuple[int, int], ...]:
    factors = prime_factors(number)
    if factors is None:
        raise BeyondReachError
    return factors
