"""Hypotheses as rewriting: of left = right, one atom or one monomial is replaced by the rest.

left − right is brought to its normal form with all definitions unfolded and no hypothesis used, and over a common
denominator. Of its terms one is chosen to be replaced: a sum, else a variable, else the largest monomial. A letter that
is free in the hypothesis stands for every index of its set. Rewriting is sound, since the two are equal wherever the
hypothesis holds; it is complete for hypotheses that are each about another symbol. A monomial times left − right is 0
by that alone, where no atom that may be 0 is divided by.
"""

from fractions import Fraction
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

from derive.calculus.substitution import substitute
from derive.decide.polynomial import (
    ONE,
    UNIT,
    Atom,
    Monomial,
    Polynomial,
    add,
    merge,
    monomial_key,
    of_atom,
    scale,
    subtract,
)
from derive.decide.sign import positive_atom
from derive.term import Derivative, Hypothesis, Index, Letter, Result, Variable

if TYPE_CHECKING:
    from derive.decide.normal import Normaliser


class ContradictionError(Exception):
    """No values satisfy a hypothesis."""

    def __init__(self, given: int) -> None:
        super().__init__(given)
        self.given = given


class Rewriting:
    """The hypotheses as rules atom -> polynomial (for all values of their letters) and monomial -> polynomial."""

    def __init__(
        self, hypotheses: tuple[Hypothesis, ...], plain: "Normaliser", results: tuple[Result, ...] = ()
    ) -> None:
        self._results = results[::-1]
        self._atoms: list[tuple[int, Atom, tuple[Letter, ...], Polynomial]] = []
        self._monomials: list[tuple[int, Monomial, Polynomial]] = []
        self._differences: list[tuple[int, Polynomial]] = []
        self._rests_on: dict[int, frozenset[str]] = {}
        """The definitions that were unfolded for each hypothesis."""
        for hypothesis in hypotheses:
            plain.forget()
            plain.trace.definitions.clear()
            difference = plain(hypothesis.left), plain(hypothesis.right)
            self._rests_on[hypothesis.given] = frozenset(plain.trace.definitions)
            written = subtract(*difference)
            cleared = over_common_denominator(written, plain)
            self._differences.append((hypothesis.given, cleared))
            self._orient(hypothesis.given, cleared, written)

    def _orient(self, given: int, cleared: Polynomial, written: Polynomial) -> None:
        """Chooses what is replaced: if it can, an atom of the difference over a common denominator, or of the
        difference as it is, as x = 1/(1 + e^s) has one."""
        if cleared.constant() is not None:
            if cleared.terms:
                raise ContradictionError(given)
            return
        if self._orient_atom(given, cleared) or self._orient_atom(given, written):
            return
        if not any(isinstance(index, Letter) for index in cleared.indices):
            lead = max((m for m in cleared.terms if m != UNIT), key=_degree)
            if all(e > 0 and e.denominator == 1 for _, e in lead):
                self._monomials.append((given, lead, _without(cleared, lead)))

    def _orient_atom(self, given: int, difference: Polynomial) -> bool:
        for kind in ("sum", "variable"):
            for monomial in sorted(difference.terms, key=monomial_key):
                if len(monomial) == 1 and monomial[0][0].kind == kind and monomial[0][1] == 1:
                    atom = monomial[0][0]
                    rest = _without(difference, monomial)
                    if not any(other == atom for m in rest.terms for other, _ in m):
                        letters = tuple(x for x in sorted(atom.indices, key=repr) if isinstance(x, Letter))
                        if rest.indices <= atom.indices:
                            self._atoms.append((given, atom, letters, rest))
                            return True
        return False

    def _use(self, given: int, by: "Normaliser") -> None:
        by.trace.hypotheses.add(given)
        by.trace.definitions |= self._rests_on[given]

    def value(self, atom: Atom, by: "Normaliser") -> Polynomial | None:
        """What a hypothesis or a result says that the atom is."""
        if atom.kind == "derivative":
            return self._by_result(atom, by)
        for given, pattern, letters, rest in self._atoms:
            if atom.kind != pattern.kind:
                continue
            for places in _assignments(letters, atom):
                plain = by.without_rewriting()
                instance = plain.rename(Polynomial({((pattern, 1),): 1}), places).single()
                if instance == ((((atom, 1),)), 1):
                    self._use(given, by)
                    return plain.rename(rest, places)
        return None

    def _by_result(self, atom: Atom, by: "Normaliser") -> Polynomial | None:
        """The derivative of a defined symbol, by the results for equal and for distinct indices."""
        operand, variable = atom.parts
        alone = operand.single()
        if alone is None or alone[1] != 1 or len(alone[0]) != 1 or alone[0][0][1] != 1:
            return None
        function = alone[0][0][0]
        if function.kind != "variable":
            return None
        derivative = Derivative(function.parts[0], variable)
        for result in self._results:
            places = _match(result, derivative)
            if places is not None and not result.case:
                by.trace.results.add(result.number)
                return by(substitute(result.right, places))
        return self._by_cases(derivative, by)

    def _by_cases(self, derivative: Derivative, by: "Normaliser") -> Polynomial | None:
        """δ ∂f_i/∂x_i + (1 − δ) ∂f_j/∂x_i, for one index above and one below."""
        above, below = derivative.operand, derivative.variable
        if not isinstance(above, Variable) or len(above.indices) != 1 or len(below.indices) != 1:
            return None
        left, right = above.indices[0], below.indices[0]
        if left.set != right.set:
            return None
        same = by.delta(left, right)
        parts = []
        for weight, equal in ((same, True), (subtract(ONE, same), False)):
            if not weight.terms:
                continue
            index = right if equal else left
            for result in self._results:
                places = _match(result, Derivative(Variable(above.name, (index,)), below))
                if places is not None and _is_case(result, equal):
                    by.trace.results.add(result.number)
                    parts.append(by.ring.multiply(weight, by(substitute(result.right, places))))
                    break
            else:
                return None
        return add(*parts)

    def reduce(self, polynomial: Polynomial, by: "Normaliser") -> Polynomial:
        """The polynomial with every multiple of a replaced monomial replaced, as long as there is one."""
        for given, lead, rest in self._monomials:
            while True:
                multiple = next((m for m in sorted(polynomial.terms, key=monomial_key) if _divides(lead, m)), None)
                if multiple is None:
                    break
                by.budget.spend(1 + len(polynomial.terms) // 8)
                self._use(given, by)
                cofactor = merge(multiple, tuple((a, -e) for a, e in lead))
                c = polynomial.terms[multiple]
                replaced = by.ring.multiply(Polynomial({cofactor: c}), rest)
                others = Polynomial({m: d for m, d in polynomial.terms.items() if m != multiple})
                polynomial = subtract(others, scale(replaced, -1))
        return polynomial

    def is_multiple(self, polynomial: Polynomial, by: "Normaliser") -> bool:
        """Whether the polynomial is c m (left − right) for a hypothesis, a number c and a monomial m. An atom that m
        divides by is positive, or the polynomial divides by it as well."""
        below = {atom for monomial in polynomial.terms for atom, e in monomial if e < 0}
        for given, difference in self._differences:
            ratio = _ratio(polynomial, difference)
            if ratio is not None and all(e > 0 or atom in below or positive_atom(atom) for atom, e in ratio):
                self._use(given, by)
                return True
        return False


def over_common_denominator(polynomial: Polynomial, by: "Normaliser") -> Polynomial:
    """The polynomial times what its terms are divided by: 0 at the same values, where it is defined."""
    while polynomial.terms:
        below = _denominator(polynomial)
        if below is None:
            break
        polynomial = by.ring.multiply(polynomial, of_atom(*below))
    return polynomial


def _denominator(polynomial: Polynomial) -> tuple[Atom, int] | None:
    """One of the atoms [P] that occur with a negative exponent, and the power that clears it."""
    lowest: dict[Atom, int | Fraction] = {}
    for monomial in polynomial.terms:
        for atom, e in monomial:
            if atom.kind == "base" and e < lowest.get(atom, 0):
                lowest[atom] = e
    if not lowest:
        return None
    atom = min(lowest, key=lambda a: a.key)
    return atom, ceil(-lowest[atom])


def _ratio(polynomial: Polynomial, other: Polynomial) -> Monomial | None:
    """m with polynomial = c m other for a number c, if there is one."""
    if not other.terms or len(polynomial.terms) != len(other.terms):
        return None
    first = min(other.terms, key=monomial_key)
    for monomial, coefficient in polynomial.terms.items():
        ratio = merge(monomial, tuple((atom, -e) for atom, e in first))
        number = Fraction(coefficient) / other.terms[first]
        if all(polynomial.terms.get(merge(ratio, one)) == number * c for one, c in other.terms.items()):
            return ratio
    return None


def _match(result: Result, derivative: Derivative) -> dict[Index, Index] | None:
    """The indices to put into the result so that its left side becomes the derivative."""
    above, below = result.left.operand, result.left.variable
    target = derivative.operand
    if not isinstance(above, Variable) or not isinstance(target, Variable):
        return None
    if (above.name, below.name) != (target.name, derivative.variable.name):
        return None
    places: dict[Index, Index] = {}
    for old, new in zip((*above.indices, *below.indices), (*target.indices, *derivative.variable.indices), strict=True):
        if not isinstance(old, Letter) or places.setdefault(old, new) != new:
            return None
    return places


def _is_case(result: Result, equal: bool) -> bool:
    """Whether the result is about the case that its index above and its index below are equal, or are not."""
    above = result.left.operand
    assert isinstance(above, Variable)
    if above.indices == result.left.variable.indices:
        return equal
    pair = {above.indices[0], result.left.variable.indices[0]}
    return not equal and any({d.left, d.right} == pair and not d.equal for d in result.case)


def _without(polynomial: Polynomial, monomial: Monomial) -> Polynomial:
    """r with polynomial = c (monomial − r)"""
    c = polynomial.terms[monomial]
    others = Polynomial({m: d for m, d in polynomial.terms.items() if m != monomial})
    return scale(others, Fraction(-1) / c)


def _assignments(letters: tuple[Letter, ...], atom: Atom) -> "list[dict[Index, Index]]":
    """All ways to put indices of the atom in the place of the letters, set by set."""
    choices = [[x for x in sorted(atom.indices, key=repr) if x.set == letter.set] for letter in letters]
    return [dict(zip(letters, chosen, strict=True)) for chosen in product(*choices)]


def _degree(monomial: Monomial) -> tuple[object, str]:
    return sum(e for _, e in monomial), monomial_key(monomial)


def _divides(lead: Monomial, monomial: Monomial) -> bool:
    exponents = dict(monomial)
    return all(exponents.get(atom, 0) >= e for atom, e in lead)
