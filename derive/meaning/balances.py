"""Equations that hold at a special place only, as words may say: the normal equations, a balance, a root.

What is set equal at an optimum, or where two curves meet, holds there, and not for all values. Such an equation does
not say what one of its sides is: neither is a symbol with a definition, or a derivative, beside a formula.
"""

import re

from derive.document.model import Statement
from derive.formula import Differentiated, Formula, Primed
from derive.meaning.facts import Facts
from derive.meaning.index_sets import IndexSets
from derive.meaning.told.places import leading
from derive.meaning.told.sentences import HEADING
from derive.source import Source
from derive.term import Claim, Delta, Derivative, subterms

_MEETING = (
    r"\bset(?:s|ting)?\b[^.;]*\b(?:zero|0|equal)\b|\b(?:equating|equated|stationar\w*|solv\w+|optim\w+|vanish\w*)\b"
    r"|\b(?:lagrang|demand|requir|balanc|equilibri|intersect|conserv|tangent|maxim|minim|extrem)\w*|least[- ]squares"
    r"|first[- ]order|\broots?\b|等于零|极"
    r"|\b(?:score|estimating|euler|normal)[- ]equations?|\b(?:meets?|cross(?:es)?)\b"
    r"|\b(?:break[- ]?even|steady|fixed point|indifferen\w+|eigenvalues?|conditions?|constraints?|constrained|must)\b"
    r"|\b(?:only if|exactly when|precisely when|are equal|left with|end up)\b"
)
"""By which words two things are equal at a special place."""
_MEETING_HEADED = r"equat|stationar|equilibri|balanc|intersect|\broots?\b|zero|[- ]even|steady|condition|constraint"
"""The same in a heading alone: "The maximum" is a topic, "First-order condition" leads to one."""


def may_be_balance(
    left: Formula, right: Formula, claim: Claim, statement: Statement, facts: Facts, sets: IndexSets, source: Source
) -> bool:
    """Whether an equation by itself may be one that holds at a special place only."""
    chain, sides = statement.chain, (claim.left, claim.right)
    if len(chain.members) > 2 or chain.continues or not facts.established:
        return False
    if any(isinstance(part, Derivative | Delta) for side in sides for part in subterms(side)):
        return False
    defined = frozenset(one.name for one in claim.definitions)
    if _is_value(left, defined, sets) != _is_value(right, defined, sets):
        return False
    words = leading(chain.span.start, source)
    meeting = _MEETING_HEADED if re.fullmatch(HEADING, words) else _MEETING
    return re.search(meeting, words, re.IGNORECASE) is not None


def _is_value(side: Formula, defined: frozenset[str], sets: IndexSets) -> bool:
    """Whether a side is a derivative, or a symbol with a definition."""
    symbol = sets.symbol_of(side)
    return isinstance(side, Differentiated | Primed) or (symbol is not None and symbol.name in defined)
