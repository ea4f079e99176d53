"""The search for one edit of a definition after which the refuted steps that rest on it are proved.

Where a definition is wrong, and what follows is worked out from the right one, many steps are refuted, each of them
right by itself. A sieve in floating point chooses among the edits of the definition, as for the edits of a step. What
is found is put into the document, and the whole is read again: the repair is the edit after which the steps are proved
and no step is lost that was proved before.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction

from derive.data import Data, replace
from derive.decide.budget import Budget, BudgetSpentError
from derive.decide.sieve import Sieve
from derive.decide.verdict import Proved, Verdict
from derive.document.model import Document, Member, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import Formula, Numeral
from derive.formula_parts import subformulas
from derive.givens import Stated as Givens
from derive.judge import Judge
from derive.meaning.claims import Claims
from derive.meaning.edited import redefined, value_of_edited
from derive.meaning.facts import Facts
from derive.mistakes.edits import ANYWHERE, Edited, oddities, singles
from derive.mistakes.search import ODD
from derive.mistakes.words import words_near
from derive.mistakes.writing import repaired_latex
from derive.notation.canonical import canonical_latex
from derive.reading import Asked, Stated
from derive.report import DocumentReport, Given, Repair, Step
from derive.term import ZERO, Claim

SEARCHING = 2_000_000
"""Units of work for one document."""
PER_EDIT = 60
"""Units of work for the meaning of an edited definition."""
FEWEST = 2
"""So many refuted steps show that what they rest on is wrong, rather than they."""
MOST_PROOFS = 8
"""How many edits of a definition are tried with the refuted steps alone."""
LEFT = frozenset(
    ("missing-partial", "wrong-left-side", "wrong-symbol", "index-slip", "digit-for-letter", "letter-case")
)
"""The kinds of mistake by which a left side names something else than what is worked out."""
MOST_TRIED = 4
"""How many edits of a definition are tried in the document."""
_NOTHING = Numeral(Fraction(0))
MOST_READINGS = 8
"""How many times the document is read again."""


class _Changed(Data):
    """A definition with another body."""

    stated: Stated
    member: int
    """The number of the body among the members of the chain."""
    body: Formula


def _claims(meaning: Claims, asked: Asked, facts: Facts, changed: _Changed | None = None) -> tuple[Claim, ...]:
    """What a step claims under some facts, where it stands in the chain of the changed definition with that body.

    Raises UnsupportedError.
    """
    reading = asked.reading
    values = {k: reading.values[k] for k in (asked.left, asked.right)}
    if changed is not None and reading.statement is changed.stated.statement and changed.member in values:
        values[changed.member] = value_of_edited(meaning, changed.body, reading.scope)
    left, right = values[asked.left], values[asked.right]
    if isinstance(left, DeriveError) or isinstance(right, DeriveError):
        raise UnsupportedError("this side has a meaning elsewhere only", code="construct-not-supported")
    return meaning.claims(left, right, reading.statement, facts, reading.scope)


def _sides(asked: Asked) -> tuple[Formula, Formula]:
    left, right = (asked.reading.chain.members[k].formula for k in (asked.left, asked.right))
    assert not isinstance(left, ReadError), "it was decided"
    assert not isinstance(right, ReadError), "it was decided"
    return left, right


def _mended(step: Step) -> tuple[Formula, Formula] | None:
    """The sides of a step as they should be, where the right one alone is wrong."""
    repair, left = step.repair, step.left.formula
    if repair is None or repair.formula is None or repair.left != step.left.latex or isinstance(left, ReadError):
        return None
    return left, repair.formula


def _proved(steps: Sequence[Step]) -> set[tuple[Formula, Formula]]:
    """Two members of each chain that are equal by steps that are proved."""
    found = set[tuple[Formula, Formula]]()
    equal: list[Member] = []
    for step in steps:
        if not (equal and equal[-1] is step.left):
            equal = [step.left]
        if step.verdict is Verdict.PROVED:
            right = step.right.formula
            found.update((one.formula, right) for one in equal)  # type: ignore[misc]
            equal.append(step.right)
    return found


class DefinitionMender:
    """Mends the definitions of one document, after all its steps were decided."""

    def __init__(
        self, document: Document, judge: Judge, givens: Givens, read: Callable[[Document], DocumentReport]
    ) -> None:
        """`givens`: what the document gives; `read`: what is said of another document."""
        self.document = document
        self.judge = judge
        self.givens = givens
        self.read = read
        self.readings = MOST_READINGS
        self.budget = Budget(SEARCHING)

    def mend(self, wrong: Sequence[Asked], steps: Sequence[Step]) -> Iterator[tuple[int, Repair]]:
        """(number of a step, its repair) for the refuted steps that one edit of a definition makes true.

        Of two definitions the later one is told by the other, and fewer steps rest on it: it is the likelier one. A
        definition is borne out where the document itself proves what mends one of the steps: an edit would lose that.
        """
        resting = {one.place: self._rests_on(one) for one in wrong}
        proved = _proved(steps)
        borne_out = frozenset[int]().union(*(resting[k] for k in resting if _mended(steps[k]) in proved))
        best: tuple[int, list[int], Repair] | None = None
        for number in sorted(frozenset().union(*resting.values()) - borne_out, reverse=True):
            stated = self.judge.definitions[number]
            found = [one for one in wrong if number in resting[one.place]]
            if not self._stands_as_read(number) or not self._is_suspect(stated, found, steps):
                continue
            for repair, gained in self._repairs(stated, found, steps):
                mended = [place for place in gained if steps[place].verdict is Verdict.REFUTED]
                if best is None or len(gained) > best[0]:
                    best = len(gained), mended, repair
            if best is not None and len(best[1]) == len(wrong):
                break
        if best is not None:
            yield from ((place, best[2]) for place in best[1])

    def _rests_on(self, one: Asked) -> frozenset[int]:
        """The definitions on which a step rests, and the one in whose chain it stands."""
        known = self.judge.definitions
        own = {number for number, stated in known.items() if stated.statement is one.reading.statement}
        try:
            claims = _claims(self.judge.claims, one, one.facts)
        except UnsupportedError:
            return frozenset(own)
        told = {definition.given for claim in claims for definition in claim.definitions}
        return frozenset(own | (told & known.keys()))

    def _stands_as_read(self, number: int) -> bool:
        """Whether the document has the definition, and it was not read in a way of its own."""
        body = self.givens.given(number).members[1]
        return any(body in statement.chain.members for statement in self.document.statements)

    def _is_suspect(self, stated: Stated, wrong: Sequence[Asked], steps: Sequence[Step]) -> bool:
        """Whether more than one step speaks against a definition: another one about it is not proved either, or the
        one after the wrong step, which is proved, would not be if that were mended."""
        unproved = (step for step in steps if step.verdict in (Verdict.REFUTED, Verdict.UNDECIDED))
        about = sum(bool(stated.names & self._names(step)) for step in unproved)
        if max(about, len(wrong)) >= FEWEST:
            return True
        step, after = (steps[k] if k < len(steps) else None for k in (wrong[0].place, wrong[0].place + 1))
        if step is None or after is None or after.verdict is not Verdict.PROVED or after.left is not step.right:
            return False
        return step.repair is None or step.repair.left == step.left.latex or step.repair.kind not in LEFT

    def _names(self, step: Step) -> frozenset[str]:
        sides = (side.formula for side in (step.left, step.right))
        read = (side for side in sides if not isinstance(side, ReadError))
        return frozenset().union(*map(self.judge.claims.sets.names_of, read))

    def _repairs(
        self, stated: Stated, wrong: Sequence[Asked], steps: Sequence[Step]
    ) -> Iterator[tuple[Repair, list[int]]]:
        """The repairs of a definition by which no step is lost, and the steps that are proved with them."""
        given = self.givens.given(stated.number)
        places = {step.span: place for place, step in enumerate(steps)}
        before = {step.span for step in steps if step.verdict is Verdict.PROVED}
        near = [*self.givens.equations(), *map(_sides, wrong)]
        search = _Search(self.judge, stated, given.members[1], wrong, self.budget)
        for edited in search.survivors(near):
            if self.readings == 0:
                return
            self.readings -= 1
            document = _with_body(self.document, given.members[1], edited.formula)
            proved = {step.span for step in self.read(document).steps if step.verdict is Verdict.PROVED}
            gained = sorted(places[span] for span in proved - before if span in places)
            if before <= proved and not {one.place for one in wrong}.isdisjoint(gained):
                yield self._told(given, edited, len(gained)), gained

    def _told(self, given: Given, edited: Edited, count: int) -> Repair:
        left, body = given.members
        latex = repaired_latex(body, edited.formula, self.document.source)
        (mistake,) = edited.mistakes
        where = f"({given.tag})" if given.tag else f"on line {given.line}"
        failing = f"{count} steps fail" if count > 1 else "this step fails"
        message = f"{mistake.what} in the definition {where}, by which {failing}"
        return Repair(left.latex, latex, mistake.code, message, edited.formula, given)


class _Search:
    """The edits of one definition."""

    def __init__(self, judge: Judge, stated: Stated, body: Member, wrong: Sequence[Asked], budget: Budget) -> None:
        assert not isinstance(body.formula, ReadError), "what could not be read is not given"
        self.judge = judge
        self.stated = stated
        self.wrong = wrong
        self.body = body.formula
        self.member = next(k for k, one in enumerate(stated.statement.chain.members) if one is body)
        self.later = frozenset().union(*(one.names for k, one in judge.definitions.items() if k > stated.number))
        """What is told later is no part of the definition."""
        self.budget = budget

    def survivors(self, near: Sequence[tuple[Formula, Formula]]) -> list[Edited]:
        """The edits after which most of the steps are proved, the best first. `near`: equations, for their symbols."""
        chain = self.judge.read(self.stated.statement, self.stated.scope)
        names_of = self.judge.claims.sets.names_of
        words = words_near(chain, self.member, near, self.judge.claims.sets)
        passed: list[tuple[int, float, int, Edited]] = []
        seen = {self.body}
        has_zero = _NOTHING in subformulas(self.body)
        with suppress(BudgetSpentError):
            every = (edited for batch in singles(self.body, words, ANYWHERE) for edited in batch.edits)
            for edited in every:
                self.budget.spend(PER_EDIT)
                if not has_zero and _NOTHING in subformulas(edited.formula):
                    continue  # what is not there at all explains nothing
                if edited.formula not in seen and not names_of(edited.formula) & self.later:
                    seen.add(edited.formula)
                    count = self._passing(edited.formula)
                    if 2 * count > len(self.wrong):
                        odd = oddities(edited.formula) - oddities(self.body)
                        passed.append((-count, edited.cost + ODD * odd, len(passed), edited))
        passed.sort(key=lambda one: one[:3])
        likely = [edited for _, _, _, edited in passed[:MOST_PROOFS]]
        return [edited for edited in likely if self._proves(edited.formula)][:MOST_TRIED]

    def _passing(self, formula: Formula) -> int:
        """How many of the steps may hold with this body, by the sieve; as many as held until most did not."""
        count = missed = 0
        for one in self.wrong:
            claims = self._claims(formula, one)
            passes = bool(claims) and all(map(self._passes, claims))
            count, missed = count + passes, missed + (not passes)
            if 2 * missed >= len(self.wrong):
                break
        return count

    def _passes(self, claim: Claim) -> bool:
        """Whether a claim may hold, and not because both sides are 0: that would explain nothing."""
        sieve = Sieve(claim, self.budget)
        return sieve.passes(claim) and not sieve.passes(replace(claim, right=ZERO))

    def _proves(self, formula: Formula) -> bool:
        """Whether one of the steps is proved with this body."""
        for one in self.wrong:
            claims = self._claims(formula, one)
            if claims and all(isinstance(self.judge.decide(claim, ()), Proved) for claim in claims):
                return True
        return False

    def _claims(self, formula: Formula, one: Asked) -> tuple[Claim, ...]:
        """What a step claims with this body of the definition; nothing where that has no meaning."""
        stated = self.stated
        changed = _Changed(stated, self.member, formula)
        try:
            given = stated.scope, stated.number
            meaning, facts = redefined(self.judge.claims, stated.statement, formula, one.facts, *given)
            return _claims(meaning, one, facts, changed)
        except UnsupportedError:
            return ()


def _with_body(document: Document, old: Member, formula: Formula) -> Document:
    """The document with another formula for a member."""
    new = replace(old, formula=formula, latex=canonical_latex(formula))

    def changed(statement: Statement) -> Statement:
        members = tuple(new if member == old else member for member in statement.chain.members)
        return replace(statement, chain=replace(statement.chain, members=members))

    return replace(document, statements=tuple(map(changed, document.statements)))
