"""The prover: both sides of a claim to one normal form, in every case of its indices.

Rule: if left − right, brought over a common denominator, has the normal form 0 by some means, then left = right for
all n >= 1, all indices in range and all values that satisfy the givens, wherever both sides are defined.

First no case is split: a delta of two free letters stays an atom. If that does not prove the claim, the free indices
of each set are split into all ways to be equal or distinct; in each, equal ones are named alike and a delta of
distinct ones is 0. A case with more distinct indices than n has elements holds vacuously.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping, Sequence

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.differentiate import ALL, has_derivative
from derive.calculus.substitution import has_sum, indices_of, substitute
from derive.data import Data
from derive.decide.budget import Budget
from derive.decide.functions import DivisionByZeroError
from derive.decide.hypotheses import Rewriting, over_common_denominator
from derive.decide.means import Means
from derive.decide.normal import Normaliser, Trace
from derive.decide.polynomial import Atoms, Polynomial, subtract
from derive.decide.sums import MOST_ELEMENTS
from derive.term import Claim, Index, IndexSet, Last, Letter, Literal, Result, Term

MOST_SPLIT_INDICES = 6
"""Claims with more free indices of one set are not split into cases, but for one letter or two of a set such as
{1, 2, 3}."""
MOST_PLACES = 144
"""Letters of a set of so many numbers are split into cases if there are no more ways to choose them."""


class Proof(Data):
    """How a claim was proved: the rules that fired, the names of the definitions that were unfolded, the numbers of
    the hypotheses and of the results used."""

    fired: frozenset[str]
    definitions: frozenset[str]
    hypotheses: frozenset[int]
    results: frozenset[int]


class _Traits(Data):
    """What can matter for the normal form of a term, its definitions included."""

    names: frozenset[str]
    has_sum: bool
    has_derivative: bool


class Memory:
    """Normal forms that were found already, for the claims of one document: neighbouring steps share a side.

    The numbers of givens and results must mean the same in all these claims. `below`: another memory that is asked
    too, and is not added to.
    """

    def __init__(self, below: "Memory | None" = None) -> None:
        self.atoms: Atoms = below.atoms if below is not None else Atoms()
        self.forms: MutableMapping[object, tuple[Term, Polynomial, Trace]] = {}
        """By identity of the term, which is kept here so that no other can take its place in memory."""
        self.rewritings: MutableMapping[object, Rewriting] = {}
        self.traits: MutableMapping[object, tuple[Term, _Traits]] = {}
        """By identity of the term, likewise."""
        if below is not None:
            self.forms = ChainMap(self.forms, below.forms)
            self.rewritings = ChainMap(self.rewritings, below.rewritings)
            self.traits = ChainMap(self.traits, below.traits)


class Prover:
    """Proves one claim by various means."""

    def __init__(
        self, claim: Claim, budget: Budget, results: Sequence[Result] = (), memory: Memory | None = None
    ) -> None:
        self.budget = budget
        self.results = results
        self.memory = memory or Memory()
        self.definitions = Definitions(claim.definitions, claim.dependences)
        self.hypotheses = claim.hypotheses
        places = _equated(claim)
        self.left = substitute(claim.left, places)
        self.right = substitute(claim.right, places)
        self.distinct = frozenset(
            frozenset((places.get(d.left, d.left), places.get(d.right, d.right))) for d in claim.case if not d.equal
        )
        self._tried: dict[Means, Proof | None] = {}
        self.said = frozenset(claim.definitions), claim.dependences, claim.hypotheses
        """What is said of the symbols, by which normal forms are remembered."""

    def names(self) -> frozenset[str]:
        """All names on which the claim rests, those in its definitions included."""
        return self._traits(self.left).names | self._traits(self.right).names

    def full_means(self) -> Means:
        return Means(
            definitions=frozenset(d.name for d in self.definitions.all()),
            hypotheses=frozenset(h.given for h in self.hypotheses),
        )

    def prove(self, means: Means) -> Proof | None:
        """Raises ContradictionError where a hypothesis cannot be satisfied."""
        means = self._relevant(means, self._traits(self.left), self._traits(self.right))
        if means not in self._tried:
            self._tried[means] = self._prove(means)
        return self._tried[means]

    def _prove(self, means: Means) -> Proof | None:
        trace = Trace()
        if self._prove_in_case(means, {}, self.distinct, frozenset(), trace):
            return _proof(trace)
        indices = self._indices()
        if not _worth_splitting(indices):
            return None
        trace = Trace()
        trace.rules.add("index-case")
        for places in partitions(indices, self.distinct):
            among = frozenset(places.get(index, index) for index in indices)
            if not self._prove_in_case(means, places, frozenset(), among, trace):
                return None
        return _proof(trace)

    def _indices(self) -> frozenset[Index]:
        """The free indices of the claim; of its definitions and hypotheses, those that are no letters. Where
        only numbers of a set occur there is nothing to be split."""
        stated = [definition.body for definition in self.definitions.all()]
        stated += [side for hypothesis in self.hypotheses for side in (hypothesis.left, hypothesis.right)]
        fixed = frozenset().union(*map(indices_of, stated))
        letters = indices_of(self.left) | indices_of(self.right)
        found = letters | frozenset(index for index in fixed if not isinstance(index, Letter))
        split = {index.set for index in found if not isinstance(index, Literal)}
        return frozenset(index for index in found if index.set in split).union(*map(_elements, split))

    def normaliser(self, means: Means, distinct: frozenset[frozenset[Index]], among: frozenset[Index]) -> Normaliser:
        return Normaliser(
            self.budget, self.definitions, means, self._rewriting(means), distinct, among, self.memory.atoms
        )

    def _rewriting(self, means: Means) -> Rewriting | None:
        if not means.hypotheses and not means.results:
            return None
        key = means.hypotheses, means.results, self.said
        found = self.memory.rewritings.get(key)
        if found is None:
            chosen = tuple(h for h in self.hypotheses if h.given in means.hypotheses)
            results = tuple(r for r in self.results if r.number in means.results)
            plain = Normaliser(self.budget, self.definitions, self.full_means(), atoms=self.memory.atoms)
            found = self.memory.rewritings[key] = Rewriting(chosen, plain, results)
        return found

    def _prove_in_case(
        self,
        means: Means,
        places: Mapping[Index, Index],
        distinct: frozenset[frozenset[Index]],
        among: frozenset[Index],
        trace: Trace,
    ) -> bool:
        """Whether the sides are equal by the means; adds to the trace what was used."""
        try:
            left, right = (
                self._form(substitute(side, places), means, distinct, among, trace) for side in (self.left, self.right)
            )
            by = self.normaliser(means, distinct, among)
            zero = vanishes(subtract(left, right), by)
        except DivisionByZeroError:
            return False
        trace.add(by.trace)
        return zero

    def _form(
        self,
        term: Term,
        means: Means,
        distinct: frozenset[frozenset[Index]],
        among: frozenset[Index],
        trace: Trace,
    ) -> Polynomial:
        """The normal form of a term, from memory if it was found before by means that matter no less."""
        relevant = self._relevant(means, self._traits(term))
        key = id(term), relevant, distinct, among, self.said
        found = self.memory.forms.get(key)
        if found is None:
            by = self.normaliser(relevant, distinct, among)
            found = self.memory.forms[key] = term, by(term), by.trace
        trace.add(found[2])
        return found[1]

    def _relevant(self, means: Means, *traits: _Traits) -> Means:
        """What of the means can matter for terms with these traits."""
        has_derivative = any(one.has_derivative for one in traits)
        return Means(
            means.definitions & frozenset().union(*(one.names for one in traits)),
            means.hypotheses,
            means.differentiation if has_derivative else ALL,
            means.sums or not any(one.has_sum for one in traits),
            means.results if has_derivative else frozenset(),
        )

    def _traits(self, term: Term) -> _Traits:
        key = id(term), self.said
        found = self.memory.traits.get(key)
        if found is None:
            names = frozenset().union(*map(self.definitions.names, names_in(term)))
            bodies = [
                term,
                *(definition.body for definition in self.definitions.all() if definition.name in names),
            ]
            traits = _Traits(names, any(map(has_sum, bodies)), any(map(has_derivative, bodies)))
            found = self.memory.traits[key] = term, traits
        return found[1]


def _proof(trace: Trace) -> Proof:
    return Proof(
        frozenset(trace.rules),
        frozenset(trace.definitions),
        frozenset(trace.hypotheses),
        frozenset(trace.results),
    )


def vanishes(polynomial: Polynomial, by: Normaliser) -> bool:
    """Whether the polynomial is 0 over a common denominator, by the hypotheses."""
    polynomial = over_common_denominator(polynomial, by)
    if by.rewriting is None or not polynomial.terms:
        return not polynomial.terms
    return not by.rewriting.reduce(polynomial, by).terms or by.rewriting.is_multiple(polynomial, by)


def _equated(claim: Claim) -> dict[Index, Index]:
    """What the case's equalities put in the place of each index."""
    places: dict[Index, Index] = {}
    for distinction in claim.case:
        if distinction.equal:
            kept, gone = (
                places.get(distinction.left, distinction.left),
                places.get(distinction.right, distinction.right),
            )
            if not isinstance(gone, Letter):
                kept, gone = gone, kept
            places = {old: (kept if new == gone else new) for old, new in places.items()}
            places[gone] = kept
    return {old: new for old, new in places.items() if old != new}


def _elements(set_: IndexSet) -> frozenset[Index]:
    """All indices of a set whose size is written as a small number; a free letter is one of them."""
    if not set_.size.isdigit() or int(set_.size) > MOST_ELEMENTS:
        return frozenset()
    return frozenset(Literal(value, set_) for value in range(1, int(set_.size) + 1))


def _worth_splitting(indices: frozenset[Index]) -> bool:
    sets = {index.set: [other for other in indices if other.set == index.set] for index in indices}
    return any(len(among) > 1 for among in sets.values()) and all(map(_are_few, sets, sets.values()))


def _are_few(set_: IndexSet, indices: Sequence[Index]) -> bool:
    if len(indices) <= MOST_SPLIT_INDICES:
        return True
    letters = sum(1 for index in indices if not isinstance(index, Literal))
    return set_.size.isdigit() and int(set_.size) ** letters <= MOST_PLACES


def partitions(indices: frozenset[Index], distinct: frozenset[frozenset[Index]]) -> Iterator[dict[Index, Index]]:
    """All ways in which indices of one set can be equal: each index -> the one that stands for it.

    Literals come first, so that one of them stands for its class; two of them are never equal. Of the indices of
    {1, 2, 3} three at most are distinct.
    """
    order = sorted(indices, key=_rank)

    def extend(k: int, classes: tuple[tuple[Index, ...], ...]) -> Iterator[tuple[tuple[Index, ...], ...]]:
        if k == len(order):
            yield classes
            return
        index = order[k]
        for at, members in enumerate(classes):
            if all(_may_equal(index, member, distinct) for member in members):
                yield from extend(k + 1, (*classes[:at], (*members, index), *classes[at + 1 :]))
        others = sum(1 for members in classes if members[0].set == index.set)
        if isinstance(index, Literal) or not index.set.size.isdigit() or others < int(index.set.size):
            yield from extend(k + 1, (*classes, (index,)))

    for classes in extend(0, ()):
        yield {index: members[0] for members in classes for index in members[1:]}


def _may_equal(one: Index, other: Index, distinct: frozenset[frozenset[Index]]) -> bool:
    if one.set != other.set or (isinstance(one, Literal) and isinstance(other, Literal)):
        return False
    return frozenset((one, other)) not in distinct


def _rank(index: Index) -> tuple[int, str]:
    return (0 if isinstance(index, Literal) else 1 if isinstance(index, Last) else 2), repr(index)
