"""Equations between optima: argmin_x f = argmin_x g, min_x f = min_x g.

The first holds if f and g have the same derivative by x, the second if f = g. What is below argmin reaches to the end
of the expression, argmin_x f + g, unless it is in brackets.
"""

from derive.data import replace
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Added, Applied, Differentiated, Formula, Grouped, Indexed, Multiplied, Name, Transposed
from derive.meaning.claims import Claims
from derive.meaning.facts import Facts
from derive.meaning.names import OPTIMA
from derive.term import Claim

VALUES = frozenset({"min", "max"})


def claims_of_optima(
    sides: tuple[Formula | ReadError, Formula | ReadError],
    statement: Statement,
    claims: Claims,
    facts: Facts,
    scope: int,
) -> tuple[Claim, ...]:
    """What makes two optima of one kind, over the same symbols, equal; nothing for another equation.

    Raises UnsupportedError for what has no meaning.
    """
    made: list[Claim] = []
    for left, right in _equations(*sides):
        values = claims.value(left, scope), claims.value(right, scope)
        made += claims.claims(*values, statement, facts, scope)
    return tuple(made)


def _equations(left: Formula | ReadError, right: Formula | ReadError) -> tuple[tuple[Formula, Formula], ...]:
    if isinstance(left, ReadError) or isinstance(right, ReadError):
        return ()
    one, other = _opened(left), _opened(right)
    if one is None or other is None or one[0] != other[0]:
        return ()
    (kind, letters), body, other_body = one[0], one[1], other[1]
    if kind in VALUES:
        return ((body, other_body),)
    return tuple((_derivative(body, letter), _derivative(other_body, letter)) for letter in letters)


def _derivative(body: Formula, letter: Formula) -> Formula:
    return Differentiated(Grouped(body, "(", body.span), (letter,), "operator", span=body.span)


def _opened(formula: Formula) -> tuple[tuple[str, tuple[Formula, ...]], Formula] | None:
    """The kind of an optimum with its symbols, and what is optimised."""
    match formula:
        case Applied(function=Indexed(base=Name(letter=kind), lower=letters), arguments=(body,)):
            known = kind in OPTIMA and not formula.power and letters
            return ((kind, letters), Grouped(body, "(", body.span)) if known else None
        case Transposed(base=base) if (inner := _opened(base)) is not None:
            return inner[0], replace(formula, base=inner[1])
        case Multiplied(factors=(first, *rest)) if (inner := _opened(first)) is not None:
            return inner[0], replace(formula, factors=(inner[1], *rest))
        case Added(terms=(first, *rest)) if not _is_bracketed(first) and (inner := _opened(first)) is not None:
            return inner[0], replace(formula, terms=(inner[1], *rest))
        case _:
            return None


def _is_bracketed(formula: Formula) -> bool:
    return isinstance(formula, Applied) and formula.parenthesised
