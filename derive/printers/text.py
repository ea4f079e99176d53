"""What `derive check` prints: every step that is not proved, with its place and evidence, then totals."""

from derive.decide.verdict import Verdict
from derive.printers.alphabet import UNICODE, Alphabet
from derive.printers.styled import Piece, StyledLine, in_alphabet, plain
from derive.printers.totals import totals
from derive.report import Report, Step


def report_text(report: Report, alphabet: Alphabet = UNICODE) -> str:
    """The report as plain text.

    >>> print(report_text(Report(())), end="")
    0 steps in 0 documents
    """
    return plain(report_lines(report, alphabet))


def report_lines(report: Report, alphabet: Alphabet = UNICODE, *, echoed: bool = False) -> tuple[StyledLine, ...]:
    """The report as lines with styles; `echoed`: with the reading of every row before the findings."""
    lines: list[StyledLine] = []
    for document in report.documents:
        if echoed:
            from derive.printers.echo import echo

            lines += echo(document, alphabet)
        if any(map(_is_told, document.steps)) or any(one.step is None for one in document.expectations):
            # the writing of formulas takes 5 ms to import, and most documents need none
            from derive.printers.findings import findings

            lines += findings(document, alphabet)
    lines.append((Piece(_totals(report)),))
    return tuple(in_alphabet(line, alphabet) for line in lines)


def _is_told(step: Step) -> bool:
    settled = step.verdict is Verdict.PROVED or step.verdict is Verdict.GIVEN
    return not settled or bool(step.left.slips or step.right.slips or step.wrong_claims)


def _totals(report: Report) -> str:
    chosen = {document.n for document in report.documents}
    text = totals(report.summary, chosen.pop() if len(chosen) == 1 else None)
    count = len(report.documents)
    documents = f" in {count} document{'' if count == 1 else 's'}"
    head, colon, rest = text.partition(":") if ":" in text else text.partition(";")
    expected = sum(step.expected for document in report.documents for step in document.steps)
    wrong = sum(len(step.wrong_claims) for document in report.documents for step in document.steps)
    suspected = sum(step.is_suspected for document in report.documents for step in document.steps)
    counts = (
        (suspected, "suspected"),
        (expected, "as expected"),
        (wrong, "wrong claim" if wrong == 1 else "wrong claims"),
    )
    return head + documents + colon + rest + "".join(f"; {count} {word}" for count, word in counts if count)
