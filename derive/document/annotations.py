"""What is written at braces and over relation signs, as statements of its own.

The label of an underbrace that begins with = claims that what stands over the brace equals it, for all values of the
letters of the sums around, in their ranges. An equation over a sign is a hypothesis that the step names, given for its
chain only; i = j over a sign is a case that may be meant.
"""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.cases import Indices, comparisons, indices_in
from derive.document.model import Chain, Cue, Member, Relation, Statement
from derive.errors import ReadError
from derive.formula import Braced, Compared, Formula, Ranged
from derive.formula_parts import children, subformulas_of
from derive.source import Source, Span


def with_annotations(
    statements: Sequence[Statement], scopes: Sequence[int], source: Source
) -> tuple[tuple[Statement, ...], tuple[int, ...]]:
    """The statements with those of their annotations: hypotheses before them, claims after them."""
    completed: list[tuple[Statement, int]] = []
    new = len(statements)
    indices = indices_in(statement.chain for statement in statements)
    for statement, scope in zip(statements, scopes, strict=True):
        before = [_named(relation, indices, source) for relation in statement.chain.relations]
        after = [
            _claimed(brace, conditions, statement, source)
            for member in statement.chain.members
            if not isinstance(member.formula, ReadError) and subformulas_of(member.formula, Braced)
            for brace, conditions in _braces(member.formula, ())
        ]
        named = [one for one in before if one is not None]
        numbers = range(new, new + len(named) + len(after))
        new = numbers.stop
        completed += zip(named, numbers, strict=False)
        cases = (comparisons(one.chain, indices) for one in named)
        meant = statement.nearby + tuple(condition for case in cases for condition in case)
        completed.append((replace(statement, nearby=meant), scope))
        completed += zip(after, numbers[len(named) :], strict=True)
    return tuple(one for one, _ in completed), tuple(scope for _, scope in completed)


def _named(relation: Relation, indices: Indices, source: Source) -> Statement | None:
    annotation = relation.annotation
    if not isinstance(annotation, Compared):
        return None
    chain = _relation(annotation.left, annotation.sign, annotation.right, annotation.span, source)
    if comparisons(chain, indices):
        return Statement(chain, False, Cue.CASE)
    return Statement(chain, False, Cue.ASSUME, for_next=True) if annotation.sign == "=" else None


def _claimed(brace: Braced, conditions: tuple[Compared, ...], statement: Statement, source: Source) -> Statement:
    assert brace.label is not None
    chain = _relation(brace.body, "=", brace.label, brace.span, source)
    return Statement(replace(chain, continues=True), statement.display, Cue.NONE, (*statement.case, *conditions))


def _relation(left: Formula, sign: str, right: Formula, span: Span, source: Source) -> Chain:
    members = tuple(
        Member(side, " ".join(source.text[side.span.start : side.span.end].split()), side.span)
        for side in (left, right)
    )
    return Chain(members, (Relation(sign, span),), None, span)


def _braces(formula: Formula, conditions: tuple[Compared, ...]) -> Iterator[tuple[Braced, tuple[Compared, ...]]]:
    """The braces that claim something, each with the conditions of the sums around it."""
    if isinstance(formula, Braced) and formula.claims and formula.label is not None:
        yield formula, conditions
    inner = (*conditions, *formula.conditions) if isinstance(formula, Ranged) else conditions
    for part in children(formula):
        yield from _braces(part, inner)
