"""Applications -> values: the functions that have the same meaning everywhere, and those of the document."""

from collections.abc import Callable
from fractions import Fraction

from derive.calculus.definitions import names_in
from derive.data import replace
from derive.errors import UnsupportedError
from derive.formula import Applied, Formula, Indexed, Name, Primed
from derive.meaning.arguments import letters_in
from derive.meaning.by_entries import ENTRIES
from derive.meaning.calls import Evaluate, apply, derivative
from derive.meaning.context import Context, Matrix, Scalar, Value, Vector
from derive.meaning.heads import head_of
from derive.meaning.indices import index_of
from derive.meaning.names import INVERSE, Symbol, is_slice, plain_letter
from derive.meaning.vectors import cell, combine, entry, unsupported
from derive.notation.commands import SUM
from derive.term import (
    MINUS_ONE,
    Claim,
    Derivative,
    Exp,
    Index,
    Letter,
    Log,
    Number,
    Plus,
    Power,
    Term,
    Times,
    Variable,
    negative,
    quotient,
    subterms,
    subterms_of,
)

HALF = Number(Fraction(1, 2))


def _exponentials(argument: Term, sign: Term) -> Term:
    """e^u ± e^{−u}"""
    return Plus((Exp(argument), Times((sign, Exp(negative(argument))))))


_ONE = Number(Fraction(1))
MEANINGS: dict[str, Callable[[Term], Term]] = {
    "exp": Exp,
    "log": Log,
    "ln": Log,
    INVERSE: lambda u: Power(u, MINUS_ONE),
    "sinh": lambda u: Times((HALF, _exponentials(u, MINUS_ONE))),
    "cosh": lambda u: Times((HALF, _exponentials(u, _ONE))),
    "tanh": lambda u: quotient(_exponentials(u, MINUS_ONE), _exponentials(u, _ONE)),
}


PRIMED = "∂"
"""Stands in the name of a derivative of a function before that of its value."""
UNNAMED = Variable("′")
"""The variable of (u v)' = u'v + uv', which is not named."""


def application(formula: Applied, outputs: tuple[Formula, ...], context: Context, evaluate: Evaluate) -> Value:
    """The value of f(x)_i, where `outputs` are the indices after the bracket."""
    value = _without_power(formula, outputs, context, evaluate)
    if formula.power is None:
        return value
    power = evaluate(formula.power, context)
    if power == Scalar(Times((MINUS_ONE, _ONE))) or power == Scalar(MINUS_ONE):
        raise unsupported("an inverse function", formula)
    if not isinstance(power, Scalar):
        raise unsupported("a vector in this place", formula.power)
    return combine(lambda parts: Power(parts[0], power.term), [value], formula)


def _without_power(formula: Applied, outputs: tuple[Formula, ...], context: Context, evaluate: Evaluate) -> Value:
    meaning = _meaning(formula.function, context, evaluate)
    if meaning is not None and len(formula.arguments) == 1 and len(outputs) < 2:
        argument = evaluate(formula.arguments[0], context)
        if isinstance(argument, Matrix) and not _is_of_entries(formula.function, argument, context):
            raise unsupported("a function of a square matrix", formula)
        value = combine(lambda parts: meaning(parts[0]), [argument], formula)
        return component(value, outputs, formula, context)
    if isinstance(formula.function, Primed) and _meaning(formula.function.base, context, evaluate) is not None:
        return _displayed(formula, formula.function.count, context, evaluate)
    head = head_of(formula)
    rule = context.sets.functions.rule(head.name) if head is not None else None
    if head is None or rule is None:
        if head is not None and head.primes and not outputs:
            return _displayed(formula, head.primes, context, evaluate)
        name = formula.function.letter if isinstance(formula.function, Name) else ""
        raise unsupported(f"the function {name}" if name else "this function", formula)
    arguments = [evaluate(argument, context) for argument in formula.arguments]
    indices = (*head.indices, *outputs)
    if head.primes:
        if len(arguments) != 1 or indices:
            raise unsupported("a prime of this function", formula)
        return derivative(rule, arguments[0], head.primes, formula, context, evaluate)
    if len(arguments) == 1 and isinstance(arguments[0], Matrix) and not head.indices:
        return component(apply(rule, arguments, [], formula, context, evaluate), outputs, formula, context)
    sets = context.sets
    places = [index_of(index, sets.of_slot(rule.name, slot), context) for slot, index in enumerate(indices)]
    return apply(rule, arguments, places, formula, context, evaluate)


def _is_of_entries(function: Formula, matrix: Matrix, context: Context) -> bool:
    """Whether a function of numbers is taken of each entry: exp is, of a matrix that is not square or where it is read
    so. B^{-1} is the inverse."""
    read_so = isinstance(function, Name) and function.style == ENTRIES
    return (read_so or not may_be_square(matrix, context)) and function != Name(INVERSE, style=ENTRIES)


def may_be_square(matrix: Matrix, context: Context) -> bool:
    """Whether no two different sizes of a matrix are told."""
    sets = (matrix.row.set, matrix.column.set)
    return sets[0] == sets[1] or not all(map(context.sets.is_named, sets))


def _meaning(function: Formula, context: Context, evaluate: Evaluate) -> Callable[[Term], Term] | None:
    """exp, log, log_2, tanh: what a function that is the same everywhere makes of its argument."""
    if isinstance(function, Name):
        return MEANINGS.get(function.letter)
    if isinstance(function, Indexed) and function.base == Name("log", style="word") and len(function.lower) == 1:
        base = evaluate(function.lower[0], context)
        if isinstance(base, Scalar) and not function.upper:
            return lambda u: quotient(Log(u), Log(base.term))
    return None


def refuse_bound(formula: Applied, symbol: Symbol, context: Context) -> None:
    """Raises UnsupportedError for p(x) below Σ_x, where p(x) is a symbol that has no index x."""
    indices = {plain_letter(index) for index in (*symbol.uppers, *symbol.lowers)}
    if any(letter in context.bound and letter not in indices for letter in letters_in(formula.arguments)):
        raise unsupported("a function of what a sum runs over", formula)


def known_by_name(symbol: Symbol, formula: Formula, context: Context, evaluate: Evaluate) -> Value | None:
    """What a letter stands for: an argument in the body of a function, or a function that is written without its
    argument, as in ∂σ/∂z."""
    if symbol.name in context.arguments:
        value = context.arguments[symbol.name]
    else:
        rule = context.sets.functions.rule(symbol.name)
        if rule is None or context.sets.functions.is_apart(symbol):
            return None
        arguments = [evaluate(formal.formula, context) for formal in rule.formals]
        value = apply(rule, arguments, [], formula, context, evaluate)
    if not symbol.lowers and not symbol.uppers:
        return value
    if symbol.uppers:
        raise unsupported("an index on this expression", formula)
    return component(value, symbol.lowers, formula, context)


def component(value: Value, written: tuple[Formula, ...], formula: Formula, context: Context) -> Value:
    """The entry of a vector or of a matrix, or one of its rows or columns: exp(z)_i, (A + B)_{ij}, (A + B)_{i,:}"""
    if not written:
        return value
    match value:
        case Vector() if len(written) == 1:
            return Scalar(entry(value, _place(written[0], value.letter, formula, context)))
        case Matrix() if len(written) == 2:
            row = _place(written[0], value.row, formula, context)
            column = _place(written[1], value.column, formula, context)
        case _:
            raise unsupported("an index on this expression", formula)
    term = cell(value, row, column)
    match row == value.row, column == value.column:
        case True, True:
            return value
        case True, False:
            return Vector(value.row, term)
        case False, True:
            return Vector(value.column, term, turned=None)
        case _:
            return Scalar(term)


def _place(written: Formula, letter: Letter, formula: Formula, context: Context) -> Index:
    """The index that is written; the letter of the entries where a colon is."""
    if is_slice(written):
        return letter
    index = index_of(written, letter.set, context)
    if index.set != letter.set:
        raise unsupported("an index of another set", formula)
    return index


def primed(formula: Formula, context: Context, evaluate: Evaluate) -> Value:
    """f' without its argument, where the document shows what that is; else the derivative by a variable that is not
    named: (u/v)' = (u'v − uv')/v²."""
    functions = context.sets.functions
    if not isinstance(formula, Primed):
        raise unsupported("a prime", formula)
    symbol = context.sets.symbol_of(formula.base)
    rule = functions.rule(symbol.name) if symbol is not None else None
    if rule is not None and len(rule.formals) == 1:
        argument = evaluate(rule.formals[0].formula, context)
        return derivative(rule, argument, formula.count, formula, context, evaluate)
    arguments = functions.arguments(symbol.name) if symbol is not None else None
    if arguments is not None:
        return _displayed(Applied(formula, arguments), formula.count, context, evaluate)
    value = evaluate(formula.base, context)
    if not isinstance(value, Scalar):
        raise UnsupportedError("a prime of a vector is not supported", code="shapes-confused", span=formula.span)
    result = value.term
    for _ in range(formula.count):
        result = Derivative(result, UNNAMED)
    return Scalar(result)


def refuse_unnamed(sides: tuple[Term, Term], defined: frozenset[str]) -> None:
    """Raises UnsupportedError for the derivative by a variable that is not named of what may depend on it in a way
    that is not told: of x u, unless the equation has x' too, or of a symbol that has a definition."""
    derivatives = [one for side in sides for one in subterms_of(side, Derivative)]
    unnamed = [one.operand for one in derivatives if one.variable == UNNAMED]
    primed = {one.name for one in unnamed if isinstance(one, Variable)} - defined
    told = not unnamed or any(not isinstance(operand, Variable) for operand in unnamed)
    if not told or any(names_in(operand) - primed - {UNNAMED.name} for operand in unnamed):
        raise UnsupportedError("a prime is not supported", code="construct-not-supported")


def refuse_untold_sum(claim: Claim, defined: frozenset[str]) -> None:
    """Raises UnsupportedError where ∑, a sum that nothing names, would have to be the same one in other statements, or
    would have to depend on nothing: in what is given, and in a derivative."""
    if SUM in defined:
        return
    given = [definition.body for definition in claim.definitions]
    given += [side for one in claim.hypotheses for side in (one.left, one.right)]
    given += [one for side in (claim.left, claim.right) for one in subterms_of(side, Derivative)]
    if any(SUM in names_in(one) for one in given):
        raise UnsupportedError("a sum that is not told is not supported", code="construct-not-supported")


def _is_variable(value: Value) -> bool:
    return isinstance(value, Scalar) and isinstance(value.term, Variable)


def has_primed(value: Value) -> bool:
    """Whether the derivative of a function, of which nothing is known, stands in a value."""
    terms = (value.term,) if isinstance(value, Scalar) else (value.entry,)
    return any(isinstance(one, Variable) and one.name[0] == PRIMED for term in terms for one in subterms(term))


def _displayed(formula: Applied, primes: int, context: Context, evaluate: Evaluate) -> Value:
    """f'(x), where f(x) is a symbol with its argument displayed: ∂f/∂x; f'(x − y) is a symbol of its own."""
    function = formula.function.base if isinstance(formula.function, Primed) else formula.function
    plain = replace(formula, function=function)
    arguments = [evaluate(argument, context) for argument in formula.arguments]
    symbol = context.sets.symbol_of(plain)
    known = len(arguments) == 1 and isinstance(arguments[0], Scalar)
    if known and not _is_variable(arguments[0]) and symbol is not None:
        written = (*symbol.uppers, *symbol.lowers)
        indices = tuple(index_of(one, context.sets.of_slot(symbol.name, k), context) for k, one in enumerate(written))
        return Scalar(Variable(PRIMED * primes + symbol.name, indices))
    terms = [value.term for value in (evaluate(plain, context), *arguments) if isinstance(value, Scalar)]
    if len(terms) != 2 or not isinstance(terms[1], Variable):
        raise UnsupportedError("a prime of this function is not supported", code="shapes-confused", span=formula.span)
    result = terms[0]
    for _ in range(primes):
        result = Derivative(result, terms[1])
    return Scalar(result)
