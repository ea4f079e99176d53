"""Factors in a row of plain-text mathematics: how they make a product, and which brackets are arguments."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from derive.formula import Added, Compared, Formula, Grouped, Indexed, Listed, Multiplied, Name, Negated, Numeral

Sign: TypeAlias = Literal["", "·", "×", "*", "⊙"]


def bare(formula: Formula) -> Formula:
    """A single term without the round brackets around it, which then only show where an argument ends."""
    match formula:
        case Grouped(body=Added() | Negated() | Compared() | Listed()):
            return formula
        case Grouped(body=body, bracket="("):
            return body
        case _:
            return formula


def is_argument(group: Formula) -> bool:
    """Whether a bracket reads as the argument of the letter before it rather than as a factor."""
    match group:
        case Listed() | Grouped(body=Name() | Indexed() | Numeral()):
            return True
        case _:
            return False


def flat(items: list[list[Formula]], signs: list[Sign]) -> Formula:
    between: list[Sign] = ["" for _ in items[0][1:]]
    for sign, item in zip(signs, items[1:], strict=True):
        between += [sign, *("" for _ in item[1:])]  # type: ignore[list-item]
    return _multiplied([factor for item in items for factor in item], between)


def _multiplied(factors: list[Formula], signs: Sequence[Sign]) -> Formula:
    if len(factors) == 1:
        return factors[0]
    return Multiplied(tuple(factors), tuple(signs), factors[0].span.join(factors[-1].span))
