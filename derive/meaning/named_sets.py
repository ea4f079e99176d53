"""Sums over a set that has only a name: Σ_{w ∈ Vocab} y_w is Σ_w y_w, where Vocab are all values of w.

That is so where the name says it, as Vocab does, or the prose: "let V be the set of all words". Any other set may be
one of some values only. It also is no sum over all where the document sums what it sums over the set over anything
else, a range that is not told among it, or says something else of the set: Σ_{i ∈ M} x_i beside Σ_i x_i is a sum over
some of the i.
"""

import re
from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Applied, Formula, Indexed, Multiplied, Name, Ranged
from derive.formula_parts import children, ranges_in, rebuilt, subformulas
from derive.letters import latex_of_name
from derive.meaning.applications import formulas_of
from derive.meaning.names import plain_letter
from derive.source import Source

_KINDS = r"(?:vocab(?:ulary)?|alphabet|classes|words|tokens|labels|categories|outcomes|states|actions)"
"""Words for all values of an index."""
_ALL = rf"(?:(?:whole|full|entire) )?(?:vocabulary|alphabet|set of all (?:the )?(?:possible )?{_KINDS})"
_BEYOND = r"(?:\\notin|∉|\\not\s*\\in\b|\\setminus|\b(?:not in|outside(?: of)?)(?: the(?: set)?)?)"
"""What says that there is more than what is in the set after it."""


def whole_sets(statements: Sequence[Statement], source: Source) -> frozenset[Name]:
    """The names of sets that are all values of what is summed over them."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    over: dict[Formula, set[Formula | None]] = {}
    summed: dict[Name, set[Formula]] = {}
    for sum_ in (one for formula in formulas for one in ranges_in(formula)):
        set_ = set_of(sum_)
        for symbol in _symbols_at(sum_.body, plain_letter(sum_.letter)):
            over.setdefault(symbol, set()).add(set_)
            if set_ is not None:
                summed.setdefault(set_, set()).add(symbol)
    ranges = [set_of(sum_) for formula in formulas for sum_ in ranges_in(formula)]
    written = [_as_name(part) for formula in formulas for part in subformulas(formula) if part is not formula]
    return frozenset(
        set_
        for set_, symbols in summed.items()
        if all(over[symbol] == {set_} for symbol in symbols)
        and written.count(set_) == ranges.count(set_)
        and _is_told_whole(set_, source)
    )


def _is_told_whole(set_: Name, source: Source) -> bool:
    """Whether the name of the set, or the prose, says that it holds all values."""
    name = set_.letter
    written = latex_of_name(name) if len(name) == 1 else name
    letters = rf"(?:\\(?:math|text)\w*\s*\{{?\s*)?{re.escape(written)}(?![A-Za-z])"
    if re.search(rf"{_BEYOND}[\s${{]*{letters}|{letters}[\s}}]*\\subset|\bsubsets?\b", source.text):
        return False
    if re.fullmatch(_KINDS, name, re.IGNORECASE):
        return True
    symbol = rf"\$\s*{letters}\s*\}}?\s*\$"
    said = rf"{symbol} (?:is|be|denotes?|for) the {_ALL}(?=\s*(?:[.,;:)]|and\b|$))|\bthe {_ALL} {symbol}"
    return re.search(said, source.text) is not None


def over_all(formula: Formula, sets: frozenset[Name]) -> Formula:
    """The formula, sums over whole sets written without them."""
    formula = rebuilt(formula, lambda part: over_all(part, sets))
    if isinstance(formula, Ranged) and set_of(formula) in sets:
        return replace(formula, conditions=())
    return formula


def set_of(sum_: Ranged) -> Name | None:
    """The Vocab of Σ_{w ∈ Vocab}"""
    if len(sum_.conditions) != 1 or sum_.upper is not None:
        return None
    (condition,) = sum_.conditions
    named = condition.sign == "∈" and condition.left == sum_.letter
    return _as_name(condition.right) if named else None


def _as_name(formula: Formula) -> Name | None:
    """A letter, or letters that are written as a word is: {Vocab} is Vocab."""
    match formula:
        case Name():
            return formula
        case Multiplied(factors=factors, signs=signs) if not any(signs):
            letters = [factor.letter for factor in factors if isinstance(factor, Name)]
            return Name("".join(letters), style="word") if len(letters) == len(factors) else None
        case _:
            return None


def _symbols_at(formula: Formula, letter: str | None) -> Iterator[Formula]:
    """What has the letter as an index, or as an argument."""
    match formula:
        case Indexed() if letter in map(plain_letter, (*formula.lower, *formula.upper)):
            yield formula.base
        case Applied() if letter in map(plain_letter, formula.arguments):
            yield formula.function
    for child in children(formula):
        yield from _symbols_at(child, letter)
