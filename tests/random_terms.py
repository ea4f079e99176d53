"""Random terms, points at which they have values, and these values.

A value is found from the term alone: sums are added up, a derivative is a difference quotient. Nothing is shared with
the deciders, so that whoever agrees with it at random points has it from somewhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any, TypeAlias

import mpmath
from claims_by_hand import CLASSES, SAMPLES, SUM_IS_ONE, I, J, K, M, S, number, o, plus, root, square, times, total
from hypothesis import strategies as st

from derive.term import (
    MINUS_ONE,
    ONE,
    Definition,
    Delta,
    Derivative,
    Exp,
    Hypothesis,
    Index,
    IndexSet,
    Last,
    Letter,
    Literal,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
    negative,
)

CONTEXT = mpmath.MPContext()
CONTEXT.dps = 60
STEP = CONTEXT.mpf(10) ** -15
"""Of a difference quotient: its error is about STEP², and twice differentiated it keeps 30 digits."""
NEGLIGIBLE = CONTEXT.mpf(10) ** -12
"""Two values that differ by less, relative to their size, are taken as equal."""
LARGEST_EXPONENT = 30
"""e^x for a larger x is left out, lest it drown everything beside it."""

Real: TypeAlias = Any
"""A number of CONTEXT."""
Component: TypeAlias = tuple[str, tuple[int, ...]]

L, T = Letter("l", CLASSES), Letter("t", SAMPLES)
FREE = (I, J, S)
"""The letters that are free in random terms."""

SLOTS: Mapping[str, tuple[IndexSet, ...]] = {
    "x": (),
    "a": (CLASSES,),
    "o": (CLASSES,),
    "v": (CLASSES, CLASSES),
    "w": (SAMPLES, CLASSES),
    "y": (CLASSES,),
    "u": (CLASSES,),
    "r": (CLASSES, CLASSES),
    "z": (CLASSES, CLASSES),
    "h": (),
    "q": (CLASSES,),
}
"""Each symbol with the index sets of its indices. y, u, r, z and h are what HYPOTHESES are about; q has a
definition."""


def _at(name: str, *indices: Index) -> Variable:
    return Variable(name, indices)


X = _at("x")
HYPOTHESES = (
    replace(SUM_IS_ONE, given=0),
    Hypothesis(_at("u", I), times(X, total(_at("v", I, M), M)), 1),
    Hypothesis(total(_at("r", I, K), K), total(times(_at("u", K), _at("v", K, I)), K), 2),
    Hypothesis(
        _at("z", I, J),
        times(X, total(total(times(_at("v", I, M), _at("a", K), _at("v", K, J)), K), M)),
        3,
    ),
    Hypothesis(times(X, _at("h")), number(3), 4),
)
"""Σ_j y_j = 1, u_i = x Σ_m v_im, Σ_k r_ik = Σ_k u_k v_ki, z_ij = x Σ_m Σ_k v_im a_k v_kj, x h = 3: every point
satisfies them all."""


class UndefinedError(Exception):
    """The term has no value there, or none that could be compared."""


@dataclass(frozen=True, slots=True)
class Point:
    """Sizes of the index sets, values of the letters (by name) and of the components of every symbol."""

    sizes: Mapping[IndexSet, int]
    letters: Mapping[Letter, int]
    components: Mapping[Component, Real]
    definitions: Mapping[str, Definition]
    moved: Mapping[Component, Real]
    """By how much components were moved, for a difference quotient."""

    def __str__(self) -> str:
        places = [f"{set_.size} = {size}" for set_, size in self.sizes.items()]
        return ", ".join(places + [f"{letter.name} = {value}" for letter, value in self.letters.items()])

    def index(self, index: Index) -> int:
        """Raises UndefinedError for a literal that is too large, KeyError for a letter without a value."""
        match index:
            case Letter():
                return self.letters[index]
            case Literal():
                if index.value > self.sizes[index.set]:
                    raise UndefinedError
                return index.value
            case Last():
                return self.sizes[index.set]

    def indices(self, indices: Iterable[Index]) -> tuple[int, ...]:
        return tuple(map(self.index, indices))

    def component(self, variable: Variable) -> Real:
        at = self.indices(variable.indices)
        definition = self.definitions.get(variable.name)
        if definition is None:
            value = self.components[variable.name, at]
        else:
            parameters = dict(zip(definition.parameters, at, strict=True))
            value = value_of(definition.body, replace(self, letters=parameters))
        return value + self.moved.get((variable.name, at), 0)

    def with_letters(self, letters: Mapping[Letter, int]) -> "Point":
        return replace(self, letters={**self.letters, **letters})

    def moved_by(self, variable: Variable, distance: Real) -> "Point":
        component = (variable.name, self.indices(variable.indices))
        return replace(self, moved={**self.moved, component: self.moved.get(component, 0) + distance})

    def range(self, letter: Letter, excluded: Iterable[Index]) -> list[int]:
        left_out = self.indices(excluded)
        return [value for value in range(1, self.sizes[letter.set] + 1) if value not in left_out]


def value_of(term: Term, point: Point) -> Real:
    """The real number that the term is at the point. Raises UndefinedError."""
    match term:
        case Number():
            return rational(term.value)
        case Variable():
            return point.component(term)
        case Size():
            return CONTEXT.mpf(point.sizes[term.set])
        case Plus():
            return sum((value_of(part, point) for part in term.terms), CONTEXT.zero)
        case Times():
            return CONTEXT.fprod(value_of(factor, point) for factor in term.factors)
        case Power():
            return _power(term, point)
        case Exp():
            return exponential(value_of(term.argument, point))
        case Log():
            argument = value_of(term.argument, point)
            if argument <= STEP:
                raise UndefinedError
            return CONTEXT.log(argument)
        case Sum():
            bodies = (
                value_of(term.body, point.with_letters({term.letter: value}))
                for value in point.range(term.letter, term.excluded)
            )
            return sum(bodies, CONTEXT.zero)
        case Delta():
            return CONTEXT.mpf(point.index(term.left) == point.index(term.right))
        case Derivative():
            before, after = (value_of(term.operand, point.moved_by(term.variable, d)) for d in (-STEP, STEP))
            return (after - before) / (2 * STEP)


def _power(term: Power, point: Point) -> Real:
    base, exponent = value_of(term.base, point), value_of(term.exponent, point)
    if not isinstance(term.exponent, Number):
        if base <= STEP:
            raise UndefinedError
        return exponential(exponent * CONTEXT.log(base))
    if term.exponent.value.denominator == 1:
        return whole_power(base, int(term.exponent.value))
    if base <= STEP:
        raise UndefinedError
    return base**exponent


def rational(value: Fraction | int) -> Real:
    return CONTEXT.mpf(value.numerator) / value.denominator


def whole_power(base: Real, exponent: int) -> Real:
    if exponent < 0 and abs(base) <= STEP:
        raise UndefinedError
    return base**exponent


def exponential(argument: Real) -> Real:
    if abs(argument) > LARGEST_EXPONENT:
        raise UndefinedError
    return CONTEXT.exp(argument)


def points(definitions: Iterable[Definition]) -> list[Point]:
    """Points with n = 1, …, 5, with positive values and with values of both signs, with i = j and with i ≠ j."""
    named = {definition.name: definition for definition in definitions}
    found = []
    for n, samples, signs in (
        (2, 3, (1, -1)),
        (3, 1, (1,)),
        (1, 2, (1, -1)),
        (4, 2, (1,)),
        (3, 2, (1, -1)),
        (5, 1, (1, -1)),
    ):
        sizes = {CLASSES: n, SAMPLES: samples}
        components = _components(sizes, Random(10 * n + samples), signs)
        for i, j in ((n, 1), (n, n)) if n > 1 else ((1, 1),):
            found.append(Point(sizes, {I: i, J: j, S: samples}, components, named, {}))
    return found


def _components(sizes: Mapping[IndexSet, int], random: Random, signs: tuple[int, ...]) -> dict[Component, Real]:
    """Random values that satisfy HYPOTHESES."""
    values = {
        (name, at): CONTEXT.mpf(random.randint(2, 40)) / random.choice((11, 13, 17)) * random.choice(signs)
        for name, slots in SLOTS.items()
        for at in product(*(range(1, sizes[slot] + 1) for slot in slots))
    }
    n, x = sizes[CLASSES], values["x", ()]
    classes = range(1, n + 1)
    values["h", ()] = 3 / x
    values["y", (n,)] = 1 - sum(values["y", (k,)] for k in classes[:-1])
    for i in classes:
        values["u", (i,)] = x * sum(values["v", (i, m)] for m in classes)
        for j in classes:
            values["z", (i, j)] = x * sum(
                values["v", (i, m)] * values["a", (k,)] * values["v", (k, j)] for m in classes for k in classes
            )
    for i in classes:
        row = sum(values["u", (k,)] * values["v", (k, i)] for k in classes)
        values["r", (i, n)] = row - sum(values["r", (i, k)] for k in classes[:-1])
    return values


Scope: TypeAlias = tuple[Index, ...]
"""The indices that a random term may have free."""

ORDINARY = ("x", "a", "o", "v", "v", "w")
DEFINED = (*ORDINARY, "q")
UNDER_HYPOTHESES = ("x", "v", "y", "u", "r", "z", "h", "q")


def terms(names: tuple[str, ...] = DEFINED, scope: Scope = FREE, depth: int = 3) -> st.SearchStrategy[Term]:
    """Terms over the symbols named whose free indices are in the scope."""
    inner = depth - 1
    if depth == 0:
        return _leaves(names, scope)
    deeper = st.deferred(lambda: terms(names, scope, inner))
    above_zero = st.deferred(lambda: positive_terms(names, scope, inner))
    sums = st.deferred(lambda: sums_of(names, scope, inner))
    return st.one_of(
        _leaves(names, scope),
        st.builds(plus, deeper, deeper),
        st.builds(times, deeper, deeper),
        sums,
        sums,
        sums,
        st.builds(Power, deeper, st.sampled_from([number(p) for p in (2, -1, -2, 3)])),
        st.builds(Power, above_zero | deeper, st.sampled_from([number(p) for p in ("1/2", "-1/2", "3/2")])),
        st.builds(Power, above_zero, deeper),
        st.builds(Log, above_zero | deeper),
        st.builds(Exp, deeper),
    )


def positive_terms(names: tuple[str, ...], scope: Scope, depth: int) -> st.SearchStrategy[Term]:
    """Squares and products of two, which are positive at some points, and sums that are positive at all."""
    inner = terms(names, scope, max(depth - 1, 0))
    return st.one_of(
        st.builds(Exp, inner),
        st.builds(square, inner),
        st.builds(times, inner, inner),
        st.builds(lambda term: plus(ONE, square(term)), inner),
        st.builds(lambda term: plus(Exp(term), total(Exp(o(K)), K)), inner),
    )


def sums_of(names: tuple[str, ...], scope: Scope, depth: int) -> st.SearchStrategy[Term]:
    """Σ over a letter, which may be a free one of the scope, with up to two indices left out."""

    def over(letter: Letter) -> st.SearchStrategy[Term]:
        others = [index for index in scope if index.set == letter.set]
        excluded = st.lists(st.sampled_from(others), max_size=2, unique=True).map(tuple)
        return st.builds(Sum, st.just(letter), st.just(()) | excluded, terms(names, _within(scope, letter), depth))

    return st.sampled_from((K, M, I, L, T)).flatmap(over)


def deep_sums(names: tuple[str, ...] = ("a", "v", "v", "v")) -> st.SearchStrategy[Term]:
    """Σ_l f Σ_k g Σ_m h, where f, g and h are products in all letters bound so far and in the free ones."""
    letters = (L, K, M)
    scopes = [(*FREE[:2], *letters[: k + 1]) for k in range(3)]

    def nested(parts: list[tuple[Term, tuple[Index, ...]]]) -> Term:
        body: Term = ONE
        for letter, (factor, excluded) in zip(reversed(letters), reversed(parts), strict=True):
            body = Sum(letter, excluded, times(factor, body))
        return body

    def part(scope: Scope) -> st.SearchStrategy[tuple[Term, tuple[Index, ...]]]:
        factors = st.lists(_leaves((*names, "δ"), scope), min_size=1, max_size=2).map(lambda f: times(*f))
        left_out = st.sampled_from([(), (), *((index,) for index in scope[:-1])])
        return st.tuples(factors, left_out)

    return st.tuples(*map(part, scopes)).map(list).map(nested)


def derivatives(names: tuple[str, ...] = DEFINED, depth: int = 2) -> st.SearchStrategy[Term]:
    """∂/∂x, ∂/∂a_i or ∂/∂v_ij of a term, by itself or below a sum over an index of the variable."""
    by = st.sampled_from((X, _at("a", I), _at("a", K), o(I), _at("v", I, K), _at("v", I, J)))
    alone = st.builds(Derivative, terms(names, (*FREE, K), depth), by)
    return st.builds(lambda factor, slope: total(times(factor, slope), K), _leaves(names, (*FREE, K)), alone)


def _within(scope: Scope, letter: Letter) -> Scope:
    return scope if letter in scope else (*scope, letter)


def _leaves(names: tuple[str, ...], scope: Scope) -> st.SearchStrategy[Term]:
    """A symbol with indices of the scope, δ, a number, the size of an index set, or an exponential."""
    sets = {set_: [index for index in scope if index.set == set_] for set_ in (CLASSES, SAMPLES)}

    def symbol(name: str) -> st.SearchStrategy[Term]:
        if name == "δ":
            pair = st.sampled_from(sets[CLASSES])
            return st.builds(Delta, pair, pair)
        places = st.tuples(*(st.sampled_from(sets[slot]) for slot in SLOTS[name]))
        return st.builds(Variable, st.just(name), places)

    symbols = st.sampled_from([name for name in (*names, "δ") if _has_place(name, sets)]).flatmap(symbol)
    if "δ" in names:
        return symbols
    numbers = st.sampled_from((number(2), number("1/2"), MINUS_ONE, number(-3), Size(CLASSES)))
    return st.one_of(symbols, symbols, symbols, numbers, st.builds(lambda k: Exp(o(k)), st.sampled_from(sets[CLASSES])))


def _has_place(name: str, sets: Mapping[IndexSet, list[Index]]) -> bool:
    return all(sets[slot] for slot in SLOTS.get(name, ()))


LITERALS: Scope = (*FREE, Literal(1, CLASSES), Literal(2, CLASSES), Last(CLASSES))
"""The free letters, and indices that are none."""


def definitions(depth: int = 2) -> st.SearchStrategy[tuple[Definition, ...]]:
    """q_i := a random term in i."""
    body = terms(ORDINARY[:-1], (I,), depth) | terms(ORDINARY[:-1], (I, Literal(1, CLASSES)), depth)
    return body.map(lambda term: (Definition("q", (I,), term, 0),))


