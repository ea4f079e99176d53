"""Which letters stand for numbers, and which for an index."""

import re
from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Compared, Formula, Indexed, Name, Negated, Numeral, Ranged
from derive.formula_parts import children, subformulas
from derive.meaning.names import plain_letter
from derive.source import Source


def index_letters(formula: Formula) -> Iterator[str]:
    """The letters in a formula that stand for an index."""
    for part in subformulas(formula):
        if isinstance(part, Indexed):
            yield from (letter for index in (*part.lower, *part.upper) if (letter := plain_letter(index)) is not None)
        elif isinstance(part, Ranged) and (letter := plain_letter(part.letter)) is not None:
            yield letter


def value_letters(formula: Formula) -> Iterator[str]:
    """The letters in a formula that is more than a letter, but for those of conditions."""
    for part in children(formula):
        letter = plain_letter(part)
        if isinstance(part, Name) and letter is not None and not isinstance(formula, Compared):
            yield letter
        yield from value_letters(part)


BESIDE = 80
"""How many characters before and after a case are looked at."""
_BEFORE = r"(?:^|[.:;,>\n*#-])\s*(?:(?:when|if|for|in the case|case|in case|with)\s+)?(?:\$\$?|\\\()?\s*$"
_AFTER = r"\s*(?:\$\$?|\\\))?\s*(?:[,:;](?!\s*(?:or|and|nor)\b)|then\b|the\b|we\b|\.?\s*$|\.?\s*\n|\**:)"


def with_plain_cases(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...]:
    """The statements; a case that says what number a symbol is counts only where the words beside it are plain: "if
    y = 1," but not "if y = 1 is false" nor "near y = 1". Others stay cases that say something unknown."""
    return tuple(replace(one, case=tuple(_plain(part, source) for part in one.case)) for one in statements)


def is_value(condition: Compared) -> bool:
    """Whether the condition has the form y = 1 or y = −1."""
    right = condition.right.operand if isinstance(condition.right, Negated) else condition.right
    return condition.sign == "=" and isinstance(right, Numeral) and plain_letter(condition.left) is not None


def _plain(condition: Compared, source: Source) -> Compared:
    if not is_value(condition):
        return condition
    start, end = condition.span.start, condition.span.end
    before, after = source.text[max(0, start - BESIDE) : start], source.text[end : end + BESIDE]
    is_plain = re.search(_BEFORE, before, re.IGNORECASE) and re.match(_AFTER, after, re.IGNORECASE)
    return condition if is_plain else replace(condition, sign="≡")
