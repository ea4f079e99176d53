"""A kind of mistake: its text, and the edits that mend it."""

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from derive.data import Data
from derive.formula import Formula
from derive.mistakes.places import Place

Side: TypeAlias = Literal["any", "first"]
"""Which members an edit may change: any, or only the first one of a chain."""

Edits: TypeAlias = Callable[[Place], Iterator[Formula]]
"""What may have been meant where a node stands: other nodes for its place."""


class Mistake(Data):
    """The text about a kind of mistake, for a person."""

    code: str
    title: str
    what: str
    """What is wrong, in one clause that can follow the title and a colon."""
    why: str
    """Why people make it."""
    wrong: str
    """An example in LaTeX: a step with the mistake."""
    right: str
    """The step without it."""
    given: str = ""
    """What the example rests on, as prose with formulas between dollar signs."""
    side: Side = "any"
