"""Whether a proof stands: what the prose says may speak against it, as doubts speak against a refutation.

An objection gives the reason why a claim that is proved as it is written is left undecided, or None.
"""

import re
from collections.abc import Callable, Iterator

from derive.data import replace
from derive.decide.verdict import Decision, Proved, Reason, Undecided
from derive.meaning.said import free_symbols, is_beyond_reals
from derive.meaning.told.arrays import is_array_in_words, may_not_commute, taken_for_numbers
from derive.meaning.told.changes import taken_for_factors
from derive.meaning.told.commuting import given_not_to_commute, turned_round
from derive.meaning.told.constants import OTHER_E, is_other_e, is_told_plain, may_vary, told_to_change, told_to_vary
from derive.meaning.told.dimensions import has_other_dimension
from derive.meaning.told.imaginary import is_beyond_real_exponents
from derive.meaning.told.landau import needs_remainders
from derive.meaning.told.signs import is_told_not_positive, is_told_zero
from derive.meaning.told.sums import sums_over_some
from derive.source import Source
from derive.term import Claim, Variable
from derive.term_text import text, variable_text

Objection = Callable[[Claim, Proved, Source], Reason | None]


def heard(claim: Claim, proof: Proved, source: Source) -> Decision:
    """The proof, if nothing in the prose speaks against it, under what the prose makes a condition of it."""
    for objection in OBJECTIONS:
        reason = objection(claim, proof, source)
        if reason is not None:
            return Undecided(reason)
    told = tuple(one for one in _conditions(claim, source) if one not in proof.conditions)
    conditions = (*proof.conditions, *told)
    changing = told_to_change(claim, source) if any(" does not depend on " in one for one in conditions) else None
    if changing is not None:
        return Undecided(_as_constant(*map(_written, changing)))
    return replace(proof, conditions=conditions)


_COMMUTE = " commute"


def supposes_commuting(condition: str) -> bool:
    return condition.endswith(_COMMUTE)


def _conditions(claim: Claim, source: Source) -> Iterator[str]:
    """Under what the claim holds, since the prose does not tell it."""
    for name, by in may_vary(claim, source):
        yield f"{_written(name)} does not depend on {_written(by)}"
    for one, other in turned_round(claim, source):
        yield f"{text(one)}, {text(other)}{_COMMUTE}"
    for name in taken_for_numbers(claim, source):
        if not is_told_plain(name, source):
            yield f"{_written(name)} is a number"
    for change in taken_for_factors(claim, source):
        yield f"{_written(change)} is a number"


def _speaks_of_complex_numbers(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    if not (is_beyond_reals(claim, source) or is_beyond_real_exponents(claim, source)):
        return None
    return Reason("assumption", "the document speaks of complex numbers, and this is decided for real ones")


def _speaks_of_arrays(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    if not (is_array_in_words(claim, source) or may_not_commute(claim, source)):
        return None
    return Reason("assumption", "the prose speaks of matrices or vectors, and this is decided for numbers")


def _turns_round(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    pair = given_not_to_commute(turned_round(claim, source), claim)
    if pair is None:
        return None
    return Reason("assumption", f"holds where {', '.join(map(text, pair))} commute, and what is given says otherwise")


def _cancels_remainders(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    name = needs_remainders(claim, source)
    if name is None:
        return None
    return Reason("assumption", f"{_written(name)} is some remainder, and not the same one wherever it is written")


def _mistakes_dimensions(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    name = has_other_dimension(claim, source)
    if name is None:
        return None
    return Reason("construct-not-supported", f"a dimension such as d + 1, here of {_written(name)}, is not supported")


def _takes_for_constant(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    told = told_to_vary(claim, source)
    if told is None:
        return None
    return _as_constant(*map(_written, told))


def _as_constant(name: str, by: str) -> Reason:
    return Reason("symbol-without-definition", f"{name} depends on {by}, as the prose says, and has no definition here")


def _sums_over_all(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    why = sums_over_some(claim, source)
    return Reason("assumption", why) if why is not None else None


def _takes_for_euler(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    return Reason("assumption", OTHER_E) if is_other_e(claim, source) else None


def _supposes_other_signs(claim: Claim, proof: Proved, source: Source) -> Reason | None:
    for symbol in free_symbols(claim):
        name = variable_text(replace(symbol, indices=()))
        for condition in proof.conditions:
            said = re.fullmatch(rf"{re.escape(name)}(?:_\S+)? (?P<sign>[>≥≠]) 0", condition)
            if said is None:
                continue
            if is_told_not_positive(symbol, source) if said["sign"] == ">" else is_told_zero(symbol, source):
                return Reason("assumption", f"holds where {condition}, and the prose says otherwise")
    return None


OBJECTIONS: tuple[Objection, ...] = (
    _speaks_of_complex_numbers,
    _speaks_of_arrays,
    _turns_round,
    _cancels_remainders,
    _mistakes_dimensions,
    _takes_for_constant,
    _sums_over_all,
    _takes_for_euler,
    _supposes_other_signs,
)


def _written(name: str) -> str:
    return variable_text(Variable(name))
