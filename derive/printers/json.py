"""A report as JSON, for other programs: one object, with every field always there, or null."""

import json
from typing import Any

from derive.decide.verdict import Counterexample
from derive.report import DocumentReport, Expectation, Given, Repair, Report, Step, WrongClaim

SCHEMA = "derive/1"


def report_json(report: Report) -> str:
    """The report as indented JSON with a newline at its end.

    >>> print(report_json(Report(())), end="")
    {
      "schema": "derive/1",
      "documents": [],
      "summary": {
        "proved": 0,
        "refuted": 0,
        "undecided": 0,
        "unreadable": 0,
        "given": 0
      }
    }
    """
    summary = report.summary
    whole = {
        "schema": SCHEMA,
        "documents": [_document(document) for document in report.documents],
        "summary": {
            "proved": summary.proved,
            "refuted": summary.refuted,
            "undecided": summary.undecided,
            "unreadable": summary.unreadable,
            "given": summary.given,
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _document(document: DocumentReport) -> dict[str, Any]:
    return {
        "path": document.source.path,
        "n": "all" if document.n is None else document.n,
        "given": [_given(given) for given in document.given],
        "steps": [_step(step) for step in document.steps],
        "expected": [_expectation(one) for one in document.expectations],
    }


def _given(given: Given) -> dict[str, Any]:
    return {
        "kind": given.kind, "latex": given.latex, "line": given.line or None, "used_by": list(given.used_by),
    }  # fmt: skip


def _expectation(expectation: Expectation) -> dict[str, Any]:
    return {
        "verdict": expectation.verdict, "kind": expectation.kind, "line": expectation.line, "step": expectation.step,
    }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "tag": step.tag,
        "line": step.line,
        "column": step.column,
        "left": step.left.latex,
        "right": step.right.latex,
        "verdict": step.verdict.value,
        "scope": step.scope,
        "rules": [{"code": rule.code, "title": rule.title} for rule in step.rules],
        "uses": list(step.uses),
        "conditions": list(step.conditions),
        "counterexample": _counterexample(step.counterexample),
        "repair": _repair(step.repair),
        "reason": _reason(step),
        "expected": step.expected,
        "wrong_claims": [_claim(claim) for claim in step.wrong_claims],
    }


def _claim(claim: WrongClaim) -> dict[str, Any]:
    return {
        "code": claim.code, "title": claim.title, "message": claim.message, "line": claim.line,
        "column": claim.column,
    }  # fmt: skip


def _counterexample(counterexample: Counterexample | None) -> dict[str, Any] | None:
    if counterexample is None:
        return None
    return {
        "n": counterexample.n,
        "sizes": dict(counterexample.sizes),
        "case": counterexample.case,
        "letters": dict(counterexample.letters),
        "values": dict(counterexample.values),
        "left": counterexample.left,
        "right": counterexample.right,
    }


def _repair(repair: Repair | None) -> dict[str, Any] | None:
    if repair is None:
        return None
    return {
        "left": repair.left, "right": repair.right, "kind": repair.kind, "message": repair.message,
        "definition": repair.of.line if repair.of is not None else None,
    }  # fmt: skip


def _reason(step: Step) -> dict[str, str] | None:
    """Why a step is undecided or unreadable, or what to note of it, such as a malformed place in a member."""
    if step.reason is not None:
        return {"code": step.reason.code, "message": step.reason.message}
    for error in (step.error, *step.left.slips, *step.right.slips):
        if error is not None:
            return {"code": error.code, "message": error.message}
    return None
