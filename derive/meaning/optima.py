"""Equations between optima: argmin_x f = argmin_x g, min_x f = min_x g.

The first holds if f and g have the same derivative by x wherever x may be, the second if f = g there. What is below
argmin reaches to the end of the expression, argmin_x f + g, unless it is in brackets.

The symbol x is bound: what is given of it beside does not bear on it. A condition on x proves nothing: the optimum may
be what it leaves out, and where it leaves x in pieces, as x ≠ 0 does, f − g may be another constant on each.
"""

from collections.abc import Iterable

from derive.calculus.definitions import Definitions, names_in
from derive.data import Data, replace
from derive.document.model import Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import Added, Applied, Differentiated, Formula, Grouped, Indexed, Multiplied, Name, Transposed
from derive.formula_parts import subformulas
from derive.meaning.claims import Claims
from derive.meaning.facts import Facts
from derive.meaning.names import OPTIMA
from derive.term import Claim, Term, Variable
from derive.term_text import text

VALUES = frozenset({"min", "max"})


class Optima(Data):
    """What makes two optima of one kind, over the same symbols, equal."""

    claims: tuple[Claim, ...]
    bound: frozenset[str]
    """The symbols over which they are taken, and those that are defined by these."""

    def is_bound(self, condition: str) -> bool:
        """Whether a condition may be on what is bound."""
        return any(text(Variable(name)) in condition for name in self.bound)


def optima(
    sides: tuple[Formula | ReadError, Formula | ReadError],
    statement: Statement,
    claims: Claims,
    facts: Facts,
    scope: int,
) -> Optima | None:
    """What two equal optima claim; None for another equation.

    Raises UnsupportedError for what has no meaning.
    """
    left, right = (None if isinstance(side, ReadError) else _opened(side) for side in sides)
    if left is None or right is None or left[0] != right[0]:
        return None
    letters = left[0][1]
    names = frozenset[str]().union(*map(claims.sets.names_of, letters))
    apart, bound = _apart(facts, names)
    if not all(_mentions(side[1], letters, bound, claims) for side in (left, right)):
        message = "what is optimised does not mention by what"
        raise UnsupportedError(message, code="symbol-without-definition", span=left[1].span)
    made: list[Claim] = []
    for pair in _equations(left[0], left[1], right[1]):
        one, other = (claims.value(side, scope) for side in pair)
        made += claims.claims(one, other, statement, apart, scope)
    return Optima(tuple(made), bound)


def _mentions(body: Formula, letters: tuple[Formula, ...], bound: frozenset[str], claims: Claims) -> bool:
    """Whether one of the symbols stands in it, an argument of a function included, or what is defined by them."""
    return bool(claims.sets.names_of(body) & bound) or any(one in letters for one in subformulas(body))


def _apart(facts: Facts, names: frozenset[str]) -> tuple[Facts, frozenset[str]]:
    """The facts that say nothing of some symbols, and these symbols with all that are defined by them."""
    definitions = tuple(one for one in facts.definitions if one.name not in names)
    known = Definitions(definitions)

    def rests(terms: Iterable[Term]) -> bool:
        return any(known.names(name) & names for term in terms for name in names_in(term))

    bound = names | {one.name for one in definitions if rests((one.body,))}
    hypotheses = tuple(one for one in facts.hypotheses if not rests((one.left, one.right)))
    return replace(facts, definitions=definitions, hypotheses=hypotheses), bound


def _equations(
    optimum: tuple[str, tuple[Formula, ...]], one: Formula, other: Formula
) -> tuple[tuple[Formula, Formula], ...]:
    kind, letters = optimum
    if kind in VALUES:
        return ((one, other),)
    return tuple((_derivative(one, letter), _derivative(other, letter)) for letter in letters)


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
