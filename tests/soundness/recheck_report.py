"""The counterexamples of a JSON report, rechecked: from the report and the document that it is about, nothing else."""

import json
from collections.abc import Iterator
from typing import Any

from derive.calculus.bounds import BOUNDING
from derive.document.continuation import continued
from derive.document.model import Statement
from derive.document.reading import read_document
from derive.errors import ReadError
from derive.formula import Formula
from derive.meaning.applications import with_applications
from derive.meaning.plain import plain
from derive.meaning.scripts import with_scripts_apart
from derive.printers.json import report_json
from derive.report import DocumentReport, Report
from derive.source import Source

from .problem import Equation, Problem, problem
from .recheck import Recheck, Record, recheck


def outcomes_of(report: DocumentReport) -> list[tuple[str, Recheck]]:
    """(id, what became of it) for each refuted step."""
    return list(rechecked(report_json(Report((report,))), report.source))


def failed(report: DocumentReport) -> list[str]:
    """The refuted steps whose counterexamples are none."""
    return [step for step, outcome in outcomes_of(report) if outcome is Recheck.FAILED]


def rechecked(report: str, source: Source) -> Iterator[tuple[str, Recheck]]:
    """(id, what became of it) for each refuted step of a report on one document."""
    continuing, scopes = continued(read_document(source).statements)
    read = with_applications(plain(with_scripts_apart(continuing), scopes, source))
    statements = [one for one in read if one.chain.relations]
    (document,) = json.loads(report)["documents"]
    for step in document["steps"]:
        if step["verdict"] == "refuted":
            found = _problem(step, document, statements, source)
            shown = step["counterexample"]
            record = Record(shown["sizes"], shown["letters"], shown["values"], shown["left"], shown["right"])
            yield step["id"], Recheck.UNJUDGED if found is None else recheck(found, record)


def _problem(
    step: dict[str, Any], document: dict[str, Any], statements: list[Statement], source: Source
) -> Problem | None:
    """The step with what the report lists as given before it; None where the report refers to what is no chain of
    its own in the document, such as the label of a brace."""
    places = {source.position(relation.span.start): one for one in statements for relation in one.chain.relations}
    statement = places.get((step["line"], step["column"]))
    if statement is None:
        return None
    written = {
        member.latex: member.formula
        for one in statements
        for member in one.chain.members
        if not isinstance(member.formula, ReadError)
    }
    stated: dict[str, list[Equation]] = {"definition": [], "hypothesis": [], "range": [], "case": []}
    for given in document["given"]:
        if given["line"] is None or given["line"] <= step["line"]:
            equation = _equation(given["latex"], written)
            if equation is None:
                return None
            stated[given["kind"]].append(equation)
    left, right = written.get(step["left"]), written.get(step["right"])
    if left is None or right is None:
        return None
    return problem(Equation(left, right, case=statement.case), stated)


def _equation(latex: str, written: dict[str, Formula]) -> Equation | None:
    """'a = b', or 'a > b', with its sides as the document has them."""
    for sign in ("=", ":=", "≡", "≠", "∈", *sorted(BOUNDING)):
        for place in range(len(latex)):
            if latex.startswith(f" {sign} ", place):
                left, right = written.get(latex[:place]), written.get(latex[place + len(sign) + 2 :])
                if left is not None and right is not None:
                    return Equation(left, right, sign)
    return None
