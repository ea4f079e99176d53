"""An expression -> its derivation from the definitions, proofread."""

from collections.abc import Iterator, Sequence
from itertools import product
from string import ascii_uppercase

from derive.calculus.definitions import names_in
from derive.calculus.differentiate import has_derivative
from derive.calculus.substitution import free_letters
from derive.calculus.table import BY_CODE
from derive.data import replace
from derive.decide.verdict import Verdict
from derive.document.model import Document
from derive.errors import UnsupportedError, UsageError
from derive.formula import Compared
from derive.meaning.names import KNOWN_FUNCTIONS
from derive.proofread import check_document
from derive.report import DocumentReport, RuleName, Step
from derive.teach.derivation import Derivation, derivations
from derive.teach.differential import Move
from derive.teach.setting import Growing, Setting, setting
from derive.teach.why import explained
from derive.teach.writing import Writer, index_formula
from derive.term import Distinction
from derive.term_text import text


def derive_steps(
    document: Document,
    expression: str,
    n: int | None = None,
    define: Sequence[str] = (),
    assume: Sequence[str] = (),
    *,
    why: bool = False,
) -> DocumentReport:
    """The report on the derivation that the tool makes of an expression, under what the document gives and what is
    defined and assumed besides; the steps have the rules by which they were made.

    Raises ReadError and UnsupportedError for an expression that is not understood, and UsageError where there is
    nothing to derive.
    """
    given = setting(document, expression, define, assume)
    found = derivations(given.claim, given.sizes)
    if not found[-1].moves:
        message = f"there is nothing to derive: {expression} is in its simplest form"
        if has_derivative(found[-1].last):
            message = f"nothing that is given tells what {expression} is"
        raise UsageError(message, code="nothing-to-derive")
    _refuse_known_functions(given)
    told = text(given.term)
    # the sums of products of vectors have letters that nobody wrote
    own = written(given, found, " ".join(expression.split()) if "⋆" in told else told)
    report = check_document(own, n)
    made = dict(zip(_ids(found), _moves(found), strict=True))
    steps = tuple(_named(step, made[step.id]) for step in report.steps if step.id in made)
    last = document.source.position(len(document.source.text))[0]
    used = (replace(one, line=one.line if one.line <= last else 0) for one in report.given if one.used_by)
    report = replace(report, given=tuple(used), steps=steps)
    return explained(own, report) if why else report


def _refuse_known_functions(given: Setting) -> None:
    """Raises UnsupportedError for sin, cos and the like, of which no rule of differentiation is known."""
    names = (name.partition("(")[0] for name in sorted(names_in(given.term)))
    unknown = next((name for name in names if name in KNOWN_FUNCTIONS), None)
    if unknown is not None:
        raise UnsupportedError(f"the function {unknown} is not supported", code="construct-not-supported")


def written(given: Setting, found: Sequence[Derivation], title: str) -> Document:
    """The document of what is given and of the derivations."""
    names = frozenset((*given.sets.arity, *given.sizes, *(d.name for d in given.claim.definitions)))
    own = Growing(replace(given.document, title=title))
    for tag, derivation in zip(tags(), found, strict=False):
        writer = Writer(names | {letter.name for letter in free_letters(derivation.first)})
        members = (derivation.first, *(move.term for move in derivation.moves))
        own.add_members(tuple(map(writer.write, members)), tag, tuple(map(_condition, derivation.case)))
    return own.document


def tags() -> Sequence[str]:
    """A, B, …, Z, AA, AB, …"""
    return (*ascii_uppercase, *(a + b for a, b in product(ascii_uppercase, repeat=2)))


def _ids(found: Sequence[Derivation]) -> Iterator[str]:
    for tag, derivation in zip(tags(), found, strict=False):
        yield from (f"{tag}.{place}" for place, _ in enumerate(derivation.moves, 1))


def _moves(found: Sequence[Derivation]) -> Iterator[Move]:
    for derivation in found:
        yield from derivation.moves


def _named(step: Step, move: Move) -> Step:
    """The step with the rule by which it was made. What an earlier result rests on is told where that is proved."""
    step = replace(step, rules=(RuleName(move.rule, BY_CODE[move.rule].title),))
    if move.results and step.verdict is Verdict.PROVED:
        return replace(step, uses=tuple(f"({tags()[number]})" for number in move.results))
    return step


def _condition(distinction: Distinction) -> Compared:
    sign = "=" if distinction.equal else "≠"
    return Compared(index_formula(distinction.left), sign, index_formula(distinction.right))
