"""What `derive show` prints: the title, what is given, the equations row by row, and the totals."""

from fractions import Fraction
from itertools import groupby

from derive.data import replace
from derive.decide.verdict import Verdict
from derive.formula import Arrayed, Compared, Differentiated, Formula, Indexed, Listed, Numeral
from derive.printers import phrases
from derive.printers.alphabet import UNICODE, Alphabet
from derive.printers.boxes import beside, cells, line
from derive.printers.layout import stacked
from derive.printers.rows import GUTTER, NOTES, Frame, chain_rows, member_block, place_below, place_beside, reasons
from derive.printers.styled import EMPTY, Piece, Style, StyledLine, filled, in_alphabet
from derive.printers.totals import summary_of, totals
from derive.report import DocumentReport, Given, Step, Table


def page(document: DocumentReport, width: int = 80, alphabet: Alphabet = UNICODE) -> tuple[StyledLine, ...]:
    """The page as lines with styles, at most `width` columns wide where the formulas allow it."""
    frame = Frame(max(width, 40), alphabet)
    lines = [*title_lines(document, frame), *given_lines(document, frame)]
    for steps in _groups(in_components(document)):
        lines += _equation(document, steps, frame)
    for table in document.tables:
        lines += _table(table, frame)
    lines += _closing(document, frame)
    return tuple(in_alphabet(text, alphabet) for text in lines)


def in_components(document: DocumentReport) -> DocumentReport:
    """The report with every step as it looks in components, where a chosen n gives it some."""
    return replace(document, steps=tuple(map(_step_in_components, document.steps)))


def _step_in_components(step: Step) -> Step:
    if step.instance is None:
        return step
    left = replace(step.left, formula=step.instance.left)
    return replace(step, left=left, right=replace(step.right, formula=step.instance.right))


def title_lines(document: DocumentReport, frame: Frame) -> list[StyledLine]:
    title = document.title or document.source.path
    scope = "" if document.n is None else f"n = {document.n}"
    texts = filled(title, frame.width - 1)
    rows: list[StyledLine] = [(Piece(text, "title"),) for text in texts]
    rows.append((Piece(frame.alphabet.bar * max(map(cells, texts)), "dim"),))
    return [*rows, *([(Piece(scope, "dim"),)] if scope else []), EMPTY]


def given_lines(document: DocumentReport, frame: Frame) -> list[StyledLine]:
    """The definitions, hypotheses and ranges; cases stand with their equations."""
    stated = [given for given in document.given if given.kind != "case"]
    if not stated:
        return []
    tags = max(cells(_tag(given.tag)) for given in stated)
    lines: list[StyledLine] = [(Piece("Given", "heading"),)]
    for given in stated:
        lines += _given_rows(given, max(GUTTER, tags + 3), frame)
        lines.append(EMPTY)
    return lines


def _given_rows(given: Given, column: int, frame: Frame) -> list[StyledLine]:
    left, right = given.members[0], given.members[-1]
    head = member_block(left, frame.room, frame)
    sign = line(f" {phrases.sign(given.sign, frame.alphabet)} ")
    body = member_block(right, max(20, frame.room - head.width - sign.width), frame)
    held = beside(head, sign, body)
    lines: list[StyledLine] = []
    for row, text in enumerate(held.lines):
        tag = _tag(given.tag) if row == held.baseline else ""
        lines.append((Piece(f"  {tag}".ljust(column), "given"), Piece(text.rstrip())))
    texts = tuple(text for part in phrases.origin(given) for text in filled(part, NOTES))
    if not place_beside(lines, held.baseline, texts, frame.width - NOTES):
        place_below(lines, texts, column)
    return lines


def _tag(tag: str | None) -> str:
    return "" if tag is None else f"({tag})"


def _groups(document: DocumentReport) -> list[tuple[Step, ...]]:
    """The steps by chain; chains of which nothing is to be proved stand above, as given."""
    chains = [tuple(steps) for _, steps in groupby(document.steps, key=lambda step: step.id.rpartition(".")[0])]
    return [steps for steps in chains if any(step.verdict is not Verdict.GIVEN for step in steps)]


def _equation(document: DocumentReport, steps: tuple[Step, ...], frame: Frame) -> list[StyledLine]:
    """The head of an equation, (3) for j ≠ i, and its rows, with a new head wherever the case changes."""
    lines: list[StyledLine] = []
    for number, (case, part) in enumerate(groupby(steps, key=lambda step: step.case)):
        lines += _head(steps[0], case, number == 0, frame)
        lines += chain_rows(document, tuple(part), frame)
        lines.append(EMPTY)
    return lines


def _head(step: Step, case: tuple[Compared, ...], first: bool, frame: Frame) -> list[StyledLine]:
    name = f"({step.tag})" if step.tag is not None else f"line {step.line}"
    style: Style = "heading" if step.tag is not None else "dim"
    parts = [Piece(name if first else " " * cells(name), style)]
    if case:
        parts.append(Piece("  " + phrases.case(case, frame.alphabet)))
    if step.instance is not None and step.instance.letters:
        values = ", ".join(f"{letter} = {value}" for letter, value in step.instance.letters)
        parts.append(Piece(f"  shown at {values}", "dim"))
    return [tuple(parts)] if first or case else []


def _table(table: Table, frame: Frame) -> list[StyledLine]:
    """∂ŷ/∂o and its matrix, or its rows one by one where that is too wide; ∂l/∂o and its entries in a row."""
    matrix = len(table.rows) > 1
    lines: list[StyledLine] = [(Piece("The Jacobian" if matrix else "The gradient", "heading"),)]
    if matrix:
        whole = _derivative(table.of, table, Arrayed(table.rows), frame)
        if max(map(cells, whole)) > frame.width:
            rows = (Indexed(table.of, (Numeral(Fraction(k)),)) for k in range(1, len(table.rows) + 1))
            parts = (_derivative(of, table, _entries(row), frame) for of, row in zip(rows, table.rows, strict=True))
            whole = [text for part in parts for text in (*part, "")][:-1]
    else:
        whole = _derivative(table.of, table, _entries(table.rows[0]), frame)
    lines += [(Piece(text),) for text in whole]
    sources = " and ".join(table.source)
    said = reasons(table.why, GUTTER, frame)
    return [*lines, EMPTY, (Piece(f"{' ' * GUTTER}from {sources}", "dim"),), *said, EMPTY]


def _entries(row: tuple[Formula, ...]) -> Formula:
    return Listed(row) if len(row) > 1 else row[0]


def _derivative(of: Formula, table: Table, value: Formula, frame: Frame) -> list[str]:
    """∂of/∂by = value, in lines."""
    head = stacked(Differentiated(of, (table.by,)), frame.room, frame.alphabet)
    sign = line(f" {phrases.sign('=', frame.alphabet)} ")
    body = stacked(value, max(20, frame.width - GUTTER - head.width - sign.width - 1), frame.alphabet)
    return [(" " * GUTTER + text).rstrip() for text in beside(head, sign, body).lines]


def _closing(document: DocumentReport, frame: Frame) -> list[StyledLine]:
    summary = summary_of(document)
    style: Style = "proved"
    for count, name in (
        (summary.undecided, "undecided"),
        (summary.unreadable, "unreadable"),
        (summary.refuted, "refuted"),
    ):
        if count:
            style = name  # type: ignore[assignment]
    mark = dict(frame.alphabet.marks)[style]
    text = totals(summary, document.n)
    return [(Piece(f"{mark} ", style), Piece(text, "heading"))]
