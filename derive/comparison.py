"""Whether two members of a chain are equal, where every symbol has one meaning: the claims that they make, decided
together."""

from collections.abc import Iterator

from derive.data import replace
from derive.decide.combined import together, without
from derive.decide.verdict import Decide, Decision, Proved, Reason, Refuted, Undecided
from derive.decided import decided
from derive.document.model import Cue, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import EQUALITIES, Formula
from derive.layouts import LAYOUTS, Layouts, in_layout, is_row_for_column
from derive.meaning.claims import Claims
from derive.meaning.context import Layout, Value
from derive.meaning.expectations import EXIST, without_expectations
from derive.meaning.facts import Facts
from derive.meaning.identities import has_array_derivative
from derive.meaning.optima import optima
from derive.meaning.orders import has_value_in_order
from derive.meaning.otherwise import ways_alike
from derive.meaning.partial import refuse_one_index
from derive.meaning.reaches import OtherReading, Readings, of_one_side, other_readings
from derive.meaning.roles import Role, is_bounding
from derive.meaning.row_wise import refuse_other_axis
from derive.meaning.spaces import of_shape, sizes_in
from derive.meaning.supposed import Supposed, choices, restates, rewritten
from derive.meaning.told.bounds import refuse_loose_bound
from derive.meaning.told.iterates import ITERATE, may_be_iterate
from derive.meaning.told.places import is_restricted
from derive.partials import has_total, with_symbols_fixed
from derive.reading import Reading, Stated, as_rounded
from derive.source import Source
from derive.term import Claim

OPEN = frozenset({"symbol-without-definition", "assumption"})
"""Codes of what is not decided since nothing, or not enough, is given of a symbol."""


class Comparer:
    """Compares members of chains, under what is given so far: `facts` grows as statements are read."""

    def __init__(self, claims: Claims, source: Source, decide: Decide, layouts: Layouts) -> None:
        self.claims = claims
        self.layouts = layouts
        self.source = source
        self.decide = decide
        self.facts = Facts()
        self.supposed: list[Supposed] = []
        """What the document says of symbols without a definition, neither proved nor refuted."""
        self.supposed_as_written: list[tuple[Formula, Formula]] = []
        self.settled: set[str] = set()
        """The conditions of what was proved: how far signs reach in one step is how far they reach in the next one."""

    def with_stated(self, stated: Stated) -> Facts:
        """The facts with what a statement gives."""
        match stated.role:
            case Role.DEFINITION:
                refuse_one_index(stated.statement, self.source)
                refuse_other_axis(stated.statement, self.source)
                defined = self.claims.define(stated.statement, self.facts, stated.scope, stated.number)
                return defined.with_end(self.facts, stated.statement.chain.members[1].span.end)
            case Role.HYPOTHESIS:
                if is_bounding(stated.statement.chain):
                    refuse_loose_bound(stated.statement, self.claims.letters, self.source)
                return self.claims.suppose(stated.statement, self.facts, stated.scope, stated.number)
            case Role.RANGE:
                return self.claims.declare(stated.statement, self.facts)
            case _:
                return self.facts

    def restate(self, stated: Stated) -> None:
        withheld = stated.withheld
        if not withheld:
            try:
                self.facts = self.with_stated(stated)
            except UnsupportedError:
                withheld = True
        if withheld:
            self.facts = self.claims.withheld(stated.statement, self.facts, stated.role, stated.scope)
        if stated.supposed:
            self.suppose(self.read(stated.statement, stated.scope), 0)

    def read(self, statement: Statement, scope: int) -> Reading:
        """The chain with the meaning of its members."""
        return Reading(statement, scope, [self._value(member.formula, scope) for member in statement.chain.members])

    def _value(self, formula: Formula | ReadError, scope: int) -> Value | DeriveError:
        if isinstance(formula, ReadError):
            return formula
        try:
            return self.claims.value(formula, scope)
        except UnsupportedError as error:
            return error.with_traceback(None)  # its frames would hold the whole document in a cycle

    def compare(self, reading: Reading, left: int, right: int, relation: int) -> Decision:
        """The decision on members left = right, both of which were read."""
        sign = reading.chain.relations[relation].sign
        if sign == "∈":
            return self._in_space(reading, left, right)
        if sign not in EQUALITIES:
            unknown = Undecided(Reason("construct-not-supported", f"the relation {sign} is not decided"))
            return self._in_order(reading, left, right, sign) or unknown
        decision = self._as_written(reading, left, right)
        if isinstance(decision, Proved):
            return self._in_all_readings(decision, reading, left, right)
        return self._in_another_reading(reading, left, right) or decision

    def _as_written(self, reading: Reading, left: int, right: int) -> Decision:
        decision = (
            self._of_optima(reading, left, right)
            or self._of_expectations(reading, left, right)
            or self._compared(reading, left, right)
        )
        if isinstance(decision, Undecided) and decision.reason.code in OPEN:
            return self._by_supposing(reading, left, right) or decision
        if isinstance(decision, Undecided) and decision.reason.code == "rounded":
            return as_rounded(reading, left, right, self.source) or decision
        return decision

    def _in_all_readings(self, proof: Proved, reading: Reading, left: int, right: int) -> Decision:
        """The proof of a step, on the condition that its signs reach as far as they are read to reach, where the step
        is false if they reach elsewhere."""
        where, values = dict[str, None](), (reading.values[left], reading.values[right])
        if any(one.where in self.settled and one.unless in proof.conditions for one in self.facts.otherwise):
            return Undecided(Reason("two-readings", "not so where what is given is read as in a step before"))
        for again, other in self._other_readings(reading, left, right, other_readings):
            decision = self._in_layout(LAYOUTS[0], again, left, right) if other.unless != "" else None
            if other.unless is None and decision is not None and not isinstance(decision, Proved):
                return Undecided(Reason("two-readings", f"not so where {other.where}, as is likely meant"))
            if other.unless and isinstance(decision, Refuted):
                if other.where in self.settled:
                    return Undecided(Reason("two-readings", f"not so where {other.where}, as in a step before"))
                where[other.unless] = None
        if where:
            reading.settle(reading, left, right)
        if is_row_for_column(*values) and self._has_layout(reading, left, right):
            where[in_layout("numerator")] = None
        return replace(proof, conditions=(*proof.conditions, *where))

    def _in_another_reading(self, reading: Reading, left: int, right: int) -> Proved | None:
        """The proof of a step whose signs reach elsewhere, if there is one; the rest of its chain is read so."""
        for readings in (other_readings, of_one_side):
            for again, other in self._other_readings(reading, left, right, readings):
                decision = self._as_written(again, left, right)
                if isinstance(decision, Proved) and other.unless not in self.settled:
                    reading.settle(again, left, right)
                    return replace(decision, conditions=(*decision.conditions, other.where))
        return self._read_alike(reading, left, right) if self.facts.otherwise else None

    def _read_alike(self, reading: Reading, left: int, right: int) -> Proved | None:
        """The proof of a step where a sign reaches elsewhere in it and in all definitions, if there is one."""
        here, readings = self.facts, tuple(self._other_readings(reading, left, right, other_readings))
        for way in ways_alike(here.otherwise):
            where, unless = way[0].where, way[0].unless
            again = next((one for one, other in readings if other.where == where), reading)
            self.facts = here.read_in(way)
            decision = self._as_written(again, left, right)
            self.facts = here
            if isinstance(decision, Proved) and unless not in self.settled:
                reading.settle(again, left, right)
                return replace(decision, conditions=(*decision.conditions, where))
        return None

    def _other_readings(
        self, reading: Reading, left: int, right: int, readings: Readings
    ) -> Iterator[tuple[Reading, OtherReading]]:
        """A chain with its members left and right in other readings, but for those whose reading is settled."""
        written = self._written(reading, left, right)
        for sides, other in readings(*written) if len(written) == 2 else ():
            new = {
                place: (side, self._value(side, reading.scope))
                for place, side, old in zip((left, right), sides, written, strict=True)
                if side is not old and place not in reading.settled
            }
            if new:
                yield reading.otherwise(new), other

    def _in_order(self, reading: Reading, left: int, right: int, sign: str) -> Proved | None:
        """The proof that one side is greater, if there is one. A condition that another term is positive proves
        nothing, nor does any of what may be assumed: it may be what the assumption says."""
        sides = [value for value in (reading.values[left], reading.values[right]) if not isinstance(value, DeriveError)]
        value = has_value_in_order(sides[0], sign, sides[1]) if len(sides) == 2 else None
        decision = None if value is None else self._decided_together(self._claims_of(value, value, reading))
        if not isinstance(decision, Proved) or any(one.endswith((" ≥ 0", " > 0")) for one in decision.conditions):
            return None
        states = reading.statement.display and reading.statement.cue is Cue.NONE
        return decision if states or not decision.conditions else None

    def _in_space(self, reading: Reading, left: int, right: int) -> Decision:
        """The decision on an expression that is said to have some dimensions: ∂L/∂W ∈ ℝ^{m×n}. In another layout it may
        have others, so nothing is refuted."""
        value, space = reading.values[left], reading.chain.members[right].formula
        if isinstance(value, DeriveError):
            return Undecided(Reason(value.code, value.message))
        if isinstance(space, ReadError):
            return Undecided(Reason(space.code, space.message))
        try:
            sizes = sizes_in(space, self.claims.sets)
            defined = self.claims.claims(value, value, reading.statement, self.facts, reading.scope)
            claims = (*defined, *of_shape(value, sizes, reading.chain.span))
        except UnsupportedError as error:
            return Undecided(Reason(error.code, error.message))
        decision = together([self.decide(claim, ()) for claim in claims])
        if isinstance(decision, Refuted):
            return Undecided(Reason("shapes-confused", "has other dimensions as it is read"))
        return decision

    def _of_optima(self, reading: Reading, left: int, right: int) -> Decision | None:
        """The decision on an equation of two optima, of which nothing is refuted; None for another equation."""
        sides = (reading.chain.members[left].formula, reading.chain.members[right].formula)
        try:
            found = optima(sides, reading.statement, self.claims, self.facts, reading.scope)
        except UnsupportedError as error:
            return Undecided(Reason(error.code, error.message))
        if found is None or not found.claims:
            return None
        decision = together([self.decided(claim) for claim in found.claims])
        if isinstance(decision, Refuted):
            return Undecided(Reason("two-readings", "what is optimised differs, and its optimum may be the same"))
        conditions = decision.conditions if isinstance(decision, Proved) else ()
        open_ = next(filter(found.is_bound, conditions), None)
        if open_ is not None:
            return Undecided(Reason("condition-open", f"holds where {open_}, which may leave out the optimum"))
        return decision

    def _of_expectations(self, reading: Reading, left: int, right: int) -> Proved | None:
        """The proof of an equation of expectations, by the linearity of 𝔼, if there is one."""
        sides = self._written(reading, left, right)
        opened = without_expectations(sides[0], sides[1], self.claims.sets) if len(sides) == 2 else None
        if opened is None:
            return None
        try:
            one, other = (self.claims.value(side, reading.scope) for side in opened)
        except UnsupportedError:
            return None
        decision = self._decided_together(self._claims_of(one, other, reading))
        if not isinstance(decision, Proved):
            return None
        return replace(decision, conditions=(*decision.conditions, EXIST))

    def _compared(self, reading: Reading, left: int, right: int) -> Decision:
        """The decision on members left = right by what is given only."""
        sides = []
        for value in (reading.values[left], reading.values[right]):
            if isinstance(value, DeriveError):
                return self._laid_out(Undecided(Reason(value.code, value.message)), reading, left, right)
            sides.append(value)
        try:
            claims = self.claims.claims(sides[0], sides[1], reading.statement, self.facts, reading.scope)
        except UnsupportedError as error:
            return self._laid_out(Undecided(Reason(error.code, error.message)), reading, left, right)
        written = self._written(reading, left, right)
        if may_be_iterate(reading.chain.members[left : right + 1], self.claims.sets.functions.is_applied, self.source):
            return Undecided(Reason("two-readings", ITERATE))
        decision = together([self.decided(claim) for claim in claims])
        decision = with_symbols_fixed(decision, claims, written, self.claims.statements, self.decided)
        if isinstance(decision, Refuted) or has_total(written):
            from derive.constrained import with_letters_tied

            decision = with_letters_tied(decision, claims, written, self.source, self.decide, self.decided)
        if isinstance(decision, Refuted):
            from derive.broken import Broken
            from derive.doubts import Doubts  # most documents need none

            pairs = (sides[0], sides[1]), (written[0], written[1])
            broken = Broken(decision.counterexample, claims, reading.statement, reading.scope, *pairs)
            decision = Doubts(self.claims, self.facts, self.source, self.decide).heard(decision, broken)
        self.facts = self.facts.with_claims(claims)
        if isinstance(decision, Undecided):
            return decision
        return self._laid_out(decision, reading, left, right)

    def suppose(self, reading: Reading, relation: int) -> None:
        """Notes what the first member of a chain is said to equal, which was not decided, for later steps."""
        first, other = reading.values[0], reading.values[relation + 1]
        if isinstance(first, DeriveError) or isinstance(other, DeriveError):
            return
        equal = all(one.sign in EQUALITIES for one in reading.chain.relations[: relation + 1])
        if not equal or is_restricted(reading.chain.span.start, self.source):
            return
        self.supposed += self.claims.supposed(first, other, reading.statement, self._line(reading))
        one, two = self._written(reading, 0, relation + 1)
        self.supposed_as_written.append((one, two))

    def _line(self, reading: Reading) -> int:
        return self.source.position(reading.chain.relations[0].span.start)[0]

    def _by_supposing(self, reading: Reading, left: int, right: int) -> Proved | None:
        """The proof of a step under what the document said before of its open symbols, if there is one."""
        sides = [value for value in (reading.values[left], reading.values[right]) if not isinstance(value, DeriveError)]
        earlier = self.supposed_before(reading)
        if len(sides) < 2 or restates(sides[0], sides[1], earlier):
            return None
        for chosen in choices(earlier):
            used: set[Supposed] = set()
            rewrites = [one for one in chosen if one.rewrites]
            values = [rewritten(side, rewrites, used) for side in sides]
            facts, by_given = self.facts.supposing([one for one in chosen if not one.rewrites])
            try:
                claims = self.claims.claims(values[0], values[1], reading.statement, facts, reading.scope)
            except UnsupportedError:
                continue
            if not used and not any(one.given in by_given for claim in claims for one in claim.definitions):
                continue
            decision = together([self.decided(claim) for claim in claims])
            if isinstance(decision, Proved):
                used |= {by_given[given] for given in decision.explanation().uses if given in by_given}
                where = (words for _, words in sorted((one.line, one.wording) for one in used))
                return replace(without(decision, by_given), conditions=(*decision.conditions, *where))
        return None

    def supposed_before(self, reading: Reading) -> list[Supposed]:
        """What the document said before a chain of symbols that have no definition."""
        line = self._line(reading)
        known = self.facts.defined | self.facts.established - self.facts.opaque
        return [one for one in self.supposed if one.line < line and one.name not in known]

    def by(self, known: Facts, reading: Reading, left: int, right: int) -> Proved | None:
        """The proof of a step by other facts than those before it, if there is one."""
        now, self.facts = self.facts, known
        decision = self.compare(reading, left, right, right - 1)
        self.facts = now
        return decision if isinstance(decision, Proved) else None

    def _laid_out(self, decision: Decision, reading: Reading, left: int, right: int) -> Decision:
        """The decision, unless the equation is true where derivatives by vectors are laid out in another way."""
        possible = self.layouts.possible
        if (isinstance(decision, Proved) and "mixed" in possible) or not self._has_layout(reading, left, right):
            return decision
        others = {layout: self._in_layout(layout, reading, left, right) for layout in LAYOUTS[1:]}
        proofs = {layout: other for layout, other in others.items() if isinstance(other, Proved)}
        for layout, proof in proofs.items():
            if layout in possible:
                if isinstance(decision, Proved):
                    return decision
                return replace(proof, conditions=(*proof.conditions, in_layout(layout)))
        if proofs or isinstance(decision, Proved):
            return Undecided(
                Reason("two-readings", "true in another layout of derivatives by vectors than is used here")
            )
        if isinstance(decision, Refuted) and not all(isinstance(other, Refuted | None) for other in others.values()):
            message = "false as derivatives by vectors are usually laid out, but another layout may be meant"
            return Undecided(Reason("two-readings", message))
        return decision

    def settle(self, proof: Proved, reading: Reading, left: int, right: int) -> None:
        """After a step was proved: what is meant in it is meant in the steps after it."""
        self.settled.update(proof.conditions)
        self.settle_layout(reading, left, right)

    def settle_layout(self, reading: Reading, left: int, right: int) -> bool:
        """After a step was proved: from here on the document has a layout in which it is. Returns whether one is found
        or none matters, which is not so where the step was proved in another way than by all that is given."""
        if not self._has_layout(reading, left, right):
            return True
        claims = {layout: self._claims_in(layout, reading, left, right) for layout in LAYOUTS}
        if len(set(claims.values())) == 1 and None not in claims.values():
            return True
        proved = [layout for layout, said in claims.items() if isinstance(self._decided_together(said), Proved)]
        self.layouts.narrow(proved)
        return bool(proved)

    def _has_layout(self, reading: Reading, left: int, right: int) -> bool:
        """Whether both members are read, and one has a derivative by a vector."""
        written = self._written(reading, left, right)
        return len(written) == 2 and any(has_array_derivative(side, self.claims.sets) for side in written)

    def _in_layout(self, layout: Layout, reading: Reading, left: int, right: int) -> Decision | None:
        """The decision in a layout; None where the equation has no meaning in it."""
        return self._decided_together(self._claims_in(layout, reading, left, right))

    def _decided_together(self, claims: tuple[Claim, ...] | None) -> Decision | None:
        return None if claims is None else together([self.decided(claim) for claim in claims])

    def _claims_of(self, one: Value, other: Value, reading: Reading) -> tuple[Claim, ...] | None:
        """What one = other claims; None where it has no meaning."""
        try:
            return self.claims.claims(one, other, reading.statement, self.facts, reading.scope)
        except UnsupportedError:
            return None

    def _claims_in(self, layout: Layout, reading: Reading, left: int, right: int) -> tuple[Claim, ...] | None:
        """What the equation claims in a layout; None where it has no meaning in it."""
        written = self._written(reading, left, right)
        try:
            one, other = (self.claims.value(side, reading.scope, layout) for side in written)
        except UnsupportedError:
            return None
        return self._claims_of(one, other, reading)

    def _written(self, reading: Reading, left: int, right: int) -> list[Formula]:
        sides = [reading.chain.members[k].formula for k in (left, right)]
        return [side for side in sides if not isinstance(side, ReadError)]

    def decided(self, claim: Claim) -> Decision:
        """The decision on a claim, by what the prose says of it, too."""
        return decided(claim, self.claims, self.facts, self.source, self.decide)
