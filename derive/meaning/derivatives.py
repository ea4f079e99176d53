"""Derivatives -> values: ∂f/∂x, ∇f, and total derivatives in a direction."""

from derive.formula import Applied, Differentiated, Formula
from derive.meaning import matrices
from derive.meaning.applied import has_primed
from derive.meaning.calls import Evaluate
from derive.meaning.context import Context, Value
from derive.meaning.directional import Directional
from derive.meaning.vectors import unsupported


def derivative(formula: Differentiated, context: Context, evaluate: Evaluate) -> Value:
    """∂f/∂x, laid out as the context says."""
    if formula.operand is None:
        raise unsupported("a derivative without its operand", formula)
    value = evaluate(formula.operand, context)
    if has_primed(value):
        raise unsupported("a derivative of a prime", formula)
    variables = formula.variables
    if formula.style == "nabla" and not variables:
        variables = (_argument(formula.operand, formula, context),)
    if formula.style == "nabla" and len(variables) != 1:
        raise unsupported("∇ by several letters", formula)
    for written in reversed(variables):
        value = matrices.derivative(value, evaluate(written, context), context.layout, formula)
    return value


def _argument(operand: Formula, formula: Formula, context: Context) -> Formula:
    """The x of ∇f(x), and of ∇f where f is a function of x."""
    functions = context.sets.functions
    symbol = functions.symbol_of(operand)
    arguments = functions.arguments(symbol.name) if symbol is not None else None
    if isinstance(operand, Applied):
        arguments = operand.arguments
    elif symbol is not None and (rule := functions.rule(symbol.name)) is not None:
        arguments = tuple(formal.formula for formal in rule.formals)
    if arguments is None or len(arguments) != 1:
        raise unsupported("∇", formula)
    return arguments[0]


def directional(factor: Directional, formula: Formula, context: Context, evaluate: Evaluate) -> Value:
    """dF(x)·h, and d²F(x)·(h, g): the derivative in one direction after the other."""
    value, variable = evaluate(factor.body, context), evaluate(factor.variable, context)
    if has_primed(value):
        raise unsupported("a derivative of a prime", formula)
    for direction in factor.directions:
        value = matrices.directional(value, variable, evaluate(direction, context), formula)
    return value
