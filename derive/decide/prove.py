"""The prover: both sides of a claim to one normal form, in every case of its indices.

Rule: if left − right, brought over a common denominator, has the normal form 0 by some means, then left = right for
all n >= 1, all indices in range and all values that satisfy the givens, wherever both sides are defined.

First no case is split: a delta of two free letters stays an atom. If that does not prove the claim, the free indices
of each set are split into all ways to be equal or distinct; in each, equal ones are named alike and a delta of
distinct ones is 0. A case with more distinct indices than n has elements holds vacuously.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from derive.calculus.definitions import Definitions
from derive.calculus.substitution import indices_of, substitute
from derive.decide.budget import Budget
from derive.decide.functions import DivisionByZeroError
from derive.decide.hypotheses import Rewriting
from derive.decide.means import Means
from derive.decide.normal import Normaliser
from derive.decide.polynomial import Atom, Polynomial, of_atom, subtract
from derive.term import Claim, Index, Last, Letter, Literal, Result, Term

MOST_SPLIT_INDICES = 6
"""Claims with more free indices of one set are not split into cases."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How a claim was proved: the rules that fired, the names of the definitions that were unfolded, the numbers of
    the hypotheses and of the results used."""

    fired: frozenset[str]
    definitions: frozenset[str]
    hypotheses: frozenset[int]
    results: frozenset[int]


class Prover:
    """Proves one claim by various means."""

    def __init__(self, claim: Claim, budget: Budget, results: Sequence[Result] = ()) -> None:
        self.budget = budget
        self.results = results
        self.definitions = Definitions(claim.definitions)
        self.hypotheses = claim.hypotheses
        places = _equated(claim)
        self.left = substitute(claim.left, places)
        self.right = substitute(claim.right, places)
        self.distinct = frozenset(
            frozenset((places.get(d.left, d.left), places.get(d.right, d.right)))
            for d in claim.case
            if not d.equal
        )

    @property
    def vacuous(self) -> bool:
        """Whether the case says of an index that it differs from itself."""
        return any(len(pair) == 1 for pair in self.distinct)

    def full_means(self) -> Means:
        return Means(
            definitions=frozenset(d.name for d in self.definitions.all()),
            hypotheses=frozenset(h.given for h in self.hypotheses),
        )

    def prove(self, means: Means) -> Proof | None:
        """Raises ContradictionError where a hypothesis cannot be satisfied."""
        proof = self._prove_in_case(means, {}, self.distinct, False)
        if proof is not None:
            return proof
        proofs = []
        indices = indices_of(self.left) | indices_of(self.right)
        if not _worth_splitting(indices):
            return None
        for places in partitions(indices, self.distinct):
            proof = self._prove_in_case(means, places, frozenset(), True)
            if proof is None:
                return None
            proofs.append(proof)
        return Proof(
            frozenset({"index-case"}).union(*(proof.fired for proof in proofs)),
            frozenset().union(*(proof.definitions for proof in proofs)),
            frozenset().union(*(proof.hypotheses for proof in proofs)),
            frozenset().union(*(proof.results for proof in proofs)),
        )

    def normaliser(self, means: Means, distinct: frozenset[frozenset[Index]], all_distinct: bool) -> Normaliser:
        chosen = tuple(h for h in self.hypotheses if h.given in means.hypotheses)
        results = tuple(r for r in self.results if r.number in means.results)
        rewriting = None
        if chosen or results:
            plain = Normaliser(self.budget, self.definitions, self.full_means())
            rewriting = Rewriting(chosen, plain, results)
        return Normaliser(self.budget, self.definitions, means, rewriting, distinct, all_distinct)

    def _prove_in_case(
        self,
        means: Means,
        places: Mapping[Index, Index],
        distinct: frozenset[frozenset[Index]],
        all_distinct: bool,
    ) -> Proof | None:
        by = self.normaliser(means, distinct, all_distinct)
        try:
            difference = subtract(by(substitute(self.left, places)), by(substitute(self.right, places)))
            if not vanishes(difference, by):
                return None
        except DivisionByZeroError:
            return None
        hypotheses = by.rewriting.used if by.rewriting is not None else ()
        results = by.rewriting.used_results if by.rewriting is not None else ()
        return Proof(frozenset(by.fired), frozenset(by.unfolded), frozenset(hypotheses), frozenset(results))


def vanishes(polynomial: Polynomial, by: Normaliser) -> bool:
    """Whether the polynomial is 0 over a common denominator, by the hypotheses."""
    while polynomial.terms:
        below = _denominators(polynomial)
        if not below:
            break
        atom, exponent = below
        polynomial = by.ring.multiply(polynomial, of_atom(atom, exponent))
    if by.rewriting is not None and polynomial.terms:
        polynomial = by.rewriting.reduce(polynomial, by)
    return not polynomial.terms


def _denominators(polynomial: Polynomial) -> tuple[Atom, int] | None:
    """One of the atoms [P] that occur with a negative exponent, and the power that clears it."""
    lowest: dict[Atom, int | Fraction] = {}
    for monomial in polynomial.terms:
        for atom, e in monomial:
            if atom.kind == "base" and e < lowest.get(atom, 0):
                lowest[atom] = e
    if not lowest:
        return None
    atom = min(lowest, key=lambda a: a.key)
    return atom, ceil(-lowest[atom])


def _equated(claim: Claim) -> dict[Index, Index]:
    """What the case's equalities put in the place of each index."""
    places: dict[Index, Index] = {}
    for distinction in claim.case:
        if distinction.equal:
            kept, gone = places.get(distinction.left, distinction.left), places.get(distinction.right, distinction.right)
            if not isinstance(gone, Letter):
                kept, gone = gone, kept
            places = {old: (kept if new == gone else new) for old, new in places.items()}
            places[gone] = kept
    return {old: new for old, new in places.items() if old != new}


def _worth_splitting(indices: frozenset[Index]) -> bool:
    sizes = [sum(1 for other in indices if other.set == index.set) for index in indices]
    return bool(sizes) and 2 <= max(sizes) <= MOST_SPLIT_INDICES


def partitions(
    indices: frozenset[Index], distinct: frozenset[frozenset[Index]]
) -> Iterator[dict[Index, Index]]:
    """All ways in which indices of one set can be equal: each index -> the one that stands for it.

    Literals come first, so that one of them stands for its class; two of them are never equal.
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
        yield from extend(k + 1, (*classes, (index,)))

    for classes in extend(0, ()):
        yield {index: members[0] for members in classes for index in members[1:]}


def _may_equal(one: Index, other: Index, distinct: frozenset[frozenset[Index]]) -> bool:
    if one.set != other.set or (isinstance(one, Literal) and isinstance(other, Literal)):
        return False
    return frozenset((one, other)) not in distinct


def _rank(index: Index) -> tuple[int, str]:
    return (0 if isinstance(index, Literal) else 1 if isinstance(index, Last) else 2), repr(index)


def normal_form(term: Term, claim: Claim, budget: Budget) -> Polynomial:
    """The normal form of a term in the context of a claim, without hypotheses, no case split."""
    prover = Prover(claim, budget)
    return prover.normaliser(prover.full_means(), prover.distinct, False).without_rewriting()(term)
