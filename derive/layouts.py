"""How derivatives by vectors are laid out: what the prose says, and what the steps proved so far leave.

∂(A x)/∂x is A where rows count the components of A x, and A^⊤ where columns do. A document uses one of these: what is
proved in one layout only stands in the way of what needs another.
"""

import re
from collections.abc import Iterable

from derive.meaning.context import Layout, Vector
from derive.source import Source

LAYOUTS: tuple[Layout, ...] = ("mixed", "numerator", "denominator")
"""In the order in which they are tried."""
_TOLD: dict[Layout, str] = {
    "numerator": r"numerator[- ]layout|jacobian (?:layout|formulation)",
    "denominator": r"denominator[- ]layout|(?:hessian|gradient) (?:layout|formulation)",
}


_IN = "derivatives by vectors are in"


def in_layout(layout: Layout) -> str:
    """The condition that a step holds in a layout."""
    return f"{_IN} {layout} layout"


def tells_layout(condition: str) -> bool:
    """Whether a condition is such a one."""
    return condition.startswith(_IN)


def is_row_for_column(one: object, other: object) -> bool:
    """Whether a derivative, which may be a row or a column, is said to be a product that is a row, (V h − t)^⊤ V: no
    gradient is one but in that layout. A row that is written out is only a list."""
    vectors = [value for value in (one, other) if isinstance(value, Vector)]
    turned = [value.turned for value in vectors]
    return len(vectors) == 2 and None in turned and any(value.turned and not value.special for value in vectors)


class Layouts:
    """The layouts that a document may use."""

    def __init__(self, source: Source) -> None:
        told = [layout for layout, words in _TOLD.items() if re.search(words, source.text, re.IGNORECASE)]
        self.possible: frozenset[Layout] = frozenset(told if len(told) == 1 else LAYOUTS)

    def narrow(self, proved: Iterable[Layout]) -> None:
        """After a step that is proved in these layouts, and in no other."""
        self.possible = self.possible & frozenset(proved) or self.possible
