"""Sums with dots: a_1 + a_2 + … + a_n as Σ_k a_k.

The term after the last dots has the last index of a set; with a letter in its place it is the general term, and every
term that is written is compared with that. The terms before the first dots are those at 1, 2, …, m; what stands
before them, or after the last term, is added to the sum. A term between dots has a letter of its own for its index,
and may differ from the general term: (a_1 + … + b_i + … + a_n) is Σ_k a_k − a_i + b_i.
"""

from collections.abc import Sequence

from derive.calculus.substitution import indices_of, substitute
from derive.errors import UnsupportedError
from derive.formula import Added, Dots, Formula, Negated
from derive.term import ZERO, Index, IndexSet, Last, Letter, Literal, Plus, Sum, Term, negative


def is_dots(formula: Formula) -> bool:
    """…, or − … in a sum of negative terms"""
    return isinstance(formula, Dots) or (isinstance(formula, Negated) and isinstance(formula.operand, Dots))


def dotted_sum(formula: Added, terms: Sequence[Term | None]) -> Term:
    """The sum that is meant, where `terms` are the written ones and None stands for dots.

    Raises UnsupportedError where the written terms are not those of one sum.
    """
    first, last = terms.index(None), len(terms) - 1 - terms[::-1].index(None)
    before, between = _written(terms[:first]), _written(terms[first:last])
    after = _written(terms[last + 1 :])
    found = None
    if after:
        found = _between_ends(before, between, after)
    elif len(between) == 1:
        found = _open_end(before, between[0])
    if found is None:
        raise UnsupportedError(
            "this sum with dots is not supported: expected a_1 + a_2 + … + a_n",
            code="construct-not-supported",
            span=formula.span,
        )
    return found


def _written(terms: Sequence[Term | None]) -> list[Term]:
    return [term for term in terms if term is not None]


def _between_ends(before: list[Term], between: list[Term], after: list[Term]) -> Term | None:
    """a_1 + a_2 + … + b_i + … + a_n + c"""
    if len(between) == 1 and all(term == ZERO for term in (*before, *after)):
        return between[0]
    for set_ in sorted({index.set for index in indices_of(after[0]) if isinstance(index, Last)}, key=repr):
        letter = _letter(after[0], set_)
        general = substitute(after[0], {Last(set_): letter})
        apart = _apart(general, letter, before)
        changes = [_change(general, letter, term) for term in between]
        if apart is not None and None not in changes:
            found = (Sum(letter, (), general), *_written(changes), *apart, *after[1:])
            return Plus(found) if len(found) > 1 else found[0]
    return None


def _open_end(before: list[Term], middle: Term) -> Term | None:
    """a_1 + … + a_i + …, where the range has no end that is written"""
    for index in sorted(indices_of(middle), key=repr):
        letter = _letter(middle, index.set)
        general = substitute(middle, {index: letter})
        if isinstance(index, Letter) and _apart(general, letter, before) == []:
            return Sum(letter, (), general)
    return None


def _letter(term: Term, set_: IndexSet) -> Letter:
    """A letter that the term does not have."""
    taken = {index.name for index in indices_of(term) if isinstance(index, Letter)}
    return next(Letter(name, set_) for name in ("k", "j", "m", "r", "s", "t", "⋆") if name not in taken)


def _apart(general: Term, letter: Letter, before: list[Term]) -> list[Term] | None:
    """What stands before the terms at 1, 2, …, m; None if there are no such terms before the dots."""
    for start in range(len(before)):
        numbered = enumerate(before[start:], 1)
        if all(substitute(general, {letter: Literal(k, letter.set)}) == term for k, term in numbered):
            return before[:start]
    return None


def _change(general: Term, letter: Letter, written: Term) -> Term | None:
    """What a written term at an index of its own adds to the sum of the general terms; None if its index is not
    clear."""
    letters = [index for index in indices_of(written) if isinstance(index, Letter) and index.set == letter.set]
    for index in letters:
        if substitute(general, {letter: index}) == written:
            return ZERO
    if len(letters) != 1:
        return None
    place: Index = letters[0]
    return Plus((written, negative(substitute(general, {letter: place}))))
