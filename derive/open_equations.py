"""Equations with symbols that have no meaning yet, and what may be a solution of them."""

from collections.abc import Iterable, Iterator

from derive.calculus.definitions import Definitions, names_in
from derive.data import Data
from derive.document.model import Statement
from derive.errors import DeriveError
from derive.meaning.context import Scalar
from derive.meaning.facts import Facts
from derive.reading import Asked, Reading
from derive.term import ZERO, Derivative, Number, Term, Variable, parts, subterms, subterms_of


class Open(Data):
    """An equation that is not decided, since a symbol in it has no definition."""

    asked: Asked
    equations: tuple[tuple[Term, Term], ...]
    free: frozenset[str]
    """The symbols without a definition on which it rests."""

    @property
    def statement(self) -> Statement:
        return self.asked.reading.statement

    @property
    def derivatives(self) -> tuple[Derivative, ...]:
        return tuple(one for sides in self.equations for side in sides for one in subterms_of(side, Derivative))

    @property
    def is_condition(self) -> bool:
        """Whether it only says at which values something is 0: that is told of its symbols, and understood."""
        return self.is_root and not self.derivatives

    def orders(self, name: str) -> frozenset[int]:
        """With how many indices a symbol stands in it."""
        symbols = (one for sides in self.equations for side in sides for one in subterms_of(side, Variable))
        return frozenset(len(one.indices) for one in symbols if one.name == name)

    @property
    def recursed(self) -> frozenset[str]:
        """The symbols that it tells by themselves: V in V = r + c V."""
        return frozenset(
            one.name for one, other in self.equations if isinstance(one, Variable) and one in subterms(other)
        )

    def is_differential(self, name: str, told: frozenset[str]) -> bool:
        """Whether it is a differential equation for that symbol: one in which it stands beside its derivatives, or one
        that tells these by what s = R rests on."""
        operands = [one.operand for one in self.derivatives]
        if not operands or any(not isinstance(one, Variable) or one.name != name for one in operands):
            return False
        outer = (one for sides in self.equations for side in sides for one in _outside(side))
        return self.free <= told | {name} or any(isinstance(one, Variable) and one.name == name for one in outer)

    @property
    def is_root(self) -> bool:
        """Whether it says that something is 0."""
        return any(ZERO in sides for sides in self.equations)

    def is_stationary(self, name: str) -> bool:
        """Whether it says that a derivative by that symbol is 0."""
        values = [one for one in self.asked.reading.values if not isinstance(one, DeriveError)]
        entries = [one.term if isinstance(one, Scalar) else one.entry for one in values]
        by = {one.variable.name for entry in entries for one in subterms_of(entry, Derivative)}
        return name in by and self.is_root


class Solution(Data):
    """s = R, and what it may be a solution of."""

    reading: Reading
    name: str
    """The symbol s."""
    told: frozenset[str]
    """The symbols without a definition on which R rests."""
    facts: Facts
    """What is given, with s = R as a definition."""
    about: tuple[Open, ...]
    """The equations about s before it in its section."""
    before: tuple[Open, ...]
    """Those right before it, with no other statement between, in their order."""
    stationary: tuple[Open, ...]
    """Those that say that a derivative by s is 0, and rest on all that R rests on."""
    follows: bool
    """Whether an arrow tells that it follows from the last of those before."""
    is_renamed: bool
    """Whether s stands for the symbol of the equations: w^* for w."""

    @property
    def sought(self) -> tuple[Open, ...]:
        """The equations that it has to satisfy, it may be."""
        if self.follows:
            return tuple(one for one in self.before if one.statement is self.before[-1].statement)
        near = self.about if self.is_number else self.before
        plain = (one for one in near if self._may_solve(one) and not one.derivatives)
        differential = (one for one in self.about if one.is_differential(self.name, self.told))
        return (*plain, *differential, *self.stationary)

    def _may_solve(self, one: Open) -> bool:
        """Whether R rests on symbols of an equation only; a number solves one for s alone."""
        free = self.told | {self.name}
        return one.free == free if self.is_number else one.free >= free

    @property
    def is_number(self) -> bool:
        """Whether it is s = 3, as at the end of a system of equations."""
        return isinstance(self.facts.definitions[-1].body, Number)


def free_symbols(terms: Iterable[Term], facts: Facts) -> frozenset[str]:
    """The symbols without a definition on which terms rest."""
    definitions = Definitions(facts.definitions)
    reached = frozenset[str]().union(*(definitions.names(name) for term in terms for name in names_in(term)))
    return frozenset(name for name in reached if name not in definitions)


def _outside(term: Term) -> Iterator[Term]:
    """The parts of a term that are not within a derivative."""
    yield term
    if not isinstance(term, Derivative):
        for part in parts(term):
            yield from _outside(part)
