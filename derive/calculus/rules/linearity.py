from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import Plus, Term

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="linearity",
    title="linearity of ∂",
    formula="∂(f + g)/∂x = ∂f/∂x + ∂g/∂x",
    example="∂(o_1 + o_2)/∂o_1 = ∂o_1/∂o_1 + ∂o_2/∂o_1",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Plus):
        return None
    return Plus(tuple(by(part) for part in term.terms))
