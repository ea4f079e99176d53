"""What `derive check` tells of a document: its steps that are not proved, and malformed places in its members."""

from derive.decide.verdict import Verdict
from derive.errors import ReadError
from derive.printers import phrases
from derive.printers.alphabet import Alphabet
from derive.printers.boxes import cells
from derive.printers.styled import EMPTY, Piece, Style, StyledLine, filled, unbroken
from derive.report import DocumentReport, Expectation, Step, WrongClaim
from derive.source import Span

PROSE = 76
"""Columns of running text, after its indent."""
LONG = 120
"""A step longer than this, in columns, stands below its verdict, each side on a line of its own."""


STYLES: dict[Verdict, Style] = {
    Verdict.REFUTED: "refuted",
    Verdict.UNDECIDED: "undecided",
    Verdict.UNREADABLE: "unreadable",
}


def findings(document: DocumentReport, alphabet: Alphabet) -> list[StyledLine]:
    """All that is to be told of a document, each finding with an empty line after it."""
    lines: list[StyledLine] = []
    seen: set[Span] = set()
    for step in document.steps:
        if step.verdict in STYLES:
            lines += [*_finding(document, step, alphabet), EMPTY]
        for slip in phrases.slips(step):
            if slip.span not in seen:
                seen.add(slip.span)
                lines += [*_slip(document, step, slip), EMPTY]
        for claim in step.wrong_claims:
            lines += [*_wrong_claim(document, step, claim, alphabet), EMPTY]
    for expectation in document.expectations:
        if expectation.step is None:
            lines += [*_unmet(document, expectation), EMPTY]
    return lines


def _unmet(document: DocumentReport, expectation: Expectation) -> list[StyledLine]:
    """A directive that says what is not so, or names a mistake that there is not."""
    from difflib import get_close_matches

    from derive.mistakes.table import BY_CODE

    place = Piece(f"{document.source.path}:{expectation.line}:1: ", "dim")
    kind = f" as {expectation.kind}" if expectation.kind is not None else ""
    said = f"no step of the display after this directive is {expectation.verdict}{kind}"
    if expectation.kind is not None and expectation.kind not in BY_CODE:
        near = get_close_matches(expectation.kind, BY_CODE, n=3, cutoff=0.3)
        meant = f"; the nearest are {', '.join(near)}" if near else ""
        said = f"there is no mistake {expectation.kind}{meant} (derive explain lists all)"
    return [(place, Piece("EXPECTED", "refuted")), *((Piece(f"    {text}"),) for text in filled(said, PROSE))]


def _finding(document: DocumentReport, step: Step, alphabet: Alphabet) -> list[StyledLine]:
    style = STYLES[step.verdict]
    head = _head(document, step.line, step.column, Piece(step.verdict.value.upper(), style), step)
    lines = [head, *((Piece(f"    {text}"),) for text in _evidence(document, step, alphabet))]
    if step.verdict is Verdict.UNREADABLE:
        return lines
    return [*_stated(head, step, alphabet), *lines[1:]]


def _stated(head: StyledLine, step: Step, alphabet: Alphabet) -> list[StyledLine]:
    """The head of a finding, and the step that it is about."""
    sides = phrases.sides(step, alphabet)
    if sum(cells(piece.text) for piece in head) + cells(sides) < LONG:
        return [(*head, Piece("  " + sides))]
    left, right = (phrases.member(side, alphabet) for side in (step.left, step.right))
    sign = phrases.sign(step.sign, alphabet)
    return [head, (Piece(f"    {left}"),), (Piece(f"      {sign} {right}"),)]


def _slip(document: DocumentReport, step: Step, slip: ReadError) -> list[StyledLine]:
    """A malformed place for which one reading is plainly meant."""
    line, column = document.source.position(slip.span.start)
    head = _head(document, line, column, Piece("SLIP", "undecided"), step)
    return [head, *((Piece(f"    {text}"),) for text in phrases.excerpt(document.source, slip))]


def _wrong_claim(document: DocumentReport, step: Step, claim: WrongClaim, alphabet: Alphabet) -> list[StyledLine]:
    """A rule that is named for a step and cannot be what makes it true."""
    head = _head(document, claim.line, claim.column, Piece("CLAIM", "undecided"), step)
    said = filled(phrases.claimed(claim), PROSE)
    return [*_stated(head, step, alphabet), *((Piece(f"    {text}"),) for text in said)]


def _head(document: DocumentReport, line: int, column: int, verdict: Piece, step: Step) -> StyledLine:
    place = Piece(f"{document.source.path}:{line}:{column}: ", "dim")
    return place, verdict, Piece(f" {step.id} as expected" if step.expected else f" {step.id}")


def _evidence(document: DocumentReport, step: Step, alphabet: Alphabet) -> list[str]:
    lines = []
    if step.case:
        lines.append(phrases.case(step.case, alphabet))
    if step.counterexample is not None:
        where = ", ".join(map(unbroken, phrases.point(step.counterexample, alphabet)))
        first, *more = filled(f"at {where}", PROSE)
        lines += [first, *(f"   {text}" for text in more)]
        lines += ["  " + text for text in phrases.outcome(step.counterexample, alphabet)]
    if step.repair is not None:
        lines += filled(phrases.remedy(step.repair, step), PROSE)
        lines += ["  " + text for text in phrases.repaired(step.repair, step, alphabet)]
    if step.reason is not None:
        lines += filled(step.reason.message, PROSE)
    return [*lines, *phrases.misread(document, step)]
