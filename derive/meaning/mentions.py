"""What the statements of a document say of its symbols without being understood: by which symbols they are told, by
which they are differentiated, and what could not be read."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import (
    Applied,
    Differentiated,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Primed,
    Raised,
    Transposed,
)
from derive.formula_parts import children, subformulas
from derive.letters import latex_of_name
from derive.meaning.declared import is_shaped
from derive.meaning.index_sets import IndexSets

_Kind: TypeAlias = Literal["stated", "differentiated", "unread", "unread text", "array", "primed"]
"""What may be told of a symbol."""
_THE_SUM = "Σ"
_SAYS_WHAT_IT_IS = frozenset(["=", ":=", "≡", "≈", "∝", "←"])


class Mentions:
    """What the statements of a document say of its symbols without being understood."""

    def __init__(
        self,
        statements: Sequence[Statement],
        sets: IndexSets,
        others: "Mentions | None" = None,
        constants: frozenset[str] = frozenset(),
    ) -> None:
        """`others`: of statements that may name some symbols differently: w_1 here is w there; `constants`: what the
        author says to depend on nothing."""
        self._others = others
        self.constants: frozenset[str] = others.constants if others is not None else constants
        self._sets = sets
        self._stated: dict[str, list[Formula]] = {}
        self._differentiated: dict[str, frozenset[str]] = {}
        self._unread: set[str] = {_THE_SUM}
        self._unread_text: dict[str, str] = {}
        """What is said of symbols that could not be read, where no unknown command stands in it."""
        self._arrays: set[str] = set()
        self._primed: set[str] = set()
        self._waiting = statements
        """What is read when it is first asked for."""
        self._known: dict[tuple[_Kind, str], frozenset[str]] = {}

    def _read(self) -> None:
        statements, self._waiting = self._waiting, ()
        for statement in statements:
            self._note_equation(statement)
            for member in statement.chain.members:
                if not isinstance(member.formula, ReadError):
                    for part in subformulas(member.formula):
                        if type(part) in _TELLING:
                            self._note(part)

    def taking(self, constants: frozenset[str]) -> "Mentions":
        """The same, where these symbols depend on nothing."""
        from copy import copy

        self._read()
        other = copy(self)
        other.constants = self.constants | constants
        return other

    def stated(self, name: str, through: frozenset[str] = frozenset()) -> frozenset[str]:
        """The names in the equations that have the symbol alone on their left, and in its own arguments; not those in
        the argument x of a g(x) where g is one of `through`."""

        if not through:
            return self._look_up("stated", name) - {name}

        def is_through(formula: Formula) -> bool:
            head = _function(formula)
            symbol = self._sets.symbol_of(head) if head is not None else None
            return symbol is not None and symbol.name in through

        return frozenset().union(*(one._names(formula, is_through) for one, formula in self._equations(name))) - {name}

    def _equations(self, name: str) -> "Iterator[tuple[Mentions, Formula]]":
        """The formulas that the symbol is said to be, with the mentions that know their symbols."""
        self._read()
        yield from ((self, formula) for formula in self._stated.get(name, ()))
        for others, one in self._elsewhere(name):
            yield from others._equations(one)

    def _names(self, formula: Formula, left_out: Callable[[Formula], bool]) -> frozenset[str]:
        """The names of all symbols in a formula but for some parts of it."""
        if left_out(formula):
            return frozenset()
        symbol = self._sets.symbol_of(formula)
        if symbol is not None:
            return frozenset((symbol.name,))
        return frozenset().union(*(self._names(part, left_out) for part in children(formula)))

    def differentiated(self, name: str) -> frozenset[str]:
        """By what the document differentiates the symbol."""
        return self._look_up("differentiated", name)

    def is_unread(self, name: str) -> bool:
        """Whether the symbol may depend on anything: what it is said to be could not be read."""
        return bool(self._look_up("unread", name)) or (self._sets.functions.is_applied(name) and not self.stated(name))

    def may_be_constant(self, name: str, variables: Iterable[str]) -> bool:
        """Whether what is said of a symbol could not be read, and mentions none of the variables."""
        found = self._look_up("unread text", name)
        return bool(found) and not any(_mentions(text, variable) for text in found for variable in variables)

    def is_array(self, name: str) -> bool:
        """Whether the document treats the symbol, as it is written without indices, as a matrix or a vector."""
        return bool(self._look_up("array", name))

    def is_primed(self, name: str) -> bool:
        """Whether the document writes f'(u), the derivative of a function of one number."""
        return bool(self._look_up("primed", name.partition("(")[0].rstrip("^")))

    def _look_up(self, kind: "_Kind", name: str) -> frozenset[str]:
        """What is told of a symbol, here and elsewhere."""
        found = self._known.get((kind, name))
        if found is None:
            elsewhere = (others._look_up(kind, one) for others, one in self._elsewhere(name))
            found = self._known[kind, name] = self._told(kind, name).union(*elsewhere)
        return found

    def _elsewhere(self, name: str) -> "Iterator[tuple[Mentions, str]]":
        """The mentions of the others, with each name by which they may know the symbol."""
        if self._others is not None:
            yield from ((self._others, one) for one in {name, re.sub(r"_[\d,]+$", "", name)})

    def _told(self, kind: "_Kind", name: str) -> frozenset[str]:
        """What these statements tell of a symbol."""
        self._read()
        match kind:
            case "stated":
                return frozenset().union(*map(self._sets.names_of, self._stated.get(name, ())))
            case "differentiated":
                return self._differentiated.get(name, frozenset())
            case "unread text":
                return frozenset((self._unread_text.get(name, ""),)) - {""}
            case "unread" | "array" | "primed":
                names = {"unread": self._unread, "array": self._arrays, "primed": self._primed}[kind]
                return frozenset((name,)) & names

    def _note_equation(self, statement: Statement) -> None:
        chain = statement.chain
        left, *others = [member.formula for member in chain.members]
        symbol = None if isinstance(left, ReadError) else self._sets.symbol_of(left)
        if symbol is None or not chain.relations:
            return
        readable = [formula for formula in others if not isinstance(formula, ReadError)]
        if chain.relations[0].sign == "∈":
            if any(isinstance(formula, Raised | Indexed) for formula in readable):
                self._arrays.add(symbol.name)
            return
        if chain.relations[0].sign not in _SAYS_WHAT_IT_IS:
            return
        if isinstance(others[0], ReadError):
            self._unread.add(symbol.name)
            if others[0].code != "unknown-command":
                self._unread_text[symbol.name] = self._unread_text.get(symbol.name, "") + chain.members[1].latex
        if any(map(is_shaped, readable)):
            self._arrays.add(symbol.name)
        if any(symbol.name in self._sets.names_of(formula) for formula in readable):
            return  # θ = θ − α ∂L/∂θ is a new value of θ, not what θ is
        self._stated.setdefault(symbol.name, []).extend(readable)

    def _note(self, formula: Formula) -> None:
        """What a part of a formula tells."""
        if isinstance(formula, Transposed):
            self._arrays |= self._names(formula.base, lambda part: isinstance(part, Differentiated))
        if isinstance(formula, Differentiated) and formula.operand is not None:
            operand = formula.operand
            while isinstance(operand, Grouped):
                operand = operand.body
            symbol = self._sets.symbol_of(operand)
            if symbol is not None:
                names = frozenset().union(*map(self._sets.names_of, formula.variables)) - {symbol.name}
                self._differentiated[symbol.name] = self._differentiated.get(symbol.name, frozenset()) | names
        match formula:
            case Applied(function=Primed(base=Name() as function), arguments=(Indexed(),)):
                self._primed |= self._sets.names_of(function)
        base = formula.base if isinstance(formula, Indexed) else formula
        symbol = self._sets.symbol_of(formula) if isinstance(base, Applied) else None
        if isinstance(base, Applied) and symbol is not None:
            self._stated.setdefault(symbol.name, []).extend(base.arguments)


_TELLING = frozenset((Transposed, Differentiated, Applied, Indexed))


def _mentions(text: str, variable: str) -> bool:
    """Whether a variable's letter stands in a text of LaTeX."""
    letter = latex_of_name(variable.partition("_")[0])
    if letter.startswith("\\"):
        return letter in text
    return re.search(rf"(?<![A-Za-z]){re.escape(letter)}(?![A-Za-z])", re.sub(r"\\[A-Za-z]+", " ", text)) is not None


def _function(formula: Formula) -> Formula | None:
    """g of g(x)"""
    if isinstance(formula, Applied):
        return formula.function
    if isinstance(formula, Multiplied) and len(formula.factors) == 2 and isinstance(formula.factors[1], Grouped):
        return formula.factors[0]
    return None
