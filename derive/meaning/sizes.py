"""The sizes of index sets that statements name: n of Σ_{k=1}^n, of i = 1, …, n, of (a_1, …, a_n), of x ∈ ℝ^n, and the
numbers of rows and columns of a matrix that is written out."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import pairwise

from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Added, Arrayed, Dots, Formula, Indexed, Listed, Negated, Numeral, Ranged
from derive.formula_parts import children, ranges_in, subformulas_of
from derive.meaning.applications import formulas_of
from derive.meaning.declared import declared_dimensions
from derive.meaning.dimensions import dimensions_written
from derive.meaning.dotted import is_dots
from derive.meaning.names import literal_index, plain_letter, range_letters, range_size

NOT_SIZES = frozenset("e∞")


def formula_or_none(formula: Formula | ReadError) -> Formula | None:
    """The formula of a member, if it was read."""
    return None if isinstance(formula, ReadError) else formula


def first_index(beginnings: Set[int | None]) -> int:
    """0 where the sums over indices begin at 0, and none at 1; else 1."""
    return 0 if beginnings == {0} else 1


def beginnings(formula: Formula) -> Iterator[int | None]:
    """Where the sums over indices in a formula begin."""
    for sum_ in ranges_in(formula):
        if sum_.lower is not None and _is_indexed_by(sum_.body, plain_letter(sum_.letter)):
            yield literal_index(sum_.lower)


def size_of_range(formula: Ranged, first: int) -> str | None:
    """The size of the set over which a sum runs, if its upper end tells: n of Σ_{k=1}^n and of Σ_{k=0}^{n−1}."""
    if formula.upper is None:
        return None
    literal = literal_index(formula.upper)
    if literal is not None:
        return str(literal + 1 - first)
    if first == 1:
        return plain_letter(formula.upper)
    match formula.upper:
        case Added(terms=(size, Negated(operand=Numeral(value=value)))) if value == 1:
            return plain_letter(size)
        case _:
            return None


def _is_indexed_by(formula: Formula, letter: str | None) -> bool:
    if isinstance(formula, Indexed) and letter in map(plain_letter, (*formula.lower, *formula.upper)):
        return True
    return any(_is_indexed_by(part, letter) for part in children(formula))


def sizes_of(
    statement: Statement, first: int = 1, within: "Callable[[Formula, int], Iterable[str]] | None" = None
) -> tuple[str, ...]:
    """The names of the sizes that a statement tells, in their order; `first` is the first index of their sets, and
    `within` knows what sizes_in finds."""
    found = [size for formula in formulas_of(statement) for size in (within or sizes_in)(formula, first)]
    members = [formula_or_none(member.formula) for member in statement.chain.members]
    if len(members) == 2 and members[0] is not None and range_letters(members[0]) and members[1] is not None:
        end = range_size(members[1])
        found += [] if end is None or end in NOT_SIZES else [end]
    for _, right in pairwise(members):
        dimensions = declared_dimensions(right) if right is not None else None
        found += _named(dimensions or ())
        found += (str(number) for one in dimensions or () if (number := literal_index(one)) is not None)
    return tuple(dict.fromkeys(found))


def _named(formulas: Iterable[Formula]) -> Iterator[str]:
    letters = map(plain_letter, formulas)
    return (letter for letter in letters if letter is not None and letter not in NOT_SIZES)


def sizes_in(formula: Formula, first: int) -> Iterator[str]:
    """The names of the sizes that a formula tells by itself."""
    if not any(subformulas_of(formula, kind) for kind in (Ranged, Dots, Arrayed)):
        return
    if isinstance(formula, Ranged):
        size = size_of_range(formula, first)
        yield from () if size is None or size.isdigit() or size in NOT_SIZES else (size,)
    items = _items(formula)
    dots = [k for k, item in enumerate(items) if is_dots(item)]
    if dots and dots[-1] + 1 < len(items):
        for beginning in items[: dots[0]]:
            yield from _named(_last_indices(beginning, items[dots[-1] + 1]))
    if isinstance(formula, Arrayed):
        yield from sorted({size for size in dimensions_written(formula) if size not in ("1", None)})
        yield from _in_grid(formula)
    for child in children(formula):
        yield from sizes_in(child, first)


def _in_grid(array: Arrayed) -> Iterator[str]:
    """n and m of an array with dots between a_11 and a_1m, and between a_11 and a_n1; n of one to a_nn."""
    rows = array.rows
    if len(rows) > 1 and len(rows[0]) > 1:
        corner = (rows[-1][-1],) if len(rows) == len(rows[0]) else ()
        for last in (rows[-1][0], rows[0][-1], *corner):
            yield from _named(_last_indices(rows[0][0], last))


def _items(formula: Formula) -> tuple[Formula, ...]:
    """What stands in a list, in a sum, in a row or in a column."""
    match formula:
        case Listed():
            return formula.items
        case Added():
            return formula.terms
        case Arrayed() if len(formula.rows) == 1 or all(len(row) == 1 for row in formula.rows):
            return tuple(cell for row in formula.rows for cell in row)
        case _:
            return ()


def _last_indices(first: Formula, last: Formula) -> Iterator[Formula]:
    """What stands in the last entry of a list where the first one has the index 1."""
    if isinstance(first, Indexed) and isinstance(last, Indexed):
        pairs = zip((*first.upper, *first.lower), (*last.upper, *last.lower), strict=False)
        yield from (new for old, new in pairs if literal_index(old) == 1)
    for one, other in zip(children(first), children(last), strict=False):
        yield from _last_indices(one, other)


def sizes_meant(confused: Iterable[Sequence[str]], is_size: Callable[[str], bool]) -> Iterator[str]:
    """Which numbers of elements sets have where a step is read by itself, of those that they have in the document.

    >>> list(sizes_meant([("2", "3", "n"), ("4", "n")], {"2", "4"}.__contains__))
    ['the size is 2 here, not 3']
    """
    for sizes in confused:
        numbers = [one for one in sizes if one.isdigit()]
        here = [one for one in numbers if is_size(one)]
        others = " or ".join(one for one in numbers if one not in here)
        if here and others:
            yield f"the size is {here[0]} here, not {others}"
