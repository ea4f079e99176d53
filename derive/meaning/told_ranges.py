"""What a document tells of the indices that a letter stands for: i = 2, …, n; i ∈ {1, 2}; i ∈ S; i ≥ 2.

A letter stands for every index of its set unless such words tell of some only. What is given for some indices is given
of no others; what is proved for all holds for some of them, but not for more than there are; and values at the others
refute nothing.
"""

import re
from collections.abc import Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Added, Compared, Dots, Formula, Listed, Multiplied, Name, Negated, Numeral
from derive.formula_parts import subformulas
from derive.meaning.names import literal_index, plain_letter, range_letters
from derive.source import Source
from derive.term import IndexSet

_END = re.compile(r"[.;:?!](?=[\s$\\]|$)")
"""Where a sentence ends between two formulas, or what is told of all that follows."""


def with_ranges(statements: Sequence[Statement], headings: Sequence[int], source: Source) -> tuple[Statement, ...]:
    """The statements, each with the ranges that are told of its letters: in its sentence, or in an earlier one that
    tells nothing else, until the next heading."""
    told = list(map(ranges_told, statements))
    sentences = _sentences(statements, source)
    standing: dict[str | None, Compared] = {}
    waiting = list(headings)
    found = []
    for number, statement in enumerate(statements):
        while waiting and waiting[0] < statement.chain.span.start:
            del waiting[0]
            standing = {}
        here = {plain_letter(one.left): one for k in _nearest_last(number, sentences, told) for one in told[k]}
        ranges = {**standing, **here}
        letters = _letters(statement)
        kept = () if told[number] else tuple(one for letter, one in ranges.items() if letter in letters)
        found.append(replace(statement, ranges=kept) if kept else statement)
        if told[number] and all(told[k] for k in _near(number, sentences)):
            standing = ranges
    return tuple(found)


def ranges_told(statement: Statement) -> tuple[Compared, ...]:
    """What the statement tells of the range of letters; () if it says something else."""
    chain = statement.chain
    members = [member.formula for member in chain.members]
    if len(members) != 2 or chain.continues:
        return ()
    left, right = members
    if isinstance(left, ReadError) or isinstance(right, ReadError):
        return ()
    sign = chain.relations[0].sign
    several = _dotted(right) or (isinstance(right, Listed) and right.bracket != "(")
    if not (several if sign == "=" else sign in ("≥", "≤") or (sign == "∈" and (several or isinstance(right, Name)))):
        return ()
    return tuple(Compared(letter, sign, right, chain.span) for letter in range_letters(left))


def is_whole(told: Compared, set_: IndexSet, *, named: bool) -> bool:
    """Whether the letter stands for every index of the set; `named`: whether the document names the size of the set,
    which else may be that of the range."""
    if told.sign == "≥":
        begin = literal_index(told.right)
        return begin is not None and begin <= set_.first
    if told.sign == "∈" and isinstance(told.right, Name):
        return False
    size = _size(told.right, set_.first)
    return size is not None and (size == set_.size or (told.sign != "≤" and not named and not size.isdigit()))


def is_within(told: Compared, set_: IndexSet, *, named: bool) -> bool:
    """Whether the letter stands for indices of the set only."""
    if is_whole(told, set_, named=named) or isinstance(told.right, Name):
        return True
    if told.sign in ("≥", "≤"):
        return True
    begin, end = _begin(told.right), _end(told.right)
    if begin is None or end is None or begin < set_.first:
        return False
    if isinstance(end, Added):
        match end.terms:
            case (size, Negated(operand=Numeral())):
                end = size
            case _:
                return False
    number = literal_index(end)
    if number is None:
        return not named or plain_letter(end) == set_.size
    return not set_.size.isdigit() or number < int(set_.size) + set_.first


def _size(formula: Formula, first: int) -> str | None:
    """The size of the set of all indices to the end of a range that begins with the first one."""
    begin, end = _begin(formula), _end(formula)
    if begin is not None and begin != first:
        return None
    number = literal_index(end) if end is not None else None
    if number is not None:
        return str(number + 1 - first)
    if first == 1:
        return plain_letter(end)
    match end:
        case Added(terms=(size, Negated(operand=Numeral(value=value)))) if value == 1:
            return plain_letter(size)
        case _:
            return None


def _begin(formula: Formula) -> int | None:
    match formula:
        case Listed(items=items):
            return literal_index(items[0])
        case Multiplied(factors=factors) if _dotted(formula):
            return literal_index(factors[0])
        case _:
            return None


def _end(formula: Formula) -> Formula | None:
    """n of 1, …, n, of 1..n and of ≤ n; 3 of 1, 2, 3 but nothing of 1, 3."""
    match formula:
        case Multiplied(factors=(_, Dots(), last)):
            return last
        case Listed(items=(_, last), bracket="["):
            return last
        case Listed(items=items):
            last = items[-1]
            if isinstance(last, Multiplied) and len(last.factors) == 2 and isinstance(last.factors[0], Dots):
                return last.factors[1]
            dotted = any(isinstance(item, Dots) for item in items)
            numbers = [literal_index(item) for item in items]
            begin = numbers[0]
            full = begin is not None and numbers == list(range(begin, begin + len(items)))
            return last if dotted or full else None
        case Multiplied():
            return None
        case _:
            return formula


def _dotted(formula: Formula) -> bool:
    return isinstance(formula, Multiplied) and len(formula.factors) == 3 and isinstance(formula.factors[1], Dots)


def _letters(statement: Statement) -> frozenset[str | None]:
    formulas = (one.formula for one in statement.chain.members if not isinstance(one.formula, ReadError))
    return frozenset(plain_letter(part) for formula in formulas for part in subformulas(formula))


def _sentences(statements: Sequence[Statement], source: Source) -> list[int]:
    """The number of the sentence of each statement."""
    numbers, end = [0], 0
    for statement in statements:
        between = source.text[end : statement.chain.span.start]
        numbers.append(numbers[-1] + (_END.search(between) is not None))
        end = statement.chain.span.end
    return numbers[1:]


def _nearest_last(number: int, sentences: Sequence[int], told: Sequence[tuple[Compared, ...]]) -> list[int]:
    """The statements of the sentence that tell ranges, the one that a statement is told with as the last: the one right
    after it, or before it where the sentence begins with a range: a_i, i = 1, …, m, and b_i, i = 1, …, n."""
    near = _near(number, sentences)
    beside = number - 1 if told[near[0]] else number + 1
    return sorted((k for k in near if told[k]), key=lambda k: k == beside)


def _near(number: int, sentences: Sequence[int]) -> range:
    """The statements of one sentence."""
    first, last = number, number
    while first > 0 and sentences[first - 1] == sentences[number]:
        first -= 1
    while last + 1 < len(sentences) and sentences[last + 1] == sentences[number]:
        last += 1
    return range(first, last + 1)
