"""Entries of what an equation tells as a whole: B_ij, after B = A^{-1}, is told by that."""

from collections.abc import Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import EQUALITIES, Applied, Formula, Grouped, Indexed, Listed, Multiplied, Name, Raised
from derive.formula_parts import rebuilt, subformulas, subformulas_of
from derive.meaning.heads import function_letter
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import KNOWN_NAMES


def tells_entry(left: Formula, right: Formula, earlier: Sequence[Statement], sets: IndexSets) -> bool:
    """Whether it tells an entry of what an equation before tells as a whole: B_ij, after B = A^{-1}. Where that is the
    value of a function, p = s(z), the entries may tell what the function is; and L = Σ_i L_i tells another thing."""
    if not isinstance(left, Indexed) or not left.lower:
        return False
    array, wholes = _plain(replace(left, lower=())), []
    for one in earlier:
        whole, told = (member.formula for member in one.chain.members[:2])
        if isinstance(whole, ReadError) or one.chain.continues or one.chain.relations[0].sign not in EQUALITIES:
            continue
        head = sets.functions.head(whole) if isinstance(told, Listed) else None
        if _plain(whole) == array or (head is not None and Name(head.name) == array):
            wholes.append(told)
    return bool(wholes) and not any(_may_be_told_by_entries(told, array, right) for told in wholes)


def _may_be_told_by_entries(told: Formula | ReadError, array: Formula, right: Formula) -> bool:
    """Whether what is told of a whole leaves to its entries what it is, or says the same as these, entry by entry."""
    if isinstance(told, ReadError):
        return False
    if isinstance(told, Applied) and function_letter(told) not in KNOWN_NAMES:
        return True
    return array in map(_plain, subformulas(told)) or (not _multiplies(right) and _bare(right) == _bare(told))


def _bare(formula: Formula) -> Formula:
    """A formula without its indices, and without brackets."""
    match formula:
        case Indexed(base=base, upper=()):
            return _bare(base)
        case Grouped(body=body):
            return _bare(body)
        case Name():
            return _plain(formula)
        case _:
            return rebuilt(formula, _bare)


def _multiplies(formula: Formula) -> bool:
    """Whether entries of matrices are multiplied, or raised to a power, as is not done to their whole."""
    products = any(sum(map(_has_entries, one.factors)) > 1 for one in subformulas_of(formula, Multiplied))
    return products or any(_has_entries(one.base) for one in subformulas_of(formula, Raised))


def _has_entries(formula: Formula) -> bool:
    return any(len(one.lower) > 1 for one in subformulas_of(formula, Indexed))


def _plain(formula: Formula) -> Formula:
    """A symbol without what makes it bold, and without the indices that it does not have."""
    match formula:
        case Indexed(base=base, lower=(), upper=()):
            return _plain(base)
        case Indexed(base=base):
            return replace(formula, base=_plain(base))
        case Name():
            return replace(formula, style="")
        case _:
            return formula
