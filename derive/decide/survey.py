"""What a claim is about, seen without evaluating anything: its free letters, index sets and variables, and
which values suit the variables."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from derive.data import MANY, Data
from derive.term import (
    Claim,
    Definition,
    Delta,
    Exp,
    Index,
    Letter,
    Literal,
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
    subterms,
    subterms_of,
)


def indices(term: Term) -> tuple[Index, ...]:
    """The indices that stand in the term itself, not in its parts, nor bound by it."""
    kind = type(term)
    if kind is Variable:
        return term.indices  # type: ignore[union-attr]
    if kind is Delta:
        return (term.left, term.right)  # type: ignore[union-attr]
    return term.excluded if kind is Sum else ()  # type: ignore[union-attr]


@lru_cache(maxsize=MANY)
def free_letters(term: Term) -> tuple[Letter, ...]:
    """The letters that no sum binds, in order of appearance."""
    found: dict[Letter, None] = {}
    waiting: list[tuple[Term, frozenset[Letter]]] = [(term, frozenset())]
    while waiting:
        inner, bound = waiting.pop()
        for index in indices(inner):
            if type(index) is Letter and index not in bound:
                found[index] = None
        if type(inner) is Sum:
            bound = bound | {inner.letter}
        waiting += [(part, bound) for part in parts(inner)[::-1]]
    return tuple(found)


def variables_of(term: Term) -> set[str]:
    """The names of all variables in a term."""
    return {inner.name for inner in subterms_of(term, Variable)}


_Pair: TypeAlias = tuple[Index, Index]
"""Two indices that are compared."""


class Survey(Data):
    """What has to be chosen to evaluate a claim, and how."""

    names: frozenset[str]
    """Of all variables, those in the definitions included."""
    letters: tuple[Letter, ...]
    """Free in the claim itself, in alphabetical order."""
    sets: tuple[str, ...]
    """The names of the sizes of all index sets: n first, then in alphabetical order."""
    first: int
    """How the first index of each set is written: 0 where sums begin at 0, else 1."""
    least: Mapping[str, int]
    """The least size of each set that has all literal indices that occur."""
    ties: Mapping[str, str]
    """For each set one of those with the same size: they index one slot, or their indices are compared."""
    symmetric: bool
    """Whether no index is a literal or a last one, so that the elements of a set can be renamed."""
    branches: bool
    """Whether there are logarithms or roots: what holds at some points need not hold at others."""
    exponential: frozenset[str]
    """The variables that occur in the exponent of e: logarithms of rational numbers suit them."""
    whole: frozenset[str]
    """The variables that multiply such a one, or stand in another exponent: whole numbers suit them."""


def survey(claim: Claim) -> Survey:
    """Look through a claim, the definitions that it needs, and its hypotheses."""
    definitions = {definition.name: definition for definition in claim.definitions}
    own = (claim.left, claim.right)
    given = [side for hypothesis in claim.hypotheses for side in (hypothesis.left, hypothesis.right)]
    everything = _with_definitions((*own, *given), definitions)
    case = [index for distinction in claim.case for index in (distinction.left, distinction.right)]
    letters = {letter: None for side in own for letter in free_letters(side)}
    letters.update((index, None) for index in case if isinstance(index, Letter))
    variables = [term for term in everything if type(term) is Variable]
    sums = [term for term in everything if type(term) is Sum]
    found_indices = [index for term in everything for index in indices(term)] + case
    slots = [slot for variable in variables for slot in _slots(variable, definitions)]
    sets = {index.set.size for index in found_indices} | {size for _, size in slots}
    sets.update(sum_.letter.set.size for sum_ in sums)
    sets.update(term.set.size for term in everything if type(term) is Size)
    pairs: list[_Pair] = [(sum_.letter, index) for sum_ in sums for index in sum_.excluded]
    pairs += [(delta.left, delta.right) for delta in everything if type(delta) is Delta]
    pairs += [(distinction.left, distinction.right) for distinction in claim.case]
    exponents = _Exponents(definitions)
    for term in everything:
        if type(term) is Exp or type(term) is Power:
            exponents.note(term)
    return Survey(
        names=frozenset([variable.name for variable in variables]),
        letters=tuple(sorted(letters, key=lambda letter: (letter.name, letter.set.size))),
        sets=tuple(sorted(sets, key=lambda name: (name != "n", name))),
        first=min((index.set.first for index in (*found_indices, *(sum_.letter for sum_ in sums))), default=1),
        least=_least_sizes(sets, found_indices),
        ties=_tied(sets, slots, pairs),
        symmetric=all(isinstance(index, Letter) for index in found_indices),
        branches=any(type(term) is Log or (type(term) is Power and _is_root(term)) for term in everything),
        exponential=frozenset(exponents.exponential),
        whole=frozenset(exponents.whole - exponents.exponential),
    )


def _with_definitions(terms: Iterable[Term], definitions: Mapping[str, Definition]) -> list[Term]:
    """All terms inside the given ones and inside the definitions that they need."""
    found: list[Term] = []
    waiting = list(terms)
    needed: set[str] = set()
    while waiting:
        inner = subterms(waiting.pop(0))
        found += inner
        for term in inner:
            if type(term) is Variable and term.name in definitions and term.name not in needed:
                needed.add(term.name)
                waiting.append(definitions[term.name].body)
    return found


def _slots(variable: Variable, definitions: Mapping[str, Definition]) -> Iterator[tuple[tuple[str, int], str]]:
    """((name, place), size) for the indices of a variable, and for the parameters of its definition."""
    defined = definitions.get(variable.name)
    for found in (variable.indices, defined.parameters if defined is not None else ()):
        for place, index in enumerate(found):
            yield (variable.name, place), index.set.size


def _tied(sets: Iterable[str], slots: Iterable[tuple[tuple[str, int], str]], pairs: Iterable[_Pair]) -> dict[str, str]:
    """Sets that index one slot, or whose indices are compared, get the same name."""
    first: dict[tuple[str, int], str] = {}
    found = [(size, first.setdefault(slot, size)) for slot, size in slots]
    found += [(left.set.size, right.set.size) for left, right in pairs]
    ties = {name: name for name in sorted(sets)}
    for left, right in found:
        old, new = ties[left], ties[right]
        if old != new:
            ties = {name: new if tie == old else tie for name, tie in ties.items()}
    return ties


def _least_sizes(sets: Iterable[str], found: Iterable[Index]) -> dict[str, int]:
    least = dict.fromkeys(sorted(sets), 1)
    for index in found:
        if isinstance(index, Literal):
            least[index.set.size] = max(index.value, least[index.set.size])
    return least


def _is_root(term: Power) -> bool:
    return not isinstance(term.exponent, Number) or term.exponent.value.denominator != 1


class _Exponents:
    """Sorts the variables that occur in exponents into exponential and whole ones."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self.definitions = definitions
        self.exponential: set[str] = set()
        self.whole: set[str] = set()

    def note(self, term: Exp | Power) -> None:
        if isinstance(term, Exp):
            self._note_argument(term.argument)
        elif not isinstance(term.exponent, Number):
            self.whole |= self._variables(term.exponent)

    def _note_argument(self, argument: Term) -> None:
        """Of a product of variables one is exponential: log 2 times a whole number is a logarithm again."""
        waiting, seen = [argument], set[str]()
        while waiting:
            term = waiting.pop()
            match term:
                case Variable(name) if name in self.definitions:
                    if name not in seen:
                        seen.add(name)
                        waiting.append(self.definitions[name].body)
                case Variable(name):
                    self.exponential.add(name)
                case Plus() | Sum():
                    waiting.extend(parts(term))
                case Power(base, exponent) if not isinstance(exponent, Number):
                    waiting.append(base)
                case Times(factors):
                    variable = [factor for factor in factors if variables_of(factor)]
                    waiting.extend(variable[:1])
                    for factor in variable[1:]:
                        self.whole |= self._variables(factor)
                case _:
                    pass

    def _variables(self, term: Term) -> set[str]:
        inner = _with_definitions((term,), self.definitions)
        return {t.name for t in inner if isinstance(t, Variable) and t.name not in self.definitions}
