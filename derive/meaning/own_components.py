"""Vectors that are told by a list of other components than their own: x = (1, x_1, …, x_n)^⊤.

The first component of such an x is not x_1, so that nothing is known of w^⊤ x as a sum of w_i x_i.
"""

from collections.abc import Iterable

from derive.document.model import Chain, Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import EQUALITIES, Arrayed, Dots, Formula, Grouped, Listed, Name, Transposed
from derive.formula_parts import children
from derive.meaning.index_sets import IndexSets


def relisted(statement: Statement, sets: IndexSets) -> frozenset[str]:
    """The x of x = (1, x_1, …, x_n)."""
    chain = statement.chain
    left = chain.members[0].formula
    symbol = None if isinstance(left, ReadError) else sets.symbol_of(left)
    if symbol is None or symbol.lowers or not chain.relations or chain.relations[0].sign not in EQUALITIES:
        return frozenset()
    own = [[sets.names_of(item) == {symbol.name} for item in _items(member.formula)] for member in chain.members[1:]]
    return frozenset({symbol.name} if any(any(one) and not all(one) for one in own) else ())


def _items(formula: Formula | ReadError) -> tuple[Formula, ...]:
    """The entries that are written of a list, a row or a column."""
    while isinstance(formula, Transposed | Grouped):
        formula = formula.base if isinstance(formula, Transposed) else formula.body
    match formula:
        case Listed(items=items):
            pass
        case Arrayed(rows=rows) if len(rows) == 1 or len(rows[0]) == 1:
            items = tuple(item for row in rows for item in row)
        case _:
            return ()
    return tuple(item for item in items if not isinstance(item, Dots))


def refuse_relisted(chain: Chain, relisted: Iterable[str], sets: IndexSets) -> None:
    """Raises UnsupportedError where such a vector stands as a whole in one of the members."""
    for name in relisted:
        if any(
            not isinstance(one.formula, ReadError) and _stands_whole(name, one.formula, sets) for one in chain.members
        ):
            message = f"{name}, which is told by a list with other components than its own, is not supported"
            raise UnsupportedError(message, code="construct-not-supported", span=chain.span)


def _stands_whole(name: str, formula: Formula, sets: IndexSets) -> bool:
    symbol = sets.symbol_of(formula) if isinstance(formula, Name) else None
    if symbol is not None and symbol.name == name:
        return True
    parts = children(formula) if sets.symbol_of(formula) is None or isinstance(formula, Transposed) else ()
    return any(_stands_whole(name, part, sets) for part in parts)
