"""Bugs to plant in what decides, one at a time, and where the harness finds each.

What proves and what refutes watch each other: a bug in one of them mostly ends in a disagreement, which is undecided.
So the other one is silenced while a bug is planted, and the verdict is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from derive.calculus import differentiate
from derive.calculus.rules import derivative_of_exp, power_rule
from derive.data import Data
from derive.decide import decision, evaluate, functions, hypotheses, normal, prove, refuter, sums
from derive.decide.constraints import Constraints
from derive.decide.functions import DivisionByZeroError
from derive.decide.normal import Normaliser
from derive.decide.polynomial import ZERO, Atoms, Monomial, Polynomial, add, of_atom, scale
from derive.decide.refuter import Witness
from derive.decide.tape import Tape, Valuation
from derive.term import Derivative, Exp, Index, Letter, Sum, Term


class Plant(Data):
    """What stands in the place of an attribute, made from what stood there; and the mutants that show it."""

    owner: object
    attribute: str
    broken: Callable[[Any], Any]
    tables: tuple[str, ...]
    """Of which tables of verdicts, or pages, mutants are tried."""
    kinds: tuple[str, ...] = ()
    """Of which kinds; all of them if none is named."""
    refutes: bool = False
    """Whether it is the refuter that has the bug; else the prover."""


def silence(plant: Plant, patch: Callable[[object, str, object], None]) -> None:
    """Silences the one that has no bug."""
    if plant.refutes:
        patch(prove.Prover, "prove", lambda self, means: None)
        return
    true_refute = refuter.refute

    def no_counterexample(claim: Any, budget: Any, *rest: Any, **options: Any) -> Any:
        return Witness(1) if "beyond" in options else true_refute(claim, budget, *rest, **options)

    patch(decision, "refute", no_counterexample)


def _always(_: Any) -> Any:
    return lambda *arguments: True


def _idempotent(reduce: Any) -> Any:
    """y² = y for whatever a hypothesis sums up."""

    def broken(self: Any, polynomial: Polynomial, by: Normaliser) -> Polynomial:
        terms: dict[Monomial, Any] = {}
        for monomial, c in reduce(self, polynomial, by).terms.items():
            low = tuple((a, 1 if a.kind == "variable" and e > 1 and a.parts[0].name == "y" else e) for a, e in monomial)
            terms[low] = terms.get(low, 0) + c
        return Polynomial({monomial: c for monomial, c in terms.items() if c})

    return broken


def _split_whatever_the_signs(logarithm: Any) -> Any:
    def broken(by: Normaliser, argument: Polynomial) -> Polynomial:
        monomial, c = argument.single() or ((), 0)
        if c <= 0 or not monomial or any(atom.kind == "delta" for atom, _ in monomial):
            return logarithm(by, argument)  # type: ignore[no-any-return]
        if len(monomial) == 1 and monomial[0][1] == 1:
            return logarithm(by, argument)  # type: ignore[no-any-return]
        parts = [scale(logarithm(by, of_atom(atom)), e) for atom, e in monomial]
        return add(logarithm(by, Polynomial({(): c})), *parts)

    return broken


def _roots_of_powers(root: Any) -> Any:
    """(a^b)^c = a^(bc) whatever the sign of a."""

    def broken(by: Normaliser, base: Polynomial, exponent: Any) -> Polynomial:
        alone = base.single()
        if alone is not None and alone[1] == 1:
            return functions._monomial_power(by, alone[0], exponent)
        return root(by, base, exponent)  # type: ignore[no-any-return]

    return broken


def _none_left_out(law: Any) -> Any:
    def broken(by: Normaliser, letter: Letter, excluded: tuple[Index, ...], *rest: Any) -> Polynomial:
        return law(by, letter, (), *rest)  # type: ignore[no-any-return]

    return broken


def _all_differ(partitions: Any) -> Any:
    def broken(indices: frozenset[Index], distinct: Any) -> Iterator[dict[Index, Index]]:
        return (places for places in partitions(indices, distinct) if all(a == b for a, b in places.items()))

    return broken


def _sums_of_factors(sum_monomial: Any) -> Any:
    def broken(by: Normaliser, letter: Letter, excluded: tuple[Index, ...], monomial: Monomial) -> Polynomial:
        parts = (monomial[:1], monomial[1:]) if len(monomial) > 1 else (monomial,)
        return by.ring.product([sum_monomial(by, letter, excluded, part) for part in parts])

    return broken


def _rule(code: str, broken: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The table of rules of differentiation with one of them broken."""
    return lambda table: tuple((rule, broken(use) if rule.code == code else use) for rule, use in table)


def _outer_derivative_only(_: Any) -> Any:
    return lambda term, by: term if isinstance(term, Exp) else None


def _without_inner_derivative(use: Any) -> Any:
    """(f^c)' = c f^(c−1)"""

    def broken(term: Term, by: Any) -> Any:
        found = use(term, by)
        return None if found is None else type(found)(found.factors[:-1])

    return broken


def _hypotheses_first(carry_out: Any) -> Any:
    def broken(self: Normaliser, term: Derivative) -> Polynomial:
        if self.rewriting is not None and self(term.operand).constant() is not None:
            return ZERO
        return carry_out(self, term)  # type: ignore[no-any-return]

    return broken


def _division_by_zero_is_zero(power: Any) -> Any:
    def broken(by: Normaliser, base: Polynomial, exponent: Any) -> Polynomial:
        try:
            return power(by, base, exponent)  # type: ignore[no-any-return]
        except DivisionByZeroError:
            return ZERO

    return broken


def _one_size(make: Any) -> Any:
    def broken(self: Atoms, kind: Any, key: str, *rest: Any) -> Any:
        return make(self, kind, "|n|" if kind == "size" else key, *rest)

    return broken


def _zero(_: Any) -> Any:
    return lambda self, left, right: normal.ONE if left == right else ZERO


def _no_case(assignments: Any) -> Any:
    return lambda letters, case, *rest: assignments(letters, (), *rest)


def _unsolved(_: Any) -> Any:
    return lambda self, point: Valuation(self._tape, point)


def _first_factor_only(_: Any) -> Any:
    """(f g)' = f' g"""

    def broken(self: Tape, factors: tuple[Any, ...], slopes: list[Any]) -> Any:
        place = next(k for k, slope in enumerate(slopes) if slope is not None)
        return self.times((*factors[:place], slopes[place], *factors[place + 1 :]))

    return broken


def _nothing_left_out(writers: Any) -> Any:
    def broken(self: Any, term: Sum, *rest: Any) -> Any:
        return writers[Sum](self, Sum(term.letter, (), term.body), *rest)

    return {**writers, Sum: broken}


PLANTS: Mapping[str, Plant] = {
    "everything is positive": Plant(functions, "positive_factor", _always, ("guards",), ("x = √(x²)",)),
    "y² = y where Σ y = 1": Plant(hypotheses.Rewriting, "reduce", _idempotent, ("hypotheses",), ("exponent",)),
    "log(a b) = log a + log b": Plant(
        functions, "logarithm", _split_whatever_the_signs, ("guards",), ("x = e^(½ log x²)",)
    ),
    "(a^b)^c = a^(bc)": Plant(functions, "_root", _roots_of_powers, ("guards",), ("x = √(x²)",)),
    "Σ_{k≠j} δ_ki f(k) = f(i)": Plant(sums, "_collapse", _none_left_out, ("letters", "adversary"), ("range",)),
    "Σ_{k≠i} f(k) = Σ_k f(k)": Plant(sums, "sum_over", _none_left_out, ("letters",), ("range",)),
    "the case i = j is skipped": Plant(
        prove, "partitions", _all_differ, ("cases",), ("term dropped", "factor dropped", "number", "index")
    ),
    "δ_ij = 0": Plant(Normaliser, "delta", _zero, ("cases",), ("sum dropped",)),
    "Σ_k f(k) g(k) = Σ_k f(k) Σ_k g(k)": Plant(
        sums, "_sum_monomial", _sums_of_factors, ("letters", "cases"), ("Σfg = ΣfΣg",)
    ),
    "∂e^f = e^f": Plant(
        differentiate,
        "TABLE",
        _rule(derivative_of_exp.RULE.code, _outer_derivative_only),
        ("guards",),
        ("factor added",),
    ),
    "(f^c)' = c f^(c−1)": Plant(
        differentiate, "TABLE", _rule(power_rule.RULE.code, _without_inner_derivative), ("guards",), ("x = √(x²)",)
    ),
    "a hypothesis before a derivative": Plant(
        Normaliser, "_derivative", _hypotheses_first, ("hypotheses",), ("number", "sign", "term dropped")
    ),
    "1/0 = 0": Plant(functions, "power", _division_by_zero_is_zero, ("definedness",), ("1/0 added",)),
    "all sets have one size": Plant(Atoms, "__call__", _one_size, ("letters",), ("size",)),
    "the refuter forgets the case": Plant(refuter, "assignments", _no_case, ("cases",), ("as it is",), refutes=True),
    "the refuter forgets the hypotheses": Plant(
        Constraints, "solve", _unsolved, ("hypotheses",), ("as it is",), refutes=True
    ),
    "the refuter forgets a term of the product rule": Plant(
        Tape, "_product_tangent", _first_factor_only, ("guards", "cases"), ("as it is",), refutes=True
    ),
    "the refuter sums over all": Plant(
        evaluate, "_WRITERS", _nothing_left_out, ("letters",), ("as it is",), refutes=True
    ),
}
"""By the law that is broken."""
