"""Equations between sums of multiples of vectors: they say of each entry what they say of a number."""

from collections.abc import Callable, Sequence

from derive.formula import Added, Divided, Formula, Grouped, Multiplied, Negated, Ranged
from derive.formula_parts import children


def is_entrywise(sides: Sequence[Formula], rank: Callable[[Formula], int]) -> bool:
    r"""Whether arrays of one rank are only added, and multiplied by numbers. `rank` tells those of symbols.

    >>> from derive.formula import Name
    >>> from derive.notation.latex import read_latex
    >>> rows = (r"\frac{a}{b} (x + x)", r"c x + \sum_k (x - x)"), ("x (a x)", "x"), ("x + a", "x")
    >>> [is_entrywise([read_latex(side).formula for side in row], lambda one: int(one == Name("x"))) for row in rows]
    [True, False, False]
    """
    ranks = [_rank(side, rank) for side in sides]
    return len(set(ranks)) == 1 and bool(ranks[0])


def _rank(formula: Formula, rank: Callable[[Formula], int]) -> int | None:
    """That of a sum of multiples of arrays of one rank, 0 for a number, None for anything else."""
    if own := rank(formula):
        return own
    parts = [_rank(one, rank) for one in children(formula)]
    if not any(parts):
        return None if None in parts else 0
    match formula:
        case Added() | Negated() | Grouped():
            return parts[0] if len(set(parts)) == 1 else None
        case Multiplied():
            arrays = [one for one in parts if one != 0]
            return arrays[0] if len(arrays) == 1 else None
        case Divided():
            return parts[0] if parts[1] == 0 else None
        case Ranged(operator="sum"):
            return parts[-1] if not any(parts[:-1]) and None not in parts else None
        case _:
            return None
