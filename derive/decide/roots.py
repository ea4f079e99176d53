"""Perfect powers: of which polynomial another one is the square or the cube.

P = Q^k is found term by term from the largest monomial down, as roots of numbers are found by hand, and then holds
exactly: Q^k is multiplied out. So 1/(1 + 2x + x²) and 1/(1 + x) 1/(1 + x) have one normal form.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from derive.decide.polynomial import Atom, Monomial, Polynomial, Rational, Ring, monomial_key, scale, subtract

MOST_TERMS = 15
"""Polynomials with more terms are not looked at."""

Exponents: TypeAlias = tuple[Rational, ...]


def perfect_power(polynomial: Polynomial, ring: Ring) -> tuple[Polynomial, int]:
    """(Q, k) with polynomial = Q^k, for the largest k that is a product of 2 and 3.

    Only exponents that are whole are divided: √x is not made of x. Complete for polynomials of up to 15 terms.
    """
    for k in (2, 3):
        root = _root_of(polynomial, k, ring)
        if root is not None:
            found, further = perfect_power(root, ring)
            return found, k * further
    return polynomial, 1


def _root_of(polynomial: Polynomial, k: int, ring: Ring) -> Polynomial | None:
    """Q with polynomial = Q^k."""
    if not k < len(polynomial.terms) <= MOST_TERMS:
        return None
    order = _order(polynomial)
    first = _divided(*_largest(polynomial, order), k)
    if first is None or _divided(*_smallest(polynomial, order), k) is None:
        return None
    root = Polynomial(dict((first,)))
    below = scale(ring.power(root, k - 1), k)
    while len(root.terms) < len(polynomial.terms):
        rest = subtract(polynomial, ring.power(root, k))
        if not rest.terms:
            return root
        following = _quotient(_largest(rest, order), _largest(below, order))
        if following is None or following[0] in root.terms:
            return None
        root = Polynomial({**root.terms, following[0]: following[1]})
    return None


def _order(polynomial: Polynomial) -> Callable[[Monomial], Exponents]:
    """Monomials by the exponents of their atoms, the first atoms first."""
    atoms = sorted({atom for monomial in polynomial.terms for atom, _ in monomial}, key=lambda atom: atom.key)

    def exponents(monomial: Monomial) -> Exponents:
        known: Mapping[Atom, Rational] = dict(monomial)
        return tuple(known.get(atom, 0) for atom in atoms)

    return exponents


def _largest(polynomial: Polynomial, order: Callable[[Monomial], Exponents]) -> tuple[Monomial, Rational]:
    return max(polynomial.terms.items(), key=lambda term: (order(term[0]), monomial_key(term[0])))


def _smallest(polynomial: Polynomial, order: Callable[[Monomial], Exponents]) -> tuple[Monomial, Rational]:
    return min(polynomial.terms.items(), key=lambda term: (order(term[0]), monomial_key(term[0])))


def _divided(monomial: Monomial, c: Rational, k: int) -> tuple[Monomial, Rational] | None:
    """The k-th root of c·monomial."""
    coefficient = _number_root(Fraction(c), k)
    if coefficient is None or any(e.denominator != 1 or e.numerator % k for _, e in monomial):
        return None
    return tuple((atom, e.numerator // k) for atom, e in monomial), coefficient


def _number_root(c: Fraction, k: int) -> Rational | None:
    if c < 0 and k % 2 == 0:
        return None
    above, below = (_whole_root(part, k) for part in (abs(c.numerator), c.denominator))
    return None if above is None or below is None else Fraction(above, below) * (1 if c > 0 else -1)


def _whole_root(number: int, k: int) -> int | None:
    root = round(number ** (1 / k)) if number < 2**50 else 0
    return root if root**k == number else None


def _quotient(term: tuple[Monomial, Rational], by: tuple[Monomial, Rational]) -> tuple[Monomial, Rational] | None:
    exponents = dict(term[0])
    for atom, e in by[0]:
        exponents[atom] = exponents.get(atom, 0) - e
    if any(e.denominator != 1 or e < 0 for e in exponents.values()):
        return None
    kept = sorted(((atom, e) for atom, e in exponents.items() if e), key=lambda factor: factor[0].key)
    return tuple(kept), Fraction(term[1]) / by[1]
