"""∂_j f(z) for ∂f(z)/∂z_j, in a document whose functions are of the entries of one vector."""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Chain, Statement
from derive.errors import ReadError
from derive.formula import Applied, Differentiated, Formula, Grouped, Indexed, Multiplied, Name
from derive.formula_parts import rebuilt, subformulas, subformulas_of
from derive.meaning.plain import USUAL, with_formulas


def with_entries_named(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the entry by which ∂_j differentiates, where there is one vector it can be of."""
    vectors = {vector for statement in statements for vector in _vectors(statement.chain)}
    if len(vectors) != 1:
        return tuple(statements)
    (vector,) = vectors
    return tuple(with_formulas(one, lambda formula: _named(formula, vector)) for one in statements)


def _named(formula: Formula, vector: Name) -> Formula:
    formula = rebuilt(formula, lambda part: _named(part, vector))
    match formula:
        case Differentiated(variables=(Name(letter=letter) as index,), style="subscript") if letter in USUAL:
            return replace(formula, variables=(Indexed(vector, (index,), span=index.span),))
        case _:
            return formula


def _vectors(chain: Chain) -> Iterator[Name]:
    """z of f_i(z) = …, where z_i stands on the right side, and no z without an index."""
    formulas = [member.formula for member in chain.members]
    if len(formulas) < 2 or any(isinstance(one, ReadError) for one in formulas[:2]):
        return
    argument = _argument(formulas[0])
    parts = list(_values(formulas[1])) if argument is not None else []  # type: ignore[arg-type]
    entries = {one.base for one in parts if isinstance(one, Indexed) and isinstance(one.base, Name)}
    yield from (one for one in entries if argument is not None and one.letter == argument.letter and one not in parts)


def _values(formula: Formula) -> Iterator[Formula]:
    """The parts of a formula, but for the bases of what has indices."""
    bases = {id(one.base) for one in subformulas_of(formula, Indexed)}
    return (one for one in subformulas(formula) if id(one) not in bases)


def _argument(formula: Formula | ReadError) -> Name | None:
    match formula:
        case Applied(arguments=(Name() as argument,)):
            return argument
        case Multiplied(factors=(Name() | Indexed(), Grouped(body=Name() as argument, bracket="(")), signs=("",)):
            return argument
        case _:
            return None
