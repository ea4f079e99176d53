"""Which symbols are vectors since a function of vectors is applied to them: z in softmax(z)."""

from collections.abc import Callable, Iterator, Sequence

from derive.document.model import Statement
from derive.formula import Formula
from derive.meaning.declared import declarations
from derive.meaning.dimensions import is_capital, own_slots
from derive.meaning.functions import Formal, Rule
from derive.meaning.names import Symbol, is_slice
from derive.meaning.unified import Node


class VectorArguments:
    """Collects what functions are applied to, and then tells the vectors."""

    def __init__(self, symbol_of: Callable[[Formula], Symbol | None]) -> None:
        self._symbol_of = symbol_of
        self._found: list[tuple[str, Formal, Formula, Symbol]] = []

    def add(self, rule: Rule, arguments: Sequence[Formula]) -> None:
        for formal, argument in zip(rule.formals, arguments, strict=False):
            symbol = self._symbol_of(argument)
            if symbol is not None and formal.kind != "scalar":
                self._found.append((rule.name, formal, argument, symbol))

    def vectors(
        self, statements: Sequence[Statement], arity: dict[str, int], by_rows: frozenset[str]
    ) -> Iterator[tuple[Symbol, Node, Node]]:
        """The vectors, each with the slot of its entries and the slot of the function's argument, which have one set.
        A symbol without indices that the document knows for a matrix is none of them: its rows or columns are."""
        told = (pair for statement in statements for pair in declarations(statement))
        declared = (self._symbol_of(formula) for formula, dimensions in told if len(dimensions) > 1)
        matrices = {symbol.name for symbol in declared if symbol is not None and not symbol.lowers}
        for function, formal, argument, symbol in self._found:
            rows = function.lower() in by_rows and is_capital(symbol.name) and symbol.name not in arity
            is_matrix = rows or symbol.name in matrices or arity.get(symbol.name, 0) > 1 or own_slots(argument, 0) > 1
            if symbol.lowers or not is_matrix:
                slot = len(symbol.uppers) + max(0, len(symbol.lowers) - 1)
                slices = [k for k, index in enumerate(symbol.lowers, len(symbol.uppers)) if is_slice(index)]
                yield symbol, ("slot", symbol.name, slices[0] if slices else slot), ("slot", formal.name, 0)
