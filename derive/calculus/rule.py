"""A rule: what makes a step true."""

from derive.data import Data


class Rule(Data):
    """The text about a rule; `derive show` prints its title."""

    code: str
    title: str
    formula: str
    """In Unicode, with what it requires."""
    example: str
