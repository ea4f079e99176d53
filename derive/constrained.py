"""What df/dx is where a condition ties x to other letters of f: x + y = 1 beside f = x y.

As it is read, other letters are held fixed: df/dx = y. Where they change with x, df/dx = y − x. A step with d is
proved where it holds in both meanings, and refuted where it fails in both. A condition that is linear in the other
letter tells how it changes; of other conditions it is known only that it does. ∂ holds the other letters fixed, but
what is true where they change is not refuted. The definition of x, x = 1 − y, is such a condition for d only.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from derive.calculus.definitions import Definitions, names_in
from derive.data import Data, replace
from derive.decide.combined import together
from derive.decide.verdict import Decide, Decision, Proved, Reason, Refuted, Undecided
from derive.formula import Differentiated, Formula
from derive.formula_parts import subformulas_of
from derive.meaning.roles import NUMBERS
from derive.meaning.said import WORDS
from derive.meaning.told.constancy import letters_related, letters_tied, tells_apart
from derive.meaning.told.letters import letter_of
from derive.meaning.told.ties import hang_together, letters_linked
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

_PARAMETER = r"[a-ek-nα-ωA-EK-N](?:_.*)?$|.*\("
"""A letter that does not change, as a rule, or the name of a function."""


class _Tied(Data):
    """That letters of what is differentiated change with the variable."""

    names: frozenset[str]
    by: str
    conditions: tuple[Hypothesis, ...]
    """Those that tie them; none where only words tell of one."""


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
    if any(one.total for side in written for one in subformulas_of(side, Differentiated)):
        claims = [_with_variables_conditioned(claim) for claim in claims]
    ties = [list(_tied(claim, source, total=total)) for claim in claims]
    tied = [one for found in ties for one in found]
    if not tied:
        return decision
    changing = [_where_they_change(claim, found, decide) for claim, found in zip(claims, ties, strict=True)]
    known = [one for one in changing if one is not None]
    again = together([decided(one) for one in known]) if len(known) == len(claims) else None
    if type(again) is type(decision):
        return decision
    names = _texts(name for one in tied for name in one.names)
    if total and isinstance(decision, Refuted) and isinstance(again, Proved) and not tells_apart(source):
        return replace(again, conditions=(*again.conditions, f"d counts the changes of {names}"))
    by = _texts(one.by for one in tied)
    return Undecided(Reason("two-readings", f"what is given ties {names} to {by}, by which this differentiates"))


def _texts(names: Iterable[str]) -> str:
    return ", ".join(sorted({variable_text(Variable(name)) for name in names}))


def _with_variables_conditioned(claim: Claim) -> Claim:
    """The claim where the definition of what it differentiates by is a condition between letters, if what it
    differentiates has one of those that change."""
    definitions = Definitions(claim.definitions, claim.dependences)
    for one in (part for side in (claim.left, claim.right) for part in subterms_of(side, Derivative)):
        own = definitions.get(one.variable.name)
        if own is None or own.parameters:
            continue
        others = Definitions((other for other in definitions.all() if other is not own), claim.dependences)
        reached = frozenset().union(*map(others.names, names_in(one.operand)))
        shared = (reached - {own.name}) & definitions.names(own.name)
        if any(name not in definitions and not re.match(_PARAMETER, name) for name in shared):
            condition = Hypothesis(Variable(own.name), own.body, own.given)
            claim = replace(claim, definitions=tuple(others.all()), hypotheses=(*claim.hypotheses, condition))
    return claim


def _tied(claim: Claim, source: Source, *, total: bool) -> Iterator[_Tied]:
    """Which letters may change with the variable of a derivative in the claim."""
    definitions = Definitions(claim.definitions, claim.dependences)
    for one in (part for side in (claim.left, claim.right) for part in subterms_of(side, Derivative)):
        by = one.variable
        if by.name in definitions:
            continue
        if by.indices:
            others = (
                [hypothesis for hypothesis in claim.hypotheses if _ties_components(by, hypothesis)] if total else []
            )
            yield from (_Tied(frozenset({by.name}), by.name, ()) for _ in others)
            continue
        reached = frozenset().union(*map(definitions.names, names_in(one.operand))) - {by.name}
        free = frozenset(name for name in reached if name not in definitions and "(" not in name) - NUMBERS
        conditions, linked = _linked(by.name, claim.hypotheses)
        if free & linked:
            yield _Tied(free & linked, by.name, conditions)
        by_words = _tied_by_words(by.name, reached, free - linked, definitions, source) if free - linked else None
        if by_words:
            yield _Tied(by_words, by.name, ())


def _tied_by_words(
    by: str, reached: frozenset[str], free: frozenset[str], definitions: Definitions, source: Source
) -> frozenset[str]:
    """The free letters of what is differentiated that words tie to a variable, or an equation that is no hypothesis."""
    if hang_together(source):
        return free
    letter = letter_of(by)
    tied = letters_tied(source, letter)
    found = {other for name in reached if letter_of(name) in tied for other in definitions.names(name)}
    defined = {letter_of(one.name) for one in definitions.all()}
    related = (one for one in letters_related(source) if letter in one and one.isdisjoint(defined))
    named = letters_linked(source, letter).union(*related)
    return free & (found | {name for name in free if letter_of(name) in named})


def _linked(name: str, hypotheses: Sequence[Hypothesis]) -> tuple[tuple[Hypothesis, ...], frozenset[str]]:
    """The conditions that tie a letter to others, directly or through each other, and all their letters."""
    plain = [one for one in hypotheses if one.given != WORDS and _is_plain(one)]
    letters = frozenset({name})
    while True:
        found = tuple(one for one in plain if letters & _letters(one))
        more = letters.union(*map(_letters, found))
        if more == letters:
            return found, letters
        letters = more


def _letters(hypothesis: Hypothesis) -> frozenset[str]:
    return names_in(hypothesis.left) | names_in(hypothesis.right)


def _ties_components(component: Variable, hypothesis: Hypothesis) -> bool:
    """Whether a condition ties a component to others that are written, x_1 + x_2 = 1."""
    written = {one for side in (hypothesis.left, hypothesis.right) for one in subterms_of(side, Variable)}
    others = {one for one in written if one.name == component.name}
    return hypothesis.given != WORDS and _is_plain(hypothesis) and component in others and len(others) > 1


def _is_plain(hypothesis: Hypothesis) -> bool:
    """Whether a condition is one between letters: neither a total of components nor a differential equation."""
    parts = [part for side in (hypothesis.left, hypothesis.right) for part in subterms(side)]
    return not any(isinstance(part, Sum | Derivative) for part in parts)


def _where_they_change(claim: Claim, ties: Sequence[_Tied], decide: Decide) -> Claim | None:
    """The claim where the letters are what the conditions say; None where these do not tell: where one is not linear in
    its letter, ties several or hangs together with another, and where the claim differentiates by the letter, too."""
    by = {one.variable.name for side in (claim.left, claim.right) for one in subterms_of(side, Derivative)}
    for one in ties:
        if len(one.conditions) != 1 or len(one.names) != 1 or one.names & by:
            return None
        (condition,), (name,) = one.conditions, one.names
        found = _solved(name, condition, decide)
        if found is None:
            return None
        others = tuple(other for other in claim.hypotheses if other is not condition)
        claim = replace(claim, definitions=(*claim.definitions, found), hypotheses=others)
    return claim


def _solved(name: str, condition: Hypothesis, decide: Decide) -> Definition | None:
    """y = −h(0)/(h(1) − h(0)) for a condition h(y) = 0 that is linear in y."""
    letter = Variable(name)
    zero = Plus((condition.left, negative(condition.right)))
    if letter not in subterms_of(zero, Variable):
        return None
    constant = _at(zero, letter, ZERO)
    slope = Plus((_at(zero, letter, ONE), Times((MINUS_ONE, constant))))
    linear = Claim(zero, Plus((constant, Times((slope, letter)))))
    if not isinstance(decide(linear, ()), Proved):
        return None
    return Definition(name, (), quotient(Times((MINUS_ONE, constant)), slope), WORDS)


def _at(term: Term, letter: Variable, value: Term) -> Term:
    return value if term == letter else rebuilt(term, lambda part: _at(part, letter, value))
