"""Indices and the conditions on them, as they are written."""

from collections.abc import Iterable

from derive.errors import UnsupportedError
from derive.formula import Compared, Formula, Ranged
from derive.meaning.context import Context
from derive.meaning.names import literal_index, plain_letter
from derive.term import Distinction, Index, IndexSet, Last, Letter, Literal


def index_of(formula: Formula, set_: IndexSet | None, context: Context) -> Index:
    """The index that is written; `set_` is that of its slot, or None if the index itself tells."""
    letter = plain_letter(formula)
    if letter is not None:
        if letter in context.bound:
            return context.bound[letter]
        if context.sets.is_size(letter):
            return _at_size(letter, formula, context)
        return Letter(letter, context.sets.of_letter(context.scope, letter))
    value = literal_index(formula)
    if value is not None and set_ is not None and value >= set_.first:
        return Literal(value + 1 - set_.first, set_)
    raise UnsupportedError("this index is not supported", code="construct-not-supported", span=formula.span)


def _at_size(letter: str, formula: Formula, context: Context) -> Last:
    """The n of o_n, which is an index where indices begin at 1."""
    if context.sets.first != 1:
        raise UnsupportedError("this index is not supported", code="construct-not-supported", span=formula.span)
    return Last(context.sets.of_size(letter))


def distinctions(conditions: Iterable[Compared], context: Context) -> tuple[Distinction, ...]:
    """Conditions that say of two indices that they are equal or differ. Raises UnsupportedError for others."""
    found = []
    for condition in conditions:
        if condition.sign not in ("=", "≠") or not any(
            _is_index(side, context) for side in (condition.left, condition.right)
        ):
            raise UnsupportedError(
                "this condition is not supported", code="construct-not-supported", span=condition.span
            )
        left, right = compared(condition.left, condition.right, context)
        found.append(Distinction(left, right, condition.sign == "="))
    return tuple(found)


def compared(left: Formula, right: Formula, context: Context) -> tuple[Index, Index]:
    """Two indices of one set, at least one of them a letter that tells the set."""
    letter = next((side for side in (left, right) if plain_letter(side) is not None), left)
    set_ = index_of(letter, None, context).set
    return index_of(left, set_, context), index_of(right, set_, context)


def _is_index(formula: Formula, context: Context) -> bool:
    letter = plain_letter(formula)
    return letter is not None and (letter in context.bound or context.sets.is_index(context.scope, letter))


def excluded_indices(formula: Ranged, letter: Letter, outer: Context) -> tuple[Index, ...]:
    r"""What a sum leaves out: \sum_{k \neq i} leaves out i, which is the i outside of the sum."""
    excluded = []
    for condition in formula.conditions:
        sides = [
            side for side in (condition.left, condition.right) if plain_letter(side) != plain_letter(formula.letter)
        ]
        if condition.sign != "≠" or len(sides) != 1:
            raise UnsupportedError(
                "this range of a sum is not supported", code="construct-not-supported", span=condition.span
            )
        excluded.append(index_of(sides[0], letter.set, outer))
    return tuple(excluded)
