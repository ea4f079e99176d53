"""Products that hold only if their factors commute: capitals that a claim turns round, A B = B A.

The order is that of the claim with its definitions put in: after y = W_2 W_1 x, y = W_1 W_2 x turns W_1 and W_2 round.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import TypeAlias, TypeGuard

from derive.calculus.definitions import Definitions
from derive.calculus.ordered import UnorderedError, Word, Words, words
from derive.data import MANY
from derive.letters import latex_of_name
from derive.meaning.told.descriptions import descriptions
from derive.meaning.told.letters import letter_of
from derive.meaning.told.nouns import QUANTITIES
from derive.source import Source
from derive.term import (
    Claim,
    Derivative,
    Exp,
    Hypothesis,
    Letter,
    Log,
    Plus,
    Sum,
    Term,
    Variable,
    negative,
    parts,
    subterms,
    subterms_of,
)
from derive.term_text import text

Pair: TypeAlias = tuple[Variable, Variable]
Stays: TypeAlias = Callable[[Variable, bool], bool]
"""Whether a symbol may not commute; in an exponent it may be a number all the same."""


@lru_cache(maxsize=8)
def turned_round(claim: Claim, source: Source) -> tuple[Pair, ...]:
    """The pairs of capitals that stand in both orders in a claim, and need not commute by what is given: those that it
    turns round as it is written, and those that it turns round with its definitions put in, but for numbers."""
    if not needs_order(claim, _is_capital):
        return ()
    by_definitions = (*_by_definitions(claim), *_undone(claim, source))
    numbers = {one for pair in by_definitions for one in pair if _is_number(one.name, source)}
    found = _in_both_orders(claim).union(pair for pair in by_definitions if numbers.isdisjoint(pair))
    commuting = {frozenset(pair) for given in claim.hypotheses for pair in _made_commuting(given)}
    ordered = sorted(found, key=lambda pair: tuple(map(text, pair)))
    return tuple(pair for pair in ordered if frozenset(pair) not in commuting)


def given_not_to_commute(pairs: Sequence[Pair], claim: Claim) -> Pair | None:
    """One of the pairs of which an equation that is given says what its two orders differ by: A B = B A + 1."""
    for given in claim.hypotheses:
        both = set(_orders(given.left)) | set(_orders(given.right))
        for one, other in pairs:
            if {(one, other), (other, one)} <= both:
                return one, other
    return None


def needs_order(claim: Claim, stays: Stays) -> bool:
    """Whether the claim multiplies two letters that may not commute, and is not the same on both sides in the order in
    which these are written, nor a multiple of what is given."""
    sides = (claim.left, claim.right, *(side for one in claim.hypotheses for side in (one.left, one.right)))
    terms = (*sides, *(definition.body for definition in claim.definitions))
    if len(frozenset().union(*(_staying(term, stays) for term in terms))) < 2:
        return False
    unfold = _unfolding(claim)
    try:
        left, right, *given = (_words(side, stays, unfold) for side in sides)
        if any(_is_multiple(claim, one, stays) for one in claim.hypotheses):
            return False
    except UnorderedError:
        return True
    every = (word for side in (left, right, *given) for word, _ in side)
    several = any(len(frozenset().union(*(_staying(atom, stays) for atom, _ in word))) > 1 for word in every)
    return several and left != right


def products_in(term: Term) -> list[list[Variable]]:
    """The letters of each product in a term, in their order; none where there are too many of them."""
    return [_letters(word) for word in _words_of(term, _as_it_is)]


def _is_capital(symbol: Variable, inside: bool) -> bool:
    """W, W_Q, and W^{(1)}, but no component W_i, nor a sample X^{(i)}."""
    if inside or not symbol.name[0].isupper():
        return False
    labels = symbol.name.endswith("^")
    return all(one.name[0].isupper() if isinstance(one, Letter) else labels for one in symbol.indices)


def _is_map(term: Term) -> TypeGuard[Variable]:
    return isinstance(term, Variable) and _is_capital(term, inside=False)


def _in_both_orders(claim: Claim) -> set[Pair]:
    """The pairs that stand in both orders in a claim as it is written."""
    pairs = {pair for side in (claim.left, claim.right) for pair in _orders(side)}
    return {(one, other) for one, other in pairs if (other, one) in pairs and text(one) < text(other)}


def _orders(term: Term) -> Iterator[Pair]:
    for word in products_in(term):
        yield from combinations([one for one in word if _is_map(one)], 2)


def _by_definitions(claim: Claim) -> Iterator[Pair]:
    """The pairs of which one stands before the other in a product of the left side, and after it in the product of the
    same letters on the right side. Who gathers a letter that stands apart, I R I = I² R, takes it for a number."""
    left, right = (_capitals(side, _unfolding(claim)) for side in (claim.left, claim.right))
    moved = [(one, other) for one, other in product(left - right, right - left) if Counter(one) == Counter(other)]
    if any(_is_apart(letter, one) != _is_apart(letter, other) for one, other in moved for letter in one):
        return
    for one, other in moved:
        pairs = {pair for pair in combinations(one, 2) if pair[::-1] not in set(combinations(one, 2))}
        turned = pairs & {pair[::-1] for pair in combinations(other, 2)} - set(combinations(other, 2))
        yield from map(_sorted, turned)


def _undone(claim: Claim, source: Source) -> Iterator[Pair]:
    """The pairs of which one is undone past the other, A B A^{-1}; \\frac{I R} I is no such product."""
    unfold = _unfolding(claim)
    for word in (word for side in (claim.left, claim.right) for word in _words_of(side, unfold)):
        for first, last in combinations(range(len(word)), 2):
            (one, sign), between = word[first], word[first + 1 : last]
            if word[last] == (one, -sign) and isinstance(one, Variable) and _is_inverted(one.name, source):
                yield from (_sorted((one, other)) for other, _ in between if _is_map(other) and other != one)


def _sorted(pair: Pair) -> Pair:
    return pair if text(pair[0]) < text(pair[1]) else pair[::-1]


def _is_apart(letter: Variable, word: Sequence[Variable]) -> bool:
    places = [place for place, one in enumerate(word) if one == letter]
    return places[-1] - places[0] >= len(places)


def _capitals(term: Term, unfold: Callable[[Term], Term]) -> set[tuple[Variable, ...]]:
    """The capitals of each product in a term, and in what it differentiates."""
    inner = (one.operand for one in subterms_of(term, Derivative))
    found = (_letters(word) for one in (term, *inner) for word in _words_of(one, unfold))
    return {tuple(one for one in word if _is_map(one)) for word in found}


def _made_commuting(given: Hypothesis) -> Iterator[Pair]:
    """The pair that commutes where A B = B A is given."""
    left, right = (words(side, lambda one: not _is_map(one), _as_it_is) for side in (given.left, given.right))
    reversed_ = {(word[::-1], apart): factor for (word, apart), factor in right.items()}
    if len(left) == 1 and left == reversed_ and all(len(word) == 2 for word, _ in left):
        yield from ((one, other) for (((one, _), (other, _)), _) in left if _is_map(one) and _is_map(other))


def _is_multiple(claim: Claim, given: Hypothesis, stays: Stays) -> bool:
    """Whether left − right is a multiple of what is given to be 0, in the order in which it is written."""
    said, known = (
        _words(Plus((one.left, negative(one.right))), stays, Definitions(claim.definitions).put_in)
        for one in (claim, given)
    )
    if not known or said.keys() != known.keys():
        return False
    return len({said[word] / known[word] for word in said}) == 1


def _unfolding(claim: Claim) -> Callable[[Term], Term]:
    """What puts in for an atom what the claim's definitions say of it, or an equation that is given for it."""
    known = Definitions(claim.definitions)
    atoms = (one for one in claim.hypotheses if isinstance(one.left, Variable | Derivative))
    told: dict[Term, Term] = {}
    for one in atoms:
        if not _reaches(one.right, one.left, told, known):
            told[one.left] = one.right

    def unfold(term: Term) -> Term:
        while term in told:
            term = told[term]
        return known.put_in(term)

    return unfold


def _reaches(term: Term, atom: Term, told: Mapping[Term, Term], known: Definitions) -> bool:
    """Whether an atom stands in a term, or in what its atoms are told to be: V = I R + Q/C beside Q = C V."""
    waiting, seen = [term], set[Term]()
    while waiting:
        for part in subterms(waiting.pop()):
            if part == atom:
                return True
            if isinstance(part, Variable | Derivative) and part not in seen:
                seen.add(part)
                waiting += [one for one in (told.get(part, part), known.put_in(part)) if one != part]
    return False


def _as_it_is(term: Term) -> Term:
    return term


def _words_of(term: Term, unfold: Callable[[Term], Term]) -> list[Word]:
    try:
        return [word for word, _ in words(term, lambda one: not isinstance(one, Variable), unfold)]
    except UnorderedError:
        return []


def _letters(word: Word) -> list[Variable]:
    return [atom for atom, _ in word if isinstance(atom, Variable)]


def _words(term: Term, stays: Stays, unfold: Callable[[Term], Term]) -> Words:
    return words(term, lambda one: not _staying(one, stays), unfold)


def _staying(term: Term, stays: Stays) -> frozenset[Variable]:
    """The symbols of a term that may not commute, but for those in derivatives and sums, which are numbers."""
    return frozenset([one for one, inside in _factors(term, False) if stays(one, inside)])


@lru_cache(maxsize=MANY)
def _factors(term: Term, inside: bool) -> frozenset[tuple[Variable, bool]]:
    """The symbols of a term but for those in derivatives and sums, each with whether it is in an exponent."""
    match term:
        case Derivative() | Sum():
            return frozenset()
        case Variable():
            return frozenset({(term, inside)})
        case _:
            deeper = inside or isinstance(term, Exp | Log)
            return frozenset().union(*[_factors(part, deeper) for part in parts(term)])


@lru_cache(maxsize=512)
def _is_inverted(name: str, source: Source) -> bool:
    return re.search(rf"{_letter(name)}\s*\^\s*[({{]?\s*[-−]\s*1", source.text) is not None


@lru_cache(maxsize=512)
def _is_number(name: str, source: Source) -> bool:
    """Whether the prose says so of a symbol, or the document divides by it."""
    if any(re.search(QUANTITIES, said.noun) for said in descriptions(source).get(letter_of(name), ())):
        return True
    below = _letter(name)
    plainly = rf"\\[dt]?frac\s*(?:\{{[^{{}}]*\}}|\w)\s*(?:\{{(?!\s*(?:\\partial|d\s*[A-Za-z]))[^{{}}]*{below}|{below})"
    return re.search(rf"/\s*[({{]?\s*{below}|{plainly}", source.text) is not None


def _letter(name: str) -> str:
    """A letter in a product, A in B A; no command, nor the end of one."""
    latex = latex_of_name(name)
    return rf"{re.escape(latex)}(?![A-Za-z])" if latex.startswith("\\") else rf"(?<!\\){re.escape(latex)}"
