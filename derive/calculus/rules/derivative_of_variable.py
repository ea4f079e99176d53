from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import Delta, Term, Times, Variable

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="variable",
    title="∂o_k/∂o_i = δ_ki",
    formula="∂o_k/∂o_i = δ_ki: 1 if k = i, else 0",
    example="∂o_2/∂o_1 = 0, ∂o_1/∂o_1 = 1",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Variable) or term.name != by.variable.name:
        return None
    return Times(tuple(map(Delta, term.indices, by.variable.indices)))
