"""A term in one line of Unicode, for conditions and reasons."""

from fractions import Fraction
from re import sub

from derive.letters import SCRIPT
from derive.term import (
    MINUS_ONE,
    Delta,
    Derivative,
    Exp,
    Index,
    Last,
    Letter,
    Literal,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
)

_SUM, _PRODUCT, _POWER = 1, 2, 3


def text(term: Term) -> str:
    """The term as a person would write it in one line.

    >>> text(Power(Plus((Variable("x"), MINUS_ONE)), Number(Fraction(2))))
    '(x − 1)^2'
    """
    return _text(term, 0)


def index_text(index: Index) -> str:
    match index:
        case Letter():
            return index.name
        case Literal():
            return str(index.value - 1 + index.set.first)
        case Last():
            return index.set.size if index.set.first == 1 else f"{index.set.size}−1"


def variable_text(variable: Variable) -> str:
    """x, o_i, w_ij, ŷ_j^(s), a_i^L; a placeholder ⋆1 in the name is where the first index stands: σ(z_⋆1) is
    σ(z_i), and is left out where there are no indices. The letter ⋆ of the entries of a vector is not written."""
    uppers = len(variable.name) - len(variable.name.rstrip("^"))
    indices = [index_text(index) for index in variable.indices]
    name = variable.name.rstrip("^")
    while (placeholder := f"⋆{1 + len(variable.indices) - len(indices)}") in name and indices:
        name = name.replace(placeholder, indices.pop(0))
    name = sub(r"_?(?:⋆\d+′?,?)+", "", name)
    lower, upper = [index for index in indices[uppers:] if index != "⋆"], indices[:uppers]
    joined = "".join(lower) if all(len(index) == 1 for index in lower) else ",".join(lower)
    if name.endswith(SCRIPT):
        name = chr(ord("𝓐") + ord(name[0]) - ord("A")) if "A" <= name[0] <= "Z" else name.removesuffix(SCRIPT)
    name, _, label = (name, "", "") if "(" in name.partition("↑")[0] else name.partition("↑")
    written = name.replace("↑", "^") + (f"_{joined}" if joined else "") + (f"^{label}" if label else "")
    return written + (f"^({','.join(upper)})" if upper else "")


def _text(term: Term, level: int) -> str:
    written, own = _written(term)
    return f"({written})" if own < level else written


def _written(term: Term) -> tuple[str, int]:
    match term:
        case Number():
            own = _POWER + 1 if term.value >= 0 and term.value.denominator == 1 else _SUM
            return str(term.value).replace("-", "−"), own
        case Variable():
            return variable_text(term), _POWER + 1
        case Size():
            return term.set.size, _POWER + 1
        case Plus():
            return _plus(term), _SUM
        case Times():
            return _times(term)
        case Power():
            return f"{_text(term.base, _POWER + 1)}^{_text(term.exponent, _POWER + 1)}", _POWER
        case Exp():
            return f"e^{_exponent(term.argument)}", _POWER
        case Log():
            return f"log({_text(term.argument, 0)})", _POWER + 1
        case Sum():
            below = index_text(term.letter) + "".join(f"≠{index_text(index)}" for index in term.excluded)
            range_ = below if len(below) == 1 else f"{{{below}}}"
            return f"Σ_{range_} {_text(term.body, _PRODUCT)}", _PRODUCT
        case Delta():
            return f"δ_{index_text(term.left)}{index_text(term.right)}", _POWER + 1
        case Derivative():
            return f"∂{_text(term.operand, _POWER)}/∂{variable_text(term.variable)}", _PRODUCT


def _exponent(term: Term) -> str:
    written = _text(term, 0)
    return written if len(written) == 1 else f"{{{written}}}"


def _plus(term: Plus) -> str:
    written = ""
    for part in term.terms:
        one = _text(part, 0 if _has_minus(part) else _PRODUCT)
        if not written:
            written = one
        else:
            written += f" − {one[1:]}" if one.startswith("−") else f" + {one}"
    return written or "0"


def _has_minus(term: Term) -> bool:
    """Whether the term is written with a minus that a sum can take up."""
    return (isinstance(term, Number) and term.value < 0) or (
        isinstance(term, Times) and term.factors[:1] == (MINUS_ONE,)
    )


def _level(factor: Term, last: bool) -> int:
    """A sum over a range may stand bare at the end of a product."""
    return _PRODUCT if last and isinstance(factor, Sum) else _POWER


def _times(term: Times) -> tuple[str, int]:
    above, below, sign = [], [], ""
    for factor in term.factors:
        if factor == MINUS_ONE:
            sign = "" if sign else "−"
        elif isinstance(factor, Power) and isinstance(factor.exponent, Number) and factor.exponent.value < 0:
            value = -factor.exponent.value
            below.append(factor.base if value == 1 else Power(factor.base, Number(Fraction(value))))
        else:
            above.append(factor)
    numerator = " ".join(_text(factor, _level(factor, k == len(above) - 1)) for k, factor in enumerate(above)) or "1"
    if not below:
        return sign + numerator, _SUM if sign else _PRODUCT
    denominator = " ".join(_text(factor, _POWER) for factor in below)
    if len(below) > 1 or (" " in denominator and not denominator.endswith(")")):
        denominator = f"({denominator})"
    return f"{sign}{numerator}/{denominator}", _SUM if sign else _PRODUCT
