"""Whether two members of a chain are equal, where every symbol has one meaning: the claims that they make, decided
together."""

from collections.abc import Callable, Container, Sequence
from itertools import combinations
from typing import TypeAlias

from derive.calculus.substitution import free_letters
from derive.data import Data, replace
from derive.decide.verdict import Decision, Explanation, Proved, Reason, Refuted, Undecided
from derive.document.model import Chain, Member, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import EQUALITIES, Formula
from derive.meaning.claims import Claims
from derive.meaning.context import Layout, Value
from derive.meaning.facts import Facts
from derive.meaning.identities import (
    has_array_derivative,
    is_torn,
    no_identity,
    over_pairs,
    to_the_dot,
    to_the_end,
    to_the_end_of_product,
    to_the_end_of_sum,
)
from derive.meaning.restricted import restricting_words
from derive.meaning.roles import Role
from derive.meaning.said import WORDS, as_said, by_words, is_array_in_words, is_beyond_reals, may_have_property
from derive.meaning.shifts import ranges
from derive.meaning.spaces import of_shape, sizes_in
from derive.meaning.supposed import Supposed, choices, is_restricted, rewritten, tells_case
from derive.meaning.vectors import is_array_of_zeros
from derive.source import Source
from derive.term import Claim, Distinction, Result

Decide: TypeAlias = Callable[[Claim, Sequence[Result]], Decision]


class Stated(Data):
    """A statement that gives something, or withholds it where it was not understood."""

    statement: Statement
    scope: int
    role: Role
    number: int
    names: frozenset[str]
    """The symbols of which it says something: the one that it defines, or all of them."""
    withheld: bool = False
    supposed: bool = False
    """Whether it may be used all the same, as a condition."""


class Reading(Data, frozen=False):
    """A chain while it is being decided: its members' values, or why they have none."""

    statement: Statement
    scope: int
    values: list[Value | DeriveError]

    @property
    def chain(self) -> Chain:
        return self.statement.chain


OPEN = frozenset({"symbol-without-definition", "assumption"})
"""Codes of what is not decided since nothing, or not enough, is given of a symbol."""
OTHER_LAYOUTS: tuple[Layout, ...] = ("numerator", "denominator")
OTHER_READINGS: tuple[tuple[Callable[[Formula], Formula], str], ...] = (
    (to_the_end, "false as it is written, but the sum may be meant to reach to the end of the expression"),
    (to_the_dot, "false as it is written, but the derivative may be meant to reach to the dot only"),
    (to_the_end_of_sum, "false as it is written, but the derivative may be meant to reach to the end of the sum"),
    (to_the_end_of_product, "false as it is written, but ∇ may be meant to reach to the end of the product"),
)


def replace_values(reading: Reading, left: Value) -> Reading:
    """The first step of a chain with another left side."""
    return Reading(reading.statement, reading.scope, [left, reading.values[1]])


class Comparer:
    """Compares members of chains, under what is given so far: `facts` grows as statements are read."""

    def __init__(self, claims: Claims, source: Source, decide: Decide) -> None:
        self.claims = claims
        self.source = source
        self.decide = decide
        self.facts = Facts()
        self.supposed: list[Supposed] = []
        """What the document says of symbols without a definition, neither proved nor refuted."""

    def with_stated(self, stated: Stated) -> Facts:
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

    def restate(self, stated: Stated) -> None:
        withheld = stated.withheld
        if not withheld:
            try:
                self.facts = self.with_stated(stated)
            except UnsupportedError:
                withheld = True
        if withheld:
            self.facts = self.claims.withheld(stated.statement, self.facts, stated.role)
        if stated.supposed:
            self.suppose(self.read(stated.statement, stated.scope), 0)

    def read(self, statement: Statement, scope: int) -> Reading:
        """The chain with the meaning of its members."""
        return Reading(statement, scope, [self._value(member, scope) for member in statement.chain.members])

    def _value(self, member: Member, scope: int) -> Value | DeriveError:
        if isinstance(member.formula, ReadError):
            return member.formula
        try:
            return self.claims.value(member.formula, scope)
        except UnsupportedError as error:
            return error.with_traceback(None)  # its frames would hold the whole document in a cycle

    def compare(self, reading: Reading, left: int, right: int, relation: int) -> Decision:
        """The decision on members left = right, both of which were read."""
        sign = reading.chain.relations[relation].sign
        if sign == "∈":
            return self._in_space(reading, left, right)
        if sign not in EQUALITIES:
            return Undecided(Reason("construct-not-supported", f"the relation {sign} is not decided"))
        decision = self._compared(reading, left, right)
        if isinstance(decision, Undecided) and decision.reason.code in OPEN:
            return self._by_supposing(reading, left, right) or decision
        return decision

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

    def _compared(self, reading: Reading, left: int, right: int) -> Decision:
        """The decision on members left = right by what is given only."""
        sides = []
        for value in (reading.values[left], reading.values[right]):
            if isinstance(value, DeriveError):
                return self._laid_out_otherwise(Undecided(Reason(value.code, value.message)), reading, left, right)
            sides.append(value)
        try:
            claims = self.claims.claims(sides[0], sides[1], reading.statement, self.facts, reading.scope)
        except UnsupportedError as error:
            return self._laid_out_otherwise(Undecided(Reason(error.code, error.message)), reading, left, right)
        decision = together([self.decided(claim) for claim in claims])
        if isinstance(decision, Refuted):
            decision = self._unless_no_identity(decision, reading, left, right, claims)
        self.facts = self.facts.with_claims(claims)
        if isinstance(decision, Refuted):
            return self._laid_out_otherwise(decision, reading, left, right)
        return decision

    def suppose(self, reading: Reading, relation: int) -> None:
        """Notes what the first member of a chain is said to equal, which was not decided, for later steps."""
        first, other = reading.values[0], reading.values[relation + 1]
        if isinstance(first, DeriveError) or isinstance(other, DeriveError):
            return
        if any(one.sign not in EQUALITIES for one in reading.chain.relations[: relation + 1]):
            return
        if is_restricted(reading.chain.span.start, self.source):
            return
        self.supposed += self.claims.supposed(first, other, reading.statement, self._line(reading))

    def _line(self, reading: Reading) -> int:
        return self.source.position(reading.chain.relations[0].span.start)[0]

    def _by_supposing(self, reading: Reading, left: int, right: int) -> Proved | None:
        """The proof of a step under what the document said before of its open symbols, if there is one."""
        sides = [value for value in (reading.values[left], reading.values[right]) if not isinstance(value, DeriveError)]
        line = self._line(reading)
        known = self.facts.defined | self.facts.established - self.facts.opaque
        earlier = [one for one in self.supposed if one.line < line and one.name not in known]
        if len(sides) < 2 or self.claims.restates(sides[0], sides[1], earlier):
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

    def by_later_definitions(self, reading: Reading, left: int, right: int, before: Facts) -> Proved | None:
        """The proof of a step by what was given before it and all definitions of the document, if there is one."""
        now = self.facts
        if now.definitions == before.definitions and now.functions == before.functions:
            return None
        defined = now.defined - before.defined
        self.facts = replace(
            before, definitions=now.definitions, functions=now.functions, opaque=before.opaque - defined
        )
        decision = self.compare(reading, left, right, right - 1)
        self.facts = now
        return decision if isinstance(decision, Proved) else None

    def _laid_out_otherwise(self, decision: Decision, reading: Reading, left: int, right: int) -> Decision:
        """The decision, unless the equation is true where derivatives by vectors are laid out in another way."""
        sides = [reading.chain.members[k].formula for k in (left, right)]
        written = [side for side in sides if not isinstance(side, ReadError)]
        if len(written) < 2 or not any(has_array_derivative(side, self.claims.sets) for side in written):
            return decision
        for layout in OTHER_LAYOUTS:
            try:
                values = [self.claims.value(side, reading.scope, layout) for side in written]
                claims = self.claims.claims(values[0], values[1], reading.statement, self.facts, reading.scope)
            except UnsupportedError:
                continue
            other = together([self.decided(claim) for claim in claims])
            if isinstance(other, Proved):
                return replace(other, conditions=(*other.conditions, f"derivatives by vectors are in {layout} layout"))
            if not isinstance(other, Refuted) and isinstance(decision, Refuted):
                message = "false as derivatives by vectors are usually laid out, but another layout may be meant"
                decision = Undecided(Reason("two-readings", message))
        return decision

    def decided(self, claim: Claim) -> Decision:
        """The decision on a claim, proved where the indices in it are among those that sums run over."""
        decision = self._decided_in_range(claim)
        if not isinstance(decision, Proved):
            return decision
        return replace(decision, conditions=tuple(dict.fromkeys((*decision.conditions, *ranges(claim)))))

    def _decided_in_range(self, claim: Claim) -> Decision:
        """The decision on a claim, by the chain rule where it cannot be proved otherwise, or by what the prose says."""
        decision = self.decide(claim, self.facts.results)
        if not isinstance(decision, Proved):
            chained = self.claims.by_chain_rule(claim, self.facts)
            again = self.decide(chained, self.facts.results) if chained is not None else decision
            if not isinstance(again, Proved):
                again = self._by_prose(claim) or self._by_constants(claim) or decision
            decision = again
        if isinstance(decision, Proved) and is_beyond_reals(claim, self.source):
            message = "the prose speaks of complex numbers, and this is decided for real ones"
            return Undecided(Reason("assumption", message))
        if isinstance(decision, Proved) and is_array_in_words(claim, self.source):
            message = "the prose speaks of matrices or vectors, and this is decided for numbers"
            return Undecided(Reason("assumption", message))
        return decision

    def _by_prose(self, claim: Claim) -> Proved | None:
        """The proof of a claim where a symbol sums to one, as the words next to it say."""
        for supposed, words in as_said(claim, self.source):
            decision = self.decide(supposed, self.facts.results)
            if isinstance(decision, Proved):
                return replace(without(decision, (WORDS,)), conditions=(*decision.conditions, words))
        return None

    def _by_constants(self, claim: Claim) -> Proved | None:
        """The proof of a claim where symbols whose definitions could not be read are constants."""
        constant = self.claims.by_constants(claim, self.facts)
        if constant is None:
            return None
        decision = self.decide(constant[0], self.facts.results)
        if not isinstance(decision, Proved):
            return None
        return replace(decision, conditions=(*decision.conditions, *constant[1]))

    def _unless_no_identity(
        self, refuted: Refuted, reading: Reading, left: int, right: int, claims: tuple[Claim, ...]
    ) -> Decision:
        """The refutation, unless the equation is no identity, or may hold in another reading of it."""
        sides = [reading.chain.members[k].formula for k in (left, right)]
        written = [side for side in sides if not isinstance(side, ReadError)]
        if is_array_of_zeros(reading.values[left], reading.values[right]):
            return Undecided(Reason("condition", "a vector or a matrix that is 0 is taken for a condition on it"))
        for claim in claims:
            why = no_identity(
                claim, written[0], written[1], reading.statement, self.facts, self.claims.sets, self.source
            )
            if why is not None:
                return Undecided(Reason(*why))
            n = max(size for _, size in refuted.counterexample.sizes)
            words = restricting_words(claim, n, reading.chain.span.start, self.source)
            if words is not None:
                return Undecided(Reason("assumption", words))
        pairs = tuple(map(over_pairs, claims))
        if pairs != claims and not self._is_refuted(pairs):
            return Undecided(Reason("two-readings", "false as it is written, but a sum over pairs may be meant"))
        if any(may_have_property(claim, self.source) for claim in claims):
            message = "the prose has words for a property of its symbols, by which this may hold"
            return Undecided(Reason("assumption", message))
        for change, message in OTHER_READINGS:
            others = [change(side) for side in written]
            if others != written and self._may_hold(others, reading, claims):
                return Undecided(Reason("two-readings", message))
        for claim in claims:
            for supposed, words in by_words(claim, self.source):
                if not any(isinstance(self.decide(one, ()), Refuted) for one in supposed):
                    return Undecided(Reason("assumption", f"may hold where {words}, which no formula states"))
        told = not reading.statement.case and tells_case(reading.chain.span.start, self.source)
        if told and any(map(self._may_hold_at_some, claims)):
            return Undecided(Reason("two-readings", "false for some indices, but words may tell a case"))
        if self._may_hold_in_case(reading, left, right):
            return Undecided(Reason("two-readings", "false for some indices, but it may be meant in the case before"))
        return refuted

    def _may_hold_at_some(self, claim: Claim) -> bool:
        """Whether the claim is not refuted where two of its free indices are equal, or where they are distinct."""
        letters = sorted(free_letters(claim.left) | free_letters(claim.right), key=lambda letter: letter.name)
        for one, other in combinations(letters, 2):
            for equal in (True, False) if one.set == other.set else ():
                case = (*claim.case, Distinction(one, other, equal))
                if not isinstance(self.decide(replace(claim, case=case), ()), Refuted):
                    return True
        return False

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
        return not self._is_refuted(claims)

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
        return isinstance(together([self.decide(claim, ()) for claim in claims]), Refuted)


def together(decisions: list[Decision]) -> Decision:
    """The decision on an equation of vectors: refuted if one entry is, proved if all are."""
    for kind in (Refuted, Undecided):
        for decision in decisions:
            if isinstance(decision, kind):
                return decision
    proofs = [decision for decision in decisions if isinstance(decision, Proved)]
    conditions = dict.fromkeys(condition for proof in proofs for condition in proof.conditions)
    return Proved(tuple(conditions), lambda: _explained_together([proof.explanation() for proof in proofs]))


def _explained_together(found: Sequence[Explanation]) -> Explanation:
    return Explanation(
        tuple(dict.fromkeys(rule for one in found for rule in one.rules)),
        tuple(sorted({given for one in found for given in one.uses})),
        tuple(sorted({number for one in found for number in one.results})),
    )


def without(proof: Proved, givens: Container[int]) -> Proved:
    """The proof, explained without what the document does not give by a formula."""

    def explanation() -> Explanation:
        found = proof.explanation()
        return replace(found, uses=tuple(given for given in found.uses if given not in givens))

    return replace(proof, explanation=explanation)
