"""Letters in terms: which are free, and putting other indices in their place without capture."""

from collections.abc import Mapping

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
    subterms,
)


def indices_of(term: Term) -> frozenset[Index]:
    """The indices that occur free: free letters, literals and last indices."""
    match term:
        case Number() | Size():
            return frozenset()
        case Variable():
            return frozenset(term.indices)
        case Plus(terms=parts) | Times(factors=parts):
            return frozenset().union(*map(indices_of, parts))
        case Power():
            return indices_of(term.base) | indices_of(term.exponent)
        case Exp() | Log():
            return indices_of(term.argument)
        case Sum():
            return (indices_of(term.body) - {term.letter}) | frozenset(term.excluded)
        case Delta():
            return frozenset((term.left, term.right))
        case Derivative():
            return indices_of(term.operand) | frozenset(term.variable.indices)


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
    if not places:
        return term
    match term:
        case Number() | Size():
            return term
        case Variable():
            return Variable(term.name, tuple(places.get(index, index) for index in term.indices))
        case Plus():
            return Plus(tuple(substitute(part, places) for part in term.terms))
        case Times():
            return Times(tuple(substitute(part, places) for part in term.factors))
        case Power():
            return Power(substitute(term.base, places), substitute(term.exponent, places))
        case Exp():
            return Exp(substitute(term.argument, places))
        case Log():
            return Log(substitute(term.argument, places))
        case Sum():
            return _substitute_below(term, places)
        case Delta():
            return Delta(places.get(term.left, term.left), places.get(term.right, term.right))
        case Derivative():
            variable = substitute(term.variable, places)
            assert isinstance(variable, Variable)
            return Derivative(substitute(term.operand, places), variable)


def _substitute_below(term: Sum, places: Mapping[Index, Index]) -> Sum:
    excluded = tuple(places.get(index, index) for index in term.excluded)
    inner = {old: new for old, new in places.items() if old != term.letter}
    body, letter = term.body, term.letter
    if letter in inner.values() or letter in excluded:
        letter = fresh(letter, indices_of(body) | frozenset(inner.values()) | frozenset(excluded))
        body = substitute(body, {term.letter: letter})
    return Sum(letter, excluded, substitute(body, inner))


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
