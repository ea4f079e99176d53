"""What a document says of the dimensions of a symbol by how it writes it: x ∈ ℝ^n, a bold x, x^⊤, ‖x‖."""

from collections.abc import Iterator

from derive.document.model import Chain, Member, Statement
from derive.errors import ReadError
from derive.formula import (
    EQUALITIES,
    Added,
    Arrayed,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Transposed,
)
from derive.formula_parts import children, subformulas
from derive.meaning.names import literal_index, symbol_of


def declared_dimensions(formula: Formula) -> tuple[Formula, ...] | None:
    """The dimensions of ℝ^n and ℝ^{m×n}, without those that are 1; None for other sets."""
    if not isinstance(formula, Raised) or not isinstance(formula.base, Name) or formula.base.letter != "ℝ":
        return None
    exponent = formula.exponent
    dimensions = exponent.factors if isinstance(exponent, Multiplied) else (exponent,)
    return tuple(dimension for dimension in dimensions if literal_index(dimension) != 1)


def declarations(statement: Statement) -> Iterator[tuple[Formula, tuple[Formula, ...]]]:
    """What is in ℝ^{m×n}, with its dimensions: both x and y of x, y ∈ ℝ^n, and both sides of y = W x ∈ ℝ^n;
    the x_k of (x_1, …, x_n) ∈ ℝ^n are numbers."""
    members = [None if isinstance(one.formula, ReadError) else one.formula for one in statement.chain.members]
    dimensions: tuple[Formula, ...] | None = None
    for left, relation, right in reversed(list(zip(members, statement.chain.relations, members[1:], strict=False))):
        if relation.sign == "∈":
            dimensions = declared_dimensions(right) if right is not None else None
        elif relation.sign not in EQUALITIES:
            dimensions = None
        if left is not None and dimensions:
            several = left.items if isinstance(left, Listed) and left.bracket not in ("(", "[") else (left,)
            yield from ((item, dimensions) for item in several)


def before_sets(chain: Chain) -> tuple[Member, ...]:
    """The members of a chain before what it says them to be in: y and W x of y = W x ∈ ℝ^n."""
    signs = [relation.sign for relation in chain.relations]
    end = signs.index("∈") if "∈" in signs else len(signs)
    return chain.members[: end + 1] if end or not signs else ()


def dimensions_declared(statement: Statement) -> bool:
    """Whether the statement tells the dimensions of symbols."""
    members = statement.chain.members[1:]
    return any(not isinstance(one.formula, ReadError) and declared_dimensions(one.formula) for one in members)


def vectors_of(statement: Statement) -> Iterator[str]:
    """The small letters without indices that are vectors: declared, bold, transposed, or between the bars of a norm."""
    members = [None if isinstance(one.formula, ReadError) else one.formula for one in statement.chain.members]
    for formula, dimensions in declarations(statement):
        if len(dimensions) == 1:
            yield from _small(formula)
    for part in (part for member in members if member is not None for part in subformulas(member)):
        match part:
            case Transposed(base=base) | Grouped(body=base, bracket="‖"):
                yield from _small(base)
            case Name(style="bold"):
                yield from _small(part)


def is_of_arrays(formula: Formula) -> bool:
    """Whether something is transposed in the formula, or its norm or its inner product taken: other formulas may be
    about numbers that have the letters of vectors."""
    return any(
        isinstance(part, Transposed) or (isinstance(part, Grouped | Listed) and part.bracket in ("‖", "⟨"))
        for part in subformulas(formula)
    )


def _small(formula: Formula) -> Iterator[str]:
    symbol = symbol_of(formula) if isinstance(formula, Name) and formula.style != "word" else None
    if symbol is not None and not symbol.name[0].isupper() and not symbol.name.isnumeric():
        yield symbol.name


def is_shaped(formula: Formula) -> bool:
    """Whether the formula is, or may be, a matrix or a vector: it holds one, or a transpose; w^T x is a number."""
    if isinstance(formula, Arrayed | Transposed):
        return True
    if isinstance(formula, Multiplied):
        factors = [factor for factor in formula.factors if not _is_number(factor)] or formula.factors
        first, last = factors[0], factors[-1]
        if isinstance(first, Transposed):
            letter = first.base.letter if isinstance(first.base, Name) else ""
            return not letter.islower() and not (_is_column(first.base) and _is_column(last))
    return any(map(is_shaped, children(formula)))


def _is_number(formula: Formula) -> bool:
    if isinstance(formula, Divided):
        return _is_number(formula.numerator) and _is_number(formula.denominator)
    return isinstance(formula, Numeral)


def _is_column(formula: Formula) -> bool:
    """Whether the formula is made of small letters as x, x_i and (x − μ) are."""
    match formula:
        case Name(letter=letter):
            return letter.islower()
        case Indexed(base=base) | Grouped(body=base) | Negated(operand=base):
            return _is_column(base)
        case Added(terms=terms):
            return all(map(_is_column, terms))
        case _:
            return False
