"""An equation that values break, before it is asked whether they refute it."""

from derive.data import Data
from derive.decide.verdict import Counterexample
from derive.document.model import Statement
from derive.formula import Formula
from derive.meaning.context import Value
from derive.term import Claim


class Broken(Data):
    """An equation that values break."""

    counterexample: Counterexample
    claims: tuple[Claim, ...]
    """What it claims, entry by entry."""
    statement: Statement
    scope: int
    values: tuple[Value, Value]
    """Its two sides."""
    written: tuple[Formula, Formula]
    """The two sides as they are written."""
