"""Formula -> value: a scalar term, or a vector of them.

Letters that stand as indices are indices; a symbol with slots that is written without them is the vector of its
components; a letter that names the size of a set is that size. A sum binds its letter in its body only, also where
the letter is free outside. What has no meaning here raises UnsupportedError with its span.
"""

from fractions import Fraction
from math import prod

from derive.calculus.substitution import substitute
from derive.data import replace
from derive.errors import UnsupportedError
from derive.formula import (
    Added,
    Applied,
    Braced,
    Differentiated,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Ranged,
    Rooted,
)
from derive.meaning.applied import application, known_by_name, primed
from derive.meaning.context import Context, Scalar, Value, Vector
from derive.meaning.indices import compared, distinctions, excluded_indices, index_of
from derive.meaning.names import literal_index, plain_letter
from derive.meaning.vectors import combine, listed
from derive.term import (
    MINUS_ONE,
    ONE,
    Delta,
    Derivative,
    Exp,
    Letter,
    Literal,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
)

MOST_WRITTEN_OUT = 12
"""Sums over more indices than this stay sums, also where their number is written as a number."""


def elaborate(formula: Formula, context: Context) -> Value:
    """The value of a formula."""
    match formula:
        case Numeral():
            return Scalar(Number(formula.value))
        case Name() | Indexed() | Primed():
            return _symbol(formula, context)
        case Grouped():
            if formula.bracket not in "([{":
                raise unsupported("a bar", formula)
            return elaborate(formula.body, context)
        case Braced():
            return elaborate(formula.body, context)
        case Negated():
            return combine(lambda parts: Times((MINUS_ONE, parts[0])), [elaborate(formula.operand, context)], formula)
        case Added():
            values = [elaborate(part, context) for part in formula.terms]
            return combine(lambda parts: Plus(tuple(parts)), values, formula, alike=True)
        case Multiplied():
            return _product(formula, context)
        case Divided():
            values = [elaborate(formula.numerator, context), elaborate(formula.denominator, context)]
            if isinstance(values[1], Vector):
                raise confused("a division by a vector", formula)
            return combine(lambda parts: Times((parts[0], Power(parts[1], MINUS_ONE))), values, formula)
        case Raised():
            return _power(formula, context)
        case Rooted():
            return _root(formula, context)
        case Applied():
            if context.sets.symbol_of(formula) is not None:
                return _symbol(formula, context)
            return application(formula, (), context, elaborate)
        case Ranged():
            return _range(formula, context)
        case Differentiated():
            return _derivative(formula, context)
        case Listed():
            return listed(formula, [_or_none(item, context) for item in formula.items])
        case Indicated():
            return Scalar(_indicator(formula, context))
        case _:
            raise unsupported(f"this kind of expression ({type(formula).__name__.lower()})", formula)


def scalar(formula: Formula, context: Context) -> Term:
    """The term of a formula that must not be a vector."""
    value = elaborate(formula, context)
    if isinstance(value, Vector):
        raise unsupported("a vector in this place", formula)
    return value.term


def unsupported(what: str, formula: Formula) -> UnsupportedError:
    return UnsupportedError(f"{what} is not supported", code="construct-not-supported", span=formula.span)


def confused(what: str, formula: Formula) -> UnsupportedError:
    """For what has no meaning for vectors: elsewhere the symbols may be components of vectors, and here numbers."""
    return UnsupportedError(f"{what} is not supported", code="shapes-confused", span=formula.span)


def _or_none(formula: Formula, context: Context) -> Value | None:
    return None if isinstance(formula, Dots) else elaborate(formula, context)


def _symbol(formula: Formula, context: Context) -> Value:
    symbol = context.sets.symbol_of(formula)
    if symbol is None:
        if isinstance(formula, Indexed) and isinstance(formula.base, Applied) and not formula.upper:
            return application(formula.base, formula.lower, context, elaborate)
        raise unsupported("an index on this expression", formula)
    sets = context.sets
    value = known_by_name(symbol, formula, context, elaborate)
    if value is not None:
        return value
    if symbol.name == "δ" and len(symbol.lowers) == 2 and not symbol.uppers:
        if sets.own_delta:
            raise unsupported("a δ that the document defines itself", formula)
        return Scalar(Delta(*compared(symbol.lowers[0], symbol.lowers[1], context)))
    if "'" in symbol.name:
        return primed(formula, context, elaborate)
    letter = plain_letter(formula)
    if letter is not None:
        if letter in context.bound or (sets.is_index(context.scope, letter) and letter not in sets.arity):
            raise unsupported(f"the index {letter} as a number", formula)
        if sets.is_size(letter):
            return Scalar(Size(sets.of_size(letter)))
        if letter == "e":
            return Scalar(Exp(ONE))
    upper = [index_of(index, sets.of_slot(symbol.name, k), context) for k, index in enumerate(symbol.uppers)]
    slots_before = len(upper)
    arity = sets.arity.get(symbol.name, 0)
    if symbol.lowers:
        if len(symbol.lowers) != arity:
            message = f"{symbol.name} is used with {len(symbol.lowers)} and with {arity} indices"
            raise UnsupportedError(message, code="arities-confused", span=formula.span)
        lower = [
            index_of(index, sets.of_slot(symbol.name, slots_before + k), context)
            for k, index in enumerate(symbol.lowers)
        ]
        return Scalar(Variable(symbol.name, (*upper, *lower)))
    if arity > 1:
        raise unsupported("a matrix without its indices", formula)
    if arity == 1:
        letter_of_entry = Letter("⋆", sets.of_slot(symbol.name, slots_before))
        return Vector(letter_of_entry, Variable(symbol.name, (*upper, letter_of_entry)))
    return Scalar(Variable(symbol.name, tuple(upper)))


def _product(formula: Multiplied, context: Context) -> Value:
    for left, right, sign in zip(formula.factors, formula.factors[1:], formula.signs, strict=False):
        if sign == "" and isinstance(right, Grouped) and context.sets.functions.uses.may_be_function(left, right):
            raise unsupported("this function", left)
        if isinstance(left, Name) and left.letter == "d":
            raise unsupported("a differential", left)
    values = [elaborate(factor, context) for factor in formula.factors]
    if sum(isinstance(value, Vector) for value in values) > 1:
        raise confused("a product of vectors", formula)
    return combine(lambda parts: Times(tuple(parts)), values, formula)


def _power(formula: Raised, context: Context) -> Value:
    exponent = elaborate(formula.exponent, context)
    if isinstance(formula.base, Name) and formula.base.letter == "e" and not formula.base.accent:
        return combine(lambda parts: Exp(parts[0]), [exponent], formula)
    base = elaborate(formula.base, context)
    letter = plain_letter(formula.exponent)
    if (
        letter is not None
        and isinstance(formula.base, Indexed | Name)
        and context.sets.may_be_upper(letter, formula.base)
    ):
        raise unsupported(f"the superscript {letter}, an index or a power,", formula)
    if isinstance(exponent, Vector) or isinstance(base, Vector):
        raise confused("a power of a vector", formula)
    return Scalar(Power(base.term, _folded(exponent.term)))


def _folded(term: Term) -> Term:
    """A number written with −, + or / as a number: −2, 1/2."""
    value = _value(term)
    return term if value is None else Number(value)


def _value(term: Term) -> Fraction | None:
    match term:
        case Number():
            return term.value
        case Times() | Plus():
            parts = [_value(part) for part in (term.factors if isinstance(term, Times) else term.terms)]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                return None
            return prod(known, start=Fraction(1)) if isinstance(term, Times) else sum(known, start=Fraction(0))
        case Power(exponent=Number(value=exponent)) if exponent == -1:
            value = _value(term.base)
            return 1 / value if value else None
        case _:
            return None


def _root(formula: Rooted, context: Context) -> Value:
    degree = Fraction(2)
    if formula.degree is not None:
        if not isinstance(formula.degree, Numeral) or formula.degree.value < 2:
            raise unsupported("a root of this degree", formula)
        degree = formula.degree.value
    return Scalar(Power(scalar(formula.radicand, context), Number(1 / degree)))


def _range(formula: Ranged, context: Context) -> Value:
    name = plain_letter(formula.letter)
    if formula.operator != "sum" or name is None:
        raise unsupported("a product over a range" if name else "a sum without its letter", formula)
    set_ = context.sets.of_bound(formula, context.scope)
    lower = formula.lower
    if lower is not None and lower != Numeral(Fraction(1)):
        raise unsupported("a sum that does not begin at 1", lower)
    upper = formula.upper
    named = plain_letter(upper) if upper is not None else None
    if upper is not None and literal_index(upper) is None and not (named and context.sets.is_size(named)):
        raise unsupported("this upper end of a sum", upper)
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
        return combine(lambda parts: _written_out(letter, parts[0]), [body], formula)
    return combine(lambda parts: Sum(letter, excluded, parts[0]), [body], formula)


def _written_out(letter: Letter, body: Term) -> Term:
    """Σ_{k=1}^3 f(k) = f(1) + f(2) + f(3)"""
    indices = (Literal(value, letter.set) for value in range(1, int(letter.set.size) + 1))
    return Plus(tuple(substitute(body, {letter: index}) for index in indices))


def _derivative(formula: Differentiated, context: Context) -> Value:
    if formula.operand is None or formula.style == "nabla":
        raise unsupported("a derivative without its operand" if formula.operand is None else "∇", formula)
    value = elaborate(formula.operand, context)
    for written in reversed(formula.variables):
        variable = elaborate(written, context)
        below = variable.entry if isinstance(variable, Vector) else variable.term
        if not isinstance(below, Variable):
            raise unsupported("a derivative by what is not a variable", written)
        if isinstance(value, Vector) and isinstance(variable, Vector):
            raise confused("the derivative of a vector by a vector", formula)
        value = combine(_differentiated, [value, variable], formula)
    return value


def _differentiated(parts: list[Term]) -> Term:
    operand, variable = parts
    assert isinstance(variable, Variable)
    return Derivative(operand, variable)


def _indicator(formula: Indicated, context: Context) -> Term:
    factors = []
    for distinction in distinctions(formula.conditions, context):
        delta: Term = Delta(distinction.left, distinction.right)
        factors.append(delta if distinction.equal else Plus((ONE, Times((MINUS_ONE, delta)))))
    return Times(tuple(factors))
