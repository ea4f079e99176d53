"""The letters of an equation, as the prose may mention them."""

from collections.abc import Iterator, Sequence

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import free_letters
from derive.formula import Formula, Indexed, Name, Ranged
from derive.formula_parts import subformulas
from derive.meaning.said import free_symbols, is_square
from derive.meaning.told.letters import Mentioned, letter_of
from derive.term import Claim, Sum, Variable, subterms_of


def letters_of(written: Sequence[Formula], claims: Sequence[Claim]) -> Mentioned:
    """The letters of the symbols in two sides and in the definitions that they use, and those of their indices."""
    parts = [part for side in written for part in subformulas(side)]
    indices = frozenset(letter_of(one.letter) for part in parts for one in _of_indices(part))
    names = {one.letter for one in parts if isinstance(one, Name)}
    for claim in claims:
        known = Definitions(claim.definitions, claim.dependences)
        names.update(*(known.names(name) for side in (claim.left, claim.right) for name in names_in(side)))
    free = [one for claim in claims for one in free_symbols(claim)]
    beside_unit = Variable("I") in free and any(one.name.isupper() and one != Variable("I") for one in free)
    square = beside_unit or any(map(is_square, free))
    symbols = frozenset(map(letter_of, names)) - indices
    return Mentioned(symbols, indices, square, any(map(_is_one_sided, claims)))


def _is_one_sided(claim: Claim) -> bool:
    sums = any(subterms_of(side, Sum) for side in (claim.left, claim.right))
    return not sums and free_letters(claim.left) != free_letters(claim.right)


def _of_indices(part: Formula) -> Iterator[Name]:
    """The letters of the indices that a part of a formula has, or binds."""
    if isinstance(part, Indexed):
        yield from (one for one in part.lower if isinstance(one, Name))
    if isinstance(part, Ranged) and isinstance(part.letter, Name):
        yield part.letter
