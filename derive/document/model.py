"""What a document says, in reading order: data only."""

from enum import Enum
from typing import Literal

from derive.data import Data
from derive.errors import ReadError
from derive.formula import Compared, Formula
from derive.source import Source, Span


class Cue(Enum):
    """What the prose around a statement says that the statement is."""

    NONE = "none"
    ASSUME = "assume"
    """'since', 'as we know', 'assume', 'given that', 'where … holds': a hypothesis if it is about free symbols."""
    DEFINE = "define"
    """'let', 'define', 'denote': a definition if its left side has no meaning yet."""
    PUT = "put"
    """'setting', 'for': a definition if its left side is new, else a case of what follows."""
    RESULT = "result"
    """'we get', 'this gives', 'hence': found by what stands before it; no definition of a symbol that is known."""
    SUPPOSE = "suppose"
    """'if', 'for the moment', 'we want to show': holds here and there only, or it may, so that it is no given."""
    DENY = "deny"
    """'we do not assume', 'whether', 'unless': written, but not stated."""
    CASE = "case"
    """'if j ≠ i', 'for i = j', a list item 'k = j': an index condition for what follows."""
    RANGE = "range"
    """The directive 'range i = 1..n': what an index ranges over."""


class Note(Data):
    """What the author says by a directive that holds no formula: function f, constant c, skip "why", expect refuted."""

    word: str
    text: str
    span: Span


class Member(Data):
    """One side of a relation: what was read, or why it could not be."""

    formula: Formula | ReadError
    latex: str
    """As written, without alignment marks and outer space."""
    span: Span
    slips: tuple[ReadError, ...] = ()
    """Malformed places for which one reading is plainly meant; `formula` is that reading. And sums without their letter
    in what they add, which are most often slips."""


class Remark(Data):
    """Words that may say why a step holds."""

    text: str
    """In lower case, with single spaces."""
    where: Literal["over", "row", "before", "after"]
    """Over a sign, at the end of its row, or in the prose right before or after a formula."""
    span: Span
    """Where the words stand, or the formula that they stand beside."""


class Relation(Data):
    """The sign between two members."""

    sign: str
    """One of = ≠ < ≤ > ≥ ∈ ≈ ∝ := ≡ ⇒."""
    span: Span
    annotation: Formula | None = None
    r"""What is written over the sign, as in \overset{\sum_k y_k = 1}{=}."""
    remarks: tuple[Remark, ...] = ()
    """The words over the sign, and those at the end of its row."""


class Chain(Data):
    """members[0] relations[0] members[1] ...; there is always one member more than there are relations."""

    members: tuple[Member, ...]
    relations: tuple[Relation, ...]
    tag: str | None
    span: Span
    continues: bool = False
    """Whether it began with a relation: members[0] is then the last member of the chain before it."""


class Statement(Data):
    """A chain with all that its surroundings say of it."""

    chain: Chain
    display: bool
    cue: Cue = Cue.NONE
    case: tuple[Compared, ...] = ()
    """The index conditions in force, as in 'If $j \\neq i$'."""
    notes: tuple[Note, ...] = ()
    """The notes before a display that are about it."""
    nearby: tuple[Compared, ...] = ()
    """The conditions that a sentence before it fixed, or those of the display that the chain goes on from, or that
    began alike, where none are in force here."""
    remarks: tuple[Remark, ...] = ()
    """The prose beside the formula."""
    ranges: tuple[Compared, ...] = ()
    """What is told of the ranges of its letters: i = 2, …, n."""
    beside: tuple[Compared, ...] = ()
    """The conditions on values that follow it in its row or its sentence: x > 0."""
    for_next: bool = False
    """Whether it gives something to the statement after it only: it stands over one of its signs."""


class Heading(Data):
    level: int
    """From one for the largest."""
    start: int


class Document(Data):
    source: Source
    title: str | None
    statements: tuple[Statement, ...]
    unreadable: tuple[ReadError, ...] = ()
    """Places outside any member that could not be read."""
    functions: frozenset[str] = frozenset()
    """The names that directives call functions."""
    constants: frozenset[str] = frozenset()
    """The names that directives call constants."""
    expected: tuple[Note, ...] = ()
    """The directives that say what is to be found, in order."""
    headings: tuple[Heading, ...] = ()
    """In order; each begins a section."""
