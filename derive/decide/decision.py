"""The verdict on a claim, from two ways that share no code: the prover and the refuter.

`proved` needs a proof and a witness: values that satisfy all that is given, at which both sides are defined and
equal. `refuted` needs a counterexample and no proof, and that all symbols are free or defined. All else is undecided.

Rule: where both sides are defined only for x > 0, a proof for x = e^u is one for all x; it is a proof "where x > 0".
"""

from collections.abc import Iterable, Sequence
from functools import cache, partial

from derive.calculus.bounds import STAND_IN, bound, is_bound
from derive.data import Data, replace
from derive.decide.bounded import Normal, Variant, in_pairs, left_by_bounds, variants, without_bounds, without_products
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.conditions import (
    Condition,
    Discharged,
    Remaining,
    conditions,
    factors_of,
    open_conditions,
    positive_terms,
    remaining_conditions,
    with_told_factors,
)
from derive.decide.hypotheses import ContradictionError
from derive.decide.means import Means
from derive.decide.polynomial import Polynomial
from derive.decide.prove import Memory, Proof, Prover
from derive.decide.refuter import WITNESS_POINTS, Witness, refute
from derive.decide.sums import UnstableFormError
from derive.decide.tapes import Tapes
from derive.decide.verdict import Counterexample, Decision, Explanation, Proved, Reason, Refuted, Undecided
from derive.term import ZERO, Claim, Plus, Result, Term, Variable
from derive.term_text import text

PROVING = 60_000
"""Units of work for a proof; about a second."""
REFUTING = 200_000
EXPLAINING = 60_000
FORCED = -(10**6)
"""The first of the numbers, which go down, of the signs that side conditions force: they are not given."""
MOST_DECIDED = 10_000
"""With more decisions, they are forgotten."""
NESTED_TOO_DEEPLY = Undecided(Reason("budget-spent", "the expressions are nested too deeply"))


class Decider:
    """Decides the claims of one document."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._explaining = Memory(self._memory)
        """Nothing that is found for an explanation makes another claim easier to decide."""
        self._discharged: dict[object, dict[Condition, Discharged]] = {}
        """What remains of side conditions, by what is known: neighbouring steps have the same."""
        self._tapes = Tapes()
        self._decided: dict[tuple[Claim, tuple[Result, ...]], Decision] = {}
        """A claim is made again where a step is read beside other statements."""

    def decide(self, claim: Claim, results: Sequence[Result] = ()) -> Decision:
        """Proved, Refuted or Undecided, for all n. `results` may be named as what the step uses; they decide
        nothing."""
        asked = claim, tuple(results)
        decision = self._decided.get(asked)
        if decision is None:
            if len(self._decided) > MOST_DECIDED:
                self._decided.clear()
            decision = self._decided[asked] = self._decide_within_bounds(*asked)
        return decision

    def _decide_within_bounds(self, claim: Claim, results: tuple[Result, ...]) -> Decision:
        try:
            return self._decide(claim, results)
        except ContradictionError:
            return _undecided("contradiction", "no values satisfy what is given, so nothing is proved from it")
        except RecursionError:
            return NESTED_TOO_DEEPLY
        except UnstableFormError:
            return _undecided("disagreement", "a normal form is not stable; this is a mistake of derive")

    def explained(self, claim: Claim, results: Sequence[Result] = ()) -> Proved | None:
        """The proof for all n of a claim that another way has found true, or None. No witness is looked for."""
        try:
            found = self._proof(claim)
            decision = self._proved(claim, found, tuple(results)) if found is not None else None
        except (BudgetSpentError, ContradictionError, RecursionError, UnstableFormError):
            return None
        return decision if isinstance(decision, Proved) else None

    def _decide(self, claim: Claim, results: tuple[Result, ...]) -> Decision:
        proof: _Proof | None = None
        found: Counterexample | Witness | None = None
        spent = False
        try:
            proof = self._proof(claim)
        except BudgetSpentError:
            spent = True
        if proof is None and claim.open:
            return (None if spent else self._by_signs_of_open(claim)) or _not_proved_for_all(claim, spent)
        try:
            found = (
                refute(claim, Budget(REFUTING), tapes=self._tapes)
                if proof is None
                else refute(claim, Budget(REFUTING), beyond=2, points=WITNESS_POINTS, tapes=self._tapes)
            )
        except BudgetSpentError:
            spent = True
        if isinstance(found, Counterexample):
            if proof is not None:
                return _undecided("disagreement", "the prover and the refuter disagree; this is a mistake of derive")
            return Refuted(_shown(found))
        if proof is not None and isinstance(found, Witness):
            return self._proved(claim, proof, results)
        if spent:
            return _budget_spent()
        if isinstance(found, Witness):
            decision = self._by_forced_signs(claim)
            if decision is not None:
                return decision
        if found is None:
            return _undecided("no-witness", "no values were found that satisfy all that is given and define both sides")
        return _undecided("not-decided", "neither proved nor refuted; at all points tried both sides agree")

    def _proof(self, claim: Claim) -> "_Proof | None":
        """The first proof of a claim in one of its variants. Raises BudgetSpentError, ContradictionError."""
        for variant in variants(claim, self._normal(claim)):
            prover = Prover(variant.claim, Budget(PROVING), (), self._memory)
            proof = prover.prove(prover.full_means())
            if proof is not None:
                return _Proof(variant, prover, proof)
        return None

    def _by_forced_signs(self, claim: Claim) -> Decision | None:
        """The proof of a claim where the terms that its own side conditions make positive are so, or where all symbols
        are of which such a term is a product; the conditions that it is proved under say so."""
        prover = Prover(claim, Budget(PROVING), (), self._memory)
        try:
            positive = positive_terms(self._remaining(prover), claim)
            told = with_told_factors(positive, self._normal(claim))
            symbols = tuple(one for one in told if isinstance(one, Variable))
            sums = tuple(one for one in told if isinstance(one, Plus))
            factors = (*symbols, *(factor for term in positive for factor in factors_of(term)))
            ways: dict[tuple[Term, ...], None] = dict.fromkeys((symbols, sums, (*symbols, *sums)))
            ways[tuple(dict.fromkeys(factors))] = None
            decisions = (self._where_positive(claim, terms, prover) for terms in ways if terms)
            return next((one for one in decisions if one is not None), None)
        except (BudgetSpentError, ContradictionError):
            return None

    def _where_positive(self, claim: Claim, terms: tuple[Term, ...], prover: Prover) -> Decision | None:
        bounds = [bound(one, ">", ZERO, FORCED - k) for k, one in enumerate(terms)]
        forced = in_pairs(bounds, self._normal(claim))
        signed = replace(claim, hypotheses=(*claim.hypotheses, *forced))
        by_signs = Prover(signed, Budget(PROVING), (), self._memory)
        proof = by_signs.prove(by_signs.full_means())
        said = tuple(Condition(">", one) for one in terms)
        variant = Variant(signed, said)
        decision = self._proved(claim, _Proof(variant, prover, proof), ()) if proof is not None else None
        if not isinstance(decision, Proved):
            return decision

        def explanation() -> Explanation:
            found = decision.explanation()
            return replace(found, uses=tuple(given for given in found.uses if given > FORCED))

        return replace(decision, explanation=explanation)

    def _by_signs_of_open(self, claim: Claim) -> Decision | None:
        """Such a proof of a claim about symbols that are not known, if some values satisfy all conditions."""
        decision = self._by_forced_signs(claim)
        if not isinstance(decision, Proved):
            return None
        try:
            found = refute(claim, Budget(REFUTING), beyond=2, points=WITNESS_POINTS, tapes=self._tapes)
        except BudgetSpentError:
            return None
        return decision if isinstance(found, Witness) else None

    def _remaining(self, prover: Prover) -> Remaining:
        """What remains of the side conditions of a claim."""
        prover.budget = Budget(PROVING)
        means = prover.full_means()
        by = prover.normaliser(means, prover.distinct, frozenset())
        found = (c for side in (prover.left, prover.right) for c in conditions(side, prover.definitions))
        known = self._discharged.setdefault((prover.said, means, prover.distinct), {})
        return remaining_conditions(found, by, known)

    def _proved(self, claim: Claim, found: "_Proof", results: tuple[Result, ...]) -> Decision:
        try:
            open_ = self._open(claim, found.prover, found.variant.conditions)
        except BudgetSpentError:
            return _undecided("budget-spent", "the work allowed for the side conditions of one step is done")
        return Proved((*_ways(claim), *open_), cache(partial(self._explanation, claim, found, results, open_)))

    def _normal(self, claim: Claim) -> Normal:
        """Normal forms without hypotheses."""

        def normal(term: Term) -> Polynomial:
            plain = Prover(replace(claim, hypotheses=()), Budget(PROVING), (), self._memory)
            return plain.normaliser(plain.full_means(), plain.distinct, frozenset())(term)

        return normal

    def _open(self, claim: Claim, prover: Prover, others: tuple[Condition, ...]) -> tuple[str, ...]:
        """The side conditions, with some others, that do not follow from what the claim rests on."""
        remaining = self._remaining(prover)
        remaining = replace(remaining, conditions=tuple(dict.fromkeys((*remaining.conditions, *others))))
        if len(remaining.conditions) > 1 or any(map(is_bound, claim.hypotheses)):
            normal = self._normal(claim)
            remaining = without_products(left_by_bounds(remaining, claim, normal), normal)
        return open_conditions(remaining)

    def _explanation(
        self, claim: Claim, found: "_Proof", results: tuple[Result, ...], open_: tuple[str, ...]
    ) -> Explanation:
        """What a claim that was proved needs: its proof, and the bounds where without them there were other conditions
        than those that are open."""
        explanation = _explained(found.variant.claim, found.proof, results, self._explaining)
        bounds = frozenset(one.given for one in claim.hypotheses if is_bound(one))
        if not bounds:
            return explanation
        plain = without_bounds(claim)
        try:
            needed = self._open(plain, Prover(plain, Budget(PROVING), (), self._memory), ()) != open_
        except (BudgetSpentError, ContradictionError):
            needed = True
        return replace(explanation, uses=tuple(sorted({*explanation.uses, *(bounds if needed else ())})))


class _Proof(Data):
    """A proof of a claim in one of its variants."""

    variant: Variant
    prover: Prover
    proof: Proof


def _explained(claim: Claim, full: Proof, results: tuple[Result, ...], memory: Memory) -> Explanation:
    """What a claim that was proved needs; where that is not found, what its proof used."""
    from derive.decide.explain import explain, rules_of

    try:
        means, proof = explain(claim, full, results, Budget(EXPLAINING), memory)
    except (BudgetSpentError, ContradictionError, RecursionError, UnstableFormError):
        means, proof = Means(full.definitions, full.hypotheses), full
    uses = {d.given for d in claim.definitions if d.name in means.definitions} | proof.hypotheses
    return Explanation(rules_of(claim, means, proof), tuple(sorted(uses)), tuple(sorted(proof.results)))


def _shown(counterexample: Counterexample) -> Counterexample:
    """The counterexample without the values of what stands for the gap of a bound."""
    values = tuple((name, value) for name, value in counterexample.values if STAND_IN not in name)
    return replace(counterexample, values=values)


def _ways(claim: Claim) -> tuple[str, ...]:
    """The conditions under which the symbols depend on each other as the claim has it."""
    called = {d.body.name: d.name for d in claim.definitions if isinstance(d.body, Variable)}
    found = []
    for one in claim.dependences:
        name = _listed((called.get(one.name, one.name),))
        entries = [argument.name for argument in one.arguments if set(argument.indices) & set(one.parameters)]
        if entries:
            found.append(f"{name} depends on {_listed(entries)} entry by entry")
        if one.through:
            arguments = _listed(argument.name for argument in one.arguments)
            found.append(f"{name} depends on {_listed(one.through)} through {arguments} only")
    return tuple(found)


def _listed(names: Iterable[str]) -> str:
    return " and ".join(text(Variable(name.rstrip("^"))) for name in names)


def _not_proved_for_all(claim: Claim, spent: bool) -> Undecided:
    """Of a claim about symbols that are not known: values that break it may not be meant."""
    if spent:
        return _budget_spent()
    return _undecided("symbol-without-definition", f"{_listed(claim.open[:1])} has no definition here")


def _budget_spent() -> Undecided:
    return _undecided("budget-spent", "the work allowed for one step is done")


def _undecided(code: str, message: str) -> Undecided:
    return Undecided(Reason(code, message))
