"""Relations inside a formula: the range below Σ, the condition of a case or an indicator, the indices of a
letter."""

from collections.abc import Sequence

from derive.data import Data, replace
from derive.formula import (
    Compared,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Numeral,
    Primed,
    Ranged,
)
from derive.formula_parts import subformulas
from derive.notation.messages import malformed
from derive.notation.pieces import Head, Lines
from derive.source import Span

INDEX_RELATIONS = frozenset("=≠<≤>≥∈∉")


def relations_of(formula: Formula) -> tuple[Compared, ...]:
    """The single relations of a comparison: a < b ≤ c is a < b and b ≤ c. Empty if it is none."""
    if not isinstance(formula, Compared):
        return ()
    found: list[Compared] = []
    while isinstance(formula.left, Compared):
        inner = formula.left
        found.append(Compared(inner.right, formula.sign, formula.right, inner.right.span.join(formula.span)))
        formula = inner
    return (formula, *reversed(found))


def conditions_of(formula: Formula | None) -> tuple[Compared, ...]:
    """The conditions written as i = j, k ≠ l or in brackets around that. Raises ReadError if one is no
    relation."""
    match formula:
        case None:
            return ()
        case Grouped(body=body):
            return conditions_of(body)
        case Listed(items=items):
            return tuple(relation for item in items for relation in conditions_of(item))
        case Compared():
            return relations_of(formula)
    raise malformed("unreadable-condition", formula.span, found="a formula without a relation")


def is_condition(formula: Formula) -> bool:
    """Whether it is made of relations such as i = j alone."""
    match formula:
        case Grouped(body=body):
            return is_condition(body)
        case Listed(items=items):
            return all(is_condition(item) for item in items)
        case Compared(sign=sign):
            return sign in INDEX_RELATIONS
    return False


def indices_of(formula: Formula) -> tuple[Formula, ...]:
    """The indices of a subscript: ij, i,j and i[j] are two, i+1 and [i] are one.

    >>> i, j = Name("i"), Name("j")
    >>> indices_of(Multiplied((i, j), ("",)))
    (Name(letter='i', accent='', style=''), Name(letter='j', accent='', style=''))
    """
    match formula:
        case Listed(items=items, bracket=""):
            return tuple(index for item in items for index in indices_of(item))
        case Multiplied(factors=factors, signs=signs) if not any(signs) and all(map(_is_index, factors)):
            return factors
        case Grouped(body=body, bracket="["):
            return indices_of(body)
        case Listed(items=items, bracket="["):
            return items
        case Multiplied(factors=(Name() as first, Grouped(bracket="[") | Listed(bracket="[") as rest), signs=("",)):
            return (first, *indices_of(rest))
        case Compared(left=Listed(items=items, bracket=""), sign=sign, right=right) if sign in ("|", ";"):
            return (*items[:-1], Compared(items[-1], sign, right, formula.span))
    return (formula,)


def _is_index(formula: Formula) -> bool:
    match formula:
        case Name() | Numeral() | Dots():
            return True
        case Indexed(base=base) | Primed(base=base):
            return _is_index(base)
    return False


class Range(Data):
    """One bound letter of a sum with what is written of its range."""

    letter: Formula | None
    lower: Formula | None = None
    upper: Formula | None = None
    conditions: tuple[Compared, ...] = ()


_EVERY = frozenset(["all", "each", "every", "over", "for all", "all classes", "classes", "samples"])
"""Words below a sum that leave nothing out."""


def ranges_of(head: Head) -> tuple[Range, ...]:
    """The ranges below and above Σ, outermost first: one for each letter.

    k = 1; k; k ≠ i; i, j; i, j = 1 (both from 1); 1 ≤ i ≤ n; i = 1, …, n; i ∈ C; k = 1, k ≠ i.
    """
    if head.lower is None:
        return (Range(None, None, head.upper),)
    match head.lower:
        case Listed(items=items, bracket=""):
            parts = items
        case Multiplied(factors=factors, signs=signs) if not any(signs) and all(map(_is_index, factors)):
            parts = factors
        case _:
            parts = (head.lower,)
    ranges: list[Range] = []
    words: list[Name] = []
    for part in parts:
        if isinstance(part, Name) and part.style == "word":
            words += () if part.letter.lower() in _EVERY else (part,)
        else:
            _add_range(ranges, part)
    if not ranges:
        return (Range(None, None, head.upper),)
    last = ranges[-1]
    if words and last.letter is not None:
        said = tuple(Compared(last.letter, "∈", word, word.span) for word in words)
        ranges[-1] = Range(last.letter, last.lower, last.upper, (*last.conditions, *said))
    shared = ranges[-1].lower
    if any(r.lower or r.upper or r.conditions for r in ranges[:-1]):
        shared = None
    return tuple(Range(r.letter, r.lower or shared, r.upper or head.upper, r.conditions) for r in ranges)


def _add_range(ranges: list[Range], part: Formula) -> None:
    last = ranges[-1] if ranges else None
    found = range_of(part)
    if last and isinstance(part, (Dots, Numeral)):
        if isinstance(part, Numeral) and isinstance(last.upper, Dots):
            part = Numeral(part.value, part.span)
        ranges[-1] = Range(last.letter, last.lower, part, last.conditions)
    elif last and isinstance(last.upper, (Dots, Numeral)):
        ranges[-1] = Range(last.letter, last.lower, part, last.conditions)
    elif last and found.letter == last.letter:
        ranges[-1] = Range(
            last.letter,
            found.lower or last.lower,
            found.upper or last.upper,
            last.conditions + found.conditions,
        )
    elif last and last.conditions and not isinstance(part, Compared):
        again = last.conditions[-1]
        if again.sign == "≠":
            further = Compared(again.left, "≠", part, part.span)
            ranges[-1] = Range(last.letter, last.lower, last.upper, (*last.conditions, further))
        else:
            ranges.append(found)
    else:
        ranges.append(found)


def range_of(part: Formula) -> Range:
    """The range that one part of a limit states."""
    relations = relations_of(part)
    match relations:
        case ():
            if isinstance(part, Numeral):
                return Range(None, part)
            return Range(part)
        case (Compared(left=letter, sign="=", right=lower),):
            return Range(letter, lower)
        case (Compared(left=lower, sign="≤", right=letter), Compared(sign="≤", right=upper)):
            return Range(letter, lower, upper)
        case (Compared(right=letter, sign=("≤" | "<") as sign), *_) if len(relations) == 2 and sign:
            return Range(letter, None, None, relations)
        case (Compared(left=letter, sign=(":" | "|"), right=right), *rest):
            if rest:
                first = rest[0]
                return Range(letter, None, None, (Compared(right, first.sign, first.right, first.span), *rest[1:]))
            return Range(letter, None, None, conditions_of(right) if is_condition(right) else relations)
    letter = relations[0].left
    if isinstance(letter, Numeral):
        letter = relations[0].right
    return Range(letter, None, None, relations)


def ranged(head: Head, body: Formula, span: Span) -> Formula:
    """Σ or Π over all ranges of the head, nested. Π ends before another one that does not have its letters, or has them
    for itself: Π_i a_i Π_i b_i."""
    assert head.operator in ("sum", "product")
    ranges = ranges_of(head)
    body, after = _before_next(body, [one.letter for one in ranges]) if head.operator == "product" else (body, None)
    for one in reversed(ranges):
        body = Ranged(head.operator, one.letter, one.lower, one.upper, one.conditions, body, span)
    return body if after is None else replace(after, factors=(body, *after.factors), span=span)


def _before_next(body: Formula, letters: Sequence[Formula | None]) -> tuple[Formula, Multiplied | None]:
    """The factors of a product up to another Σ or Π that stands by itself, and those from there on with the sign before
    them."""
    if not isinstance(body, Multiplied):
        return body, None
    for k, factor in enumerate(body.factors[1:], 1):
        if isinstance(factor, Ranged) and (
            factor.letter in letters or not any(part in letters for part in subformulas(factor))
        ):
            first = body.factors[0] if k == 1 else replace(body, factors=body.factors[:k], signs=body.signs[: k - 1])
            return first, replace(body, factors=body.factors[k:], signs=body.signs[k - 1 :])
    return body, None


def branches_of(lines: Lines, span: Span) -> tuple[tuple[Formula, tuple[Compared, ...]], ...]:
    """The (value, conditions) of each line of cases. Raises ReadError."""
    branches = []
    for row in lines.rows:
        cells = [cell for cell in row if cell is not None]
        if not cells:
            continue
        first = cells[0]
        inline = first.items if isinstance(first, Listed) and not first.bracket else (first,)
        value, conditions = inline[0], [*inline[1:], *cells[1:]]
        while conditions and not is_condition(conditions[-1]) and _is_otherwise(conditions[-1]):
            conditions.pop()
        branches.append((value, tuple(relation for cell in conditions for relation in conditions_of(cell))))
    if not branches:
        raise malformed("empty-argument", span)
    return tuple(branches)


def _is_otherwise(formula: Formula) -> bool:
    words = {"otherwise", "else", "elsewhere", "o.w", "ow", "sinon", "sonst", "其他", "否则"}
    return isinstance(formula, Name) and (formula.letter in words or "otherwise" in formula.letter.lower())
