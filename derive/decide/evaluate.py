"""A term at chosen sizes of the index sets, written in components: sums and definitions are unfolded.

A derivative by a component of a defined variable takes its operand as a function of that variable: inside the
operand the variable is a LINK, an input of the derivative whose value is that of its definition. What else
the operand is made of is unfolded until that variable appears.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.survey import free_letters, variables_of
from derive.decide.tape import Component
from derive.term import (
    Definition,
    Delta,
    Derivative,
    Exp,
    Hypothesis,
    Index,
    Letter,
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
    negative,
    subterms,
)

Letters: TypeAlias = dict[tuple[str, str], int]
"""The values of index letters by (name, name of the size of the set)."""

Scope: TypeAlias = tuple[str, ...]
"""The defined variables that stand for themselves, the outermost derivative first."""

N = TypeVar("N")
"""What a term becomes."""


class OutOfRangeError(Exception):
    """An index that its set does not have, such as o_2 where n = 1."""


class Operations(Protocol[N]):
    """What terms are written with: a tape, or another algebra of nodes."""

    budget: Budget
    undefined: N
    zero: N
    one: N

    def integer(self, value: int) -> N: ...
    def constant(self, value: Fraction) -> N: ...
    def input(self, component: Component) -> N: ...
    def link(self, component: Component, meaning: N) -> N: ...
    def plus(self, terms: tuple[N, ...]) -> N: ...
    def times(self, factors: tuple[N, ...]) -> N: ...
    def power(self, base: N, exponent: Fraction) -> N: ...
    def real_power(self, base: N, exponent: N) -> N: ...
    def exp(self, argument: N) -> N: ...
    def log(self, argument: N) -> N: ...
    def tangent(self, node: N, by: N) -> N | None: ...
    def guard(self, node: N, needed: N) -> N: ...


class Unfolding(Generic[N]):
    """Writes terms with the given operations at given sizes of the index sets.

    `definitions` by name. A term of more than `deepest` levels, definitions included, counts as a budget
    spent.
    """

    def __init__(
        self,
        operations: Operations[N],
        definitions: Mapping[str, Definition],
        sizes: Mapping[str, int],
        deepest: int = 300,
    ) -> None:
        self.operations = operations
        self.definitions = definitions
        self.sizes = sizes
        self._deepest = deepest
        self._depth = 0
        self._components: dict[tuple[Component, Scope], N] = {}
        self._written: dict[tuple[object, ...], N] = {}
        self._free: dict[int, tuple[Term, tuple[tuple[str, str], ...]]] = {}
        """By identity: each term is kept here, so that no other can take its place in memory."""
        self._leans: dict[str, frozenset[str]] = {}

    def write(self, term: Term, letters: Letters, scope: Scope = ()) -> N:
        """The node of the term, where `letters` gives the value of each of its free letters.

        Raises OutOfRangeError for an index outside its set.
        """
        self.operations.budget.spend()
        self._depth += 1
        if self._depth > self._deepest:
            raise BudgetSpentError
        try:
            node: N = _WRITERS[type(term)](self, term, letters, scope)
        finally:
            self._depth -= 1
        return node

    def write_once(self, term: Term, letters: Letters) -> N:
        """The same, from memory if it was asked for before."""
        key = self._key(term, letters, ())
        node = self._written.get(key)
        if node is None:
            node = self._written[key] = self.write(term, letters)
        return node

    def _key(self, term: Term, letters: Letters, scope: Scope) -> tuple[object, ...]:
        """By what a node is known: the term, and the values of its free letters."""
        known = self._free.get(id(term))
        if known is None:
            found = {(letter.name, letter.set.size): None for letter in free_letters(term)}
            known = self._free[id(term)] = (term, tuple(found))
        return (id(term), scope, *[letters[letter] for letter in known[1]])

    def index(self, index: Index, letters: Letters) -> int:
        """The value of an index. Raises OutOfRangeError."""
        kind = type(index)
        if kind is Letter:
            return letters[index.name, index.set.size]  # type: ignore[union-attr]
        size = self.sizes[index.set.size]
        if kind is Literal:
            if not 1 <= index.value <= size:  # type: ignore[union-attr]
                raise OutOfRangeError
            return index.value  # type: ignore[union-attr]
        return size

    def _number(self, term: Number, letters: Letters, scope: Scope) -> N:
        return self.operations.constant(term.value)

    def _size(self, term: Size, letters: Letters, scope: Scope) -> N:
        return self.operations.integer(self.sizes[term.set.size])

    def _delta(self, term: Delta, letters: Letters, scope: Scope) -> N:
        equal = self.index(term.left, letters) == self.index(term.right, letters)
        return self.operations.one if equal else self.operations.zero

    def _plus(self, term: Plus, letters: Letters, scope: Scope) -> N:
        return self.operations.plus(self._each(term.terms, letters, scope))

    def _times(self, term: Times, letters: Letters, scope: Scope) -> N:
        return self.operations.times(self._each(term.factors, letters, scope))

    def _each(self, terms: tuple[Term, ...], letters: Letters, scope: Scope) -> tuple[N, ...]:
        nodes = []
        for term in terms:
            nodes.append(self.write(term, letters, scope))
        return tuple(nodes)

    def _power(self, term: Power, letters: Letters, scope: Scope) -> N:
        base = self.write(term.base, letters, scope)
        if isinstance(term.exponent, Number):
            return self.operations.power(base, term.exponent.value)
        return self.operations.real_power(base, self.write(term.exponent, letters, scope))

    def _exp(self, term: Exp, letters: Letters, scope: Scope) -> N:
        return self.operations.exp(self.write(term.argument, letters, scope))

    def _log(self, term: Log, letters: Letters, scope: Scope) -> N:
        return self.operations.log(self.write(term.argument, letters, scope))

    def _sum(self, term: Sum, letters: Letters, scope: Scope) -> N:
        """Σ over the values that are not excluded; 0 if there are none, where what stands in it without its letter
        exists. Elsewhere the body need not exist."""
        key = self._key(term, letters, scope)
        node = self._written.get(key)
        if node is None:
            excluded = {self.index(index, letters) for index in term.excluded}
            bound = (term.letter.name, term.letter.set.size)
            inner = dict(letters)
            terms = []
            for value in range(1, self.sizes[bound[1]] + 1):
                if value not in excluded:
                    inner[bound] = value
                    terms.append(self.write(term.body, inner, scope))
            node = self.operations.plus(tuple(terms))
            if not terms:
                outside = {letter: value for letter, value in letters.items() if letter != bound}
                for part, values in self._without_letter(term.body, outside, scope):
                    node = self.operations.guard(node, self.write(part, values, scope))
            self._written[key] = node
        return node

    def _without_letter(self, body: Term, letters: Letters, scope: Scope) -> Iterator[tuple[Term, Letters]]:
        """What need not exist everywhere of the body of a sum, also in definitions, where it has only these letters."""
        self.operations.budget.spend()
        for one in subterms(body):
            if isinstance(one, Power | Log):
                if all((index.name, index.set.size) in letters for index in free_letters(one)):
                    yield one, letters
            elif isinstance(one, Variable) and one.name in self.definitions and one.name not in scope:
                definition = self.definitions[one.name]
                inner = {
                    (parameter.name, parameter.set.size): self.index(index, letters)
                    for parameter, index in zip(definition.parameters, one.indices, strict=False)
                    if not isinstance(index, Letter) or (index.name, index.set.size) in letters
                }
                yield from self._without_letter(definition.body, inner, scope)

    def _variable(self, term: Variable, letters: Letters, scope: Scope) -> N:
        component = (term.name, tuple([self.index(index, letters) for index in term.indices]))
        if term.name not in self.definitions:
            return self.operations.input(component)
        return self._defined(component, scope)

    def _defined(self, component: Component, scope: Scope) -> N:
        """A component of a defined variable: unfolded, or a LINK where a derivative is taken by it.

        The definition behind a LINK is unfolded as it would be outside that derivative.
        """
        key = (component, scope)
        node = self._components.get(key)
        if node is None:
            name, values = component
            if name in scope:
                node = self._defined(component, scope[: scope.index(name)])
                if node != self.operations.undefined:
                    node = self.operations.link(component, node)
            else:
                node = self._unfolded(self.definitions[name], values, scope)
            self._components[key] = node
        return node

    def _unfolded(self, definition: Definition, values: tuple[int, ...], scope: Scope) -> N:
        if len(values) != len(definition.parameters):
            return self.operations.undefined
        inner: Letters = {}
        for parameter, value in zip(definition.parameters, values, strict=True):
            if value > self.sizes[parameter.set.size]:
                raise OutOfRangeError
            inner[parameter.name, parameter.set.size] = value
        return self.write(definition.body, inner, scope)

    def _derivative(self, term: Derivative, letters: Letters, scope: Scope) -> N:
        """∂operand/∂variable, undefined where the operand is.

        Where an enclosing derivative takes its operand as a function of a variable that itself depends on
        this one, it is unclear what is meant: undefined.
        """
        name = term.variable.name
        if any(name in self._depends_on(outer) for outer in scope if outer != name):
            return self.operations.undefined
        inner = scope if name in scope or name not in self.definitions else (*scope, name)
        by = self._variable(term.variable, letters, inner)
        if by == self.operations.undefined:
            return by
        operand = self.write(term.operand, letters, inner)
        tangent = self.operations.tangent(operand, by)
        return self.operations.guard(self.operations.zero if tangent is None else tangent, operand)

    def _depends_on(self, name: str) -> frozenset[str]:
        """The variables in the definition of `name`, and in theirs."""
        known = self._leans.get(name)
        if known is None:
            found: set[str] = set()
            waiting = [name]
            while waiting:
                definition = self.definitions.get(waiting.pop())
                if definition is not None:
                    new = variables_of(definition.body) - found
                    found |= new
                    waiting.extend(sorted(new))
            known = self._leans[name] = frozenset(found)
        return known


def residuals(hypotheses: Iterable[Hypothesis], unfolding: Unfolding[N]) -> Iterator[N]:
    """left − right for all values of the free letters of each hypothesis. Raises OutOfRangeError."""
    for hypothesis in hypotheses:
        residual = Plus((hypothesis.left, negative(hypothesis.right)))
        keys = [(letter.name, letter.set.size) for letter in free_letters(residual)]
        for values in product(*(range(1, unfolding.sizes[size] + 1) for _, size in keys)):
            yield unfolding.write(residual, dict(zip(keys, values, strict=True)))


_WRITERS: dict[type, Callable[[Any, Any, Letters, Scope], Any]] = {
    Number: Unfolding._number,
    Variable: Unfolding._variable,
    Size: Unfolding._size,
    Plus: Unfolding._plus,
    Times: Unfolding._times,
    Power: Unfolding._power,
    Exp: Unfolding._exp,
    Log: Unfolding._log,
    Sum: Unfolding._sum,
    Delta: Unfolding._delta,
    Derivative: Unfolding._derivative,
}
