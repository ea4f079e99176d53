"""How derivatives by vectors are laid out: what the prose says, and what the steps proved so far leave.

∂(A x)/∂x is A where rows count the components of A x, and A^⊤ where columns do. A document uses one of these: what is
proved in one layout only stands in the way of what needs another.
"""

import re
from collections.abc import Iterable

from derive.meaning.context import Layout
from derive.source import Source

LAYOUTS: tuple[Layout, ...] = ("mixed", "numerator", "denominator")
"""In the order in which they are tried."""
_TOLD: dict[Layout, str] = {
    "numerator": r"numerator[- ]layout|jacobian (?:layout|formulation)",
    "denominator": r"denominator[- ]layout|(?:hessian|gradient) (?:layout|formulation)",
}


class Layouts:
    """The layouts that a document may use."""

    def __init__(self, source: Source) -> None:
        told = [layout for layout, words in _TOLD.items() if re.search(words, source.text, re.IGNORECASE)]
        self.possible: frozenset[Layout] = frozenset(told if len(told) == 1 else LAYOUTS)

    def narrow(self, proved: Iterable[Layout]) -> None:
        """After a step that is proved in these layouts, and in no other."""
        self.possible = self.possible & frozenset(proved) or self.possible
