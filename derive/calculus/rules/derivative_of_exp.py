from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import Exp, Term, Times

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="derivative-of-exp",
    title="derivative of exp",
    formula="∂e^f/∂x = e^f ∂f/∂x",
    example="∂e^{o_i}/∂o_i = e^{o_i}",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Exp):
        return None
    return Times((term, by(term.argument)))
