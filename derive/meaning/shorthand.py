"""Gradients named by a d: dW is ∂L/∂W in a document that says dW = ∂L/∂W, or dY = ∂L/∂y, of one L, and that writes no
dL and no number d. Nothing is refuted of what is so named: a d may be that of a differential."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Differentiated, Formula, Indexed, Multiplied, Name
from derive.formula_parts import children, rebuilt, subformulas
from derive.meaning.applications import formulas_of
from derive.meaning.plain import with_formulas


def without_shorthand(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, gradients that are named by a d written as what they are."""
    told = {loss for statement in statements for loss in _told(statement)}
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    if len(told) != 1 or any(map(_has_number, formulas)):
        return tuple(statements)
    (loss,) = told
    if any(_is_of(part, loss) for formula in formulas for part in subformulas(formula)):
        return tuple(statements)

    def visit(formula: Formula) -> Formula:
        formula = rebuilt(formula, visit)
        return _written_out(formula, loss) if isinstance(formula, Multiplied) else formula

    return tuple(with_formulas(statement, visit) for statement in statements)


def _has_number(formula: Formula) -> bool:
    """Whether a d stands in the formula for a number: not below a symbol, and not before one."""
    if isinstance(formula, Indexed):
        return _has_number(formula.base)
    if formula == Name("d"):
        return True
    parts = formula.factors if isinstance(formula, Multiplied) else tuple(children(formula))
    named = {k for k in range(len(parts)) if isinstance(formula, Multiplied) and _is_named(formula, k)}
    return any(_has_number(part) for k, part in enumerate(parts) if k not in named)


def _is_of(formula: Formula, loss: Formula) -> bool:
    """Whether dL stands in the formula: then a d is that of a differential."""
    return isinstance(formula, Multiplied) and any(
        _is_named(formula, k) and formula.factors[k + 1] == loss for k in range(len(formula.factors))
    )


def _told(statement: Statement) -> Iterator[Formula]:
    """The L of which a chain says dW = ∂L/∂W."""
    members = [None if isinstance(one.formula, ReadError) else one.formula for one in statement.chain.members]
    for (left, right), relation in zip(pairwise(members), statement.chain.relations, strict=True):
        if relation.sign != "=" or not isinstance(left, Multiplied) or not isinstance(right, Differentiated):
            continue
        named = left.factors[1] if len(left.factors) == 2 and _is_named(left, 0) else None
        by = right.variables[0] if len(right.variables) == 1 else None
        if named is not None and by is not None and _letter(named) == _letter(by) and isinstance(right.operand, Name):
            yield right.operand


def _written_out(formula: Multiplied, loss: Formula) -> Formula:
    factors: list[Formula] = []
    signs = list(formula.signs)
    k = 0
    while k < len(formula.factors):
        if _is_named(formula, k):
            variable = formula.factors[k + 1]
            factors.append(Differentiated(loss, (variable,), "named", span=formula.factors[k].span.join(variable.span)))
            del signs[len(factors) - 1]
            k += 2
        else:
            factors.append(formula.factors[k])
            k += 1
    return factors[0] if len(factors) == 1 else Multiplied(tuple(factors), tuple(signs), formula.span)


def _is_named(formula: Multiplied, k: int) -> bool:
    """Whether d and a symbol stand at that place of a product, with no sign between them."""
    follows = k + 1 < len(formula.factors) and formula.signs[k] == ""
    return follows and formula.factors[k] == Name("d") and _letter(formula.factors[k + 1]) is not None


def _letter(formula: Formula) -> str | None:
    """The letter of a symbol, in lower case: that of dY and of ∂L/∂y."""
    base = formula.base if isinstance(formula, Indexed) else formula
    return base.letter.lower() if isinstance(base, Name) else None
