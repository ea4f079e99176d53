"""What `derive check` prints: every step that is not proved, with its place and evidence, then totals."""

from derive.decide.verdict import Verdict
from derive.printers.totals import slips, totals
from derive.printers.alphabet import UNICODE, Alphabet
from derive.printers.styled import EMPTY, Piece, Style, StyledLine, in_alphabet, plain
from derive.report import DocumentReport, Report, Step
from derive.source import Span

_STYLES: dict[Verdict, Style] = {
    Verdict.REFUTED: "refuted",
    Verdict.UNDECIDED: "undecided",
    Verdict.UNREADABLE: "unreadable",
}


def report_text(report: Report, alphabet: Alphabet = UNICODE) -> str:
    """The report as plain text.

    >>> print(report_text(Report(())), end="")
    0 steps in 0 documents
    """
    return plain(report_lines(report, alphabet))


def report_lines(report: Report, alphabet: Alphabet = UNICODE) -> tuple[StyledLine, ...]:
    """The report as lines with styles."""
    lines: list[StyledLine] = []
    for document in report.documents:
        seen: set[Span] = set()
        for step in document.steps:
            if step.verdict in _STYLES:
                lines += [*_finding(document, step, alphabet), EMPTY]
            for slip in phrases.slips(step):
                if slip.span not in seen:
                    seen.add(slip.span)
                    lines += [*_slip(document, step, slip), EMPTY]
    lines.append((Piece(_totals(report)),))
    return tuple(in_alphabet(line, alphabet) for line in lines)


def _totals(report: Report) -> str:
    chosen = {document.n for document in report.documents}
    text = phrases.totals(report.summary, chosen.pop() if len(chosen) == 1 else None)
    count = len(report.documents)
    documents = f" in {count} document{'' if count == 1 else 's'}"
    head, colon, rest = text.partition(":") if ":" in text else text.partition(";")
    return head + documents + colon + rest
