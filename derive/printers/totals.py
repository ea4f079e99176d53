"""The last line of a page or of a check: how many steps there are, and what became of them."""

from derive.decide.verdict import Verdict
from derive.report import DocumentReport, Summary


def totals(summary: Summary, n: int | None) -> str:
    """27 steps: 27 proved for all n; 3 given

    >>> totals(Summary(proved=1, refuted=1, given=2), 3)
    '2 steps: 1 proved for n = 3, 1 refuted; 2 given'
    """
    steps = summary.proved + summary.refuted + summary.undecided + summary.unreadable
    parts = []
    if summary.proved:
        parts.append(f"{summary.proved} proved for " + ("all n" if n is None else f"n = {n}"))
    for count, word in (
        (summary.refuted, "refuted"), (summary.undecided, "undecided"), (summary.unreadable, "unreadable"),
    ):  # fmt: skip
        if count:
            parts.append(f"{count} {word}")
    text = f"{steps} step{'' if steps == 1 else 's'}"
    if parts:
        text += ": " + ", ".join(parts)
    return text + (f"; {summary.given} given" if summary.given else "")


def summary_of(document: DocumentReport) -> Summary:
    return Summary(**{verdict.value: document.count(verdict) for verdict in Verdict})
