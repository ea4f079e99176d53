"""Differentiation of terms by an ordered table of rules.

∂o_k/∂o_i = δ_ki: the components of an indexed variable are independent. Hypotheses play no part here, since a
derivative sees all values of its variable, not only those that satisfy them: ∂(Σ_k y_k)/∂y_i is 1 even where
Σ_k y_k = 1. Symbols that no definition introduced do not depend on one another, unless a Dependence says so: the
derivative of such a symbol by one of its arguments stays, as that of an arbitrary function.
"""

from collections.abc import Callable, Collection
from typing import TypeAlias

from derive.calculus.definitions import Definitions
from derive.calculus.rule import Rule
from derive.calculus.rules import (
    chain_rule,
    constant,
    constant_factor,
    definition,
    derivative_of_exp,
    derivative_of_log,
    derivative_of_variable,
    linearity,
    power_rule,
    product_rule,
    quotient_rule,
    sum_rule,
)
from derive.term import Derivative, Term, Variable, subterms, subterms_of

Application: TypeAlias = "Callable[[Term, Differentiator], Term | None]"

TABLE: tuple[tuple[Rule, Application], ...] = (
    (constant.RULE, constant.differentiate),
    (derivative_of_variable.RULE, derivative_of_variable.differentiate),
    (definition.RULE, definition.differentiate),
    (chain_rule.RULE, chain_rule.differentiate),
    (linearity.RULE, linearity.differentiate),
    (sum_rule.RULE, sum_rule.differentiate),
    (constant_factor.RULE, constant_factor.differentiate),
    (quotient_rule.RULE, quotient_rule.differentiate),
    (product_rule.RULE, product_rule.differentiate),
    (derivative_of_exp.RULE, derivative_of_exp.differentiate),
    (derivative_of_log.RULE, derivative_of_log.differentiate),
    (power_rule.RULE, power_rule.differentiate),
)
"""The first rule that applies is used. A rule's function returns None where it does not apply."""

LINEAR = frozenset(
    rule.code for rule in (constant.RULE, definition.RULE, linearity.RULE, sum_rule.RULE, constant_factor.RULE)
)
ALL = frozenset(rule.code for rule, _ in TABLE)


class Differentiator:
    """∂/∂variable by the rules allowed. Where none applies, a Derivative stays."""

    def __init__(
        self,
        variable: Variable,
        definitions: Definitions,
        unfoldable: Collection[str],
        allowed: Collection[str] = ALL,
    ) -> None:
        self.variable = variable
        self.definitions = definitions
        self.unfoldable = unfoldable
        self.allowed = allowed
        self.fired: set[str] = set()
        self.unfolded: set[str] = set()

    def depends(self, term: Term) -> bool:
        """Whether the term depends on the variable's symbol, at any index."""
        return self.definitions.depends(term, self.variable.name)

    def __call__(self, term: Term) -> Term:
        """∂term/∂variable"""
        if isinstance(term, Derivative):
            inner = self._inner(term)
            if inner is None or (isinstance(inner, Derivative) and self.depends(inner)):
                return Derivative(inner or term, self.variable)
            term = inner
        for rule, differentiate in TABLE:
            if rule.code in self.allowed:
                result = differentiate(term, self)
                if result is not None:
                    self.fired.add(rule.code)
                    return result
        return Derivative(term, self.variable)

    def _inner(self, term: Derivative) -> Term | None:
        """The derivative of a derivative begins with the inner one; None where a rule is lacking for it."""
        by = Differentiator(term.variable, self.definitions, self.unfoldable, self.allowed)
        inner = by(term.operand)
        self.fired |= by.fired
        self.unfolded |= by.unfolded
        lacking = (one for one in subterms_of(inner, Derivative) if not self._stays(one))
        return None if any(lacking) else inner

    def _stays(self, derivative: Derivative) -> bool:
        """Whether it is that of an arbitrary function by an argument."""
        operand = derivative.operand
        if isinstance(operand, Derivative):
            return self._stays(operand)
        dependence = self.definitions.dependence(operand.name) if isinstance(operand, Variable) else None
        return dependence is not None and derivative.variable.name in {one.name for one in dependence.arguments}


def has_derivative(term: Term) -> bool:
    """Whether a Derivative occurs in the term as it is written."""
    return any(isinstance(one, Derivative) for one in subterms(term))
