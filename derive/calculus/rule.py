"""A rule: what makes a step true."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """The text about a rule; `derive show` prints its title."""

    code: str
    title: str
    formula: str
    """In Unicode, with what it requires."""
    example: str
