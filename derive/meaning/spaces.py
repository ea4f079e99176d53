"""Sets of arrays by their dimensions: ∂L/∂W ∈ ℝ^{m×n}, z ∈ 1×n. That an expression is in one is a claim about sizes."""

from derive.errors import UnsupportedError
from derive.formula import Formula, Grouped, Multiplied, Name, Numeral, Raised
from derive.meaning.context import Scalar, Value, Vector
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import literal_index, plain_letter
from derive.source import Span
from derive.term import Claim, IndexSet, Size


def is_space(formula: Formula, sets: IndexSets) -> bool:
    """Whether the formula is ℝ^{m×n}, m×n or ℝ, of sizes that the document names."""
    return _named_dimensions(formula, sets) is not None


def sizes_in(formula: Formula, sets: IndexSets) -> tuple[IndexSet, ...]:
    """The dimensions of the arrays in a space, but for those that are 1.

    Raises UnsupportedError for another set, and where a size is confused with another one.
    """
    dimensions = _named_dimensions(formula, sets)
    if dimensions is None:
        raise UnsupportedError("the relation ∈ is not decided", code="construct-not-supported", span=formula.span)
    numbers = [literal_index(dimension) for dimension in dimensions]
    return tuple(
        sets.written(number) if number is not None else sets.of_size(plain_letter(dimension) or "")
        for dimension, number in zip(dimensions, numbers, strict=True)
    )


def _named_dimensions(formula: Formula, sets: IndexSets) -> tuple[Formula, ...] | None:
    found = _dimensions(formula)
    if found is None or not all(literal_index(one) or sets.is_size(plain_letter(one) or "") for one in found):
        return None
    return tuple(one for one in found if literal_index(one) != 1)


def _dimensions(formula: Formula) -> tuple[Formula, ...] | None:
    match formula:
        case Name(letter="ℝ"):
            return ()
        case Raised(base=Name(letter="ℝ"), exponent=exponent):
            return _factors(exponent)
        case Multiplied(signs=signs) if all(sign == "×" for sign in signs):
            return _factors(formula)
        case _:
            return None


def _factors(formula: Formula) -> tuple[Formula, ...] | None:
    """The factors of a product of products."""
    match formula:
        case Name(letter="ℝ"):
            return ()
        case Name() | Numeral():
            return (formula,)
        case Grouped(body=body):
            return _factors(body)
        case Multiplied(factors=factors, signs=signs) if all(sign == "×" for sign in signs):
            parts = [_factors(factor) for factor in factors]
            return None if None in parts else tuple(one for part in parts for one in part or ())
        case _:
            return None


def of_shape(value: Value, sizes: tuple[IndexSet, ...], span: Span) -> tuple[Claim, ...]:
    """The claims that a value has these dimensions. Raises UnsupportedError where it has more or fewer of them."""
    match value:
        case Scalar():
            own: tuple[IndexSet, ...] = ()
        case Vector():
            own = (value.letter.set,)
        case _:
            own = (value.row.set, value.column.set)
    if len(own) != len(sizes):
        raise UnsupportedError("so many dimensions are not supported", code="shapes-confused", span=span)
    return tuple(Claim(Size(one), Size(other)) for one, other in zip(own, sizes, strict=True))
