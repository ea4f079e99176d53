"""Conditions on values that are written after an equation, in its row or its sentence: x = |x| for x ≥ 0."""

import re
from collections.abc import Sequence

from derive.data import replace
from derive.document.cases import Indices, comparisons, indices_in
from derive.document.model import Chain, Statement
from derive.document.prose import sentence_ends
from derive.errors import ReadError
from derive.formula import Compared, Formula, Grouped, Listed
from derive.source import Source

_COMPARING = frozenset("<≤>≥≠∈∉⪰⪯≻≺⊥⊂⊆⊃⊇⊊⊑≪≫≲≳≍")
_END = re.compile(r"\n\s*\n|\$\$.*\$\$|\\\\(?!\s*&*\s*\\text)", re.DOTALL)
"""What ends a row, or the prose after a display: a new row that does not begin with words, another display."""


def with_conditions_beside(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...]:
    """The statements, each with the conditions on values that follow it in its row or its sentence."""
    indices = indices_in(statement.chain for statement in statements)
    ordered = sorted(statements, key=lambda one: one.chain.span.start)
    conditions = [_conditions(one.chain, indices) for one in ordered]
    beside: dict[int, tuple[Compared, ...]] = {}
    found: tuple[Compared, ...] = ()
    for place in reversed(range(len(ordered))):
        following = ordered[place + 1 : place + 2]
        found = found if following and _is_beside(ordered[place], following[0], source) else ()
        beside[id(ordered[place])] = () if conditions[place] else found
        found = (*conditions[place], *found) if conditions[place] else ()
    return tuple(replace(one, beside=beside[id(one)]) for one in statements)


def _is_beside(one: Statement, other: Statement, source: Source) -> bool:
    """Whether nothing ends between the two."""
    between = source.text[one.chain.span.end : other.chain.span.start]
    return one.chain.span.end <= other.chain.span.start and not sentence_ends(between) and not _END.search(between)


def _conditions(chain: Chain, indices: Indices) -> tuple[Compared, ...]:
    """What a chain says that only compares values, and no indices."""
    formulas = [one.formula for one in chain.members if not isinstance(one.formula, ReadError)]
    signs = [one.sign for one in chain.relations]
    if chain.continues or not signs or not _COMPARING.issuperset(signs) or len(formulas) < len(chain.members):
        return ()
    if comparisons(chain, indices) or not all(
        map(_is_condition, formulas, signs, formulas[1:], [indices] * len(signs))
    ):
        return ()
    return tuple(map(Compared, formulas, signs, formulas[1:], [chain.span] * len(signs)))


def _is_condition(left: Formula, sign: str, right: Formula, indices: Indices) -> bool:
    """Whether x ∈ (0, 1) lists or bounds values; so does every other sign."""
    return sign != "∈" or (isinstance(right, Listed | Grouped) and left not in indices)
