"""The number of elements of a set, beside sums whose range is told nowhere, Σ_j (1 − δ_ij) = n − 1, or by itself."""

from collections.abc import Iterator
from typing import Any

from derive.calculus.substitution import free_letters, fresh, index_sets_of, indices_of, substitute
from derive.data import Structure, compared, replace
from derive.meaning.index_sets import IndexSets
from derive.term import (
    ONE,
    Claim,
    IndexSet,
    Literal,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    subterms,
    subterms_of,
)


def sizes_beside(claim: Claim, sets: IndexSets) -> tuple[str, ...]:
    """The sizes with a name that stand in an equation, or that of the one other set in it and in what it rests on, if
    it has a set without a name: the two may be one set."""
    unnamed = _unnamed(claim, sets)
    if not unnamed:
        return ()
    written = (one.set for side in (claim.left, claim.right) for one in subterms_of(side, Size))
    found = dict.fromkeys(one.size for one in written if sets.is_named(one))
    if found:
        return tuple(found)
    named = {one.size for one in sets_of(claim) if sets.is_named(one)}
    return tuple(named) if len(named) == len(unnamed) == 1 else ()


def _unnamed(claim: Claim, sets: IndexSets) -> set[IndexSet]:
    """The sets without a name in an equation."""
    return {one for side in (claim.left, claim.right) for one in index_sets_of(side) if not sets.is_named(one)}


def sets_of(claim: Claim) -> frozenset[IndexSet]:
    """The index sets of a claim and of what it rests on."""
    terms = [claim.left, claim.right, *(definition.body for definition in claim.definitions)]
    return frozenset().union(*map(index_sets_of, terms))


def over_the_named_set(claim: Claim, sets: IndexSets) -> tuple[Claim, tuple[str, ...]] | None:
    """The claim where the set without a name is the one whose size stands in it, and what that supposes; None where
    there is no such set, or there are several."""
    sizes, unnamed = sizes_beside(claim, sets), _unnamed(claim, sets)
    if len(sizes) != 1 or len(unnamed) != 1:
        return None
    (old,) = unnamed
    new = replace(old, size=sizes[0])
    return with_set(claim, old, new), (f"the sums have {sizes[0]} terms",)


def at_size(claim: Claim, number: int) -> Iterator[Claim]:
    """The claim with this number of indices in one of its sets, for each set that has no further one written."""
    sides = claim.left, claim.right
    further = {index.set for side in sides for part in subterms(side) for index in indices_of(part)
               if isinstance(index, Literal) and index.value > number}  # fmt: skip
    found = frozenset().union(*map(index_sets_of, sides))
    for one in sorted(found - further, key=lambda index_set: index_set.size):
        if not one.size.isdigit():
            yield with_set(claim, one, replace(one, size=str(number)))


def last_component(claim: Claim) -> int:
    """m of a claim about the components 1 to m and no others, none of which is in a sum over all; 0 if none."""
    sides = claim.left, claim.right
    written = {index.value for index in _literals(claim)}
    sets = {index.set for index in _literals(claim)}
    free = {letter.set for side in sides for letter in free_letters(side)}
    inside = any(_has_component(one) for side in sides for one in subterms(side) if isinstance(one, Sum))
    return 0 if inside or sets & free or written != set(range(1, len(written) + 1)) else len(written)


def _literals(claim: Claim) -> set[Literal]:
    terms = (one for side in (claim.left, claim.right) for one in subterms(side))
    return {index for term in terms for index in indices_of(term) if isinstance(index, Literal)}


def _has_component(term: Sum) -> bool:
    sets = {index.set for index in indices_of(term.body) if isinstance(index, Literal)}
    return term.letter.set in sets


def with_set(value: Any, old: IndexSet, new: IndexSet) -> Any:
    """A claim, a term or a part of them, with another index set in all places of one."""
    if value == old and isinstance(value, IndexSet):
        return new
    if isinstance(value, Sum) and value.letter.set in (old, new):
        value = _apart(value, old, new)
    if isinstance(value, tuple):
        return tuple([with_set(part, old, new) for part in value])
    if isinstance(value, Structure):
        return replace(value, **{name: with_set(getattr(value, name), old, new) for name in compared(type(value))})
    return value


def _apart(total: Sum, old: IndexSet, new: IndexSet) -> Sum:
    """The sum with another letter, where one of its name that is free in it would be taken for the same."""
    letter, inner = total.letter, indices_of(total.body) | frozenset(total.excluded)
    if not any(replace(letter, set=one) in inner - {letter} for one in (old, new)):
        return total
    other = fresh(letter, frozenset(replace(index, set=one) for index in inner for one in (old, new)))
    return Sum(other, total.excluded, substitute(total.body, {letter: other}))


def tells_size(left: Term, right: Term) -> bool:
    """Whether an equation tells how many elements a set has: n = 3, n² = 9, Σ_k 1 = 3."""
    return any(
        isinstance(number, Number)
        and all(isinstance(one, Size | Number | Plus | Times | Power) or _is_count(one) for one in subterms(side))
        and any(isinstance(one, Size | Sum) for one in subterms(side))
        for side, number in ((left, right), (right, left))
    )


def _is_count(term: Term) -> bool:
    return isinstance(term, Sum) and term.body == ONE
