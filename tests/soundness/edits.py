"""Mutants: an equation with one place changed, as people slip.

Most make a true equation false; some leave it true. What holds of each is for the judge to say.
"""

from collections.abc import Iterator
from functools import cache

from derive.data import replace
from derive.document.model import Cue
from derive.errors import ReadError
from derive.formula import (
    Added,
    Applied,
    Compared,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Ranged,
    Rooted,
)
from derive.formula_parts import children, rebuilt

from .problem import letter_of, symbol_of
from .steps import Task
from .trees import Edit, Surroundings, everywhere, mentions, multiplied, number, with_letter


def mutants(task: Task) -> Iterator[tuple[str, Task]]:
    """(kind, mutant): each different from the task, and from the others."""
    left, right = task.sides
    around = surroundings(task)
    seen = {(left, right)}
    for side, other, turned in ((left, right, False), (right, left, True)):
        for kind, new in edits_of(side, around):
            sides = (other, new) if turned else (new, other)
            if sides not in seen:
                seen.add(sides)
                yield kind, task.with_sides(*sides)
    yield from _of_context(task)


def edits_of(side: Formula, around: Surroundings) -> Iterator[Edit]:
    """One side with each edit: of the whole, then of each of its places."""
    for kind, new in (*_of_side(side, around), *everywhere(side, _slips, around)):
        yield kind, _without_calls(new)


def _without_calls(formula: Formula) -> Formula:
    """The formula without brackets around one symbol or number after a factor, as in a(1): a is no function."""
    formula = rebuilt(formula, _without_calls)
    if not isinstance(formula, Multiplied):
        return formula
    first, *others = formula.factors
    bare = (one.body if isinstance(one, Grouped) and _is_bare(one.body) else one for one in others)
    return replace(formula, factors=(first, *bare))


def _is_bare(formula: Formula) -> bool:
    return isinstance(formula, Numeral) or symbol_of(formula) is not None


def surroundings(task: Task) -> Surroundings:
    """What stands in the task and may be written elsewhere in it."""
    left, right = task.sides
    given = [member.formula for one in task.given for member in one.chain.members]
    formulas = [left, right, *(one for one in given if not isinstance(one, ReadError)), *task.equation.case]
    symbols: dict[Formula, None] = {}
    letters: dict[str, None] = {}
    for formula in formulas:
        for symbol in _symbols(formula):
            symbols.setdefault(symbol)
    for side in (left, right, *task.equation.case):
        for symbol in _symbols(side):
            found = symbol_of(symbol)
            for index in found[1] if found else ():
                letter = letter_of(index)
                if letter and (mentions(left, letter) or mentions(right, letter)):
                    letters.setdefault(letter)
    sizes = dict.fromkeys(size for one in formulas for size in _sizes(one))
    heads = [one.chain.members[0].formula for one in task.given]
    found = [symbol_of(one) for one in heads if not isinstance(one, ReadError)]
    defined = frozenset(one[0] for one in found if one is not None)
    return Surroundings(tuple(letters), tuple(symbols), tuple(sizes), defined)


@cache
def _sizes(formula: Formula) -> tuple[str, ...]:
    """The letters at the upper ends of sums."""
    own = letter_of(formula.upper) if isinstance(formula, Ranged) else None
    return (*((own,) if own else ()), *(one for part in children(formula) for one in _sizes(part)))


@cache
def _symbols(formula: Formula) -> tuple[Formula, ...]:
    found = symbol_of(formula)
    if found is not None:
        return () if found[0][0] in ("e", "δ") or not found[1] else (formula,)
    return tuple(one for part in children(formula) for one in _symbols(part))


def _of_side(side: Formula, around: Surroundings) -> Iterator[Edit]:
    yield "sign", Negated(Grouped(side))
    yield "factor added", multiplied(number(2), Grouped(side))
    yield "1/0 added", Added((side, Divided(number(1), Added((side, Negated(Grouped(side)))))))
    for letter in around.letters:
        if mentions(side, letter):
            yield "sum added", Ranged("sum", Name(letter), None, None, (), Grouped(side))


def _of_context(task: Task) -> Iterator[tuple[str, Task]]:
    for number_, statement in enumerate(task.given):
        if statement.cue is Cue.ASSUME:
            yield "hypothesis dropped", task.without_given(number_)
    case = task.equation.case
    if case:
        yield "case dropped", task.with_case(())
        turned = {"=": "≠", "≠": "="}
        if all(condition.sign in turned for condition in case):
            other = tuple(replace(condition, sign=turned[condition.sign]) for condition in case)
            yield "other case", task.with_case(other)


def _slips(formula: Formula, around: Surroundings) -> Iterator[Edit]:
    match formula:
        case Indexed():
            yield from _of_indices(formula, around)
            yield from _of_symbol(formula, around)
        case Name():
            if formula.letter in around.sizes:
                yield from (("size", Name(size)) for size in around.sizes if size != formula.letter)
            elif formula.letter not in ("e", "log"):
                yield from _of_symbol(formula, around)
                yield "number for letter", number(1)
        case Numeral(value):
            yield "number", Numeral(value + 1)
            yield "number", Numeral(value - 1) if value >= 1 else Negated(Numeral(1 - value))
        case Negated(operand):
            yield "sign", operand
        case Added():
            yield from _of_terms(formula)
        case Multiplied():
            yield from _of_factors(formula)
        case Divided():
            yield from _of_fraction(formula)
        case Raised():
            yield from _of_power(formula)
        case Rooted(radicand, _):
            yield "root dropped", Grouped(radicand)
            if isinstance(radicand, Raised) and radicand.exponent == number(2):
                yield "√(x²) = x", radicand.base
        case Applied():
            yield from _of_function(formula)
        case Ranged():
            yield from _of_sum(formula, around)
        case Differentiated():
            yield from _of_derivative(formula, around)
        case _:
            return


def _of_symbol(formula: Formula, around: Surroundings) -> Iterator[Edit]:
    """y for y², and what is |x| for a free x: laws that hold for positive numbers only."""
    square = Raised(Grouped(formula), number(2))
    found = symbol_of(formula)
    if found is None or found[0] in around.defined or is_delta(formula):
        yield "exponent", square
        return
    logarithm = Applied(Name("log", style="word"), (Grouped(square),))
    yield "exponent", square
    yield "x = √(x²)", Rooted(square)
    yield "x = e^(½ log x²)", Raised(Name("e"), Divided(logarithm, number(2)))


def _of_indices(formula: Indexed, around: Surroundings) -> Iterator[Edit]:
    """Another index, a number for one, two of them swapped, another symbol with as many."""
    for name in ("lower", "upper"):
        indices = getattr(formula, name)
        for place, index in enumerate(indices):
            before, after = indices[:place], indices[place + 1 :]
            for letter in around.letters:
                if letter_of(index) is not None and letter != letter_of(index):
                    yield "index", replace(formula, **{name: (*before, Name(letter), *after)})
            for value in (1, 2):
                if letter_of(index) is not None:
                    yield "number for index", replace(formula, **{name: (*before, number(value), *after)})
        if len(indices) == 2 and indices[0] != indices[1]:
            yield "indices swapped", replace(formula, **{name: indices[::-1]})
    for symbol in around.symbols:
        assert isinstance(symbol, Indexed)
        if len(symbol.lower) == len(formula.lower) and len(symbol.upper) == len(formula.upper):
            yield "symbol", replace(symbol, lower=formula.lower, upper=formula.upper)


def _of_terms(formula: Added) -> Iterator[Edit]:
    for place, term in enumerate(formula.terms):
        before, after = formula.terms[:place], formula.terms[place + 1 :]
        opposite = term.operand if isinstance(term, Negated) else Negated(term)
        yield "sign", Added((*before, opposite, *after))
        rest = (*before, *after)
        yield "term dropped", Added(rest) if len(rest) > 1 else rest[0]
    yield "operator", Grouped(multiplied(*map(_bracketed, formula.terms)))


def _of_factors(formula: Multiplied) -> Iterator[Edit]:
    for place, factor in enumerate(formula.factors):
        before, after = formula.factors[:place], formula.factors[place + 1 :]
        yield "factor dropped", multiplied(*before, *after)
        yield "factor added", multiplied(*before, factor, *formula.factors[place:])
        if not is_delta(factor):
            yield "factor inverted", multiplied(*before, Divided(number(1), factor), *after)
    yield "operator", Grouped(Added(formula.factors))
    last = formula.factors[-1]
    if isinstance(last, Grouped) and isinstance(last.body, Added):
        first, *others = last.body.terms
        yield "scope", Grouped(Added((multiplied(*formula.factors[:-1], first), *others)))


def _of_fraction(formula: Divided) -> Iterator[Edit]:
    above, below = formula.numerator, formula.denominator
    yield "factor dropped", Grouped(above)
    yield "fraction inverted", Divided(below, above)
    yield "exponent", Divided(above, Raised(Grouped(below), number(2)))
    yield "operator", multiplied(_bracketed(above), _bracketed(below))
    if isinstance(below, Ranged):
        yield "1/Σ = Σ 1/", replace(below, body=Divided(above, below.body))
    if isinstance(below, Added):
        yield "1/(a+b) = 1/a + 1/b", Grouped(Added(tuple(Divided(above, term) for term in below.terms)))
    if isinstance(above, Added):
        first, *others = above.terms
        yield "scope", Grouped(Added((Divided(first, below), *others)))


def _of_power(formula: Raised) -> Iterator[Edit]:
    base, exponent = formula.base, formula.exponent
    if isinstance(base, Name) and base.letter == "e":
        yield "sign", Raised(base, Negated(Grouped(exponent)))
        yield "exp dropped", Grouped(exponent)
        if isinstance(exponent, Added):
            yield "e^{a+b} = e^a + e^b", Grouped(Added(tuple(Raised(base, term) for term in exponent.terms)))
        return
    yield "exponent", base
    yield "sign", Raised(base, Negated(exponent))
    if isinstance(exponent, Numeral):
        yield "exponent", Raised(base, Numeral(exponent.value + 1))
    inner = base.body if isinstance(base, Grouped) else base
    if isinstance(inner, Added):
        *others, last = inner.terms
        power = Negated(Raised(last.operand, exponent)) if isinstance(last, Negated) else Raised(last, exponent)
        yield "scope", Grouped(Added((*others, power)))
        yield "(a+b)^c = a^c + b^c", Grouped(Added(tuple(Raised(Grouped(term), exponent) for term in inner.terms)))
    if isinstance(inner, Ranged):
        yield "(Σf)² = Σf²", replace(inner, body=Raised(Grouped(inner.body), exponent))
    if isinstance(inner, Multiplied):
        *factors, last_factor = inner.factors
        yield "scope", multiplied(*factors, Raised(last_factor, exponent))


def _of_function(formula: Applied) -> Iterator[Edit]:
    if len(formula.arguments) != 1:
        return
    (argument,) = formula.arguments
    yield "function dropped", Grouped(argument)
    logarithm = Name("log", style="word")
    name = formula.function.letter if isinstance(formula.function, Name) else ""
    yield "function", replace(formula, function=Name("exp", style="word") if name != "exp" else logarithm)
    inner = argument.body if isinstance(argument, Grouped) else argument
    if name == "exp":
        yield "sign", replace(formula, arguments=(Negated(Grouped(argument)),))
        return
    if isinstance(inner, Ranged):
        yield "log Σ = Σ log", replace(inner, body=replace(formula, arguments=(inner.body,)))
    if isinstance(inner, Added):
        yield (
            "log(a+b) = log a + log b",
            Grouped(Added(tuple(replace(formula, arguments=(Grouped(term),)) for term in inner.terms))),
        )
    if isinstance(inner, Multiplied):
        yield (
            "log(ab) = log a + log b",
            Grouped(Added(tuple(replace(formula, arguments=(factor,)) for factor in inner.factors))),
        )
    if isinstance(inner, Raised) and isinstance(inner.exponent, Numeral):
        yield "log(x²) = 2 log x", multiplied(inner.exponent, replace(formula, arguments=(inner.base,)))


def _of_sum(formula: Ranged, around: Surroundings) -> Iterator[Edit]:
    letter = letter_of(formula.letter)
    if letter is None:
        return
    yield "sum dropped", Grouped(formula.body)
    for place, condition in enumerate(formula.conditions):
        rest = formula.conditions[:place] + formula.conditions[place + 1 :]
        yield "range", replace(formula, conditions=rest)
        for other in around.letters:
            if other != letter:
                changed = (*rest, Compared(Name(letter), condition.sign, Name(other)))
                yield "range", replace(formula, conditions=changed)
    for other in around.letters:
        if other != letter:
            if not formula.conditions:
                yield "range", replace(formula, conditions=(Compared(Name(letter), "≠", Name(other)),))
            yield "bound letter", replace(formula, letter=Name(other))
            yield (
                "letter caught",
                replace(
                    formula,
                    letter=Name(other),
                    conditions=tuple(_condition(one, letter, other) for one in formula.conditions),
                    body=with_letter(formula.body, letter, other),
                ),
            )
    body = formula.body.body if isinstance(formula.body, Grouped) else formula.body
    if isinstance(body, Added):
        first, *others = body.terms
        yield "scope", Grouped(Added((replace(formula, body=first), *others)))
    if isinstance(body, Multiplied):
        first, *others = body.factors
        yield "factor out of the sum", multiplied(first, replace(formula, body=multiplied(*others)))
        yield "Σfg = ΣfΣg", multiplied(*(Grouped(replace(formula, body=factor)) for factor in body.factors))
    if isinstance(body, Raised):
        yield "Σf² = (Σf)²", Raised(Grouped(replace(formula, body=body.base)), body.exponent)
    if formula.operator == "product":
        yield "operator", replace(formula, operator="sum")


def _condition(condition: Compared, old: str, new: str) -> Compared:
    left, right = (with_letter(side, old, new) for side in (condition.left, condition.right))
    return replace(condition, left=left, right=right)


def _of_derivative(formula: Differentiated, around: Surroundings) -> Iterator[Edit]:
    operand = formula.operand
    if operand is None:
        return
    yield "∂ dropped", Grouped(operand)
    for place, variable in enumerate(formula.variables):
        before, after = formula.variables[:place], formula.variables[place + 1 :]
        for kind, new in _of_indices(variable, around) if isinstance(variable, Indexed) else ():
            yield kind, replace(formula, variables=(*before, new, *after))
    inner = operand.body if isinstance(operand, Grouped) else operand
    if isinstance(inner, Multiplied):
        first, *others = inner.factors
        yield "scope", multiplied(replace(formula, operand=first), *others)
    if isinstance(inner, Added):
        first, *others = inner.terms
        yield "scope", Grouped(Added((replace(formula, operand=first), *others)))


def is_delta(formula: Formula) -> bool:
    found = symbol_of(formula)
    return found is not None and found[0][0] == "δ"


def _bracketed(formula: Formula) -> Formula:
    return Grouped(formula) if isinstance(formula, Added | Negated) else formula
