"""Instances of what is given in a term: a definition folded, a hypothesis put in.

The letters of a given stand for every index of their sets. Products match products that have more factors, sums those
that have more summands, in any order.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product as combinations

from derive.calculus.substitution import indices_of, substitute
from derive.data import MANY, Data
from derive.teach.tidy import factors_of, key, product, tidy, total
from derive.term import MINUS_ONE, ONE, Index, Letter, Number, Plus, Power, Size, Term, Times

MOST_INSTANCES = 64
"""Givens with more instances in a place than this are not looked for there."""


class Equality(Data):
    """pattern = value, for all values of the letters. Both are tidy."""

    pattern: Term
    value: Term
    letters: tuple[Letter, ...]

    def puts(self, term: Term) -> Iterator[Term]:
        """The term, as a whole, with the value for every instance of the pattern in it, if there is any."""
        changed = term
        for places in self._places(term):
            pattern, value = substitute(self.pattern, places), substitute(self.value, places)
            for _ in range(4):
                after = _put(pattern, value, changed)
                if after is None:
                    break
                changed = after
        if changed != term:
            yield changed

    def _places(self, term: Term) -> Iterator[dict[Index, Index]]:
        """All ways to choose indices of the term for the letters."""
        present = _indices(term)
        choices = [[index for index in present if index.set == letter.set] for letter in self.letters]
        number = 1
        for choice in choices:
            number *= len(choice)
        if number <= MOST_INSTANCES:
            for chosen in combinations(*choices):
                yield dict(zip(self.letters, chosen, strict=True))


@lru_cache(MANY)
def _indices(term: Term) -> list[Index]:
    return sorted(indices_of(term), key=repr)


def _put(pattern: Term, value: Term, term: Term) -> Term | None:
    match pattern:
        case Times() | Power():
            return _in_product(pattern, value, term)
        case Plus():
            return _in_total(pattern, value, term)
        case _:
            return value if key(pattern) == key(term) else None


@lru_cache(MANY)
def powers(term: Term) -> Mapping[str, tuple[Term, Fraction]]:
    """The factors of a term as powers with rational exponents, one for each base, by the key of the base."""
    found: dict[str, tuple[Term, Fraction]] = {}
    for factor in factors_of(term):
        base, exponent = factor, Fraction(1)
        if isinstance(factor, Power) and isinstance(factor.exponent, Number):
            base, exponent = factor.base, factor.exponent.value
        name = key(base)
        found[name] = found[name][0] if name in found else base, exponent + (found[name][1] if name in found else 0)
    return found


def has_cancelling(term: Term) -> bool:
    """Whether a factor stands both above and below the bar: that is a step of its own."""
    signs = {(name, e > 0) for one in factors_of(term) for name, (_, e) in powers(one).items()}
    return any((name, not above) in signs for name, above in signs)


def of_powers(found: Mapping[str, tuple[Term, Fraction]]) -> Term:
    """The product of these powers."""
    return product(tuple(tidy(Power(base, Number(exponent))) for base, exponent in found.values() if exponent))


def _in_product(pattern: Term, value: Term, term: Term) -> Term | None:
    """Numbers and sizes need not be there: Σ_j x_j is m μ where μ is Σ_j x_j / m."""
    left, inside = powers(term), powers(pattern)
    if isinstance(pattern, Power) and len(inside) == 1:
        return _as_powers(pattern, value, left)
    core = {name for name, (base, _) in inside.items() if not isinstance(base, Number | Size)}
    for name in core:
        exponent = inside[name][1]
        there = left[name][1] if name in left else Fraction(0)
        if there * exponent <= 0 or abs(there) < abs(exponent):
            return None
    if not core or has_cancelling(term) or (isinstance(term, Power) and not isinstance(pattern, Power)):
        return None
    first = next(name for name in left if name in core)
    rest: dict[str, tuple[Term, Fraction]] = {}
    for name in left:
        if name == first:
            before = left.get(key(value), (value, Fraction(0)))[1]
            rest[key(value)] = value, before + 1
        if name != key(value):
            rest[name] = left[name]
    for name, (base, exponent) in inside.items():
        rest[name] = base, (rest[name][1] if name in rest else Fraction(0)) - exponent
    return of_powers(rest)


def _as_powers(pattern: Power, value: Term, left: Mapping[str, tuple[Term, Fraction]]) -> Term | None:
    """1/r for 1/√u, and r² for u, where r is √u"""
    name, (_, exponent) = next(iter(powers(pattern).items()))
    there = left[name][1] if name in left else Fraction(0)
    times = there / exponent
    if not times or times.denominator != 1:
        return None
    rest = {one: held for one, held in left.items() if one != name}
    before = rest.pop(key(value), (value, Fraction(0)))[1]
    return of_powers({**rest, key(value): (value, before + times)})


def _in_total(pattern: Plus, value: Term, term: Term) -> Term | None:
    """The pattern, or its negative, among the summands."""
    if not isinstance(term, Plus):
        return None
    for sign in (ONE, MINUS_ONE):
        rest = list(term.terms)
        for one in pattern.terms:
            wanted = key(product((sign, one)))
            at = next((k for k, other in enumerate(rest) if key(other) == wanted), None)
            if at is None:
                break
            del rest[at]
        else:
            return total((product((sign, value)), *rest))
    return None
