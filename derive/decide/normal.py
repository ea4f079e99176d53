"""The normal form of a term: a polynomial over atoms, for every n at once.

The language: rational operations, powers, exp, log, sums over index sets with indices left out, Kronecker deltas,
derivatives. The method:

1. A defined symbol is unfolded. A derivative is carried out, before any hypothesis is used.
2. exp(Σ c·m) = Π exp(m)^c. log of a product splits over factors that are proved positive, and over no others.
   A sum in a denominator or under a root becomes an atom [P], c and monomial factors taken out where that is sound.
3. A function of a polynomial with a delta is split: F(δ) = δ F(1) + (1 − δ) F(0).
4. Sums: Σ_k (f + g) = Σ_k f + Σ_k g; factors without k go out; Σ_k δ_ki f(k) = f(i);
   Σ_{k≠i} f(k) = Σ_k (1 − δ_ki) f(k) if f(i) is a term that is not a division by zero; Σ_k 1 = n; nested sums are one
   sum over several letters, which are named in an order that depends only on the body.
5. Hypotheses rewrite sums, variables and monomials.

Equal normal forms prove that the terms are equal wherever both are defined. The normal form is complete for
polynomials in exponentials and in sums of connected monomials over at most four letters; it is not complete for
nested logarithms and roots, nor for relations between denominators of three or more terms inside a sum. Unequal
ones prove nothing.

Definedness: a normal form is that of a generic point. The functions are continuous where they are defined, so that
two terms that agree at all generic points agree wherever both are defined.
"""

from collections.abc import Mapping
from fractions import Fraction

from derive.calculus.definitions import Definitions
from derive.calculus.differentiate import Differentiator
from derive.calculus.substitution import substitute
from derive.decide import functions, sums
from derive.decide.budget import Budget
from derive.decide.hypotheses import Rewriting
from derive.decide.indices import index_key, is_bound, variable_key
from derive.decide.means import Means
from derive.decide.polynomial import (
    ONE,
    ZERO,
    Atom,
    Atoms,
    Monomial,
    Polynomial,
    Ring,
    add,
    number,
    of_atom,
)
from derive.term import (
    Delta,
    Derivative,
    Exp,
    Index,
    Literal,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
)


class Trace:
    """What was used on the way to normal forms: codes of rules, names of definitions, numbers of hypotheses and of
    earlier results."""

    __slots__ = ("definitions", "hypotheses", "results", "rules")

    def __init__(self) -> None:
        self.rules: set[str] = set()
        self.definitions: set[str] = set()
        self.hypotheses: set[int] = set()
        self.results: set[int] = set()

    def add(self, other: "Trace") -> None:
        self.rules |= other.rules
        self.definitions |= other.definitions
        self.hypotheses |= other.hypotheses
        self.results |= other.results


class Normaliser:
    """Terms to polynomials, by the means allowed.

    `distinct`: pairs of free indices known to differ; `among`: indices of which every two of one set do.
    """

    def __init__(
        self,
        budget: Budget,
        definitions: Definitions,
        means: Means,
        rewriting: Rewriting | None = None,
        distinct: frozenset[frozenset[Index]] = frozenset(),
        among: frozenset[Index] = frozenset(),
        atoms: Atoms | None = None,
    ) -> None:
        self.budget = budget
        self.atom = atoms or Atoms()
        self.ring = Ring(budget)
        self.definitions = definitions
        self.means = means
        self.rewriting = rewriting
        self.distinct = distinct
        self.among = among
        self.trace = Trace()
        self._variables: dict[Variable, Polynomial] = {}
        self._plain: Normaliser | None = None

    def __call__(self, term: Term) -> Polynomial:
        self.budget.spend()
        match term:
            case Number():
                return number(term.value)
            case Variable():
                return self.variable(term)
            case Size():
                return of_atom(self.atom("size", f"|{term.set.size}|", (term.set,), frozenset()))
            case Plus():
                return add(*map(self, term.terms))
            case Times():
                return self.ring.product([self(factor) for factor in term.factors])
            case Power():
                return functions.power_term(self, self(term.base), self(term.exponent))
            case Exp():
                return functions.exponential(self, self(term.argument))
            case Log():
                return functions.logarithm(self, self(term.argument))
            case Sum():
                return self._sum(term)
            case Delta():
                return self.delta(term.left, term.right)
            case Derivative():
                return self._derivative(term)

    def variable(self, variable: Variable) -> Polynomial:
        found = self._variables.get(variable)
        if found is None:
            if variable.name in self.definitions and variable.name in self.means.definitions:
                self.trace.definitions.add(variable.name)
                found = self(self.definitions.unfold(variable))
            else:
                key = variable_key(variable.name, variable.indices)
                atom = self.atom("variable", key, (variable,), frozenset(variable.indices))
                found = self.rewritten(atom)
            self._variables[variable] = found
        return found

    def rewritten(self, atom: Atom) -> Polynomial:
        """The atom, or what a hypothesis says that it is."""
        if self.rewriting is not None:
            value = self.rewriting.value(atom, self)
            if value is not None:
                return value
        return of_atom(atom)

    def forget(self) -> None:
        """After a change of what is known to differ."""
        self._variables.clear()
        self._plain = None

    def delta(self, left: Index, right: Index) -> Polynomial:
        """δ: 1 for one index, 0 for two that are known to differ."""
        if left == right:
            return ONE
        free = not is_bound(left) and not is_bound(right)
        if isinstance(left, Literal) and isinstance(right, Literal):
            return ZERO
        apart = left in self.among and right in self.among
        if free and (apart or frozenset((left, right)) in self.distinct):
            self.trace.rules.add("index-case")
            return ZERO
        low, high = sorted((index_key(left), index_key(right)))
        return of_atom(self.atom("delta", f"δ({low},{high})", (left, right), frozenset((left, right))))

    def _sum(self, term: Sum) -> Polynomial:
        working = self.atom.fresh(term.letter.set)
        polynomial = self(substitute(term.body, {term.letter: working}))
        if not self.means.sums:
            return sums.closed(working, term.excluded, polynomial, self)
        return sums.sum_over(self, working, term.excluded, polynomial)

    def _derivative(self, term: Derivative) -> Polynomial:
        by = Differentiator(term.variable, self.definitions, self.means.definitions, self.means.differentiation)
        result = by(term.operand)
        self.trace.rules |= by.fired
        self.trace.definitions |= by.unfolded
        if not isinstance(result, Derivative):
            return self(result)
        return self.derivative_atom(self.without_rewriting()(result.operand), result.variable)

    def derivative_atom(self, operand: Polynomial, variable: Variable) -> Polynomial:
        """A derivative that is not carried out."""
        below = variable_key(variable.name, variable.indices)
        indices = operand.indices | frozenset(variable.indices)
        return self.rewritten(self.atom("derivative", f"∂{operand.key}/∂{below}", (operand, variable), indices))

    def without_rewriting(self) -> "Normaliser":
        """This normaliser before any hypothesis: for what stands below a derivative, and for mere renaming."""
        if self.rewriting is None:
            return self
        if self._plain is None:
            self._plain = Normaliser(
                self.budget, self.definitions, self.means, None, self.distinct, self.among, self.atom
            )
            self._plain.trace = self.trace
        return self._plain

    def rename(self, polynomial: Polynomial, places: Mapping[Index, Index]) -> Polynomial:
        """The polynomial with other indices. Raises DivisionByZeroError where a denominator becomes 0."""
        if not polynomial.indices & places.keys():
            return polynomial
        parts = []
        for monomial, c in polynomial.terms.items():
            factors = [self._rename_factor(atom, e, places) for atom, e in monomial]
            parts.append(self.ring.product([number(c), *factors]))
        return add(*parts)

    def _rename_factor(self, atom: Atom, exponent: "int | Fraction", places: Mapping[Index, Index]) -> Polynomial:
        if not atom.indices & places.keys():
            return Polynomial({((atom, exponent),): 1})
        return functions.power(self, self._rename_atom(atom, places), exponent)

    def _rename_atom(self, atom: Atom, places: Mapping[Index, Index]) -> Polynomial:
        self.budget.spend()
        match atom.kind:
            case "variable":
                return self.variable(_at(atom.parts[0], places))
            case "delta":
                left, right = atom.parts
                return self.delta(places.get(left, left), places.get(right, right))
            case "exp":
                return functions.exponential(self, self.rename(Polynomial({atom.parts[0]: 1}), places))
            case "log":
                return functions.logarithm(self, self.rename(atom.parts[0], places))
            case "base":
                return self.rename(atom.parts[0], places)
            case "sum":
                return sums.rename_sum(self, atom, places)
            case "closed":
                letter, excluded, body = atom.parts
                moved = tuple(places.get(index, index) for index in excluded)
                return sums.closed(letter, moved, self.rename(body, places), self)
            case "derivative":
                operand, variable = atom.parts
                return self.derivative_atom(self.without_rewriting().rename(operand, places), _at(variable, places))
            case _:
                raise AssertionError(f"an atom of kind {atom.kind} has no indices")

    def monomial(self, monomial: Monomial, places: Mapping[Index, Index]) -> Polynomial:
        return self.rename(Polynomial({monomial: 1}), places)


def _at(variable: Variable, places: Mapping[Index, Index]) -> Variable:
    return Variable(variable.name, tuple(places.get(index, index) for index in variable.indices))
