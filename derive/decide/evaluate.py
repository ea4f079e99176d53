"""A term at chosen sizes of the index sets, written as operations: sums and definitions are unfolded.

A derivative by a component of a defined variable takes its operand as a function of that variable: inside the operand
the variable is a LINK, an input of the derivative whose value is that of its definition. What else the operand is made
of is unfolded until that variable appears.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from derive.decide.budget import BudgetSpentError
from derive.decide.survey import free_letters, variables_of
from derive.term import (
    Definition,
    Delta,
    Derivative,
    Exp,
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
)

Letters: TypeAlias = dict[tuple[str, str], int]
"""The values of index letters by (name, name of the size of the set)."""

Scope: TypeAlias = tuple[str, ...]
"""The defined variables that stand for themselves, the outermost derivative first."""

_DEEPEST = 300


class OutOfRangeError(Exception):
    """An index that its set does not have, such as o_2 where n = 1."""


class Unfolding:
    """Writes terms onto a tape at given sizes of the index sets.

    `definitions` by name. A term deeper than 300 levels, definitions included, counts as a budget spent.
    """

    def __init__(self, tape: Tape, definitions: Mapping[str, Definition], sizes: Mapping[str, int]) -> None:
        self.tape = tape
        self.definitions = definitions
        self.sizes = sizes
        self._depth = 0
        self._components: dict[tuple[Component, Scope], Node] = {}
        self._sums: dict[tuple[object, ...], Node] = {}
        self._free: dict[int, tuple[tuple[str, str], ...]] = {}
        self._leans: dict[str, frozenset[str]] = {}

    def write(self, term: Term, letters: Letters, scope: Scope = ()) -> Node:
        """The node of the term, where `letters` gives the value of each of its free letters.

        Raises OutOfRangeError for an index outside its set.
        """
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BudgetSpentError
        try:
            return _WRITERS[type(term)](self, term, letters, scope)
        finally:
            self._depth -= 1

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

    def _number(self, term: Number, letters: Letters, scope: Scope) -> Node:
        return self.tape.constant(term.value)

    def _size(self, term: Size, letters: Letters, scope: Scope) -> Node:
        return self.tape.integer(self.sizes[term.set.size])

    def _delta(self, term: Delta, letters: Letters, scope: Scope) -> Node:
        equal = self.index(term.left, letters) == self.index(term.right, letters)
        return self.tape.one if equal else self.tape.zero

    def _plus(self, term: Plus, letters: Letters, scope: Scope) -> Node:
        return self.tape.plus(tuple([self.write(t, letters, scope) for t in term.terms]))

    def _times(self, term: Times, letters: Letters, scope: Scope) -> Node:
        return self.tape.times(tuple([self.write(f, letters, scope) for f in term.factors]))

    def _power(self, term: Power, letters: Letters, scope: Scope) -> Node:
        base = self.write(term.base, letters, scope)
        if isinstance(term.exponent, Number):
            return self.tape.power(base, term.exponent.value)
        return self.tape.write(Op.REAL_POWER, (base, self.write(term.exponent, letters, scope)))

    def _exp(self, term: Exp, letters: Letters, scope: Scope) -> Node:
        return self.tape.write(Op.EXP, (self.write(term.argument, letters, scope),))

    def _log(self, term: Log, letters: Letters, scope: Scope) -> Node:
        return self.tape.write(Op.LOG, (self.write(term.argument, letters, scope),))

    def _sum(self, term: Sum, letters: Letters, scope: Scope) -> Node:
        """Σ over the values that are not excluded; 0 if there are none. The body is not looked at elsewhere."""
        key = (id(term), scope, *[letters[letter] for letter in self._free_letters(term)])
        node = self._sums.get(key)
        if node is None:
            excluded = {self.index(index, letters) for index in term.excluded}
            bound = (term.letter.name, term.letter.set.size)
            inner = dict(letters)
            terms = []
            for value in range(1, self.sizes[bound[1]] + 1):
                if value not in excluded:
                    inner[bound] = value
                    terms.append(self.write(term.body, inner, scope))
            node = self._sums[key] = self.tape.plus(tuple(terms))
        return node

    def _variable(self, term: Variable, letters: Letters, scope: Scope) -> Node:
        component = (term.name, tuple([self.index(index, letters) for index in term.indices]))
        if term.name not in self.definitions:
            return self.tape.input(component)
        return self._defined(component, scope)

    def _defined(self, component: Component, scope: Scope) -> Node:
        """A component of a defined variable: unfolded, or a LINK where a derivative is taken by it.

        The definition behind a LINK is unfolded as it would be outside that derivative.
        """
        key = (component, scope)
        node = self._components.get(key)
        if node is None:
            name, values = component
            if name in scope:
                meaning = self._defined(component, scope[: scope.index(name)])
                node = meaning if meaning == self.tape.undefined else self.tape.link(component, meaning)
            else:
                node = self._unfolded(self.definitions[name], values, scope)
            self._components[key] = node
        return node

    def _unfolded(self, definition: Definition, values: tuple[int, ...], scope: Scope) -> Node:
        if len(values) != len(definition.parameters):
            return self.tape.undefined
        inner: Letters = {}
        for parameter, value in zip(definition.parameters, values, strict=True):
            if value > self.sizes[parameter.set.size]:
                raise OutOfRangeError
            inner[parameter.name, parameter.set.size] = value
        return self.write(definition.body, inner, scope)

    def _derivative(self, term: Derivative, letters: Letters, scope: Scope) -> Node:
        """∂operand/∂variable, undefined where the operand is.

        Where an enclosing derivative takes its operand as a function of a variable that itself depends on this one,
        it is unclear what is meant: undefined.
        """
        name = term.variable.name
        if any(name in self._depends_on(outer) for outer in scope if outer != name):
            return self.tape.undefined
        inner = scope if name in scope or name not in self.definitions else (*scope, name)
        by = self._variable(term.variable, letters, inner)
        if by == self.tape.undefined:
            return by
        operand = self.write(term.operand, letters, inner)
        tangent = self.tape.tangent(operand, by)
        return self.tape.write(Op.GUARD, (self.tape.zero if tangent is None else tangent, operand))

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

    def _free_letters(self, term: Sum) -> tuple[tuple[str, str], ...]:
        known = self._free.get(id(term))
        if known is None:
            found = {(letter.name, letter.set.size): None for letter in free_letters(term)}
            known = self._free[id(term)] = tuple(found)
        return known


_WRITERS: dict[type, Callable[[Unfolding, Any, Letters, Scope], Node]] = {
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
