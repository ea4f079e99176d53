"""Terms in a shape that a person would write: products and sums flat, no factor 1, no summand 0.

Nothing is cancelled or collected here; what a reader would want to be told is a move of its own
(derive.teach.moves).
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm, prod

from derive.data import MANY
from derive.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Delta,
    Derivative,
    Exp,
    Index,
    Letter,
    Literal,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
    rebuilt,
    subterms,
)
from derive.term_text import index_text


@lru_cache(MANY)
def tidy(term: Term) -> Term:
    """The term without what nobody writes: 0 and 1 where they do nothing, sums in sums, δ_ii.

    >>> tidy(Times((Plus((ZERO, Variable("x"))), ONE, MINUS_ONE, MINUS_ONE)))
    Variable(name='x', indices=())
    """
    term = rebuilt(term, tidy)
    match term:
        case Plus():
            return total(term.terms)
        case Times():
            return product(term.factors)
        case Power():
            return _power(term)
        case Exp(argument) if argument == ZERO:
            return ONE
        case Log(argument) if argument == ONE:
            return ZERO
        case Delta(left, right) if left == right:
            return ONE
        case Delta(Literal(), Literal()):
            return ZERO
        case Sum():
            return _sum(term)
        case Derivative(operand) if operand == ZERO:
            return ZERO
        case _:
            return term


def total(terms: tuple[Term, ...]) -> Term:
    """terms[0] + terms[1] + …, flat; numbers are added up in the place of the first. None begins with a minus that need
    not."""
    flat: list[Term] = [one for term in terms for one in (term.terms if isinstance(term, Plus) else (term,))]
    numbers = [one.value for one in flat if isinstance(one, Number)]
    if len(numbers) > 1:
        at = next(k for k, one in enumerate(flat) if isinstance(one, Number))
        flat = [one for one in flat if not isinstance(one, Number)]
        flat.insert(at, Number(sum(numbers, Fraction(0))))
    kept = [one for one in flat if one != ZERO]
    positive = next((k for k, one in enumerate(kept) if not is_negative(one)), 0)
    if not kept:
        return ZERO
    kept.insert(0, kept.pop(positive))
    return kept[0] if len(kept) == 1 else Plus(tuple(kept))


def product(factors: tuple[Term, ...]) -> Term:
    """factors[0] · factors[1] · …, flat; the number comes first."""
    signed = [_without_minus(factor) for factor in factors]
    flat = [one for factor in signed for one in (factor.factors if isinstance(factor, Times) else (factor,))]
    coefficient = prod((one.value for one in flat if isinstance(one, Number)), start=Fraction(1))
    rest: list[Term] = [one for one in flat if not isinstance(one, Number)]
    if coefficient == 0 or not rest:
        return Number(coefficient)
    rest = _one_bar(rest)
    if coefficient == -1 and len(rest) == 1 and isinstance(rest[0], Plus):
        return total(tuple(product((MINUS_ONE, one)) for one in rest[0].terms))
    if coefficient != 1:
        rest.insert(0, Number(coefficient))
    return rest[0] if len(rest) == 1 else Times(tuple(rest))


def _without_minus(factor: Term) -> Term:
    """−a − b as a factor is −1 · (a + b)."""
    if isinstance(factor, Plus) and all(map(is_negative, factor.terms)):
        return Times((MINUS_ONE, Plus(tuple(product((MINUS_ONE, one)) for one in factor.terms))))
    return factor


def _one_bar(factors: list[Term]) -> list[Term]:
    """1/a · 1/a is written 1/a²."""
    kept: list[Term] = []
    for factor in factors:
        if isinstance(factor, Power) and isinstance(factor.exponent, Number) and factor.exponent.value < 0:
            for k, other in enumerate(kept):
                match other:
                    case Power(base, Number(value)) if value < 0 and base == factor.base:
                        kept[k] = Power(base, Number(value + factor.exponent.value))
                        break
            else:
                kept.append(factor)
        else:
            kept.append(factor)
    return kept


def _power(term: Power) -> Term:
    base, exponent = term.base, term.exponent
    if not isinstance(exponent, Number):
        return term
    whole = exponent.value.denominator == 1
    match base:
        case _ if exponent == ONE:
            return base
        case Number(value) if whole and abs(exponent.value) < 10 and (value or exponent.value > 0):
            return Number(value ** int(exponent.value))
        case Power(inner, Number(value)) if whole:
            return _power(Power(inner, Number(value * exponent.value)))
        case Times(factors) if whole:
            return product(tuple(_power(Power(factor, exponent)) for factor in factors))
        case _:
            return term


def _sum(term: Sum) -> Term:
    """Signs go out of a sum."""
    if term.body == ZERO:
        return ZERO
    if isinstance(term.body, Times) and isinstance(term.body.factors[0], Number) and term.body.factors[0].value < 0:
        coefficient, *rest = term.body.factors
        assert isinstance(coefficient, Number)
        inner = product((Number(-coefficient.value), *rest))
        return Times((MINUS_ONE, Sum(term.letter, term.excluded, inner)))
    return term


def factors_of(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Times) else (term,)


def coefficient_of(term: Term) -> tuple[Fraction, Term]:
    """The number before a term, and the term without it."""
    first, *rest = factors_of(term)
    if isinstance(first, Number) and rest:
        return first.value, product(tuple(rest))
    return Fraction(1), term


def content(term: Plus) -> Fraction:
    """The largest number by which all terms of a sum can be divided: 2 of 2 − 4 a, 1/2 of a/2 + b."""
    first = [factors_of(one)[0] for one in term.terms]
    numbers = [abs(one.value) if isinstance(one, Number) else Fraction(1) for one in first]
    return Fraction(gcd(*(one.numerator for one in numbers)), lcm(*(one.denominator for one in numbers)))


def terms_of(term: Term) -> tuple[Term, ...]:
    return term.terms if isinstance(term, Plus) else (term,)


@lru_cache(MANY)
def key(term: Term, bound: tuple[Letter, ...] = ()) -> str:
    """A text that is the same for terms that differ by the order of factors and summands and by the names of bound
    letters only.

    >>> x, y = Variable("x"), Variable("y")
    >>> key(Plus((x, y))) == key(Plus((y, x)))
    True
    """

    def named(index: Index) -> str:
        if isinstance(index, Letter) and index in bound:
            return f"#{len(bound) - 1 - bound[::-1].index(index)}"
        return f"{index_text(index)}:{index.set.size}"

    match term:
        case Number():
            return str(term.value)
        case Variable():
            return f"{term.name}[{','.join(map(named, term.indices))}]"
        case Size():
            return f"|{term.set.size}|"
        case Plus() | Times():
            parts = term.terms if isinstance(term, Plus) else term.factors
            sign = "+" if isinstance(term, Plus) else "*"
            return f"({sign.join(sorted(key(part, bound) for part in parts))})"
        case Power():
            return f"({key(term.base, bound)}^{key(term.exponent, bound)})"
        case Exp():
            return f"exp({key(term.argument, bound)})"
        case Log():
            return f"log({key(term.argument, bound)})"
        case Sum():
            below = "".join(sorted(f"≠{named(index)}" for index in term.excluded))
            return f"Σ{term.letter.set.size}{below}({key(term.body, (*bound, term.letter))})"
        case Delta():
            return f"δ({','.join(sorted((named(term.left), named(term.right))))})"
        case Derivative():
            return f"∂({key(term.operand, bound)})/∂{key(term.variable, bound)}"


def deltas_of(term: Sum) -> Iterator[Delta]:
    """The deltas in a sum that compare its letter."""
    for one in subterms(term.body):
        if isinstance(one, Delta) and term.letter in (one.left, one.right):
            yield one


@lru_cache(MANY)
def cost(term: Term) -> float:
    """How much there is to read in a term: the less, the simpler."""
    match term:
        case Number():
            return 1 if term.value.denominator == 1 else 2
        case Variable() | Size():
            return 2
        case Delta():
            return 3
        case Plus():
            repeated = 0 if content(term) == 1 else 1.6
            signs = 0.6 * (len(term.terms) - 1) - 0.9 * sum(map(is_negative, term.terms))
            return sum(map(cost, term.terms)) + signs + repeated
        case Times():
            return sum(map(cost, term.factors)) + 0.1 * len(term.factors)
        case Power(base, exponent):
            if isinstance(exponent, Number) and exponent.value < 0:
                return cost(base) + 1 + (0 if exponent == MINUS_ONE else 1.2)
            return cost(base) + (1.6 if isinstance(exponent, Number) else cost(exponent))
        case Exp(argument) | Log(argument):
            return 1 + cost(argument)
        case Sum():
            return 3 + 2 * len(term.excluded) + 1.1 * cost(term.body) + 12 * sum(1 for _ in deltas_of(term))
        case Derivative():
            return 30 + cost(term.operand)


def is_negative(term: Term) -> bool:
    first = factors_of(term)[0]
    return isinstance(first, Number) and first.value < 0
