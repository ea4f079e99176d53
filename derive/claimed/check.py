"""The claims of a document that cannot be right: rules that words name for steps that cannot come from them.

Nothing is said of a step that is not proved, or whose meaning is open. Words in the prose are about all steps of their
display, and so are those at the end of its last row where no other row has any: one step that may come from the rule
is enough.
"""

import re
from collections.abc import Iterator, Sequence

from derive.calculus.definitions import names_in
from derive.calculus.rules import hypothesis
from derive.claimed.requirements import Held, held, missing
from derive.claimed.words import NAMES, rules_named
from derive.data import Data, replace
from derive.decide.verdict import Verdict
from derive.document.model import Remark, Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import Compared, Formula
from derive.meaning.claims import Claims
from derive.meaning.context import Scalar
from derive.meaning.facts import Facts
from derive.report import Step, WrongClaim
from derive.source import Source, Span

NEARBY = 400
"""Characters beside a display in which the name of a rule is looked for."""


class Told(Data):
    """A statement, and the places of its steps in the report."""

    statement: Statement
    scope: int
    places: range


def with_wrong_claims(
    told: Sequence[Told], steps: list[Step], claims: Claims, facts: Facts, source: Source
) -> list[Step]:
    """The steps of a document, with what is claimed wrongly of them, under all that it gives."""
    checker = _Checker(claims, facts, source, steps)
    checker.check(told)
    return checker.steps


class _Checker:
    """Checks what is claimed in one document."""

    def __init__(self, claims: Claims, facts: Facts, source: Source, steps: Sequence[Step]) -> None:
        self.claims = claims
        self.facts = facts
        self.source = source
        self.steps = list(steps)

    def check(self, told: Sequence[Told]) -> None:
        """Marks the steps of which something is claimed wrongly."""
        for remark, about in _remarks(told):
            for code in rules_named(remark):
                lacking = [self._lacks(code, one, place) for one, place in about]
                if lacking and lacking[0] is not None and all(lacking):
                    self._mark(about[0][1], code, self._place_of(code, remark), lacking[0])
        for one in told:
            for relation, place in zip(one.statement.chain.relations, one.places, strict=False):
                annotation = relation.annotation
                if isinstance(annotation, Compared) and self._is_beside(annotation, one, place):
                    self._mark(place, hypothesis.RULE.code, annotation.span, "no symbol of it bears on the step")

    def _lacks(self, code: str, one: Told, place: int) -> str | None:
        """What a step lacks for the rule; None where that is not sure."""
        step = self._held(one, place)
        return None if step is None else missing(code, step)

    def _held(self, one: Told, place: int) -> Held | None:
        """What a proved step holds; None for others, and for what has no meaning by itself."""
        step = self.steps[place]
        left, right = step.left.formula, step.right.formula
        if step.verdict is not Verdict.PROVED or isinstance(left, ReadError) or isinstance(right, ReadError):
            return None
        try:
            values = [self.claims.value(side, one.scope) for side in (left, right)]
            claims = self.claims.claims(values[0], values[1], one.statement, self.facts, one.scope)
        except UnsupportedError:
            return None
        return None if any(claim.open for claim in claims) else held((left, right), claims)

    def _is_beside(self, equation: Compared, one: Told, place: int) -> bool:
        """Whether an equation that a step names says nothing of what stands in it."""
        step = self._held(one, place) if equation.sign == "=" else None
        names = self._names(equation.left, one.scope) | self._names(equation.right, one.scope)
        return step is not None and bool(names) and not names & (step.names | step.letters)

    def _names(self, side: Formula, scope: int) -> frozenset[str]:
        """The symbols of a formula; none where it has no meaning."""
        try:
            value = self.claims.value(side, scope)
        except UnsupportedError:
            return frozenset()
        return names_in(value.term) if isinstance(value, Scalar) else frozenset()

    def _mark(self, place: int, code: str, span: Span, message: str) -> None:
        from derive.calculus.table import BY_CODE

        line, column = self.source.position(span.start)
        claim = WrongClaim(code, BY_CODE[code].title, message, line, column)
        self.steps[place] = replace(self.steps[place], wrong_claims=(*self.steps[place].wrong_claims, claim))

    def _place_of(self, code: str, remark: Remark) -> Span:
        """Where the rule is named, in the prose beside a display too."""
        if remark.where not in ("before", "after"):
            return remark.span
        before = remark.where == "before"
        begin = max(0, remark.span.start - NEARBY) if before else remark.span.end
        text = self.source.text[begin : remark.span.start if before else begin + NEARBY]
        short = code.partition("-")[0] + r" (?:rule|and|then|&|\+)"
        found = list(re.finditer("|".join((*NAMES[code], short)).replace(" ", r"\s+"), text, re.IGNORECASE))
        if not found:
            return remark.span
        match = found[-1 if before else 0]
        return Span(begin + match.start(), begin + match.end())


def _remarks(told: Sequence[Told]) -> Iterator[tuple[Remark, list[tuple[Told, int]]]]:
    """Each remark, and the steps that it is about."""
    displays: dict[Remark, list[tuple[Told, int]]] = {}
    for one in told:
        about = [(one, place) for place in one.places]
        for remark in one.statement.remarks:
            displays.setdefault(remark, []).extend(about)
        relations = one.statement.chain.relations
        said = [k for k, relation in enumerate(relations) if relation.remarks]
        for k in said:
            last = said == [len(relations) - 1]
            for remark in relations[k].remarks:
                yield remark, about if last and remark.where == "row" else about[k : k + 1]
    yield from displays.items()
