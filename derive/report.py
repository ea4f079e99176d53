"""What the proofreader found: data only. Printers turn it into text."""

from typing import Literal, TypeAlias

from derive.data import Data, replace
from derive.decide.verdict import Counterexample, Reason, Verdict
from derive.document.model import Member
from derive.errors import ReadError
from derive.formula import Compared, Formula
from derive.source import Source, Span

Sentence: TypeAlias = tuple[str | Formula, ...]
"""What is said of a step: words, and the formulas between them."""


class RuleName(Data):
    code: str
    title: str


Kind: TypeAlias = Literal["definition", "hypothesis", "range", "case"]


class Given(Data):
    """What the document states and the proofs may use."""

    kind: Kind
    members: tuple[Member, ...]
    """The sides of the statement: (left, right)."""
    sign: str
    tag: str | None
    line: int
    """0 for what is given besides the document, such as the usual meaning of a word."""
    used_by: tuple[str, ...]
    usual: bool = False
    """Whether it is the usual meaning of a word, which is stated nowhere."""

    @property
    def latex(self) -> str:
        return f" {self.sign} ".join(member.latex for member in self.members)


class Repair(Data):
    """An edit after which the step is proved: of one of its sides, or of a definition."""

    left: str
    right: str
    kind: str
    """The code of the mistake."""
    message: str
    formula: Formula | None = None
    """The side that is changed, as it should be."""
    of: Given | None = None
    """The definition of which a side is changed; None where it is the step. `left` and `right` are its sides."""


class WrongClaim(Data):
    """A rule that the document names for a step, and that cannot be what makes it true."""

    code: str
    title: str
    message: str
    """What the step lacks."""
    line: int
    column: int


class Instance(Data):
    """A step with its components written out, at one choice of index values: for a chosen n."""

    letters: tuple[tuple[str, int], ...]
    """The values of the free letters, by their names."""
    left: Formula
    right: Formula


class Table(Data):
    """The derivatives of a symbol by the components of another, from proved equations: for a chosen n.

    A gradient has one row. A Jacobian has a row for each component of `of`.
    """

    of: Formula
    by: Formula
    rows: tuple[tuple[Formula, ...], ...]
    source: tuple[str, ...]
    """The equations that it is made of: '(3)', '(4)'."""
    why: tuple[Sentence, ...] = ()
    """What it says, where that was asked for."""


class Step(Data):
    """One relation of a chain, and what is to be said of it."""

    id: str
    """TAG.K: the chain's tag (or ordinal), and the step's place in the chain."""
    tag: str | None
    line: int
    column: int
    span: Span
    sign: str
    left: Member
    """Usually the member before the sign; where that one is already refuted, the last one before it that is not."""
    right: Member
    verdict: Verdict
    scope: str
    """'all n' or 'n=3'."""
    case: tuple[Compared, ...] = ()
    rules: tuple[RuleName, ...] = ()
    uses: tuple[str, ...] = ()
    """What it uses of what is given and of what was proved before, in words for a person: '(1)', 'Σ_j y_j = 1'."""
    conditions: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    repair: Repair | None = None
    """Of a step that is refuted; or of one that is not decided and holds with this edit, whatever its unknown symbols
    are."""
    reason: Reason | None = None
    error: ReadError | None = None
    """For an unreadable step: the place that could not be read."""
    instance: Instance | None = None
    why: tuple[Sentence, ...] = ()
    """Why it holds, where that was asked for."""
    expected: bool = False
    """Whether a directive says that the step has this verdict."""
    wrong_claims: tuple[WrongClaim, ...] = ()

    def left_open(self, reason: Reason) -> "Step":
        """The step, undecided for that reason, without what decided it."""
        return replace(
            self,
            verdict=Verdict.UNDECIDED,
            reason=reason,
            counterexample=None,
            repair=None,
            rules=(),
            uses=(),
            conditions=(),
            instance=None,
            why=(),
        )

    @property
    def is_suspected(self) -> bool:
        """Whether it is not decided, and an edit is known with which it holds."""
        return self.verdict is Verdict.UNDECIDED and self.repair is not None

    @property
    def is_condition(self) -> bool:
        """Whether it was taken for a condition on its symbols."""
        return self.reason is not None and self.reason.code == "condition"


class Expectation(Data):
    """What a directive says of a step that follows it."""

    verdict: str
    kind: str | None
    """The code of the mistake, if the directive names one."""
    line: int
    step: str | None
    """The id of the step of which it is true; None if there is none."""


class Summary(Data):
    proved: int = 0
    refuted: int = 0
    undecided: int = 0
    unreadable: int = 0
    given: int = 0


class DocumentReport(Data):
    source: Source
    title: str | None
    n: int | None
    """None for all n."""
    given: tuple[Given, ...]
    steps: tuple[Step, ...]
    tables: tuple[Table, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    def count(self, verdict: Verdict) -> int:
        return sum(step.verdict is verdict for step in self.steps)


class Report(Data):
    documents: tuple[DocumentReport, ...]

    @property
    def summary(self) -> Summary:
        return Summary(**{v.value: sum(d.count(v) for d in self.documents) for v in Verdict})
