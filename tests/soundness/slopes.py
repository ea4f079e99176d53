"""Derivatives: difference quotients by one component, which is moved wherever it occurs, a defined one included."""

from derive.formula import Differentiated, Formula

from .arithmetic import STEP, UnjudgedError, Value, each
from .problem import Symbol, letter_of, symbol_of
from .symbols import Component, Letters, Symbols


class Slopes(Symbols):
    def differentiated(self, formula: Differentiated, equation: int, letters: Letters) -> Value:
        if formula.operand is None or formula.style == "nabla":
            raise UnjudgedError("an operator alone")
        return self._slope(formula.operand, formula.variables, equation, letters)

    def _slope(self, operand: Formula, variables: tuple[Formula, ...], equation: int, letters: Letters) -> Value:
        if not variables:
            return self.read(operand, equation, letters)
        found = symbol_of(variables[0])
        if found is None or found[0][2] or letter_of(variables[0]) in {*letters, *self.ranges.sizes, "e"}:
            raise UnjudgedError("a derivative by what is no variable")
        symbol, indices, uppers = found
        self._require_meaning(operand, symbol, equation)
        at = tuple(
            self.index(one, equation, letters, self.ranges.set_of_slot(symbol, k)) for k, one in enumerate(indices)
        )
        missing = self.ranges.arity.get(symbol, 0) - (len(indices) - uppers)
        if missing and self.ranges.has_components(symbol):
            if missing > 1 or len(indices) > uppers:
                raise UnjudgedError("a derivative by a matrix")
            size = self.sizes[self.ranges.set_of_slot(symbol, uppers)]
            entries = [
                self._quotient(operand, variables, (symbol, (*at, k)), equation, letters) for k in range(1, size + 1)
            ]
            if any(isinstance(entry, list) for entry in entries):
                raise UnjudgedError("the derivative of a vector by a vector")
            return entries  # type: ignore[return-value]
        return self._quotient(operand, variables, (symbol, at), equation, letters)

    def _quotient(
        self,
        operand: Formula,
        variables: tuple[Formula, ...],
        component: Component,
        equation: int,
        letters: Letters,
    ) -> Value:
        before, after = (
            self.moved_by(component, distance, lambda: self._slope(operand, variables[1:], equation, letters))
            for distance in (-STEP, STEP)
        )
        return each(lambda parts: (parts[1] - parts[0]) / (2 * STEP), [before, after])

    def _require_meaning(self, operand: Formula, symbol: Symbol, equation: int) -> None:
        """A derivative of what does not depend on the variable is 0, unless what it is was never said."""
        reached = self.symbols(operand)
        if symbol not in reached and any(one not in self.definitions for one in reached):
            raise UnjudgedError("the derivative of a symbol without a definition")
