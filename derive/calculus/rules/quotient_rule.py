from fractions import Fraction
from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.term import MINUS_ONE, Number, Plus, Power, Term, Times, negative

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="quotient-rule",
    title="quotient rule",
    formula="∂(f/g)/∂x = (g ∂f/∂x − f ∂g/∂x) / g², where g ≠ 0",
    example="∂(e^{o_i}/S)/∂o_i = (S e^{o_i} − e^{o_i} e^{o_i}) / S², where S = Σ_k e^{o_k}",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Times):
        return None
    below = [k for k, factor in enumerate(term.factors) if _is_reciprocal(factor)]
    if len(below) != 1 or len(term.factors) < 2:
        return None
    reciprocal = term.factors[below[0]]
    assert isinstance(reciprocal, Power)
    denominator = reciprocal.base
    above = term.factors[: below[0]] + term.factors[below[0] + 1 :]
    numerator = above[0] if len(above) == 1 else Times(above)
    return Times(
        (
            Plus(
                (
                    Times((denominator, by(numerator))),
                    negative(Times((numerator, by(denominator)))),
                )
            ),
            Power(denominator, Number(Fraction(-2))),
        )
    )


def _is_reciprocal(term: Term) -> bool:
    return isinstance(term, Power) and term.exponent == MINUS_ONE
