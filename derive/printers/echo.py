"""What `derive check --echo` prints: each row as it was understood, in LaTeX with every scope between braces."""

from derive.document.model import Member
from derive.errors import ReadError
from derive.notation.canonical import canonical_latex
from derive.printers import phrases
from derive.printers.alphabet import Alphabet
from derive.printers.findings import STYLES
from derive.printers.styled import EMPTY, Piece, StyledLine
from derive.report import DocumentReport, Step


def echo(document: DocumentReport, alphabet: Alphabet) -> list[StyledLine]:
    """Each step of a document with the reading of its sides, and a warning where another reading is likely."""
    lines: list[StyledLine] = []
    for step in document.steps:
        if step.sign:
            lines += [*_row(document, step, alphabet), EMPTY]
    return lines


def _row(document: DocumentReport, step: Step, alphabet: Alphabet) -> list[StyledLine]:
    place = Piece(f"{document.source.path}:{step.line}:{step.column}: ", "dim")
    verdict = step.verdict.value
    head = (place, Piece(verdict, STYLES.get(step.verdict, "plain")), Piece(f" {step.id}"))
    case = [phrases.case(step.case, alphabet)] if step.case else []
    said = [*case, understood(step.left), f"  {step.sign} {understood(step.right)}", *_warnings(step)]
    return [head, *((Piece(f"    {text}"),) for text in said)]


def understood(member: Member) -> str:
    """The reading of a member as LaTeX, or why there is none."""
    if isinstance(member.formula, ReadError):
        return f"not read: {member.formula.message}"
    return canonical_latex(member.formula)


def _warnings(step: Step) -> list[str]:
    slips = [f"warning: {slip.message}" for slip in phrases.slips(step)]
    if step.reason is not None and step.reason.code == "two-readings":
        slips.append(f"warning: {step.reason.message}")
    return slips
