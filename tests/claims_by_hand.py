"""Claims about softmax, cross-entropy and their neighbours, built without reading any text."""

from fractions import Fraction
from itertools import pairwise

from derive.term import (
    MINUS_ONE,
    ONE,
    Claim,
    Definition,
    Delta,
    Derivative,
    Distinction,
    Exp,
    Hypothesis,
    Index,
    IndexSet,
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
    quotient,
)

CLASSES = IndexSet("n")
SAMPLES = IndexSet("N")
I, J, K, M = (Letter(name, CLASSES) for name in "ijkm")  # noqa: E741 (the letter i of an index)
S = Letter("s", SAMPLES)
X, A, B, U = (Variable(name) for name in "xabu")
LOSS = Variable("l")


def number(value: int | str) -> Number:
    return Number(Fraction(value))


def plus(*terms: Term) -> Term:
    return Plus(terms)


def times(*factors: Term) -> Term:
    return Times(factors)


def minus(left: Term, right: Term) -> Term:
    return Plus((left, negative(right)))


def square(base: Term) -> Term:
    return Power(base, number(2))


def root(base: Term) -> Term:
    return Power(base, number("1/2"))


def o(index: Index) -> Variable:
    return Variable("o", (index,))


def y(index: Index) -> Variable:
    return Variable("y", (index,))


def p(index: Index) -> Variable:
    """ŷ"""
    return Variable("ŷ", (index,))


def e(index: Index) -> Term:
    return Exp(o(index))


def total(body: Term, letter: Letter, *excluded: Index) -> Term:
    return Sum(letter, excluded, body)


E = total(e(K), K)
"""Σ_k e^{o_k}"""
E_SPLIT = plus(total(e(K), K, I), e(I))
"""Σ_{k≠i} e^{o_k} + e^{o_i}"""
SOFTMAX = Definition("ŷ", (I,), quotient(e(I), E), 1)
ENTROPY = Definition("l", (), negative(total(times(y(J), Log(p(J))), J)), 2)
DEFINITIONS = (SOFTMAX, ENTROPY)
SUM_IS_ONE = Hypothesis(total(y(J), J), ONE, 3)
DIFFERENT = (Distinction(J, I, equal=False),)
SAME = (Distinction(J, I, equal=True),)


def by_o(operand: Term, index: Index = I) -> Term:
    return Derivative(operand, o(index))


def claim(
    left: Term,
    right: Term,
    case: tuple[Distinction, ...] = (),
    hypotheses: tuple[Hypothesis, ...] = (),
    definitions: tuple[Definition, ...] = DEFINITIONS,
) -> Claim:
    return Claim(left, right, case, definitions, hypotheses)


def _log_slope(index: Letter) -> Term:
    return by_o(Log(p(index)))


CHAIN_3 = (
    by_o(p(J)),
    by_o(quotient(e(J), E_SPLIT)),
    negative(quotient(times(e(J), e(I)), square(E_SPLIT))),
    negative(times(quotient(e(J), E), quotient(e(I), E))),
    negative(times(p(J), p(I))),
)
CHAIN_4 = (
    by_o(p(I)),
    by_o(quotient(e(I), E_SPLIT)),
    quotient(minus(times(e(I), E), times(e(I), e(I))), square(E)),
    times(quotient(e(I), E), quotient(minus(E, e(I)), E)),
    times(p(I), minus(ONE, p(I))),
)
_SELF = times(p(I), minus(ONE, p(I)))
_OTHER = negative(times(p(I), p(J)))
CHAIN_5 = (
    by_o(LOSS),
    by_o(negative(total(times(y(J), Log(p(J))), J))),
    negative(total(times(y(J), _log_slope(J)), J)),
    minus(negative(times(y(I), _log_slope(I))), total(times(y(J), _log_slope(J)), J, I)),
    minus(
        negative(times(y(I), Power(p(I), MINUS_ONE), _SELF)),
        total(times(y(J), Power(p(J), MINUS_ONE), _OTHER), J, I),
    ),
    plus(negative(times(y(I), minus(ONE, p(I)))), total(times(y(J), p(I)), J, I)),
    plus(negative(y(I)), times(y(I), p(I)), total(times(y(J), p(I)), J, I)),
    minus(total(times(y(J), p(I)), J), y(I)),
)
FIRST, SECOND = Literal(1, CLASSES), Literal(2, CLASSES)


def _steps(chain: tuple[Term, ...], case: tuple[Distinction, ...], name: str) -> dict[str, Claim]:
    return {f"{name}.{k}": claim(left, right, case) for k, (left, right) in enumerate(pairwise(chain), 1)}


TRUE: dict[str, Claim] = {
    **_steps(CHAIN_3, DIFFERENT, "3"),
    **_steps(CHAIN_4, (), "4"),
    **_steps(CHAIN_5, (), "5"),
    "6": claim(by_o(LOSS), minus(p(I), y(I)), hypotheses=(SUM_IS_ONE,)),
    "7": claim(by_o(LOSS, SECOND), minus(p(SECOND), y(SECOND)), hypotheses=(SUM_IS_ONE,)),
    "both cases by δ": claim(by_o(p(J)), times(p(J), minus(Delta(I, J), p(I)))),
    "4 in the case j = i": claim(by_o(p(J)), _SELF, SAME),
    "∂l/∂ŷ": claim(Derivative(LOSS, p(J)), negative(quotient(y(J), p(J)))),
    "chain rule": claim(by_o(LOSS), total(times(Derivative(LOSS, p(J)), by_o(p(J))), J)),
    "derivative before hypothesis": claim(Derivative(total(y(K), K), y(I)), ONE, hypotheses=(SUM_IS_ONE,)),
    "probabilities sum to one": claim(total(p(K), K), ONE),
    "rows of the Jacobian sum to zero": claim(total(by_o(p(K)), K), number(0)),
    "second derivative": claim(
        by_o(by_o(p(J))), times(p(J), minus(ONE, times(number(2), p(I))), negative(p(I))), DIFFERENT
    ),
    "log Σ": claim(by_o(Log(E)), p(I)),
    "Σ_k 1 = n": claim(total(ONE, K), Size(CLASSES)),
    "Σ_{k≠i} 1 = n − 1": claim(total(ONE, K, I), minus(Size(CLASSES), ONE)),
    "bound letter as free one": claim(total(p(I), I), total(p(J), J)),
}

FALSE: dict[str, tuple[Claim, int]] = {
    "square on one term only": (
        claim(
            CHAIN_3[1],
            negative(quotient(times(e(J), e(I)), plus(total(e(K), K, I), square(e(I))))),
            DIFFERENT,
        ),
        2,
    ),
    "lost square": (claim(CHAIN_4[1], quotient(minus(times(e(I), E), times(e(I), e(I))), E)), 2),
    "index slip": (claim(CHAIN_3[0], negative(times(p(J), p(J))), DIFFERENT), 2),
    "copied case": (claim(CHAIN_3[0], _SELF, DIFFERENT), 2),
    "δ missing": (claim(by_o(p(J)), times(p(J), minus(ONE, p(I)))), 2),
    "sign": (claim(by_o(LOSS), minus(y(I), p(I)), hypotheses=(SUM_IS_ONE,)), 2),
    "dropped hypothesis": (claim(by_o(LOSS), minus(p(I), y(I))), 1),
    "spurious sum": (claim(by_o(LOSS), total(minus(p(I), y(I)), I), hypotheses=(SUM_IS_ONE,)), 2),
    "lost sum": (claim(CHAIN_5[2], negative(times(y(I), _log_slope(I)))), 2),
    "first entry twice": (
        claim(by_o(LOSS, SECOND), minus(p(FIRST), y(FIRST)), hypotheses=(SUM_IS_ONE,)),
        2,
    ),
    "∂ missing": (claim(LOSS, minus(p(I), y(I)), hypotheses=(SUM_IS_ONE,)), 2),
    "Σ_k 1 = 1": (claim(total(ONE, K), ONE), 2),
    "Σ_k c = c": (claim(total(p(I), K), p(I)), 2),
    "log Σ = Σ log": (claim(Log(E), total(Log(e(K)), K)), 2),
    "(Σ f)² = Σ f²": (claim(square(E), total(square(e(K)), K)), 2),
    "1/Σ = Σ 1/": (claim(Power(E, MINUS_ONE), total(Power(e(K), MINUS_ONE), K)), 2),
    "e^{a+b} = e^a + e^b": (claim(Exp(plus(A, B)), plus(Exp(A), Exp(B))), 1),
    "true for n ≤ 2": (
        claim(times(minus(Size(CLASSES), ONE), minus(Size(CLASSES), number(2)), A), number(0)),
        3,
    ),
    "true for n ≤ 3": (
        claim(
            times(*(minus(Size(CLASSES), number(k)) for k in (1, 2, 3)), A),
            number(0),
        ),
        4,
    ),
    "three different indices": (
        claim(
            total(p(K), K, I, J),
            number(0),
            DIFFERENT,
        ),
        3,
    ),
    "hypothesis before derivative": (
        claim(Derivative(total(y(K), K), y(I)), number(0), hypotheses=(SUM_IS_ONE,)),
        1,
    ),
    "derivative forgets the chain rule": (claim(by_o(Log(E)), Power(E, MINUS_ONE)), 1),
}
"""Wrong claims, with the smallest n at which they fail. Of claims without an index it is 1."""
