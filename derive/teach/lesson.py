"""A lesson: the reader goes from what a document starts with to what it arrives at, one line after the other.

The lesson holds no text and prints nothing. A line is right if the proofreader proves that it equals the line before;
a chain is done when a line is as simple as what the document arrives at.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from derive.calculus.differentiate import has_derivative
from derive.calculus.table import BY_CODE
from derive.data import Data, replace
from derive.decide.verdict import Verdict
from derive.document.model import Chain, Document, Statement
from derive.errors import ReadError, UnsupportedError, UsageError
from derive.formula import Formula, Name
from derive.formula_parts import ranges_in, subformulas
from derive.meaning.context import Scalar
from derive.meaning.names import KNOWN_FUNCTIONS
from derive.proofread import check_document, givens
from derive.report import DocumentReport, RuleName, Sentence, Step
from derive.source import Span
from derive.teach.derivation import next_move
from derive.teach.setting import Growing, named_sizes
from derive.teach.tidy import cost, key, tidy
from derive.teach.writing import Writer
from derive.term import Claim, Term

SLACK = 1
"""By how much a last line may cost more than that of the document."""


class Goal(Data):
    """A chain of the document that the reader is to find."""

    tag: str
    steps: tuple[Step, ...]

    @property
    def members(self) -> tuple[Formula, ...]:
        formulas = (self.steps[0].left.formula, *(step.right.formula for step in self.steps))
        return tuple(formula for formula in formulas if not isinstance(formula, ReadError))


class Turn(Data):
    """What became of a line of the reader's."""

    outcome: Literal["right", "wrong", "open", "unread"]
    step: Step | None = None
    """From the line before to this one; None for a line that was not read."""
    message: str = ""
    done: bool = False
    """Whether the goal is reached."""


class Lesson:
    """The goals of a document one after the other, and the lines found so far for the present one.

    Raises UsageError for a document that has nothing to be found.
    """

    def __init__(self, document: Document) -> None:
        self.report = check_document(document)
        self._given = givens(document)
        self._base = replace(document, statements=self._given.statements, unreadable=())
        self.goals = tuple(self._goals())
        if not self.goals:
            message = f"{document.source.path} has no chain that starts with a derivative and is proved"
            raise UsageError(message, code="nothing-to-learn")
        self._begin(0)

    def _begin(self, number: int) -> None:
        self.number = number
        self._terms: dict[Formula, Term] = {}
        self.lines: list[Formula] = [self.goal.members[0]]

    @property
    def goal(self) -> Goal:
        return self.goals[self.number]

    def proceed(self) -> bool:
        """Goes on with the next goal; False if there is none."""
        if self.number + 1 == len(self.goals):
            return False
        self._begin(self.number + 1)
        return True

    def answer(self, text: str) -> Turn:
        """Takes a line, in LaTeX or plain text, as the next member of the chain if it is right. It may begin with =, or
        be a chain itself, of which every member must be right, and the last one is taken."""
        own = Growing(self._base)
        try:
            chain = own.read(text.strip().removeprefix("="))
        except (ReadError, UsageError) as error:
            return Turn("unread", message=error.message)
        unknown = self._unknown(chain)
        if unknown:
            return Turn("open", message=f"{unknown} stands nowhere in this lesson, and nothing tells what it is")
        *before, last = [member.formula for member in chain.members if not isinstance(member.formula, ReadError)]
        for formula in before:
            turn = self._judged(formula)
            if turn.outcome != "right":
                return turn
        return self._take(last)

    def _unknown(self, chain: Chain) -> str:
        """The first symbol of a line that is neither in what is given nor in the goal, nor a letter of its sums."""
        known = {part.letter for formula in self._known_formulas() for part in _names(formula)}
        written = [member.formula for member in chain.members if not isinstance(member.formula, ReadError)]
        bound = {name.letter for formula in written for one in ranges_in(formula) for name in _names(one.letter)}
        return next((one.letter for formula in written for one in _names(formula)
                     if one.letter not in known | bound | KNOWN_FUNCTIONS | {"e", "d", "π", "δ"}), "")  # fmt: skip

    def _known_formulas(self) -> Iterator[Formula]:
        """What is given, and the members of all goals."""
        for statement in (*self._given.statements, *self._base.statements):
            yield from (one.formula for one in statement.chain.members if not isinstance(one.formula, ReadError))
        yield from (member for goal in self.goals for member in goal.members)

    def next(self) -> Turn:
        """Takes the next line from the document, or from the tool where the reader is on a way of their own."""
        formula, _ = self._next()
        return self._take(formula)

    def hint(self) -> tuple[Sentence, ...]:
        """By which rules the next line may be found."""
        _, rules = self._next()
        return tuple((f"{rule.title}: {BY_CODE[rule.code].formula}",) for rule in rules)

    def chain(self) -> DocumentReport:
        """The lines found, proofread as those of a document."""
        own = Growing(self._base)
        own.add_members(self.lines, self.goal.tag, self.goal.steps[0].case)
        report = check_document(own.document)
        return replace(report, steps=tuple(step for step in report.steps if step.verdict is not Verdict.GIVEN))

    def _take(self, formula: Formula) -> Turn:
        turn = self._judged(formula)
        if turn.outcome == "right":
            self.lines.append(formula)
        if turn.done:
            self._add_goal()
        return turn

    def _add_goal(self) -> None:
        """The last line of the document after one that is as simple and looks otherwise: it is what was to be shown."""
        last = self.goal.members[-1]
        if key(self._term(last)) != key(self._term(self.lines[-1])) and self._judged(last).outcome == "right":
            self.lines.append(last)

    def _judged(self, formula: Formula) -> Turn:
        own = Growing(self._base)
        own.add_members((self.lines[-1], formula), self.goal.tag, self.goal.steps[0].case)
        step = next(step for step in reversed(check_document(own.document).steps) if step.tag == self.goal.tag)
        if step.repair is not None and step.repair.left != step.left.latex:
            step = replace(step, repair=None)  # the line before is right
        if step.verdict is not Verdict.PROVED:
            return Turn("wrong" if step.verdict is Verdict.REFUTED else "open", step)
        return Turn("right", step, done=self._is_simple(formula))

    def _is_simple(self, formula: Formula) -> bool:
        """Whether there is no more to be done than in the document."""
        term, wanted = self._term(formula), self._term(self.goal.members[-1])
        still = has_derivative(term) and not has_derivative(wanted)
        return not still and cost(term) <= cost(wanted) + SLACK

    def _next(self) -> tuple[Formula, tuple[RuleName, ...]]:
        """The next line, and the rules that lead to it."""
        here = key(self._term(self.lines[-1]))
        members = self.goal.members
        at = next((k for k, member in enumerate(members[:-1]) if key(self._term(member)) == here), None)
        if at is not None:
            return members[at + 1], self.goal.steps[at].rules
        claim = self._claim(self.lines[-1])
        move = next_move(claim, named_sizes(claim, self._given.claims.sets))
        if move is None:
            step = self._judged(members[-1]).step
            return members[-1], step.rules if step is not None else ()
        writer = Writer(frozenset(self._given.claims.sets.arity))
        return writer.write(move.term), (RuleName(move.rule, BY_CODE[move.rule].title),)

    def _claim(self, formula: Formula) -> Claim:
        """That the formula is itself, in the case of the goal."""
        own = Growing(self._base)
        own.add_members((formula,), self.goal.tag, self.goal.steps[0].case)
        found = givens(own.document)
        scope, statement = found.claims.scopes[-1], own.document.statements[-1]
        value = found.claims.value(formula, scope)
        (claim, *_) = found.claims.claims(value, value, statement, found.facts, scope)
        return replace(claim, definitions=found.facts.definitions, hypotheses=found.facts.hypotheses)

    def _term(self, formula: Formula) -> Term:
        if formula not in self._terms:
            self._terms[formula] = tidy(self._claim(formula).left)
        return self._terms[formula]

    def _goals(self) -> Iterator[Goal]:
        """The chains that start with a derivative, are proved, and have a meaning that is no vector."""
        for tag, steps in groupby(self.report.steps, key=lambda step: step.id.rpartition(".")[0]):
            chain = tuple(steps)
            goal = Goal(tag, chain)
            if all(step.verdict is Verdict.PROVED for step in chain) and self._can_be_found(goal):
                yield goal

    def _can_be_found(self, goal: Goal) -> bool:
        """Whether the chain starts with a derivative, and no member is a vector."""
        statement = next((k for k, one in enumerate(self._given.read) if _holds(one, goal.steps[0].span)), None)
        if statement is None:
            return False
        scope = self._given.claims.scopes[statement]
        try:
            values = [self._given.claims.value(member, scope) for member in goal.members]
        except UnsupportedError:
            return False
        terms = [value.term for value in values if isinstance(value, Scalar)]
        return len(terms) == len(values) and has_derivative(terms[0])


def _names(formula: Formula | None) -> Iterator[Name]:
    return (part for part in (subformulas(formula) if formula is not None else ()) if isinstance(part, Name))


def _holds(statement: Statement, span: Span) -> bool:
    return any(relation.span == span for relation in statement.chain.relations)
