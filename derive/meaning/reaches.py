"""How far a sign reaches: the other readings of what is written.

A sum ends before a + in one hand and after it in another; so it is with a derivative before a product, a logarithm
before a slash, a slash before a product. Where a step is true in one of its readings and false in another, that is said
with its verdict.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias, TypeGuard

from derive.data import Data, replace
from derive.document.mixed_numbers import has_mixed_number, with_mixed_numbers
from derive.document.reaches import has_free, last_sum, to_the_end, to_the_first_term, to_the_last, with_the_sign
from derive.formula import (
    Added,
    Applied,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Raised,
    Ranged,
    Rooted,
)
from derive.formula_parts import Change, everywhere, product_of, subformulas, subformulas_of
from derive.meaning.run_on import function_of_one, function_to_space
from derive.source import NOWHERE

OVER_EXPONENTIAL = "a/b e^x is a/(b e^x)"
"""How far a slash reaches that hardly reaches so far, and changes the sign of a derivative if it does."""
Sign: TypeAlias = Literal["sum", "product", "derivative", "function", "slash", "mixed number"]
"""Of what it may be asked how far it reaches."""


class OtherReading(Data):
    """Where a sign may reach besides where it is read to reach."""

    changes: tuple[Change, ...]
    sign: "Sign"
    where: str
    """What a step rests on that is true in this reading, and not as it is written."""
    unless: str | None
    """What a step rests on that is true as it is written, and false in this reading; empty if hardly anyone reads it
    so, None if nearly everyone does: then such a step is not proved."""
    in_definitions: bool = False
    """Whether what is defined may be meant so, though hardly anyone reads it so."""

    def of(self, formula: Formula) -> Formula:
        for change in self.changes:
            formula = change(formula)
        return formula


Readings: TypeAlias = Callable[[Formula, Formula], Iterator[tuple[tuple[Formula, Formula], OtherReading]]]


def other_readings(left: Formula, right: Formula) -> Iterator[tuple[tuple[Formula, Formula], OtherReading]]:
    """The two sides of an equation in each other reading."""
    by_side = [(side, ambiguous_signs(side)) for side in (left, right)]
    found: list[list[Formula]] = []
    for one in OTHER_READINGS if any(signs for _, signs in by_side) else ():
        new = [one.of(side) if one.sign in signs else side for side, signs in by_side]
        if (new[0] is not left or new[1] is not right) and not (one.sign == "slash" and new in found):
            found.append(new)
            yield (new[0], new[1]), one


def of_one_side(left: Formula, right: Formula) -> Iterator[tuple[tuple[Formula, Formula], OtherReading]]:
    """The two sides where only one of them is read otherwise, if both may be."""
    for new, one in other_readings(left, right):
        if new[0] is not left and new[1] is not right:
            yield (new[0], right), one
            yield (left, new[1]), one


def ambiguous_signs(formula: Formula) -> frozenset[Sign]:
    """Those that may reach elsewhere in the formula; to look for the other readings takes much longer."""
    parts = (part for kind in _AMBIGUOUS for part in subformulas_of(formula, kind))
    return frozenset([sign for part in parts for sign in _ambiguous(part)])


_AMBIGUOUS: tuple[type[Any], ...] = (Added, Applied, Multiplied, Divided, Differentiated, Raised, Ranged)


def _ambiguous(formula: Formula) -> Iterator[Sign]:
    match formula:
        case Added(terms=(first, *_) as terms):
            if _is_operator(first):
                yield "derivative"
            if any(last_sum(term) is not None for term in terms[:-1]):
                yield "sum"
        case Multiplied(factors=factors):
            for one in factors[:-1]:
                yield from _before_another(one)
            if has_mixed_number(formula):
                yield "mixed number"
        case Divided(numerator=numerator, style="slash"):
            yield from _before_another(numerator)
        case Differentiated(operand=Multiplied(signs=signs), style="operator") if any(signs):
            yield "derivative"
        case Raised(base=Applied()) | Applied(arguments=(Multiplied(),), parenthesised=False):
            yield "function"
        case Ranged(operator="product"):
            yield "product"
        case Ranged(body=Grouped(span=span)) if span == NOWHERE:
            yield "sum"


def _before_another(formula: Formula) -> Iterator[Sign]:
    """What may reach over the factor after it, or the slash."""
    if _is_operator(formula):
        yield "derivative"
    elif isinstance(formula, Applied) and not formula.parenthesised:
        yield "function"
    elif _is_slash(formula):
        yield "slash"


def _is_slash(formula: Formula) -> TypeGuard[Divided]:
    return isinstance(formula, Divided) and formula.style == "slash"


def _is_operator(formula: Formula) -> bool:
    """∂/∂x f, ∂_x f, ∇ f; how far ∂f/∂x reaches is plain, and so is d_i(f), which ends at its bracket."""
    return (
        isinstance(formula, Differentiated)
        and formula.operand is not None
        and formula.style in ("operator", "subscript", "nabla")
        and not (formula.style == "subscript" and formula.total)
    )


@everywhere
def _derivative_to_dot(formula: Formula) -> Formula:
    """∂/∂x f · g as (∂/∂x f) · g, where the dot is written."""
    if not isinstance(formula, Differentiated) or formula.style != "operator":
        return formula
    product = formula.operand
    if not isinstance(product, Multiplied) or not any(product.signs):
        return formula
    dot = next(k for k, sign in enumerate(product.signs) if sign)
    first = replace(formula, operand=product_of(product.factors[: dot + 1], product.signs[:dot]))
    return Multiplied((first, *product.factors[dot + 1 :]), product.signs[dot:])


@everywhere
def _derivative_of_sum(formula: Formula) -> Formula:
    """∂/∂x f + g as ∂/∂x (f + g), where g is not differentiated by itself."""
    if not isinstance(formula, Added):
        return formula
    first, *rest = formula.terms
    if not isinstance(first, Differentiated) or not _is_operator(first) or first.operand is None:
        return formula
    if any(map(_differentiates, rest)):
        return formula
    return replace(first, operand=Grouped(Added((first.operand, *rest))))


@everywhere
def _derivative_of_neighbours(formula: Formula) -> Formula:
    """∇_x f g as ∇_x (f g), up to a sign or another derivative; ∇_x f/g as ∇_x (f/g)."""
    return _derivative_of_product(formula, past_signs=False)


@everywhere
def _derivative_past_signs(formula: Formula) -> Formula:
    """∇_x f · g as ∇_x (f · g)."""
    return _derivative_of_product(formula, past_signs=True)


def _derivative_of_product(formula: Formula, *, past_signs: bool) -> Formula:
    match formula:
        case Divided(numerator=Differentiated(operand=Differentiated() | None)):
            return formula
        case Divided(numerator=Differentiated(operand=operand) as first, style="slash") if _is_operator(first):
            assert operand is not None
            return replace(first, operand=replace(formula, numerator=operand))
        case Multiplied(factors=factors, signs=signs):
            for k, factor in enumerate(factors[:-1]):
                if _is_operator(factor):
                    end = k
                    while end < len(signs) and (past_signs or not signs[end]) and not _differentiates(factors[end + 1]):
                        end += 1
                    return _reaching(formula, k, end)
    return formula


def _differentiates(factor: Formula) -> bool:
    return any(isinstance(part, Differentiated) for part in subformulas(factor))


def _reaching(product: Multiplied, begin: int, end: int) -> Formula:
    """The product whose factor `begin`, a derivative, a function or a slash, reaches over the factors up to `end`."""
    if begin == end:
        return product
    first = product.factors[begin]

    def over(inner: Formula) -> Formula:
        return product_of((inner, *product.factors[begin + 1 : end + 1]), product.signs[begin:end])

    match first:
        case Differentiated(operand=operand) if operand is not None:
            first = replace(first, operand=Grouped(over(operand)))
        case Applied(arguments=(argument,)):
            first = replace(first, arguments=(over(argument),))
        case Divided(denominator=denominator):
            first = replace(first, denominator=over(denominator))
    factors = (*product.factors[:begin], first, *product.factors[end + 1 :])
    return product_of(factors, (*product.signs[:begin], *product.signs[end:]))


def _end(product: Multiplied, begin: int, follows: Callable[[Formula], bool]) -> int:
    """The last of the factors of a kind that follow one without a sign between them."""
    end = begin
    while end < len(product.signs) and not product.signs[end] and follows(product.factors[end + 1]):
        end += 1
    return end


@everywhere
def _power_inside(formula: Formula) -> Formula:
    """log (x)^2 as log ((x)^2)"""
    match formula:
        case Raised(
            base=Applied(
                function=Name(letter="log" | "ln"), arguments=(argument,), power=None, parenthesised=True
            ) as function
        ):
            inside: Formula = replace(formula, base=Grouped(argument))
            return Applied(function.function, (inside,), span=function.span)
    return formula


@everywhere
def _function_of_quotient(formula: Formula) -> Formula:
    """log a/b as log (a/b); log a/log b is plain."""
    match formula:
        case Divided(numerator=Applied(arguments=(argument,), parenthesised=False) as function, style="slash"):
            below = formula.denominator
            if not isinstance(below, Applied) or below.function != function.function:
                return replace(function, arguments=(replace(formula, numerator=argument),))
    return formula


@everywhere
def _function_of_product(formula: Formula) -> Formula:
    """log x(1 − x) as log (x(1 − x))"""
    if isinstance(formula, Multiplied):
        for k, first in enumerate(formula.factors[:-1]):
            if isinstance(first, Applied) and not first.parenthesised and len(first.arguments) == 1:
                end = _end(formula, k, _is_bracket)
                if end > k:
                    return _reaching(formula, k, end)
    return formula


@everywhere
def _slash_over_product(formula: Formula) -> Formula:
    """1/2e^x as 1/(2e^x)"""
    return _slash_over(formula, _is_factor_below)


@everywhere
def _slash_to_exponential(formula: Formula) -> Formula:
    """a/bc as a/(bc), 1/2√x as 1/(2√x), 1/s√2 e^x as 1/(s√2) e^x: over the letters, roots and functions that follow,
    or else over the bracket."""
    return _slash_over(formula, lambda one: _is_factor_below(one) and not _is_exponential(one))


@everywhere
def _slash_over_letters(formula: Formula) -> Formula:
    """1/2c√x as 1/(2c) √x"""
    return _slash_over(formula, _is_letter_below)


def _slash_over(formula: Formula, follows: Callable[[Formula], bool]) -> Formula:
    """a/b… with what follows below the slash, as far as it is of a kind, or else the bracket."""
    if isinstance(formula, Multiplied):
        for k, first in enumerate(formula.factors[:-1]):
            if _is_slash(first) and not formula.signs[k] and not _is_bracket(first.denominator):
                end = _end(formula, k, follows)
                end = k + 1 if end == k and _is_bracket(formula.factors[k + 1]) else end
                if end > k:
                    return _reaching(formula, k, end)
    return formula


def _is_factor_below(formula: Formula) -> bool:
    base = formula.base if isinstance(formula, Raised) else formula
    return isinstance(base, Name | Indexed | Rooted | Applied)


def _is_exponential(formula: Formula) -> bool:
    match formula:
        case Raised(base=Name(letter="e")) | Applied(function=Name(letter="exp")):
            return True
    return False


def _is_letter_below(formula: Formula) -> bool:
    base = formula.base if isinstance(formula, Raised) else formula
    return isinstance(base, Name | Indexed) and not _is_exponential(formula)


def _is_bracket(formula: Formula) -> bool:
    return isinstance(formula.base if isinstance(formula, Raised) else formula, Grouped)


@everywhere
def _product_to_its_letter(formula: Formula) -> Formula:
    """Π_i a_i c as (Π_i a_i) c, and Π_i a_i/c as (Π_i a_i)/c, where c does not have the letter."""
    if not isinstance(formula, Ranged) or formula.operator != "product":
        return formula
    letter, body = formula.letter, formula.body
    if letter is None:
        return formula
    match body:
        case Divided(style="slash") if has_free(body.numerator, letter) and not has_free(body.denominator, letter):
            return replace(body, numerator=replace(formula, body=body.numerator))
        case Multiplied(factors=factors, signs=signs):
            last = max((k for k, factor in enumerate(factors) if has_free(factor, letter)), default=len(signs))
            if last < len(signs):
                first = replace(formula, body=product_of(factors[: last + 1], signs[:last]))
                return Multiplied((first, *factors[last + 1 :]), signs[last:])
    return formula


OTHER_READINGS = (
    OtherReading((to_the_first_term,), "sum", "the sum ends before the sign after it", ""),
    OtherReading(
        (to_the_end,),
        "sum",
        "the sum reaches to the end of the expression",
        "the sum does not reach over the sign after it",
    ),
    OtherReading((to_the_last,), "sum", "the sum reaches to the last term with its letter", ""),
    OtherReading((with_the_sign,), "sum", "the sum reaches to the end of the expression, below its sign", ""),
    OtherReading((_derivative_to_dot,), "derivative", "the derivative reaches to the dot only", ""),
    OtherReading(
        (_derivative_of_sum,),
        "derivative",
        "the derivative reaches to the end of the sum",
        "the derivative is that of the first term only",
    ),
    OtherReading((to_the_end, _derivative_of_sum), "sum", "the sum and the derivative reach to the end", ""),
    OtherReading((_power_inside,), "function", "the power is inside the function", ""),
    OtherReading(
        (_derivative_of_neighbours,),
        "derivative",
        "the derivative reaches to the end of the product",
        None,
    ),
    OtherReading(
        (_derivative_past_signs,),
        "derivative",
        "the derivative reaches to the end of the product",
        "the derivative is that of the first factor only",
    ),
    OtherReading(
        (_derivative_past_signs, _derivative_of_sum),
        "derivative",
        "the derivative reaches to the end of the expression",
        "",
    ),
    OtherReading((_function_of_quotient,), "function", "log a/b is log (a/b)", "log a/b is (log a)/b"),
    OtherReading((_function_of_product,), "function", "log a(b) is log (a(b))", "log a(b) is (log a)(b)"),
    OtherReading((function_to_space,), "function", "log a b is (log a) b", None),
    OtherReading((function_of_one,), "function", "log a b is (log a) b", "", True),
    OtherReading((_slash_to_exponential,), "slash", "a/bc is a/(bc)", "a/bc is (a/b)c"),
    OtherReading((_slash_over_letters,), "slash", "a/bc is a/(bc), before a root or a function", "a/bc is (a/b)c"),
    OtherReading((_slash_over_product,), "slash", OVER_EXPONENTIAL, "a/bc is (a/b)c"),
    OtherReading(
        (_product_to_its_letter,),
        "product",
        "a product reaches over the factors with its letter only",
        "a product reaches over the factors after it that do not have its letter",
    ),
    OtherReading(
        (everywhere(with_mixed_numbers),),
        "mixed number",
        "a number before a fraction is added to it",
        "a number before a fraction is a factor of it",
    ),
)
