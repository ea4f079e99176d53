"""Terms as SymPy expressions, and their exact comparison. The module `sympy` is handed in."""

from fractions import Fraction
from typing import Any, TypeAlias

from derive.decide.budget import Budget
from derive.decide.generators import QuotientField
from derive.decide.quotients import BeyondReachError, Quotient
from derive.decide.sparse import Sparse
from derive.decide.tape import Component
from derive.letters import latex_of_name

Expression: TypeAlias = Any
"""A SymPy expression."""

_MOST_BITS = 4096
_LONG = 8
"""A sum of so many terms is written as a symbol of its own."""


class Writer:
    """Writes terms as SymPy expressions. What has no finite real value raises BeyondReachError."""

    def __init__(self, sympy: Any) -> None:
        self.sympy = sympy
        self.budget = Budget(0)
        self.undefined = sympy.nan
        self.zero, self.one = sympy.S.Zero, sympy.S.One
        self._infinite = (sympy.nan, sympy.zoo, sympy.oo, -sympy.oo)
        self._symbols: dict[Component, Expression] = {}
        self.links: dict[Expression, tuple[str, Expression]] = {}
        """Symbol for a component of a defined variable -> (name of the variable, meaning)."""
        self.sums: dict[Expression, Expression] = {}
        """Symbol for a long sum -> the sum."""
        self._known: dict[tuple[object, ...], Expression] = {}
        self._symbols_of: dict[Expression, set[Expression]] = {}

    def irreducible_factors(self, polynomial: Sparse) -> list[tuple[Sparse, int]]:
        """The factors of positive degree with their exponents, found in SymPy's ring of the generators that occur."""
        used = sorted(polynomial.generators())
        ring = self.sympy.polys.rings.ring([f"t{k}" for k in used], self.sympy.ZZ)[0]
        exponents = {powers: dict(powers) for powers in polynomial.terms}
        terms = {tuple(exponents[p].get(k, 0) for k in used): c for p, c in polynomial.terms.items()}
        found = []
        for factor, exponent in ring.from_dict(terms).factor_list()[1]:
            powers = {tuple((k, e) for k, e in zip(used, m, strict=True) if e): int(c) for m, c in factor.terms()}
            found.append((Sparse(powers), exponent))
        return found

    def integer(self, value: int) -> Expression:
        return self.sympy.Integer(value)

    def constant(self, value: Fraction) -> Expression:
        return self.sympy.Rational(value.numerator, value.denominator)

    def input(self, component: Component) -> Expression:
        symbol = self._symbols.get(component)
        if symbol is None:
            symbol = self._symbols[component] = self.sympy.Symbol(_symbol_name(component), real=True)
        return symbol

    def link(self, component: Component, meaning: Expression) -> Expression:
        key = ("link", component, meaning)
        if key not in self._known:
            symbol = self._known[key] = self.sympy.Dummy(_symbol_name(component), real=True)
            self.links[symbol] = component[0], meaning
        return self._known[key]

    def plus(self, terms: tuple[Expression, ...]) -> Expression:
        """A long sum is a symbol from then on: what it stands in is differentiated by it once, for all components."""
        made = self._made(self.sympy.Add, terms)
        if not made.is_Add or len(made.args) < _LONG:
            return made
        symbol = self._known.get(("sum", made))
        if symbol is None:
            assumed = {"positive": True} if all(isinstance(t, self.sympy.exp) for t in made.args) else {"real": True}
            symbol = self._known["sum", made] = self.sympy.Dummy(f"Σ_{len(self.sums)}", **assumed)
            self.sums[symbol] = made
        return symbol

    def times(self, factors: tuple[Expression, ...]) -> Expression:
        return self._made(self.sympy.Mul, factors)

    def power(self, base: Expression, exponent: Fraction) -> Expression:
        return self._raised(base, self.constant(exponent))

    def real_power(self, base: Expression, exponent: Expression) -> Expression:
        if base.is_Rational and base <= 0:
            raise BeyondReachError
        return self._raised(base, exponent)

    def _raised(self, base: Expression, exponent: Expression) -> Expression:
        if base.is_Rational and exponent.is_Rational:
            bits = max(int(base.p).bit_length(), int(base.q).bit_length())
            if bits * abs(exponent) > _MOST_BITS or (base < 0 and exponent.q != 1):
                raise BeyondReachError
        return self._made(self.sympy.Pow, (base, exponent))

    def exp(self, argument: Expression) -> Expression:
        return self._made(self.sympy.exp, (argument,))

    def log(self, argument: Expression) -> Expression:
        if argument.is_Rational and argument <= 0:
            raise BeyondReachError
        return self._made(self.sympy.log, (argument,))

    def guard(self, node: Expression, needed: Expression) -> Expression:
        if needed is self.undefined:
            raise BeyondReachError
        return node

    def tangent(self, node: Expression, by: Expression) -> Expression | None:
        """SymPy's derivative, by the chain rule through long sums: ∂f/∂x + Σ ∂f/∂S ∂S/∂x.

        Defined variables other than that of `by` are written out first.
        """
        key = ("tangent", node, by)
        if key not in self._known:
            name = self.links[by][0] if by in self.links else None
            self.budget.spend(20)
            node = self.resolved(node, name)
            slopes = [self._slope(node, by)]
            for symbol in sorted(self._symbols_in(node) & self.sums.keys(), key=str):
                inner = self.tangent(self.sums[symbol], by)
                slopes.append(self.times((self._slope(node, symbol), inner)))
            slope = self._made(self.sympy.Add, tuple(slopes))
            if slope.has(*self._infinite):
                raise BeyondReachError
            self._known[key] = slope
        return self._known[key]

    def _slope(self, node: Expression, symbol: Expression) -> Expression:
        """SymPy's derivative by a symbol; of a sum, only the terms with that symbol are looked at."""
        key = ("slope", node, symbol)
        if key not in self._known:
            self.budget.spend(20)
            terms = [term for term in self.sympy.Add.make_args(node) if symbol in self._symbols_in(term)]
            self._known[key] = self.sympy.Add(*(term.diff(symbol) for term in terms))
        return self._known[key]

    def _symbols_in(self, node: Expression) -> set[Expression]:
        found = self._symbols_of.get(node)
        if found is None:
            found = set().union(*map(self._symbols_in, node.args)) if node.is_Add else node.free_symbols
            self._symbols_of[node] = found
        return found

    def written_out(self, node: Expression) -> Expression:
        """The expression in components alone."""
        while True:
            node = self.resolved(node)
            sums = node.free_symbols & self.sums.keys()
            if not sums:
                return node
            node = node.xreplace({symbol: self.sums[symbol] for symbol in sums})

    def resolved(self, node: Expression, but: str | None = None) -> Expression:
        """The expression with the meaning of every link, except those of one variable, in its place."""
        while self.links:
            meanings = {s: self.links[s][1] for s in node.free_symbols if s in self.links and self.links[s][0] != but}
            if not meanings:
                break
            node = node.xreplace(meanings)
        return node

    def _made(self, make: Any, arguments: tuple[Expression, ...]) -> Expression:
        key = (make, arguments)
        known = self._known.get(key)
        if known is None:
            self.budget.spend(1 + len(arguments))
            known = make(*arguments)
            if known in self._infinite:
                raise BeyondReachError
            self._known[key] = known
        return known


class Comparer:
    """Decides whether two expressions are equal, under hypotheses."""

    def __init__(self, writer: Writer, field: QuotientField) -> None:
        self._writer = writer
        self._field = field
        self._solutions: dict[Expression, Expression] = {}
        self._quotients: dict[Expression, Quotient] = {}
        self._unsolved = ""

    def assume(self, residual: Expression) -> None:
        """Use residual = 0, by solving it for the last component in which it is linear."""
        residual = self._writer.written_out(residual).xreplace(self._solutions)
        if residual.is_zero:
            return
        for symbol in sorted(residual.free_symbols, key=str, reverse=True):
            slope = residual.diff(symbol)
            if slope.is_Rational and slope != 0:
                self._solutions[symbol] = -residual.xreplace({symbol: self._writer.zero}) / slope
                return
        self._unsolved = "a hypothesis could not be solved for a component"
        if residual.is_Rational:
            raise BeyondReachError

    def equal(self, left: Expression, right: Expression) -> tuple[bool | None, str]:
        """Raises BeyondReachError."""
        minus_right = self._field.multiply((self._field.constant(-1), self._quotient(right)))
        zero = self._field.is_zero(self._field.add((self._quotient(left), minus_right)))
        if zero is None:
            return None, "the difference is not 0 in form, but its parts may depend on each other"
        if zero is False and self._unsolved:
            return None, self._unsolved
        return zero, ""

    def _quotient(self, node: Expression) -> Quotient:
        known = self._quotients.get(node)
        if known is None:
            self._writer.budget.spend()
            known = self._quotients[node] = self._converted(node)
            self._writer.budget.spend(len(known.numerator))
        return known

    def _converted(self, node: Expression) -> Quotient:
        field, sympy = self._field, self._writer.sympy
        if node.is_Rational:
            return field.constant(Fraction(int(node.p), int(node.q)))
        if node.is_Symbol:
            if node in self._writer.links:
                return self._quotient(self._writer.links[node][1])
            if node in self._writer.sums:
                return field.shortened(self._quotient(self._writer.sums[node]))
            if node in self._solutions:
                return self._quotient(self._solutions[node])
            return field.component(node.name)
        if node.is_Add:
            return field.add([self._quotient(term) for term in node.args])
        if node.is_Mul:
            return field.multiply([self._quotient(factor) for factor in node.args])
        if node is sympy.E:
            return field.exp(field.constant(1))
        if isinstance(node, sympy.exp):
            return field.exp(self._quotient(node.args[0]))
        if isinstance(node, sympy.log):
            factors = sympy.Mul.make_args(node.args[0])
            if factors[0].is_negative:
                return field.log(self._quotient(node.args[0]))
            return field.add([field.log(self._quotient(factor)) for factor in factors])
        if node.is_Pow:
            base, exponent = (self._quotient(argument) for argument in node.args)
            if node.args[1].is_Rational:
                return field.power(base, Fraction(int(node.args[1].p), int(node.args[1].q)))
            return field.real_power(base, exponent)
        raise BeyondReachError


def _symbol_name(component: Component) -> str:
    name, indices = component
    latex = latex_of_name(name)
    return f"{latex}_{{{','.join(map(str, indices))}}}" if indices else latex
