"""What the defined symbols stand for, and on which free symbols they depend."""

from collections.abc import Iterable
from functools import lru_cache

from derive.calculus.substitution import substitute
from derive.data import MANY
from derive.term import Definition, Dependence, Term, Variable, subterms_of


@lru_cache(maxsize=MANY)
def names_in(term: Term) -> frozenset[str]:
    """The names of the variables that occur in a term as it is written."""
    return frozenset([one.name for one in subterms_of(term, Variable)])


class Definitions:
    """The definitions in force. None refers to itself, not even by way of others.

    `dependences` of symbols without a definition: what these are differentiable functions of.
    """

    def __init__(self, definitions: Iterable[Definition] = (), dependences: Iterable[Dependence] = ()) -> None:
        self._by_name = {definition.name: definition for definition in definitions}
        self._dependences = {dependence.name: dependence for dependence in dependences}
        self._names: dict[str, frozenset[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def get(self, name: str) -> Definition | None:
        return self._by_name.get(name)

    def dependence(self, name: str) -> Dependence | None:
        return self._dependences.get(name)

    def all(self) -> Iterable[Definition]:
        return self._by_name.values()

    def unfold(self, variable: Variable) -> Term:
        """The right side of the variable's definition at its indices. Requires that it is defined."""
        definition = self._by_name[variable.name]
        return substitute(definition.body, dict(zip(definition.parameters, variable.indices, strict=True)))

    def put_in(self, term: Term) -> Term:
        """The term, or what it stands for, as long as it is a variable that is defined."""
        while isinstance(term, Variable) and term.name in self:
            term = self.unfold(term)
        return term

    def names(self, name: str) -> frozenset[str]:
        """The name itself and all names that its definition, or its dependence, mentions, directly or through
        others."""
        found = self._names.get(name)
        if found is None:
            inner = frozenset().union(*map(self.names, self._mentioned(name)))
            found = self._names[name] = inner | {name}
        return found

    def _mentioned(self, name: str) -> frozenset[str]:
        if name in self._by_name:
            return names_in(self._by_name[name].body)
        dependence = self._dependences.get(name)
        return frozenset(argument.name for argument in dependence.arguments) if dependence else frozenset()

    def depends(self, term: Term, name: str) -> bool:
        """Whether a variable of that name occurs in the term, or in what is said of what occurs in it."""
        return any(name in self.names(one.name) for one in subterms_of(term, Variable))
