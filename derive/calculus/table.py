"""All rules, in the order in which a step names them."""

from derive.calculus.differentiate import TABLE
from derive.calculus.rule import Rule
from derive.calculus.rules import (
    algebra,
    cancel,
    collapse_delta,
    common_factor,
    components,
    earlier_result,
    expand,
    hypothesis,
    index_case,
    linearity_of_sum,
    pull_out,
    split_sum,
    sum_of_constant,
)

_MAIN_DERIVATIVES = ("quotient-rule", "product-rule", "power-rule", "derivative-of-exp", "derivative-of-log")
_DERIVATIVES = {rule.code: rule for rule, _ in TABLE}

RULES: tuple[Rule, ...] = (
    _DERIVATIVES["definition"],
    *(_DERIVATIVES[code] for code in _MAIN_DERIVATIVES),
    *(rule for code, rule in _DERIVATIVES.items() if code not in (*_MAIN_DERIVATIVES, "definition")),
    earlier_result.RULE,
    index_case.RULE,
    split_sum.RULE,
    collapse_delta.RULE,
    linearity_of_sum.RULE,
    pull_out.RULE,
    sum_of_constant.RULE,
    hypothesis.RULE,
    expand.RULE,
    common_factor.RULE,
    cancel.RULE,
    components.RULE,
    algebra.RULE,
)
BY_CODE = {rule.code: rule for rule in RULES}

SILENT = {
    "constant": frozenset(BY_CODE) - {"constant", "algebra"},
    "variable": frozenset(_MAIN_DERIVATIVES),
    "linearity": frozenset(_MAIN_DERIVATIVES),
    "sum-rule": frozenset(_MAIN_DERIVATIVES),
    "constant-factor": frozenset((*_MAIN_DERIVATIVES, "linearity", "sum-rule")),
    "split-sum": frozenset(_MAIN_DERIVATIVES),
    "collapse-delta": frozenset((*_MAIN_DERIVATIVES, "split-sum")),
    "pull-out": frozenset((*_MAIN_DERIVATIVES, "split-sum", "hypothesis", "earlier-result", "sum-rule")),
}
"""Rules that a step does not name beside one of these, with which they always come."""


def named(codes: frozenset[str]) -> tuple[str, ...]:
    """The rules that a person would name for a step that used all these, in the order of the table."""
    return tuple(rule.code for rule in RULES if rule.code in codes and not codes & SILENT.get(rule.code, frozenset()))
