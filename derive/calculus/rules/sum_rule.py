from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.calculus.substitution import fresh, indices_of, substitute
from derive.term import Sum, Term

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="sum-rule",
    title="∂ of a sum",
    formula="∂(Σ_k f_k)/∂x = Σ_k ∂f_k/∂x; the letter k must not occur in x",
    example="∂(Σ_k e^{o_k})/∂o_i = Σ_k ∂e^{o_k}/∂o_i",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    if not isinstance(term, Sum):
        return None
    letter, body = term.letter, term.body
    if letter in by.variable.indices:
        letter = fresh(letter, indices_of(body) | frozenset(by.variable.indices) | frozenset(term.excluded))
        body = substitute(body, {term.letter: letter})
    return Sum(letter, term.excluded, by(body))
