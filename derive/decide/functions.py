"""Powers, exp and log of polynomials, in normal form.

Every law is used only where it holds for all values: (a b)^p = a^p b^p and log(a b) = log a + log b need a and b
positive (for a fraction p); √(x²) and log(x²) stay as they are.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from derive.decide.indices import is_bound
from derive.decide.polynomial import (
    ONE,
    UNIT,
    ZERO,
    Atom,
    Monomial,
    Polynomial,
    Rational,
    add,
    merge,
    number,
    of_atom,
    scale,
    subtract,
    whole,
)
from derive.decide.roots import perfect_power
from derive.decide.sign import positive_atom, positive_factor

if TYPE_CHECKING:
    from derive.decide.normal import Normaliser

LARGEST_FACTORED = 10**6
"""Larger numbers are not factored: their logarithms and roots are atoms."""


class DivisionByZeroError(Exception):
    """A denominator is the polynomial 0: the term is defined nowhere."""


def power_term(by: "Normaliser", base: Polynomial, exponent: Polynomial) -> Polynomial:
    """base^exponent; a base below an exponent that is no number is positive, by definition of Power."""
    fixed = exponent.constant()
    if fixed is not None:
        return power(by, base, fixed)
    return exponential(by, by.ring.multiply(exponent, logarithm(by, base)))


def power(by: "Normaliser", base: Polynomial, exponent: Rational) -> Polynomial:
    """base^exponent for a rational exponent. 0^0 is 1."""
    exponent = whole(exponent)
    if exponent.denominator == 1 and exponent >= 0:
        return by.ring.power(base, int(exponent))
    if not base.terms:
        if exponent < 0:
            raise DivisionByZeroError
        return ZERO
    delta = _delta_in(base)
    if delta is not None:
        return split(by, base, delta, lambda part: power(by, part, exponent))
    if exponent.denominator == 1:
        c, monomial, rest = primitive(by, base)
        if not c:
            raise DivisionByZeroError
        outside = _monomial_power(by, monomial, exponent)
        root, k = perfect_power(rest, by.ring)
        inside = _base(by, rest, exponent) if k == 1 else power(by, root, exponent * k)
        return by.ring.multiply(scale(outside, _number_power(by, c, int(exponent))), inside)
    return _root(by, base, exponent)


def _root(by: "Normaliser", base: Polynomial, exponent: Rational) -> Polynomial:
    c, monomial, rest = primitive(by, base)
    if not c:
        if exponent < 0:
            raise DivisionByZeroError
        return ZERO
    if c < 0:
        c, rest = -c, scale(rest, -1)
    monomial, unknown = _of_known_sign(monomial)
    rest = by.ring.multiply(Polynomial({unknown: 1}), rest)
    outside = by.ring.multiply(_constant_root(by, c, exponent), _monomial_power(by, monomial, exponent))
    return by.ring.multiply(outside, _base(by, rest, exponent))


def _of_known_sign(monomial: Monomial) -> tuple[Monomial, Monomial]:
    """(the factors that are positive, the others)"""
    known = tuple((atom, e) for atom, e in monomial if positive_factor(atom, e))
    return known, tuple(factor for factor in monomial if factor not in known)


def _base(by: "Normaliser", rest: Polynomial, exponent: Rational) -> Polynomial:
    """[rest]^exponent"""
    if rest.constant() == 1:
        return ONE
    alone = rest.single()
    if (
        alone is not None
        and alone[1] == 1
        and len(alone[0]) == 1
        and (exponent.denominator == 1 or (positive_atom(alone[0][0][0])))
    ):
        return _monomial_power(by, alone[0], exponent)
    atom = by.atom("base", f"[{rest.key}]", (rest,), rest.indices)
    return by.ring.finished(((atom, exponent),))


def _monomial_power(by: "Normaliser", monomial: Monomial, exponent: Rational) -> Polynomial:
    raised = tuple((atom, whole(e * exponent)) for atom, e in monomial)
    return by.ring.finished(raised)


def _number_power(by: "Normaliser", c: Rational, exponent: int) -> Rational:
    size = max(abs(c.numerator), c.denominator).bit_length()
    by.budget.spend(abs(exponent) * (size - 1) // 64)
    return whole(Fraction(c) ** exponent)


def _constant_root(by: "Normaliser", c: Rational, exponent: Rational) -> Polynomial:
    """c^exponent for c > 0: prime factors with exponents in [0, 1), and a rational factor."""
    factor: Rational = 1
    monomial: list[tuple[Atom, Rational]] = []
    for prime, multiplicity in prime_factors(c):
        e = Fraction(multiplicity * exponent)
        below = int(e // 1)
        factor = factor * _number_power(by, prime, below)
        if e - below:
            base = number(prime)
            monomial.append((by.atom("base", f"[{base.key}]", (base,), frozenset()), e - below))
    monomial.sort(key=lambda part: part[0].key)
    return Polynomial({tuple(monomial): whole(factor)})


def prime_factors(c: Rational) -> list[tuple[int, int]]:
    """c > 0 as a product of powers; a part that is too large to factor is left whole.

    >>> prime_factors(Fraction(12, 5))
    [(2, 2), (3, 1), (5, -1)]
    """
    found = []
    for value, sign in ((c.numerator, 1), (c.denominator, -1)):
        divisor = 2
        while divisor * divisor <= value and divisor * divisor <= LARGEST_FACTORED:
            multiplicity = 0
            while value % divisor == 0:
                value //= divisor
                multiplicity += 1
            if multiplicity:
                found.append((divisor, sign * multiplicity))
            divisor += 1
        if value > 1:
            found.append((value, sign))
    return found


def exponential(by: "Normaliser", argument: Polynomial) -> Polynomial:
    """exp(Σ c·m) = Π exp(m)^c, exp(c log P) = P^c"""
    delta = _delta_in(argument)
    if delta is not None:
        return split(by, argument, delta, lambda part: exponential(by, part))
    factors = []
    for monomial, c in argument.terms.items():
        if len(monomial) == 1 and monomial[0][0].kind == "log" and monomial[0][1] == 1:
            factors.append(power(by, monomial[0][0].parts[0], c))
            continue
        inner = Polynomial({monomial: 1})
        factors.append(of_atom(by.atom("exp", f"exp{inner.key}", (monomial,), inner.indices), c))
    return by.ring.product(factors)


def logarithm(by: "Normaliser", argument: Polynomial) -> Polynomial:
    """log(c·m·P) = log c + log m + log P, for c > 0 and a monomial m of positive atoms: then P is positive, since
    the logarithm is defined"""
    delta = _delta_in(argument)
    if delta is not None:
        return split(by, argument, delta, lambda part: logarithm(by, part))
    if not argument.terms:
        raise DivisionByZeroError
    c, monomial, rest = primitive(by, argument)
    if not c:
        raise DivisionByZeroError
    if c < 0:
        c, rest = -c, scale(rest, -1)
    monomial, unknown = _of_known_sign(monomial)
    rest = by.ring.multiply(Polynomial({unknown: 1}), rest)
    parts = [scale(_log_atom(by, number(prime)), multiplicity) for prime, multiplicity in prime_factors(c)]
    parts += [scale(_log_of_positive_atom(by, atom), e) for atom, e in monomial]
    if rest.constant() != 1:
        parts.append(_log_atom(by, rest))
    return add(*parts)


def _log_of_positive_atom(by: "Normaliser", atom: Atom) -> Polynomial:
    if atom.kind == "exp":
        return Polynomial({atom.parts[0]: 1})
    return _log_atom(by, atom.parts[0] if atom.kind == "base" else of_atom(atom))


def _log_atom(by: "Normaliser", argument: Polynomial) -> Polynomial:
    return of_atom(by.atom("log", f"log{argument.key}", (argument,), argument.indices))


def primitive(by: "Normaliser", polynomial: Polynomial) -> tuple[Rational, Monomial, Polynomial]:
    """(c, m, P) with polynomial = c·m·P: m the largest monomial that divides every term, |c| the content.

    The exponents in m may be negative: P has no denominators but those inside its atoms. Other names for its letters
    change P by no more than its sign.
    """
    alone = polynomial.single()
    if alone is not None:
        return alone[1], alone[0], ONE
    atoms = {atom for monomial in polynomial.terms for atom, _ in monomial}
    lowest = {atom: min(dict(monomial).get(atom, 0) for monomial in polynomial.terms) for atom in atoms}
    common = {atom: e for atom, e in lowest.items() if e}
    outside = tuple(sorted(common.items(), key=lambda factor: factor[0].key))
    parts = []
    for monomial, c in polynomial.terms.items():
        kept = tuple((a, whole(e)) for a, e in _divided(monomial, common) if e)
        parts.append(scale(by.ring.finished(kept), c))
    rest = add(*parts)
    if not rest.terms:
        return 0, UNIT, ONE
    if any(atom.kind == "base" for atom in common):
        c, inside, rest = primitive(by, rest)
        return c, merge(outside, inside), rest
    lead = min(rest.terms, key=lambda m: (not m, [(a.key, -e) for a, e in m]))
    c = _content(rest.terms.values()) * (1 if rest.terms[lead] > 0 else -1)
    return c, outside, scale(rest, Fraction(1) / c)


def _content(coefficients: Iterable[Rational]) -> Fraction:
    """The largest rational number by which all of them are divisible as integers are."""
    parts = list(coefficients)
    return Fraction(gcd(*(c.numerator for c in parts)), lcm(*(c.denominator for c in parts)))


def _divided(monomial: Monomial, common: dict[Atom, Rational]) -> list[tuple[Atom, Rational]]:
    exponents = dict(monomial)
    for atom, e in common.items():
        exponents[atom] = exponents.get(atom, 0) - e
    return sorted(exponents.items(), key=lambda factor: factor[0].key)


def split(
    by: "Normaliser", argument: Polynomial, delta: Atom, function: Callable[[Polynomial], Polynomial]
) -> Polynomial:
    """F(δ) = δ F(1) + (1 − δ) F(0), and where δ = 1 its two indices are one."""
    left, right = delta.parts
    terms = {m: c for m, c in argument.terms.items() if all(atom != delta for atom, _ in m)}
    at_zero = function(Polynomial(terms))
    at_one = function(by.rename(argument, {left: right} if is_bound(left) else {right: left}))
    one = of_atom(delta)
    return add(by.ring.multiply(one, at_one), by.ring.multiply(subtract(ONE, one), at_zero))


def _delta_in(polynomial: Polynomial) -> Atom | None:
    """The first delta that is a factor of some term."""
    deltas = [atom for monomial in polynomial.terms for atom, _ in monomial if atom.kind == "delta"]
    return min(deltas, key=lambda atom: atom.key) if deltas else None
