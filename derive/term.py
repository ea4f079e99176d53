"""What is meant: immutable terms over the real numbers. Data only.

A term is a number, a variable (with indices), a sum, a product, a power, exp, log, a sum over an index set, a
Kronecker delta, a derivative, or the size of an index set. An index is a letter, a literal, or the last index of a
set; every index set is {1, ..., size}.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

from derive.data import Data, inside, inside_of_kind

T = TypeVar("T")


class IndexSet(Data):
    """The index set {1, ..., size}; two sets are the same when their sizes have the same name."""

    size: str
    first: int = 1
    """How its first index is written: 0 for that of z_0, z_1, ..., z_{n-1}."""

    def __hash__(self) -> int:
        return hash(self.size)


class Letter(Data):
    """An index that ranges over its set."""

    name: str
    set: IndexSet

    def __hash__(self) -> int:
        """By the name alone: letters are looked up all the time, and few of one name have different sets."""
        return hash(self.name)


class Literal(Data):
    """A literal index, as in o_2; it requires size >= value."""

    value: int
    set: IndexSet


class Last(Data):
    """The last index of a set, as in o_n."""

    set: IndexSet


Index: TypeAlias = Letter | Literal | Last


class Number(Data):
    value: Fraction


class Variable(Data):
    """x, o_i, y_i^{(s)}: free, or introduced by a definition. Upper indices come before lower ones."""

    name: str
    indices: tuple[Index, ...] = ()


class Size(Data):
    """The number of elements of an index set; an integer >= 1."""

    set: IndexSet


class Plus(Data):
    terms: tuple["Term", ...]


class Times(Data):
    factors: tuple["Term", ...]


class Power(Data):
    """base^exponent. A quotient a/b is Times((a, Power(b, Number(-1)))). Requires base != 0 where the exponent is a
    negative integer, base >= 0 where it is a fraction (> 0 if negative), base > 0 where it is no number."""

    base: "Term"
    exponent: "Term"


class Exp(Data):
    argument: "Term"


class Log(Data):
    """The natural logarithm. Requires argument > 0."""

    argument: "Term"


class Sum(Data):
    """Σ body over all values of `letter` in its set but those in `excluded`. The letter is bound in `body` only."""

    letter: Letter
    excluded: tuple[Index, ...]
    body: "Term"


class Delta(Data):
    """1 where the indices are equal, else 0. Both are of one set."""

    left: Index
    right: Index


class Derivative(Data):
    """∂operand/∂variable. If the variable was introduced by a definition, the operand is taken as a function of it:
    its definition is not unfolded."""

    operand: "Term"
    variable: Variable


Term: TypeAlias = (
    Number | Variable | Size | Plus | Times | Power | Exp | Log | Sum | Delta | Derivative
)  # fmt: skip

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
MINUS_ONE = Number(Fraction(-1))


def negative(term: Term) -> Term:
    """−term"""
    return Times((MINUS_ONE, term))


def quotient(numerator: Term, denominator: Term) -> Term:
    """numerator / denominator, nothing cancelled"""
    return Times((numerator, Power(denominator, MINUS_ONE)))


def parts(term: Term) -> tuple[Term, ...]:
    """The terms that a term is made of; the variable of a derivative is one of them."""
    return _PARTS[type(term)](term)


_PARTS: dict[type, Callable[[Any], tuple[Term, ...]]] = {
    **dict.fromkeys((Number, Variable, Size, Delta), lambda _: ()),
    Plus: attrgetter("terms"),
    Times: attrgetter("factors"),
    Power: attrgetter("base", "exponent"),
    Exp: lambda term: (term.argument,),
    Log: lambda term: (term.argument,),
    Sum: lambda term: (term.body,),
    Derivative: attrgetter("operand", "variable"),
}
"""To look a class up is several times quicker than to match one after the other, and terms are walked all the time."""


def subterms(term: Term) -> tuple[Term, ...]:
    """The term and all that it is made of, in the order of reading."""
    return inside(term, parts)


def subterms_of(term: Term, kind: type[T]) -> Sequence[T]:
    """Those of them that are of a kind, such as Sum."""
    return inside_of_kind(term, parts, kind)  # type: ignore[type-var]


def rebuilt(term: Term, change: Callable[[Term], Term]) -> Term:
    """The term with all its parts changed; the variable of a derivative stays."""
    match term:
        case Number() | Variable() | Size() | Delta():
            return term
        case Plus(terms):
            return Plus(tuple(map(change, terms)))
        case Times(factors):
            return Times(tuple(map(change, factors)))
        case Power(base, exponent):
            return Power(change(base), change(exponent))
        case Exp(argument):
            return Exp(change(argument))
        case Log(argument):
            return Log(change(argument))
        case Sum(letter, excluded, body):
            return Sum(letter, excluded, change(body))
        case Derivative(operand, variable):
            return Derivative(change(operand), variable)


class Definition(Data):
    """name[parameters] := body. Every free letter of the body is a parameter."""

    name: str
    parameters: tuple[Letter, ...]
    body: Term
    given: int
    """The number of the Given that states it."""


class Hypothesis(Data):
    """left = right, for all values of its free letters."""

    left: Term
    right: Term
    given: int


class Dependence(Data):
    """name[parameters], which has no definition, is some differentiable function of all components of its arguments,
    and of nothing else."""

    name: str
    parameters: tuple[Letter, ...]
    arguments: tuple[Variable, ...]
    """At letters that stand for all indices; where one is a parameter, name[i] depends on the argument at i only."""
    through: tuple[str, ...] = ()
    """The variables on which it is taken to depend through its arguments only; the document may mean otherwise."""


class Distinction(Data):
    """What a case says of two indices of one set: that they are equal, or that they are not."""

    left: Index
    right: Index
    equal: bool


class Claim(Data):
    """left = right, for all values of the free letters that satisfy the case, under what is given."""

    left: Term
    right: Term
    case: tuple[Distinction, ...] = ()
    definitions: tuple[Definition, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    dependences: tuple[Dependence, ...] = ()
    open: tuple[str, ...] = ()
    """Names in it that mean something which is not known here. What holds for every value of them is proved; values
    that break the claim refute nothing, since they may not be meant."""


class Result(Data):
    """left = right in a case, proved before: what an explanation may refer to. It plays no part in deciding."""

    left: Derivative
    right: Term
    case: tuple[Distinction, ...]
    number: int
