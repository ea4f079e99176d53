"""Sums over a set that has only a name: Σ_{w ∈ Vocab} y_w is Σ_w y_w, where Vocab are all values of w.

That is so where the document sums what it sums over the set over nothing else, also not over a range that is not
told, and says nothing else of the set: Σ_{i ∈ M} x_i beside Σ_i x_i is a sum over some of the i.
"""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Applied, Formula, Indexed, Multiplied, Name, Ranged
from derive.formula_parts import children, ranges_in, rebuilt, subformulas
from derive.meaning.applications import formulas_of
from derive.meaning.names import plain_letter


def whole_sets(statements: Sequence[Statement]) -> frozenset[Formula]:
    """The names of sets that are all values of what is summed over them."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    over: dict[Formula, set[Formula | None]] = {}
    summed: dict[Formula, set[Formula]] = {}
    for sum_ in (one for formula in formulas for one in ranges_in(formula)):
        set_ = set_of(sum_)
        for symbol in _symbols_at(sum_.body, plain_letter(sum_.letter)):
            over.setdefault(symbol, set()).add(set_)
            if set_ is not None:
                summed.setdefault(set_, set()).add(symbol)
    ranges = [set_of(sum_) for formula in formulas for sum_ in ranges_in(formula)]
    written = [part for formula in formulas for part in subformulas(formula) if part is not formula]
    return frozenset(
        set_
        for set_, symbols in summed.items()
        if all(over[symbol] == {set_} for symbol in symbols) and written.count(set_) == ranges.count(set_)
    )


def over_all(formula: Formula, sets: frozenset[Formula]) -> Formula:
    """The formula, sums over whole sets written without them."""
    formula = rebuilt(formula, lambda part: over_all(part, sets))
    if isinstance(formula, Ranged) and set_of(formula) in sets:
        return replace(formula, conditions=())
    return formula


def set_of(sum_: Ranged) -> Formula | None:
    """The Vocab of Σ_{w ∈ Vocab}"""
    if len(sum_.conditions) != 1 or sum_.upper is not None:
        return None
    (condition,) = sum_.conditions
    named = condition.sign == "∈" and condition.left == sum_.letter
    return condition.right if named and _is_name(condition.right) else None


def _is_name(formula: Formula) -> bool:
    """A letter, or letters that are written as a word is."""
    if isinstance(formula, Multiplied):
        return all(isinstance(factor, Name) for factor in formula.factors) and not any(formula.signs)
    return isinstance(formula, Name)


def _symbols_at(formula: Formula, letter: str | None) -> Iterator[Formula]:
    """What has the letter as an index, or as an argument."""
    match formula:
        case Indexed() if letter in map(plain_letter, (*formula.lower, *formula.upper)):
            yield formula.base
        case Applied() if letter in map(plain_letter, formula.arguments):
            yield formula.function
    for child in children(formula):
        yield from _symbols_at(child, letter)
