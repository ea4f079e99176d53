from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import Term, Times

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="constant-factor",
    title="constant factor",
    formula="∂(c f)/∂x = c ∂f/∂x, where c does not depend on x",
    example="∂(y_j log ŷ_j)/∂o_i = y_j ∂(log ŷ_j)/∂o_i",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Times):
        return None
    varying = tuple(factor for factor in term.factors if by.depends(factor))
    fixed = tuple(factor for factor in term.factors if not by.depends(factor))
    if not fixed and len(varying) > 1:
        return None
    return Times((*fixed, by(varying[0] if len(varying) == 1 else Times(varying))))
