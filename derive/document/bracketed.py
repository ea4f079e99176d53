"""Indices in brackets: X[i, k] is X_{i,k}, and W_2[i, k] is the entry of W_2.

A bracket right after a symbol holds indices where it lists letters, numbers, or letters with an index, and the document
uses these letters as indices only: H[p, q] is something else where p_i is a symbol. b[j] is read so where another
symbol has a list of them.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from derive.data import replace
from derive.document.members import formulas_in
from derive.document.model import Chain
from derive.errors import ReadError
from derive.formula import Compared, Formula, Grouped, Indexed, Listed, Multiplied, Name, Numeral, Raised, Ranged
from derive.formula_parts import children, rebuilt, subformulas_of

Sign: TypeAlias = Literal["", "·", "×", "*", "⊙"]


def with_indices_below(places: Sequence[tuple[Chain, ...]]) -> list[tuple[Chain, ...]]:
    """The chains of each place of a document, with the indices in brackets as subscripts."""
    formulas = [formula for chains in places for chain in chains for formula in formulas_in(chain)]
    products = [one for formula in formulas for one in subformulas_of(formula, Multiplied)]
    written = [(name.letter, _items(after)) for product in products for _, name, after in _pairs(product)]
    if not any(len(items) > 1 and any(map(_letter, items)) for _, items in written):
        return list(places)
    indices = frozenset(item for _, items in written for item in items)
    values = frozenset(letter for formula in formulas if formula not in indices for letter in _values(formula))
    indices = frozenset(one for one in indices if _letter(one) not in values)
    lettered = (name for name, items in written if any(map(_letter, items)) and indices.issuperset(items))
    change = _Change(indices, frozenset(lettered))
    return [tuple(change.chain(chain) for chain in chains) for chains in places]


def _items(formula: Formula) -> tuple[Formula, ...]:
    bracket = formula.base if isinstance(formula, Raised) else formula
    match bracket:
        case Listed(items=items, bracket="["):
            pass
        case Grouped(body=body, bracket="["):
            items = (body,)
        case _:
            return ()
    return items if all(isinstance(one, Numeral) or _letter(one) is not None for one in items) else ()


def _letter(index: Formula) -> str | None:
    """i of i and of i_s"""
    match index:
        case Name(letter=letter, style="") | Indexed(base=Name(letter=letter, style=""), upper=()):
            return letter
        case _:
            return None


def _name(formula: Formula) -> Name | None:
    """The symbol that may have an index in brackets: X, and W_2 as a name of its own."""
    match formula:
        case Name(style="") if len(formula.letter) == 1:
            return formula
        case Indexed(base=Name() as base, lower=(Numeral(value=value),), upper=()):
            return replace(base, letter=f"{base.letter}_{value}", span=formula.span)
        case _:
            return None


def _values(formula: Formula) -> Iterator[str]:
    """The letters that stand for more than an index."""
    match formula:
        case Indexed(base=base):
            yield from _values(base)
        case Ranged(body=body):
            yield from _values(body)
        case Name(letter=letter):
            yield letter
        case Compared():
            pass
        case Multiplied(factors=factors):
            taken = {id(after) for _, _, after in _pairs(formula)}
            for factor in factors:
                if id(factor) not in taken:
                    yield from _values(factor)
                elif isinstance(factor, Raised):
                    yield from _values(factor.exponent)
        case _:
            for part in children(formula):
                yield from _values(part)


def _pairs(formula: Multiplied) -> Iterator[tuple[Formula, Name, Formula]]:
    """The symbols of a product, with their names, and the brackets right after them, which may hold indices."""
    for symbol, after, sign in zip(formula.factors, formula.factors[1:], formula.signs, strict=False):
        name = _name(symbol)
        if sign == "" and name is not None and _items(after):
            yield symbol, name, after


class _Change:
    """Writes what stands in brackets below the symbols."""

    def __init__(self, indices: frozenset[Formula], names: frozenset[str]) -> None:
        self.indices = indices
        self.names = names
        """The symbols that have indices in brackets somewhere, and not only numbers."""

    def chain(self, chain: Chain) -> Chain:
        members = tuple(
            member if isinstance(member.formula, ReadError) else replace(member, formula=self.formula(member.formula))
            for member in chain.members
        )
        return replace(chain, members=members)

    def formula(self, formula: Formula) -> Formula:
        match formula:
            case Multiplied():
                return self._product(formula)
            case Indexed():
                name = _name(formula)
                if name is not None and name.letter in self.names:
                    return name
        return rebuilt(formula, self.formula)

    def _product(self, formula: Multiplied) -> Formula:
        entries = {
            id(after): (name, after)
            for _, name, after in _pairs(formula)
            if name.letter in self.names and self.indices.issuperset(_items(after))
        }
        factors: list[Formula] = []
        signs: list[Sign] = []
        for factor, sign in zip(formula.factors, ("", *formula.signs), strict=True):
            if id(factor) in entries:
                factors[-1] = self._entry(*entries[id(factor)])
            else:
                factors.append(self.formula(factor))
                signs.append(sign)
        return replace(formula, factors=tuple(factors), signs=tuple(signs[1:])) if len(factors) > 1 else factors[0]

    def _entry(self, name: Name, after: Formula) -> Formula:
        """X_{i,k} of X and [i, k], and its power of X and [i, k]^2"""
        span = name.span.join(after.span)
        entry = Indexed(name, _items(after), (), span)
        if isinstance(after, Raised):
            return replace(after, base=entry, exponent=self.formula(after.exponent), span=span)
        return entry
