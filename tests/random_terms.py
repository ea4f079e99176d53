"""Random terms, points at which they have values, and these values.

A value is found from the term alone: sums are added up, a derivative is a difference quotient. Nothing is shared with
the deciders, so that whoever agrees with it at random points has it from somewhere else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any, TypeAlias, TypeVar

import mpmath
from claims_by_hand import CLASSES, SAMPLES, SUM_IS_ONE, I, J, K, M, S, number, o, plus, square, times, total
from hypothesis import strategies as st

from derive.data import replace
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

_MPMATH: Any = mpmath.mp
CONTEXT = _MPMATH.clone()
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
Choice = TypeVar("Choice")

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

LITERALS: Scope = (*FREE, Literal(1, CLASSES), Literal(2, CLASSES), Last(CLASSES))
"""The free letters, and indices that are none."""
ORDINARY = ("x", "a", "o", "v", "v", "w")
DEFINED = (*ORDINARY, "q")
UNDER_HYPOTHESES = ("x", "v", "y", "u", "r", "z", "h")


class _Writer:
    """Writes random terms over the symbols named, by means of `draw` of a composite strategy."""

    def __init__(self, draw: st.DrawFn, names: Sequence[str]) -> None:
        self._draw = draw
        self._names = names

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        return self._draw(st.sampled_from(choices))

    def term(self, scope: Scope, depth: int) -> Term:
        """A term whose free indices are in the scope."""
        if depth == 0:
            return self.leaf(scope)
        kind = self.one_of(("leaf", "plus", "times", "sum", "sum", "sum", "power", "root", "general", "log", "exp"))
        inner = depth - 1
        match kind:
            case "plus":
                return plus(self.term(scope, inner), self.term(scope, inner))
            case "times":
                return times(self.term(scope, inner), self.term(scope, inner))
            case "sum":
                return self.sum(scope, inner)
            case "power":
                return Power(self.term(scope, inner), number(self.one_of((2, -1, -2, 3))))
            case "root":
                return Power(self.positive(scope, inner), number(self.one_of(("1/2", "-1/2", "3/2"))))
            case "general":
                return Power(self.positive(scope, inner), self.term(scope, inner))
            case "log":
                return Log(self.positive(scope, inner))
            case "exp":
                return Exp(self.term(scope, inner))
            case _:
                return self.leaf(scope)

    def positive(self, scope: Scope, depth: int) -> Term:
        """A term that is positive at all points, or a product that is so at some."""
        inner = max(depth - 1, 0)
        one = self.term(scope, inner)
        match self.one_of(("exp", "square", "product", "product of negatives", "1 + square", "sum of exponentials")):
            case "exp":
                return Exp(one)
            case "square":
                return square(one)
            case "product":
                return times(one, self.term(scope, inner))
            case "product of negatives":
                return times(negative(one), self.term(scope, inner))
            case "1 + square":
                return plus(ONE, square(one))
            case _:
                return plus(Exp(one), total(Exp(o(K)), K))

    def sum(self, scope: Scope, depth: int) -> Term:
        """Σ over a letter, which may be a free one of the scope, with up to two indices left out."""
        letter = self.one_of((K, M, I, L, T))
        excluded = self.excluded(index for index in scope if index.set == letter.set)
        return Sum(letter, excluded, self.term(_within(scope, letter), depth))

    def excluded(self, scope: Iterable[Index]) -> tuple[Index, ...]:
        indices = tuple(scope)
        count = self.one_of((0, 0, 1, 2)) if indices else 0
        return tuple(dict.fromkeys(self.one_of(indices) for _ in range(count)))

    def nested_sums(self, scope: Scope, letters: Sequence[Letter], *, below_functions: bool = False) -> Term:
        """Σ_l f Σ_k g …: products in the letters bound so far and in free ones; the last one in bound ones alone."""
        if not letters:
            bound = tuple(index for index in scope if index not in FREE)
            return times(self.symbol(bound), self.symbol(bound))
        within = (*scope, letters[0])
        factors = [self.symbol(within) for _ in range(self.one_of((0, 1, 2)))]
        inner = self.nested_sums(within, letters[1:], below_functions=below_functions)
        if below_functions:
            inner = self.function(inner)
        return Sum(letters[0], self.excluded(scope), times(*factors, inner))

    def function(self, argument: Term) -> Term:
        """exp, log, a root or a power of the argument, or of what makes it positive."""
        above_zero = plus(ONE, square(argument))
        powers = [Power(above_zero, number(exponent)) for exponent in (-1, "1/2", "-1/2")]
        return self.one_of((argument, Exp(argument), Log(above_zero), Power(argument, MINUS_ONE), *powers))

    def leaf(self, scope: Scope) -> Term:
        """A symbol, a number, the size of an index set, or an exponential."""
        kind = self.one_of(("symbol",) * 6 + ("number", "exp"))
        if kind == "number":
            numbers: tuple[Term, ...] = (number(2), number("1/2"), MINUS_ONE, number(-3), Size(CLASSES))
            return self.one_of(numbers)
        if kind == "exp":
            return Exp(o(self.one_of(_of(CLASSES, scope))))
        return self.symbol(scope)

    def symbol(self, scope: Scope) -> Term:
        """A symbol with indices of the scope, or a δ."""
        fitting = [name for name in self._names if all(_of(slot, scope) for slot in SLOTS[name])]
        name = self.one_of((*fitting, "δ"))
        if name == "δ":
            return Delta(*(self.one_of(_of(CLASSES, scope)) for _ in range(2)))
        return Variable(name, tuple(self.one_of(_of(slot, scope)) for slot in SLOTS[name]))


def _of(set_: IndexSet, scope: Scope) -> Scope:
    return tuple(index for index in scope if index.set == set_)


def _within(scope: Scope, letter: Letter) -> Scope:
    return scope if letter in scope else (*scope, letter)


@st.composite
def terms(draw: st.DrawFn, names: Sequence[str] = DEFINED, scope: Scope = FREE, depth: int = 4) -> Term:
    """Terms over the symbols named whose free indices are in the scope."""
    return _Writer(draw, names).term(scope, depth)


@st.composite
def deep_sums(draw: st.DrawFn, names: Sequence[str] = ("a", "v", "v", "v", "v")) -> Term:
    """Three sums, one below the other, of products: one symbol may carry two bound letters."""
    return _Writer(draw, names).nested_sums((I, J), (L, K, M))


@st.composite
def sums_below_functions(draw: st.DrawFn, names: Sequence[str] = ("a", "v", "v")) -> Term:
    """Two sums, with a function of the inner one below the outer one."""
    return _Writer(draw, names).nested_sums((I, J), (L, K), below_functions=True)


@st.composite
def derivatives(draw: st.DrawFn, names: Sequence[str] = DEFINED, depth: int = 3) -> Term:
    """Σ_k f ∂g/∂x, ∂/∂a_i, ∂/∂a_k or the like."""
    writer, scope = _Writer(draw, names), (*FREE, K)
    by = writer.one_of((X, _at("a", I), _at("a", K), o(I), o(K), _at("v", I, K), _at("v", I, J)))
    return total(times(writer.symbol(scope), Derivative(writer.term(scope, depth), by)), K)


@st.composite
def definitions(draw: st.DrawFn, depth: int = 2) -> tuple[Definition, ...]:
    """q_i := a random term in i."""
    body = _Writer(draw, ("x", "a", "o", "v", "v")).term((I, I, I, Literal(1, CLASSES)), depth)
    return (Definition("q", (I,), body, 0),)
