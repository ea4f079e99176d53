"""Which polynomials are positive whatever the values of their variables.

Sound and incomplete: an exponential is positive, and so are the size of an index set (n >= 1), the sum of positives
over a whole index set, a power of a positive, a sum of positives. An even power is at least 0. S - f(i) - f(j), where
S = Σ_k f(k) and f is positive, is the sum of f over the other indices: positive for n >= 3 if i and j differ.
"""

from collections.abc import Callable

from derive.decide.polynomial import Atom, Monomial, Polynomial, Rational, merge
from derive.term import Index

Instance = Callable[[Atom, Index], "Polynomial | None"]
Apart = Callable[[Index, Index], bool]


def positive_atom(atom: Atom) -> bool:
    """Whether the atom is positive wherever it is defined."""
    match atom.kind:
        case "exp" | "size":
            return True
        case "sum":
            letters, monomial = atom.parts
            return not any(excluded for _, excluded in letters) and positive_monomial(monomial)
        case "base":
            return positive(atom.parts[0])
        case _:
            return False


def positive_factor(atom: Atom, exponent: Rational) -> bool:
    """Whether the atom is positive wherever atom^exponent is defined and not 0; a root is that of a non-negative."""
    return positive_atom(atom) or exponent.denominator != 1


def positive_monomial(monomial: Monomial) -> bool:
    return all(positive_atom(atom) for atom, _ in monomial)


def nonnegative_monomial(monomial: Monomial) -> bool:
    return all((e.denominator == 1 and e % 2 == 0) or nonnegative_atom(atom, e) for atom, e in monomial)


def nonnegative_atom(atom: Atom, exponent: Rational) -> bool:
    """Whether atom^exponent is at least 0 wherever it is defined; a fractional power is that of a non-negative."""
    if positive_atom(atom) or exponent.denominator != 1:
        return True
    return atom.kind == "delta" or (atom.kind == "sum" and nonnegative_monomial(atom.parts[1]))


def positive(polynomial: Polynomial) -> bool:
    """Whether the polynomial is positive: every term is at least 0, and one is more."""
    terms = polynomial.terms
    return (
        bool(terms)
        and all(c > 0 and nonnegative_monomial(monomial) for monomial, c in terms.items())
        and any(positive_monomial(monomial) for monomial in terms)
    )


def nonnegative(polynomial: Polynomial) -> bool:
    return all(c > 0 and nonnegative_monomial(monomial) for monomial, c in polynomial.terms.items())


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
