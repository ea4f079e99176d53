"""Formulas with one place changed."""

from collections.abc import Callable, Iterator

from derive.data import Data, replace
from derive.formula import (
    Applied,
    Compared,
    Differentiated,
    Dots,
    Formula,
    Indexed,
    Multiplied,
    Name,
    Numeral,
    Primed,
    Ranged,
)
from derive.formula_parts import children, rebuilt

from .problem import Symbol, letter_of, symbol_of

Edit = tuple[str, Formula]
"""The kind of an edit, and what becomes of the formula."""


class Surroundings(Data):
    """What an edit may write at a place."""

    letters: tuple[str, ...]
    """The letters of indices that are free in the equation, or bound there."""
    symbols: tuple[Formula, ...]
    """Symbols of the problem, with indices."""
    sizes: tuple[str, ...] = ()
    """The sizes of sets that it names."""
    defined: frozenset[Symbol] = frozenset()
    """Symbols that have definitions, and may be positive by these."""

    def below(self, letter: str | None) -> "Surroundings":
        if letter is None or letter in self.letters:
            return self
        return replace(self, letters=(*self.letters, letter))


Local = Callable[[Formula, Surroundings], Iterator[Edit]]


def everywhere(formula: Formula, local: Local, around: Surroundings) -> Iterator[Edit]:
    """The formula with each local edit at each of its places; indices are places of their symbol."""
    yield from local(formula, around)
    inner = around.below(letter_of(formula.letter)) if isinstance(formula, Ranged) else around
    for place, part in enumerate(children(formula)):
        if is_place(formula, part):
            for kind, new in everywhere(part, local, inner):
                yield kind, with_part(formula, place, new)


def is_place(formula: Formula, part: Formula) -> bool:
    match formula:
        case Indexed() | Primed() | Compared():
            return False
        case Ranged(body=body):
            return part is body
        case Differentiated(operand=operand):
            return part is operand
        case Applied(arguments=arguments):
            return any(part is argument for argument in arguments)
        case _:
            return not isinstance(part, Dots)


def with_part(formula: Formula, place: int, new: Formula) -> Formula:
    """The formula with another part at that place, in the order of reading."""
    parts = iter(range(len(list(children(formula)))))
    return rebuilt(formula, lambda part: new if next(parts) == place else part)


def parts_of(formula: Formula) -> Iterator[Formula]:
    """The formula and all its places."""
    yield formula
    for part in children(formula):
        if is_place(formula, part):
            yield from parts_of(part)


def with_letter(formula: Formula, old: str, new: str) -> Formula:
    """The formula with another letter as index where the old one is free."""
    if letter_of(formula) == old and isinstance(formula, Name):
        return replace(formula, letter=new)
    if isinstance(formula, Ranged) and letter_of(formula.letter) == old:
        return formula
    if isinstance(formula, Indexed):
        lower, upper = (tuple(with_letter(i, old, new) for i in indices) for indices in (formula.lower, formula.upper))
        return replace(formula, lower=lower, upper=upper)
    if isinstance(formula, Name):
        return formula
    return rebuilt(formula, lambda part: with_letter(part, old, new))


def mentions(formula: Formula, letter: str) -> bool:
    """Whether a letter stands as an index in a formula, and is free there."""
    found = symbol_of(formula)
    if found is not None:
        return any(letter_of(index) == letter for index in found[1])
    if isinstance(formula, Ranged) and letter_of(formula.letter) == letter:
        return any(mentions(condition, letter) for condition in formula.conditions)
    if isinstance(formula, Compared):
        return letter in (letter_of(formula.left), letter_of(formula.right))
    return any(mentions(part, letter) for part in children(formula))


def multiplied(*factors: Formula) -> Formula:
    return Multiplied(factors, ("·",) * (len(factors) - 1)) if len(factors) > 1 else factors[0]


def number(value: int) -> Formula:
    from fractions import Fraction

    return Numeral(Fraction(value))
