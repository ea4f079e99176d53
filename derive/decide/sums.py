"""Sums over index sets, in normal form: see rule 4 of derive.decide.normal.

The atom of a sum stands for Σ over all its letters of a monomial in which every letter occurs. Its letters are named
@h.0, @h.1, … where h is one more than the height of the sums inside, so that no name is caught by another; among the
orders of the letters the one with the smallest key is taken.
"""

from collections.abc import Mapping
from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

from derive.decide.functions import DivisionByZeroError
from derive.decide.indices import index_key
from derive.decide.polynomial import (
    ONE,
    Atom,
    Monomial,
    Polynomial,
    Rational,
    add,
    merge,
    monomial_key,
    number,
    of_atom,
    scale,
    subtract,
)
from derive.term import Index, Letter, Literal

if TYPE_CHECKING:
    from derive.decide.normal import Normaliser


class UnstableFormError(Exception):
    """New names for letters take a monomial apart: a mistake of derive, that must not decide anything."""


Bound: TypeAlias = tuple[Letter, tuple[Index, ...]]
"""A letter that a sum binds, and the indices that it leaves out."""

MOST_ORDERED_LETTERS = 4
"""Sums over more letters keep the order in which they were written."""
MOST_ELEMENTS = 4
"""Sums over sets of a size that is written as a number no larger than this are sums of their terms."""
MOST_COPIES = 3
"""(Σ_j f_jk)^e below a Σ_k is multiplied out for e up to this."""


def sum_over(by: "Normaliser", letter: Letter, excluded: tuple[Index, ...], polynomial: Polynomial) -> Polynomial:
    """Σ_{letter ∉ excluded} polynomial"""
    return add(
        *(
            by.ring.multiply(number(c), _sum_monomial(by, letter, excluded, monomial))
            for monomial, c in polynomial.terms.items()
        )
    )


def _sum_monomial(by: "Normaliser", letter: Letter, excluded: tuple[Index, ...], monomial: Monomial) -> Polynomial:
    by.budget.spend()
    for atom, _ in monomial:
        if atom.kind == "delta" and letter in atom.indices:
            return _collapse(by, letter, excluded, monomial, atom)
    free = tuple(factor for factor in monomial if letter not in factor[0].indices)
    inside = tuple(factor for factor in monomial if letter in factor[0].indices)
    elements = _elements(letter, excluded)
    if elements is not None:
        by.trace.rules.add("split-sum")
        value = add(*(by.monomial(inside, {letter: element}) for element in elements))
    elif excluded:
        whole_range = ONE
        for index in excluded:
            whole_range = by.ring.multiply(whole_range, subtract(ONE, by.delta(letter, index)))
        try:
            value = sum_over(by, letter, (), by.ring.multiply(Polynomial({inside: 1}), whole_range))
            by.trace.rules.add("split-sum")
        except DivisionByZeroError:
            value = _atom_of(by, [(letter, excluded)], inside)
    elif inside:
        value = _join(by, letter, inside)
    else:
        by.trace.rules.add("sum-of-constant")
        value = of_atom(by.atom("size", f"|{letter.set.size}|", (letter.set,), frozenset()))
    if free and inside:
        by.trace.rules.add("pull-out")
    return by.ring.multiply(Polynomial({free: 1}), value)


def _elements(letter: Letter, excluded: tuple[Index, ...]) -> list[Index] | None:
    """The indices over which a sum runs, where the size of the set is written as a small number; None elsewhere."""
    size = letter.set.size
    if not size.isdigit() or int(size) > MOST_ELEMENTS or not all(isinstance(index, Literal) for index in excluded):
        return None
    return [one for value in range(1, int(size) + 1) if (one := Literal(value, letter.set)) not in excluded]


def _collapse(
    by: "Normaliser", letter: Letter, excluded: tuple[Index, ...], monomial: Monomial, delta: Atom
) -> Polynomial:
    """Σ_{k ∉ X} δ_ki f(k) = f(i) Π_{x ∈ X} (1 − δ_ix)"""
    by.trace.rules.add("collapse-delta")
    left, right = delta.parts
    other = right if left == letter else left
    rest = tuple(factor for factor in monomial if factor[0] != delta)
    value = by.monomial(rest, {letter: other})
    for index in excluded:
        value = by.ring.multiply(value, subtract(ONE, by.delta(other, index)))
    return value


def _join(by: "Normaliser", letter: Letter, inside: Monomial) -> Polynomial:
    """Σ_k f(k) Σ_j g(j, k) = Σ_k Σ_j f(k) g(j, k)"""
    outer: Monomial = ()
    bounds: list[Bound] = [(letter, ())]
    joined: Monomial = ()
    factor: Rational = 1
    for atom, e in inside:
        if atom.kind == "sum" and e.denominator == 1 and 0 < e <= MOST_COPIES:
            for _ in range(int(e)):
                letters, body = atom.parts
                names = {old: by.atom.fresh(old.set) for old, _ in letters}
                bounds += [(names[old], left_out) for old, left_out in letters]
                renamed, c = rename_letters(body, names, by)
                factor *= c
                joined = merge(joined, renamed)
        else:
            outer = merge(outer, ((atom, e),))
    together = by.ring.multiply(Polynomial({outer: factor}), Polynomial({joined: 1}))
    alone = together.single()
    if alone is None:
        return _nested(by, bounds, together)
    return scale(_atom_of(by, bounds, alone[0]), alone[1])


def _nested(by: "Normaliser", bounds: list[Bound], polynomial: Polynomial) -> Polynomial:
    for letter, excluded in reversed(bounds):
        polynomial = sum_over(by, letter, excluded, polynomial)
    return polynomial


def _atom_of(by: "Normaliser", bounds: list[Bound], monomial: Monomial) -> Polynomial:
    """The sum over all the letters of a monomial in which each of them occurs, after hypotheses."""
    for k, (letter, excluded) in enumerate(bounds):
        if by.rewriting is None or excluded or len(bounds) == 1:
            break
        inside = tuple(factor for factor in monomial if letter in factor[0].indices)
        others = tuple(factor for factor in monomial if letter not in factor[0].indices)
        atom, c = _named([(letter, ())], inside, by)
        value = by.rewriting.value(atom, by)
        if value is not None:
            rest = by.ring.multiply(scale(value, c), Polynomial({others: 1}))
            return _nested(by, bounds[:k] + bounds[k + 1 :], rest)
    atom, c = _named(bounds, monomial, by)
    return scale(by.rewritten(atom), c)


def _named(bounds: list[Bound], monomial: Monomial, by: "Normaliser") -> tuple[Atom, Rational]:
    """(atom, c): the sum of the monomial is c times the atom. A new name may change the sign of a denominator."""
    height = 1 + max((_height(atom) for atom, _ in monomial), default=0)
    orders = permutations(bounds) if len(bounds) <= MOST_ORDERED_LETTERS else [tuple(bounds)]
    best: tuple[str, tuple[Bound, ...], Monomial, Rational] | None = None
    for order in orders:
        names = {letter: Letter(f"@{height}.{k}", letter.set) for k, (letter, _) in enumerate(order)}
        renamed, c = rename_letters(monomial, names, by)
        letters = tuple(
            (names[letter], tuple(names.get(x, x) if isinstance(x, Letter) else x for x in excluded))
            for letter, excluded in order
        )
        key = f"Σ{_bounds_key(letters)}{monomial_key(renamed)}"
        if best is None or key < best[0]:
            best = (key, letters, renamed, c)
    assert best is not None
    key, letters, renamed, c = best
    bound = frozenset(letter for letter, _ in letters)
    used = frozenset().union(*(atom.indices for atom, _ in renamed), *(frozenset(excluded) for _, excluded in letters))
    return by.atom("sum", f"{{{key}}}", (letters, renamed), used - bound), c


def rename_letters(monomial: Monomial, names: Mapping[Letter, Letter], by: "Normaliser") -> tuple[Monomial, Rational]:
    """The monomial with other letters that are new to it, and the number by which it is multiplied so."""
    alone = by.without_rewriting().monomial(monomial, dict(names.items())).single()
    if alone is None:
        raise UnstableFormError
    return alone


def _bounds_key(letters: tuple[Bound, ...]) -> str:
    return ",".join(
        letter.set.size + "".join(sorted(f"≠{index_key(index)}" for index in excluded)) for letter, excluded in letters
    )


def _height(atom: Atom) -> int:
    """How deep sums are nested in the atom."""
    match atom.kind:
        case "sum":
            return int(atom.parts[0][0][0].name[1:].split(".")[0])
        case "closed":
            return int(atom.parts[0].name[1:].split(".")[0])
        case "exp":
            return max((_height(inner) for inner, _ in atom.parts[0]), default=0)
        case "log" | "base" | "derivative":
            return max((_height(inner) for m in atom.parts[0].terms for inner, _ in m), default=0)
        case _:
            return 0


def rename_sum(by: "Normaliser", atom: Atom, places: Mapping[Index, Index]) -> Polynomial:
    """The sum with other free indices. Its own letters get new names meanwhile, so that none is caught."""
    letters, monomial = atom.parts
    working = {letter: by.atom.fresh(letter.set) for letter, _ in letters}
    together: dict[Index, Index] = {**places, **working}
    moved = [(working[letter], tuple(together.get(x, x) for x in excluded)) for letter, excluded in letters]
    return _nested(by, moved, by.monomial(monomial, together))


def closed(letter: Letter, excluded: tuple[Index, ...], body: Polynomial, by: "Normaliser") -> Polynomial:
    """A sum that is not looked into: one atom, whatever its body."""
    if not body.terms:
        return body
    height = 1 + max((_height(atom) for monomial in body.terms for atom, _ in monomial), default=0)
    name = Letter(f"@{height}.0", letter.set)
    renamed = by.without_rewriting().rename(body, {letter: name})
    key = f"{{Σ̅{_bounds_key(((name, excluded),))}{renamed.key}}}"
    indices = (renamed.indices | frozenset(excluded)) - {name}
    return of_atom(by.atom("closed", key, (name, excluded, renamed), indices))


def instance(by: "Normaliser", atom: Atom, index: Index) -> Polynomial | None:
    """The body of a sum over one letter, at an index of its set; None where it is a division by zero."""
    ((letter, _),) = atom.parts[0]
    if letter.set != index.set:
        return None
    try:
        return by.monomial(atom.parts[1], {letter: index})
    except DivisionByZeroError:
        return None
