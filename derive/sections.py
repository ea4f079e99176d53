"""Steps that a document leaves undecided, read in other ways: with superscripts as labels, with symbols of one sample
apart from those of all, and those in sums of one length from those in sums of another, and section by section.

Layers may have different sizes: then w^{(1)} and w^{(2)} are two symbols. What is proved where they have nothing in
common holds for the layers of one network.

A document may begin anew in each section: it repeats the forward pass with other indices, or calls something else p.
What a section proves from what it states itself is proved, where its symbols mean what they mean there. It refutes
nothing, and a section that takes for given what the document refutes proves nothing. Symbols that other sections
define stay open, and an equation in running text gives only what it gives in the document. An equation that tells a
symbol by the same symbols as another one does, or by none, contradicts that one rather than begins anew: it is not
given, and proves nothing; so does one of symbols that only other sections define, as p = c where both are told there.
But y = g(x), where nothing tells g, only says on what y depends, and w ∈ ℝ^n where its values are.
So is a document read that has no sections, or long ones: a few statements at a time.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from derive.data import Data, replace
from derive.decide.verdict import Verdict
from derive.document.model import Cue, Document, Statement
from derive.errors import ReadError
from derive.formula import (
    EQUALITIES,
    Applied,
    Name,
)  # fmt: skip
from derive.formula_parts import subformulas_of
from derive.meaning.by_entries import with_functions_of_entries
from derive.meaning.lengths import with_lengths_apart
from derive.meaning.row_primes import with_primes_of_rows
from derive.meaning.samples import with_samples_apart
from derive.meaning.summed_values import with_values_numbered
from derive.meaning.superscripts import with_labels
from derive.report import DocumentReport, Given, Step
from derive.section_symbols import (
    CONSTANTS,
    is_contrary,
    is_other_instance,
    is_same,
    only_depends,
    symbols_in,
    symbols_of,
    told_by,
    told_of,
    unfolded,
    uses,
)  # fmt: skip
from derive.source import Span

LABELS = "superscripts in parentheses are labels"
LENGTHS = "symbols in sums of different lengths are apart"
SAMPLES = "symbols with the index of a sample and without are apart"
VALUES = "each sum over values has finitely many terms, and x′ has the values of x"
BY_ENTRIES = "functions of matrices are taken entry by entry"
PRIMES = "′ is the derivative by what its row differentiates by"
WORDS = "symbols mean what they mean in this section"
NEARBY = "symbols mean what they mean in the statements around this one"
"""The conditions of what is proved so."""
OF_THE_WHOLE = 1
"""How many of the changes are of the whole document only, and not of a section by itself."""
LONG = 10
"""The number of statements of a stretch."""


class Apart(Data):
    """What sections say: the steps, some of them decided, and what is given."""

    steps: tuple[Step, ...]
    given: tuple[Given, ...]


def read_apart(
    document: Document,
    steps: Sequence[Step],
    given: Sequence[Given],
    is_function: Callable[[str], bool],
    stretches: bool,
    changed: int,
    check: Callable[[Document, int, bool], DocumentReport],
) -> Apart:
    """The steps, those that are undecided decided by what their section says, where it proves them.

    `is_function` tells whether a letter is a function; `stretches`: whether stretches of a few statements are read as
    sections are; `changed`: how many of the changes of the whole document it has behind it; `check` reads other
    statements, after so many changes, as those of a section or of the document.
    """
    found, stated = list(steps), list(given)
    changes: tuple[tuple[Callable[[Sequence[Statement]], tuple[Statement, ...] | None], str], ...] = (
        (partial(with_values_numbered, functions=document.functions), VALUES),
        (partial(with_labels, is_function=is_function), LABELS),
        (partial(with_functions_of_entries, is_function=is_function, source=document.source), BY_ENTRIES),
        (with_samples_apart, SAMPLES),
        (with_lengths_apart, LENGTHS),
        (partial(with_primes_of_rows, source=document.source), PRIMES),
    )
    for number, (change, words) in enumerate(changes[changed:], changed + 1):
        undecided = any(one.verdict is Verdict.UNDECIDED for one in found)
        statements = change(document.statements) if undecided else None
        if statements is not None:
            report = check(replace(document, statements=statements, unreadable=(), expected=()), number, False)
            _adopt(report, found, {step.span: k for k, step in enumerate(found)}, stated, words)
    taken = {step.span for step in steps if step.verdict is Verdict.GIVEN}
    sections = [(*section, WORDS) for section in _sections(document)]
    around = [(*stretch, NEARBY) for stretch in _stretches(document)] if stretches else []
    reports: dict[tuple[int, ...], DocumentReport] = {}
    """By identity of the statements: a section may consist of one smaller section, or be as long as a stretch."""
    for start, end, words in (*sections, *around):
        places = {step.span: k for k, step in enumerate(found) if start <= step.span.start < end}
        inside = [one for one in document.statements if start <= one.chain.span.start < end]
        statements = tuple(one for one in inside if _counts(one, taken))
        undecided = any(found[k].verdict is Verdict.UNDECIDED for k in places.values())
        if undecided and len(inside) < len(document.statements):
            key = tuple(map(id, statements))
            if key not in reports:
                alone = replace(document, statements=statements, unreadable=(), expected=(), headings=())
                reports[key] = check(alone, max(changed, OF_THE_WHOLE), True)
            _adopt(reports[key], found, places, stated, words)
            if words == WORDS and any(step.verdict is Verdict.REFUTED for step in reports[key].steps):
                _adopt_refuted(reports[key], found, places, _symbols_outside(document, start, end))
    return Apart(tuple(found), tuple(stated))


def _sections(document: Document) -> Iterator[tuple[int, int]]:
    """Where sections begin and end, the larger ones first; what stands before the first heading is one."""
    end = len(document.source.text)
    for level in sorted({heading.level for heading in document.headings}):
        starts = [heading.start for heading in document.headings if heading.level <= level]
        yield from zip((0, *starts), (*starts, end), strict=True)


def _stretches(document: Document) -> Iterator[tuple[int, int]]:
    """Where stretches of a few statements begin and end, each with the second half of the one before it."""
    starts = [one.chain.span.start for one in document.statements if not one.chain.continues]
    for k in range(0, len(starts) - LONG // 2, LONG // 2):
        yield starts[k], (*starts, len(document.source.text))[min(k + LONG, len(starts))]


def _counts(statement: Statement, given: Collection[Span]) -> bool:
    """Whether a section may take the statement for what it gives: a display, or what the document takes for given."""
    relations = statement.chain.relations
    return statement.display or statement.cue is not Cue.NONE or not relations or relations[0].span in given


def _adopt(report: DocumentReport, found: list[Step], places: dict[Span, int], stated: list[Given], words: str) -> None:
    """Takes over what is proved in a section, and the definitions that are understood there."""
    pairs = [(step, found[places[step.span]]) for step in report.steps if step.span in places]
    if any(here.verdict is Verdict.GIVEN and there.verdict is Verdict.REFUTED for here, there in pairs):
        return
    refused = _refused(pairs, [step for step in found if step.span not in places], report.given)
    contrary = {here.line for here, _ in refused}
    resting = {step for one in report.given if one.line in contrary for step in one.used_by}
    resting |= _mentioning([here for here, there in refused if there.verdict is not Verdict.GIVEN], report.steps)
    names = {_name(here): _name(there) for here, there in pairs}
    ids: dict[str, str] = {}
    lines: set[int] = set()
    for here, there in pairs:
        is_apart = here.id not in resting and not (here.verdict is Verdict.GIVEN and here.line in contrary)
        if not is_apart or there.verdict is not Verdict.UNDECIDED:
            continue
        if here.verdict is Verdict.PROVED:
            ids[here.id] = there.id
        elif here.verdict is Verdict.GIVEN:
            lines.add(here.line)
        else:
            continue
        uses = tuple(names.get(one, one) for one in here.uses)
        conditions = tuple(dict.fromkeys((*here.conditions, words)))
        said = {"uses": uses, "conditions": conditions, "left": there.left, "right": there.right}
        found[places[there.span]] = replace(here, id=there.id, tag=there.tag, **said)
    for one in report.given:
        used_by = tuple(ids[step] for step in one.used_by if step in ids)
        if used_by or one.line in lines:
            _list(replace(one, used_by=used_by), stated)


def _adopt_refuted(
    report: DocumentReport, found: list[Step], places: Mapping[Span, int], outside: Collection[tuple[str, int]]
) -> None:
    """Takes over what is refuted in a section, where all that it says of its free symbols is said of none outside, and
    nothing that is given there is refused by the document."""
    given = [step for step in report.steps if step.verdict is Verdict.GIVEN]
    adopted = {step.span for step in found if step.verdict is Verdict.GIVEN}
    if any(step.span not in adopted for step in given):
        return
    defined = {symbol for symbol in (told_of(step)[0] for step in given) if symbol is not None}
    said = {one for step in given for member in (step.left, step.right) for one in uses(member.formula)[0]}
    for step in report.steps:
        place = places.get(step.span)
        if place is None or step.verdict is not Verdict.REFUTED or found[place].verdict is not Verdict.UNDECIDED:
            continue
        own = {one for member in (step.left, step.right) for one in uses(member.formula)[0]}
        if not ((own | said) - defined) & set(outside):
            there = found[place]
            found[place] = replace(step, id=there.id, tag=there.tag, left=there.left, right=there.right)


def _symbols_outside(document: Document, start: int, end: int) -> frozenset[tuple[str, int]]:
    """The symbols, with the number of their indices, and the functions, that stand outside of a section; but for those
    that only end a sum."""
    outside = [one for one in document.statements if not start <= one.chain.span.start < end]
    formulas = [member.formula for one in outside for member in one.chain.members]
    applied = {
        (part.function.letter, 0)
        for formula in formulas
        if not isinstance(formula, ReadError)
        for part in subformulas_of(formula, Applied)
        if isinstance(part.function, Name)
    }
    symbols = (symbols_in(formula, ends=False) for formula in formulas if not isinstance(formula, ReadError))
    return frozenset(applied.union(*symbols)) - CONSTANTS


def _refused(
    pairs: Sequence[tuple[Step, Step]], elsewhere: Sequence[Step], given: Sequence[Given]
) -> list[tuple[Step, Step]]:
    """What a section gives that other sections contradict, or that says something of symbols which only they define;
    each step with that of the document."""
    outside = told_by(elsewhere).keys()
    supposed = {one.members for one in given if one.kind == "hypothesis"}
    only_outside = outside - told_by(here for here, _ in pairs if (here.left, here.right) not in supposed).keys()
    refused = []
    for here, there in pairs:
        if here.verdict is not Verdict.GIVEN or only_depends(here, given):
            continue
        is_new = there.verdict is not Verdict.GIVEN and not any(is_same(here, other) for other in elsewhere)
        symbol, told = told_of(here)
        if (here.left, here.right) in supposed:
            told |= symbols_of(here.left)
        elif symbol is None or symbol[0] not in outside:
            told = frozenset()
        told_at_all = [other for one, other in pairs if one.verdict is Verdict.GIVEN]
        if (
            is_other_instance(there, told_at_all)
            or is_contrary(here, elsewhere)
            or (is_new and here.sign in EQUALITIES and told & only_outside)
        ):
            refused.append((here, there))
    return refused


def _mentioning(refused: Sequence[Step], steps: Sequence[Step]) -> set[str]:
    """The ids of the steps in which a symbol stands that a refused definition tells, or one that is told by it."""
    symbols = {symbol[0] for symbol, _ in map(told_of, refused) if symbol is not None}
    told = told_by(steps)
    return {one.id for one in steps if symbols & unfolded(symbols_of(one.left) | symbols_of(one.right), told)}


def _list(given: Given, stated: list[Given]) -> None:
    """Notes what is given, and the steps that use it."""
    for k, one in enumerate(stated):
        if [member.span for member in one.members] == [member.span for member in given.members]:
            stated[k] = replace(one, used_by=(*one.used_by, *given.used_by))
            return
    stated.append(given)


def _name(step: Step) -> str:
    """How a person refers to the chain of the step."""
    return f"({step.id.rpartition('.')[0]})"
