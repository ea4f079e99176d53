"""Sums over the values of a quantity: Σ_x p(x) log q(x), in which x is no index, but what a function is applied to.

Where there are finitely many values they may be numbered: Σ_x f(x) is Σ_k f(x_k). So read, x is x_k with the letter x
itself as its index, x′ is another value of the same quantity, and p(x|y) is a symbol with the indices x and y. What is
proved of it holds whatever the values are. Densities are named by what they are of: p(x) and p(y) are two.
"""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Applied, Compared, Formula, Grouped, Indexed, Listed, Multiplied, Name, Primed, Ranged
from derive.formula_parts import ranges_in, rebuilt, subformulas
from derive.meaning.applications import Sign, formulas_of, with_applications
from derive.meaning.arguments import text_of
from derive.meaning.heads import DENSITIES
from derive.meaning.names import KNOWN_FUNCTIONS, plain_letter, symbol_of
from derive.meaning.plain import with_formulas
from derive.source import Span


def with_values_numbered(
    statements: Sequence[Statement], functions: frozenset[str] = frozenset()
) -> tuple[Statement, ...] | None:
    """The statements with the values that sums run over as symbols with an index; None where there are none."""
    statements = with_applications(statements, functions)
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    summed = {_quantity(one.letter) for formula in formulas for one in ranges_in(formula) if _is_over_values(one)}
    letters = frozenset(filter(None, summed)) - {_quantity(one) for formula in formulas for one in _indices(formula)}
    statements = tuple(with_formulas(one, _Numbering(letters).with_densities) for one in statements)
    applied = {_quantity(value) for one in statements for formula in formulas_of(one) for value in _arguments(formula)}
    values = _Numbering(letters & applied)
    return tuple(with_formulas(one, values.of) for one in statements) if values.letters else None


class _Numbering:
    """Writes quantities, and what is applied to nothing else, as symbols with their values as indices."""

    def __init__(self, letters: frozenset[str]) -> None:
        self.letters = letters

    def of(self, formula: Formula) -> Formula:
        """p(x|y) as a symbol with the indices x and y, x as x_x, x' as x_{x'}; a sum of what has no x stays open."""
        match formula:
            case Indexed() if plain_letter(formula.base) in self.letters:
                return formula
            case Ranged() if self._are_quantities((formula.letter,)) and _is_over_values(formula):
                within = any(part == formula.letter for part in subformulas(formula.body))
                return replace(formula, body=self.of(formula.body), conditions=()) if within else formula
            case Applied(arguments=arguments) if formula.power is None and self._are_quantities(_values(arguments)):
                name = text_of(formula.function)
                if name not in KNOWN_FUNCTIONS:
                    inside = ", ".join(map(text_of, map(_of_quantities, arguments))) if name[0] in DENSITIES else "·"
                    letter = f"{name}({inside})"
                    return Indexed(Name(letter, span=formula.function.span), _values(arguments), span=formula.span)
            case Name() | Primed() if self._are_quantities((formula,)):
                base = formula.base if isinstance(formula, Primed) else formula
                return Indexed(base, (formula,), span=formula.span)
        return rebuilt(formula, self.of)

    def with_densities(self, formula: Formula) -> Formula:
        """p(x) and p(x|y) as applications also where p stands by itself elsewhere."""
        formula = rebuilt(formula, self.with_densities)
        if not isinstance(formula, Multiplied):
            return formula
        factors, signs = [formula.factors[0]], list[Sign]()
        for factor, sign in zip(formula.factors[1:], formula.signs, strict=True):
            symbol, arguments = symbol_of(factors[-1]), _bracketed(factor)
            if sign == "" and symbol and symbol.name[0] in DENSITIES and self._are_quantities(_values(arguments)):
                factors[-1] = Applied(factors[-1], arguments, span=Span(factors[-1].span.start, factor.span.end))
            else:
                factors.append(factor)
                signs.append(sign)
        return factors[0] if not signs else replace(formula, factors=tuple(factors), signs=tuple(signs))

    def _are_quantities(self, values: Sequence[Formula | None]) -> bool:
        return bool(values) and all(_quantity(one) in self.letters for one in values)


def _is_over_values(sum_: Ranged) -> bool:
    """Σ_x and Σ_{x ∈ X}, over all values that there are."""
    inside = all(one.sign == "∈" and one.left == sum_.letter for one in sum_.conditions)
    return sum_.operator == "sum" and sum_.lower is None and sum_.upper is None and inside


def _indices(formula: Formula) -> Iterator[Formula]:
    """What stands as an index somewhere."""
    for part in subformulas(formula):
        if isinstance(part, Indexed):
            yield from (*part.lower, *part.upper)


def _arguments(formula: Formula) -> Iterator[Formula]:
    """What functions are applied to somewhere."""
    for part in subformulas(formula):
        if isinstance(part, Applied):
            yield from _values(part.arguments)


def _bracketed(factor: Formula) -> tuple[Formula, ...]:
    match factor:
        case Grouped(body=body, bracket="("):
            return (body,)
        case Listed(items=items, bracket="("):
            return items
        case _:
            return ()


def _values(arguments: Sequence[Formula]) -> tuple[Formula, ...]:
    """x and y of x|y and of x, y"""
    sides = ((one.left, one.right) if isinstance(one, Compared) else (one,) for one in arguments)
    return tuple(side for pair in sides for side in pair)


def _of_quantities(argument: Formula) -> Formula:
    """x|y for x'|y"""
    return rebuilt(argument, _of_quantities) if isinstance(argument, Compared) else Name(_quantity(argument) or "")


def _quantity(formula: Formula | None) -> str | None:
    letter = plain_letter(formula)
    return None if letter is None else letter.rstrip("'")
