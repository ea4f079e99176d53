"""The search for the simplest form of a term without derivatives.

Best first: of the forms that the moves lead to, the one with the least to read is looked at next. The answer is the
simplest form that was seen, and the moves that lead to it.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

from derive.calculus.definitions import Definitions
from derive.calculus.rules import definition, index_case
from derive.calculus.substitution import indices_of, substitute
from derive.data import Data
from derive.teach.differential import Move
from derive.teach.matching import Equality
from derive.teach.moves import AT_ONCE, MOVES
from derive.teach.sites import Local, everywhere
from derive.teach.tidy import cost, key, tidy
from derive.term import ZERO, Definition, Delta, Distinction, Size, Sum, Term, Variable, subterms_of

MOST_FORMS = 100
"""How many forms are looked at."""
PATIENCE = 0.4
"""What one more move counts against a form, in units of cost."""
DETOUR = 14
"""Forms that cost so much more than the first one are not followed."""


class Known(Data):
    """What may be put in: equalities, each with the code of its rule, and indices that are known to differ."""

    equalities: tuple[tuple[str, Equality], ...]
    definitions: Definitions
    distinct: tuple[Distinction, ...] = ()
    sizes: frozenset[str] = frozenset()
    """The sizes of index sets that can be written: what is summed over another set is not taken out."""

    @property
    def symmetric(self) -> frozenset[str]:
        """The symbols with two indices that may be exchanged, by what they are defined to be."""
        return frozenset(one.name for one in self.definitions.all() if _is_symmetric(one))


def _is_symmetric(definition: Definition) -> bool:
    if len(definition.parameters) != 2:
        return False
    one, other = definition.parameters
    exchanged = substitute(definition.body, {one: other, other: one})
    return one.set == other.set and key(tidy(exchanged)) == key(tidy(definition.body))


def simplest(term: Term, known: Known) -> list[Move]:
    """The moves from the term to its simplest form."""
    done = at_once(term, known)
    start = done[-1].term if done else term
    return done + _searched(start, known)


def at_once(term: Term, known: Known) -> list[Move]:
    """What is done before anything else is tried: deltas of indices that differ, what cancels, deltas in sums."""
    done: list[Move] = []
    while (move := next(_by(AT_ONCE, term, known), None)) is not None:
        done.append(move)
        term = move.term
    return done


def _by(table: tuple[tuple[str, Local], ...], term: Term, known: Known) -> Iterator[Move]:
    """What the rules of a table make of a term, those for deltas of indices that differ before them."""

    def apart(one: Term) -> Iterator[Term]:
        if isinstance(one, Delta):
            for pair in known.distinct:
                if not pair.equal and {pair.left, pair.right} == {one.left, one.right}:
                    yield ZERO

    yield from (Move(index_case.RULE.code, after) for after in everywhere(term, apart))
    for rule, local in table:
        yield from (Move(rule, after) for after in everywhere(term, local) if _is_told(after, known.sizes))


def _moves(term: Term, known: Known) -> Iterator[Move]:
    """All that can be done to a term in one move."""

    def unfolded(one: Term) -> Iterator[Term]:
        """Σ_k p_k, with what p is defined to be: the sum may be known."""
        if isinstance(one, Sum) and isinstance(one.body, Variable) and one.body.name in known.definitions:
            yield Sum(one.letter, one.excluded, known.definitions.unfold(one.body))

    def in_order(one: Term) -> Iterator[Term]:
        """C_ij for C_ji, where C is symmetric"""
        if isinstance(one, Variable) and one.name in symmetric and repr(one.indices[0]) > repr(one.indices[1]):
            yield Variable(one.name, one.indices[::-1])

    symmetric = known.symmetric
    yield from _by(MOVES, term, known)
    yield from (Move(definition.RULE.code, after) for after in everywhere(term, in_order))
    yield from (Move(definition.RULE.code, after) for after in everywhere(term, unfolded))
    for rule, equality in known.equalities:
        yield from (Move(rule, after) for after in everywhere(term, equality.puts))


def _is_told(term: Term, sizes: frozenset[str]) -> bool:
    """Whether every sum tells its range: by its letter's place as an index, or by its size."""
    return all(
        one.letter.set.size in sizes or one.letter in indices_of(one.body) for one in subterms_of(term, Sum)
    ) and all(one.set.size in sizes for one in subterms_of(term, Size))


def _searched(start: Term, known: Known) -> list[Move]:
    order = count()
    graph: dict[str, list[Move]] = {}
    seen = {key(start)}
    waiting: list[tuple[float, int, int, Term]] = [(cost(start), next(order), 0, start)]
    best, least = start, cost(start)
    while waiting and len(graph) < MOST_FORMS:
        _, _, depth, term = heappop(waiting)
        moves = graph[key(term)] = list(_moves(term, known))
        for move in moves:
            name, price = key(move.term), cost(move.term)
            if name in seen or price > cost(start) + DETOUR:
                continue
            seen.add(name)
            heappush(waiting, (price + PATIENCE * (depth + 1), next(order), depth + 1, move.term))
            if price < least:
                best, least = move.term, price
    return _shortest(key(start), key(best), graph)


def _shortest(start: str, end: str, graph: dict[str, list[Move]]) -> list[Move]:
    """The fewest moves from one form to another, through forms that were looked at."""
    paths: dict[str, list[Move]] = {start: []}
    layer = [start]
    while end not in paths:
        after: list[str] = []
        for name in layer:
            for move in graph.get(name, ()):
                if key(move.term) not in paths:
                    paths[key(move.term)] = [*paths[name], move]
                    after.append(key(move.term))
        layer = after
    return paths[end]
