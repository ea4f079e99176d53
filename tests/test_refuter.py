"""Counterexamples are exact, name the smallest n, and are never found for what is true."""

import ast
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import mpmath
import pytest
from claims_by_hand import (
    CLASSES,
    DIFFERENT,
    FALSE,
    LOSS,
    SAMPLES,
    SOFTMAX,
    SUM_IS_ONE,
    TRUE,
    A,
    B,
    E,
    I,
    J,
    K,
    S,
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

import derive.decide.refuter
from derive.data import replace
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.intervals import enclose, exponential, logarithm, whole_power
from derive.decide.refuter import Witness, recheck, refute
from derive.decide.values import (
    UNDEFINED,
    Interval,
    LogSum,
    add,
    differ,
    exp,
    log,
    multiply,
    power,
    real_power,
)
from derive.decide.verdict import Counterexample
from derive.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Claim,
    Definition,
    Delta,
    Derivative,
    Distinction,
    Exp,
    Hypothesis,
    IndexSet,
    Last,
    Letter,
    Literal,
    Log,
    Power,
    Size,
    Sum,
    Term,
    Variable,
    negative,
    quotient,
)

WORK = 200_000


def found(one: Claim) -> Counterexample | Witness | None:
    return refute(one, Budget(WORK))


def plain(left: Term, right: Term, *hypotheses: Hypothesis) -> Claim:
    return Claim(left, right, hypotheses=hypotheses)


def given_that(left: Term, right: Term) -> Hypothesis:
    return Hypothesis(left, right, 0)


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_has_a_witness(name: str) -> None:
    assert isinstance(found(TRUE[name]), Witness)


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_refuted_at_the_smallest_n(name: str) -> None:
    wrong, smallest = FALSE[name]
    counterexample = found(wrong)
    assert isinstance(counterexample, Counterexample)
    assert counterexample.n == smallest
    assert recheck(wrong, counterexample, Budget(WORK))


def test_how_often_a_true_claim_was_tried() -> None:
    assert found(TRUE["3.1"]) == Witness(9)
    assert found(TRUE["6"]) == Witness(22)


PINNED = {
    "square on one term only": Counterexample(
        (("n", 2),), "i≠j", (("i", 1), ("j", 2)), (("e^{o_1}", "1"), ("e^{o_2}", "2")), "-2/9", "-2/3"
    ),
    "index slip": Counterexample(
        (("n", 2),), "i≠j", (("i", 1), ("j", 2)), (("e^{o_1}", "1"), ("e^{o_2}", "2")), "-2/9", "-4/9"
    ),
    "sign": Counterexample(
        (("n", 2),),
        "",
        (("i", 1),),
        (("e^{o_1}", "1"), ("e^{o_2}", "2"), ("y_1", "1/4"), ("y_2", "3/4")),
        "1/12",
        "-1/12",
    ),
    "dropped hypothesis": Counterexample((("n", 1),), "", (("i", 1),), (("e^{o_1}", "1"), ("y_1", "1/4")), "0", "3/4"),
    "first entry twice": Counterexample(
        (("n", 2),),
        "",
        (),
        (("e^{o_1}", "1"), ("e^{o_2}", "2"), ("y_1", "1/4"), ("y_2", "3/4")),
        "-1/12",
        "1/12",
    ),
    "log Σ = Σ log": Counterexample(
        (("n", 2),),
        "",
        (),
        (("e^{o_1}", "1"), ("e^{o_2}", "2")),
        "[1.09861, 1.09862]",
        "[0.693147, 0.693148]",
    ),
    "e^{a+b} = e^a + e^b": Counterexample((), "", (), (("e^{a}", "1"), ("e^{b}", "2")), "2", "3"),
    "derivative forgets the chain rule": Counterexample((("n", 1),), "", (("i", 1),), (("e^{o_1}", "2"),), "1", "1/2"),
}


@pytest.mark.parametrize("name", PINNED)
def test_the_whole_counterexample(name: str) -> None:
    assert found(FALSE[name][0]) == PINNED[name]


ROOT_OF_SQUARE = plain(root(square(X)), X)

HOLDS = {
    "x/x": plain(quotient(X, X), ONE),
    "(x² − 1)/(x − 1)": plain(quotient(minus(square(X), ONE), minus(X, ONE)), plus(X, ONE)),
    "log x², where both are defined": plain(Log(square(X)), times(number(2), Log(X))),
    "log ab, where both are defined": plain(Log(times(A, B)), plus(Log(A), Log(B))),
    "(√x)²": plain(square(root(X)), X),
    "√(e^{2x}) = e^x": plain(root(Exp(times(number(2), X))), Exp(X)),
    "a^{b+1} = a·a^b": plain(Power(A, plus(B, ONE)), times(A, Power(A, B))),
    "x^0": plain(Power(X, ZERO), ONE),
    "√8 = 2√2": plain(root(number(8)), times(number(2), root(number(2)))),
    "given x = 2": plain(square(X), number(4), given_that(X, number(2))),
    "given a = b·u, b = 2u": plain(
        A, times(number(2), square(U)), given_that(A, times(B, U)), given_that(B, times(number(2), U))
    ),
    "given a + b = 3, a − b = 1": plain(
        times(A, B), number(2), given_that(plus(A, B), number(3)), given_that(minus(A, B), ONE)
    ),
    "given Σ e^o = 1": claim(p(I), e(I), hypotheses=(given_that(E, ONE),)),
    "given Σ o = 0": claim(total(o(K), K, I), negative(o(I)), hypotheses=(given_that(total(o(K), K), ZERO),)),
    "one-hot": claim(times(y(I), y(J)), ZERO, DIFFERENT, (SUM_IS_ONE, given_that(square(y(K)), y(K)))),
    "a hypothesis about defined symbols": claim(p(I), p(J), (), (given_that(p(K), quotient(ONE, Size(CLASSES))),)),
}

FAILS = {
    "√x² = x": (ROOT_OF_SQUARE, {"x": "-1"}, "1", "-1"),
    "√(u+1)² = u+1": (plain(root(square(plus(U, ONE))), plus(U, ONE)), {"u": "-3"}, "2", "-2"),
    "(a²)^{1/2} = a": (plain(Power(square(A), number("1/2")), A), {"a": "-1"}, "1", "-1"),
    "y² = y": (claim(square(y(I)), y(I)), {"y_1": "1/4"}, "1/16", "1/4"),
    "y² = y for probabilities": (
        claim(square(y(I)), y(I), hypotheses=(SUM_IS_ONE,)),
        {"y_1": "1/4", "y_2": "3/4"},
        "1/16",
        "1/4",
    ),
    "(a + b)² = a² + b²": (
        plain(square(plus(A, B)), plus(square(A), square(B))),
        {"a": "1/4", "b": "1/3"},
        "49/144",
        "25/144",
    ),
    "log(a + b)": (
        plain(Log(plus(A, B)), plus(Log(A), Log(B))),
        {"a": "1/4", "b": "1/3"},
        "[-0.538997, -0.538996]",
        "[-2.48491, -2.48490]",
    ),
    "√(a + b)": (
        plain(root(plus(A, B)), plus(root(A), root(B))),
        {"a": "1/4", "b": "1/3"},
        "[0.763762, 0.763763]",
        "[1.07735, 1.07736]",
    ),
    "an index slip that one-hot hides": (
        claim(times(y(I), y(J)), ZERO, DIFFERENT, (SUM_IS_ONE,)),
        {"y_1": "1/4", "y_2": "3/4"},
        "3/16",
        "0",
    ),
    "Σ with a shadowed letter": (
        claim(plus(negative(y(I)), times(y(I), total(y(I), I))), minus(square(y(I)), y(I))),
        {"y_1": "1/4", "y_2": "1/3"},
        "-5/48",
        "-3/16",
    ),
}


@pytest.mark.parametrize("name", HOLDS)
def test_corners_that_hold(name: str) -> None:
    assert isinstance(found(HOLDS[name]), Witness)


@pytest.mark.parametrize("name", FAILS)
def test_corners_that_fail(name: str) -> None:
    wrong, values, left, right = FAILS[name]
    counterexample = found(wrong)
    assert isinstance(counterexample, Counterexample)
    assert dict(counterexample.values) == values
    assert (counterexample.left, counterexample.right) == (left, right)
    assert recheck(wrong, counterexample, Budget(WORK))


HUGE = Power(number(9), Power(number(9), number(9)))

NOWHERE_DEFINED = {
    "0 times log 0": plain(times(ZERO, Log(ZERO)), ONE),
    "δ is no guard": claim(times(Delta(I, J), Log(negative(e(I)))), ONE),
    "√−1 squared": plain(square(root(number(-1))), ONE),
    "1/0": plain(quotient(ONE, minus(X, X)), ONE),
    "derivative of an undefined operand": plain(Derivative(Log(negative(square(X))), X), ZERO),
    "9^(9^9)": plain(minus(HUGE, HUGE), ONE),
    "x^(9^9)": plain(Power(number(3), number(9**9)), ONE),
    "contradictory sums": claim(y(I), ONE, hypotheses=(SUM_IS_ONE, given_that(total(y(J), J), number(2)))),
    "contradictory numbers": plain(X, ONE, given_that(ONE, number(2))),
    "x² = −1": plain(X, ONE, given_that(square(X), MINUS_ONE)),
    "an empty case": claim(p(I), ONE, (Distinction(I, J, True), Distinction(I, J, False))),
    "an index beyond every size": claim(p(Literal(99, CLASSES)), ONE),
    "a definition of itself": claim(X, ONE, definitions=(Definition("x", (I,), X, 0),)),
}


@pytest.mark.parametrize("name", NOWHERE_DEFINED)
def test_nothing_is_said_where_nothing_is_defined(name: str) -> None:
    assert found(NOWHERE_DEFINED[name]) is None


Z = Variable("z")
Q = Variable("q", (I,))
SQUARES = Definition("q", (I,), square(p(I)), 4)
BY_SQUARES = Definition("L", (), total(Variable("q", (K,)), K), 5)

DERIVATIVES = {
    "x³ twice": plain(Derivative(Derivative(Power(X, number(3)), X), X), times(number(6), X)),
    "two perturbations": plain(Derivative(times(X, Derivative(plus(X, Z), Z)), X), ONE),
    "x^x": plain(Derivative(Power(X, X), X), times(Power(X, X), plus(Log(X), ONE))),
    "√x": plain(Derivative(root(X), X), quotient(ONE, times(number(2), root(X)))),
    "quotient": plain(Derivative(quotient(X, Z), Z), negative(quotient(X, square(Z)))),
    "∂o_k/∂o_i": claim(by_o(o(K)), Delta(K, I)),
    "∂ŷ_j/∂ŷ_k": claim(Derivative(p(J), p(K)), Delta(J, K)),
    "∂l/∂l": claim(Derivative(LOSS, LOSS), ONE),
    "∂²l/∂ŷ_i∂ŷ_j": claim(Derivative(Derivative(LOSS, p(I)), p(J)), times(Delta(I, J), quotient(y(I), square(p(I))))),
    "∂/∂o_j of ∂l/∂ŷ_i unfolds ŷ": claim(
        by_o(Derivative(LOSS, p(I)), J), times(quotient(y(I), square(p(I))), by_o(p(I), J))
    ),
    "the letter of the derivative is bound in the operand": claim(by_o(total(e(I), I)), e(I)),
    "through two definitions": claim(
        Derivative(Variable("L"), p(J)), times(number(2), p(J)), definitions=(SOFTMAX, SQUARES, BY_SQUARES)
    ),
    "by the nearer definition": claim(
        Derivative(Variable("L"), Variable("q", (J,))), ONE, definitions=(SOFTMAX, SQUARES, BY_SQUARES)
    ),
    "by the nearer, then by the farther": claim(
        Derivative(times(Variable("q", (I,)), Derivative(Variable("L"), Variable("q", (J,)))), p(J)),
        times(number(2), p(J), Delta(I, J)),
        definitions=(SOFTMAX, SQUARES, BY_SQUARES),
    ),
}


@pytest.mark.parametrize("name", DERIVATIVES)
def test_derivatives(name: str) -> None:
    assert isinstance(found(DERIVATIVES[name]), Witness)
    wrong = replace(DERIVATIVES[name], right=plus(DERIVATIVES[name].right, ONE))
    assert isinstance(found(wrong), Counterexample)


def test_a_derivative_by_what_depends_on_the_outer_variable_has_no_plain_meaning() -> None:
    unclear = Derivative(by_o(LOSS), p(J))
    assert found(claim(unclear, ZERO)) is None
    assert found(claim(unclear, ONE)) is None


def test_a_root_has_no_derivative_at_zero() -> None:
    at_zero = given_that(X, ZERO)
    assert found(plain(Derivative(root(X), X), ONE, at_zero)) is None
    assert found(plain(Derivative(Power(X, number("3/2")), X), ONE, at_zero)) is None
    assert isinstance(found(plain(Derivative(square(X), X), ZERO, at_zero)), Witness)
    assert isinstance(found(plain(Derivative(root(X), Z), ZERO, at_zero)), Witness)


def test_literal_and_last_indices() -> None:
    second, last = Literal(2, CLASSES), Last(CLASSES)
    assert found(claim(y(second), y(last), definitions=())) == Counterexample(
        (("n", 3),), "", (), (("y_2", "1/4"), ("y_3", "1/3")), "1/4", "1/3"
    )
    assert found(claim(y(I), y(second), (Distinction(I, second, equal=True),), definitions=())) == Witness(12)
    assert found(claim(y(I), y(second), (Distinction(I, last, equal=True),), definitions=())) == Counterexample(
        (("n", 3),), "", (("i", 3),), (("y_2", "1/4"), ("y_3", "1/3")), "1/3", "1/4"
    )


def test_two_index_sets() -> None:
    x = Variable("x", (S, K))
    ones = total(total(ONE, K), S)
    assert isinstance(found(Claim(ones, times(Size(CLASSES), Size(SAMPLES)))), Witness)
    assert found(Claim(ones, square(Size(CLASSES)))) == Counterexample((("n", 1), ("N", 2)), "", (), (), "2", "1")
    assert found(Claim(total(total(x, K), S), total(times(Size(CLASSES), Variable("x", (S, K))), S))) == Counterexample(
        (("n", 2), ("N", 1)),
        "",
        (("k", 1),),
        (("x_{1,1}", "1/4"), ("x_{1,2}", "1/3")),
        "7/12",
        "1/2",
    )


def test_a_set_whose_size_is_a_number_has_that_many_elements() -> None:
    three = IndexSet("3")
    k, first, second, third = (Letter("k", three), *(Literal(place, three) for place in (1, 2, 3)))
    y_three = [Variable("y", (place,)) for place in (first, second, third)]
    assert found(Claim(Sum(k, (), ONE), number(3))) == Witness(3)
    assert found(Claim(Sum(k, (), Variable("y", (k,))), plus(*y_three))) == Witness(3)
    wrong = Claim(Sum(k, (), Variable("y", (k,))), plus(*y_three[:2]))
    record = Counterexample((), "", (), (("y_1", "1/4"), ("y_2", "1/3"), ("y_3", "1/8")), "17/24", "7/12")
    assert found(wrong) == record
    assert recheck(wrong, record, Budget(WORK))
    assert found(Claim(Variable("y", (Literal(4, three),)), ZERO)) is None


def test_sets_that_index_one_slot_have_one_size() -> None:
    other = Letter("k", IndexSet("m"))
    assert isinstance(found(Claim(total(y(K), K), Sum(other, (), Variable("y", (other,))))), Witness)
    sizes = [(n, m) for n in (1, 2, 3) for m in (1, 2, 3)]
    tried = [{"n": n, "m": m} for n, m in sizes if n != m]
    assert isinstance(
        refute(Claim(total(y(K), K), Sum(other, (), Variable("y", (other,)))), Budget(WORK), tried),
        Counterexample,
    )
    of_three = Letter("k", IndexSet("3"))
    assert found(Claim(times(Size(CLASSES), Sum(of_three, (), ONE)), Sum(of_three, (), Size(CLASSES)))) == Witness(12)


def test_three_letters_of_one_set_are_told_apart() -> None:
    third = Letter("m", CLASSES)
    case = found(claim(times(Delta(I, J), Delta(J, third)), Delta(I, third)))
    assert case == Counterexample((("n", 2),), "i≠j, i=m, j≠m", (("i", 1), ("j", 2), ("m", 1)), (), "0", "1")


def test_values_that_are_logarithms_are_recorded_exactly() -> None:
    sum_of_logits = given_that(total(o(K), K), ONE)
    wrong = claim(X, times(e(I), minus(X, ONE)), hypotheses=(sum_of_logits,))
    record = refute(wrong, Budget(WORK), [{"n": 2}])
    assert record == Counterexample(
        (("n", 2),),
        "",
        (("i", 1),),
        (("e^{o_1}", "1"), ("o_2", "1"), ("x", "1/4")),
        "1/4",
        "-3/4",
    )
    at_three = refute(wrong, Budget(WORK), [{"n": 3}])
    assert isinstance(at_three, Counterexample)
    assert dict(at_three.values)["o_3"] == "1 - 1 log 2"
    assert recheck(wrong, at_three, Budget(WORK))


def test_greek_names_and_many_digits_are_written_in_latex() -> None:
    tenth = found(Claim(Variable("θ̂", (Literal(10, SAMPLES), K)), ZERO))
    assert tenth == Counterexample(
        (("n", 1), ("N", 10)), "", (("k", 1),), ((r"\hat{\theta}_{10,1}", "1/4"),), "1/4", "0"
    )
    counterexample = found(Claim(Variable("θ̂", (S, K)), Variable("θ'", ())))
    assert isinstance(counterexample, Counterexample)
    assert [name for name, _ in counterexample.values] == [r"\theta'", r"\hat{\theta}_{1,1}"]


def test_sizes_may_be_chosen() -> None:
    wrong, smallest = FALSE["true for n ≤ 2"]
    assert refute(wrong, Budget(WORK), [{"n": 2}]) == Witness(3)
    at_five = refute(wrong, Budget(WORK), [{"n": 5}])
    assert at_five == Counterexample((("n", 5),), "", (), (("a", "1/4"),), "3", "0")
    assert smallest == 3


def test_recheck_refuses_a_record_that_was_changed() -> None:
    wrong, _ = FALSE["sign"]
    record = found(wrong)
    assert isinstance(record, Counterexample)
    values = dict(record.values)
    for changed in (
        replace(record, left="1/13"),
        replace(record, values=tuple({**values, "y_1": "1/2"}.items())),
        replace(record, values=tuple({**values, "e^{o_1}": "3"}.items())),
        replace(record, values=record.values[1:]),
        replace(record, letters=(("i", 2),)),
        replace(record, sizes=(("n", 1),)),
        replace(record, sizes=(("N", 2),)),
    ):
        assert not recheck(wrong, changed, Budget(WORK))
    assert not recheck(TRUE["6"], record, Budget(WORK))


def test_the_budget_is_kept() -> None:
    with pytest.raises(BudgetSpentError):
        refute(TRUE["6"], Budget(100))
    bound = [Letter(name, CLASSES) for name in "abcdefgh"]
    nested: Term = times(*(y(letter) for letter in bound))
    for letter in bound:
        nested = Sum(letter, (), nested)
    with pytest.raises(BudgetSpentError):
        refute(Claim(nested, nested), Budget(WORK))
    many = tuple(Letter(f"i{k}", CLASSES) for k in range(12))
    with pytest.raises(BudgetSpentError):
        refute(Claim(plus(*(y(letter) for letter in many)), plus(*(y(letter) for letter in many))), Budget(WORK))


def test_a_case_that_no_size_tried_can_satisfy() -> None:
    many = tuple(Letter(f"i{k}", CLASSES) for k in range(12))
    all_distinct = tuple(Distinction(a, b, False) for a in many for b in many if a != b)
    assert found(Claim(ONE, ZERO, all_distinct)) is None


def test_deep_terms_end_in_a_verdict_or_in_a_spent_budget() -> None:
    deep: Term = X
    for _ in range(100):
        deep = negative(plus(deep, ONE))
    assert isinstance(found(plain(deep, X)), Witness)
    for _ in range(100):
        deep = negative(plus(deep, ONE))
    with pytest.raises(BudgetSpentError):
        found(plain(deep, X))


def test_the_same_answer_whatever_the_order_of_hashing() -> None:
    program = (
        "from claims_by_hand import *\n"
        "from derive.decide.budget import Budget\n"
        "from derive.decide.refuter import refute\n"
        "for c in [*TRUE.values(), *(c for c, _ in FALSE.values())]: print(refute(c, Budget(200000)))"
    )
    here = Path(__file__).parent
    outputs = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"}
        outputs.add(
            subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True).stdout
        )
    assert len(outputs) == 1


def test_the_refuter_shares_no_code_with_the_prover() -> None:
    folder = Path(derive.decide.refuter.__file__).parent
    own = {
        "refuter",
        "constraints",
        "samples",
        "survey",
        "evaluate",
        "tape",
        "tapes",
        "values",
        "intervals",
        "integers",
        "record",
        "stand_ins",
    }
    shared = {"derive.data", "derive.term", "derive.letters", "derive.decide.verdict", "derive.decide.budget"}
    for name in own:
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        ours = {module for module in modules if module.startswith("derive")}
        assert ours <= shared | {f"derive.decide.{other}" for other in own}


RATIONALS = st.fractions(-20, 20, max_denominator=30)


def test_exact_values() -> None:
    assert log(Fraction(12)) == LogSum(Fraction(0), ((2, Fraction(2)), (3, Fraction(1))))
    assert add((log(12), multiply((-1, log(3))))) == log(4)
    assert exp(add((log(12), multiply((-1, log(9)))))) == Fraction(4, 3)
    assert exp(multiply((Fraction(1, 2), log(Fraction(4, 9))))) == Fraction(2, 3)
    assert log(1) == 0
    assert exp(0) == 1
    assert multiply((log(2), 0)) == 0
    assert multiply((0, UNDEFINED)) == UNDEFINED
    assert isinstance(multiply((log(2), log(3))), Interval)
    assert power(0, Fraction(0)) == 1
    assert power(0, Fraction(-1)) == UNDEFINED
    assert power(-8, Fraction(1, 3)) == UNDEFINED
    assert power(Fraction(27, 8), Fraction(-2, 3)) == Fraction(4, 9)
    assert real_power(-2, 2) == UNDEFINED
    assert real_power(2, -2) == Fraction(1, 4)
    assert real_power(1, log(5)) == 1
    assert [log(value) for value in (0, -1)] == [UNDEFINED, UNDEFINED]
    assert isinstance(log(1009 * 1013), Interval)
    assert exp(10**6) == UNDEFINED
    assert power(2, Fraction(10**6)) == UNDEFINED


def test_values_that_look_different_are_different() -> None:
    assert differ(add((1, log(2))), log(2))
    assert differ(log(2), Fraction(69314718056, 10**11))
    assert not differ(log(8), multiply((3, log(2))))
    assert not differ(power(2, Fraction(1, 2)), multiply((Fraction(1, 2), power(8, Fraction(1, 2)))))
    assert not differ(UNDEFINED, 1)


@given(RATIONALS, RATIONALS, st.integers(-6, 6))
@settings(max_examples=200, deadline=None)
def test_intervals_contain_the_value(a: Fraction, b: Fraction, k: int) -> None:
    with mpmath.workdps(80):
        true_a = mpmath.mpf(a.numerator) / a.denominator
        x = enclose(a) * enclose(b) + enclose(a)
        assert Fraction(x.low) <= a * b + a <= Fraction(x.high)
        power_of_e = exponential(enclose(a))
        assert power_of_e is not None
        assert mpmath.mpf(str(power_of_e.low)) < mpmath.exp(true_a) < mpmath.mpf(str(power_of_e.high))
        back = logarithm(power_of_e)
        assert back is not None
        assert not back.disjoint(enclose(a))
        wide = whole_power(enclose(b), k)
        if b == 0 and k < 0:
            assert wide is None
        else:
            assert wide is not None
            assert Fraction(wide.low) <= b**k <= Fraction(wide.high)


def _polynomials() -> st.SearchStrategy[Term]:
    leaves = st.sampled_from((X, A, y(I), y(J), e(I), p(J), ONE, number("1/2"), MINUS_ONE))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda pair: plus(*pair)),
            st.tuples(inner, inner).map(lambda pair: times(*pair)),
            inner.map(square),
            inner.map(lambda body: Sum(J, (), body)),
            inner.map(lambda body: Sum(I, (J,), body)),
            inner.map(by_o),
        ),
        max_leaves=6,
    )


@given(_polynomials(), _polynomials())
@settings(max_examples=150, deadline=None)
def test_laws_of_algebra_and_differentiation_are_not_refuted(f: Term, g: Term) -> None:
    variable = o(Letter("q", CLASSES))
    laws = (
        (square(plus(f, g)), plus(square(f), times(number(2), f, g), square(g))),
        (
            Derivative(times(f, g), variable),
            plus(times(Derivative(f, variable), g), times(f, Derivative(g, variable))),
        ),
        (Sum(K, (), plus(f, g)), plus(times(Size(CLASSES), f), times(g, Size(CLASSES)))),
        (Sum(I, (), f), plus(Sum(I, (K,), f), Sum(I, (), times(Delta(I, K), f)))),
        (Derivative(Derivative(f, variable), o(K)), Derivative(Derivative(f, o(K)), variable)),
    )
    for left, right in laws:
        try:
            assert not isinstance(refute(claim(left, right), Budget(WORK)), Counterexample)
        except BudgetSpentError:
            return
