"""Side conditions: what must hold for a term to be defined, as it is written.

They are collected before anything is cancelled: x/x requires x ≠ 0. A condition is discharged where the normal form
of its term is positive by derive.decide.sign, or is a number for which it holds; the others are printed with the
verdict. What stands in a sum without its letter must be defined even where the sum is empty, since it may be a factor.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from derive.calculus.bounds import is_stand_in
from derive.calculus.definitions import Definitions
from derive.calculus.substitution import fresh, indices_of, substitute, with_letters
from derive.data import Data, replace
from derive.decide import sums
from derive.decide.functions import DivisionByZeroError, primitive
from derive.decide.normal import Normaliser
from derive.decide.polynomial import Atom, Polynomial, scale
from derive.decide.sign import nonnegative, positive, positive_atom, positive_from, positive_monomial
from derive.term import (
    Claim,
    Delta,
    Derivative,
    Exp,
    Index,
    Letter,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
    subterms_of,
)
from derive.term_text import text


class Condition(Data):
    """term sign 0, for all values of the letters in it, where those of each pair in `distinct` differ."""

    sign: str
    """≠, ≥ or >"""
    term: Term
    distinct: frozenset[frozenset[Index]] = frozenset()

    def __str__(self) -> str:
        return f"{text(with_letters(self.term))} {self.sign} 0"


def conditions(term: Term, definitions: Definitions) -> Iterator[Condition]:
    """What the term requires, its definitions unfolded once each."""
    yield from _conditions(term, definitions, frozenset(), False, set())


def _conditions(
    term: Term,
    definitions: Definitions,
    distinct: frozenset[frozenset[Index]],
    differentiated: bool,
    unfolded: set[tuple[object, ...]],
) -> Iterator[Condition]:
    def inside(part: Term) -> Iterator[Condition]:
        return _conditions(part, definitions, distinct, differentiated, unfolded)

    match term:
        case Number() | Size() | Delta():
            return
        case Variable():
            seen = term, differentiated, distinct
            if term.name in definitions and seen not in unfolded:
                unfolded.add(seen)
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
            if not _is_real_power(term.argument):
                yield Condition(">", term.argument, distinct)
        case Sum():
            yield from _conditions_below(term, definitions, distinct, differentiated, unfolded)
        case Derivative():
            yield from _conditions(term.operand, definitions, distinct, True, unfolded)


def _is_real_power(term: Term) -> bool:
    """b^e where e is no number: b > 0 is its own condition, so that it is positive."""
    return isinstance(term, Power) and not isinstance(term.exponent, Number)


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
    unfolded: set[tuple[object, ...]],
) -> Iterator[Condition]:
    around = indices_of(term.body) - {term.letter} | frozenset(index for pair in distinct for index in pair)
    letter = fresh(term.letter, around | frozenset(term.excluded))
    body = substitute(term.body, {term.letter: letter})
    apart = distinct | {frozenset((letter, index)) for index in term.excluded}
    for condition in _conditions(body, definitions, apart, differentiated, unfolded):
        beyond = letter not in indices_of(condition.term)
        yield replace(condition, distinct=condition.distinct & distinct) if beyond else condition


Discharged: TypeAlias = "tuple[Condition, ...] | _FromSize"
"""What remains of a condition."""


class Remaining(Data):
    """What remains of the conditions of a claim: some, and the least sizes of index sets that discharge others."""

    conditions: tuple[Condition, ...]
    sizes: tuple[tuple[str, int], ...]


def open_conditions(remaining: Remaining) -> tuple[str, ...]:
    """The conditions that are not discharged, each once; none that another one implies."""
    strict = {condition.term for condition in remaining.conditions if condition.sign == ">"}
    written = [str(c) for c in remaining.conditions if c.sign == ">" or c.term not in strict]
    return (*dict.fromkeys(written), *(f"{size} ≥ {least}" for size, least in remaining.sizes if least > 1))


def positive_terms(remaining: Remaining, claim: Claim) -> tuple[Term, ...]:
    """The terms, at letters of their own, of which the conditions of a claim say that they are positive: at all
    indices, as Σ_k log p_k does, or at the only ones at which their symbols stand in the claim."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    occurring = [one for term in terms for one in subterms_of(term, Variable)]
    free = indices_of(claim.left) | indices_of(claim.right)

    def is_general(symbol: Variable, left_out: frozenset[Index]) -> bool:
        if len(set(symbol.indices)) < len(symbol.indices):
            return False
        everywhere = all(isinstance(one, Letter) and one not in free | left_out for one in symbol.indices)
        alone = {one for one in occurring if one.name == symbol.name} == {symbol}
        return everywhere or (alone and all(isinstance(one, Letter) for one in symbol.indices))

    positive_ = []
    for condition in remaining.conditions:
        left_out = frozenset[Index]().union(*condition.distinct)
        symbols = list(subterms_of(condition.term, Variable))
        if condition.sign in (">", "≥") and symbols and all(is_general(one, left_out) for one in symbols):
            positive_.append(condition.term)
    return tuple(positive_)


def with_told_factors(positive_: Iterable[Term], normal: Callable[[Term], Polynomial]) -> tuple[Term, ...]:
    """Those of the terms that are no products, and of each product the factor whose sign the others tell: of x/y > 0
    and y > 0, x. `normal` gives forms, by which a factor may be positive anyway."""
    every = list(positive_)
    found: dict[Term, None] = {one: None for one in every if not isinstance(one, Times)}
    products = [one.factors for one in every if isinstance(one, Times)]
    for _ in products:
        for factors in products:
            bases = [_odd_base(one) for one in factors]
            unknown = [one for one in bases if one is None or not (one in found or positive(normal(one)))]
            if len(unknown) == 1 and unknown[0] is not None:
                found[unknown[0]] = None
    return tuple(found)


def _odd_base(factor: Term) -> Term | None:
    """b of a factor b^e with the sign of b, for an odd number e; the factor itself if it is no power."""
    if not isinstance(factor, Power):
        return factor
    exponent = factor.exponent.value if isinstance(factor.exponent, Number) else None
    odd = exponent is not None and exponent.denominator == 1 and exponent % 2 == 1
    return factor.base if odd else None


def factors_of(term: Term) -> tuple[Variable, ...]:
    """The symbols of which a term is a product or a quotient; none for another term."""
    match term:
        case Variable():
            return (term,)
        case Power(base=base, exponent=Number()):
            return factors_of(base)
        case Times(factors=factors):
            parts = [factors_of(one) for one in factors if not isinstance(one, Number)]
            return tuple(symbol for part in parts for symbol in part) if all(parts) else ()
        case _:
            return ()


def remaining_conditions(
    found: Iterator[Condition], by: Normaliser, discharged: MutableMapping[Condition, Discharged]
) -> Remaining:
    """The conditions that are not discharged. `discharged`: what remained of each where the same was known."""
    known = by.distinct
    remaining: dict[Condition, None] = {}
    sizes: dict[str, int] = {}
    for condition in dict.fromkeys(found):
        result = discharged.get(condition)
        if result is None:
            by.distinct = known | condition.distinct
            by.forget()
            result = discharged[condition] = _discharge(condition, by)
        if isinstance(result, tuple):
            remaining.update(dict.fromkeys(result))
        else:
            sizes[result.size] = max(result.least, sizes.get(result.size, 1))
    by.distinct = known
    return Remaining(tuple(remaining), tuple(sizes.items()))


class _FromSize(Data):
    """The condition holds for index sets of at least that many elements."""

    size: str
    least: int


def _discharge(condition: Condition, by: Normaliser) -> Discharged:
    """What remains of a condition: nothing, where it always holds. A product is not 0 where its factors are not."""
    if is_positive(condition.term, by.definitions, by.means.definitions):
        return ()
    match condition:
        case Condition(sign="≠", term=Power(base=base, exponent=Number(value=exponent))):
            return _discharge(replace(condition, term=base), by) if exponent > 0 else ()
        case Condition(sign="≠", term=Times(factors=factors)):
            parts = [_discharge(replace(condition, term=factor), by) for factor in factors]
            if not any(isinstance(part, _FromSize) for part in parts):
                return tuple(one for part in parts if isinstance(part, tuple) for one in part)
    if condition.sign == "≥" and is_nonnegative(condition.term):
        return ()
    try:
        polynomial = by(condition.term)
    except DivisionByZeroError:
        return (condition,)
    if _is_positive(polynomial, by) or (condition.sign == "≥" and nonnegative(polynomial)):
        return ()
    if condition.sign == "≠" and _is_positive(scale(polynomial, -1), by):
        return ()
    from_size = _positive_from(polynomial, by)
    if from_size is None and condition.sign == "≠":
        from_size = _positive_from(scale(polynomial, -1), by)
    if from_size is not None and condition.sign == "≥":
        return ()  # S − f(i) is a sum over the other indices, of which there may be none
    if from_size is not None:
        size, least = from_size
        apart = {index for pair in by.distinct for index in pair if index.set.size == size}
        return () if least == 2 and apart else _FromSize(size, least)
    return _by_factors(condition, polynomial)


def is_positive(term: Term, definitions: Definitions, known: AbstractSet[str]) -> bool:
    """Whether the term is positive as it is written, with these of the definitions, wherever it is defined:
    Σ_k e^{x_k} + 1. No index set is empty, but without some of its elements it may be."""

    def holds(part: Term) -> bool:
        return is_positive(part, definitions, known)

    match term:
        case Number():
            return term.value > 0
        case Size() | Exp():
            return True
        case Variable():
            return term.name in definitions and term.name in known and holds(definitions.unfold(term))
        case Power():
            return isinstance(term.exponent, Number) and holds(term.base)
        case Times():
            return all(map(holds, term.factors))
        case Plus():
            return any(map(holds, term.terms)) and all(is_nonnegative(one) or holds(one) for one in term.terms)
        case Sum():
            return not term.excluded and holds(term.body)
        case _:
            return False


def is_nonnegative(term: Term) -> bool:
    """Whether the term is at least 0 as it is written, wherever it is defined: Σ_k (x_k − μ)²/n."""
    match term:
        case Number():
            return term.value >= 0
        case Size() | Exp() | Delta():
            return True
        case Power():
            if not isinstance(term.exponent, Number) or term.exponent.value.denominator != 1:
                return True
            return term.exponent.value % 2 == 0 or is_nonnegative(term.base)
        case Plus(terms=parts) | Times(factors=parts):
            return all(map(is_nonnegative, parts))
        case Sum():
            return is_nonnegative(term.body)
        case _:
            return False


def _is_positive(polynomial: Polynomial, by: Normaliser) -> bool:
    """Whether it is positive, as it is or over a common denominator."""
    if positive(polynomial):
        return True
    c, monomial, rest = primitive(by, polynomial)
    return bool(c) and positive_monomial(monomial) and positive(scale(rest, c))


def _by_factors(condition: Condition, polynomial: Polynomial) -> tuple[Condition, ...]:
    """A condition on a product of powers of variables, as conditions on these."""
    alone = polynomial.single()
    if alone is None or not alone[0]:
        return (condition,)
    factors = [(atom, e) for atom, e in alone[0] if not positive_atom(atom)]
    if any(atom.kind != "variable" or e.denominator != 1 or _is_gap(atom) for atom, e in factors):
        return (condition,)
    if condition.sign == "≠":
        return tuple(Condition("≠", atom.parts[0]) for atom, _ in factors)
    if len(factors) != 1 or alone[1] < 0:
        return (condition,)
    atom, e = factors[0]
    if e % 2 == 0:
        return (Condition("≠", atom.parts[0]),) if condition.sign == ">" else ()
    return (Condition(condition.sign, atom.parts[0]),)


def _is_gap(atom: Atom) -> bool:
    """Whether it stands for nothing in the document."""
    return isinstance(atom.parts[0], Variable) and is_stand_in(atom.parts[0].name)


def _positive_from(polynomial: Polynomial, by: Normaliser) -> tuple[str, int] | None:
    """As positive_from, over a common monomial denominator of positive atoms."""
    if not polynomial.terms:
        return None
    c, monomial, rest = primitive(by, polynomial)
    if not c or not positive_monomial(monomial):
        return None

    def apart(one: Index, other: Index) -> bool:
        return not by.delta(one, other).terms

    return positive_from(scale(rest, c), lambda atom, index: sums.instance(by, atom, index), apart)
