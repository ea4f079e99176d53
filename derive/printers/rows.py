"""The rows of a page: the members of a chain, each with its mark, its rules and its evidence."""

from typing import TypeAlias

from derive.data import Data
from derive.decide.verdict import Verdict
from derive.document.model import Member
from derive.errors import ReadError
from derive.formula import Formula
from derive.printers import phrases
from derive.printers.alphabet import Alphabet
from derive.printers.boxes import Block, block, cells, line
from derive.printers.layout import stacked
from derive.printers.styled import EMPTY, Piece, Style, StyledLine, chopped, filled, unbroken
from derive.report import DocumentReport, Repair, Sentence, Step

GUTTER = 6
"""Columns before a formula; the mark stands in them."""
WIDE = 100
"""From this width on, the rules stand beside the formulas instead of below them."""
NOTES = 36
"""Columns of the rules where they stand beside."""


class Frame(Data):
    """How a page is laid out."""

    width: int
    alphabet: Alphabet

    @property
    def beside(self) -> bool:
        return self.width >= WIDE

    @property
    def room(self) -> int:
        """Columns for formulas."""
        return self.width - GUTTER - (NOTES + 2 if self.beside else 1)


def chain_rows(document: DocumentReport, steps: tuple[Step, ...], frame: Frame) -> tuple[StyledLine, ...]:
    """The rows of steps that follow one another; each step's left member is shown where it is a new one."""
    lines: list[StyledLine] = []
    shown: list[_Place] = []
    sign_column = 0
    for step in steps:
        if lines:
            lines.append(EMPTY)
        first: Block | None = None
        past = ""
        slips = step.right.slips
        if _place(step.left) not in shown:
            first = member_block(step.left, frame.room, frame)
            sign_column = first.width + 1
            slips = phrases.slips(step)
            if first.width > frame.room // 3:
                lines += [*_bare(first), EMPTY]
                first, sign_column = None, 0
        elif shown[-1] != _place(step.left):
            past = phrases.past(step.left, frame.alphabet)
        shown += [_place(step.left), _place(step.right)]
        lines += _step_rows(document, step, first, sign_column, past, frame)
        lines += _slips(document, slips, GUTTER + sign_column + 2, frame)
    return tuple(lines)


_Place: TypeAlias = tuple[int, int, str]


def _place(side: Member) -> _Place:
    return side.span.start, side.span.end, side.latex


def member_block(side: Member, width: int, frame: Frame) -> Block:
    """A member as it was read, or its text where it could not be read."""
    formula = phrases.shown(side)
    if formula is None:
        return block(chopped(side.latex, width), 0)
    return stacked(formula, width, frame.alphabet)


def formula_lines(formula: Formula, frame: Frame, label: str = "") -> tuple[StyledLine, ...]:
    """A formula alone, such as a matrix or a vector, after a label: ∂ŷ/∂o = ..."""
    held = stacked(formula, frame.room - cells(label), frame.alphabet)
    indent = " " * GUTTER
    lead = [label if row == held.baseline else " " * cells(label) for row in range(held.height)]
    return tuple((Piece(indent + before + text),) for before, text in zip(lead, held.lines, strict=True))


def _bare(held: Block) -> list[StyledLine]:
    return [(Piece(" " * GUTTER + text),) for text in held.lines]


def _step_rows(
    document: DocumentReport,
    step: Step,
    first: Block | None,
    sign_column: int,
    past: str,
    frame: Frame,
) -> list[StyledLine]:
    sign = line(f"{phrases.sign(step.sign, frame.alphabet)} ")
    left = first if first is not None else line("")
    right = member_block(step.right, max(20, frame.room - sign_column - sign.width), frame)
    above = max(left.baseline, right.baseline)
    below = max(left.height - left.baseline, right.height - right.baseline)
    style: Style = step.verdict.value
    mark = dict(frame.alphabet.marks)[style]
    column = GUTTER + sign_column + sign.width
    lines: list[StyledLine] = []
    for row in range(-above, below):
        before = _row(left, row).ljust(sign_column) + (sign.lines[0] if row == 0 else " " * sign.width)
        text = before + _row(right, row)
        gutter = Piece("  " + (mark if row == 0 else "").ljust(GUTTER - 2), style)
        lines.append((gutter, Piece(text.rstrip())))
    room = NOTES if frame.beside else frame.width - column - 1
    texts = _notes(step, past, room, frame.alphabet)
    if not (frame.beside and place_beside(lines, above, texts, frame.width - NOTES)):
        place_below(lines, texts, column)
    claims = [text for claim in step.wrong_claims for text in filled(phrases.claimed(claim), frame.width - column - 3)]
    said = [*reasons(step.why, column, frame), *_railed(claims, column, "undecided", frame)]
    return [*lines, *said, *_evidence(document, step, column, frame)]


def reasons(sentences: tuple[Sentence, ...], column: int, frame: Frame) -> list[StyledLine]:
    """Sentences, each on rows of its own."""
    texts = [phrases.sentence(one, frame.alphabet) for one in sentences]
    room = max(24, frame.width - column - 3)
    return [
        (Piece(" " * column + ("  " if place else "") + row),)
        for text in texts
        for place, row in enumerate(filled(text, room))
    ]


def _row(held: Block, row: int) -> str:
    """The line of a block at this distance below its baseline."""
    number = row + held.baseline
    return held.lines[number] if 0 <= number < held.height else " " * held.width


def _notes(step: Step, past: str, room: int, alphabet: Alphabet) -> tuple[str, ...]:
    """The rules, what they used, and what must hold besides, in rows that break between entries only."""
    rules = ", ".join(unbroken(rule.title) for rule in step.rules)
    uses = ", ".join(unbroken(phrases.used(name, alphabet)) for name in step.uses)
    uses = unbroken("uses ") + uses if uses else ""
    both = " · ".join(part for part in (rules, uses) if part)
    notes = [past, *((both,) if cells(both) <= room else (rules, uses))]
    if step.conditions:
        notes.append(unbroken("where ") + ", ".join(map(unbroken, phrases.conditions(step, alphabet))))
    if step.verdict is Verdict.GIVEN:
        notes.append("given")
    if step.reason is not None and step.verdict in (Verdict.PROVED, Verdict.GIVEN):
        notes.append("note: " + step.reason.message)
    return tuple(text for note in notes if note for text in filled(note, room))


def place_beside(lines: list[StyledLine], above: int, texts: tuple[str, ...], start: int) -> bool:
    """Put texts at a column beside the lines, the first on line `above`; False if there is no room."""
    needed = range(above, above + len(texts))
    if any(row < len(lines) and _width(lines[row]) + 2 > start for row in needed):
        return False
    for row, text in zip(needed, texts, strict=True):
        if row == len(lines):
            lines.append(EMPTY)
        lines[row] = (*lines[row], Piece(" " * (start - _width(lines[row])) + text, "dim"))
    return True


def place_below(lines: list[StyledLine], texts: tuple[str, ...], column: int) -> None:
    """Put texts below the lines, from a column on."""
    lines += [(Piece(" " * column + text, "dim"),) for text in texts]


def _width(line: StyledLine) -> int:
    return sum(cells(piece.text) for piece in line)


def _evidence(document: DocumentReport, step: Step, column: int, frame: Frame) -> list[StyledLine]:
    """Below a step that is not proved: why."""
    room = frame.width - column - 3
    texts: list[str] = []
    if step.counterexample is not None:
        where = phrases.point(step.counterexample, frame.alphabet)
        texts += filled("The two sides differ at " + ", ".join(map(unbroken, where)), room)
        texts += ["  " + text for text in phrases.outcome(step.counterexample, frame.alphabet)]
    if step.reason is not None and step.verdict not in (Verdict.PROVED, Verdict.GIVEN):
        texts += filled(step.reason.message, room)
    texts += phrases.misread(document, step, room)
    if step.repair is not None:
        texts += ["", *filled(phrases.remedy(step.repair, step), room)]
        texts += ["  " + text for text in _repaired(step, step.repair, room - 2, frame)]
        change = phrases.change(step.repair, step, frame.alphabet)
        texts += filled(change, room) if change else ()
    return _railed(texts, column, step.verdict.value, frame)


def _slips(document: DocumentReport, slips: tuple[ReadError, ...], column: int, frame: Frame) -> list[StyledLine]:
    """Below a step of whose members a part is malformed but was read: that part."""
    room = frame.width - column - 3
    texts = [text for slip in slips for text in phrases.excerpt(document.source, slip, room)]
    return _railed(texts, column, "undecided", frame)


def _railed(texts: list[str], column: int, style: Style, frame: Frame) -> list[StyledLine]:
    """Texts beside an upright line in the colour of the verdict."""
    rail = "│ " if frame.alphabet.unicode else "| "
    lines = [(Piece(" " * column), Piece(rail, style), Piece(text)) for text in texts]
    return [EMPTY, *lines] if lines else []


def _repaired(step: Step, repair: Repair, room: int, frame: Frame) -> tuple[str, ...]:
    """The member that the repair changes, as it should be."""
    if not phrases.edits(repair, step):
        return ()
    _, right = phrases.mends(repair, step)
    changed = repair.left if repair.right == right.latex else repair.right
    formula = repair.formula or phrases.formula_of(changed)
    if formula is None:
        return filled(changed, room)
    return stacked(formula, room, frame.alphabet).lines
