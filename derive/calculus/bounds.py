"""Bounds as equations: a > b says that a = b + e^s for some s, and a ≥ b that a = b + s².

The s stands for nothing in the document; its name ends as no name there does.
"""

from fractions import Fraction

from derive.calculus.substitution import free_letters
from derive.data import replace
from derive.term import ONE, ZERO, Exp, Hypothesis, Index, Number, Plus, Power, Term, Variable, negative, quotient
from derive.term_text import text

BOUNDING = frozenset(["<", "≤", ">", "≥"])
STAND_IN = "⁺"
"""What the name of a symbol that stands for nothing in the document ends with."""


def stand_in(name: str, indices: tuple[Index, ...] = ()) -> Variable:
    """The symbol s for a name."""
    return Variable(f"{name}{STAND_IN}", indices)


def is_stand_in(name: str) -> bool:
    return name.endswith(STAND_IN)


def bound(left: Term, sign: str, right: Term, given: int) -> Hypothesis:
    """left sign right, one of BOUNDING, for all values of its free letters, as the hypothesis number `given`."""
    more, less = (left, right) if sign in (">", "≥") else (right, left)
    letters = tuple(sorted(free_letters(left) | free_letters(right), key=lambda letter: letter.name))
    own = stand_in(str(given), letters)
    gap = Exp(own) if sign in ("<", ">") else Power(own, Number(Fraction(2)))
    return Hypothesis(more, gap if less == ZERO else Plus((less, gap)), given)


def is_bound(hypothesis: Hypothesis) -> bool:
    return _gap(hypothesis) is not None


def is_strict(bounding: Hypothesis) -> bool:
    """Whether a bound is > rather than ≥."""
    return isinstance(_gap(bounding), Exp)


def as_strict(bounding: Hypothesis) -> Hypothesis:
    """a > b for a ≥ b"""
    gap = _gap(bounding)
    if not isinstance(gap, Power):
        return bounding
    exp = Exp(gap.base)
    right = bounding.right
    return replace(bounding, right=Plus((*right.terms[:-1], exp)) if isinstance(right, Plus) else exp)


def within(bounding: Hypothesis, most: Number) -> Hypothesis:
    """0 < a − b < most for the strict bound a > b, as a − b = most/(1 + e^s)."""
    gap = _gap(bounding)
    assert isinstance(gap, Exp)
    return replace(bounding, left=difference(bounding), right=quotient(most, Plus((ONE, gap))))


def difference(bounding: Hypothesis) -> Term:
    """a − b"""
    rest = _lesser(bounding)
    return bounding.left if rest == ZERO else Plus((bounding.left, negative(rest)))


def _lesser(bounding: Hypothesis) -> Term:
    right = bounding.right
    if not isinstance(right, Plus):
        return ZERO
    return right.terms[0]


def wording(hypothesis: Hypothesis) -> str:
    """The hypothesis in words.

    >>> wording(bound(Variable("x"), ">", Number(Fraction(0)), 3))
    'x > 0'
    >>> wording(bound(Variable("x"), "≤", Variable("y"), 3))
    'y ≥ x'
    """
    gap = _gap(hypothesis)
    if gap is None:
        return f"{text(hypothesis.left)} = {text(hypothesis.right)}"
    return f"{text(hypothesis.left)} {'>' if isinstance(gap, Exp) else '≥'} {text(_lesser(hypothesis))}"


def _gap(hypothesis: Hypothesis) -> Term | None:
    right = hypothesis.right
    last = right.terms[-1] if isinstance(right, Plus) else right
    inner = last.argument if isinstance(last, Exp) else last.base if isinstance(last, Power) else None
    return last if isinstance(inner, Variable) and is_stand_in(inner.name) else None
