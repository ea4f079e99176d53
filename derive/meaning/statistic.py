"""Symbols that are written as means, deviations and normalisers are: x̄ beside x, the Z of e^{z_i}/Z.

Where nothing tells what they are, they may be constants, or computed from what they stand beside. What they are called
matters only where constants stand in the same places: the temperature of z_i/T, the amplitude of A e^{−kt}.
"""

from collections.abc import Iterator

from derive.calculus.definitions import Definitions, names_in
from derive.letters import without_accent
from derive.term import Claim, Exp, Log, Number, Plus, Power, Term, Times, Variable, subterms_of

_STATISTICS = frozenset({"mean", "avg", "average", "std", "stdev", "var", "variance", "norm", "total"})
"""Words that are statistics wherever they stand."""
_SCALES = frozenset({"σ", "s"})
_NORMALISERS = frozenset({"Z"})
_OF_SETS = frozenset({"μ", "m", "σ", "s", "v", "Z"})
"""What may have an index of its own, as the mean of a batch B or of a cluster k."""
_SMALL = frozenset({"ε", "eps", "epsilon"})
"""What is added so that nothing is divided by zero."""


def is_statistic(name: str, by: str, claim: Claim) -> bool:
    """Whether a symbol stands in a claim as a statistic of the variable: x̄ beside x, μ in x_i − μ, σ in (x_i − μ)/σ, Z
    in e^{z_i}/Z, or in a p_i that is said to add up to one. It has no index, or one that its variable lacks."""
    stem = name.partition("_")[0]
    if without_accent(name) == by != name:
        return True
    if stem in _SMALL:
        return False
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    used = [one for term in terms for one in subterms_of(term, Variable)]
    own = {index for one in used if one.name == name for index in one.indices}
    if stem.lower() in _STATISTICS and not own and "(" not in name:
        return True
    if own and (name not in _OF_SETS or any(own.intersection(one.indices) for one in used if one.name == by)):
        return False
    return any(_is_one_in(name, by, term) for term in terms) or _is_constrained(name, claim)


def normalises(name: str, by: str, term: Term) -> bool:
    """Whether a term is a_i/A, where A is the symbol and a_i a component of the variable."""
    factors = tuple(all_factors(term)) if isinstance(term, Times) else ()
    above = [one for one in factors if not isinstance(one, Number) and not _is_below(one, name)]
    return len(above) == 1 and _is_component(above[0], by) and any(_is_below(one, name) for one in factors)


def _is_one_in(name: str, by: str, term: Term) -> bool:
    sums = (one.terms for one in subterms_of(term, Plus))
    if any(_is_centre(name, by, one) or _is_log_of_total(name, one) for one in sums):
        return True
    return any(_is_divisor(name, by, tuple(all_factors(one))) for one in subterms_of(term, Times))


def all_factors(term: Term) -> Iterator[Term]:
    """The factors of a product, and of the products in it."""
    if isinstance(term, Times):
        for one in term.factors:
            yield from all_factors(one)
    else:
        yield term


def _is_centre(name: str, by: str, terms: tuple[Term, ...]) -> bool:
    """x_i − μ"""
    return any(names_in(one) == {name} for one in terms) and any(_is_component(one, by) for one in terms)


def _is_log_of_total(name: str, terms: tuple[Term, ...]) -> bool:
    """z_i − log Z"""
    logs = (one for term in terms for factor in all_factors(term) for one in subterms_of(factor, Log))
    return any(names_in(one) == {name} for one in logs) and any(_has_indices(one) for one in terms)


def _is_divisor(name: str, by: str, factors: tuple[Term, ...]) -> bool:
    """(x_i − μ)/σ, x_i/σ, e^{z_i}/Z"""
    if not any(_is_below(one, name) for one in factors):
        return False
    powers = [one for factor in factors for one in subterms_of(factor, Exp) if name not in names_in(one)]
    if any(_has_indices(one) or (name in _NORMALISERS and by in names_in(one)) for one in powers):
        return True
    centred = any(isinstance(one, Plus) and any(_is_component(term, by) for term in one.terms) for one in factors)
    return centred or (name in _SCALES and any(_is_component(one, by) for one in factors))


def _is_constrained(name: str, claim: Claim) -> bool:
    """c in p_i = c e^{z_i} where the sum of all p_i is given"""
    defined = Definitions(claim.definitions)
    sums = (side for one in claim.hypotheses for side in (one.left, one.right))
    return any(name in defined.names(one) for side in sums for one in names_in(side) if one in defined)


def _is_below(term: Term, name: str) -> bool:
    match term:
        case Power(base=base, exponent=Number(value)):
            return value < 0 and name in names_in(base)
        case _:
            return False


def _has_indices(term: Term) -> bool:
    return any(one.indices for one in subterms_of(term, Variable))


def _is_component(term: Term, by: str) -> bool:
    return isinstance(term, Variable) and term.name == by and bool(term.indices)
