"""The decision on one claim: as it is read, or else by what the document lets one suppose, which is then printed."""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.decide.combined import without
from derive.decide.verdict import Decide, Decision, Proved, Reason, Refuted, Undecided
from derive.meaning.claims import Claims
from derive.meaning.dependences import by_constants, other_dependences, varying_too, with_dependences
from derive.meaning.facts import Facts
from derive.meaning.otherwise import read_in, ways
from derive.meaning.rates import TIME, without_unwritten
from derive.meaning.said import WORDS, as_said
from derive.meaning.shifts import ranges
from derive.meaning.told.classes import at_told_class
from derive.meaning.told.constants import is_told_constant
from derive.meaning.told.rows import as_told_rows
from derive.meaning.told.ways import depends_otherwise
from derive.objections import heard
from derive.partials import HELD, with_ways_apart
from derive.source import Source
from derive.term import Claim, Variable
from derive.term_text import variable_text

Supposed = tuple[Claim, Sequence[str]]
"""A claim that supposes something, and what, in words."""


def decided(claim: Claim, claims: Claims, facts: Facts, source: Source, decide: Decide) -> Decision:
    """The decision on a claim in all readings of the definitions that it rests on: a proof that needs one of them says
    so, and what is not false in all of them is not refuted."""
    decision = _decided(claim, claims, facts, source, decide)
    for way in ways(facts.otherwise) if not isinstance(decision, Undecided) and facts.otherwise else ():
        definitions, one = read_in(way, claim.definitions), way[0]
        if definitions == claim.definitions:
            continue
        again = _decided(replace(claim, definitions=definitions), claims, facts, source, decide)
        if isinstance(decision, Proved) and not isinstance(again, Proved):
            if one.unless is None:
                return Undecided(
                    Reason("two-readings", f"not so where {one.where} in what is given, as is likely meant")
                )
            unless = (one.unless,) if one.unless else ()
            decision = replace(decision, conditions=tuple(dict.fromkeys((*decision.conditions, *unless))))
        elif isinstance(decision, Refuted) and not isinstance(again, Refuted):
            return Undecided(Reason("two-readings", f"false as what is given is read, but it may be that {one.where}"))
    return _by_rules(decision, claim, facts)


def _by_rules(decision: Decision, claim: Claim, facts: Facts) -> Decision:
    """The decision, where the functions in the claim have rules with two readings: a proof is one in the reading that
    it names, and nothing is refuted."""
    used = [one for one in facts.other_rules if one.is_used(claim.definitions)]
    if not used or isinstance(decision, Undecided):
        return decision
    unless = tuple(dict.fromkeys(one.unless for one in used if one.unless is not None))
    if isinstance(decision, Refuted) or len(unless) < len({one.unless for one in used}):
        return Undecided(
            Reason("two-readings", f"the rule of a function is read one way, and it may be that {used[0].where}")
        )
    return replace(decision, conditions=tuple(dict.fromkeys((*decision.conditions, *unless))))


def _decided(claim: Claim, claims: Claims, facts: Facts, source: Source, decide: Decide) -> Decision:
    """The decision on a claim, proved where the indices in it are among those that sums run over."""
    decision = decide(claim, facts.results)
    proved = claim
    if not isinstance(decision, Proved):
        for proved, words in _supposing(claim, claims, facts, source):
            again = decide(proved, facts.results)
            if isinstance(again, Proved):
                required = (one.replace(HELD, "") for one in again.conditions)
                decision = replace(again, conditions=(*required, *words))
                break
        else:
            return decision
    other_way = depends_otherwise(proved, facts.definitions, claims.mentions, source)
    if other_way is not None:
        name, by = (variable_text(Variable(one)) for one in other_way)
        return Undecided(Reason("assumption", f"holds if {name} depends on {by} through others only, and it may not"))
    where = _constants(proved, claims, facts, source, decide)
    decision = heard(claim, replace(decision, conditions=(*decision.conditions, *where)), source)
    if not isinstance(decision, Proved):
        return decision
    decision = without(decision, (WORDS,))
    return replace(decision, conditions=tuple(dict.fromkeys((*decision.conditions, *ranges(claim)))))


def _supposing(claim: Claim, claims: Claims, facts: Facts, source: Source) -> Iterator[Supposed]:
    """The claim under all that may be supposed: how its open symbols depend on others, what the prose says of them,
    that they depend on nothing, or that and what the prose says, over which indices its sums run, and what ∂ holds
    fixed, with any of these."""
    for other in other_dependences(claim, claims.mentions, facts.definitions):
        yield other, ()
    yield from _as_told(claim, claims, source)
    constant = by_constants(claim, claims.mentions, facts.definitions)
    if constant is not None:
        taken, conditions = constant
        yield constant
        yield from ((supposed, (*conditions, *words)) for supposed, words in _as_told(taken, claims, source))
    still = without_unwritten(claim, facts) if claim.dependences else None
    if still is not None:
        taken = with_dependences(still[0], claims.mentions, facts.definitions)
        untold = (one for one in still[1] if not is_told_constant(one, source))
        yield taken, tuple(f"{variable_text(Variable(one))} does not depend on {TIME}" for one in untold)
    from derive.meaning.counting import where_it_counts  # most documents need none

    named = where_it_counts(claim, claims.sets)
    if named is not None:
        yield named
    apart = with_ways_apart(claim)
    if apart is not None:
        taken, conditions = apart
        yield apart
        for supposed, words in _supposing(taken, claims, facts, source):
            yield supposed, (*conditions, *words)


def _as_told(claim: Claim, claims: Claims, source: Source) -> Iterator[Supposed]:
    """The claim as the prose tells its symbols: they sum to one, the right class is told, vectors are rows."""
    rows = as_told_rows(claim, claims.sets, source)
    told = (*as_said(claim, source), *at_told_class(claim, source), *rows)
    return ((supposed, (words,)) for supposed, words in told)


def _constants(claim: Claim, claims: Claims, facts: Facts, source: Source, decide: Decide) -> Iterator[str]:
    """What a proof of the claim supposes of symbols of which nothing is told, and which it takes for constants beside
    others of which no more is told: v in ∂(u v)/∂x = v ∂u/∂x."""
    for name, by, varied in varying_too(claim, claims.mentions, facts.definitions):
        holds_too = varied is not None and isinstance(decide(varied, ()), Proved)
        if not holds_too and not is_told_constant(name, source):
            yield f"{variable_text(Variable(name))} does not depend on {variable_text(Variable(by))}"
