"""Sums whose letter does not stand in what they add, while other indices do: Σ_c e^{z_i} for Σ_c e^{z_c}.

Such a sum has a meaning, that of n e^{z_i}, and is read so; but it is most often a slip, and is told as one. Where its
number of terms stands in the same chain, as in Σ_k y_i = n y_i, it is meant. Where the other index stands nowhere else
in the chain, which would say the same for every i, the slip tells that Σ_c e^{z_c} is expected.
"""

import re
from collections.abc import Iterator

from derive.data import replace
from derive.document.members import formulas_in, with_members
from derive.document.model import Chain, Document, Member
from derive.errors import ReadError
from derive.formula import Formula, Indexed, Name, Ranged
from derive.formula_parts import children, ranges_in, replaced, subformulas, subformulas_of
from derive.notation.canonical import canonical_latex

SIZES = frozenset("nmNMKCDV")
"""The letters that may be the number of terms where none is written."""
ALONE = re.compile(r"(?:\$|\\\()\s*(\w)\s*(?=\$|\\\))")
"""A letter of which the prose speaks: $i$"""


def with_unused_letters(document: Document) -> Document:
    """The document, where such sums are slips of their members."""
    formulas = (formula for statement in document.statements for formula in formulas_in(statement.chain))
    if not any(next(_unused(formula), None) for formula in formulas):
        return document
    standing = _standing(document)
    return with_members(document, lambda member, chain: _told(member, chain, standing[id(chain)]))


def _standing(document: Document) -> dict[int, frozenset[Name]]:
    """By the identity of each chain the letters that may stand for an index in it: those that stand outside of such
    sums in the chain, in the cases for which it is told, or in those that it goes on from; or in all members of these;
    or of which the document speaks, or tells the values."""
    found: dict[int, frozenset[Name]] = {}
    chains: list[Chain] = []
    firsts = (statement.chain.members[0].formula for statement in document.statements if statement.chain.members)
    spoken = frozenset(one for one in firsts if isinstance(one, Name))
    spoken |= {Name(letter) for letter in ALONE.findall(document.source.text)}
    names, common = spoken, None
    for statement in document.statements:
        if not statement.chain.continues:
            chains, names, common = [], spoken, None
        chains.append(statement.chain)
        for condition in (*statement.case, *statement.nearby, *statement.beside):
            names |= _outside(condition)
        for member in statement.chain.members:
            if not isinstance(member.formula, ReadError):
                names |= _outside(member.formula)
                own = frozenset(subformulas_of(member.formula, Name))
                common = own if common is None else common & own
        found.update(dict.fromkeys(map(id, chains), names | (common or frozenset())))
    return found


def _outside(formula: Formula) -> frozenset[Name]:
    """The names in a formula, but for those in sums with another index than their letter."""
    if isinstance(formula, Name):
        return frozenset((formula,))
    if isinstance(formula, Ranged) and _other_index(formula) is not None:
        return frozenset()
    return frozenset[Name]().union(*map(_outside, children(formula)))


def _other_index(sum_: Ranged) -> Name | None:
    """i of Σ_c e^{z_i}, if that is the only index there"""
    if not any(one is sum_ for one, _ in _unused(sum_)) or any(ranges_in(sum_.body)):
        return None
    indices = set(_indices(sum_.body))
    return indices.pop() if len(indices) == 1 else None


def _told(member: Member, chain: Chain, standing: frozenset[Name]) -> Member:
    if isinstance(member.formula, ReadError):
        return member
    found = tuple(
        ReadError(
            f"the {one.operator} runs over {letter}, and what it {'adds' if one.operator == 'sum' else 'multiplies'} "
            f"has no {letter}",
            code="unused-letter", span=one.span, expected=_meant(one, standing),
        )
        for one, letter in _unused(member.formula)
        if not _sizes(one) & _names(chain)
    )  # fmt: skip
    return replace(member, slips=(*member.slips, *found)) if found else member


def _meant(sum_: Ranged, standing: frozenset[Name]) -> str:
    """Σ_c e^{z_c} for Σ_c e^{z_i} where i stands for nothing else; empty where it does."""
    index = _other_index(sum_)
    if index is None or index in standing:
        return ""
    assert sum_.letter is not None, "a sum over a letter"
    return canonical_latex(replace(sum_, body=replaced(sum_.body, index, sum_.letter)))


def _unused(formula: Formula) -> Iterator[tuple[Ranged, str]]:
    """The sums in a formula, each with its letter, that add what has other indices only."""
    for one in ranges_in(formula):
        if isinstance(one.letter, Name) and not one.conditions and one.letter not in subformulas(one.body):
            bound = {inner.letter for inner in ranges_in(one.body)}
            if any(index not in bound for index in _indices(one.body)):
                yield one, one.letter.letter


def _indices(formula: Formula) -> Iterator[Name]:
    for part in subformulas(formula):
        if isinstance(part, Indexed):
            yield from (index for index in part.lower if isinstance(index, Name))


def _sizes(one: Ranged) -> frozenset[str]:
    """The letters of the number of its terms, or those that it may have."""
    if one.upper is None:
        return SIZES
    return frozenset(part.letter for part in subformulas_of(one.upper, Name))


def _names(chain: Chain) -> frozenset[str]:
    """The letters in a chain, but for those of ranges and of indices."""
    read = (member.formula for member in chain.members if not isinstance(member.formula, ReadError))
    return frozenset(name for formula in read for name in _letters(formula))


def _letters(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Name):
        yield formula.letter
        return
    parts = {Indexed: ("base",), Ranged: ("body",)}.get(type(formula))
    for part in (getattr(formula, name) for name in parts) if parts else children(formula):
        yield from _letters(part)
