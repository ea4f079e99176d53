"""Sums and products over a range.

A product is read where all its factors are positive: Π_k f(k) = exp Σ_k log f(k). What is proved of it holds there, and
its conditions say so; values that refute it are of that kind.
"""

from collections.abc import Callable
from fractions import Fraction

from derive.calculus.substitution import substitute
from derive.data import replace
from derive.formula import Formula, Numeral, Ranged
from derive.meaning.context import Context, Scalar, Value, Vector
from derive.meaning.indices import excluded_indices
from derive.meaning.names import literal_index, plain_letter
from derive.meaning.sizes import size_of_range
from derive.meaning.vectors import combine, unsupported
from derive.term import Exp, Letter, Literal, Log, Number, Plus, Sum, Term, Times

MOST_WRITTEN_OUT = 12
"""Sums over more indices than this stay sums, also where their number is written as a number."""


def ranged(formula: Ranged, context: Context, elaborate: Callable[[Formula, Context], Value]) -> Value:
    """Σ or Π with its range, its letter bound in its body only."""
    name = plain_letter(formula.letter)
    if name is None:
        return _total(formula, elaborate(formula.body, context))
    set_ = context.sets.of_bound(formula, context.scope)
    lower, upper = formula.lower, formula.upper
    first = context.sets.first
    if lower is not None and lower != Numeral(Fraction(first)):
        raise unsupported(f"a {formula.operator} that does not begin at {first}", lower)
    if lower is None and upper is not None and first != 1:
        raise unsupported(f"a {formula.operator} whose begin is not written", formula)
    named = size_of_range(formula, first)
    if upper is not None and literal_index(upper) is None and not (named and context.sets.is_size(named)):
        raise unsupported(f"this upper end of a {formula.operator}", upper)
    if named is not None and named in context.bound:
        raise unsupported("an upper end that another sum binds", formula)
    letter = Letter(name, set_)
    while letter in context.bound.values():
        letter = Letter(letter.name + "′", set_)
    outer = replace(context, bound={k: v for k, v in context.bound.items() if k != name})
    inner = replace(context, bound={**context.bound, name: letter})
    excluded = excluded_indices(formula, letter, outer)
    body = elaborate(formula.body, inner)
    if set_.size.isdigit() and int(set_.size) <= MOST_WRITTEN_OUT and not excluded:
        joined = Plus if formula.operator == "sum" else Times
        return combine(lambda parts: joined(_each(letter, parts[0])), [body], formula)
    if formula.operator == "product":
        return combine(lambda parts: Exp(Sum(letter, excluded, _log(parts[0]))), [body], formula)
    return combine(lambda parts: Sum(letter, excluded, parts[0]), [body], formula)


def _each(letter: Letter, body: Term) -> tuple[Term, ...]:
    """f(1), f(2), f(3) of Σ_{k=1}^3 f(k)"""
    indices = (Literal(value, letter.set) for value in range(1, int(letter.set.size) + 1))
    return tuple(substitute(body, {letter: index}) for index in indices)


def _log(factor: Term) -> Term:
    """The logarithm of a factor of a product, all of whose own factors are positive."""
    match factor:
        case Times(factors) if not any(isinstance(one, Number) for one in factors):
            return Plus(tuple(map(_log, factors)))
        case _:
            return Log(factor)


def _total(formula: Ranged, value: Value) -> Value:
    """Σ v, the sum of the entries of a vector."""
    plainly = formula.lower is None and formula.upper is None and not formula.conditions
    if formula.operator != "sum" or not plainly or not isinstance(value, Vector) or value.special:
        raise unsupported(f"a {formula.operator} without its letter", formula)
    return Scalar(Sum(value.letter, (), value.entry))
