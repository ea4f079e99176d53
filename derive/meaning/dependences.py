"""On what a symbol without a definition depends.

A derivative of such a symbol is one of an arbitrary differentiable function: what is proved then holds whatever it is.
It is taken to depend on a variable

- where the document, before or after, writes its derivative by that variable, or the claim does;
- where it is applied to arguments that mention the variable, as in f(x), or is named after it, as in π_θ;
- where its definition, which was not understood or comes later, mentions the variable; on every variable where that
  definition could not be read, and so does Σ, the sum that somebody has in mind;
- where it depends on what depends on the variable;
- where it stands in the operand of a derivative, and nothing in that operand depends on the variable otherwise.

All other symbols are constants, as every reader takes them, and so are those that the author calls constants. Taking
more symbols for functions proves less.

The chain rule can be read in two ways. ∂L/∂x = Σ_k ∂L/∂p_k ∂p_k/∂x is false for a function L of p and x, and true for
one of p alone. Where a claim writes the derivatives of L by p and by x, and p depends on x, it is read in the second
way if it cannot be proved in the first, and the proof says so: "L depends on x through p only". A definition of L that
mentions x, also one that was not understood, rules that out.

So can f(u_i): as the i-th value of a function of all of u, and as a function of the number u_i. Where the document has
f'(u_i) it is read in the second way if it cannot be proved in the first: "f depends on u entry by entry".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from derive.calculus.definitions import Definitions, names_in
from derive.data import replace
from derive.errors import UnsupportedError
from derive.meaning.mentions import Mentions
from derive.term import Claim, Definition, Dependence, Derivative, IndexSet, Letter, Variable, subterms
from derive.term_text import variable_text


class _Graph:
    """Which names a claim mentions, and on which of the variables that it differentiates by each of them depends."""

    def __init__(self, claim: Claim, mentions: Mentions, given: Iterable[Definition]) -> None:
        self.definitions = Definitions(claim.definitions)
        self.given = Definitions(given)
        self.mentions = mentions
        supposed = (side for one in claim.hypotheses for side in (one.left, one.right))
        terms = [claim.left, claim.right, *(definition.body for definition in claim.definitions), *supposed]
        inner = [one for term in terms for one in subterms(term)]
        self.derivatives = [one for one in inner if isinstance(one, Derivative)]
        self.variables = frozenset(one.variable.name for one in self.derivatives)
        self.bare = frozenset(one.variable.name for one in self.derivatives if not one.variable.indices)
        """The variables without indices: π_θ, but not the matrix W_x, is named after one that it depends on."""
        self.written: dict[str, frozenset[str]] = {}
        for derivative in self.derivatives:
            operand = derivative.operand
            if isinstance(operand, Variable):
                name = self._meant(operand.name)
                self.written[name] = self.written.get(name, frozenset()) | {derivative.variable.name}
        self.sets: dict[str, set[tuple[IndexSet, ...]]] = {}
        """The index sets of each symbol's slots; more than one tuple where it is used in two ways."""
        for one in inner:
            if isinstance(one, Variable):
                self.sets.setdefault(one.name, set()).add(tuple(index.set for index in one.indices))

    def _meant(self, name: str) -> str:
        """The symbol that a name is defined as, if it is just another name."""
        while (definition := self.definitions.get(name)) is not None and isinstance(definition.body, Variable):
            name = definition.body.name
        return name

    @property
    def free(self) -> list[str]:
        return [name for name in sorted(self.sets) if name not in self.definitions]

    def arguments(self, name: str) -> frozenset[str]:
        """The variables on which a free symbol depends; σ(z) depends on what z rests on through z only."""
        shown = self.variables & self.mentions.stated(name) if "(" in name else frozenset[str]()
        return self.variables & self.reached(frozenset((name,)), shown) - {name}

    def reached(self, names: frozenset[str], beyond: frozenset[str] = frozenset()) -> frozenset[str]:
        """The names, and all on which they depend, but for those on which they depend through one of `beyond`."""
        reached, waiting = set(names), list(names)
        while waiting:
            name = waiting.pop()
            more = frozenset() if name in beyond else self._mentioned(name) - reached
            reached |= more
            waiting += more
        return frozenset(reached)

    def _mentioned(self, name: str) -> frozenset[str]:
        if name in self.mentions.constants:
            return frozenset()
        definition = self.definitions.get(name) or self.given.get(name)
        if definition is not None:
            return names_in(definition.body)
        if self.mentions.is_unread(name):
            return self.variables
        written = self.written.get(name, frozenset())
        below = name.partition("_")[2].partition("(")[0].split(",")
        is_matrix = _is_latin_capital(name[0]) and "(" not in name
        named = self.bare.intersection(() if is_matrix else below)
        return (self.mentions.stated(name) | self.mentions.differentiated(name) | written).union(named)

    def dependences(self, arguments: Mapping[str, frozenset[str]]) -> tuple[Dependence, ...]:
        """Raises UnsupportedError where symbols depend on each other, or have no one kind of indices."""
        found = tuple(self._dependence(name, sorted(names)) for name, names in arguments.items() if names)
        known = Definitions(self.definitions.all())
        waiting = list(found)
        while waiting:
            names = {one.name for one in waiting}
            ready = [one for one in waiting if not any(names & known.names(a.name) for a in one.arguments)]
            if not ready:
                raise undefined(waiting[0].name)
            waiting = [one for one in waiting if one not in ready]
            known = Definitions(self.definitions.all(), (one for one in found if one not in waiting))
        return found

    def _dependence(self, name: str, arguments: Iterable[str]) -> Dependence:
        return Dependence(name, self._letters(name), tuple(Variable(one, self._letters(one)) for one in arguments))

    def _letters(self, name: str) -> tuple[Letter, ...]:
        """Letters for all indices of a symbol."""
        if len(self.sets[name]) != 1:
            raise undefined(name)
        (sets,) = self.sets[name]
        return tuple(Letter(f"{name}.{slot}", set_) for slot, set_ in enumerate(sets))


def _is_latin_capital(letter: str) -> bool:
    return letter.isascii() and letter.isupper()


def undefined(name: str) -> UnsupportedError:
    """What is raised for a symbol that cannot be taken for an arbitrary one."""
    return UnsupportedError(f"{variable_text(Variable(name))} has no definition here", code="symbol-without-definition")


def with_dependences(claim: Claim, mentions: Mentions, given: Iterable[Definition]) -> Claim:
    """The claim with what the symbols in it that have no definition depend on, by all that is given.

    Raises UnsupportedError where two of them depend on each other.
    """
    graph = _Graph(claim, mentions, given)
    arguments = {name: graph.arguments(name) for name in graph.free}
    known = Definitions(claim.definitions, graph.dependences(arguments))
    for one in graph.derivatives:
        if not known.depends(one.operand, one.variable.name):
            inner = frozenset().union(*map(known.names, names_in(one.operand)))
            for name in inner & arguments.keys() - mentions.constants:
                arguments[name] |= {one.variable.name}
    return replace(claim, dependences=graph.dependences(arguments))


def varying_too(
    claim: Claim, mentions: Mentions, given: Iterable[Definition]
) -> Iterator[tuple[str, str, Claim | None]]:
    """The symbols that a claim with dependences takes for constants in what it differentiates, beside others that
    depend on the variable only since a derivative of theirs is written: each with the variable, and the claim where it
    depends on that, too; None where that cannot be expressed."""
    graph = _Graph(claim, mentions, given)
    arguments = {one.name: frozenset(argument.name for argument in one.arguments) for one in claim.dependences}
    supposed = {name for name in arguments if "(" not in name and not mentions.is_unread(name)}
    asked = dict[tuple[str, str], None]()
    for one in graph.derivatives if supposed else ():
        by = one.variable.name
        inner = frozenset().union(*map(graph.definitions.names, names_in(one.operand))).intersection(graph.free)
        if any(by in arguments[name] and by not in graph.reached(mentions.stated(name)) for name in inner & supposed):
            constants = inner - mentions.constants - {by}
            asked |= {(name, by): None for name in sorted(constants) if by not in arguments.get(name, ())}
    for name, by in asked:
        more = {**arguments, name: arguments.get(name, frozenset()) | {by}}
        try:
            yield name, by, replace(claim, dependences=graph.dependences(more))
        except UnsupportedError:
            yield name, by, None


def other_dependences(claim: Claim, mentions: Mentions, given: Iterable[Definition]) -> Iterator[Claim]:
    """A claim with dependences, read so that symbols without a definition depend on others in a chain, or entry by
    entry."""
    for one in (claim, _entry_by_entry(claim, mentions)):
        if one is not None:
            yield from () if one is claim else (one,)
            chained = _by_chain_rule(one, mentions, given)
            yield from () if chained is None else (chained,)


def _by_chain_rule(claim: Claim, mentions: Mentions, given: Iterable[Definition]) -> Claim | None:
    """A claim with dependences, where a symbol depends on a variable only through others by which the claim
    differentiates it; None if there is nothing to be read so."""
    graph = _Graph(claim, mentions, given)
    known = Definitions(claim.definitions, claim.dependences)
    found = tuple(_through(one, graph, known) for one in claim.dependences)
    return replace(claim, dependences=found) if found != claim.dependences else None


def by_constants(claim: Claim, mentions: Mentions, given: Iterable[Definition]) -> tuple[Claim, tuple[str, ...]] | None:
    """A claim with dependences, where symbols that are said to be what could not be read depend on nothing by which the
    claim differentiates, and what that supposes of each; None if there are none, or their derivatives are written."""
    known = Definitions((*given, *claim.definitions))
    unread = {
        one.name: one.arguments
        for one in claim.dependences
        if "(" not in one.name
        and mentions.may_be_constant(one.name, _depending(one.arguments, known))
        and not mentions.differentiated(one.name) & {argument.name for argument in one.arguments}
    }
    if not unread:
        return None
    taken = with_dependences(replace(claim, dependences=()), mentions.taking(frozenset(unread)), given)
    texts = {name: [variable_text(Variable(one)) for one in (name, *(a.name for a in arguments))]
             for name, arguments in sorted(unread.items())}  # fmt: skip
    return taken, tuple(f"{name} does not depend on {', '.join(others)}" for name, *others in texts.values())


def _depending(variables: Sequence[Variable], known: Definitions) -> frozenset[str]:
    """The names of variables, and of all that is defined by them."""
    names = frozenset(variable.name for variable in variables)
    return names.union(one.name for one in known.all() if known.names(one.name) & names)


def _entry_by_entry(claim: Claim, mentions: Mentions) -> Claim | None:
    """A claim with dependences, where f(u_i), of which the document writes f'(u_i), depends on u at i only; None if
    there is none."""
    found = tuple(_of_entries(one, mentions) if mentions.is_primed(one.name) else one for one in claim.dependences)
    return replace(claim, dependences=found) if found != claim.dependences else None


def _of_entries(dependence: Dependence, mentions: Mentions) -> Dependence:
    shown = mentions.stated(dependence.name)
    sets = [letter.set for letter in dependence.parameters]
    arguments = (
        Variable(one.name, dependence.parameters)
        if one.name in shown and [index.set for index in one.indices] == sets
        else one
        for one in dependence.arguments
    )
    return replace(dependence, arguments=tuple(arguments))


def _through(dependence: Dependence, graph: _Graph, known: Definitions) -> Dependence:
    written = graph.written.get(dependence.name, frozenset())
    own = [one for one in dependence.arguments if one.name in written]
    kept = [one for one in own if not any(known.depends(other, one.name) for other in own if other != one)]
    ways = [one for one in dependence.arguments if one in kept or not any(known.depends(k, one.name) for k in kept)]
    gone = [one for one in dependence.arguments if one not in ways]
    beyond = frozenset(one.name for one in kept)
    otherwise = graph.reached(graph.mentions.stated(dependence.name, beyond) - beyond, beyond)
    if graph.mentions.is_unread(dependence.name) or any(one.name in otherwise for one in gone):
        return dependence
    ends = [one for one in gone if not any(known.depends(one, other.name) for other in gone if other != one)]
    return replace(dependence, arguments=tuple(ways), through=tuple(one.name for one in ends))
