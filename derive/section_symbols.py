"""What the definitions of a document say of their symbols, where its sections are compared: which of them contradict
one another, and which use the same symbols."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from operator import mul

from derive.decide.verdict import Verdict
from derive.document.model import Member
from derive.errors import ReadError
from derive.formula import (
    EQUALITIES,
    Added,
    Applied,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Ranged,
)  # fmt: skip
from derive.formula_parts import children, rebuilt, subformulas
from derive.meaning.names import USUAL_FUNCTIONS, plain_letter, symbol_of
from derive.meaning.roles import is_reals
from derive.meaning.samples import is_of_numbers, may_have_arrays
from derive.meaning.shifts import base
from derive.report import Given, Step

MOST_LAYERS_APART = 1
"""How far the label that a general equation tells may be from the letter in it: a^{(l+1)} = …"""
CONSTANTS = frozenset({("e", 0), ("π", 0)})
"""Letters that stand for numbers."""


def only_depends(definition: Step, given: Sequence[Given]) -> bool:
    """Whether a definition says on what its symbol depends, and nothing else: y = g(x), z = f(g(x)), where nothing
    tells these functions. It contradicts nothing that is said of the symbol elsewhere."""
    told = {one.members[0].formula.function for one in given if isinstance(one.members[0].formula, Applied)}

    def is_abstract(formula: Formula | ReadError) -> bool:
        match formula:
            case Applied(function=Name(letter=letter) as head, arguments=arguments):
                inner = arguments
            case Multiplied(factors=(Name(letter=letter) as head, Grouped(body=body))):  # g(x) where g is told nowhere
                inner = (body,)
            case _:
                return False
        known = letter not in USUAL_FUNCTIONS or head in told
        return not known and all(symbol_of(one) is not None or is_abstract(one) for one in inner)

    return is_abstract(definition.right.formula)


def is_contrary(definition: Step, others: Sequence[Step]) -> bool:
    """Whether an equation elsewhere tells the symbol of a definition, with as many indices, by some of its symbols.

    The y of y log p is none of Σ_j y_j log p_j, but where there may be vectors, which need no indices. An equation that
    tells it by no symbol, as y = 7 does, is contrary to any, but for w ∈ ℝ^n.
    """
    right = definition.right.formula
    if definition.sign == "∈" and not isinstance(right, ReadError) and is_reals(right):
        return False
    symbol, _ = told_of(definition)
    told, arrays = uses(right)
    for other in others:
        if symbol is None or told_of(other)[0] != symbol or other.right.formula == right:
            continue
        by, other_arrays = uses(other.right.formula)
        names = {name for name, _ in told} & {name for name, _ in by}
        if not told or not by or (names if arrays or other_arrays else told & by):
            return True
    return False


def uses(formula: Formula | ReadError) -> tuple[set[tuple[str, int]], bool]:
    """The symbols in a formula, each with the number of its indices; and whether some may stand for vectors, as in a
    product with a dot, in a norm, or in a function that is not one of numbers."""
    if isinstance(formula, ReadError):
        return set(), False
    arrays = may_have_arrays(formula) or any(
        isinstance(one, Listed) or (isinstance(one, Applied) and not is_of_numbers(one.function))
        for one in subformulas(formula)
    )
    return set(symbols_in(formula)), arrays


def is_other_instance(one: Step, others: Sequence[Step]) -> bool:
    """Whether an equation for a^{(3)} tells it by the same symbols as another one a^{(l)}, and in another way."""
    left, right = one.left.formula, one.right.formula
    if not isinstance(left, Indexed) or isinstance(right, ReadError):
        return False
    numbers = [index.value for index in left.upper if isinstance(index, Numeral)]
    near = [Numeral(number + step) for number in numbers for step in range(-MOST_LAYERS_APART, MOST_LAYERS_APART + 1)]
    for other in others:
        general, told = other.left.formula, other.right.formula
        if (
            not isinstance(general, Indexed)
            or isinstance(told, ReadError)
            or symbols_of(one.right) != symbols_of(other.right)
        ):
            continue
        parts = (plain_letter(part) for index in general.upper for part in subformulas(index))
        letters = {base(letter)[0] for letter in parts if letter is not None}
        for letter, number in product(letters, near):
            if _at(general, letter, number) == left and _at(told, letter, number) != right:
                return True
    return False


def _at(formula: Formula, letter: str, number: Numeral) -> Formula:
    """The formula with a number in place of a letter, where sums of numbers are added up."""
    place, steps = base(plain_letter(formula) or "")
    if place == letter:
        return Numeral(number.value + steps)
    formula = rebuilt(formula, lambda part: _at(part, letter, number))
    if not isinstance(formula, Added):
        return formula
    terms = [one.operand if isinstance(one, Negated) else one for one in formula.terms]
    signs = [-1 if isinstance(one, Negated) else 1 for one in formula.terms]
    values = [one.value for one in terms if isinstance(one, Numeral)]
    return Numeral(sum(map(mul, signs, values), Fraction(0))) if len(values) == len(terms) else formula


def is_same(one: Step, other: Step) -> bool:
    return (one.left.formula, one.right.formula) == (other.left.formula, other.right.formula)


def told_by(steps: Iterable[Step]) -> dict[str, frozenset[str]]:
    """The symbols that steps define, and those on the right sides of their definitions."""
    found: dict[str, frozenset[str]] = {}
    for step in steps:
        symbol, told = told_of(step)
        if symbol is not None and step.verdict is Verdict.GIVEN and step.sign in EQUALITIES:
            found[symbol[0]] = found.get(symbol[0], frozenset()) | told
    return found


def unfolded(symbols: frozenset[str], told: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The symbols and all by which they are told."""
    found, new = symbols, symbols
    while new:
        new = frozenset[str]().union(*(told.get(one, frozenset()) for one in new)) - found
        found |= new
    return found


def told_of(step: Step) -> tuple[tuple[str, int] | None, frozenset[str]]:
    """The symbol on the left of a step, with the number of its indices, and the symbols on the right."""
    left = step.left.formula
    symbol = None if isinstance(left, ReadError) else symbol_of(left)
    by = symbols_of(step.right)
    return (symbol.name, len(symbol.uppers) + len(symbol.lowers)) if symbol is not None else None, by


def symbols_of(member: Member) -> frozenset[str]:
    formula = member.formula
    return frozenset() if isinstance(formula, ReadError) else frozenset(name for name, _ in symbols_in(formula))


def symbols_in(formula: Formula, *, ends: bool = True) -> Iterator[tuple[str, int]]:
    """The symbols in a formula, without those that are bound and without the functions applied, each with the number of
    its indices; those at which sums end are left out without `ends`."""
    symbol = symbol_of(formula)
    if symbol is not None:
        yield symbol.name, len(symbol.uppers) + len(symbol.lowers)
        return
    letter = formula.letter if isinstance(formula, Ranged) else None
    bound = frozenset[tuple[str, int]]() if letter is None else frozenset(symbols_in(letter))
    parts = formula.arguments if isinstance(formula, Applied) else children(formula)
    if isinstance(formula, Ranged) and not ends:
        parts = (*formula.conditions, formula.body)
    for part in parts:
        yield from (one for one in symbols_in(part, ends=ends) if one not in bound)
