from collections.abc import Iterator

from derive.formula import (
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
)
from derive.mistakes.building import ungrouped, with_factor
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="missing-partial",
    title="missing ∂",
    what="∂ is missing above or below the bar",
    why="a derivative is written as a fraction, and the signs in it are forgotten",
    given=r"Let $l = \sum_k y_k z_k$.",
    wrong=r"\frac{l}{z_i} = y_i",
    right=r"\frac{\partial l}{\partial z_i} = y_i",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    if not isinstance(node, Divided):
        return
    above, below = node.numerator, _variable(node.denominator)
    if below is None or isinstance(above, Numeral):
        return
    inner = _operand(above)
    if isinstance(inner, Name | Indexed | Primed):
        yield Differentiated(inner, (below,))
    else:
        yield Differentiated(inner if isinstance(inner, Grouped) else Grouped(inner), (below,), "operator")
    if isinstance(above, Multiplied):
        last = len(above.factors) - 1
        yield with_factor(above, last, Differentiated(ungrouped(above.factors[last]), (below,)))
    elif isinstance(above, Negated):
        yield Negated(Differentiated(ungrouped(above.operand), (below,)))


def _variable(formula: Formula) -> Formula | None:
    """x of x, of ∂ x"""
    if isinstance(formula, Multiplied) and len(formula.factors) == 2 and formula.factors[0] == Name("∂"):
        formula = formula.factors[1]
    return formula if isinstance(formula, Name | Indexed) else None


def _operand(formula: Formula) -> Formula:
    if isinstance(formula, Multiplied) and len(formula.factors) == 2 and formula.factors[0] == Name("∂"):
        return formula.factors[1]
    return formula
