r"""Script letters beside plain ones: \mathcal{L} and L.

Most documents write a letter in one style, or do not mind which: then the two are one symbol. Where one statement has
both, as \mathcal{L} = L + λ g and ∂\mathcal{L}/∂a_L, they are two symbols in the whole document. Beside a power a
script letter is a label: σ^{2, \mathcal{B}} is the square of σ^{\mathcal{B}}.
"""

from collections.abc import Iterable, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Formula, Listed, Name, Numeral, Raised
from derive.formula_parts import rebuilt, subformulas, subformulas_of
from derive.letters import SCRIPT
from derive.meaning.applications import formulas_of
from derive.meaning.plain import with_formulas


def with_scripts_apart(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, the script letters that are symbols of their own named so."""
    apart = frozenset().union(*(_in_both_styles(formulas_of(statement)) for statement in statements))
    return tuple(with_formulas(statement, lambda formula: _named(formula, apart)) for statement in statements)


def _in_both_styles(formulas: Iterable[Formula]) -> frozenset[str]:
    names = [one for formula in formulas for one in subformulas_of(formula, Name)]
    plain, script = ({one.letter for one in names if one.style == style} for style in ("", "calligraphic"))
    return frozenset(plain & script)


def _named(formula: Formula, letters: frozenset[str]) -> Formula:
    if not any(isinstance(one, Name) and one.style == "calligraphic" for one in subformulas(formula)):
        return formula
    match formula:
        case Name(letter=letter, style="calligraphic") if letter in letters:
            return replace(formula, letter=letter + SCRIPT)
        case Raised(exponent=Listed(items=(Numeral() as power, Name(style="calligraphic") as label))):
            return Raised(Raised(_named(formula.base, letters), label, formula.span), power, formula.span)
        case _:
            return rebuilt(formula, lambda part: _named(part, letters))
