"""Letters in terms: which are free, and putting other indices in their place without capture."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import is_
from typing import Any

from derive.data import MANY
from derive.term import (
    Delta,
    Derivative,
    Exp,
    Index,
    IndexSet,
    Letter,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
    parts,
    rebuilt,
    subterms,
)


@lru_cache(maxsize=MANY)
def indices_of(term: Term) -> frozenset[Index]:
    """The indices that occur free: free letters, literals and last indices."""
    match term:
        case Variable():
            return frozenset(term.indices)
        case Sum():
            return (indices_of(term.body) - {term.letter}) | frozenset(term.excluded)
        case Delta():
            return frozenset((term.left, term.right))
        case Derivative():
            return indices_of(term.operand) | frozenset(term.variable.indices)
        case _:
            return frozenset().union(*map(indices_of, parts(term)))


def free_letters(term: Term) -> frozenset[Letter]:
    """The letters that no Sum of the term binds."""
    return frozenset(index for index in indices_of(term) if isinstance(index, Letter))


def fresh(letter: Letter, taken: frozenset[Index]) -> Letter:
    """The letter, with as many marks as it takes to differ from all that are taken."""
    while letter in taken:
        letter = Letter(letter.name + "′", letter.set)
    return letter


def substitute(term: Term, places: Mapping[Index, Index]) -> Term:
    """term with each index in `places` replaced, where it is free; bound letters are renamed out of the way.

    >>> from derive.term import IndexSet
    >>> i, k = (Letter(name, IndexSet("n")) for name in "ik")
    >>> substitute(Sum(k, (), Times((Variable("a", (i,)), Variable("b", (k,))))), {i: k}).letter.name
    'k′'
    """
    return _SUBSTITUTED[type(term)](term, places) if places else term


def _same(term: Term, places: Mapping[Index, Index]) -> Term:
    return term


def _in_variable(term: Variable, places: Mapping[Index, Index]) -> Variable:
    if places.keys().isdisjoint(term.indices):
        return term
    return Variable(term.name, tuple([places.get(index, index) for index in term.indices]))


def _in_delta(term: Delta, places: Mapping[Index, Index]) -> Delta:
    return Delta(places.get(term.left, term.left), places.get(term.right, term.right))


def _in_parts(term: Plus | Times | Power | Exp | Log, places: Mapping[Index, Index]) -> Term:
    old = parts(term)
    new = [_SUBSTITUTED[type(part)](part, places) for part in old]
    if all(map(is_, new, old)):
        return term
    return type(term)(tuple(new)) if isinstance(term, Plus | Times) else type(term)(*new)


def _in_sum(term: Sum, places: Mapping[Index, Index]) -> Sum:
    excluded = tuple([places.get(index, index) for index in term.excluded])
    inner = {old: new for old, new in places.items() if old != term.letter}
    body, letter = term.body, term.letter
    if letter in inner.values() or letter in excluded:
        letter = fresh(letter, indices_of(body) | frozenset(inner.values()) | frozenset(excluded))
        body = substitute(body, {term.letter: letter})
    body = substitute(body, inner)
    return term if body is term.body and excluded == term.excluded else Sum(letter, excluded, body)


def _in_derivative(term: Derivative, places: Mapping[Index, Index]) -> Derivative:
    operand, variable = substitute(term.operand, places), _in_variable(term.variable, places)
    return term if operand is term.operand and variable is term.variable else Derivative(operand, variable)


_SUBSTITUTED: dict[type, Callable[[Any, Mapping[Index, Index]], Term]] = {
    **dict.fromkeys((Number, Size), _same),
    **dict.fromkeys((Plus, Times, Power, Exp, Log), _in_parts),
    Variable: _in_variable,
    Delta: _in_delta,
    Sum: _in_sum,
    Derivative: _in_derivative,
}


def with_letters(term: Term) -> Term:
    """The term for a person to read: with a letter of its own for each ⋆ that counts the entries of a vector."""
    stars = sorted((letter for letter in free_letters(term) if _is_star(letter)), key=lambda letter: letter.name)
    for star in stars:
        term = substitute(term, {star: _unused(star, term)})
    return _with_bound_letters(term)


def _with_bound_letters(term: Term) -> Term:
    term = rebuilt(term, _with_bound_letters)
    if not isinstance(term, Sum) or not _is_star(term.letter):
        return term
    letter = _unused(term.letter, term)
    return Sum(letter, term.excluded, substitute(term.body, {term.letter: letter}))


def _is_star(letter: Letter) -> bool:
    return letter.name.startswith("⋆")


def _unused(star: Letter, term: Term) -> Letter:
    """A letter that stands nowhere in the term."""
    taken = {index.name for one in subterms(term) for index in indices_of(one) if isinstance(index, Letter)}
    return Letter(next((name for name in "kijlmrst" if name not in taken), star.name), star.set)


def has_sum(term: Term) -> bool:
    """Whether a Sum occurs in the term as it is written."""
    return any(isinstance(one, Sum) for one in subterms(term))


def has_size(term: Term) -> bool:
    """Whether the size of an index set occurs in the term as it is written."""
    return any(isinstance(one, Size) for one in subterms(term))


def index_sets_of(term: Term) -> frozenset[IndexSet]:
    """All index sets that the term is about."""
    found = {index.set for index in indices_of(term)}
    for one in subterms(term):
        if isinstance(one, Size):
            found.add(one.set)
        elif isinstance(one, Sum):
            found.add(one.letter.set)
    return frozenset(found)
