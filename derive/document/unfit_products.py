"""A written column times a written matrix, where a row is meant: (a; b) (p q; r s) = (a p + b r, a q + b s).

A column of more than one number cannot stand before a matrix of more than one row, nor a row behind a matrix of more
than one column. Where what the product is said to be has the shape that it would have with that vector transposed, it
is read so, and told as a slip. What looks like a column may have rows for entries, as (x^⊤; y^⊤) M = (u, v) has, with
columns u and v: so each entry of the result must hold some of the vector.
"""

from derive.data import replace
from derive.document.members import with_members
from derive.document.model import Chain, Document, Member
from derive.errors import ReadError
from derive.formula import (
    EQUALITIES,
    Arrayed,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Negated,
    Transposed,
)
from derive.formula_parts import children, subformulas
from derive.notation.canonical import canonical_latex


def with_fitting_products(document: Document) -> Document:
    """The document, where such vectors are slips of their members."""
    return with_members(document, _told)


def _told(member: Member, chain: Chain) -> Member:
    place = next(k for k, one in enumerate(chain.members) if one is member)
    beside = [(place - 1, place - 1), (place, place + 1)]
    equal = [chain.members[k].formula for sign, k in beside
             if 0 <= sign < len(chain.relations) and chain.relations[sign].sign in EQUALITIES]  # fmt: skip
    results = [core for one in equal if not isinstance(one, ReadError) and _shape(core := _core(one)) is not None]
    if isinstance(member.formula, ReadError) or not results:
        return member
    product = _core(member.formula)
    if not isinstance(product, Multiplied) or len(product.factors) != 2 or product.signs[0] not in ("", "·"):
        return member
    vector = _vector(_shape(product.factors[0]), _shape(product.factors[1]), set(map(_shape, results)))
    if vector is None:
        return member
    old = product.factors[vector]
    assert isinstance(old, Arrayed), "it has a shape"
    if not all(_holds_some(entry, old) for result in results for entry in children(result)):
        return member
    turned = replace(old, rows=tuple(zip(*old.rows, strict=True)))
    factors = tuple(turned if one is old else one for one in product.factors)
    message = "this vector cannot be multiplied so: it must be transposed"
    slip = ReadError(message, code="unfit-product", span=old.span, expected=canonical_latex(turned))
    formula = _with_core(member.formula, replace(product, factors=factors))
    return replace(member, formula=formula, slips=(*member.slips, slip))


def _vector(
    left: tuple[int, int] | None, right: tuple[int, int] | None, shapes: set[tuple[int, int] | None]
) -> int | None:
    """Which of two factors with these shapes, if transposed, makes the product one of a shape that is told."""
    match left, right:
        case (rows, 1), (others, columns) if rows == others > 1 and columns > 1 and (1, columns) in shapes:
            return 0
        case (rows, columns), (1, others) if columns == others > 1 and rows > 1 and (rows, 1) in shapes:
            return 1
        case _:
            return None


def _shape(formula: Formula) -> tuple[int, int] | None:
    """(rows, columns) of an array that is written out."""
    if not isinstance(formula, Arrayed) or formula.bracket not in "[(":
        return None
    widths = {len(row) for row in formula.rows}
    if len(widths) != 1 or any(isinstance(one, Dots) for one in subformulas(formula)):
        return None
    return len(formula.rows), widths.pop()


def _holds_some(entry: Formula, vector: Arrayed) -> bool:
    """Whether one of the symbols of the vector stands in the entry, and none is transposed."""
    symbols = {one for one in subformulas(vector) if isinstance(one, Name | Indexed)}
    turned = any(isinstance(one, Transposed) for part in (entry, vector) for one in subformulas(part))
    return not turned and not symbols.isdisjoint(subformulas(entry))


def _core(formula: Formula) -> Formula:
    """A formula without the minus and the brackets around it."""
    match formula:
        case Negated(operand=inner) | Grouped(body=inner):
            return _core(inner)
        case _:
            return formula


def _with_core(formula: Formula, core: Formula) -> Formula:
    match formula:
        case Negated(operand=inner):
            return replace(formula, operand=_with_core(inner, core))
        case Grouped(body=inner):
            return replace(formula, body=_with_core(inner, core))
        case _:
            return core
