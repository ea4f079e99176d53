"""Why a step holds: the least means that still prove it.

From the means that proved a claim, one after the other is taken away: hypotheses, definitions, earlier results, the
rules of differentiation, the rules of sums. What cannot be taken away is what the step uses. Nothing here can make
a claim proved that is not.
"""

from collections.abc import Iterator

from derive.calculus.differentiate import ALL, LINEAR, has_derivative
from derive.calculus.table import named
from derive.data import replace
from derive.decide.budget import Budget
from derive.decide.means import Means
from derive.decide.prove import Memory, Proof, Prover
from derive.term import Claim, Number, Plus, Power, Result, Sum, Term, Times, Variable, subterms, subterms_of


def explain(
    claim: Claim, full: Proof, results: tuple[Result, ...], budget: Budget, memory: Memory
) -> tuple[Means, Proof]:
    """The least means, and the proof by them. `full` is the proof by all means but the earlier results.

    Where only one side has a derivative, nothing is tried that would leave it uncarried-out.
    """
    prover = Prover(claim, budget, results, memory)
    none = Means(frozenset(), frozenset(), frozenset(), False)
    one_sided = has_derivative(claim.left) != has_derivative(claim.right)
    for means in () if one_sided else (none, replace(none, sums=True)):
        proof = prover.prove(means)
        if proof is not None:
            return means, proof
    means, proof = Means(full.definitions, full.hypotheses), full
    numbers = frozenset(result.number for result in _bearing(results, prover))
    for kept in _fewer(full.definitions) if numbers else ():
        by_results = replace(means, definitions=kept, results=numbers)
        found = prover.prove(by_results)
        if found is not None and found.results:
            means, proof = _used(by_results, found), found
            break
    for group in _smaller(means):
        for fewer in group:
            if one_sided and not (fewer.differentiation or means.results):
                continue
            merged = _meet(means, fewer)
            found = prover.prove(merged) if merged != means else None
            if found is not None:
                means, proof = _used(merged, found), found
                break
    return means, proof


def _fewer(names: frozenset[str]) -> Iterator[frozenset[str]]:
    """None of the names, then all but one."""
    yield frozenset()
    if len(names) > 1:
        yield from (names - {name} for name in sorted(names))


def _bearing(results: tuple[Result, ...], prover: Prover) -> tuple[Result, ...]:
    """The results about a symbol on which the claim rests."""
    names = prover.names()
    return tuple(r for r in results if isinstance(r.left.operand, Variable) and r.left.operand.name in names)


def _used(means: Means, proof: Proof) -> Means:
    """Of the means, those that a proof by them used."""
    return replace(means, definitions=proof.definitions, hypotheses=proof.hypotheses, results=proof.results)


def _smaller(full: Means) -> Iterator[tuple[Means, ...]]:
    """Groups of means to try, each a restriction of the full ones; of a group the first that proves is kept."""
    yield (replace(full, hypotheses=frozenset()),)
    for given in sorted(full.hypotheses):
        yield (replace(full, hypotheses=full.hypotheses - {given}),)
    for names in _fewer(full.definitions):
        yield (replace(full, definitions=names),)
    yield (replace(full, results=frozenset()),)
    for number in sorted(full.results):
        yield (replace(full, results=full.results - {number}),)
    yield replace(full, differentiation=frozenset()), replace(full, differentiation=LINEAR)
    yield (replace(full, sums=False),)


def _meet(one: Means, other: Means) -> Means:
    return Means(
        one.definitions & other.definitions,
        one.hypotheses & other.hypotheses,
        one.differentiation & other.differentiation,
        one.sums and other.sums,
        one.results & other.results,
    )


def rules_of(claim: Claim, means: Means, proof: Proof) -> tuple[str, ...]:
    """The codes of the rules that a person would name for the step."""
    codes = set(proof.fired)
    if means.differentiation != ALL:
        codes &= means.differentiation | (codes - ALL)
    codes.discard("definition")
    if means.definitions:
        codes.add("definition")
    if proof.hypotheses:
        codes.add("hypothesis")
    if proof.results:
        codes.add("earlier-result")
    return named(frozenset(codes)) or (_algebra(claim.left, claim.right),)


def _algebra(left: Term, right: Term) -> str:
    """What a step by the laws of +, −, · and / is called, by the shapes of its sides."""
    products = _products_of_sums(left) - _products_of_sums(right)
    divisions = _divisions(left) - _divisions(right)
    if _sums(left) != _sums(right) and (_sums_of_terms(left) or _sums_of_terms(right)):
        return "linearity-of-sum"
    if divisions > 0 or (_divisions(left) and not _adds(left) and _symbols(left) > _symbols(right) + 1):
        return "cancel"
    if products > 0:
        return "expand"
    if products < 0:
        return "common-factor"
    return "algebra"


def _products_of_sums(term: Term) -> int:
    """How many products have a factor that is a sum of terms."""
    return sum(any(isinstance(factor, Plus) for factor in product.factors) for product in subterms_of(term, Times))


def _divisions(term: Term) -> int:
    powers = subterms_of(term, Power)
    return sum(isinstance(power.exponent, Number) and power.exponent.value < 0 for power in powers)


def _sums(term: Term) -> int:
    return sum(isinstance(one, Sum) for one in subterms(term))


def _sums_of_terms(term: Term) -> bool:
    return any(isinstance(one, Sum) and isinstance(one.body, Plus) for one in subterms(term))


def _adds(term: Term) -> bool:
    return any(isinstance(one, Plus) for one in subterms(term))


def _symbols(term: Term) -> int:
    return sum(isinstance(one, Variable) for one in subterms(term))
