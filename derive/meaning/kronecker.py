"""Kronecker's δ, unless the document says otherwise."""

from collections.abc import Iterator, Sequence

from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Cased, Formula, Indexed, Indicated, Name, Numeral, Raised
from derive.formula_parts import rebuilt, subformulas
from derive.meaning.applications import formulas_of
from derive.meaning.names import literal_index, plain_letter, symbol_of
from derive.meaning.plain import with_formulas

DELTA = Name("δ")


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


def with_deltas_below(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with δ_ij for δ_j^i, where the letter above stands below another symbol of the statement.

    A δ_j^ℓ of layer ℓ is no Kronecker's δ: nowhere may δ be defined, or stand with other indices.
    """
    parts = [list(_parts(statement)) for statement in statements]
    mixed = [part for some in parts for part in some if _is_mixed(part)]
    inner = {id(part.base) for part in mixed if isinstance(part, Raised)}
    every = [part for some in parts for part in some]
    others = any(isinstance(one, Indexed) and one.base == DELTA and id(one) not in inner for one in every)
    defined = any(_is_mixed(member.formula) for one in statements for member in one.chain.members[:1])
    if not mixed or others or defined:
        return tuple(statements)
    return tuple(
        with_formulas(one, _below) if all(_has_letter(part, some) for part in some if _is_mixed(part)) else one
        for one, some in zip(statements, parts, strict=True)
    )


def _parts(statement: Statement) -> Iterator[Formula]:
    for formula in formulas_of(statement):
        yield from subformulas(formula)


def _is_mixed(formula: Formula | ReadError) -> bool:
    """δ_j^i"""
    match formula:
        case Raised(base=Indexed(base=base, lower=(Name() as below,), upper=()), exponent=Name() as above):
            return base == DELTA and above != below
        case _:
            return False


def _has_letter(delta: Formula, parts: Sequence[Formula]) -> bool:
    """Whether the letter above a δ is an index of another symbol."""
    assert isinstance(delta, Raised)
    return any(isinstance(one, Indexed) and one.base != DELTA and delta.exponent in one.lower for one in parts)


def _below(formula: Formula) -> Formula:
    formula = rebuilt(formula, _below)
    if not _is_mixed(formula):
        return formula
    assert isinstance(formula, Raised)
    assert isinstance(formula.base, Indexed)
    return Indexed(DELTA, (formula.exponent, *formula.base.lower), (), formula.span)
