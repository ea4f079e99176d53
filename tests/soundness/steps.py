"""The steps of a document, each as a small document of its own: what is given, and one equation.

Edits of formulas are then judged, and decided, one equation at a time.
"""

from collections.abc import Iterator

from derive.calculus.bounds import BOUNDING
from derive.data import Data, replace
from derive.decide.verdict import Verdict
from derive.document.model import Cue, Document, Member, Statement
from derive.document.reading import read_document
from derive.errors import ReadError
from derive.formula import EQUALITIES, Compared, Formula
from derive.proofread import check_document
from derive.report import DocumentReport, Step
from derive.source import Source

from .problem import Equation, Problem, problem


class Task(Data):
    """An equation of a document, and the statements that are given before it."""

    name: str
    source: Source
    given: tuple[Statement, ...]
    equation: Statement
    """Of two members."""

    @property
    def sides(self) -> tuple[Formula, Formula]:
        left, right = (member.formula for member in self.equation.chain.members)
        assert not isinstance(left, ReadError)
        assert not isinstance(right, ReadError)
        return left, right

    def with_sides(self, left: Formula, right: Formula) -> "Task":
        members = tuple(
            replace(member, formula=side)
            for member, side in zip(self.equation.chain.members, (left, right), strict=True)
        )
        return replace(self, equation=replace(self.equation, chain=replace(self.equation.chain, members=members)))

    def with_case(self, case: tuple[Compared, ...]) -> "Task":
        return replace(self, equation=replace(self.equation, case=case))

    def without_given(self, number: int) -> "Task":
        return replace(self, given=self.given[:number] + self.given[number + 1 :])

    def document(self) -> Document:
        return Document(self.source, None, (*self.given, self.equation))

    def decided(self) -> tuple[Step, DocumentReport]:
        """What is said of the equation."""
        report = check_document(self.document(), mends=False)
        return report.steps[-1], report


def problem_of(report: DocumentReport) -> Problem:
    """What the judge is asked: the last equation, with what the report lists as given."""
    stated: dict[str, list[Equation]] = {"definition": [], "hypothesis": [], "range": [], "case": []}
    for given in report.given:
        left, right = (member.formula for member in given.members)
        assert not isinstance(left, ReadError)
        assert not isinstance(right, ReadError)
        # w ← w − 1 and x ∼ N give no equation
        if given.kind in ("range", "case") or given.sign in (*EQUALITIES, *BOUNDING):
            stated[given.kind].append(Equation(left, right, given.sign))
    step = report.steps[-1]
    left, right = step.left.formula, step.right.formula
    assert not isinstance(left, ReadError)
    assert not isinstance(right, ReadError)
    return problem(Equation(left, right, case=step.case), stated)


def tasks_of(name: str, text: str) -> Iterator[Task]:
    """A task for every step of a document that is proved; for every two members of a chain where all are."""
    source = Source(name, text)
    document = read_document(source)
    report = check_document(document, mends=False)
    by_span = {statement.chain.relations[0].span: statement for statement in document.statements
               if statement.chain.relations}  # fmt: skip
    given: list[Statement] = []
    chain: list[tuple[Step, Member]] = []
    for step in report.steps:
        if step.verdict is Verdict.GIVEN:
            statement = by_span.get(step.span)
            if statement is not None:
                kept = len(statement.chain.members) if statement.chain.relations[0].sign in BOUNDING else 2
                given.append(_cut(statement, statement.chain.members[:kept]))
            chain = []
        elif step.verdict is Verdict.PROVED:
            if chain and chain[-1][1] is not step.left:
                chain = []
            chain.append((step, step.right))
            for first, _ in chain:
                yield _task(f"{name} {first.id}–{step.id}", source, tuple(given), step, first.left)
        else:
            chain = []


def _cut(statement: Statement, members: tuple[Member, ...]) -> Statement:
    relations = statement.chain.relations[: len(members) - 1]
    chain = replace(statement.chain, members=members, relations=relations, continues=False)
    return replace(statement, chain=chain)


def _task(name: str, source: Source, given: tuple[Statement, ...], step: Step, left: Member) -> Task:
    from derive.document.model import Chain, Relation

    chain = Chain((left, step.right), (Relation("=", step.span),), None, step.span)
    return Task(name, source, given, Statement(chain, True, Cue.NONE, step.case))
