from fractions import Fraction
from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import MINUS_ONE, Log, Number, Plus, Power, Term, Times, quotient

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="power-rule",
    title="power rule",
    formula="∂f^c/∂x = c f^{c−1} ∂f/∂x; ∂f^g/∂x = f^g (∂g/∂x log f + (g/f) ∂f/∂x), where f > 0",
    example="∂(1/S)/∂o_i = −(1/S²) ∂S/∂o_i",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Power):
        return None
    base, exponent = term.base, term.exponent
    if isinstance(exponent, Number):
        lowered = Number(Fraction(exponent.value - 1))
        return Times((exponent, Power(base, lowered), by(base)))
    if not by.depends(exponent):
        return Times((exponent, Power(base, Plus((exponent, MINUS_ONE))), by(base)))
    return Times(
        (
            term,
            Plus((Times((by(exponent), Log(base))), Times((quotient(exponent, base), by(base))))),
        )
    )
