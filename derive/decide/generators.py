"""Quotients in generators that stand for components, exponentials, logarithms and roots.

Equal functions get equal polynomials as far as these rules go, with m a monomial, c and r rational, f prime
or irreducible:

    e^(Σ c·m) = Π (e^m)^c     log(Π f^k) = Σ k·log|f|,  log e^m = m     (Π f^k)^r = Π f^(k·r),  f >= 0

Exponentials of different monomials and logarithms of different irreducible polynomials are algebraically
independent of one another and of the components (Ax; Kolchin and Ostrowski), and roots are so up to their
equation: a numerator other than 0 is then a difference. Logarithms of primes are linearly independent over
the algebraic numbers (Baker). Where independence is in doubt, nothing is said.

A long sum of generators, such as S = Σ_k e^{o_k} at n = 256, becomes a generator of its own where it is divided by,
raised to a power, or put under a logarithm. What is 0 with such sums as atoms is 0; to find out whether something is
not, each of them takes the place of one of its terms, e^{o_n} = S − …, which is only a change of variables.
"""

from collections.abc import Callable
from fractions import Fraction

from derive.data import Data
from derive.decide.integers import prime_factors
from derive.decide.quotients import MOST_FACTORED, BeyondReachError, Factors, Quotient, Quotients
from derive.decide.sparse import ONE, Sparse, generator, total, whole

_LARGEST_EXPONENT = 64
_LONG = 8
"""A sum of so many generators becomes one."""


class _Generator(Data):
    positive: bool
    """Whether it has positive values only."""
    logarithm: Quotient | None = None
    """For an exponential: its argument."""
    root: tuple[Sparse, int] | None = None
    """(f, q) for the q-th root of f."""
    base: bool = False
    """A component, or the exponential of a monomial in components."""


class QuotientField(Quotients):
    """Quotients of functions. Every method may raise BeyondReachError."""

    def __init__(self, factorise: Callable[[Sparse], list[tuple[Sparse, int]]]) -> None:
        super().__init__(factorise)
        self._generators: list[_Generator] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._key_of: list[tuple[object, ...]] = []
        self._logarithms: set[int] = set()
        """The generators that are logarithms of primes."""
        self._doubtful: set[int] = set()
        """The generators that may depend on others."""
        self._sums: dict[int, Sparse] = {}
        """The generators that stand for long sums, in the order in which they were made."""

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
            constant = Fraction(exponent.numerator.terms.get((), 0), exponent.over)
        rest = self.add((exponent, self.constant(-constant)))
        return self.multiply((self.power(base, constant), self.exp(self.multiply((rest, self.log(base))))))

    def exp(self, argument: Quotient) -> Quotient:
        """Π (e^m)^c over the monomials of the argument."""
        result = []
        for monomial, coefficient in self._spelled_out(argument.numerator).terms.items():
            exponents = {self._factor(generator(number)): e for number, e in monomial}
            for factor, exponent in argument.factors:
                exponents[factor] = exponents.get(factor, 0) - exponent
            laurent = tuple(sorted((factor, e) for factor, e in exponents.items() if e))
            result.append(self._exp_monomial(laurent, Fraction(coefficient, argument.over)))
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
        if rest:
            rest = self._without_sums(rest)
        if not rest:
            return True
        linear = all(sum(e for k, e in monomial if k in self._logarithms) <= 1 for monomial in rest.terms)
        return None if rest.generators() & self._doubtful or not linear else False

    def _root_power(self, base: Quotient, exponent: Fraction) -> Quotient:
        """Π f^(k·exponent); factors of unknown sign with an odd k are one factor, which is >= 0, for the base is."""
        content, factors = self._factored(base)
        unknown = [(f, k) for f, k in factors if not self._positive(f)]
        if content < 0 or any(k % 2 == 0 for _, k in unknown):
            raise BeyondReachError
        if len(unknown) > 1:
            if any(k < 0 for _, k in unknown):
                raise BeyondReachError
            together = self._factor(self._expanded(unknown, whole(1)))
            self._of_factor[together] = tuple(unknown)
            self._unfactored.add(together)
            factors = (*(one for one in factors if one not in unknown), (together, 1))
        result = [
            self._factor_power(self._factor(whole(prime)), exponent * sign * k)
            for number, sign in ((content.numerator, 1), (content.denominator, -1))
            for prime, k in _primes(number)
        ]
        return self.multiply(result + [self._factor_power(f, exponent * k) for f, k in factors])

    def _factor_power(self, factor: int, exponent: Fraction) -> Quotient:
        base = self._factors[factor]
        if exponent.denominator == 1:
            return self.power(Quotient(base), exponent)
        key = ("root", factor, exponent.denominator)
        made = _Generator(True, root=(base, exponent.denominator))
        root = self._generator(key, made, self._of_base(factor))
        return self.power(Quotient(root), Fraction(exponent.numerator))

    def _exp_monomial(self, laurent: Factors, coefficient: Fraction) -> Quotient:
        """(e^m)^coefficient, with e^(m/q) as generator if the coefficient is a fraction p/q."""
        if len(laurent) == 1 and laurent[0][1] == 1 and coefficient.denominator == 1:
            inverse = self._of_log(laurent[0][0])
            if inverse is not None and (coefficient % 2 == 0 or self._positive(self._factor(inverse))):
                return self.power(Quotient(inverse), coefficient)
        above = self._expanded([(f, e) for f, e in laurent if e > 0], ONE)
        below = tuple((f, -e) for f, e in laurent if e < 0)
        base = all(self._is_component(factor) for factor, _ in laurent)
        whole = _Generator(True, Quotient(above, 1, below), base=base)
        power = self._generator(("exp", laurent, 1), whole, base)
        if coefficient.denominator != 1:
            over = coefficient.denominator
            part = _Generator(True, Quotient(above, over, below), root=(power, over))
            power = self._generator(("exp", laurent, over), part, base)
        return self.power(Quotient(power), Fraction(coefficient.numerator))

    def _log_prime(self, prime: int) -> Quotient:
        polynomial = self._generator(("log", prime), _Generator(True))
        self._logarithms |= polynomial.generators()
        return Quotient(polynomial)

    def _log_factor(self, factor: int) -> Quotient:
        polynomial = self._factors[factor]
        place = polynomial.only_generator()
        if place is not None:
            known = self._generators[place]
            if known.logarithm is not None:
                return known.logarithm
            if known.root is not None:
                inner = self.log(Quotient(known.root[0]))
                return self.multiply((self.constant(Fraction(1, known.root[1])), inner))
        return Quotient(self._generator(("log of", factor), _Generator(False), self._of_base(factor)))

    def _of_log(self, factor: int) -> Sparse | None:
        """f where the factor is the generator log f."""
        if self._factors[factor].only_generator() is not None:
            (key,) = self._keys(factor)
            if key[0] == "log of":
                assert isinstance(key[1], int)
                return self._factors[key[1]]
        return None

    def _keys(self, factor: int) -> list[tuple[object, ...]]:
        """The keys of the generators that occur in a factor."""
        return [self._key_of[k] for k in sorted(self._factors[factor].generators())]

    def _is_component(self, factor: int) -> bool:
        return self._factors[factor].only_generator() is not None and self._keys(factor)[0][0] == "component"

    def _of_base(self, factor: int) -> bool:
        """Whether the factor is irreducible, in components and exponentials of their monomials."""
        return factor not in self._unfactored and all(
            self._generators[self._numbers[key]].base for key in self._keys(factor)
        )

    def _generator(self, key: tuple[object, ...], made: _Generator, certain: bool = True) -> Sparse:
        """The generator with this key. Two roots of one thing by different degrees depend on each other."""
        number = self._numbers.get(key)
        if number is None:
            number = len(self._generators)
            self._numbers[key] = number
            self._key_of.append(key)
            self._generators.append(made)
            rooted = key[2:] > (1,)
            roots = [k for k, other in enumerate(self._key_of) if rooted and other[:2] == key[:2] and other[2:] > (1,)]
            if not certain:
                self._doubtful.add(number)
            elif len(roots) > 1:
                self._doubtful.update(roots)
        return generator(number)

    def _positive(self, factor: int) -> bool:
        """Whether a polynomial in generators with positive values has positive coefficients only."""
        return all(
            coefficient > 0 and all(self._generators[k].positive for k, _ in monomial)
            for monomial, coefficient in self._factors[factor].terms.items()
        )

    def _all_positive(self, factors: Factors) -> bool:
        return all(self._positive(factor) or exponent % 2 == 0 for factor, exponent in factors)

    def _without_roots(self, numerator: Sparse) -> Sparse:
        """Replace g^q by f for every generator g that is the q-th root of f."""
        for number in sorted(numerator.generators(), reverse=True):
            root = self._generators[number].root
            if root is not None:
                parts = []
                for exponent, part in numerator.by_power(number):
                    whole_times, left = divmod(exponent, root[1])
                    parts.append((part * root[0] ** whole_times * generator(number) ** left, 1))
                numerator = total(parts)
        return numerator

    def shortened(self, quotient: Quotient) -> Quotient:
        """The same, with a generator for what is a long sum in its numerator."""
        numerator = self._spelled_out(quotient.numerator)
        if len(numerator) < _LONG:
            return Quotient(numerator, quotient.over, quotient.factors)
        content, factors = self._split(numerator)
        return Quotient(self._expanded(factors.items(), whole(content)), quotient.over, quotient.factors)

    def _factor(self, polynomial: Sparse) -> int:
        """Of a long sum the factor is the generator that stands for it; where it is not linear, it may be reducible."""
        if len(polynomial) >= _LONG and polynomial not in self._factor_numbers:
            made = [self._generators[k] for k in polynomial.generators()]
            linear = polynomial.degree() == 1
            if (linear or len(polynomial) > MOST_FACTORED) and all(one.base for one in made):
                positive = all(one.positive for one in made) and min(polynomial.terms.values()) > 0
                short = self._generator(("sum", polynomial), _Generator(positive, base=True))
                self._sums |= dict.fromkeys(short.generators(), polynomial)
                number = self._factor_numbers[polynomial] = super()._factor(short)
                if not linear:
                    self._unfactored.add(number)
        return super()._factor(polynomial)

    def _split(self, polynomial: Sparse) -> tuple[int, dict[int, int]]:
        """No factor but the long sums themselves has a long sum in it."""
        alone = tuple((number, e) for number, e in polynomial.common() if number in self._sums) if polynomial else ()
        content, factors = super()._split(self._spelled_out(polynomial.divided(1, alone)))
        for number, exponent in alone:
            factor = self._factor(generator(number))
            factors[factor] = factors.get(factor, 0) + exponent
        return content, factors

    def _spelled_out(self, polynomial: Sparse) -> Sparse:
        """The polynomial with every long sum as it was."""
        for number in polynomial.generators() & self._sums.keys():
            polynomial = self._put(polynomial, number, self._sums[number])
        return polynomial

    def _without_sums(self, numerator: Sparse) -> Sparse:
        """With every long sum in the place of one of its terms, or multiplied out where none is left."""
        gone: list[tuple[int, Sparse]] = []
        for number, meaning in self._sums.items():
            if number not in numerator.generators():
                continue
            for other, value in gone:
                meaning = self._put(meaning, other, value)
            new = [
                k
                for k in meaning.generators() - self._sums.keys()
                if abs(meaning.terms.get(((k, 1),), 0)) == 1 and sum(k in dict(powers) for powers in meaning.terms) == 1
            ]
            if new:
                present = numerator.generators()
                leaving = min(new, key=lambda k: (k in present, -k))
                sign = meaning.terms[((leaving, 1),)]
                rest = meaning - Sparse({((leaving, 1),): sign})
                gone.append((leaving, total(((generator(number), sign), (rest, -sign)))))
            else:
                gone.append((number, meaning))
            numerator = self._put(numerator, *gone[-1])
        return numerator

    def _put(self, polynomial: Sparse, number: int, value: Sparse) -> Sparse:
        """The polynomial with a value in the place of a generator."""
        if number not in polynomial.generators():
            return polynomial
        parts = []
        for exponent, part in polynomial.by_power(number):
            for _ in range(exponent):
                part = part * value
                self._bounded(part, 1, {})
            parts.append((part, 1))
        return self._bounded(total(parts), 1, {}).numerator


def _primes(number: int) -> tuple[tuple[int, int], ...]:
    factors = prime_factors(number)
    if factors is None:
        raise BeyondReachError
    return factors
