"""Formula -> value: a scalar term, or a vector of them.

Letters that stand as indices are indices; a symbol with slots that is written without them is the vector of its
components; a letter that names the size of a set is that size. A sum binds its letter in its body only, also where
the letter is free outside. What has no meaning here raises UnsupportedError with its span.
"""

from fractions import Fraction
from math import prod

from derive.data import replace
from derive.errors import UnsupportedError
from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Braced,
    Cased,
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
    Transposed,
)
from derive.meaning import matrices
from derive.meaning.applied import application, component, known_by_name, may_be_square, primed, refuse_bound
from derive.meaning.arrays import IDENTITY
from derive.meaning.cased import cased, indicator
from derive.meaning.chained import through_arrays
from derive.meaning.context import Context, Matrix, Scalar, Value, Vector
from derive.meaning.derivatives import derivative, directional
from derive.meaning.dimensions import own_slots
from derive.meaning.directional import Directional, factors_of
from derive.meaning.dotted import dotted_sum, is_dots
from derive.meaning.indices import compared, index_of
from derive.meaning.names import ARRAY_FUNCTIONS, is_slice, literal_index, plain_letter, size_of_ones
from derive.meaning.ranges import ranged
from derive.meaning.vectors import combine, unsupported
from derive.meaning.written import grid, listed, stacked
from derive.term import (
    MINUS_ONE,
    ONE,
    Delta,
    Exp,
    Index,
    IndexSet,
    Letter,
    Number,
    Plus,
    Power,
    Size,
    Term,
    Times,
    Variable,
)


def elaborate(formula: Formula, context: Context) -> Value:
    """The value of a formula."""
    match formula:
        case Numeral():
            return Scalar(Number(formula.value))
        case Grouped() | Indexed() if _is_norm(formula):
            return Scalar(Power(_squared_norm(formula, context), Number(Fraction(1, 2))))
        case Indexed() if (size := size_of_ones(formula)) is not None and context.sets.is_size(size):
            return Vector(Letter("⋆", context.sets.of_size(size)), ONE)
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
        case Transposed():
            return _transposed(formula, context)
        case Arrayed():
            return _array(formula, context)
        case Added() if any(map(is_dots, formula.terms)):
            terms = [None if is_dots(part) else scalar(part, context) for part in formula.terms]
            return Scalar(dotted_sum(formula, terms))
        case Added():
            values = [elaborate(part, context) for part in formula.terms]
            return combine(lambda parts: Plus(tuple(parts)), values, formula, alike=True)
        case Multiplied():
            return _product(formula, context)
        case Divided():
            values = [elaborate(formula.numerator, context), elaborate(formula.denominator, context)]
            if not isinstance(values[1], Scalar):
                raise confused("a division by a vector or a matrix", formula)
            return combine(lambda parts: Times((parts[0], Power(parts[1], MINUS_ONE))), values, formula)
        case Raised():
            named = context.sets.symbol_of(formula) is not None
            return _symbol(formula, context) if named else _power(formula, context)
        case Rooted():
            return _root(formula, context)
        case Applied():
            symbol = context.sets.symbol_of(formula)
            if symbol is not None:
                refuse_bound(formula, symbol, context)
                return _symbol(formula, context)
            function = formula.function
            if isinstance(function, Name) and function.letter in ARRAY_FUNCTIONS and len(formula.arguments) == 1:
                return _of_array(function.letter, formula, context)
            return application(formula, (), context, elaborate)
        case Ranged():
            return ranged(formula, context, elaborate)
        case Differentiated():
            return derivative(formula, context, elaborate)
        case Listed(items=(left, right), bracket="⟨"):
            return Scalar(matrices.inner_product(elaborate(left, context), elaborate(right, context), formula))
        case Listed():
            return listed(formula.items, [_or_none(item, context) for item in formula.items], formula)
        case Indicated():
            return Scalar(indicator(formula.conditions, context))
        case Cased():
            return Scalar(cased(formula, [scalar(value, context) for value, _ in formula.branches], context))
        case _:
            raise unsupported(f"this kind of expression ({type(formula).__name__.lower()})", formula)


def scalar(formula: Formula, context: Context) -> Term:
    """The term of a formula that must not be a vector."""
    value = elaborate(formula, context)
    if not isinstance(value, Scalar):
        raise confused(f"a {type(value).__name__.lower()} in this place", formula)
    return value.term


def confused(what: str, formula: Formula) -> UnsupportedError:
    """For what has no meaning for vectors: elsewhere the symbols may be components of vectors, and here numbers."""
    return UnsupportedError(f"{what} is not supported", code="shapes-confused", span=formula.span)


def _or_none(formula: Formula, context: Context) -> Value | None:
    return None if isinstance(formula, Dots) else elaborate(formula, context)


def _scalar_or_none(formula: Formula, context: Context) -> Term | None:
    return None if isinstance(formula, Dots) else scalar(formula, context)


def _transposed(formula: Transposed, context: Context) -> Value:
    """x^T; where T is a number it may be a power, but not that of a vector. [x_1, …, x_n]^T is a column."""
    number = "T" in context.sets.plain_letters and not context.sets.arity.get("T", 0)
    value = _transposable(formula.base, context) if not number or _may_be_array(formula.base, context) else None
    if value is None or (number and not isinstance(value, Vector)):
        raise unsupported("a superscript T, a transpose or a power,", formula)
    is_list = isinstance(formula.base, Listed)  # (x_1, …, x_n)^⊤, a column that is written in a row
    return value if is_list else matrices.transposed(value)


def _may_be_array(formula: Formula, context: Context) -> bool:
    """Whether the formula is a symbol, or an entry of one, with more indices elsewhere than here."""
    symbol = context.sets.symbol_of(formula)
    return symbol is not None and context.sets.arity.get(symbol.name, 0) > len(symbol.lowers)


def _transposable(formula: Formula, context: Context) -> Value:
    if size_of_ones(formula) is not None:
        return elaborate(formula, context)
    entry = isinstance(formula, Indexed) and isinstance(formula.base, Name) and len(formula.lower) == 2
    if entry and isinstance(formula, Indexed) and not any(map(is_slice, formula.lower)):
        return _symbol(replace(formula, lower=formula.lower[::-1]), context)
    value = _symbol(formula, context, transposed=True) if isinstance(formula, Indexed) else elaborate(formula, context)
    if isinstance(value, Scalar) and isinstance(formula, Name | Indexed):
        raise confused("the transpose of a number", formula)
    return value


def _array(formula: Arrayed, context: Context) -> Value:
    """A column, a row or a matrix that is written out."""
    rows = formula.rows
    determinant = formula.bracket in ("|", "‖") and len(rows) == len(rows[0])
    if determinant or formula.bracket == "{" or any(len(row) != len(rows[0]) for row in rows):
        raise unsupported("this kind of expression (arrayed)", formula)
    dots = any(isinstance(item, Dots) for row in rows for item in row)
    if len(rows) > 1 and len(rows[0]) > 1:
        sizes = tuple(context.sets.written(len(side)) for side in (rows, rows[0]))
        if dots:
            return grid([[_scalar_or_none(item, context) for item in row] for row in rows], sizes, formula)
        return matrices.written(sizes[0], sizes[1], tuple(tuple(scalar(item, context) for item in row) for row in rows))
    items = rows[0] if len(rows) == 1 else tuple(row[0] for row in rows)
    values = [_or_none(item, context) for item in items]
    below = len(rows) > 1
    if any(isinstance(value, Vector) and value.turned in (None, below) for value in values):
        found = stacked(values, context.sets.written(len(items)), formula)
        return found if below else matrices.transposed(found)
    if dots:
        column = listed(items, values, formula)
    else:
        terms = tuple(scalar(item, context) for item in items)
        column = matrices.written_column(context.sets.written(len(items)), terms)
    return replace(column, turned=not below)


def _is_norm(formula: Formula) -> bool:
    r"""‖x‖, ‖x‖_2, ‖A‖_F"""
    if isinstance(formula, Indexed) and len(formula.lower) == 1 and not formula.upper:
        usual = literal_index(formula.lower[0]) == 2 or plain_letter(formula.lower[0]) == "F"
        return usual and isinstance(formula.base, Grouped) and formula.base.bracket == "‖"
    return isinstance(formula, Grouped) and formula.bracket == "‖"


def _squared_norm(formula: Formula, context: Context) -> Term:
    grouped, frobenius = formula, False
    if isinstance(formula, Indexed):
        grouped, frobenius = formula.base, plain_letter(formula.lower[0]) == "F"
    assert isinstance(grouped, Grouped)
    return matrices.squared_length(elaborate(grouped.body, context), formula, frobenius=frobenius)


def _symbol(formula: Formula, context: Context, *, transposed: bool = False) -> Value:
    symbol = context.sets.symbol_of(formula)
    if symbol is None:
        if isinstance(formula, Indexed) and isinstance(formula.base, Applied) and not formula.upper:
            return application(formula.base, formula.lower, context, elaborate)
        if isinstance(formula, Primed):
            return primed(formula, context, elaborate)
        if isinstance(formula, Indexed) and not formula.upper:
            return component(elaborate(formula.base, context), formula.lower, formula, context)
        raise unsupported("an index on this expression", formula)
    if isinstance(formula, Indexed) and isinstance(formula.base, Applied):
        refuse_bound(formula.base, symbol, context)
    sets = context.sets
    value = known_by_name(symbol, formula, context, elaborate)
    if value is not None:
        return value
    if symbol.name == "δ" and len(symbol.lowers) == 2 and not symbol.uppers:
        if sets.own_delta:
            raise unsupported("a δ that the document defines itself", formula)
        return Scalar(Delta(*compared(symbol.lowers[0], symbol.lowers[1], context)))
    if "'" in symbol.name.partition("(")[0] and not sets.functions.is_symbol(formula):
        return primed(formula, context, elaborate)
    letter = plain_letter(formula)
    if letter is not None:
        if letter in context.bound or sets.is_index(context.scope, letter):
            raise unsupported(f"the index {letter} as a number", formula)
        if sets.is_size(letter):
            return Scalar(Size(sets.of_size(letter)))
        if letter == "∞":
            raise unsupported("∞ as a number", formula)
        if letter == "e" and not sets.functions.own_e:
            return Scalar(Exp(ONE))
    upper = [index_of(index, sets.of_slot(symbol.name, k), context) for k, index in enumerate(symbol.uppers)]
    arity = sets.arity.get(symbol.name, 0)
    own = own_slots(formula, len(symbol.lowers), transposed=transposed)
    partly = sets.several.get(symbol.name) == len(symbol.lowers)
    if symbol.lowers and len(symbol.lowers) + own != arity and not partly:
        message = f"{symbol.name} is used with {len(symbol.lowers)} and with {arity} indices"
        raise UnsupportedError(message, code="arities-confused", span=formula.span)
    slots = [sets.of_slot(symbol.name, len(upper) + slot) for slot in range(max(arity, len(symbol.lowers)))]
    if slots and symbol.name in ("0", "1") and symbol.name not in sets.lettered:
        return _repeated(Number(Fraction(symbol.name)), slots, formula)
    written = [None if is_slice(index) else index_of(index, slots[k], context) for k, index in enumerate(symbol.lowers)]
    return _array_of(symbol.name, upper, written, slots, formula)


def _repeated(entry: Number, slots: list[IndexSet], formula: Formula) -> Value:
    """The vector of ones or of zeros, and the matrix of zeros."""
    match slots:
        case [set_]:
            return Vector(Letter("⋆", set_), entry)
        case [rows, columns] if entry.value == 0:
            return Matrix(Letter("⋆1", rows), Letter("⋆1′", columns), entry)
        case _:
            raise unsupported("an array of ones, or with ones on its diagonal,", formula)


def _array_of(
    name: str, upper: list[Index], written: list[Index | None], slots: list[IndexSet], formula: Formula
) -> Value:
    """The symbol at its written indices, an array over the slots that have none."""
    places = [*written, *(None for _ in slots[len(written) :])]
    open_ = [slot for slot, place in zip(slots, places, strict=True) if place is None]
    letters = [Letter("⋆", set_) for set_ in open_]
    if len(open_) == 2:
        letters = [Letter("⋆1", open_[0]), Letter("⋆1′", open_[1])]
    free = iter(letters)
    entry: Term = Variable(name, (*upper, *(next(free) if place is None else place for place in places)))
    match letters:
        case []:
            return Scalar(entry)
        case [letter]:
            return Vector(letter, entry, turned=None if written[-1:] == [None] else False)
        case [row, column] if name == IDENTITY and row.set == column.set:
            return matrices.identity(row.set)
        case [row, column]:
            return Matrix(row, column, entry)
        case _:
            raise unsupported("an array of more than two dimensions", formula)


def _product(formula: Multiplied, context: Context) -> Value:
    for left, right, sign in zip(formula.factors, formula.factors[1:], formula.signs, strict=False):
        if sign == "" and isinstance(right, Grouped) and context.sets.functions.uses.may_be_function(left, right):
            raise unsupported("this function", left)
        bracket = right.base if isinstance(right, Raised) else right
        expects = isinstance(left, Name) and left.letter in ("E", "𝔼", "Var", "Cov")
        if sign == "" and expects and isinstance(bracket, Grouped) and bracket.bracket == "[":
            raise unsupported("an expectation", formula)
        names = [one.letter for one in (left, right) if isinstance(one, Name)]
        if sign == "⊙" and any(map(context.sets.functions.is_applied, names)):
            raise unsupported("a composition of functions", formula)
    through = through_arrays(formula, context, elaborate)
    if through is not None:
        return through
    factors, signs = factors_of(formula)
    for factor in factors:
        if isinstance(factor, Name) and factor.letter == "d" and factor is not factors[-1]:
            raise unsupported("a differential", factor)
    values = [
        directional(factor, formula, context, elaborate)
        if isinstance(factor, Directional)
        else elaborate(factor, context)
        for factor in factors
    ]
    if all(isinstance(value, Scalar) for value in values):
        return combine(lambda parts: Times(tuple(parts)), values, formula)
    return matrices.product(values, signs, formula)


def _power(formula: Raised, context: Context) -> Value:
    exponent = elaborate(formula.exponent, context)
    if isinstance(formula.base, Name) and formula.base.letter == "e" and not formula.base.accent:
        if context.sets.functions.own_e:
            raise unsupported("a power of an e that the document defines itself", formula)
        if isinstance(exponent, Matrix) and may_be_square(exponent, context):
            raise unsupported("a function of a square matrix", formula)
        return combine(lambda parts: Exp(parts[0]), [exponent], formula)
    if _is_norm(formula.base) and literal_index(formula.exponent) == 2:
        return Scalar(_squared_norm(formula.base, context))
    base = elaborate(formula.base, context)
    letter = plain_letter(formula.exponent)
    if (
        letter is not None
        and isinstance(formula.base, Indexed | Name)
        and context.sets.may_be_upper(letter, formula.base)
    ):
        raise unsupported(f"the superscript {letter}, an index or a power,", formula)
    if not isinstance(exponent, Scalar) or not isinstance(base, Scalar):
        raise confused("a power of a vector or a matrix", formula)
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


def _of_array(name: str, formula: Applied, context: Context) -> Value:
    """diag(x), tr A"""
    value = elaborate(formula.arguments[0], context)
    if name == "diag" and isinstance(value, Vector):
        return matrices.diagonal(value, formula)
    if name != "diag" and isinstance(value, Matrix):
        return matrices.trace(value, formula)
    raise unsupported(f"the function {name} of this", formula)
