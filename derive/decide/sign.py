"""Which polynomials are positive whatever the values of their variables.

Sound and incomplete: an exponential is positive, and so are the size of an index set (n >= 1), the sum of positives
over a whole index set, a power of a positive, a sum of positives. An even power is at least 0. S - f(i) - f(j), where
S = Σ_k f(k) and f is positive, is the sum of f over the other indices: positive for n >= 3 if i and j differ.
"""

from collections.abc import Callable
from enum import IntEnum

from derive.decide.polynomial import Atom, Monomial, Polynomial, Rational, merge
from derive.term import Index

Instance = Callable[[Atom, Index], "Polynomial | None"]
Apart = Callable[[Index, Index], bool]


class Sign(IntEnum):
    """What is known of the sign of a value, wherever it is defined."""

    UNKNOWN = 0
    NONNEGATIVE = 1
    POSITIVE = 2


def _sign_of_atom(atom: Atom) -> Sign:
    """Looks at each part once: parts are nested as deeply as documents nest roots."""
    match atom.kind:
        case "exp" | "size":
            return Sign.POSITIVE
        case "sum":
            letters, monomial = atom.parts
            whole = not any(excluded for _, excluded in letters)
            return min(sign_of_monomial(monomial), Sign.POSITIVE if whole else Sign.NONNEGATIVE)
        case "base":
            return Sign.POSITIVE if positive(atom.parts[0]) else Sign.UNKNOWN
        case "delta":
            return Sign.NONNEGATIVE
        case _:
            return Sign.UNKNOWN


def sign_of_monomial(monomial: Monomial) -> Sign:
    """An even power is at least 0; a fractional power is that of a non-negative, and at least 0."""
    found = Sign.POSITIVE
    for atom, e in monomial:
        sign = _sign_of_atom(atom)
        if e.denominator != 1 or e % 2 == 0:
            sign = max(sign, Sign.NONNEGATIVE)
        found = min(found, sign)
        if found is Sign.UNKNOWN:
            break
    return found


def positive_atom(atom: Atom) -> bool:
    """Whether the atom is positive wherever it is defined."""
    return _sign_of_atom(atom) is Sign.POSITIVE


def positive_factor(atom: Atom, exponent: Rational) -> bool:
    """Whether the atom is positive wherever atom^exponent is defined and not 0; a root is that of a non-negative."""
    return positive_atom(atom) or exponent.denominator != 1


def positive_monomial(monomial: Monomial) -> bool:
    return sign_of_monomial(monomial) is Sign.POSITIVE


def positive(polynomial: Polynomial) -> bool:
    """Whether the polynomial is positive: every term is at least 0, and one is more."""
    some = False
    for monomial, c in polynomial.terms.items():
        sign = sign_of_monomial(monomial) if c > 0 else Sign.UNKNOWN
        if sign is Sign.UNKNOWN:
            return False
        some |= sign is Sign.POSITIVE
    return some


def nonnegative(polynomial: Polynomial) -> bool:
    return all(c > 0 and sign_of_monomial(monomial) for monomial, c in polynomial.terms.items())


def positive_from(polynomial: Polynomial, instance: Instance, apart: Apart) -> tuple[str, int] | None:
    """(size, n): the polynomial is positive where the index set of that size has at least n elements.

    `instance(sum, i)` is the body of a sum over one letter at the index i. Looks for c·m·(S − f(i) − ... ) with the
    f(i) at indices of which `apart` knows that they differ; what is left over must be at least 0.
    """
    for monomial, c in polynomial.terms.items():
        for atom, e in monomial:
            if atom.kind != "sum" or e != 1 or c <= 0 or len(atom.parts[0]) != 1 or not positive_monomial(monomial):
                continue
            rest = tuple(factor for factor in monomial if factor[0] != atom)
            remaining = dict(polynomial.terms)
            del remaining[monomial]
            taken: list[Index] = []
            for index in sorted(polynomial.indices, key=repr):
                body = instance(atom, index)
                alone = body.single() if body is not None else None
                if alone is None:
                    continue
                term = merge(rest, alone[0])
                if remaining.get(term) == -c * alone[1] and all(apart(index, other) for other in taken):
                    del remaining[term]
                    taken.append(index)
            if taken and nonnegative(Polynomial(remaining)):
                return atom.parts[0][0][0].set.size, len(taken) + 1
    return None
