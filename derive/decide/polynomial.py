"""Polynomials with rational coefficients and rational exponents over atoms.

An atom is what the ring operations cannot take apart: a variable, the exponential of a monomial, a logarithm, a sum
over an index set. It is known by its key: two atoms with one key are the same real number wherever both are
defined. A polynomial maps monomials to non-zero coefficients; a monomial is a tuple of (atom, exponent), sorted by
key, no exponent zero.

Two exponent laws are built in: a^p a^q = a^{p+q}, for an atom that is positive where p or q is a fraction, and not
zero where one is negative; and [P]^p with p >= 1 for the atom [P] of a whole polynomial is multiplied out.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from derive.decide.budget import Budget
from derive.term import Index, IndexSet, Letter

Rational: TypeAlias = int | Fraction


class Atom:
    """kind: 'variable', 'size', 'exp', 'log', 'sum', 'base', 'delta', 'closed' (a sum that is not looked into) or
    'derivative' (one that is not carried out). parts: what it is made of, by kind. indices: on what it depends.

    Atoms are made by Atoms only, one for each key, and so compared by identity.
    """

    __slots__ = ("indices", "key", "kind", "parts")

    def __init__(self, kind: str, key: str, parts: tuple[Any, ...], indices: frozenset[Index]) -> None:
        self.kind = kind
        self.key = key
        self.parts = parts
        self.indices = indices

    def __repr__(self) -> str:
        return self.key


class Atoms:
    """The atoms that were made, one for each key, and working letters that were not used before."""

    def __init__(self) -> None:
        self._by_key: dict[str, Atom] = {}
        self._letters = 0

    def fresh(self, set_: IndexSet) -> Letter:
        """A letter that stands in no atom and in no term."""
        self._letters += 1
        return Letter(f"~{self._letters}", set_)

    def __call__(self, kind: str, key: str, parts: tuple[Any, ...], indices: frozenset[Index]) -> Atom:
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = Atom(kind, key, parts, indices)
        return found


Monomial: TypeAlias = tuple[tuple[Atom, Rational], ...]
UNIT: Monomial = ()


def whole(number: Rational) -> Rational:
    """The same number, as an int where it is one."""
    return number if type(number) is int or number.denominator != 1 else number.numerator


class Polynomial:
    """A mapping from monomials to coefficients that is never changed once made."""

    __slots__ = ("_key", "terms")

    def __init__(self, terms: Mapping[Monomial, Rational]) -> None:
        self.terms = terms
        self._key: str | None = None

    @property
    def key(self) -> str:
        """The polynomial written out in a fixed order."""
        if self._key is None:
            parts = sorted((monomial_key(monomial), c) for monomial, c in self.terms.items())
            self._key = "(" + "+".join(f"{c}{key}" for key, c in parts) + ")"
        return self._key

    @property
    def indices(self) -> frozenset[Index]:
        return frozenset().union(*(atom.indices for monomial in self.terms for atom, _ in monomial))

    def constant(self) -> Rational | None:
        """The number that the polynomial is, if it is one."""
        if not self.terms:
            return 0
        return self.terms.get(UNIT) if len(self.terms) == 1 else None

    def single(self) -> tuple[Monomial, Rational] | None:
        """(monomial, coefficient) if there is exactly one."""
        return next(iter(self.terms.items())) if len(self.terms) == 1 else None

    def __repr__(self) -> str:
        return self.key


def monomial_key(monomial: Monomial) -> str:
    return "".join(f"·{atom.key}" if e == 1 else f"·{atom.key}^{e}" for atom, e in monomial)


ZERO = Polynomial({})
ONE = Polynomial({UNIT: 1})


def number(value: Rational) -> Polynomial:
    return Polynomial({UNIT: whole(value)}) if value else ZERO


def of_atom(atom: Atom, exponent: Rational = 1) -> Polynomial:
    return Polynomial({((atom, exponent),): 1})


def add(*polynomials: Polynomial) -> Polynomial:
    if len(polynomials) == 1:
        return polynomials[0]
    terms: dict[Monomial, Rational] = {}
    for polynomial in polynomials:
        for monomial, c in polynomial.terms.items():
            if monomial not in terms:
                terms[monomial] = c
            elif total := whole(terms[monomial] + c):
                terms[monomial] = total
            else:
                del terms[monomial]
    return Polynomial(terms)


def scale(polynomial: Polynomial, factor: Rational) -> Polynomial:
    if factor == 1:
        return polynomial
    if not factor:
        return ZERO
    return Polynomial({monomial: whole(c * factor) for monomial, c in polynomial.terms.items()})


def subtract(left: Polynomial, right: Polynomial) -> Polynomial:
    return add(left, scale(right, -1))


def merge(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials, before any atom is multiplied out."""
    if not left or not right:
        return left or right
    exponents = dict(left)
    for atom, e in right:
        exponents[atom] = whole(exponents[atom] + e) if atom in exponents else e
    return tuple(sorted([factor for factor in exponents.items() if factor[1]], key=_key_of_factor))


def _key_of_factor(factor: tuple[Atom, Rational]) -> str:
    return factor[0].key


def _is_unfinished(monomial: Monomial) -> bool:
    """Whether an atom in it is to be multiplied out: [P]^p with p >= 1, a power of a delta, or a [c + d·v]^{-p} beside
    a multiple of v or of 1/v."""
    for atom, e in monomial:
        if atom.kind == "delta":
            if e != 1:
                return True
        elif atom.kind == "base" and (e >= 1 or (e < 0 and _beside(monomial, atom, e) is not None)):
            return True
    return False


def _inverse(monomial: Monomial) -> Monomial:
    return tuple((atom, -e) for atom, e in monomial)


def _beside(monomial: Monomial, atom: Atom, exponent: Rational) -> tuple[Monomial, Rational, Rational, int] | None:
    """(v, c, d, s) where the atom is [c + d·v], its exponent is whole, and v^s divides the monomial, s = 1 or −1."""
    terms: Mapping[Monomial, Rational] = atom.parts[0].terms
    if exponent.denominator != 1 or len(terms) != 2 or UNIT not in terms:
        return None
    v, d = next((m, d) for m, d in terms.items() if m)
    exponents = dict(monomial)
    for sign in (1, -1):
        if all(sign * exponents.get(part, 0) >= e for part, e in v):
            return v, terms[UNIT], d, sign
    return None


class Ring:
    """Multiplication within a budget: one unit of work for each pair of monomials."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def multiply(self, left: Polynomial, right: Polynomial) -> Polynomial:
        if len(left.terms) == 1 and UNIT in left.terms:
            return scale(right, left.terms[UNIT])
        if len(right.terms) == 1 and UNIT in right.terms:
            return scale(left, right.terms[UNIT])
        self.budget.spend(len(left.terms) * len(right.terms))
        terms: dict[Monomial, Rational] = {}
        unfinished = []
        for one, c in left.terms.items():
            for other, d in right.terms.items():
                monomial = merge(one, other)
                if _is_unfinished(monomial):
                    unfinished.append((monomial, c * d))
                    continue
                if monomial not in terms:
                    terms[monomial] = whole(c * d)
                elif total := whole(terms[monomial] + c * d):
                    terms[monomial] = total
                else:
                    del terms[monomial]
        if not unfinished:
            return Polynomial(terms)
        return add(Polynomial(terms), *(scale(self._multiply_out(m), c) for m, c in unfinished))

    def finished(self, monomial: Monomial) -> Polynomial:
        """The polynomial that a monomial of any atoms and exponents is."""
        return self._multiply_out(monomial) if _is_unfinished(monomial) else Polynomial({monomial: 1})

    def _multiply_out(self, monomial: Monomial) -> Polynomial:
        """[P]^p = P^⌊p⌋ [P]^{p−⌊p⌋}; δ² = δ; v/P = (1 − c/P)/d and 1/(v P) = (1/v − d/P)/c, where P = c + d·v."""
        self.budget.spend()
        for atom, e in monomial:
            found = _beside(monomial, atom, e) if atom.kind == "base" and e < 0 else None
            if found is not None:
                v, c, d, sign = found
                if sign > 0:
                    fewer, here, there = merge(monomial, _inverse(v)), 1 / Fraction(d), -Fraction(c) / d
                else:
                    fewer, here, there = monomial, 1 / Fraction(c), -Fraction(d) / c
                raised = self.finished(merge(fewer, ((atom, 1),)))
                lowered = self.finished(fewer if sign > 0 else merge(monomial, v))
                return add(scale(raised, here), scale(lowered, there))
        rest: list[tuple[Atom, Rational]] = []
        powers = []
        for atom, e in monomial:
            if atom.kind == "base" and e >= 1:
                powers.append((atom.parts[0], int(e // 1)))
                e = whole(e % 1)
            elif atom.kind == "delta":
                e = 1
            if e:
                rest.append((atom, e))
        result = Polynomial({tuple(rest): 1})
        for polynomial, e in powers:
            result = self.multiply(result, self.power(polynomial, e))
        return result

    def product(self, factors: "list[Polynomial]") -> Polynomial:
        result = ONE
        for factor in factors:
            result = self.multiply(result, factor)
        return result

    def power(self, base: Polynomial, exponent: int) -> Polynomial:
        """base^exponent for exponent >= 0, by squaring."""
        alone = base.single()
        if alone is not None and all(atom.kind not in ("base", "delta") for atom, _ in alone[0]):
            monomial, c = alone
            self.budget.spend(1 + exponent // 64 * (1 if abs(c) == 1 else c.numerator.bit_length()))
            return Polynomial({tuple((a, whole(e * exponent)) for a, e in monomial if exponent): c**exponent})
        result = ONE
        while exponent:
            if exponent & 1:
                result = self.multiply(result, base)
            exponent >>= 1
            if exponent:
                base = self.multiply(base, base)
        return result

    def replace(self, polynomial: Polynomial, by: Callable[[Atom], Polynomial | None]) -> Polynomial:
        """The polynomial with each atom to a positive whole power replaced, where `by` gives a replacement."""
        parts = []
        for monomial, c in polynomial.terms.items():
            factors = [Polynomial({UNIT: c})]
            kept = []
            for atom, e in monomial:
                new = by(atom) if e > 0 and e.denominator == 1 else None
                if new is None:
                    kept.append((atom, e))
                else:
                    factors.append(self.power(new, int(e)))
            parts.append(self.product([*factors, Polynomial({tuple(kept): 1})]))
        return add(*parts)
