"""Why each step of a report holds: its rules in words, and which terms vanish.

Where a step carries out the derivative of a sum, or puts a δ to use, the terms of the sum are looked at one by one:
for all n, and for a chosen n each with its value.
"""

from collections.abc import Iterator, Mapping

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import free_letters, substitute
from derive.data import replace
from derive.decide.at_size import Sizes
from derive.decide.verdict import Verdict
from derive.document.model import Document, Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import Compared, Formula
from derive.meaning.context import Scalar
from derive.proofread import givens
from derive.report import DocumentReport, Sentence, Step, Table
from derive.source import Span
from derive.teach.reasons import REASONS
from derive.teach.simplest import Known
from derive.teach.tidy import deltas_of, key, product, tidy
from derive.teach.vanishing import HeldFixed, OneTerm, components, held_fixed, one_terms
from derive.teach.writing import Writer, index_formula, variable
from derive.term import (
    MINUS_ONE,
    ZERO,
    Derivative,
    Number,
    Plus,
    Power,
    Sum,
    Term,
    Times,
    Variable,
    subterms,
    subterms_of,
)
from derive.term_text import text

MOST_WRITTEN = 6
"""The terms of larger sums are not listed."""


def explained(document: Document, report: DocumentReport) -> DocumentReport:
    """The report with a reason for every step that is proved, and with what its tables say."""
    reasons = _Reasons(document, report)
    steps = (
        replace(step, why=tuple(reasons.of(step))) if step.verdict is Verdict.PROVED else step for step in report.steps
    )
    tables = (replace(table, why=tuple(_reading(table))) for table in report.tables)
    return replace(report, steps=tuple(steps), tables=tuple(tables))


def _reading(table: Table) -> Iterator[Sentence]:
    """How a table of derivatives is to be read."""
    if len(table.rows) > 1:
        yield ("Each entry is a derivative of its own: how one ", table.of, " changes with one ", table.by,
               ", while the others are held fixed.")  # fmt: skip
        yield "The table as a whole is the derivative of ", table.of, "; its entries are not added up."
    else:
        yield "Each entry is the derivative by one ", table.by, "; the entries are not added up."


class _Reasons:
    """Reads the steps of one report once more, for what is to be said of them."""

    def __init__(self, document: Document, report: DocumentReport) -> None:
        self.report = report
        self.given = givens(document)
        self.definitions = Definitions(self.given.facts.definitions)
        self.statements: dict[Span, tuple[int, Statement]] = {
            relation.span: (scope, statement)
            for scope, statement in zip(self.given.claims.scopes, self.given.read, strict=True)
            for relation in statement.chain.relations
        }

    def of(self, step: Step) -> Iterator[Sentence]:
        """Its rules, and what vanishes."""
        sides = self._sides(step)
        for rule in step.rules:
            special = self._special(rule.code, step, sides)
            yield from special or [(REASONS[rule.code],)]
        if sides is not None:
            yield from self._vanishing(step, *sides)

    def _sides(self, step: Step) -> tuple[Term, Term] | None:
        """What both sides mean; None for vectors, and for what has no meaning outside of its place."""
        if step.span not in self.statements:
            return None
        scope, _ = self.statements[step.span]
        terms = []
        for member in (step.left, step.right):
            if isinstance(member.formula, ReadError):
                return None
            try:
                value = self.given.claims.value(member.formula, scope)
            except UnsupportedError:
                return None
            if not isinstance(value, Scalar):
                return None
            terms.append(tidy(value.term))
        return terms[0], terms[1]

    def _special(self, code: str, step: Step, sides: tuple[Term, Term] | None) -> list[Sentence]:
        """What can be said of a rule in this step, beyond what is always true of it."""
        match code:
            case "definition" if sides is not None:
                return list(self._definitions(*sides))
            case "hypothesis":
                stated = [h for h in self.given.facts.hypotheses if f"{text(h.left)} = {text(h.right)}" in step.uses]
                writer = Writer()
                equations = [Compared(writer.write(tidy(h.left)), "=", writer.write(tidy(h.right))) for h in stated]
                return [("It is given that ", equation, ".") for equation in equations]
            case "earlier-result":
                names = [name for name in step.uses if name.startswith("(")]
                return [(f"It was found before: {' and '.join(names)}.",)] if names else []
            case "quotient-rule" if sides is not None:
                return list(_quotients(sides[0]))
            case "split-sum" if sides is not None:
                return [*_apart(*sides), *_together(*sides)]
            case "power-rule" if sides is not None:
                return list(_powers(sides[0]))
            case "collapse-delta" if sides is not None:
                return list(_collapsed(*sides))
            case _:
                return []

    def _definitions(self, left: Term, right: Term) -> Iterator[Sentence]:
        """Which symbols are written out, and what is written as a symbol."""
        writer = Writer()
        before, after = (
            {one for one in subterms_of(side, Variable) if one.name in self.definitions} for side in (left, right)
        )
        written_out = sorted(before - after, key=repr)
        for one in written_out:
            yield variable(one), " is written out: it is ", writer.write(tidy(self.definitions.unfold(one))), "."
        brought = frozenset().union(*(names_in(self.definitions.unfold(one)) for one in written_out))
        for one in sorted(after - before, key=repr):
            if one.name not in brought:
                yield "What is ", writer.write(tidy(self.definitions.unfold(one))), " is written ", variable(one), "."

    def _vanishing(self, step: Step, left: Term, right: Term) -> Iterator[Sentence]:
        scope, _ = self.statements[step.span]
        case = self.given.claims.case(step.case, scope)
        if self._differentiates_unknowns(left, right):
            return
        known = Known((), self.definitions, case)
        still = {key(one) for one in subterms(right)} | {key(one.whole) for one in one_terms(right, known)}
        if any(isinstance(one, Derivative) for one in subterms(left)):
            yield from (
                sentence
                for fixed in held_fixed(left, known)
                if key(Derivative(fixed.term, fixed.variable)) not in still
                for sentence in _held(fixed)
            )
        for found in one_terms(left, known):
            if key(found.whole) not in still:
                yield from self._one_term(found, step, known)

    def _differentiates_unknowns(self, left: Term, right: Term) -> bool:
        """Whether something is differentiated that may depend on the variable in a way that nobody tells."""
        derivatives = [one for term in (left, right) for one in subterms_of(term, Derivative)]
        written = {one.operand.name for one in derivatives if isinstance(one.operand, Variable)}
        mentions = self.given.claims.mentions
        for one in derivatives:
            reached = frozenset().union(*map(self.definitions.names, names_in(one.operand)))
            for name in reached - {one.variable.name}:
                told = name in written or mentions.differentiated(name) or mentions.is_unread(name)
                if told and name not in self.definitions:
                    return True
        return False

    def _one_term(self, found: OneTerm, step: Step, known: Known) -> Iterator[Sentence]:
        writer = Writer(frozenset(letter.name for letter in free_letters(found.whole)))
        whole, body = writer.write(found.whole), found.whole.body
        by = variable(body.variable) if isinstance(body, Derivative) else None
        if found.index is None:
            since = () if by is None else (": there is no ", by, " in it")
            yield "Every term of ", whole, " is 0", *since, "."
        else:
            term = Compared(index_formula(found.whole.letter), "=", index_formula(found.index))
            since = () if by is None else (" (the others do not depend on ", by, ")")
            value = writer.write(found.value)
            yield "Of the terms of ", whole, " only that with ", term, " is not 0", *since, ", and it is ", value, "."
        if step.instance is not None and self.report.n is not None:
            letters = dict(step.instance.letters)
            yield from _listed(found, letters, Sizes(self.given.claims.sets.main, self.report.n), known)


def _listed(found: OneTerm, letters: Mapping[str, int], sizes: Mapping[str, int], known: Known) -> Iterator[Sentence]:
    """The terms at a chosen n, one by one."""
    size = sizes[found.whole.letter.set.size]
    if size > MOST_WRITTEN:
        return
    listed = components(found, letters, size, known)
    if all(term == value for term, value in listed):
        return
    writer = Writer()
    parts: list[str | Formula] = [f"At n = {size}: "]
    for place, (term, value) in enumerate(listed):
        parts += [", " if place else "", Compared(writer.write(term), "=", writer.write(value))]
    yield (*parts, ".")


def _held(fixed: HeldFixed) -> Iterator[Sentence]:
    writer = Writer()
    term, by = writer.write(fixed.term), variable(fixed.variable)
    derivative = writer.write(Derivative(fixed.term, fixed.variable))
    different = dict.fromkeys(
        Compared(index_formula(one), "≠", index_formula(other))
        for symbol in fixed.others
        for one, other in zip(symbol.indices, fixed.variable.indices, strict=True)
        if one != other
    )
    since = [part for one in different for part in (" and ", one)][1:]
    yield Compared(derivative, "=", writer.write(ZERO)), ": ", term, " does not depend on ", by, ", since ", *since, "."
    if fixed.through is not None:
        yield "The quotient still depends on ", by, ", through ", writer.write(fixed.through), "."


def _collapsed(left: Term, right: Term) -> Iterator[Sentence]:
    """Which terms of sums with a δ in them are 0."""
    there = {key(one) for one in subterms(right)}
    sums = [one for one in subterms_of(left, Sum) if key(one) not in there]
    for one in dict.fromkeys(sums):
        for delta in dict.fromkeys(deltas_of(one)):
            index = delta.right if delta.left == one.letter else delta.left
            letter, other = index_formula(one.letter), index_formula(index)
            yield Writer().write(delta), " is 0 for every ", letter, " but ", other, "."


def _powers(left: Term) -> Iterator[Sentence]:
    """Of what kind the powers are that are differentiated."""
    operands = [one.operand for one in subterms_of(left, Derivative)]
    powers = [one for one in operands if isinstance(one, Power)]
    if powers and all(isinstance(one.exponent, Number) for one in powers):
        yield ("The power rule: the derivative of f^c is c f^(c−1) ∂f, where c is constant.",)


def _quotients(term: Term) -> Iterator[Sentence]:
    """What is above and below the bar where the quotient rule is used."""
    writer = Writer()
    for one in subterms(term):
        if isinstance(one, Derivative) and isinstance(one.operand, Times):
            below = [f for f in one.operand.factors if isinstance(f, Power) and f.exponent == MINUS_ONE]
            above = [f for f in one.operand.factors if f not in below]
            if len(below) == 1 and above:
                numerator, denominator = writer.write(product(tuple(above))), writer.write(below[0].base)
                yield "The quotient rule: (g ∂f − f ∂g)/g², where f = ", numerator, " and g = ", denominator, "."


def _apart(left: Term, right: Term) -> Iterator[Sentence]:
    """Which terms of sums are written apart in the right side."""
    writer = Writer()
    for one in _split_in(right, left):
        whole = Sum(one.letter, (), one.body)
        index = one.excluded[0]
        alone = substitute(one.body, {one.letter: index})
        term = Compared(index_formula(one.letter), "=", index_formula(index))
        equation = Compared(writer.write(whole), "=", writer.write(tidy(Plus((one, alone)))))
        yield "The term with ", term, " is written apart: ", equation, "."


def _together(left: Term, right: Term) -> Iterator[Sentence]:
    """Which terms go back into their sums."""
    for one in _split_in(left, right):
        term = Compared(index_formula(one.letter), "=", index_formula(one.excluded[0]))
        yield "The term with ", term, " goes back into the sum over ", index_formula(one.letter), "."


def _split_in(term: Term, other: Term) -> list[Sum]:
    """The sums without one index that stand in a term and not in the other."""
    there = {key(one) for one in subterms(other)}
    sums = [one for one in subterms_of(term, Sum) if len(one.excluded) == 1]
    return [one for one in dict.fromkeys(sums) if key(one) not in there]
