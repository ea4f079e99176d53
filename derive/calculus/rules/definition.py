from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import Term, Variable

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="definition",
    title="definition",
    formula="a symbol may be replaced by what it was defined to be, and the other way round",
    example="ŷ_i = e^{o_i} / Σ_k e^{o_k}",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Variable) or term.name not in by.definitions or term.name not in by.unfoldable:
        return None
    by.unfolded.add(term.name)
    return by(by.definitions.unfold(term))
