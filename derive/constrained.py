"""What df/dx is where a condition ties x to other letters of f: x + y = 1 beside f = x y.

As it is read, other letters are held fixed: df/dx = y. Where they change with x, df/dx = y − x. A step with d is
proved where it holds in both meanings, and refuted where it fails in both. A condition that is linear in the other
letter tells how it changes; of other conditions it is known only that it does. ∂ holds the other letters fixed, but
what is true where they change is not refuted.
"""

from collections.abc import Callable, Iterator, Sequence

from derive.calculus.definitions import Definitions, names_in
from derive.data import Data, replace
from derive.decide.combined import together
from derive.decide.verdict import Decide, Decision, Proved, Reason, Refuted, Undecided
from derive.formula import Formula
from derive.meaning.said import WORDS
from derive.meaning.told.constancy import letters_tied
from derive.meaning.told.letters import letter_of
from derive.partials import has_total
from derive.source import Source
from derive.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Claim,
    Definition,
    Derivative,
    Hypothesis,
    Plus,
    Sum,
    Term,
    Times,
    Variable,
    negative,
    quotient,
    rebuilt,
    subterms,
    subterms_of,
)
from derive.term_text import variable_text


class _Tied(Data):
    """That one letter of what is differentiated changes with the variable."""

    name: str
    by: str
    hypothesis: Hypothesis | None
    """The condition; None where only words tell of one."""


def with_letters_tied(
    decision: Decision,
    claims: Sequence[Claim],
    written: Sequence[Formula],
    source: Source,
    decide: Decide,
    decided: Callable[[Claim], Decision],
) -> Decision:
    """The decision on an equation, if it is the same where letters change that conditions tie to the variable."""
    total = has_total(written)
    if isinstance(decision, Undecided) or (isinstance(decision, Proved) and not total):
        return decision
    tied = {one for claim in claims for one in _tied(claim, source)}
    if not tied:
        return decision
    changing = [_where_they_change(claim, decide) for claim in claims]
    again = together([decided(one) for one in changing if one is not None])
    known = all(one is not None for one in changing) and all(one.hypothesis is not None for one in tied)
    if known and type(again) is type(decision):
        return decision
    names = ", ".join(sorted({variable_text(Variable(one.name)) for one in tied}))
    if known and total and isinstance(decision, Refuted) and isinstance(again, Proved):
        return replace(again, conditions=(*again.conditions, f"d counts the changes of {names}"))
    by = ", ".join(sorted({variable_text(Variable(one.by)) for one in tied}))
    return Undecided(Reason("two-readings", f"what is given ties {names} to {by}, by which this differentiates"))


def _tied(claim: Claim, source: Source) -> Iterator[_Tied]:
    """Which letters may change with the variable of a derivative in the claim."""
    definitions = Definitions(claim.definitions, claim.dependences)
    for one in (part for side in (claim.left, claim.right) for part in subterms_of(side, Derivative)):
        by = one.variable
        if by.indices or by.name in definitions:
            continue
        reached = {name for part in names_in(one.operand) for name in definitions.names(part)} - {by.name}
        free = {name for name in reached if name not in definitions and "(" not in name}
        given = set()
        for hypothesis in claim.hypotheses:
            both = names_in(hypothesis.left) | names_in(hypothesis.right)
            if hypothesis.given != WORDS and by.name in both and _is_plain(hypothesis):
                given |= free & both
                yield from (_Tied(name, by.name, hypothesis) for name in sorted(free & both))
        letters = letters_tied(source, letter_of(by.name)) if free else frozenset()
        told = [name for name in reached if letter_of(name) in letters]
        by_words = {other for name in told for other in definitions.names(name)} & free - given
        yield from (_Tied(name, by.name, None) for name in sorted(by_words))


def _is_plain(hypothesis: Hypothesis) -> bool:
    """Whether a condition is one between letters: neither a total of components nor a differential equation."""
    parts = [part for side in (hypothesis.left, hypothesis.right) for part in subterms(side)]
    return not any(isinstance(part, Sum | Derivative) for part in parts)


def _where_they_change(claim: Claim, decide: Decide) -> Claim | None:
    """The claim where the letters are what the conditions say, each by one that is linear in it; None where one is
    not."""
    for one in _of_conditions(claim):
        found = _solved(one, decide)
        if found is None:
            return None
        others = tuple(other for other in claim.hypotheses if other is not one.hypothesis)
        claim = replace(claim, definitions=(*claim.definitions, found), hypotheses=others)
    return claim


def _of_conditions(claim: Claim) -> list[_Tied]:
    """One letter for each condition that ties some."""
    found: dict[Hypothesis, _Tied] = {}
    for one in _tied(claim, Source("", "")):
        if one.hypothesis is not None:
            found.setdefault(one.hypothesis, one)
    return list(found.values())


def _solved(tied: _Tied, decide: Decide) -> Definition | None:
    """y = −h(0)/(h(1) − h(0)) for a condition h(y) = 0 that is linear in y."""
    assert tied.hypothesis is not None
    letter = Variable(tied.name)
    zero = Plus((tied.hypothesis.left, negative(tied.hypothesis.right)))
    if letter not in subterms_of(zero, Variable):
        return None
    constant = _at(zero, letter, ZERO)
    slope = Plus((_at(zero, letter, ONE), Times((MINUS_ONE, constant))))
    linear = Claim(zero, Plus((constant, Times((slope, letter)))))
    if not isinstance(decide(linear, ()), Proved):
        return None
    return Definition(tied.name, (), quotient(Times((MINUS_ONE, constant)), slope), WORDS)


def _at(term: Term, letter: Variable, value: Term) -> Term:
    return value if term == letter else rebuilt(term, lambda part: _at(part, letter, value))
