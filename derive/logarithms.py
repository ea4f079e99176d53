"""Logarithms that may be those of a sum: log 1 + e^x for log (1 + e^x).

As it is written the logarithm ends before the sign. A step that is false so, and proved where the logarithms of the
document reach over the sums after them, is not refuted: many write no brackets.
"""

from collections.abc import Callable, Iterator, Sequence

from derive.data import replace
from derive.decide.verdict import Reason, Verdict
from derive.document.members import with_formulas
from derive.document.model import Document
from derive.formula import Added, Applied, Formula, Multiplied, Name, Negated, Numeral, Ranged
from derive.formula_parts import Change, everywhere, subformulas
from derive.judge import Judge
from derive.reading import Asked
from derive.report import DocumentReport, Step

_REASON = Reason("two-readings", "false as it is written, but it may be meant that log a + b is log (a + b)")


def leave_open(
    document: Document,
    steps: list[Step],
    wrong: Sequence[Asked],
    judge: Judge,
    check: Callable[[Document], DocumentReport],
) -> None:
    """Leaves the steps undecided that are refuted, and proved in that reading of all logarithms, or of those of numbers
    only: nobody writes log 1 for 0. `check` reads other documents."""
    for change, other in _read_further(document):
        refuted = [one for one in wrong if steps[one.place].verdict is Verdict.REFUTED]
        if not judge.may_hold(refuted, change):
            continue
        proved = {one.span for one in check(other).steps if one.verdict is Verdict.PROVED}
        for place in (one.place for one in refuted):
            if steps[place].span in proved:
                steps[place] = steps[place].left_open(_REASON)


def _read_further(document: Document) -> Iterator[tuple[Change, Document]]:
    """The changes that make logarithms reach further, if there are any, and the document after each."""
    every = with_formulas(document, _over_sum)
    if every.statements != document.statements:
        yield _over_sum, every
        of_numbers = with_formulas(document, _of_number_over_sum)
        if of_numbers.statements not in (document.statements, every.statements):
            yield _of_number_over_sum, of_numbers


@everywhere
def _over_sum(formula: Formula) -> Formula:
    return _over(formula, lambda _: True)


@everywhere
def _of_number_over_sum(formula: Formula) -> Formula:
    return _over(formula, lambda argument: isinstance(argument, Numeral))


def _over(formula: Formula, may_be: Callable[[Formula], bool]) -> Formula:
    """A sum, its logarithms with what follows each of them up to the next one."""
    if not isinstance(formula, Added):
        return formula
    terms = list(formula.terms)
    for place in reversed(range(len(terms) - 1)):
        end = next((k for k in range(place + 1, len(terms)) if _has_logarithm(terms[k])), len(terms))
        longer = _reaching(terms[place], tuple(terms[place + 1 : end]), may_be) if end > place + 1 else None
        if longer is not None:
            terms[place:end] = [longer]
    if len(terms) == len(formula.terms):
        return formula
    return replace(formula, terms=tuple(terms)) if len(terms) > 1 else terms[0]


def _reaching(term: Formula, rest: tuple[Formula, ...], may_be: Callable[[Formula], bool]) -> Formula | None:
    """A term that ends with a logarithm without brackets, which reaches over the rest; None for another term."""
    match term:
        case Applied(arguments=(argument,), parenthesised=False) if _has_logarithm(term) and may_be(argument):
            return replace(term, arguments=(Added((argument, *rest)),), parenthesised=True)
        case Negated(operand=operand):
            inner = _reaching(operand, rest, may_be)
            return None if inner is None else replace(term, operand=inner)
        case Multiplied(factors=(*before, last)):
            inner = _reaching(last, rest, may_be)
            return None if inner is None else replace(term, factors=(*before, inner))
        case Ranged(body=body):
            inner = _reaching(body, rest, may_be)
            return None if inner is None else replace(term, body=inner)
    return None


def _has_logarithm(formula: Formula) -> bool:
    functions = (one.function for one in subformulas(formula) if isinstance(one, Applied))
    return any(isinstance(one, Name) and one.letter in ("log", "ln") for one in functions)
