"""Side conditions: what must hold for a term to be defined, as it is written.

They are collected before anything is cancelled: x/x requires x ≠ 0. A condition is discharged where the normal form
of its term is positive by derive.decide.sign, or is a number for which it holds; the others are printed with the
verdict.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from derive.calculus.definitions import Definitions
from derive.calculus.substitution import fresh, indices_of, substitute
from derive.decide import sums
from derive.decide.functions import DivisionByZeroError, primitive
from derive.decide.normal import Normaliser
from derive.decide.polynomial import Polynomial, scale
from derive.decide.sign import nonnegative, positive, positive_from, positive_monomial
from derive.term import (
    Delta,
    Derivative,
    Exp,
    Index,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
)
from derive.term_text import text


@dataclass(frozen=True, slots=True)
class Condition:
    """term sign 0, for all values of the letters in it, where those of each pair in `distinct` differ."""

    sign: str
    """≠, ≥ or >"""
    term: Term
    distinct: frozenset[frozenset[Index]] = frozenset()

    def __str__(self) -> str:
        return f"{text(self.term)} {self.sign} 0"


def conditions(term: Term, definitions: Definitions) -> Iterator[Condition]:
    """What the term requires, its definitions unfolded once each."""
    yield from _conditions(term, definitions, frozenset(), False, set())


def _conditions(
    term: Term,
    definitions: Definitions,
    distinct: frozenset[frozenset[Index]],
    differentiated: bool,
    unfolded: set[Variable],
) -> Iterator[Condition]:
    def inside(part: Term) -> Iterator[Condition]:
        return _conditions(part, definitions, distinct, differentiated, unfolded)

    match term:
        case Number() | Size() | Delta():
            return
        case Variable():
            if term.name in definitions and term not in unfolded:
                unfolded.add(term)
                yield from inside(definitions.unfold(term))
        case Plus(terms=parts) | Times(factors=parts):
            for part in parts:
                yield from inside(part)
        case Power():
            yield from inside(term.base)
            yield from inside(term.exponent)
            sign = _power_sign(term, differentiated)
            if sign is not None:
                yield Condition(sign, term.base, distinct)
        case Exp():
            yield from inside(term.argument)
        case Log():
            yield from inside(term.argument)
            yield Condition(">", term.argument, distinct)
        case Sum():
            yield from _conditions_below(term, definitions, distinct, differentiated, unfolded)
        case Derivative():
            yield from _conditions(term.operand, definitions, distinct, True, unfolded)


def _power_sign(term: Power, differentiated: bool) -> str | None:
    if not isinstance(term.exponent, Number):
        return ">"
    exponent = term.exponent.value
    if exponent.denominator == 1:
        return "≠" if exponent < 0 else None
    return ">" if exponent < 0 or differentiated else "≥"


def _conditions_below(
    term: Sum,
    definitions: Definitions,
    distinct: frozenset[frozenset[Index]],
    differentiated: bool,
    unfolded: set[Variable],
) -> Iterator[Condition]:
    around = indices_of(term.body) - {term.letter} | frozenset(index for pair in distinct for index in pair)
    letter = fresh(term.letter, around | frozenset(term.excluded))
    body = substitute(term.body, {term.letter: letter})
    apart = distinct | {frozenset((letter, index)) for index in term.excluded}
    yield from _conditions(body, definitions, apart, differentiated, unfolded)


def open_conditions(found: Iterator[Condition], by: Normaliser) -> tuple[str, ...]:
    """The conditions that are not discharged, each once."""
    known = by.distinct
    written: dict[str, None] = {}
    for condition in dict.fromkeys(found):
        by.distinct = known | condition.distinct
        by.forget()
        remaining = _discharge(condition, by)
        if remaining is not None:
            written[remaining] = None
    by.distinct = known
    return tuple(written)


def _discharge(condition: Condition, by: Normaliser) -> str | None:
    """None where the condition always holds, else what remains of it, in Unicode."""
    try:
        polynomial = by(condition.term)
    except DivisionByZeroError:
        return str(condition)
    if positive(polynomial) or (condition.sign == "≥" and nonnegative(polynomial)):
        return None
    if condition.sign == "≠" and positive(scale(polynomial, -1)):
        return None
    from_size = _positive_from(polynomial, by)
    if from_size is None and condition.sign == "≠":
        from_size = _positive_from(scale(polynomial, -1), by)
    if from_size is not None:
        size, least = from_size
        return f"{size} ≥ {least}"
    return str(condition)


def _positive_from(polynomial: Polynomial, by: Normaliser) -> tuple[str, int] | None:
    """As positive_from, over a common monomial denominator of positive atoms."""
    if not polynomial.terms:
        return None
    c, monomial, rest = primitive(polynomial)
    if not positive_monomial(monomial):
        return None
    return positive_from(scale(rest, c), lambda atom, index: sums.instance(by, atom, index))
