"""Symbols that are told by themselves one step before: h_t = f(h_{t−1}).

Such a symbol is no free variable, and its components are no variables apart from each other.
"""

from collections.abc import Iterable

from derive.calculus.definitions import Definitions, names_in
from derive.document.model import Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import EQUALITIES, Formula
from derive.formula_parts import children
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import Symbol
from derive.meaning.shifts import is_shift
from derive.term import Derivative, Term, subterms


def recursive(statement: Statement, sets: IndexSets) -> frozenset[str]:
    """The h of h_t = f(h_{t−1})."""
    chain = statement.chain
    left = chain.members[0].formula
    symbol = None if isinstance(left, ReadError) else sets.symbol_of(left)
    if symbol is None or not chain.relations or chain.relations[0].sign not in EQUALITIES:
        return frozenset()
    right = [member.formula for member in chain.members[1:] if not isinstance(member.formula, ReadError)]
    return frozenset({symbol.name} if any(_holds_shift(symbol, formula, sets) for formula in right) else ())


def _holds_shift(symbol: Symbol, formula: Formula, sets: IndexSets) -> bool:
    other = sets.symbol_of(formula)
    if other is not None and is_shift(symbol, other):
        return True
    return any(_holds_shift(symbol, part, sets) for part in children(formula))


def refuse_recursion(terms: Iterable[Term], recursive: frozenset[str], definitions: Definitions) -> None:
    """Raises UnsupportedError for ∂h_t/∂h_{t−1}."""
    for one in (part for term in terms for part in subterms(term)):
        if isinstance(one, Derivative) and one.variable.name in recursive and one.operand != one.variable:
            reached = frozenset().union(*map(definitions.names, names_in(one.operand)))
            if one.variable.name in reached:
                message = "a derivative within a recursion is not supported"
                raise UnsupportedError(message, code="construct-not-supported")
