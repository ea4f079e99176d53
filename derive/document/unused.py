"""Sums whose letter does not stand in what they add, while other indices do: Σ_c e^{z_i} for Σ_c e^{z_c}.

Such a sum has a meaning, that of n e^{z_i}, and is read so; but it is most often a slip, and is told as one. Where its
number of terms stands in the same chain, as in Σ_k y_i = n y_i, it is meant.
"""

from collections.abc import Iterator

from derive.data import replace
from derive.document.members import with_members
from derive.document.model import Chain, Document, Member
from derive.errors import ReadError
from derive.formula import Formula, Indexed, Name, Ranged
from derive.formula_parts import children, ranges_in, subformulas

SIZES = frozenset("nmNMKCDV")
"""The letters that may be the number of terms where none is written."""


def with_unused_letters(document: Document) -> Document:
    """The document, where such sums are slips of their members."""
    return with_members(document, _told)


def _told(member: Member, chain: Chain) -> Member:
    if isinstance(member.formula, ReadError):
        return member
    found = tuple(
        ReadError(
            f"the {one.operator} runs over {letter}, and what it {'adds' if one.operator == 'sum' else 'multiplies'} "
            f"has no {letter}",
            code="unused-letter", span=one.span,
        )
        for one, letter in _unused(member.formula)
        if not _sizes(one) & _names(chain)
    )  # fmt: skip
    return replace(member, slips=(*member.slips, *found)) if found else member


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
    return frozenset(part.letter for part in subformulas(one.upper) if isinstance(part, Name))


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
