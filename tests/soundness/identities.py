"""Identities: random expressions, and what sound rules make of them.

Every rule keeps the value of a formula wherever both are defined: so none of these equations may be refuted.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import TypeVar

from derive.data import replace
from derive.document.model import Chain, Cue, Member, Relation, Statement
from derive.document.reading import read_document
from derive.formula import (
    Added,
    Applied,
    Compared,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Negated,
    Raised,
    Ranged,
    Rooted,
)
from derive.source import Source, Span

from .edits import mutants
from .problem import letter_of, symbol_of
from .steps import Task
from .trees import Edit, Surroundings, everywhere, mentions, multiplied, number, parts_of, with_letter

CLASSES, SAMPLES = "ijklmhqr", "stuv"
"""Letters of two index sets; the symbols have others."""
GIVEN = r"""
Let $p_i = \frac{e^{o_i}}{\sum_{k=1}^n e^{o_k}}$ and let $M = \frac{1}{N} \sum_{s=1}^N \sum_{k=1}^n w_{sk} b_k$.
Let $T = x \sum_{s=1}^N c_s + \sum_{k=1}^n a_k + \sum_{k=1}^n v_{kk}$.
Assume $\sum_{k=1}^n y_k = 1$.

$$
a_i = a_i
$$
"""
E = Name("e")
WHERE = Span(1, 2)
Choice = TypeVar("Choice")


def index(letter: str) -> Name:
    return Name(letter)


def at(name: str, *letters: str) -> Formula:
    return Indexed(Name(name), tuple(map(index, letters))) if letters else Name(name)


def exp(argument: Formula) -> Formula:
    return Raised(E, argument)


def log(argument: Formula) -> Formula:
    return Applied(Name("log", style="word"), (Grouped(argument),))


def total(letter: str, body: Formula, *without: str) -> Ranged:
    """Σ over the set of the letter, its size named."""
    size = "n" if letter in CLASSES else "N"
    conditions = tuple(Compared(Name(letter), "≠", Name(other)) for other in without)
    return Ranged("sum", Name(letter), None if without else number(1), None if without else Name(size), conditions,
                  _factor(body))  # fmt: skip


def _factor(formula: Formula) -> Formula:
    """The formula, in brackets where it could be torn apart as a factor."""
    return Grouped(formula) if isinstance(formula, Added | Negated | Ranged | Differentiated) else formula


def times(*factors: Formula) -> Formula:
    return multiplied(*map(_factor, factors))


def minus(formula: Formula) -> Formula:
    return Negated(_factor(formula))


class Writer:
    """Writes random expressions with letters that are free, or bound where they stand."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one_of(self, choices: "tuple[Choice, ...] | list[Choice]") -> Choice:
        return self.random.choice(choices)

    def expression(self, letters: tuple[str, ...], depth: int) -> Formula:
        if depth == 0:
            return self.symbol(letters)
        inner = depth - 1
        kind = self.one_of(("sum", "sum", "sum", "plus", "plus", "times", "times", "quotient", "exp", "log", "power",
                            "root", "derivative", "symbol"))  # fmt: skip
        match kind:
            case "sum":
                letter = next(one for one in self.one_of((CLASSES[2:], CLASSES[2:], SAMPLES[1:])) if one not in letters)
                body = self.expression((*letters, letter), inner)
                return total(letter, body if mentions(body, letter) else times(self.symbol((letter,)), body))
            case "plus":
                return Added((self.expression(letters, inner), self.term(letters, inner)))
            case "times":
                return times(self.expression(letters, inner), self.expression(letters, inner))
            case "quotient":
                return Divided(self.expression(letters, inner), self.positive(letters, inner))
            case "exp":
                return exp(self.expression(letters, min(inner, 1)))
            case "log":
                return log(self.positive(letters, inner))
            case "power":
                return Raised(Grouped(self.expression(letters, inner)), number(self.one_of((2, 3))))
            case "root":
                return Rooted(self.positive(letters, min(inner, 1)))
            case "derivative":
                variable = self.one_of((at("x"), at("a", self.one_of(CLASSES[:2])), at("o", self.one_of(CLASSES[:2]))))
                operand = times(self.one_of((variable, exp(variable))), self.expression(letters, inner))
                return Differentiated(Grouped(operand), (variable,), style="operator")
            case _:
                return self.symbol(letters)

    def term(self, letters: tuple[str, ...], depth: int) -> Formula:
        term = self.expression(letters, depth)
        return minus(term) if self.random.random() < 0.4 else term

    def positive(self, letters: tuple[str, ...], depth: int) -> Formula:
        inner = self.expression(letters, max(depth - 1, 0))
        free = next(one for one in CLASSES[2:] if one not in letters)
        return self.one_of((
            exp(inner), Added((number(1), Raised(Grouped(inner), number(2)))), total(free, exp(at("o", free))),
        ))  # fmt: skip

    def symbol(self, letters: tuple[str, ...]) -> Formula:
        classes = [letter for letter in letters if letter in CLASSES] or ["i"]
        samples = [letter for letter in letters if letter in SAMPLES] or ["s"]
        k, s = self.one_of(classes[-2:]), self.one_of(samples[-2:])
        return self.one_of((
            at("x"), at("a", k), at("o", k), at("b", k), at("y", k), at("p", k), at("v", k, self.one_of(classes)),
            at("w", s, k), at("c", s), number(2), at("M"), exp(at("o", k)),
        ))  # fmt: skip


def sound(formula: Formula, around: Surroundings) -> Iterator[Edit]:
    """What the formula equals, by one rule."""
    yield "added and taken away", Grouped(Added((formula, at("x"), Negated(at("x")))))
    yield "multiplied and divided", Divided(times(formula, exp(at("x"))), exp(at("x")))
    yield "two signs", Grouped(Negated(Grouped(Negated(_factor(formula)))))
    letter = _new_letter(formula, around, CLASSES[2:])
    yield "hypothesis", times(formula, total(letter, at("y", letter)))
    for rule in _RULES.get(type(formula), ()):
        yield from rule(formula, around)


def _new_letter(formula: Formula, around: Surroundings, letters: str) -> str:
    used = {*around.letters, *_letters_in(formula)}
    return next((letter for letter in letters if letter not in used), letters[-1] + "'")


def _letters_in(formula: Formula) -> set[str]:
    found: set[str] = set()
    for part in parts_of(formula):
        symbol = symbol_of(part)
        if symbol is not None:
            found.update(letter_of(one) or "" for one in symbol[1])
        if isinstance(part, Ranged):
            found.add(letter_of(part.letter) or "")
            found.update(letter_of(side) or "" for c in part.conditions for side in (c.left, c.right))
        if isinstance(part, Differentiated):
            found = found.union(*map(_letters_in, part.variables))
    return found


def _of_plus(formula: Added, around: Surroundings) -> Iterator[Edit]:
    yield "terms turned", Grouped(Added(formula.terms[::-1]))
    if len(formula.terms) > 2:
        yield "terms grouped", Added((Grouped(Added(formula.terms[:2])), *formula.terms[2:]))
    yield "minus taken out", Grouped(Negated(Grouped(Added(tuple(map(minus, formula.terms))))))


def _of_times(formula: Multiplied, around: Surroundings) -> Iterator[Edit]:
    yield "factors turned", multiplied(*formula.factors[::-1])
    for place, factor in enumerate(formula.factors):
        others = (*formula.factors[:place], *formula.factors[place + 1 :])
        inner = factor.body if isinstance(factor, Grouped) else factor
        if isinstance(inner, Added):
            yield "distributed", Grouped(Added(tuple(times(*others, term) for term in inner.terms)))
        if isinstance(inner, Ranged):
            bound = letter_of(inner.letter) or ""
            if not any(bound in _letters_in(other) for other in others):
                yield "into the sum", replace(inner, body=times(*others, inner.body))


def _of_minus(formula: Negated, around: Surroundings) -> Iterator[Edit]:
    yield "minus one", times(Grouped(Negated(number(1))), formula.operand)


def _of_quotient(formula: Divided, around: Surroundings) -> Iterator[Edit]:
    above, below = formula.numerator, formula.denominator
    yield "times the reciprocal", times(above, Divided(number(1), below))
    yield "negative power", times(above, Raised(Grouped(below), Negated(number(1))))
    if isinstance(above, Added):
        yield "fraction split", Grouped(Added(tuple(Divided(term, below) for term in above.terms)))


def _of_power(formula: Raised, around: Surroundings) -> Iterator[Edit]:
    base, exponent = formula.base, formula.exponent
    if base == E:
        if isinstance(exponent, Added):
            yield "exp of a sum", times(*(exp(term) for term in exponent.terms))
        if isinstance(exponent, Negated):
            yield "exp of a negative", Divided(number(1), exp(exponent.operand))
        yield "exp as a square", Raised(Grouped(exp(Divided(exponent, number(2)))), number(2))
        return
    if exponent == number(2):
        yield "a square", times(base, base)
        inner = base.body if isinstance(base, Grouped) else base
        if isinstance(inner, Added) and len(inner.terms) == 2:
            a, b = inner.terms
            squares = [Raised(Grouped(one), number(2)) for one in (a, b)]
            yield "binomial", Grouped(Added((squares[0], times(number(2), a, b), squares[1])))


def _of_function(formula: Applied, around: Surroundings) -> Iterator[Edit]:
    (argument,) = formula.arguments
    inner = argument.body if isinstance(argument, Grouped) else argument
    if isinstance(inner, Raised) and inner.base == E:
        yield "log of exp", Grouped(inner.exponent)
    yield "log of a product with exp", Grouped(Added((log(times(inner, exp(at("x")))), Negated(at("x")))))


def _of_root(formula: Rooted, around: Surroundings) -> Iterator[Edit]:
    if formula.degree is None:
        scaled = times(formula.radicand, exp(times(number(2), at("x"))))
        yield "root with exp", Divided(Rooted(scaled), exp(at("x")))


def _of_sum(formula: Ranged, around: Surroundings) -> Iterator[Edit]:
    letter = letter_of(formula.letter) or ""
    alphabet = CLASSES if letter in CLASSES else SAMPLES
    body = formula.body.body if isinstance(formula.body, Grouped) else formula.body
    new = _new_letter(formula, around, alphabet)
    renamed = tuple(
        replace(one, left=with_letter(one.left, letter, new), right=with_letter(one.right, letter, new))
        for one in formula.conditions
    )
    yield "renamed", replace(formula, letter=Name(new), conditions=renamed, body=with_letter(formula.body, letter, new))
    if isinstance(body, Added):
        yield "sum of a sum", Grouped(Added(tuple(replace(formula, body=_factor(term)) for term in body.terms)))
    if isinstance(body, Multiplied):
        free = tuple(factor for factor in body.factors if not mentions(factor, letter))
        inside = tuple(factor for factor in body.factors if mentions(factor, letter))
        if free and inside:
            yield "factor taken out", times(*free, replace(formula, body=times(*inside)))
    apart = mentions(body, letter) and not formula.conditions
    for other in around.letters if apart else ():
        if other in alphabet and other != letter and other not in _letters_in(body):
            rest = replace(total(letter, body, other), body=formula.body)
            yield "sum split", Grouped(Added((rest, _factor(with_letter(formula.body, letter, other)))))
    if isinstance(body, Ranged) and not formula.conditions and not body.conditions:
        yield "sums turned", replace(body, body=Grouped(replace(formula, body=body.body)))


def _of_symbol(formula: Indexed, around: Surroundings) -> Iterator[Edit]:
    letter = letter_of(formula.lower[-1])
    if letter is None or letter not in CLASSES:
        return
    new = _new_letter(formula, around, CLASSES[2:])
    moved = replace(formula, lower=(*formula.lower[:-1], Name(new)))
    if new not in _letters_in(formula):
        yield "δ", total(new, times(at("δ", new, letter), moved))
    if formula.base == Name("p"):
        yield "definition", Divided(exp(at("o", letter)), total(new, exp(at("o", new))))


def _of_derivative(formula: Differentiated, around: Surroundings) -> Iterator[Edit]:
    operand = formula.operand
    inner = operand.body if isinstance(operand, Grouped) else operand

    def by(part: Formula) -> Formula:
        return Grouped(replace(formula, operand=Grouped(part)))

    if isinstance(inner, Added):
        yield "∂ of a sum", Grouped(Added(tuple(map(by, inner.terms))))
    if isinstance(inner, Multiplied):
        terms = [
            times(*inner.factors[:place], by(factor), *inner.factors[place + 1 :])
            for place, factor in enumerate(inner.factors)
        ]
        yield "product rule", Grouped(Added(tuple(terms)))
    if isinstance(inner, Divided):
        above, below = inner.numerator, inner.denominator
        first, second = times(by(above), below), times(above, by(below))
        yield "quotient rule", Divided(Added((first, Negated(second))), Raised(Grouped(below), number(2)))
    if isinstance(inner, Raised) and inner.base == E:
        yield "∂ of exp", times(inner, by(inner.exponent))
    if isinstance(inner, Applied):
        yield "∂ of log", times(Divided(number(1), inner.arguments[0]), by(inner.arguments[0]))
    if isinstance(inner, Ranged):
        letter = letter_of(inner.letter) or ""
        if not any(mentions(variable, letter) for variable in formula.variables):
            yield "∂ into the sum", replace(inner, body=by(inner.body))


_RULES: dict[type, tuple[Callable[..., Iterator[Edit]], ...]] = {
    Added: (_of_plus,),
    Multiplied: (_of_times,),
    Negated: (_of_minus,),
    Divided: (_of_quotient,),
    Raised: (_of_power,),
    Applied: (_of_function,),
    Rooted: (_of_root,),
    Ranged: (_of_sum,),
    Indexed: (_of_symbol,),
    Differentiated: (_of_derivative,),
}


def base() -> Task:
    """The document in which the identities stand."""
    source = Source("identities.md", GIVEN)
    statements = read_document(source).statements
    return Task("identity", source, statements[:-1], statements[-1])


def identity(number_: int, seed: int) -> tuple[str, Task]:
    """The identity of that number: an expression, and what up to six rules make of it."""
    random = Random(f"{seed} {number_}")
    start = Writer(random).expression(("i", "j", "s"), random.choice((1, 2, 3, 4)))
    around = Surroundings(("i", "j", "s"), ())
    end, kinds = start, []
    for _ in range(random.randint(1, 6)):
        kind, end = random.choice(list(everywhere(end, sound, around)))
        kinds.append(kind)
    return ", ".join(kinds), task_of(start, end, f"identity {number_}")


def pair(number_: int, seed: int) -> tuple[str, Task]:
    """A random pair: an identity with a slip in it, or two expressions."""
    random = Random(f"pair {seed} {number_}")
    _, task = identity(number_, seed)
    if random.random() < 0.1:
        other = Writer(random).expression(("i", "j", "s"), 1)
        return "any two", task_of(task.sides[0], other, f"pair {number_}")
    kind, slipped = random.choice(list(mutants(task)))
    return kind, replace(slipped, name=f"pair {number_}")


def task_of(left: Formula, right: Formula, name: str) -> Task:
    members = tuple(Member(side, "", WHERE) for side in (left, right))
    chain = Chain(members, (Relation("=", WHERE),), None, WHERE)
    return replace(base(), name=name, equation=Statement(chain, True, Cue.NONE))
