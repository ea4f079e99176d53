"""Derivatives in products. Total ones are applied to directions: dF(x)·h = Σ_k ∂F(x)/∂x_k h_k.

d²F(x)·(h, g) is the derivative of dF(x)·h in the direction g, and d[x ↦ F](x)·h that of an expression F.
"""

from itertools import pairwise

from derive.data import Data
from derive.formula import Applied, Compared, Differentiated, Formula, Grouped, Listed, Multiplied, Name, Raised
from derive.meaning.names import literal_index


class Directional(Data):
    """The derivative of `body` with respect to `variable`, in each of the directions."""

    body: Formula
    variable: Formula
    directions: tuple[Formula, ...]


def factors_of(formula: Multiplied) -> tuple[tuple[Formula | Directional, ...], tuple[str, ...]]:
    """The factors of a product and the signs between them, where dF(x)·h is one factor."""
    factors: list[Formula | Directional] = []
    signs: list[str] = []
    rest = 0
    while rest < len(formula.factors):
        found = _at(formula, rest)
        if rest:
            signs.append(formula.signs[rest - 1])
        factors.append(formula.factors[rest] if found is None else found)
        rest += 1 if found is None else 3
    return tuple(factors), tuple(signs)


def _at(formula: Multiplied, k: int) -> Directional | None:
    """The derivative that is written as three factors: d, F(x) and h, or d[x ↦ F], (x) and h."""
    three = formula.factors[k : k + 3]
    if len(three) < 3 or formula.signs[k : k + 2] != ("", "·"):
        return None
    first, second, last = three
    directions = last.items if isinstance(last, Listed) and last.bracket == "(" else (last,)
    match first, second:
        case Applied(function=Name(letter="d"), arguments=(Compared(sign="↦") as mapping,)), Grouped(body=argument):
            return Directional(mapping.right, argument, directions) if mapping.left == argument else None
        case _, Applied(arguments=(argument,), power=None) if _order(first) == len(directions):
            return Directional(second, argument, directions)
        case _:
            return None


def _order(sign: Formula) -> int | None:
    """1 of d, 2 of d²"""
    if isinstance(sign, Raised):
        return literal_index(sign.exponent) if sign.base == Name("d") else None
    return 1 if sign == Name("d") else None


def chain_of(formula: Multiplied) -> tuple[Differentiated, ...]:
    """The factors of a product, if each is a derivative of that by which the one before it is taken; else ()."""
    found = tuple(one for one in formula.factors if isinstance(one, Differentiated) and len(one.variables) == 1)
    if len(found) < len(formula.factors) or any(sign not in ("", "·") for sign in formula.signs):
        return ()
    return found if all(one.variables[0] == other.operand for one, other in pairwise(found)) else ()
