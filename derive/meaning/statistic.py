"""Symbols that are written as means, deviations and normalisers are: x̄ beside x, the Z of e^{z_i}/Z.

Where nothing tells what they are, they may be constants, or computed from what they stand beside.
"""

from derive.calculus.definitions import names_in
from derive.letters import without_accent
from derive.term import Claim, Exp, Number, Plus, Power, Term, Times, Variable, subterms_of

_CENTRES = frozenset({"μ", "m", "mean"})
_SCALES = frozenset({"σ", "s", "std", "norm"})
_NORMALISERS = frozenset({"Z", "norm"})


def is_statistic(name: str, by: str, claim: Claim) -> bool:
    """Whether a symbol without indices stands in a claim as a statistic of the variable: x̄ beside x, μ in x_i − μ,
    σ in (x_i − μ)/σ, Z in e^{z_i}/Z."""
    if without_accent(name) == by != name:
        return True
    if name not in _CENTRES | _SCALES | _NORMALISERS:
        return False
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    return any(_is_one_in(name, by, term) for term in terms)


def _is_one_in(name: str, by: str, term: Term) -> bool:
    if any(one.name == name and one.indices for one in subterms_of(term, Variable)):
        return False
    if name in _CENTRES and any(_is_centre(name, by, one.terms) for one in subterms_of(term, Plus)):
        return True
    return any(_is_divisor(name, by, one.factors) for one in subterms_of(term, Times))


def _is_centre(name: str, by: str, terms: tuple[Term, ...]) -> bool:
    """x_i − μ"""
    return any(names_in(one) == {name} for one in terms) and any(_is_component(one, by) for one in terms)


def _is_divisor(name: str, by: str, factors: tuple[Term, ...]) -> bool:
    """(x_i − μ)/σ, x_i/σ, e^{z_i}/Z"""
    if not any(_is_below(one, name) for one in factors):
        return False
    if name in _NORMALISERS and any(by in names_in(one) for factor in factors for one in subterms_of(factor, Exp)):
        return True
    shifted = (one for factor in factors if isinstance(factor, Plus) for one in factor.terms)
    return name in _SCALES and any(_is_component(one, by) for one in (*factors, *shifted))


def _is_below(term: Term, name: str) -> bool:
    match term:
        case Power(base=base, exponent=Number(value)):
            return value < 0 and name in names_in(base)
        case _:
            return False


def _is_component(term: Term, by: str) -> bool:
    return isinstance(term, Variable) and term.name == by and bool(term.indices)
