"""Derivatives: \\frac{∂f}{∂x} and all that is plainly meant by a misprint of it."""

from derive.data import replace
from derive.errors import ReadError
from derive.formula import Differentiated, Divided, Formula, Multiplied, Name, Negated, Numeral, Raised
from derive.notation.messages import malformed
from derive.notation.pieces import Differentials, HalfDerivative
from derive.source import Span


def fraction(above: object, below: object, span: Span, slips: list[ReadError], style: str = "frac") -> object:
    r"""\frac{above}{below}: a derivative if ∂ (or d) stands in both, else a quotient."""
    if isinstance(above, Differentials) and isinstance(below, Differentials):
        return derivative(above, below, span)
    if isinstance(above, Differentials):
        if below is None or not _is_formula(below):
            raise malformed("misplaced-partial", span)
        slips.append(malformed("missing-partial", span, found="∂ above the fraction bar only"))
        return derivative(above, Differentials(None, ((1, below),)), span)  # type: ignore[arg-type]
    if isinstance(below, Differentials):
        return HalfDerivative(above, below, span)  # type: ignore[arg-type]
    total = _total(above, below, span)
    if total is not None:
        return total
    return Divided(above, below, style, span)  # type: ignore[arg-type]


def _is_formula(piece: object) -> bool:
    return not isinstance(piece, (Differentials, HalfDerivative))


def derivative(above: Differentials, below: Differentials, span: Span) -> Formula:
    """∂^k operand / ∂variables, with the coefficient that stands before ∂. Raises ReadError on an order that
    differs."""
    if len(above.parts) != 1 or below.coefficient is not None or below.negated:
        raise malformed("misplaced-partial", span, found="a product or quotient of several ∂")
    order, operand = above.parts[0]
    variables = _variables(order, below, span)
    style = "fraction" if operand is not None else "operator"
    found: Formula = Differentiated(operand, variables, style, above.total, span)  # type: ignore[arg-type]
    if above.coefficient is not None:
        found = Multiplied((above.coefficient, found), ("",), span)
    return Negated(found, span) if above.negated else found


def _variables(order: int, below: Differentials, span: Span) -> tuple[Formula, ...]:
    """The variables of a derivative of this order: ∂x ∂y, ∂x² (x twice where the order says so), ∂²x."""
    plain: list[Formula] = []
    repeated: list[Formula] = []
    for count, variable in below.parts:
        if variable is None:
            raise malformed("misplaced-partial", below.span, expected="a variable after ∂")
        plain.append(variable)
        match variable:
            case Raised(base=base, exponent=Numeral(value=value)) if value.denominator == 1 and 1 <= value <= 9:
                repeated += [base] * int(value)
            case _:
                repeated += [variable] * count
    if len(plain) == order and all(count == 1 for count, _ in below.parts):
        return tuple(plain)
    if len(repeated) != order:
        raise malformed(
            "derivative-order",
            span,
            expected=f"order {order}, as above",
            found=f"order {len(repeated)} below",
        )
    return tuple(repeated)


def repeats(order: int, variable: object) -> int:
    """How many derivatives ∂^order variable stands for below a fraction bar: ∂x² for two."""
    match variable:
        case Raised(exponent=Numeral(value=value)) if value.denominator == 1 and 1 <= value <= 9:
            return int(value)
    return order


def half_derivative(half: HalfDerivative, slips: list[ReadError], after_partial: Span | None) -> Formula:
    r"""∂\frac{A}{∂x}, or \frac{A}{∂x} without any ∂ before it: ∂A/∂x is meant."""
    above = Differentials(None, ((1, half.numerator),))
    if after_partial is not None:
        slips.append(malformed("misplaced-partial", after_partial, found="∂ before the fraction"))
        return derivative(above, half.below, after_partial.join(half.span))
    slips.append(malformed("missing-partial", half.span, found="∂ below the fraction bar only"))
    return derivative(above, half.below, half.span)


def _total(above: object, below: object, span: Span) -> Formula | None:
    """df/dx, d/dx, d²f/dx²: None if it is not written so."""
    upper = _after_d(above)
    lower = _after_d(below)
    if upper is None or lower is None or lower[1] is None:
        return None
    order, operand = upper
    parts = _split_at_d(lower[1])
    if order == 1 and len(parts) != 1:
        return None
    variables = _variables(order, Differentials(None, tuple((1, part) for part in parts)), span)
    style = "fraction" if operand is not None else "operator"
    return Differentiated(operand, variables, style, True, span)  # type: ignore[arg-type]


def is_d(formula: object) -> bool:
    """d, or d with an order."""
    return isinstance(formula, Name) and formula.letter == "d" and formula.accent == "" and formula.style == ""


def _after_d(formula: object) -> tuple[int, Formula | None] | None:
    """(order, what follows) of a product that begins with d."""
    match formula:
        case Name() if is_d(formula):
            return 1, None
        case Raised(base=base, exponent=Numeral(value=value)) if is_d(base) and value in (2, 3, 4):
            return int(value), None
        case Multiplied(factors=(first, *rest), signs=signs) if not signs[0]:
            head = _after_d(first)
            if head is None or head[1] is not None:
                return None
            if len(rest) == 1:
                return head[0], rest[0]
            inner = Multiplied(tuple(rest), signs[1:], rest[0].span.join(rest[-1].span))
            return head[0], inner
    return None


def _split_at_d(formula: Formula) -> list[Formula]:
    """x dy of dx dy: x and y."""
    if not isinstance(formula, Multiplied) or any(formula.signs):
        return [formula]
    parts: list[list[Formula]] = [[]]
    for factor in formula.factors:
        if is_d(factor) and parts[-1]:
            parts.append([])
        else:
            parts[-1].append(factor)
    return [joined(part) for part in parts if part]


def joined(factors: list[Formula]) -> Formula:
    """Factors side by side."""
    if len(factors) == 1:
        return factors[0]
    span = factors[0].span.join(factors[-1].span)
    return Multiplied(tuple(factors), tuple("" for _ in factors[1:]), span)


def with_operand(operator: Differentiated, operand: Formula) -> Differentiated:
    """The operator applied."""
    return replace(operator, operand=operand, span=operator.span.join(operand.span))
