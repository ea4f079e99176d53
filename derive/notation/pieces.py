"""What stands in a row before its scopes are known: signs, heads of sums and functions, loose ∂. Data only.

None of these is part of a Formula; derive.notation.products turns rows of them into one.
"""

from typing import Literal, TypeAlias

from derive.data import Data
from derive.formula import Formula, Name
from derive.source import NOWHERE, Span


class Mark(Data):
    """A sign in a row: · × * ⊙ between factors, / for a quotient, + or - before a factor."""

    sign: str
    span: Span = NOWHERE


class Partial(Data):
    """∂ with its order, as in ∂², and its variables, as in ∂_x."""

    order: int
    variables: tuple[Formula, ...]
    span: Span = NOWHERE
    total: bool = False
    """Written with d, in plain text: d²."""


class Head(Data):
    """What takes its operand from the rest of its row: Σ, Π, a function, ∇. Scripts are as written."""

    operator: Literal["sum", "product", "function", "nabla"]
    function: Name | None
    """What takes an argument; of a sum the word for it, where it is written as one."""
    lower: Formula | None = None
    upper: Formula | None = None
    primes: int = 0
    span: Span = NOWHERE


class Differentials(Data):
    """coefficient ∂operand ∂operand ..., as above or below a fraction bar: (order, operand) each."""

    coefficient: Formula | None
    parts: tuple[tuple[int, Formula | None], ...]
    negated: bool = False
    total: bool = False
    span: Span = NOWHERE


class HalfDerivative(Data):
    r"""\frac{A}{\partial x}, which has ∂ below only."""

    numerator: Formula
    below: Differentials
    span: Span = NOWHERE


class Claimed(Data):
    """A relation without its left side, as in the label '= x' of a brace."""

    sign: str
    right: Formula
    span: Span = NOWHERE


class Lines(Data):
    """The lines of an environment, by cells; an empty cell is None."""

    rows: tuple[tuple[Formula | None, ...], ...]
    span: Span = NOWHERE


class Script(Data):
    """_argument, ^argument, or primes (argument None)."""

    sign: Literal["_", "^", "'"]
    argument: Formula | None
    primes: int = 0
    bare: bool = False
    """Whether the argument is a power even if it is a bracket: in LaTeX one without braces around it, as in u^(2)."""
    span: Span = NOWHERE


Piece: TypeAlias = Formula | Mark | Partial | Head | Differentials | HalfDerivative | Claimed
