"""The normal form of a term has the value of the term: at random terms, and not of a normaliser with planted bugs."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest
from claims_by_hand import I, J
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from random_terms import (
    CONTEXT,
    FREE,
    HYPOTHESES,
    LITERALS,
    NEGLIGIBLE,
    STEP,
    UNDER_HYPOTHESES,
    Point,
    Real,
    UndefinedError,
    deep_sums,
    definitions,
    derivatives,
    exponential,
    points,
    rational,
    sums_below_functions,
    terms,
    value_of,
    whole_power,
)

from derive.calculus.definitions import Definitions
from derive.calculus.differentiate import ALL, LINEAR
from derive.decide import functions, sums
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.functions import DivisionByZeroError
from derive.decide.hypotheses import Rewriting
from derive.decide.indices import is_bound
from derive.decide.means import Means
from derive.decide.normal import Normaliser
from derive.decide.polynomial import (
    ONE,
    ZERO,
    Atom,
    Atoms,
    Monomial,
    Polynomial,
    add,
    of_atom,
    scale,
)
from derive.decide.polynomial import number as constant
from derive.term import Definition, Hypothesis, Index, IndexSet, Letter, Term
from derive.term_text import text

WORK = 4_000
"""Terms whose normal form takes more are left out."""
MOST_MONOMIALS = 120
"""Normal forms with more are left out."""
MOST_SUMMANDS = 5**4
"""Points at which a sum has more are left out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A term, and what the normaliser may know and use."""

    term: Term
    definitions: tuple[Definition, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    differ: bool = False
    """Whether i ≠ j is known."""
    differentiation: frozenset[str] = ALL
    sums: bool = True

    def __repr__(self) -> str:
        parts = [text(self.term)]
        parts += [f"q_i := {text(definition.body)}" for definition in self.definitions]
        parts += [f"{text(one.left)} = {text(one.right)}" for one in self.hypotheses]
        return "; ".join(parts + ["i ≠ j"] * self.differ)

    def normaliser(self) -> Normaliser:
        named = Definitions(self.definitions)
        means = Means(
            frozenset(definition.name for definition in self.definitions),
            frozenset(hypothesis.given for hypothesis in self.hypotheses),
            self.differentiation,
            self.sums,
        )
        budget = Budget(WORK)
        rewriting = None
        if self.hypotheses:
            rewriting = Rewriting(self.hypotheses, Normaliser(budget, named, means))
        distinct = frozenset([frozenset[Index]((I, J))] if self.differ else [])
        return Normaliser(budget, named, means, rewriting, distinct)

    def points(self) -> list[Point]:
        found = points(self.definitions)
        return [point for point in found if not (self.differ and point.letters[I] == point.letters[J])]


Problems: TypeAlias = "st.SearchStrategy[Problem]"


def form_value(polynomial: Polynomial, point: Point) -> Real:
    """The number that a normal form is at the point.

    Where its logarithms and roots have no real values, they get their principal ones: a form may be undefined where
    its term is not, as log f(i) is in Σ_k log f(k) − log f(i), and must have the value of the term there, too.
    """
    parts = (rational(c) * monomial_value(monomial, point) for monomial, c in polynomial.terms.items())
    return sum(parts, CONTEXT.zero)


def monomial_value(monomial: Monomial, point: Point) -> Real:
    value = CONTEXT.one
    for atom, exponent in monomial:
        base = atom_value(atom, point)
        if exponent.denominator == 1:
            value *= whole_power(base, int(exponent))
        elif abs(base) <= STEP:
            raise UndefinedError
        else:
            value *= base ** rational(exponent)
    return value


def atom_value(atom: Atom, point: Point) -> Real:
    match atom.kind:
        case "variable":
            return point.component(atom.parts[0])
        case "size":
            return CONTEXT.mpf(point.sizes[atom.parts[0]])
        case "exp":
            return exponential(monomial_value(atom.parts[0], point))
        case "log":
            argument = form_value(atom.parts[0], point)
            if abs(argument) <= STEP:
                raise UndefinedError
            return CONTEXT.log(argument)
        case "base":
            return form_value(atom.parts[0], point)
        case "delta":
            left, right = atom.parts
            return CONTEXT.mpf(point.index(left) == point.index(right))
        case "sum":
            letters, monomial = atom.parts
            return _sum_value(letters, point, lambda inner: monomial_value(monomial, inner))
        case "closed":
            letter, excluded, body = atom.parts
            return _sum_value(((letter, excluded),), point, lambda inner: form_value(body, inner))
        case "derivative":
            operand, variable = atom.parts
            before, after = (form_value(operand, point.moved_by(variable, d)) for d in (-STEP, STEP))
            return (after - before) / (2 * STEP)
        case _:
            raise AssertionError(f"no value for an atom of kind {atom.kind}")


def _sum_value(
    letters: tuple[tuple[Letter, tuple[Index, ...]], ...], point: Point, body: Callable[[Point], Real]
) -> Real:
    """The letters may leave out one another, in any order."""
    inner = [point]
    for letter, _ in letters:
        inner = [at.with_letters({letter: value}) for at in inner for value in at.range(letter, ())]
        if len(inner) > MOST_SUMMANDS:
            raise UndefinedError
    kept = [at for at in inner if all(at.letters[letter] not in at.indices(excluded) for letter, excluded in letters)]
    return sum(map(body, kept), CONTEXT.zero)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing a term with its normal form."""

    compared: int
    """The number of points at which both have values."""
    difference: str = ""
    """Where and how they differ, if they do."""


def compared(problem: Problem) -> Comparison:
    by = problem.normaliser()
    try:
        form = by(problem.term)
        if by.rewriting is not None:
            form = by.rewriting.reduce(form, by)
    except (BudgetSpentError, DivisionByZeroError):
        return Comparison(0)
    escaped = sorted(index.name for index in form.indices if isinstance(index, Letter) and index not in FREE)
    if escaped:
        return Comparison(0, f"{problem!r}: {', '.join(escaped)} is free in the normal form {form}")
    if len(form.terms) > MOST_MONOMIALS:
        return Comparison(0)
    count = 0
    for point in problem.points():
        try:
            values = value_of(problem.term, point), form_value(form, point)
        except UndefinedError:
            continue
        count += 1
        if not _equal(*values):
            left, right = (CONTEXT.nstr(value, 8) for value in values)
            return Comparison(count, f"{problem!r} is {left} at {point}, its normal form {form} is {right}")
    return Comparison(count)


def _equal(left: Real, right: Real) -> bool:
    return bool(abs(left - right) <= NEGLIGIBLE * (1 + abs(left) + abs(right)))


def subsets(hypotheses: tuple[Hypothesis, ...]) -> st.SearchStrategy[tuple[Hypothesis, ...]]:
    chosen = st.tuples(*(st.booleans() for _ in hypotheses))
    return chosen.map(lambda kept: tuple(one for one, is_kept in zip(hypotheses, kept, strict=True) if is_kept))


PROBLEMS: Mapping[str, Problems] = {
    "terms of all kinds": st.builds(Problem, terms(), definitions()),
    "literal and last indices": st.builds(Problem, terms(scope=LITERALS, depth=2), definitions()),
    "different free letters": st.builds(Problem, terms(), definitions(), differ=st.just(True)),
    "three sums deep": st.builds(Problem, deep_sums(), differ=st.booleans()),
    "sums below functions": st.builds(Problem, sums_below_functions(), differ=st.booleans()),
    "hypotheses": st.builds(Problem, terms((*UNDER_HYPOTHESES, "q")), definitions(1), subsets(HYPOTHESES)),
    "hypotheses below three sums": st.builds(
        Problem, deep_sums(("u", "v", "r", "z")), st.just(()), subsets(HYPOTHESES[1:4])
    ),
    "derivatives": st.builds(Problem, derivatives(), definitions(1)),
    "derivatives under hypotheses": st.builds(
        Problem,
        derivatives(UNDER_HYPOTHESES),
        st.just(()),
        subsets(HYPOTHESES),
        differentiation=st.sampled_from((ALL, LINEAR, frozenset())),
    ),
    "sums and derivatives as atoms": st.builds(
        Problem,
        derivatives() | terms(),
        definitions(1),
        differentiation=st.sampled_from((LINEAR, frozenset())),
        sums=st.booleans(),
    ),
}
EXAMPLES = 40
MOST_EXAMPLES_FOR_A_BUG = 400


def quiet(examples: int, *phases: Phase) -> settings:
    """The same examples every time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("kind", PROBLEMS)
def test_a_normal_form_has_the_value_of_its_term(kind: str) -> None:
    outcomes: Counter[bool] = Counter()

    @given(PROBLEMS[kind])
    @quiet(EXAMPLES, Phase.generate, Phase.shrink)
    def holds(problem: Problem) -> None:
        comparison = compared(problem)
        assert not comparison.difference
        outcomes[comparison.compared > 0] += 1

    holds()
    assert outcomes[True] >= 0.7 * outcomes.total(), "too few normal forms have values to compare"


@dataclass(frozen=True, slots=True)
class Bug:
    """A law of the normaliser, broken: what stands in the place of an attribute of its, made from what stood there."""

    owner: object
    attribute: str
    broken: Callable[[Any], Any]
    kind: str
    """The kind of problems that shows it."""


def _own_letters_kept(rename_sum: Any) -> Any:
    def broken(by: Normaliser, atom: Atom, places: Mapping[Index, Index]) -> Polynomial:
        letters, monomial = atom.parts
        moved = [(letter, tuple(places.get(x, x) for x in excluded)) for letter, excluded in letters]
        return sums._nested(by, moved, by.monomial(monomial, places))

    return broken


def _none_left_out(law: Any) -> Any:
    def broken(by: Normaliser, letter: Letter, excluded: tuple[Index, ...], *rest: Any) -> Polynomial:
        return law(by, letter, (), *rest)  # type: ignore[no-any-return]

    return broken


def _first_factor_pulled_out(sum_monomial: Any) -> Any:
    def broken(by: Normaliser, letter: Letter, excluded: tuple[Index, ...], monomial: Monomial) -> Polynomial:
        inside = sum_monomial(by, letter, excluded, monomial[1:])
        return by.ring.multiply(Polynomial({monomial[:1]: 1}), inside)

    return broken


def _letters_used_again(fresh: Any) -> Any:
    def broken(self: Atoms, set_: IndexSet) -> Letter:
        return Letter(f"~{int(fresh(self, set_).name[1:]) % 4}", set_)

    return broken


def _split_whatever_the_signs(logarithm: Any) -> Any:
    def broken(by: Normaliser, argument: Polynomial) -> Polynomial:
        monomial, c = argument.single() or ((), 0)
        if c <= 0 or monomial[1:] == () or any(atom.kind == "delta" for atom, _ in monomial):
            return logarithm(by, argument)  # type: ignore[no-any-return]
        parts = (scale(logarithm(by, of_atom(atom)), e) for atom, e in monomial)
        return add(logarithm(by, constant(c)), *parts)

    return broken


def _of_any_sign(_: Any) -> Any:
    return lambda atom, exponent: True


def _free_letters_differ(delta: Any) -> Any:
    def broken(self: Normaliser, left: Index, right: Index) -> Polynomial:
        if left == right or is_bound(left) or is_bound(right):
            return delta(self, left, right)  # type: ignore[no-any-return]
        return ZERO

    return broken


def _one_height(_: Any) -> Any:
    return lambda atom: 0


def _counts_as_one(sum_monomial: Any) -> Any:
    def broken(by: Normaliser, letter: Letter, excluded: tuple[Index, ...], monomial: Monomial) -> Polynomial:
        if monomial:
            return sum_monomial(by, letter, excluded, monomial)  # type: ignore[no-any-return]
        return ONE

    return broken


def _hypotheses_below(_: Any) -> Any:
    return lambda self, term: self.derivative_atom(self(term.operand), term.variable)


BUGS: Mapping[str, Bug] = {
    "a sum keeps its own letters where it is renamed": Bug(sums, "rename_sum", _own_letters_kept, "three sums deep"),
    "sums within sums have the same letters": Bug(sums, "_height", _one_height, "sums below functions"),
    "working letters are used again": Bug(Atoms, "fresh", _letters_used_again, "three sums deep"),
    "Σ_{k≠j} δ_ki f(k) = f(i)": Bug(sums, "_collapse", _none_left_out, "three sums deep"),
    "Σ_{k≠i} f(k) = Σ_k f(k)": Bug(sums, "sum_over", _none_left_out, "terms of all kinds"),
    "Σ_k f(k) g(k) = f(k) Σ_k g(k)": Bug(sums, "_sum_monomial", _first_factor_pulled_out, "terms of all kinds"),
    "Σ_k 1 = 1": Bug(sums, "_sum_monomial", _counts_as_one, "terms of all kinds"),
    "δ_ij = 0": Bug(Normaliser, "delta", _free_letters_differ, "three sums deep"),
    "log(a b) = log a + log b": Bug(functions, "logarithm", _split_whatever_the_signs, "terms of all kinds"),
    "√(a²) = a": Bug(functions, "positive_factor", _of_any_sign, "terms of all kinds"),
    "a hypothesis is used below a derivative": Bug(
        Normaliser, "_derivative", _hypotheses_below, "derivatives under hypotheses"
    ),
}


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bug = BUGS[name]
    monkeypatch.setattr(bug.owner, bug.attribute, bug.broken(getattr(bug.owner, bug.attribute)))
    found = find(
        PROBLEMS[bug.kind],
        lambda problem: bool(compared(problem).difference),
        settings=quiet(MOST_EXAMPLES_FOR_A_BUG, Phase.generate),
    )
    monkeypatch.undo()
    assert not compared(found).difference


def test_the_hypotheses_hold_at_every_point() -> None:
    for point in points(()):
        for hypothesis in HYPOTHESES:
            assert _equal(value_of(hypothesis.left, point), value_of(hypothesis.right, point))
