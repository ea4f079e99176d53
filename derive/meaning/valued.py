"""Cases that say what number a symbol is: "when y = 1, …". They hold where they are said, as hypotheses do."""

from collections.abc import Iterable

from derive.formula import Compared, Negated, Numeral
from derive.meaning.context import Context
from derive.meaning.elaborate import scalar
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import plain_letter
from derive.meaning.said import WORDS
from derive.term import Hypothesis


def says_value(condition: Compared, sets: IndexSets, scope: int) -> bool:
    """Whether a condition says what number a symbol is that is no index, as y = 1 and y = −1 do."""
    right = condition.right.operand if isinstance(condition.right, Negated) else condition.right
    if condition.sign != "=" or not isinstance(right, Numeral) or plain_letter(condition.left) is None:
        return False
    return not any(sets.is_index(scope, name) or sets.arity.get(name) for name in sets.names_of(condition.left))


def values_said(conditions: Iterable[Compared], context: Context) -> tuple[Hypothesis, ...]:
    """What a case says of numbers."""
    sides = ((one.left, one.right) for one in conditions if says_value(one, context.sets, context.scope))
    return tuple(Hypothesis(scalar(left, context), scalar(right, context), WORDS) for left, right in sides)
