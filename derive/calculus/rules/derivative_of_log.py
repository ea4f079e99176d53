from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import ONE, Log, Term, Times, quotient

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="derivative-of-log",
    title="derivative of log",
    formula="∂(log f)/∂x = (1/f) ∂f/∂x, where f > 0",
    example="∂(log ŷ_j)/∂o_i = (1/ŷ_j) ∂ŷ_j/∂o_i",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Log):
        return None
    return Times((quotient(ONE, term.argument), by(term.argument)))
