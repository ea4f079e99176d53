"""Kronecker's δ, unless the document says otherwise."""

from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Cased, Indicated, Numeral
from derive.meaning.names import literal_index, plain_letter, symbol_of


def defines_delta(statement: Statement) -> bool:
    """Whether a statement gives δ_ij a meaning of its own, other than that of Kronecker."""
    members = [member.formula for member in statement.chain.members[:2]]
    left, right = (*members, None, None)[:2]
    symbol = symbol_of(left) if left is not None and not isinstance(left, ReadError) else None
    if symbol is None or symbol.name != "δ" or len(symbol.lowers) != 2 or statement.case:
        return False
    letters = [plain_letter(index) for index in symbol.lowers]
    general = None not in letters and letters[0] != letters[1] and not any(map(literal_index, symbol.lowers))
    return general and not isinstance(right, Cased | Indicated | Numeral | ReadError | None)
