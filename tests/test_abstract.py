"""Symbols of which only derivatives are known: the prover takes them for arbitrary functions, the refuter for some."""

import pytest
from claims_by_hand import CLASSES, A, B, I, J, K, X, claim, number, o, plus, times, total, y

import derive
from derive.data import replace
from derive.decide.budget import Budget
from derive.decide.decision import Decider
from derive.decide.prove import Prover
from derive.decide.refuter import Witness, refute
from derive.decide.verdict import Counterexample, Proved, Refuted, Undecided
from derive.term import Claim, Dependence, Derivative, Exp, Letter, Log, Term, Variable, quotient

V, W = Letter("o.0", CLASSES), Letter("p.0", CLASSES)
L, P, Q = (Variable(name) for name in "LPQ")


def p(index: Letter) -> Variable:
    return Variable("p", (index,))


def by(operand: Term, variable: Term) -> Derivative:
    assert isinstance(variable, Variable)
    return Derivative(operand, variable)


OF_O = Dependence("p", (W,), (o(V),))
BY_ENTRIES = Dependence("p", (W,), (o(W),))
OF_X = Dependence("P", (), (X,))
OTHER_OF_X = Dependence("Q", (), (X,))
OF_P = Dependence("L", (), (p(W),))
OF_BOTH = Dependence("L", (), (P, Q))

LAWS: tuple[tuple[tuple[Dependence, ...], Term, Term, Term], ...] = (
    ((OF_O,), by(Log(p(K)), o(J)), quotient(by(p(K), o(J)), p(K)), by(p(K), o(J))),
    ((OF_O,), by(total(times(y(K), p(K)), K), o(I)), total(times(y(K), by(p(K), o(I))), K), by(p(I), o(I))),
    ((OF_O,), by(times(o(I), p(J)), o(I)), plus(p(J), times(o(I), by(p(J), o(I)))), p(J)),
    ((BY_ENTRIES,), by(total(times(y(K), p(K)), K), o(I)), times(y(I), by(p(I), o(I))),
     total(times(y(K), by(p(I), o(I))), K)),
    ((OF_P, BY_ENTRIES), by(L, o(I)), times(by(L, p(I)), by(p(I), o(I))), total(times(by(L, p(K)), by(p(I), o(I))), K)),
    ((OF_X,), by(times(P, P), X), times(number(2), P, by(P, X)), times(number(2), P)),
    ((OF_X, OTHER_OF_X), by(times(P, Q), X), plus(times(P, by(Q, X)), times(Q, by(P, X))), times(by(P, X), by(Q, X))),
    ((OF_X,), by(Exp(P), X), times(Exp(P), by(P, X)), Exp(P)),
    ((OF_X,), by(by(times(P, P), X), X),
     plus(times(number(2), by(P, X), by(P, X)), times(number(2), P, by(by(P, X), X))),
     times(number(2), by(P, X), by(P, X))),
    ((OF_P, OF_O), by(L, o(I)), total(times(by(L, p(K)), by(p(K), o(I))), K), times(by(L, p(I)), by(p(I), o(I)))),
    ((OF_BOTH, OF_X, OTHER_OF_X), by(L, X), plus(times(by(L, P), by(P, X)), times(by(L, Q), by(Q, X))),
     times(by(L, P), by(P, X))),
)  # fmt: skip
"""Dependences, the two sides of a law, and what is no right side of it."""


@pytest.mark.parametrize(("dependences", "left", "right", "wrong"), LAWS)
def test_a_law_is_proved_and_a_wrong_one_breaks(
    dependences: tuple[Dependence, ...], left: Term, right: Term, wrong: Term
) -> None:
    for side, holds in ((right, True), (wrong, False)):
        said = replace(claim(left, side), dependences=dependences)
        prover = Prover(said, Budget(100_000))
        assert (prover.prove(prover.full_means()) is not None) is holds
        assert isinstance(refute(said, Budget(200_000)), Witness if holds else Counterexample)


def test_no_chain_rule_where_one_argument_depends_on_another() -> None:
    """∂L/∂P counts the way through Q already."""
    among = (OF_BOTH, OF_X, Dependence("Q", (), (P,)))
    twice = plus(times(by(L, P), by(P, X)), times(by(L, Q), by(Q, X)))
    said = Claim(by(L, X), twice, dependences=among)
    prover = Prover(said, Budget(100_000))
    assert prover.prove(prover.full_means()) is None
    assert isinstance(refute(said, Budget(200_000)), Counterexample)


def test_values_that_break_a_claim_about_an_unknown_symbol_refute_nothing() -> None:
    wrong = Claim(times(number(2), A), plus(A, B))
    assert isinstance(Decider().decide(wrong), Refuted)
    decision = Decider().decide(replace(wrong, open=("a",)))
    assert isinstance(decision, Undecided)
    assert decision.reason.code == "symbol-without-definition"
    assert isinstance(Decider().decide(Claim(plus(A, A), times(number(2), A), open=("a",))), Proved)


def test_an_unknown_function_at_a_chosen_n_is_decided_for_all_n() -> None:
    text = "$$ \\frac{\\partial}{\\partial o_j} (3 p_k) = 3 \\frac{\\partial p_k}{\\partial o_j} = 0 $$"
    found = derive.check(text, 3).documents[0].steps
    assert [step.verdict.value for step in found] == ["proved", "undecided"]


def test_a_definition_may_come_after_a_claim_that_needs_none() -> None:
    text = "$$ (s + 1)^2 = s^2 + 2 s + 1 $$\n\n$$ s = 3 t $$\n\n$$ s^2 = 9 t^2 $$\n\n$$ s^2 = 3 t^2 $$"
    found = derive.check(text).documents[0].steps
    assert [step.verdict.value for step in found] == ["proved", "given", "proved", "refuted"]


def test_a_step_may_be_proved_by_a_definition_that_comes_later() -> None:
    text = (
        "$$ \\frac{\\partial y_i}{\\partial x_i} = y_i (1 - y_i) $$\n\n"
        "$$ \\frac{\\partial y_i}{\\partial x_i} = y_i $$\n\n"
        "$$ y_i = \\frac{e^{x_i}}{\\sum_k e^{x_k}} \\tag{3} $$\n\n"
        "$$ \\frac{\\partial y_i}{\\partial x_i} = y_i (1 - y_i) $$"
    )
    report = derive.check(text).documents[0]
    assert [step.verdict.value for step in report.steps] == ["proved", "undecided", "given", "proved"]
    assert [step.conditions for step in report.steps] == [("(3), which comes later",), (), (), ()]
    assert report.steps[0].uses == ("(3)",)
    assert report.given[0].used_by == ("4.1", "1.1")


def test_a_hypothesis_that_comes_later_proves_nothing() -> None:
    text = "$$ S = \\sum_k q_k a $$\n\n$$ S = a $$\n\nAssume $\\sum_k q_k = 1$. Let $q_k = r_k$."
    found = derive.check(text).documents[0].steps
    assert [step.verdict.value for step in found[:2]] == ["given", "undecided"]
