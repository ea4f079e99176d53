from collections.abc import Iterator

from derive.data import replace
from derive.formula import Differentiated, Divided, Formula, Indexed, Multiplied, Name
from derive.mistakes.building import number, over, times, with_factor, without
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="inverted",
    title="inverted derivative or factor",
    what="a derivative or a factor is upside down",
    why="what belongs above the bar is written below it",
    wrong=r"\frac{\partial}{\partial x} (a \log x) = a x",
    right=r"\frac{\partial}{\partial x} (a \log x) = \frac{a}{x}",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    match node:
        case Differentiated(operand=Name() | Indexed() as operand, variables=(variable,)):
            yield replace(node, operand=variable, variables=(operand,))
        case Divided(numerator=above, denominator=below):
            yield below if above == number(1) else Divided(below, above)
            yield times(above, below)
        case Multiplied(factors=factors):
            for k, factor in enumerate(factors):
                yield with_factor(node, k, _turned(factor))
                yield over(without(node, k), factor)
        case Name() | Indexed() if place.parent is None:
            yield Divided(number(1), node)
        case _:
            pass


def _turned(factor: Formula) -> Formula:
    if isinstance(factor, Divided):
        return factor.denominator if factor.numerator == number(1) else Divided(factor.denominator, factor.numerator)
    return over(number(1), factor)
