"""One rule of differentiation at a time, by the table of derive.calculus.differentiate.

What needs no words happens with the rule: the derivative of what does not depend on the variable is 0, and that of
the variable itself is a δ.
"""

from collections.abc import Callable

from derive.calculus.definitions import Definitions
from derive.calculus.differentiate import TABLE, Differentiator, has_derivative
from derive.calculus.rules import (
    constant_factor,
    definition,
    derivative_of_variable,
    earlier_result,
    linearity,
    sum_rule,
)
from derive.data import Data
from derive.teach.tidy import tidy
from derive.term import ZERO, Derivative, Term, Variable, rebuilt, subterms

_FACTOR = constant_factor.RULE.code
_SUMS = (sum_rule.RULE.code, linearity.RULE.code)


class Move(Data):
    """A term, and the code of the rule that leads to it from the one before."""

    rule: str
    term: Term
    results: tuple[int, ...] = ()
    """The numbers of the earlier results that it puts in."""


def differentiated(term: Term, definitions: Definitions, known: Callable[[Derivative], Term | None]) -> Move | None:
    """One rule carried out wherever it is due among the innermost derivatives; None where none is.

    known: what is proved already of the derivative of a symbol, or None. The rules for sums come first; constant
    factors go out with the other rules.
    """
    due = _due(term, definitions, known)
    if due is None:
        return None
    code, term = due
    while code not in (definition.RULE.code, earlier_result.RULE.code):
        after = _due(term, definitions, known)
        if after is None or after[0] not in ((_FACTOR, *_SUMS) if code == _FACTOR else (_FACTOR,)):
            break
        code, term = after[0] if code == _FACTOR else code, after[1]
    return Move(code, term)


def _due(term: Term, definitions: Definitions, known: Callable[[Derivative], Term | None]) -> tuple[str, Term] | None:
    """The rule that comes next, and the term after it."""
    found: dict[Derivative, tuple[str, Term]] = {}
    for one in subterms(term):
        if isinstance(one, Derivative) and one not in found and not has_derivative(one.operand):
            before = known(one)
            result = (earlier_result.RULE.code, before) if before is not None else _by_table(one, definitions)
            if result is not None:
                found[one] = result
    codes = [code for code, _ in found.values()]
    if not codes:
        return None
    first = next((code for code in (_FACTOR, *_SUMS) if code in codes), codes[0])

    def change(one: Term) -> Term:
        if isinstance(one, Derivative) and one in found and found[one][0] == first:
            return found[one][1]
        return rebuilt(one, change)

    return first, tidy(change(term))


class _OneRule(Differentiator):
    """Carries out one rule: the derivatives of the parts stay to be done."""

    def __call__(self, term: Term) -> Term:
        if not self.depends(term):
            return ZERO
        if isinstance(term, Variable):
            result = derivative_of_variable.differentiate(term, self)
            if result is not None:
                return result
        return Derivative(term, self.variable)


def _by_table(term: Derivative, definitions: Definitions) -> tuple[str, Term] | None:
    """The first rule of the table that applies, and the derivative by it."""
    by = _OneRule(term.variable, definitions, [definition.name for definition in definitions.all()])
    for rule, differentiate in TABLE:
        result = differentiate(term.operand, by)
        if result is not None:
            return rule.code, tidy(result)
    return None
