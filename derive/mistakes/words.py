"""What may be written in the place of something in a chain."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from derive.data import replace
from derive.errors import ReadError
from derive.formula import (
    Added,
    Applied,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Ranged,
)
from derive.formula_parts import children
from derive.meaning.index_sets import IndexSets
from derive.mistakes.places import Words, functions_in, index_letters, sums_in, symbols_in, value_parts
from derive.reading import Reading

T = TypeVar("T")

MOST_TERMS = 32
"""How many terms and factors are tried as lost ones."""
NEAR = 2
"""Members so far away or less give terms and factors."""


def words_near(reading: Reading, number: int, stated: Sequence[tuple[Formula, Formula]], sets: IndexSets) -> Words:
    """The words for edits of a member, by its number in its chain; `stated` are the two sides of each given."""
    members = [(k, one.formula) for k, one in enumerate(reading.chain.members)]
    written = {k: formula for k, formula in members if not isinstance(formula, ReadError)}
    near = [formula for k, formula in written.items() if abs(k - number) <= NEAR]
    everything = (*written.values(), *chain.from_iterable(stated))
    names = frozenset(chain.from_iterable(map(_names, near)))
    bearing = [right for left, right in stated if names.intersection(_names(left))]
    letters = _unique(letter for one in (*written.values(), *reading.statement.case) for letter in _letters(one))
    numbers = _unique(chain.from_iterable(map(_literals, written.values())))
    symbols = _unique(chain.from_iterable(map(symbols_in, everything)))
    pieces = chain.from_iterable(map(_pieces, (*near, *bearing)))
    terms = chain(pieces, _instances(symbols, letters))
    return Words(
        letters=letters,
        numbers=_unique((*numbers, *(one + 1 for one in numbers))),
        symbols=symbols,
        functions=_unique(chain.from_iterable(map(functions_in, everything))),
        ranges=_unique(chain.from_iterable(map(sums_in, everything))),
        terms=_unique(terms)[:MOST_TERMS],
        after=written.get(number + 1),
        sizes=frozenset(name for one in everything for name in _names(one) if sets.is_size(name)),
        has_case=bool(reading.statement.case),
    )


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _pieces(formula: Formula) -> Iterator[Formula]:
    """The terms and factors of a formula."""
    if isinstance(formula, Added):
        for term in formula.terms:
            yield from _pieces(term)
        return
    if isinstance(formula, Negated) or (isinstance(formula, Grouped) and not isinstance(formula.body, Added)):
        yield from _pieces(formula.operand if isinstance(formula, Negated) else formula.body)
        return
    if not isinstance(formula, Numeral):
        yield formula
    if isinstance(formula, Multiplied | Divided | Grouped | Ranged | Applied):
        for _, _, part in value_parts(formula):
            yield from _pieces(part)
    if isinstance(formula, Raised) and formula.base == Name("e"):
        yield from _pieces(formula.exponent)


def _instances(symbols: Sequence[Formula], letters: Sequence[str]) -> Iterator[Formula]:
    """The symbols, and those with an index at each of the letters."""
    for symbol in symbols:
        yield symbol
        if isinstance(symbol, Indexed) and len(symbol.lower) == 1:
            yield from (replace(symbol, lower=(Name(letter),)) for letter in letters)


def _letters(formula: Formula) -> Iterator[str]:
    """The index letters of a formula, those of its sums too."""
    yield from index_letters(formula)
    yield from (one.letter.letter for one in sums_in(formula) if isinstance(one.letter, Name))


def _literals(formula: Formula) -> Iterator[int]:
    if isinstance(formula, Indexed):
        yield from (int(i.value) for i in (*formula.lower, *formula.upper) if isinstance(i, Numeral))
    for part in children(formula):
        yield from _literals(part)


def _names(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Name):
        yield formula.letter
    for part in children(formula):
        yield from _names(part)
