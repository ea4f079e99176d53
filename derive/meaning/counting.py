"""Letters that may count the terms of sums: N in (1/N) Σ_i x_i, where no range is told.

Such a letter is read as any number. Where it counts, more is true, and what is proved so is proved where the sums have
so many terms; what is refuted is false both for any number and for this one.
"""

from typing import Any, TypeGuard

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import indices_of
from derive.data import Structure, compared, replace
from derive.meaning.index_sets import IndexSets
from derive.meaning.unnamed import over_the_named_set, sets_of, sizes_beside, with_set
from derive.term import (
    Claim,
    Derivative,
    IndexSet,
    Number,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
    subterms,
    subterms_of,
)

SIZE_LETTERS = frozenset("nNmMKC")
"""Letters that often are the number of something."""


def what_counts(claim: Claim, sets: IndexSets) -> tuple[str, ...]:
    """The sizes with a name and the letters in a claim that may be the size of a set without a name in it."""
    return (*sizes_beside(claim, sets), *_counting_letters(claim, sets))


def where_it_counts(claim: Claim, sets: IndexSets) -> tuple[Claim, tuple[str, ...]] | None:
    """The claim where the one size or letter that may count does, and what that supposes; None where there is none, or
    several, or several sets that it may count."""
    return over_the_named_set(claim, sets) or _counted(claim, sets)


def _counting_letters(claim: Claim, sets: IndexSets) -> tuple[str, ...]:
    """The letters in a claim that may be the number of terms of its sums over a set without a name."""
    bodies = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    if all(sets.is_named(one.letter.set) for body in bodies for one in subterms_of(body, Sum)):
        return ()
    terms = [one for side in (claim.left, claim.right) for one in subterms(side)]
    indexed = {one.name for one in terms if isinstance(one, Variable) and one.indices}
    changed = {one.variable.name for body in (*terms, *bodies) for one in subterms_of(body, Derivative)}
    free = free_names(claim.left, claim) | free_names(claim.right, claim)
    return tuple(sorted(free & (SIZE_LETTERS | _averaging(claim)) - indexed - changed))


def _counted(claim: Claim, sets: IndexSets) -> tuple[Claim, tuple[str, ...]] | None:
    letters = _counting_letters(claim, sets)
    unnamed = {one for one in sets_of(claim) if not sets.is_named(one)}
    if len(letters) != 1 or len(unnamed) != 1:
        return None
    (old,), (letter,) = unnamed, letters
    if any(letter in (one.name, *(argument.name for argument in one.arguments)) for one in claim.dependences):
        return None
    new = replace(old, size=letter)
    return _with_size(with_set(claim, old, new), new), (f"the sums have {letter} terms",)


def free_names(term: Term, claim: Claim) -> frozenset[str]:
    """The symbols without a definition on which one side of a claim rests."""
    definitions = Definitions(claim.definitions)
    reached = frozenset().union(*map(definitions.names, names_in(term)))
    return frozenset(name for name in reached if name not in definitions)


def _with_size(value: Any, counted_set: IndexSet) -> Any:
    """A claim, a term or a part of them, with the size of a set in place of the letter for it."""
    if isinstance(value, Variable) and value.name == counted_set.size and not value.indices:
        return Size(counted_set)
    if isinstance(value, tuple):
        return tuple([_with_size(part, counted_set) for part in value])
    if isinstance(value, Structure):
        return replace(value, **{name: _with_size(getattr(value, name), counted_set) for name in compared(type(value))})
    return value


def _averaging(claim: Claim) -> frozenset[str]:
    """The letters that divide a sum, as d does in the mean (1/d) Σ_i x_i, or each entry of a symbol, p_i = 1/d."""
    bodies = [definition.body for definition in claim.definitions]
    products = (one for term in (claim.left, claim.right, *bodies) for one in subterms_of(term, Times))
    averages: list[Term] = [one for one in products if any(isinstance(part, Sum) for part in subterms(one))]
    averages += [one.body for one in claim.definitions if one.parameters and not indices_of(one.body)]
    divisors = (factor.base for average in averages for factor in _factors(average) if _is_inverse(factor))
    factors = (factor for divisor in divisors for factor in _factors(divisor))
    return frozenset(one.name for one in factors if isinstance(one, Variable) and not one.indices)


def _factors(term: Term) -> list[Term]:
    return [one for factor in term.factors for one in _factors(factor)] if isinstance(term, Times) else [term]


def _is_inverse(term: Term) -> TypeGuard[Power]:
    return isinstance(term, Power) and isinstance(term.exponent, Number) and term.exponent.value < 0
