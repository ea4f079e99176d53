"""Walking over formulas: the parts of one, and one rebuilt from changed parts."""

from collections.abc import Callable, Iterator
from typing import Any

from derive.data import compared, replace
from derive.formula import Formula


def children(formula: Formula) -> Iterator[Formula]:
    """The formulas of which a formula is made, in the order of reading."""
    node: Any = type(formula)
    for name in compared(node):
        yield from _formulas(getattr(formula, name))


def _formulas(value: Any) -> Iterator[Formula]:
    if isinstance(value, Formula):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _formulas(part)


def rebuilt(formula: Formula, change: Callable[[Formula], Formula]) -> Formula:
    """The formula with all its parts changed."""

    def changed(value: Any) -> Any:
        if isinstance(value, Formula):
            return change(value)
        if isinstance(value, tuple):
            return tuple(changed(part) for part in value)
        return value

    node: Any = type(formula)
    parts = {name: changed(getattr(formula, name)) for name in compared(node)}
    return replace(formula, **parts)
