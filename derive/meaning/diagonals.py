"""Equations for equal indices beside one for two: after ∂p_i/∂z_i = p_i (1 − p_i), what is said of ∂p_i/∂z_j is meant
where j is another index than i.
"""

from collections.abc import Iterable
from itertools import permutations

from derive.document.model import Statement
from derive.formula import Formula, Name
from derive.formula_parts import replaced
from derive.meaning.applications import formulas_of
from derive.meaning.numbers import index_letters


def diagonal_told(formula: Formula, statements: Iterable[Statement]) -> tuple[str, str] | None:
    """Two letters of indices in a formula, i and j of ∂p_i/∂z_j, for which another equation begins with the same where
    they are equal, ∂p_i/∂z_i; None if there are none."""
    letters = sorted(set(index_letters(formula)))
    if len(letters) < 2:
        return None
    firsts = {one for statement in statements for one in tuple(formulas_of(statement))[:1]}
    for old, new in permutations(letters, 2):
        if replaced(formula, Name(old), Name(new)) in firsts:
            return new, old
    return None
