from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import ZERO, Term

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="constant",
    title="derivative of a constant",
    formula="∂c/∂x = 0, where c does not depend on x",
    example="∂y_j/∂o_i = 0",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    return None if by.depends(term) else ZERO
