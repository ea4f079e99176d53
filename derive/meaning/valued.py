"""Cases that say what number a symbol is: "when y = 1, …". They hold where they are said, as hypotheses do."""

from collections.abc import Iterable

from derive.document.model import Statement
from derive.errors import UnsupportedError
from derive.formula import Compared
from derive.meaning.context import Context
from derive.meaning.elaborate import scalar
from derive.meaning.index_sets import IndexSets
from derive.meaning.numbers import is_value
from derive.meaning.said import WORDS
from derive.term import Hypothesis


def says_value(condition: Compared, sets: IndexSets, scope: int) -> bool:
    """Whether a condition says what number a symbol is that is no index, as y = 1 and y = −1 do."""
    if not is_value(condition):
        return False
    return not any(sets.is_index(scope, name) or sets.arity.get(name) for name in sets.names_of(condition.left))


def values_said(conditions: Iterable[Compared], context: Context) -> tuple[Hypothesis, ...]:
    """What a case says of numbers."""
    sides = ((one.left, one.right) for one in conditions if says_value(one, context.sets, context.scope))
    return tuple(Hypothesis(scalar(left, context), scalar(right, context), WORDS) for left, right in sides)


def refuse_value(statement: Statement) -> None:
    """Raises UnsupportedError for what is given only where a letter is some number, or where that is not clear."""
    if any(is_value(one) or one.sign == "≡" for one in statement.case):
        message = "what is given in a case only is not supported"
        raise UnsupportedError(message, code="construct-not-supported", span=statement.chain.span)
