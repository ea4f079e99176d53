"""Derivations from the definitions alone: chains of terms in which every step uses one rule.

The derivative of a symbol that others rest on is a result of its own, found before it is used, with a δ for its index
cases. Where the answer itself has such a δ, the derivation is made for each of the two cases.
"""

from collections.abc import Iterable

from derive.calculus.definitions import Definitions
from derive.calculus.differentiate import has_derivative
from derive.calculus.rules import definition, earlier_result, hypothesis
from derive.calculus.substitution import free_letters, substitute
from derive.data import Data, replace
from derive.teach.differential import Move, differentiated
from derive.teach.matching import Equality
from derive.teach.moves_of_sums import pulled
from derive.teach.simplest import Known, simplest
from derive.teach.sites import everywhere
from derive.teach.tidy import cost, tidy
from derive.term import Claim, Delta, Derivative, Distinction, Index, Letter, Number, Term, Variable, subterms_of

MOST_STEPS = 40
"""A derivation that is longer than this ends where it is."""


class Derivation(Data):
    """first = moves[0].term = moves[1].term = …, in a case."""

    first: Term
    moves: tuple[Move, ...]
    case: tuple[Distinction, ...] = ()

    @property
    def last(self) -> Term:
        return self.moves[-1].term if self.moves else self.first


def derivations(claim: Claim, sizes: frozenset[str] = frozenset()) -> tuple[Derivation, ...]:
    """What the left side of a claim is in its simplest form, by what is given with the claim; before that, the results
    that this rests on.

    sizes: those of the index sets that the document names.
    """
    term = claim.left
    deriver = _Deriver(claim, sizes)
    whole = deriver.derive(term)
    pair = _open_pair(whole.last)
    if pair is None:
        return (*deriver.results, whole)
    kept, gone = pair
    apart = Distinction(gone, kept, False)
    return (
        *deriver.results,
        deriver.derive(term, (apart,)),
        deriver.derive(substitute(term, {gone: kept}), (replace(apart, equal=True),)),
    )


def next_move(claim: Claim, sizes: frozenset[str] = frozenset()) -> Move | None:
    """What can be done next to the left side of a claim, in its case; None for a simplest form."""
    moves = _Deriver(claim, sizes).derive(claim.left, claim.case).moves
    return moves[0] if moves else None


def _open_pair(term: Term) -> tuple[Letter, Letter] | None:
    """The two free letters that the deltas of a term compare, if they compare no others."""
    pairs = {frozenset((one.left, one.right)) for one in subterms_of(term, Delta)}
    letters = free_letters(term)
    if len(pairs) != 1:
        return None
    one, other = sorted(pairs.pop(), key=repr)
    if one not in letters or other not in letters:
        return None
    assert isinstance(one, Letter)
    assert isinstance(other, Letter)
    return one, other


class _Deriver:
    """Makes the derivations for one term; keeps the results for the symbols on the way."""

    def __init__(self, claim: Claim, sizes: frozenset[str]) -> None:
        self.sizes = sizes
        self.definitions = Definitions(claim.definitions, claim.dependences)
        self.equalities = (*_hypotheses(claim), *_folds(claim))
        self.results: list[Derivation] = []
        self._known: dict[tuple[str, str], Derivation | None] = {}
        self._asked: set[int] = set()
        """The numbers of the results that were asked for since the last step."""

    def derive(self, term: Term, case: tuple[Distinction, ...] = ()) -> Derivation:
        """The derivation of a term. Its own derivative is no result that is known."""
        first = tidy(term)
        moves: list[Move] = []
        begun: Derivative | None = first if isinstance(first, Derivative) else None
        while len(moves) < MOST_STEPS:
            before = moves[-1].term if moves else first
            self._asked = set()
            move = differentiated(before, self.definitions, lambda one: None if one == begun else self._result(one))
            if move is None:
                break
            if move.rule == earlier_result.RULE.code:
                move = replace(move, results=tuple(sorted(self._asked)))
            moves.append(move)
        last = moves[-1].term if moves else first
        if len(moves) < MOST_STEPS:
            moves += simplest(last, Known(self.equalities, self.definitions, case, self.sizes))
        return Derivation(first, tuple(moves), case)

    def _result(self, derivative: Derivative) -> Term | None:
        """What is known of the derivative of a defined symbol; it is derived when it is first asked for."""
        operand, by = derivative.operand, derivative.variable
        if not isinstance(operand, Variable) or operand.name not in self.definitions:
            return None
        name = operand.name, by.name
        if name not in self._known:
            self._known[name] = None
            general = Derivative(*_general(operand, by))
            found = self.derive(general)
            if found.moves and not has_derivative(found.last):
                self._known[name] = found
                self.results.append(found)
        known = self._known[name]
        if known is None:
            return None
        self._asked.add(self.results.index(known))
        assert isinstance(known.first, Derivative)
        pattern = known.first
        assert isinstance(pattern.operand, Variable)
        before = (*pattern.operand.indices, *pattern.variable.indices)
        return substitute(known.last, dict(zip(before, (*operand.indices, *by.indices), strict=True)))


def _general(operand: Variable, by: Variable) -> tuple[Variable, Variable]:
    """The two with letters as indices, no two of which are the same."""
    taken: set[Index] = set()
    written: list[tuple[Index, ...]] = []
    for one in (operand, by):
        indices = []
        for index in one.indices:
            letter = index if isinstance(index, Letter) else Letter("i", index.set)
            letter = next((Letter(n, index.set) for n in (letter.name, *"ijkpqrst") if _is_new(n, taken)), letter)
            taken.add(letter)
            indices.append(letter)
        written.append(tuple(indices))
    return Variable(operand.name, written[0]), Variable(by.name, written[1])


def _is_new(name: str, taken: Iterable[Index]) -> bool:
    return len(name) == 1 and all(not isinstance(index, Letter) or index.name != name for index in taken)


def _hypotheses(claim: Claim) -> Iterable[tuple[str, Equality]]:
    """What is assumed, each equation from its longer to its shorter side."""
    for one in claim.hypotheses:
        sides = sorted((tidy(one.left), tidy(one.right)), key=cost, reverse=True)
        yield hypothesis.RULE.code, Equality(sides[0], sides[1], _letters(*sides))


def _folds(claim: Claim) -> Iterable[tuple[str, Equality]]:
    """What is defined, from the right side to the symbol; names for numbers and for other symbols are left out."""
    for one in claim.definitions:
        body = tidy(one.body)
        if not isinstance(body, Number | Variable):
            for form in dict.fromkeys((body, _pulled_out(body))):
                yield definition.RULE.code, Equality(form, Variable(one.name, one.parameters), one.parameters)


def _pulled_out(term: Term) -> Term:
    """The term with all that can go out of its sums before them."""
    while (after := next(everywhere(term, pulled), None)) is not None:
        term = after
    return term


def _letters(*terms: Term) -> tuple[Letter, ...]:
    return tuple(sorted(frozenset().union(*map(free_letters, terms)), key=repr))
