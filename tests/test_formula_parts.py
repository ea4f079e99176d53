"""The parts of a formula of every kind are all the formulas in its fields, in the order of reading."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, get_args

import pytest

from derive.data import compared
from derive.formula import Cased, Compared, Differentiated, Formula, Indicated, Name, Numeral, Ranged
from derive.formula_parts import children, rebuilt, subformulas

A, B, C, D = (Name(letter) for letter in "abcd")
CONDITION = Compared(C, "=", D)
FIELDS: dict[str, Any] = {
    "value": Fraction(1), "letter": A, "base": A, "lower": (A, B), "upper": (C,), "exponent": B, "count": 1,
    "operand": A, "terms": (A, B, C), "factors": (A, B), "signs": ("",), "numerator": A, "denominator": B,
    "radicand": A, "degree": B, "left": A, "right": B, "sign": "=", "body": B, "items": (A, B),
    "conditions": (CONDITION,), "function": A, "arguments": (B, C), "power": D, "variables": (B, C),
    "branches": ((A, (CONDITION,)), (B, ())), "rows": ((A, B), (C, D)), "label": C, "claims": True,
}  # fmt: skip


def made(kind: type[Formula]) -> Formula:
    """A formula of a kind with a formula in each place that takes one."""
    if kind is Ranged:
        return Ranged("sum", A, B, C, (CONDITION,), D)
    if kind is Name:
        return A
    names = [name for name in compared(kind) if name in FIELDS]
    return kind(**{name: FIELDS[name] for name in names})


def within(value: Any) -> Iterator[Formula]:
    """The formulas in the value of a field."""
    if isinstance(value, get_args(Formula)):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from within(part)


@pytest.mark.parametrize("kind", get_args(Formula))
def test_children_are_all_formulas_in_the_fields(kind: type[Formula]) -> None:
    formula = made(kind)
    assert list(children(formula)) == [one for name in compared(kind) for one in within(getattr(formula, name))]


@pytest.mark.parametrize("kind", get_args(Formula))
def test_all_parts_are_changed(kind: type[Formula]) -> None:
    changed = rebuilt(made(kind), lambda part: part if isinstance(part, Compared) else Numeral(Fraction(7)))
    assert all(isinstance(part, Numeral | Compared) for part in children(changed))


def test_what_is_left_out_is_no_part() -> None:
    assert list(children(Ranged("sum", None, None, None, (), A))) == [A]
    assert list(children(Differentiated(None, (A,)))) == [A]


def test_subformulas_are_in_the_order_of_reading() -> None:
    cases = Cased(((A, (CONDITION,)), (B, ())))
    assert list(subformulas(cases)) == [cases, A, CONDITION, C, D, B]
    assert list(subformulas(Indicated((CONDITION,))))[1:] == [CONDITION, C, D]
