"""Components that are written above: x^1, …, x^n where the prose says that x^i is the i-th component of x."""

import re
from collections.abc import Sequence

from derive.document.model import Statement
from derive.formula import Formula, Indexed, Name, Raised
from derive.formula_parts import rebuilt, subformulas
from derive.meaning.applications import formulas_of
from derive.meaning.names import literal_index, plain_letter
from derive.meaning.plain import with_formulas
from derive.source import Source

_WORDS = ("component", "coordinate", "entry", "element")
_SAID = (
    r"(?<![\\\w^_}])(?P<symbol>[a-zA-Z])\^\{?(?P<index>[a-z])\}?\s*(?:\$|\\\)|\\\\\))\s*"
    r"(?:is|are|be|denotes?|for|stands? for)\s+(?:the\s+)?[^.\n]{0,24}?\b(?:" + "|".join(_WORDS) + r")s?\b"
)


def with_components_below(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...]:
    """The statements, components that are written above written below."""
    has_words = any(word in source.text for word in _WORDS)
    said = {match["symbol"] for match in re.finditer(_SAID, source.text)} if has_words else set()
    if not said:
        return tuple(statements)
    parts = (part for one in statements for formula in formulas_of(one) for part in subformulas(formula))
    below = {part.base.letter for part in parts if isinstance(part, Indexed) and isinstance(part.base, Name)}
    names = said - below

    def visit(formula: Formula) -> Formula:
        formula = rebuilt(formula, visit)
        if not isinstance(formula, Raised) or not isinstance(formula.base, Name) or formula.base.letter not in names:
            return formula
        index = formula.exponent
        is_index = literal_index(index) is not None or plain_letter(index) is not None
        return Indexed(formula.base, (index,), (), formula.span) if is_index else formula

    return tuple(with_formulas(statement, visit) for statement in statements)
