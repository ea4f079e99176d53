"""How far a function without brackets reaches: log a b is log (a b), or (log a) b."""

from itertools import pairwise

from derive.data import replace
from derive.formula import Applied, Formula, Multiplied
from derive.formula_parts import everywhere, product_of


@everywhere
def function_to_space(formula: Formula) -> Formula:
    r"""\log p\,R as (log p) R"""
    argument = _row_of(formula)
    gaps = _gaps(argument) if argument is not None else []
    return _function_of_first(formula, gaps.index(True) + 1) if True in gaps else formula


@everywhere
def function_of_one(formula: Formula) -> Formula:
    """log p R as (log p) R, where no space is told"""
    argument = _row_of(formula)
    spaced = argument is None or True in _gaps(argument)
    return formula if spaced else _function_of_first(formula, 1)


def _row_of(formula: Formula) -> Multiplied | None:
    """The argument of a function without brackets, if it is a product."""
    match formula:
        case Applied(arguments=(Multiplied(signs=signs) as argument,), parenthesised=False) if not any(signs):
            return argument
        case _:
            return None


def _gaps(product: Multiplied) -> list[bool]:
    """Whether a command for space stands between the factors, rather than a blank or nothing."""
    return [one.span.end + 2 <= other.span.start for one, other in pairwise(product.factors)]


def _function_of_first(formula: Formula, count: int) -> Formula:
    """The function of the first factors of its argument, times the others."""
    argument = _row_of(formula)
    assert isinstance(formula, Applied)
    assert argument is not None
    first = product_of(argument.factors[:count], argument.signs[: count - 1])
    rest = argument.factors[count:]
    return Multiplied((replace(formula, arguments=(first,)), *rest), argument.signs[count - 1 :])
