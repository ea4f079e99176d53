from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import Plus, Term, Times

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="product-rule",
    title="product rule",
    formula="∂(f g)/∂x = ∂f/∂x g + f ∂g/∂x",
    example="∂(ŷ_i log ŷ_i)/∂o_i = ∂ŷ_i/∂o_i log ŷ_i + ŷ_i ∂(log ŷ_i)/∂o_i",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Times):
        return None
    factors = term.factors
    return Plus(
        tuple(
            Times((*factors[:k], by(factor), *factors[k + 1 :]))
            for k, factor in enumerate(factors)
            if by.depends(factor)
        )
    )
