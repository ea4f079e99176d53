"""Equations that hold at a special place only, as words may say: the normal equations, a balance, a root.

What is set equal at an optimum, or where two curves meet, holds there, and not for all values. Such an equation does
not say what one of its sides is: neither is a symbol with a definition, or a derivative, beside a formula. Where no
words lead to it, it may be one between the symbols of which a definition before is made.
"""

import re

from derive.calculus.definitions import names_in
from derive.document.model import Statement
from derive.formula import Differentiated, Formula, Primed
from derive.meaning.facts import Facts
from derive.meaning.index_sets import IndexSets
from derive.meaning.told.sentences import HEADING
from derive.source import Source
from derive.term import Claim

_MEETING = (
    r"\bset(?:s|ting)?\b[^.;]*\b(?:zero|0)\b|\b(?:equat|stationar|solv|optim|vanish|lagrang)\w*|least[- ]squares"
    r"|first[- ]order|\broots?\b|等于零|极|\b(?:score|estimating|euler|normal)[- ]equations?"
    r"|\b(?:demand|requir|balanc|equilibri|intersect|conserv|tangent|maxim|minim|extrem)\w*"
    r"|\b(?:meets?|cross(?:es)?|equal\w*|break[- ]?even|steady|fixed point|threshold|indifferen\w+|eigenvalues?"
    r"|conditions?|constraints?|constrained|must|should|need(?:s|ed)?|only if|exactly when|precisely when)\b"
)
"""By which words two things are equal at a special place."""
_BEFORE = 300
"""How many characters before an equation may say that it holds somewhere only."""


def may_be_balance(
    left: Formula, right: Formula, claim: Claim, statement: Statement, facts: Facts, sets: IndexSets, source: Source
) -> bool:
    """Whether an equation by itself may be one that holds at a special place only."""
    chain = statement.chain
    if len(chain.members) > 2 or chain.continues or not facts.established:
        return False
    defined = frozenset(one.name for one in claim.definitions)
    if _is_value(left, defined, sets) != _is_value(right, defined, sets):
        return False
    if not defined:
        names = names_in(claim.left) | names_in(claim.right)
        if len(names) > 1 and any(names <= names_in(one.body) for one in facts.definitions):
            return True
    start = chain.span.start
    headings = [one.end() for one in re.finditer(HEADING, source.text[:start])] if not defined else []
    since = max(0, start - _BEFORE) if defined else max(headings, default=0)
    return re.search(_MEETING, source.text[since:start], re.IGNORECASE) is not None


def _is_value(side: Formula, defined: frozenset[str], sets: IndexSets) -> bool:
    """Whether a side is a derivative, or a symbol with a definition."""
    symbol = sets.symbol_of(side)
    return isinstance(side, Differentiated | Primed) or (symbol is not None and symbol.name in defined)
