"""Whether two members of a chain are equal: the claims that they make, decided together.

A document may use one symbol in two ways: in one section the x_i are features, in another they are samples. A
statement that has no meaning with all the others around it is read again with only what bears on it: the definitions of
its symbols, what they rest on, and the hypotheses about them. Where that has no meaning either, the two members are
read alone, all their symbols free: what is proved so holds whatever they are, and nothing is refuted. Sizes that are
used for one set are supposed to be equal, as a condition of what is proved. A symbol that is a matrix in the document
is never read as a number.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from derive.data import Data, replace
from derive.decide.verdict import Decision, Proved, Reason, Refuted, Undecided
from derive.document.model import Chain, Member, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import Formula
from derive.formula_parts import children
from derive.meaning.claims import Claims, Facts
from derive.meaning.context import Layout, Value
from derive.meaning.identities import is_torn, no_identity, over_pairs, to_the_dot, to_the_end
from derive.meaning.roles import Role
from derive.meaning.unstated import WORDS, as_said, by_words
from derive.source import Source
from derive.term import Claim, Result

Decide: TypeAlias = Callable[[Claim, Sequence[Result]], Decision]


SHAPES = frozenset({"shapes-confused"})
"""Codes of what has no meaning for vectors: elsewhere a symbol has components, and here it may be a number."""
CONFUSIONS = frozenset({"sizes-confused", "arities-confused"}) | SHAPES
"""Codes of what has no meaning because other statements use its symbols in another way."""
OPEN = frozenset({"symbol-without-definition", "assumption"})
"""Codes of what may come from a statement that was withheld for such a reason."""


class Stated(Data):
    """A statement that gives something, or withholds it where it was not understood."""

    statement: Statement
    scope: int
    role: Role
    number: int
    names: frozenset[str]
    """The symbols of which it says something: the one that it defines, or all of them."""
    withheld: bool = False


class Reading(Data, frozen=False):
    """A chain while it is being decided: its members' values, or why they have none."""

    statement: Statement
    scope: int
    values: list[Value | DeriveError]

    @property
    def chain(self) -> Chain:
        return self.statement.chain


OTHER_LAYOUTS: tuple[Layout, ...] = ("numerator", "denominator")
OTHER_READINGS: tuple[tuple[Callable[[Formula], Formula], str], ...] = (
    (to_the_end, "false as it is written, but the sum may be meant to reach to the end of the expression"),
    (to_the_dot, "false as it is written, but the derivative may be meant to reach to the dot only"),
)


def replace_values(reading: Reading, left: Value) -> Reading:
    """The first step of a chain with another left side."""
    return Reading(reading.statement, reading.scope, [left, reading.values[1]])


class Judge:
    """Compares members of chains, under what is given so far: `facts` grows as a document is read.

    `decider` makes the way to decide for the index sets of some claims. `elsewhere` holds the names that statements
    introduce which are not among those of `claims`.
    """

    def __init__(self, claims: Claims, source: Source, decider: Callable[[Claims], Decide]) -> None:
        self.claims = claims
        self.source = source
        self.decider = decider
        self.decide = decider(claims)
        self.facts = Facts()
        self._stated: list[Stated] = []
        self._confused = False
        """Whether something was withheld since its symbols are used in another way elsewhere."""
        self._last: tuple[Statement, Judge] | None = None
        """The last statement that was read with only what bears on it."""

    def take(self, statement: Statement, scope: int, role: Role, number: int) -> Facts:
        """Takes the first relation of a statement as given; returns the facts as it was understood.

        Raises UnsupportedError for what has no meaning: that is withheld.
        """
        stated = Stated(statement, scope, role, number, self._said_of(statement, role))
        try:
            self.facts = understood = self._with(stated)
        except UnsupportedError as error:
            self.facts = self.claims.withheld(statement.chain, self.facts, role)
            if error.code not in CONFUSIONS:
                self._stated.append(replace(stated, withheld=True))
                raise
            understood = self._take_locally(stated)
        self._stated.append(stated)
        return understood

    def _take_locally(self, stated: Stated) -> Facts:
        """What is given, as it is understood with only what bears on it, if need be with sizes supposed to be equal."""
        self._confused = True
        local = self._local(stated.statement, stated.scope)
        try:
            local.facts = local._with(stated)
            return local.facts
        except UnsupportedError:
            merged = self._judge_of(stated.statement, stated.scope, self._bearing(stated.statement), merging=True)
        try:
            return merged._with(stated)
        except UnsupportedError:
            self._stated.append(replace(stated, withheld=True))
            raise

    def withhold(self, statement: Statement, scope: int, role: Role) -> None:
        """What the statement assumes was not understood, or not proved: its symbols are open."""
        self._stated.append(Stated(statement, scope, role, -1, self._said_of(statement, role), withheld=True))
        self.facts = self.claims.withheld(statement.chain, self.facts, role)

    def _with(self, stated: Stated) -> Facts:
        """The facts with what a statement gives."""
        match stated.role:
            case Role.DEFINITION:
                return self.claims.define(stated.statement, self.facts, stated.scope, stated.number)
            case Role.HYPOTHESIS:
                return self.claims.suppose(stated.statement, self.facts, stated.scope, stated.number)
            case Role.RANGE:
                return self.claims.declare(stated.statement, self.facts)
            case _:
                return self.facts

    def _said_of(self, statement: Statement, role: Role) -> frozenset[str]:
        """The symbols of which a statement says something."""
        members = statement.chain.members[:1] if role is Role.DEFINITION else statement.chain.members
        formulas = [member.formula for member in members if not isinstance(member.formula, ReadError)]
        return frozenset().union(*map(self.claims.sets.names_of, formulas))

    def _bearing(self, statement: Statement) -> list[Stated]:
        """What is stated of the symbols of a statement, and of those on which these rest."""
        reached = self._said_of(statement, Role.CLAIM)
        bearing: set[int] = set()
        while more := {k for k, one in enumerate(self._stated) if one.names & reached} - bearing:
            bearing |= more
            reached = reached.union(*(self._said_of(self._stated[k].statement, Role.CLAIM) for k in more))
        return [self._stated[k] for k in sorted(bearing)]

    def _local(self, statement: Statement, scope: int) -> "Judge":
        """The judge of a statement with only what bears on it."""
        if self._last is None or self._last[0] is not statement:
            self._last = statement, self._judge_of(statement, scope, self._bearing(statement))
        return self._last[1]

    def _judge_of(
        self, statement: Statement, scope: int, bearing: Sequence[Stated], *, merging: bool = False
    ) -> "Judge":
        statements, scopes = [one.statement for one in bearing], [one.scope for one in bearing]
        claims = Claims([*statements, statement], [*scopes, scope], self.claims, merging=merging)
        judge = Judge(claims, self.source, self.decider)
        for one in bearing:
            judge._restate(one)
        return judge

    def _restate(self, stated: Stated) -> None:
        withheld = stated.withheld
        if not withheld:
            try:
                self.facts = self._with(stated)
            except UnsupportedError:
                withheld = True
        if withheld:
            self.facts = self.claims.withheld(stated.statement.chain, self.facts, stated.role)

    def locally(self, reading: Reading) -> "tuple[Judge, Reading]":
        """The judge of a chain with only what bears on it, and the chain as it reads it."""
        local = self._local(reading.statement, reading.scope)
        return local, local.read(reading.statement, reading.scope)

    def read(self, statement: Statement, scope: int) -> Reading:
        """The chain with the meaning of its members."""
        return Reading(statement, scope, [self._value(member, scope) for member in statement.chain.members])

    def is_alone_wrong(self, reading: Reading, left: int, wrong: int) -> bool:
        """Whether the member after a wrong one equals the one before it, and not the wrong one."""
        after = wrong + 1
        if after >= len(reading.values) or isinstance(reading.values[after], ReadError):
            return False
        return isinstance(self.compare(reading, left, after, wrong), Proved) and not isinstance(
            self.compare(reading, wrong, after, wrong), Proved
        )

    def _value(self, member: Member, scope: int) -> Value | DeriveError:
        if isinstance(member.formula, ReadError):
            return member.formula
        try:
            return self.claims.value(member.formula, scope)
        except UnsupportedError as error:
            return error

    def compare(self, reading: Reading, left: int, right: int, relation: int) -> Decision:
        """The decision on members left = right, both of which were read."""
        decision = self._compare(reading, left, right, relation)
        refuted = isinstance(decision, Refuted)
        if not refuted and not self._may_be_confused(decision):
            return decision
        local = self._local(reading.statement, reading.scope)
        again = local._compare(local.read(reading.statement, reading.scope), left, right, relation)
        self.facts = replace(self.facts, claimed=self.facts.claimed | local.facts.claimed)
        if refuted:
            message = "false where symbols are used as in the whole document, but not where they are used as here"
            return Undecided(Reason("two-readings", message)) if isinstance(again, Proved) else decision
        if isinstance(again, Proved) and self._flattens(local, reading.statement):
            return decision
        if isinstance(again, Undecided) and again.reason.code in CONFUSIONS:
            for proof in self._proofs_apart(reading, left, right, relation):
                return proof
        vector = isinstance(decision, Undecided) and decision.reason.code == "shapes-confused"
        if isinstance(again, Refuted) and (vector or (reading.chain.continues and relation == 0)):
            return decision
        return again

    def _proofs_apart(self, reading: Reading, left: int, right: int, relation: int) -> Iterator[Proved]:
        """The proofs of a step with only what bears on it, and of the step alone; nothing is refuted so."""
        chain, scope = reading.chain, reading.scope
        pair = (chain.members[left], chain.members[right])
        step = replace(reading.statement, chain=replace(chain, members=pair, relations=(chain.relations[relation],)))
        for bearing, merging in ((self._bearing(step), True), ((), False), ((), True)):
            judge = self._judge_of(step, scope, bearing, merging=merging)
            decision = judge._compare(judge.read(step, scope), 0, 1, 0)
            if isinstance(decision, Proved) and not self._flattens(judge, step):
                yield replace(decision, conditions=(*decision.conditions, *judge.claims.sets.merged))

    def _flattens(self, other: "Judge", statement: Statement) -> bool:
        """Whether the other judge reads a symbol as a number, or as a vector, that is a matrix in the document."""
        here, there = self.claims.sets, other.claims.sets

        def flattened(formula: Formula) -> bool:
            symbol = here.symbol_of(formula)
            if symbol is None:
                return any(map(flattened, children(formula)))
            arity = here.arity.get(symbol.name, 0)
            return arity > 1 and len(symbol.lowers) < arity and there.arity.get(symbol.name, 0) < arity

        members = (member.formula for member in statement.chain.members)
        return any(flattened(formula) for formula in members if not isinstance(formula, ReadError))

    def _may_be_confused(self, decision: Decision) -> bool:
        return _is_confused(decision, CONFUSIONS) or (self._confused and _is_confused(decision, OPEN))

    def _compare(self, reading: Reading, left: int, right: int, relation: int) -> Decision:
        sign = reading.chain.relations[relation].sign
        if sign not in ("=", ":=", "≡"):
            return Undecided(Reason("construct-not-supported", f"the relation {sign} is not decided"))
        sides = []
        for value in (reading.values[left], reading.values[right]):
            if isinstance(value, DeriveError):
                return self._laid_out_otherwise(Undecided(Reason(value.code, value.message)), reading, left, right)
            sides.append(value)
        try:
            claims = self.claims.claims(sides[0], sides[1], reading.statement, self.facts, reading.scope)
        except UnsupportedError as error:
            return self._laid_out_otherwise(Undecided(Reason(error.code, error.message)), reading, left, right)
        decision = _together([self._decided(claim) for claim in claims])
        if isinstance(decision, Refuted):
            decision = self._unless_no_identity(decision, reading, left, right, claims)
        self.facts = self.facts.with_claims(claims)
        if isinstance(decision, Refuted):
            return self._laid_out_otherwise(decision, reading, left, right)
        return decision

    def by_later_definitions(self, reading: Reading, left: int, right: int, before: Facts) -> Proved | None:
        """The proof of a step by what was given before it and all definitions of the document, if there is one."""
        now = self.facts
        if now.definitions == before.definitions and now.functions == before.functions:
            return None
        defined = now.defined - before.defined
        self.facts = replace(
            before, definitions=now.definitions, functions=now.functions, opaque=before.opaque - defined
        )
        decision = self._compare(reading, left, right, right - 1)
        self.facts = now
        return decision if isinstance(decision, Proved) else None

    def _laid_out_otherwise(self, decision: Decision, reading: Reading, left: int, right: int) -> Decision:
        """The decision, unless the equation is true where derivatives by vectors are laid out in another way."""
        sides = [reading.chain.members[k].formula for k in (left, right)]
        written = [side for side in sides if not isinstance(side, ReadError)]
        if len(written) < 2 or not any(map(self.claims.has_array_derivative, written)):
            return decision
        for layout in OTHER_LAYOUTS:
            try:
                values = [self.claims.value(side, reading.scope, layout) for side in written]
                claims = self.claims.claims(values[0], values[1], reading.statement, self.facts, reading.scope)
            except UnsupportedError:
                continue
            other = _together([self._decided(claim) for claim in claims])
            if isinstance(other, Proved):
                return replace(other, conditions=(*other.conditions, f"derivatives by vectors are in {layout} layout"))
            if not isinstance(other, Refuted) and isinstance(decision, Refuted):
                message = "false as derivatives by vectors are usually laid out, but another layout may be meant"
                decision = Undecided(Reason("two-readings", message))
        return decision

    def _decided(self, claim: Claim) -> Decision:
        """The decision on a claim, by the chain rule where it cannot be proved otherwise, or by what the prose says."""
        decision = self.decide(claim, self.facts.results)
        if isinstance(decision, Proved):
            return decision
        chained = self.claims.by_chain_rule(claim)
        again = self.decide(chained, self.facts.results) if chained is not None else decision
        return again if isinstance(again, Proved) else self._by_prose(claim) or decision

    def _by_prose(self, claim: Claim) -> Proved | None:
        """The proof of a claim where a symbol sums to one, as the words next to it say."""
        for supposed, words in as_said(claim, self.source):
            decision = self.decide(supposed, self.facts.results)
            if isinstance(decision, Proved):
                uses = tuple(given for given in decision.uses if given != WORDS)
                return replace(decision, uses=uses, conditions=(*decision.conditions, words))
        return None

    def _unless_no_identity(
        self, refuted: Refuted, reading: Reading, left: int, right: int, claims: tuple[Claim, ...]
    ) -> Decision:
        """The refutation, unless the equation is no identity, or may hold in another reading of it."""
        sides = [reading.chain.members[k].formula for k in (left, right)]
        written = [side for side in sides if not isinstance(side, ReadError)]
        for claim in claims:
            why = no_identity(
                claim, written[0], written[1], reading.statement, self.facts, self.claims.sets, self.source
            )
            if why is not None:
                return Undecided(Reason(*why))
        pairs = tuple(map(over_pairs, claims))
        if pairs != claims and not self._is_refuted(pairs):
            return Undecided(Reason("two-readings", "false as it is written, but a sum over pairs may be meant"))
        for change, message in OTHER_READINGS:
            others = [change(side) for side in written]
            if others != written and self._may_hold(others, reading, claims):
                return Undecided(Reason("two-readings", message))
        for claim in claims:
            for supposed, words in by_words(claim, self.source):
                if not isinstance(self.decide(supposed, ()), Refuted):
                    return Undecided(Reason("assumption", f"may hold where {words}, which no formula states"))
        if self._may_hold_in_case(reading, left, right):
            return Undecided(Reason("two-readings", "false for some indices, but it may be meant in the case before"))
        return refuted

    def _may_hold_in_case(self, reading: Reading, left: int, right: int) -> bool:
        """Whether the equation is not refuted in the case of a display before it."""
        if not reading.statement.nearby:
            return False
        statement = replace(reading.statement, case=reading.statement.nearby)
        sides = [value for value in (reading.values[left], reading.values[right]) if not isinstance(value, DeriveError)]
        try:
            claims = self.claims.claims(sides[0], sides[1], statement, self.facts, reading.scope)
        except UnsupportedError:
            return False
        return not isinstance(_together([self.decide(claim, ()) for claim in claims]), Refuted)

    def _may_hold(self, sides: list[Formula], reading: Reading, claims: tuple[Claim, ...]) -> bool:
        """Whether the equation is not refuted in another reading of its sides."""
        if any(map(is_torn, claims)):
            return True
        try:
            values = [self.claims.value(side, reading.scope) for side in sides]
            others = self.claims.claims(values[0], values[1], reading.statement, self.facts, reading.scope)
        except UnsupportedError:
            return False
        return not self._is_refuted(others)

    def _is_refuted(self, claims: Sequence[Claim]) -> bool:
        return isinstance(_together([self.decide(claim, ()) for claim in claims]), Refuted)


def _is_confused(decision: Decision, codes: frozenset[str]) -> bool:
    return isinstance(decision, Undecided) and decision.reason.code in codes


def _together(decisions: list[Decision]) -> Decision:
    """The decision on an equation of vectors: refuted if one entry is, proved if all are."""
    for kind in (Refuted, Undecided):
        for decision in decisions:
            if isinstance(decision, kind):
                return decision
    proofs = [decision for decision in decisions if isinstance(decision, Proved)]
    return Proved(
        tuple(dict.fromkeys(rule for proof in proofs for rule in proof.rules)),
        tuple(sorted({given for proof in proofs for given in proof.uses})),
        tuple(dict.fromkeys(condition for proof in proofs for condition in proof.conditions)),
        tuple(sorted({number for proof in proofs for number in proof.results})),
    )
