"""One pass over a document: every relation is given, or decided. Nothing is printed here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from derive.claimed.check import Told, with_wrong_claims
from derive.comparison import OPEN
from derive.contrasted import as_contrasted
from derive.data import replace
from derive.decide.decision import NESTED_TOO_DEEPLY, Decider
from derive.decide.verdict import Decide, Decision, Proved, Reason, Refuted, Undecided, Verdict
from derive.document.model import Cue, Document, Member, Statement
from derive.elsewhere import Elsewhere
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.expected import expectations
from derive.following import Following
from derive.formula import EQUALITIES
from derive.givens import Givens, Stated, until
from derive.judge import Judge
from derive.labels import Labels
from derive.meaning.claims import Claims
from derive.meaning.roles import Role, is_assumption, is_unread_definition, stated_by
from derive.meaning.row_wise import taken_of_rows
from derive.meaning.told.classes import are_told
from derive.meaning.usual import usual_meanings
from derive.mending import UNKNOWN, Mending, may_be_read_otherwise
from derive.prepared import prepared
from derive.reading import Asked, Reading
from derive.reasons import Reasons
from derive.report import DocumentReport, Given, Kind, Repair, Step
from derive.solutions import Solutions
from derive.source import Span
from derive.updates import Updates

if TYPE_CHECKING:
    from derive.chosen_n import ChosenN


class Proofreader:
    """One pass over the statements of a document."""

    def __init__(
        self,
        document: Document,
        n: int | None,
        way_to_decide: Callable[[Claims], Decide] | None = None,
        *,
        mends: bool,
        explains: bool = True,
        whole: Claims | None = None,
        changed: int = 0,
        decider: Decider | None = None,
    ) -> None:
        """`whole`: the meaning of the document of which this one is a section; `changed`: how many of the changes of
        derive.sections it has behind it; `decider`: what decides the document of which this one is a part."""
        self.document = document
        self.mends = mends
        self.n = n
        self.scope = "all n" if n is None else f"n={n}"
        self.statements, scopes = prepared(document)
        self.usual = usual_meanings(self.statements, document.source)
        new = max(scopes, default=-1) + 1
        every = (*scopes, *range(new, new + len(self.usual)))
        self.whole, self.is_section, self.changed = whole, whole is not None, changed
        by_rows = taken_of_rows(document.source.text)
        self.claims = Claims(
            (*self.statements, *self.usual), every, whole,
            constants=document.constants, by_rows=by_rows, section=self.is_section,
        )  # fmt: skip
        self.stated = Stated(document.source)
        self.steps: list[Step] = []
        self.open: list[Asked] = []
        self.wrong: list[Asked] = []
        self.reasons = Reasons(self.stated, wanted=explains)
        self.for_next: list[int] = []
        """The givens that are for the next statement only."""
        self.labels = Labels(document)
        self.chosen = _chosen(n) if n is not None else None
        self.decider = decider or Decider()
        ways = way_to_decide or _ways_to_decide(self.chosen, self.decider)
        self.judge = Judge(self.claims, document.source, ways)
        self.updates = Updates(self.judge, self.statements)
        self.following = Following(self.judge, self.updates)
        self.solutions = Solutions(self.judge, self.following, self.statements, document.headings)
        self.elsewhere = Elsewhere(self.judge, self.statements, self.claims.scopes)
        self.mending = Mending(self.judge, self.stated)

    def _take_usual(self) -> None:
        """Takes the usual meanings of words that the document does not define; they are stated nowhere."""
        scopes = self.claims.scopes[len(self.statements) :]
        for statement, scope in zip(self.usual, scopes, strict=True):
            try:
                facts = self.judge.take(statement, scope, Role.DEFINITION, len(self.stated))
            except UnsupportedError:
                continue  # the document has a rule of its own for the word
            self.stated.state("definition", statement.chain.members, None, None, facts.wording(Role.DEFINITION))

    def report(self) -> DocumentReport:
        self._take_usual()
        told: dict[Span, list[int]] = {}
        read: list[Told] = []
        for number, statement in enumerate(self.statements):
            if statement.chain.relations:
                self.labels.begin(statement)
                first = len(self.steps)
                start = statement.chain.span.start
                self.judge.enter(sum(heading.start < start for heading in self.document.headings), start)
                self._read(statement, self.claims.scopes[number])
                read.append(Told(statement, self.claims.scopes[number], range(first, len(self.steps))))
                self.judge.leave(statement)
                for note in statement.notes:
                    told.setdefault(note.span, []).extend(read[-1].places)
        if self.open or self.wrong:
            from derive.later import Later

            later = Later(self.judge, self.stated, self.reasons, self.steps)
            later.prove(self.open)
            self.wrong = later.acquit(self.wrong)
        if self.wrong or may_be_read_otherwise(self.document.source):
            check = partial(self._otherwise, changed=self.changed, section=False)
            self.mending.wrong(self.document, self.wrong, self.steps, check, definitions=self.mends)
        self.steps = with_wrong_claims(read, self.steps, self.claims, self.judge.facts, self.document.source)
        for number, error in enumerate(self.document.unreadable, 1):
            self._add_unread(f"unread.{number}", error)
        given = self.stated.all()
        chosen = self.chosen
        tables = chosen.gradients.tables(self.claims.sets, chosen.sizes) if chosen is not None else ()
        document = self.document
        steps = tuple(self.steps)
        if any(step.verdict is Verdict.UNDECIDED for step in steps):
            steps, given = self._read_apart(given)
        steps, found = expectations(document.expected, told, steps, document.source)
        return DocumentReport(document.source, document.title, self.n, given, steps, tables, found)

    def _read_apart(self, given: tuple[Given, ...]) -> tuple[tuple[Step, ...], tuple[Given, ...]]:
        """The steps, those that are undecided read in other ways, and what is given; the steps that stay so with the
        edit by which they hold, but for those of a section: of what it leaves undecided nothing is told."""
        from derive.sections import read_apart

        is_function = self.claims.sets.functions.is_applied
        stretches = not self.is_section
        apart = read_apart(self.document, self.steps, given, is_function, stretches, self.changed, self._otherwise)
        mended = self.mends and self.chosen is None and not self.is_section
        return self.mending.suspected(self.open, apart.steps) if mended else apart.steps, apart.given

    def _otherwise(self, document: Document, changed: int, section: bool) -> DocumentReport:
        """What the document says with other statements, or one of its sections by itself."""
        whole = self.claims if section else self.whole
        mends, decider = self.mends and section, self.decider
        return Proofreader(document, self.n, mends=mends, whole=whole, changed=changed, decider=decider).report()

    def givens(self) -> Givens:
        found: list[Statement] = []
        self._take_usual()
        for number, statement in enumerate(self.statements):
            before = len(self.stated)
            if statement.chain.relations:
                self.labels.begin(statement)
                self._read(statement, self.claims.scopes[number])
            if len(self.stated) > before and self.stated.given(before).sign in (*EQUALITIES, "∈"):
                last = self.stated.given(len(self.stated) - 1)
                found.append(replace(statement, chain=until(statement.chain, last.members[-1])))
        return Givens(tuple(found), self.statements, self.claims, self.judge.facts)

    def _add_unread(self, identity: str, error: ReadError) -> None:
        """A place outside of any chain that could not be read."""
        line, column = self.document.source.position(error.span.start)
        place = Member(error, "", error.span)
        seen = (identity, None, line, column, error.span, "", place, place, Verdict.UNREADABLE, self.scope)
        self.steps.append(Step(*seen, error=error))

    def _read(self, statement: Statement, scope: int) -> None:
        before = len(self.stated)
        self._read_under_all_givens(statement, scope)
        if statement.for_next:
            self.for_next += range(before, len(self.stated))
        elif self.for_next:
            self.judge.forget(self.for_next)
            self.for_next = []

    def _read_under_all_givens(self, statement: Statement, scope: int) -> None:
        skipped = next((note for note in statement.notes if note.word == "skip"), None)
        if skipped is not None:
            for k in range(len(statement.chain.relations)):
                reason = Reason("skipped", f"left out: {skipped.text}" if skipped.text else "left out")
                self._add(statement, k, Verdict.UNDECIDED, reason=reason)
            return
        role = self.claims.role(statement, self.judge.facts, scope)
        if role is Role.HYPOTHESIS and self.following.is_claim(statement, scope):
            role = Role.CLAIM
        if role is Role.DEFINITION and self.judge.is_solved_for(statement, scope):
            role = Role.CLAIM
        if role is Role.CLAIM:
            first = len(self.steps)
            self._decide_chain(statement, scope, 0)
            proved = all(step.verdict is Verdict.PROVED for step in self.steps[first:])
            condition = statement.cue is not Cue.DENY and any(step.is_condition for step in self.steps[first:])
            if is_unread_definition(statement, self.claims.sets) and not self.judge.tells_argument(statement.chain):
                self.judge.reopen(self.judge.read(statement, scope))
                self.judge.withhold(statement, scope, Role.DEFINITION)
            elif not proved and (condition or is_assumption(statement, self.claims.sets)):
                self.judge.withhold(statement, scope, role)
            return
        taken = self.claims.taken(statement.chain, role, self.judge.facts)
        solved = self.solutions.decide(statement, scope, self.open) if role is Role.DEFINITION and taken == 1 else None
        if solved is None or isinstance(solved, Proved):
            self._take_as_given(statement, role, scope, taken, solved)
        else:
            reading = self.judge.read(statement, scope)
            self._record(reading, 0, 0, solved)
            if isinstance(solved, Undecided):
                self.judge.suppose(reading, 0)
        if role in (Role.RANGE, Role.CASE) and is_assumption(statement, self.claims.sets):
            self.judge.withhold(statement, scope, role)
        if role is not Role.CASE:
            self._decide_chain(statement, scope, taken)

    def _take_as_given(
        self, statement: Statement, role: Role, scope: int, taken: int, proof: Proved | None = None
    ) -> None:
        """Takes the first relations of a chain as given: bounds, or one after others that only name a function. A
        definition may be proved: it follows from what is supposed."""
        chain, number = statement.chain, len(self.stated)
        try:
            facts = self.judge.take(statement, scope, role, number)
        except UnsupportedError as error:
            if (
                taken == 1
                and error.code == "free-letter"
                and are_told(error.found, chain.members[0], self.document.source)
            ):
                wording = f"{chain.members[0].latex} = {chain.members[1].latex}"
                self.stated.state("definition", chain.members[:2], chain.relations[0], chain.tag, wording)
                self._add(statement, 0, Verdict.GIVEN)
                return
            for k in range(taken):
                self._add(statement, k, Verdict.UNDECIDED, reason=Reason(error.code, error.message))
            return
        kind: Kind = role.value  # type: ignore[assignment]
        for k, last in enumerate(range(1, taken + 1) if role is Role.HYPOTHESIS else (taken,)):
            members = (chain.members[k], chain.members[last])
            self.stated.state(kind, members, chain.relations[k], chain.tag, facts.wording(role, number + k))
        if proof is not None:
            self._record(self.judge.read(statement, scope), 0, 0, proof)
            return
        for k in range(taken):
            self._add(statement, k, Verdict.GIVEN)

    def _takes_as_stated(self, reading: Reading, left: int, k: int) -> bool:
        """Whether relation k only states something, as w ← w − 1 does, and x ∼ N; then it is given."""
        chain = reading.chain
        relation, kind = chain.relations[k], stated_by(chain, left, k)
        if kind is None or self.updates.decide(reading, left, k) is not None:
            return False
        members = (chain.members[left], chain.members[k + 1])
        wording = f"{members[0].latex} {relation.sign} {members[1].latex}"
        self.stated.state(kind, members, relation, chain.tag, wording)
        self._add(reading.statement, k, Verdict.GIVEN, left)
        if kind == "hypothesis":
            self.judge.withhold(reading.statement, reading.scope, Role.CLAIM)
        elif k == 0:
            self.judge.reopen(reading)
            self.judge.facts = self.judge.facts.with_said(self.judge.claims.names_said(chain))
        return True

    def _decide_chain(self, statement: Statement, scope: int, first: int) -> None:
        """Each member against the one before it, or against the last one that is not wrong.

        A member that equals neither neighbour, while they equal each other, is the wrong one: it is reported once.
        """
        chain = statement.chain
        reading = self.judge.read(statement, scope)
        values = reading.values
        left, proofs, unbroken = first, [], True
        for k in range(first, len(chain.relations)):
            unread = next((v for v in (values[left], values[k + 1]) if isinstance(v, ReadError)), None)
            if unread is not None:
                self._add(statement, k, Verdict.UNREADABLE, error=unread)
                unbroken = False
                left = k + 1 if isinstance(values[left], ReadError) else left
                continue
            if self._takes_as_stated(reading, left, k):
                left, unbroken = k + 1, False
                continue
            decision, left = self._decided(reading, left, k)
            if isinstance(decision, Undecided) and self._takes_names(reading, left, k):
                left, unbroken = k + 1, False
                continue
            if isinstance(decision, Refuted) and k == 0 and chain.continues:
                reading, decision = self.elsewhere.going_on(reading, decision, self.steps)
                chain, values = reading.chain, reading.values
            alone = isinstance(decision, Refuted) and self.judge.is_alone_wrong(reading, left, k + 1)
            mends = self.mends and isinstance(decision, Refuted)
            repair = self.mending.step(reading, left, k + 1, self.steps, alone=alone) if mends else None
            self._record(reading, k, left, decision, repair)
            if isinstance(decision, Proved):
                self.judge.settle(decision, reading, left, k + 1)
            says_what_it_is = k == 0 and not chain.continues and chain.relations[0].sign in EQUALITIES
            if says_what_it_is and not isinstance(decision, Proved):
                self.judge.reopen(reading)
            is_open = isinstance(decision, Undecided) and decision.reason.code in OPEN
            if is_open and statement.display and not chain.continues:
                self.judge.suppose(reading, k)
            if isinstance(decision, Proved):
                proofs.append(decision)
            if not alone:
                left = k + 1
                unbroken &= isinstance(decision, Proved) and chain.relations[k].sign in EQUALITIES
        if proofs and unbroken and not self.judge.facts.are_read_otherwise(one.conditions for one in proofs):
            self._note_result(reading, first, proofs)

    def _decided(self, reading: Reading, left: int, k: int) -> tuple[Decision, int]:
        try:
            return self.following.decide(reading, left, k + 1, k)
        except RecursionError:
            return NESTED_TOO_DEEPLY, left

    def _takes_names(self, reading: Reading, left: int, k: int) -> bool:
        """Whether a step is given, since it only names expressions by symbols of which nothing else is said."""
        named = self.judge.take_names(reading, left, k + 1, len(self.stated))
        for members, wording in named:
            self.stated.state("definition", members, replace(reading.chain.relations[k], sign="="), None, wording)
        if named:
            self._add(reading.statement, k, Verdict.GIVEN, left)
        return bool(named)

    def _note_result(self, reading: Reading, first: int, proofs: list[Proved]) -> None:
        left, right = reading.values[first], reading.values[-1]
        if isinstance(left, DeriveError) or isinstance(right, DeriveError):
            return
        result = self.claims.result(left, right, reading.statement, reading.scope, self.reasons.next_result)
        if result is not None:
            self.judge.facts = replace(self.judge.facts, results=(*self.judge.facts.results, result))
            self.reasons.add_result(self.labels.name(), proofs)
            written = [member.formula for member in reading.chain.members]
            if self.chosen is not None:
                self.chosen.gradients.add(result, written[first], written[-1], reading.scope, self.labels.name())

    def _record(self, reading: Reading, k: int, left: int, decision: Decision, repair: Repair | None = None) -> None:
        statement = reading.statement
        instance = self.chosen.instance(self.claims, reading, left, k + 1) if self.chosen is not None else None
        asked = Asked(len(self.steps), reading, left, k + 1, self.judge.facts, len(self.stated))
        if isinstance(decision, Proved) and statement.display and k == 0:
            decision = as_contrasted(decision, statement, self.stated, self.document.source)
        match decision:
            case Proved():
                identity = self._add(
                    statement, k, Verdict.PROVED, left, conditions=decision.conditions, instance=instance,
                    **self.reasons.of(decision),
                )  # fmt: skip
                self.stated.use(self.reasons.givens(decision), identity)
            case Refuted():
                self.wrong.append(asked)
                self._add(
                    statement, k, Verdict.REFUTED, left, counterexample=decision.counterexample, repair=repair,
                    instance=instance,
                )  # fmt: skip
            case Undecided():
                if decision.reason.code in UNKNOWN or (decision.reason.code == "condition" and statement.display):
                    self.open.append(asked)
                self._add(statement, k, Verdict.UNDECIDED, left, reason=decision.reason, instance=instance)

    def _add(self, statement: Statement, k: int, verdict: Verdict, left: int | None = None, **said: Any) -> str:
        """Adds the step of relation k to the report; returns its id."""
        chain = statement.chain
        relation = chain.relations[k]
        line, column = self.document.source.position(relation.span.start)
        identity = self.labels.next()
        self.steps.append(
            Step(
                identity,
                self.labels.tag,
                line,
                column,
                relation.span,
                relation.sign,
                chain.members[k if left is None else left],
                chain.members[k + 1],
                verdict,
                self.scope,
                statement.case,
                **said,
            )
        )
        return identity


def _chosen(n: int) -> "ChosenN":
    from derive.chosen_n import ChosenN

    return ChosenN(n)


def _ways_to_decide(chosen: "ChosenN | None", decider: Decider) -> Callable[[Claims], Decide]:
    """What makes the way to decide for the index sets of claims: for all n, or in components for the chosen one."""
    return partial(chosen.way_to_decide, decider=decider) if chosen is not None else lambda _: decider.decide
