"""Document -> report: proofread a path, a text or a document."""

import os
from collections.abc import Sequence

from derive.decide.verdict import Decision, Reason, Undecided
from derive.document.model import Document
from derive.document.reading import read_document
from derive.errors import UsageError
from derive.files import read_source
from derive.givens import Givens
from derive.proofreader import Proofreader
from derive.report import DocumentReport, Report
from derive.source import Source
from derive.term import Claim, Result

MAX_N = 256
"""The largest n that can be chosen."""


def check(path_or_text: str | os.PathLike[str], n: int | None = None, *, notation: str | None = None) -> Report:
    r"""Proofread one document: a path, or a text that holds a line break, a dollar sign or a backslash.

    n: None for all n, else a number from 1 to MAX_N for which SymPy decides with all components written out.
    notation: 'markdown', 'tex', 'notebook' or 'ascii'; None goes by the path's ending and by what is inside.

    Raises UsageError for a file that cannot be read and for n out of range.

    >>> report = check("Let $S = \\sum_k e^{o_k}$. Then $$\\frac{\\partial S}{\\partial o_i} = e^{o_i}$$")
    >>> [(step.id, step.verdict.value) for step in report.documents[0].steps]
    [('1.1', 'given'), ('2.1', 'proved')]
    >>> report.summary.proved
    1
    """
    if isinstance(path_or_text, str) and any(mark in path_or_text for mark in "\n$\\"):
        source = Source("text", path_or_text)
        notation = notation or "markdown"
    else:
        source = read_source(path_or_text)
    return Report((check_document(read_document(source, notation), n),))


def check_document(
    document: Document, n: int | None = None, *, mends: bool = True, explains: bool = True
) -> DocumentReport:
    """Decide every relation of a document, for all n or for the chosen one (1 to MAX_N).

    mends: whether repairs of refuted steps are looked for. explains: whether the rules of proved steps are, and what
    they use.
    """
    if n is not None and not 1 <= n <= MAX_N:
        raise UsageError(f"n must be from 1 to {MAX_N}, not {n}", code="n-out-of-range")
    return Proofreader(document, n, mends=mends, explains=explains).report()


def givens(document: Document) -> Givens:
    """What the document as a whole gives. Nothing is decided."""
    reader = Proofreader(document, None, lambda claims: _left_open, mends=False)
    return reader.givens()


def _left_open(claim: Claim, results: Sequence[Result]) -> Decision:
    return Undecided(Reason("not-decided", "only what is given is looked for"))
