"""What a statement assumes of free symbols: an equation, or what is greater, as 0 < x < 1 says."""

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from derive.calculus.bounds import bound
from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import has_size
from derive.document.infinite import INFINITY
from derive.document.model import Chain, Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import Formula, Listed, Negated, Numeral
from derive.meaning.context import Scalar, Value
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import plain_letter
from derive.meaning.partial import refuse_some_indices
from derive.meaning.roles import Role, is_bounding
from derive.meaning.valued import refuse_value
from derive.term import Definition, Hypothesis, Number, Term, Variable

MOST_CHOSEN = 3
"""How many values a set may have."""


def assumed(
    statement: Statement,
    value: Callable[[Formula], Value],
    sets: IndexSets,
    given: int,
    scopes: Iterable[int],
) -> tuple[Hypothesis, ...]:
    """The equation that the chain's first relation states, with the number `given`; or its bounds, each with its
    place added to that number; `scopes`: all in which a letter may be an index.

    Raises UnsupportedError for what has no meaning as a hypothesis.
    """
    refuse_value(statement)
    chain = statement.chain
    if not is_bounding(chain):
        left, right = (_number(member.formula, statement, value, sets) for member in chain.members[:2])
        if isinstance(right, Number) and not names_in(left):
            raise unsupported_in("a hypothesis about indices alone", statement)
        refuse_some_indices(statement, left, right, sets)
        return (Hypothesis(left, right, given),)
    for member in chain.members:
        letter = None if isinstance(member.formula, ReadError) else plain_letter(member.formula)
        if letter is not None and any(sets.is_index(scope, letter) for scope in scopes):
            raise unsupported_in("a hypothesis about an index", statement)
    telling = [k for k in range(len(chain.relations)) if not _says_finite(chain, k)]
    bounding = {place for k in telling for place in (k, k + 1)}
    sides = {place: _number(chain.members[place].formula, statement, value, sets) for place in sorted(bounding)}
    for side in sides.values():
        refuse_some_indices(statement, side, side, sets)
    return tuple(bound(sides[k], chain.relations[k].sign, sides[k + 1], given + k) for k in telling)


def chosen(
    statement: Statement, value: Callable[[Formula], Value], sets: IndexSets, given: int
) -> tuple[Hypothesis, ...]:
    """The equations of which y ∈ {0, 1} says that one holds, with the number `given`; none if it says none.

    Raises UnsupportedError for what has no meaning as a hypothesis.
    """
    chain = statement.chain
    listed = chain.members[1].formula
    if len(chain.relations) != 1 or chain.relations[0].sign != "∈" or not isinstance(listed, Listed):
        return ()
    if listed.bracket != "{" or len(listed.items) > MOST_CHOSEN:
        return ()
    left = _number(chain.members[0].formula, statement, value, sets)
    refuse_some_indices(statement, left, left, sets)
    values = [_numeral(one) for one in listed.items]
    if not isinstance(left, Variable) or None in values:
        return ()
    return tuple(Hypothesis(left, Number(one), given) for one in values if one is not None)


def _numeral(formula: Formula) -> Fraction | None:
    if isinstance(formula, Negated):
        inner = _numeral(formula.operand)
        return None if inner is None else -inner
    return formula.value if isinstance(formula, Numeral) else None


def _says_finite(chain: Chain, k: int) -> bool:
    """Whether a relation says x < ∞, or x > −∞, as all numbers are."""
    less, greater = (member.formula for member in chain.members[k : k + 2])
    if chain.relations[k].sign in (">", "≥"):
        less, greater = greater, less
    return greater == INFINITY or less == Negated(INFINITY)


def _number(
    formula: Formula | ReadError, statement: Statement, value: Callable[[Formula], Value], sets: IndexSets
) -> Term:
    if isinstance(formula, ReadError):
        raise UnsupportedError("this side could not be read", code="unreadable", span=formula.span)
    side = value(formula)
    if isinstance(side, Scalar) and not has_size(side.term):
        return side.term
    what = "the size of a set" if isinstance(side, Scalar) else "vectors"
    raise unsupported_in(f"a hypothesis about {what}", statement)


def unsupported_in(what: str, statement: Statement) -> UnsupportedError:
    return UnsupportedError(f"{what} is not supported", code="construct-not-supported", span=statement.chain.span)


def spoken_of(
    chain: Chain, role: Role, names: frozenset[str], sets: IndexSets, definitions: Sequence[Definition]
) -> frozenset[str]:
    """The symbols of which something is said that was not understood: not a size beside others, but in an equation of
    sizes all; with a bound, those by which its symbols are defined; δ where a hypothesis is about indices alone."""
    if not names and role is Role.HYPOTHESIS and any(re.search(r"\\delta|δ", member.latex) for member in chain.members):
        return frozenset(("δ",))
    if is_bounding(chain) or not all(map(sets.is_size, names)):
        names = frozenset(name for name in names if len(names) == 1 or not sets.is_size(name))
    return names.union(*map(Definitions(definitions).names, names)) if is_bounding(chain) else names


def stated_sides(chain: Chain, skipped: int = 0) -> tuple[Formula, Formula]:
    """The two sides of the first relation of a chain, after some members that only name the left one.

    Raises UnsupportedError for one that could not be read.
    """
    left, right = chain.members[0].formula, chain.members[1 + skipped].formula
    for side in (left, right):
        if isinstance(side, ReadError):
            raise UnsupportedError("this side could not be read", code="unreadable", span=side.span)
    return left, right  # type: ignore[return-value]
