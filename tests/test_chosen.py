"""SymPy with explicit components: a second opinion on every claim, at chosen n."""

import subprocess
import sys

import pytest
from claims_by_hand import (
    CLASSES,
    DEFINITIONS,
    DIFFERENT,
    FALSE,
    LOSS,
    SUM_IS_ONE,
    TRUE,
    A,
    B,
    I,
    J,
    K,
    U,
    X,
    by_o,
    claim,
    e,
    minus,
    number,
    o,
    p,
    plus,
    root,
    square,
    times,
    total,
    y,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.decide import chosen, expressions, generators
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.chosen import ChosenOutcome, Components, prove_at
from derive.decide.refuter import Witness, refute
from derive.decide.verdict import Counterexample
from derive.term import (
    ONE,
    ZERO,
    Claim,
    Derivative,
    Exp,
    Hypothesis,
    IndexSet,
    Letter,
    Literal,
    Log,
    Power,
    Sum,
    Term,
    Variable,
    negative,
    quotient,
)

SIZES = (2, 3, 4, 5)
COMPONENTS = {n: Components({"n": n}) for n in SIZES}


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_proved_at_chosen_n(name: str, n: int) -> None:
    outcome = prove_at(TRUE[name], {"n": n}, COMPONENTS[n])
    assert outcome == ChosenOutcome(True, outcome.entries)
    assert outcome.entries > 0
    assert isinstance(refute(TRUE[name], Budget(500_000), [{"n": n}]), Witness)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_agrees_with_the_refuter(name: str, n: int) -> None:
    wrong, smallest = FALSE[name]
    outcome = prove_at(wrong, {"n": n}, COMPONENTS[n])
    assert outcome.equal is (n < smallest)
    found = refute(wrong, Budget(500_000), [{"n": n}])
    assert isinstance(found, Witness if n < smallest else Counterexample)


def test_entries_and_the_first_failing_one() -> None:
    assert prove_at(TRUE["3.1"], {"n": 3}) == ChosenOutcome(True, 6)
    assert prove_at(TRUE["both cases by δ"], {"n": 3}) == ChosenOutcome(True, 9)
    wrong, _ = FALSE["copied case"]
    assert prove_at(wrong, {"n": 3}) == ChosenOutcome(False, 1, (("i", 1), ("j", 2)))
    assert prove_at(TRUE["3.1"], {"n": 1}) == ChosenOutcome(
        None, 0, (), "no index values satisfy the case at this size"
    )
    assert prove_at(TRUE["7"], {"n": 1}).entries == 0
    out_of_range = claim(o(Literal(2, CLASSES)), o(I))
    assert prove_at(out_of_range, {"n": 1}).entries == 0


def test_where_all_entries_are_alike_one_of_each_kind_is_enough() -> None:
    assert prove_at(TRUE["both cases by δ"], {"n": 12}) == ChosenOutcome(True, 2)


DIMENSIONS = Components.of_size(3)


def test_the_jacobian_and_the_gradient() -> None:
    jacobian = DIMENSIONS.jacobian(DEFINITIONS, "ŷ", "o")
    gradient = DIMENSIONS.gradient(DEFINITIONS, "l", "o")
    assert [len(row) for row in jacobian] == [3, 3, 3]
    assert len(gradient) == 3
    assert str(jacobian[0][1]) == r"-exp(o_{1})*exp(o_{2})/(exp(o_{1}) + exp(o_{2}) + exp(o_{3}))**2"
    total_of_exponentials = sum(DIMENSIONS.expression(e(Literal(k, CLASSES)), (), {}) for k in (1, 2, 3))
    softmax = [DIMENSIONS.expression(e(Literal(k, CLASSES)), (), {}) / total_of_exponentials for k in (1, 2, 3)]
    targets = [DIMENSIONS.expression(y(Literal(k, CLASSES)), (), {}) for k in (1, 2, 3)]
    for j, row in enumerate(jacobian):
        for i, entry in enumerate(row):
            expected = softmax[j] * (1 - softmax[j]) if i == j else -softmax[j] * softmax[i]
            assert DIMENSIONS.same(entry, expected) is True
            assert DIMENSIONS.same(entry, -expected) is False
    for i, entry in enumerate(gradient):
        assert DIMENSIONS.same(entry, softmax[i] - targets[i], (SUM_IS_ONE,)) is True
        assert DIMENSIONS.same(entry, softmax[i] - targets[i]) is False


Z = Variable("z")


def plain(left: Term, right: Term) -> Claim:
    return Claim(left, right)


DECIDED = {
    "x/x": plain(quotient(X, X), ONE),
    "√(e^{2x}) = e^x": plain(root(Exp(times(number(2), X))), Exp(X)),
    "√e^x·√e^x = e^x": plain(times(root(Exp(X)), root(Exp(X))), Exp(X)),
    "(e^{x/2} + 1)²": plain(
        square(plus(Exp(times(number("1/2"), X)), ONE)),
        plus(Exp(X), times(number(2), Exp(times(number("1/2"), X))), ONE),
    ),
    "log x² = 2 log x": plain(Log(square(X)), times(number(2), Log(X))),
    "log ab": plain(Log(times(A, B)), plus(Log(A), Log(B))),
    "log(e^a e^b)": plain(Log(times(Exp(A), Exp(B))), plus(A, B)),
    "log(e^a (e^b + e^x))": plain(Log(times(Exp(A), plus(Exp(B), Exp(X)))), plus(A, Log(plus(Exp(B), Exp(X))))),
    "log √(2ab)": plain(Log(root(times(number(2), A, B))), times(number("1/2"), plus(Log(number(2)), Log(A), Log(B)))),
    "∂√(ab)": plain(Derivative(root(times(A, X)), X), quotient(A, times(number(2), root(times(A, X))))),
    "log(a² − b²)": plain(Log(minus(square(A), square(B))), plus(Log(minus(A, B)), Log(plus(A, B)))),
    "log 12": plain(Log(number(12)), plus(Log(number(3)), times(number(2), Log(number(2))))),
    "√8": plain(root(number(8)), times(number(2), root(number(2)))),
    "x^z": plain(Power(X, plus(Z, ONE)), times(X, Power(X, Z))),
    "∂x^x": plain(Derivative(Power(X, X), X), times(Power(X, X), plus(Log(X), ONE))),
    "e^{x²}": plain(Exp(square(plus(X, ONE))), times(Exp(square(X)), Exp(times(number(2), X)), Exp(ONE))),
    "Gauss": plain(
        Derivative(Exp(negative(quotient(square(minus(X, A)), times(number(2), square(B))))), X),
        times(
            negative(quotient(minus(X, A), square(B))),
            Exp(negative(quotient(square(minus(X, A)), times(number(2), square(B))))),
        ),
    ),
    "sigmoid": plain(
        Derivative(quotient(ONE, plus(ONE, Exp(negative(X)))), X),
        quotient(Exp(negative(X)), square(plus(ONE, Exp(negative(X))))),
    ),
    "the quotient of square roots": plain(
        Derivative(root(plus(square(X), ONE)), X), quotient(X, root(plus(square(X), ONE)))
    ),
}


@pytest.mark.parametrize("name", DECIDED)
def test_exact_zero_test(name: str) -> None:
    one = DECIDED[name]
    assert prove_at(one, {"n": 2}) == ChosenOutcome(True, 1)
    wrong = Claim(one.left, plus(one.right, A))
    assert prove_at(wrong, {"n": 2}).equal is not True
    assert isinstance(refute(wrong, Budget(100_000)), Counterexample)


def test_what_is_different_in_exact_form() -> None:
    assert prove_at(plain(Log(number(2)), Log(number(3))), {}).equal is False
    assert prove_at(plain(Log(number(2)), number("0.693")), {}).equal is False
    assert prove_at(plain(root(number(2)), root(number(3))), {}).equal is False
    assert prove_at(plain(Log(plus(X, ONE)), Log(X)), {}).equal is False
    assert prove_at(plain(Exp(X), Exp(square(X))), {}).equal is False


NOT_DECIDED = {
    "|x|": plain(root(square(X)), X),
    "√(ab) = √a √b": plain(root(times(A, B)), times(root(A), root(B))),
    "log 0": plain(Log(minus(X, X)), X),
    "1/0": plain(quotient(ONE, minus(X, X)), X),
    "√−1": plain(square(root(number(-1))), number(-1)),
    "the logarithm of a negative number": plain(Log(negative(Exp(X))), X),
    "a derivative without a plain meaning": claim(Derivative(Derivative(by_o(LOSS), p(J)), X), ZERO),
    "0^x": plain(Power(ZERO, X), ZERO),
    "9^(9^9)": plain(Power(number(9), Power(number(9), number(9))), ONE),
    "too many terms": plain(Power(plus(A, B, U, X, Z), number(40)), ONE),
    "a product of logarithms of numbers": plain(square(Log(number(2))), Log(number(3))),
    "e^{log x²/2 + a}": plain(Exp(plus(times(number("1/2"), Log(square(X))), A)), times(X, Exp(A))),
    "a hypothesis that is not linear": Claim(X, ONE, hypotheses=(Hypothesis(square(X), ONE, 0),)),
    "a contradiction": claim(ONE, ZERO, hypotheses=(SUM_IS_ONE, Hypothesis(total(y(J), J), number(2), 0))),
}


@pytest.mark.parametrize("name", NOT_DECIDED)
def test_what_is_out_of_reach_is_not_decided(name: str) -> None:
    outcome = prove_at(NOT_DECIDED[name], {"n": 2})
    assert outcome.equal is None
    assert outcome.reason


def test_a_hypothesis_is_put_in_after_differentiation() -> None:
    one = claim(Derivative(total(y(K), K), y(I)), ONE, hypotheses=(SUM_IS_ONE,))
    assert prove_at(one, {"n": 3}) == ChosenOutcome(True, 3)


def test_hypotheses_may_depend_on_each_other() -> None:
    given_two = (Hypothesis(A, plus(B, ONE), 0), Hypothesis(plus(A, B), number(5), 1))
    assert prove_at(Claim(times(A, B), number(6), hypotheses=given_two), {"n": 1}) == ChosenOutcome(True, 1)
    assert prove_at(Claim(times(A, B), number(7), hypotheses=given_two), {"n": 1}).equal is False
    assert prove_at(Claim(Exp(A), times(Exp(B), Exp(ONE)), hypotheses=given_two[:1]), {"n": 1}).equal is True


def test_two_index_sets() -> None:
    samples = IndexSet("N")
    s = Letter("s", samples)
    x = Variable("x", (s, K))
    one = Claim(total(total(x, K), s), total(total(x, s), K))
    assert prove_at(one, {"n": 3, "N": 2}) == ChosenOutcome(True, 1)
    assert Components.of_size(4).prove(one) == ChosenOutcome(True, 1)
    wrong = Claim(total(total(ONE, K), s), square(total(ONE, K)))
    assert prove_at(wrong, {"n": 3, "N": 2}).equal is False
    assert prove_at(wrong, {"n": 3, "N": 3}).equal is True


def test_definitions_may_grow_within_a_document() -> None:
    components = Components({"n": 3})
    softmax = DEFINITIONS[0]
    assert components.prove(claim(total(p(K), K), ONE, definitions=(softmax,))).equal is True
    assert components.prove(claim(total(p(K), K), ONE, definitions=())).equal is False
    assert components.prove(claim(by_o(LOSS), minus(times(p(I), total(y(K), K)), y(I)))).equal is True


def test_many_components() -> None:
    assert prove_at(TRUE["3.1"], {"n": 24}) == ChosenOutcome(True, 1)
    assert prove_at(TRUE["6"], {"n": 16}) == ChosenOutcome(True, 1)
    assert prove_at(TRUE["6"], {"n": 256}) == ChosenOutcome(True, 1)


@pytest.mark.parametrize("name", TRUE)
def test_entries_that_differ_by_a_renaming_are_decided_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one_of_each_kind = prove_at(TRUE[name], {"n": 6})
    monkeypatch.setattr(chosen, "_ALL_ENTRIES", 6)
    every_one = prove_at(TRUE[name], {"n": 6})
    assert every_one.equal is one_of_each_kind.equal
    assert every_one.letters == one_of_each_kind.letters


FALSE_CLAIMS = [wrong for wrong, _ in FALSE.values()]


@pytest.mark.parametrize("one", [*TRUE.values(), *FALSE_CLAIMS], ids=[*TRUE, *FALSE])
def test_sums_as_atoms_change_nothing(one: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    written_out = [prove_at(one, {"n": n}).equal for n in (3, 4)]
    monkeypatch.setattr(expressions, "_LONG", 2)
    monkeypatch.setattr(generators, "_LONG", 2)
    assert [prove_at(one, {"n": n}).equal for n in (3, 4)] == written_out


def test_the_budget_is_kept() -> None:
    with pytest.raises(BudgetSpentError):
        prove_at(TRUE["6"], {"n": 3}, budget=Budget(50))
    deep: Term = X
    for _ in range(100):
        deep = Log(plus(deep, ONE))
    with pytest.raises(BudgetSpentError):
        prove_at(plain(deep, X), {"n": 1})


def test_sympy_is_imported_only_where_components_are_made() -> None:
    program = (
        "import sys, derive.decide.chosen, derive.decide.refuter\n"
        "sys.exit('sympy' in sys.modules or 'mpmath' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def _terms() -> st.SearchStrategy[Term]:
    leaves = st.sampled_from((X, A, y(I), e(I), p(J), o(I), ONE, number("1/2"), number(-1)))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda pair: plus(*pair)),
            st.tuples(inner, inner).map(lambda pair: times(*pair)),
            inner.map(square),
            inner.map(lambda body: quotient(ONE, plus(ONE, square(body)))),
            inner.map(lambda body: Log(plus(ONE, square(body)))),
            inner.map(lambda body: root(plus(ONE, square(body)))),
            inner.map(lambda body: Sum(J, (), body)),
            inner.map(by_o),
            inner.map(lambda body: Derivative(body, X)),
        ),
        max_leaves=4,
    )


@given(_terms(), _terms())
@settings(max_examples=100, deadline=None)
def test_the_refuter_and_sympy_never_disagree(f: Term, g: Term) -> None:
    variable = o(Letter("q", CLASSES))
    claims = (
        claim(f, g, DIFFERENT),
        claim(
            Derivative(times(f, g), variable),
            plus(times(Derivative(f, variable), g), times(f, Derivative(g, variable))),
        ),
        claim(Derivative(square(f), X), times(number(2), f, Derivative(f, X))),
        claim(Derivative(square(f), X), times(f, Derivative(f, X))),
    )
    for one in claims:
        try:
            found = refute(one, Budget(100_000), [{"n": 2}])
            outcome = prove_at(one, {"n": 2}, COMPONENTS[2], Budget(20_000))
        except BudgetSpentError:
            continue
        if isinstance(found, Counterexample):
            assert outcome.equal is not True
        if outcome.equal is False:
            assert not isinstance(found, Witness)


def test_what_is_remembered_belongs_to_terms_that_are_still_there() -> None:
    components = Components({"n": 2})
    for k in range(200):
        weighted = total(times(number(k), y(K)), K)
        assert components.prove(Claim(weighted, times(number(k), total(y(K), K)))).equal is True
        del weighted
