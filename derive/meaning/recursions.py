"""Symbols that are told by themselves: one step before, h_t = f(h_{t−1}), or the last component by the others,
p_K = 1 − Σ_{k<K} p_k.

Such a symbol is no free variable, and its components are no variables apart from each other.
"""

from collections.abc import Iterable

from derive.calculus.definitions import Definitions, names_in
from derive.document.model import Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import EQUALITIES, Formula
from derive.formula_parts import children
from derive.meaning.facts import Facts
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import Symbol, literal_index, plain_letter
from derive.meaning.shifts import is_shift
from derive.term import Derivative, Term, subterms


def recursive(statement: Statement, sets: IndexSets) -> frozenset[str]:
    """The h of h_t = f(h_{t−1}), and the p of p_K = 1 − Σ_{k<K} p_k."""
    chain = statement.chain
    left = chain.members[0].formula
    symbol = None if isinstance(left, ReadError) else sets.symbol_of(left)
    if symbol is None or not chain.relations or chain.relations[0].sign not in EQUALITIES:
        return frozenset()
    right = [member.formula for member in chain.members[1:] if not isinstance(member.formula, ReadError)]
    return frozenset({symbol.name} if any(_holds_other(symbol, formula, sets) for formula in right) else ())


def _holds_other(symbol: Symbol, formula: Formula, sets: IndexSets) -> bool:
    other = sets.symbol_of(formula)
    if other is not None and (is_shift(symbol, other) or _is_last(symbol, other, sets)):
        return True
    return any(_holds_other(symbol, part, sets) for part in children(formula))


def _is_last(symbol: Symbol, other: Symbol, sets: IndexSets) -> bool:
    """Whether two occurrences of a symbol are as p_K, or p_2, and p_k."""
    if symbol.name != other.name or len(symbol.lowers) != 1 or len(other.lowers) != 1 or symbol.lowers == other.lowers:
        return False
    letter = plain_letter(symbol.lowers[0]) or ""
    return literal_index(symbol.lowers[0]) is not None or letter[:1].isupper() or sets.is_size(letter)


def refuse_recursion(terms: Iterable[Term], recursive: frozenset[str], definitions: Definitions) -> None:
    """Raises UnsupportedError for ∂h_t/∂h_{t−1}, and for ∂(log p_k)/∂p_k."""
    for one in (part for term in terms for part in subterms(term)):
        if isinstance(one, Derivative) and one.variable.name in recursive and one.variable.name not in definitions:
            if one.operand == one.variable:
                continue
            reached = frozenset().union(*map(definitions.names, names_in(one.operand)))
            if one.variable.name in reached:
                message = "a derivative by what is told by others of its components is not supported"
                raise UnsupportedError(message, code="construct-not-supported")


def refuse_circle(left: Formula, right: Formula, facts: Facts, sets: IndexSets) -> None:
    """Raises UnsupportedError where f(t) is told by a symbol that f tells: a, beside a = f(z)."""
    head, known = sets.functions.head(left), Definitions(facts.definitions)
    reached = frozenset[str]().union(*map(known.names, sets.names_of(right) & facts.defined))
    if head is not None and any(name.startswith(f"{head.name}(") for name in reached):
        raise UnsupportedError("this definition refers to itself", code="circular-definition", span=right.span)
