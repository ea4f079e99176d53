"""Which equations claim to hold for all values of their symbols, and so can be refuted by some.

Not every equation of a document does. σ² = Σ_i (x_i − μ)²/N, where σ has no definition, says what σ is; W_ij = W_ji in
running text says something of W; "setting ∂l/∂x = 0" is an equation to be solved; log 0.5 = −0.693 is rounded. Such an
equation may be proved, but values that break it refute nothing.
"""

import re
from dataclasses import replace
from fractions import Fraction

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import indices_of
from derive.document.model import Statement
from derive.formula import Added, Formula, Grouped, Multiplied, Negated, Numeral, Raised, Ranged
from derive.meaning.names import children, plain_letter, symbol_of
from derive.source import Source
from derive.term import Claim, Term

_SOLVING = re.compile(
    r"\b(set(s|ting)?|equat(e|es|ing)|zero|stationar\w*|solv(e|es|ing)|optim\w*|minimi\w*|maximi\w*|vanish\w*"
    r"|first[- ]order|lagrang\w*|root)\b|令|等于零|极"
)
_NEAR = 240
"""How many characters before an equation are looked at for words that say that it is to be solved."""


def no_identity(
    claim: Claim,
    left: Formula,
    right: Formula,
    statement: Statement,
    established: frozenset[str],
    source: Source,
) -> tuple[str, str] | None:
    """The code and the words of why values that break the equation do not refute it; None for an identity.

    `established`: the free names that occur in what is given.
    """
    definitions = Definitions(claim.definitions)
    free = [_free_names(side, definitions) for side in (claim.left, claim.right)]
    bare = not claim.definitions and not (free[0] | free[1]) & established
    alone = any(_is_alone(side) for side in (left, right))
    if not statement.display and (alone or (bare and (indices_of(claim.left) or indices_of(claim.right)))):
        return "condition", "an equation about free symbols in running text is taken for a condition on them"
    if bare and alone:
        return "condition", "an equation for a symbol without a definition is taken for a condition on it"
    for side, own, other in ((left, free[0], free[1]), (right, free[1], free[0])):
        lacking = sorted(own - other if _is_alone(_root(side)) else own - other - established)
        if lacking:
            message = f"{lacking[0]} stands on one side only and has no definition, so this says what it is"
            return "symbol-without-definition", message
    if _has_decimals(left) or _has_decimals(right):
        return "rounded", "decimal numbers are taken for rounded ones"
    if right == Numeral(Fraction(0)) and _is_to_be_solved(statement, source):
        return "condition", "the prose says that this is an equation to be solved"
    return None


def _root(formula: Formula) -> Formula:
    """σ of σ²"""
    return formula.base if isinstance(formula, Raised) else formula


def _is_alone(formula: Formula) -> bool:
    return isinstance(formula, Numeral) or symbol_of(formula) is not None


def _free_names(term: Term, definitions: Definitions) -> frozenset[str]:
    reached = frozenset().union(*map(definitions.names, names_in(term)))
    return frozenset(name for name in reached if name not in definitions)


def _has_decimals(formula: Formula) -> bool:
    if isinstance(formula, Numeral):
        return formula.value.denominator != 1
    return any(map(_has_decimals, children(formula)))


def _is_to_be_solved(statement: Statement, source: Source) -> bool:
    start = statement.chain.span.start
    return _SOLVING.search(source.text[max(0, start - _NEAR) : start].lower()) is not None


def to_the_end(formula: Formula) -> Formula:
    """The other reading of a sum: Σ_i a_i + b_i as Σ_i (a_i + b_i), where b_i has the letter of the sum."""
    if isinstance(formula, Grouped):
        return replace(formula, body=to_the_end(formula.body))
    if not isinstance(formula, Added):
        return formula
    for k, term in enumerate(formula.terms[:-1]):
        sum_ = _last_sum(term)
        letter = plain_letter(sum_.letter) if sum_ is not None else None
        later = formula.terms[k + 1 :]
        if sum_ is not None and letter is not None and any(_mentions(part, letter) for part in later):
            negative = isinstance(term, Negated)
            rest = tuple(_opposite(part) for part in later) if negative else later
            wider = replace(sum_, body=Grouped(Added((sum_.body, *rest))))
            return (
                Added((*formula.terms[:k], _with_last_sum(term, wider))) if k else _with_last_sum(term, wider)
            )
    return formula


def _last_sum(formula: Formula) -> Ranged | None:
    match formula:
        case Ranged():
            return formula
        case Negated():
            return _last_sum(formula.operand)
        case Multiplied():
            return _last_sum(formula.factors[-1])
        case _:
            return None


def _with_last_sum(formula: Formula, sum_: Ranged) -> Formula:
    match formula:
        case Negated():
            return replace(formula, operand=_with_last_sum(formula.operand, sum_))
        case Multiplied():
            return replace(
                formula, factors=(*formula.factors[:-1], _with_last_sum(formula.factors[-1], sum_))
            )
        case _:
            return sum_


def _opposite(formula: Formula) -> Formula:
    return formula.operand if isinstance(formula, Negated) else Negated(formula)


def _mentions(formula: Formula, letter: str) -> bool:
    return plain_letter(formula) == letter or any(_mentions(part, letter) for part in children(formula))
