"""Whether two members of a chain are equal, in a document that need not use its symbols in one way only.

A document may use one symbol in two ways: in one section the x_i are features, in another they are samples. A
statement that has no meaning with all the others around it is read again with only what bears on it: the definitions of
its symbols, what they rest on, and the hypotheses about them. Where that has no meaning either, the two members are
read alone, all their symbols free: what is proved so holds whatever they are, and nothing is refuted. Sizes that are
used for one set are supposed to be equal, as a condition of what is proved, but not those of the step itself. A symbol
that is a matrix in the document is never read as a number.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from derive.comparison import OPEN, Comparer
from derive.data import replace
from derive.decide.verdict import Decide, Decision, Proved, Reason, Refuted, Undecided
from derive.document.members import with_formulas_of
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Formula, Indexed, Name, Transposed
from derive.formula_parts import children
from derive.layouts import Layouts, tells_layout
from derive.meaning.claims import Claims
from derive.meaning.declared import dimensions_declared
from derive.meaning.entrywise import is_entrywise
from derive.meaning.roles import Role
from derive.meaning.sizes import sizes_meant, sizes_of
from derive.notation.commands import SUM
from derive.reading import Asked, Reading, Stated
from derive.source import Source

SHAPES = frozenset({"shapes-confused"})
"""Codes of what has no meaning for vectors: elsewhere a symbol has components, and here it may be a number."""
CONFUSIONS = frozenset({"sizes-confused", "arities-confused"}) | SHAPES
"""Codes of what has no meaning because other statements use its symbols in another way."""


class ComparerApart(Comparer):
    """Compares members of chains, and where other statements use their symbols in another way, reads them apart.

    `decider` makes the way to decide for the index sets of some claims.
    """

    def __init__(self, claims: Claims, source: Source, decider: Callable[[Claims], Decide]) -> None:
        super().__init__(claims, source, decider(claims), Layouts(source))
        self.decider = decider
        self._stated: list[Stated] = []
        self._confused = False
        """Whether something was withheld since its symbols are used in another way elsewhere."""
        self._last: tuple[Statement, Comparer] | None = None
        """The last statement that was read with only what bears on it."""

    def _said_of(self, statement: Statement, role: Role) -> frozenset[str]:
        """The symbols of which a statement says something; of a definition, those that it defines and names."""
        named = 1 + (self.claims.named(statement.chain, self.facts) if role is Role.DEFINITION else 0)
        members = statement.chain.members[:named] if role is Role.DEFINITION else statement.chain.members
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

    def _local(self, statement: Statement, scope: int) -> Comparer:
        """The judge of a statement with only what bears on it."""
        if self._last is None or self._last[0] is not statement:
            self._last = statement, self._judge_of(statement, scope, self._bearing(statement))
        return self._last[1]

    def _judge_of(
        self, statement: Statement, scope: int, bearing: Sequence[Stated], *, merging: bool = False
    ) -> Comparer:
        statements, scopes = [one.statement for one in bearing], [one.scope for one in bearing]
        claims = Claims([*statements, statement], [*scopes, scope], self.claims, merging=merging)
        judge = Comparer(claims, self.source, self.decider(claims), self.layouts)
        for one in bearing:
            judge.restate(one)
        return judge

    def settle_layout(self, reading: Reading, left: int, right: int) -> bool:
        """Also after a step that was proved with only what bears on it."""
        if super().settle_layout(reading, left, right):
            return True
        local, again = self.locally(reading)
        return local.settle_layout(again, left, right)

    def locally(self, reading: Reading) -> tuple[Comparer, Reading]:
        """The judge of a chain with only what bears on it, and the chain as it reads it."""
        local = self._local(reading.statement, reading.scope)
        return local, local.read(reading.statement, reading.scope)

    def may_hold(self, asked: Iterable[Asked], change: Callable[[Formula], Formula]) -> bool:
        """Whether a step may be proved where all formulas are changed so. What bears on it tells that soon; to read the
        whole document again takes long."""
        return any(not isinstance(self._decided_as(one, change), Refuted) for one in asked)

    def _decided_as(self, one: Asked, change: Callable[[Formula], Formula]) -> Decision:
        """The decision on a step with only what bears on it, and was given before it, all formulas changed."""
        reading = one.reading
        statement = with_formulas_of(reading.statement, change)
        bearing = [
            replace(stated, statement=with_formulas_of(stated.statement, change))
            for stated in self._bearing(reading.statement)
            if stated.number < one.given
        ]
        judge = self._judge_of(statement, reading.scope, bearing)
        return judge.compare(judge.read(statement, reading.scope), one.left, one.right, one.right - 1)

    def is_alone_wrong(self, reading: Reading, left: int, wrong: int) -> bool:
        """Whether the member after a wrong one equals the one before it, and not the wrong one."""
        after = wrong + 1
        if after >= len(reading.values) or isinstance(reading.values[after], ReadError):
            return False
        return isinstance(self.compare(reading, left, after, wrong), Proved) and not isinstance(
            self.compare(reading, wrong, after, wrong), Proved
        )

    def compare(self, reading: Reading, left: int, right: int, relation: int) -> Decision:
        """The decision on members left = right, both of which were read."""
        decision = super().compare(reading, left, right, relation)
        refuted = isinstance(decision, Refuted)
        if refuted and any(holds(reading.chain.members[place].formula, Name(SUM)) for place in (left, right)):
            definitions = tuple(one for one in self.facts.definitions if one.name != SUM)
            self.facts = replace(self.facts, definitions=definitions, opaque=self.facts.opaque | {SUM})
            return Undecided(Reason("two-readings", "∑ may stand for another sum here"))
        if not refuted and not self._may_be_confused(decision):
            return decision
        local = self._local(reading.statement, reading.scope)
        again = local.compare(local.read(reading.statement, reading.scope), left, right, relation)
        self.facts = replace(self.facts, claimed=self.facts.claimed | local.facts.claimed)
        if refuted:
            message = "false where symbols are used as in the whole document, but not where they are used as here"
            return Undecided(Reason("two-readings", message)) if isinstance(again, Proved) else decision
        if isinstance(again, Proved):
            sizes = sizes_meant(self.claims.sets.merged, local.claims.sets.is_size)
            again = replace(again, conditions=(*again.conditions, *sizes))
            return decision if self._flattens(local, reading.statement) else again
        if isinstance(again, Undecided) and again.reason.code in CONFUSIONS:
            for proof in self._proofs_apart(reading, left, right, relation):
                return proof
        vector = isinstance(decision, Undecided) and decision.reason.code == "shapes-confused"
        if isinstance(again, Refuted) and (vector or (reading.chain.continues and relation == 0)):
            return decision
        return again

    def _proofs_apart(self, reading: Reading, left: int, right: int, relation: int) -> Iterator[Proved]:
        """The proofs of a step read apart; nothing is refuted so. Where all sizes are one a matrix has the shape of its
        transpose, so that each layout fits: that proves nothing."""
        for judge, step in self.apart(reading, left, right, relation):
            decision = judge.compare(step, 0, 1, 0)
            merged = judge.claims.sets.merged
            if isinstance(decision, Proved) and not (merged and any(map(tells_layout, decision.conditions))):
                yield replace(decision, conditions=(*decision.conditions, *map(" = ".join, merged)))

    def apart(self, reading: Reading, left: int, right: int, relation: int) -> Iterator[tuple[Comparer, Reading]]:
        """The judges of a step with only what bears on it, and with only the dimensions of its symbols, and the step as
        they read it."""
        chain, scope = reading.chain, reading.scope
        pair = (chain.members[left], chain.members[right])
        step = replace(reading.statement, chain=replace(chain, members=pair, relations=(chain.relations[relation],)))
        bearing = self._bearing(step)
        declared = [one for one in bearing if one.role is Role.RANGE and dimensions_declared(one.statement)]
        own = set(sizes_of(step))
        told = chain.relations[relation].sign == "∈" and isinstance(pair[0].formula, Name | Indexed)
        for some, merging in ((bearing, True), *(() if told else ((declared, False), (declared, True)))):
            judge = self._judge_of(step, scope, some, merging=merging)
            supposed = any(len(own.intersection(sizes)) > 1 for sizes in judge.claims.sets.merged)
            if not supposed and not self._flattens(judge, step):
                yield judge, judge.read(step, scope)

    def with_earlier(self, step: Statement, scope: int, earlier: Statement, earlier_scope: int) -> Iterator[Comparer]:
        """The judges of a step beside an earlier one: with all that is given, with what bears on the two, and with
        nothing but the two."""
        yield self
        said = Stated(earlier, earlier_scope, Role.CLAIM, -1, self._said_of(earlier, Role.CLAIM))
        bears = self._bearing(step)
        for bearing in (bears, []) if bears else ([],):
            judge = self._judge_of(step, scope, [*bearing, said])
            if not any(self._flattens(judge, statement) for statement in (step, earlier)):
                yield judge

    def _flattens(self, other: Comparer, statement: Statement) -> bool:
        """Whether the other judge reads a symbol as a number, or as a vector, that is a matrix in the document; or a
        matrix that is square in the document as one whose rows are told from its columns by their number; or as a
        number what is a vector there, by what is declared or since products of vectors are transposed. Where arrays
        are only added and scaled, that is their reading entry by entry."""
        here, there = self.claims.sets, other.claims.sets
        written = [one.formula for one in statement.chain.members if not isinstance(one.formula, ReadError)]
        if is_entrywise(written, self._rank):
            return False
        least = 1 if any(map(_has_transpose, written)) else 2

        def flattened(formula: Formula) -> bool:
            symbol = here.symbol_of(formula)
            if symbol is None:
                return any(map(flattened, children(formula)))
            arity = here.arity.get(symbol.name, 0)
            if here.is_square(symbol.name) and not there.is_square(symbol.name):
                return True
            fewest = 1 if symbol.name in self.facts.declared else least
            return arity >= fewest and len(symbol.lowers) < arity and there.arity.get(symbol.name, 0) < arity

        return any(map(flattened, written))

    def _rank(self, formula: Formula) -> int:
        """How many indices a symbol has elsewhere that are not written here."""
        symbol = self.claims.sets.symbol_of(formula)
        return 0 if symbol is None else max(0, self.claims.sets.arity.get(symbol.name, 0) - len(symbol.lowers))

    def _may_be_confused(self, decision: Decision) -> bool:
        return _is_confused(decision, CONFUSIONS) or (self._confused and _is_confused(decision, OPEN))


def holds(formula: Formula | ReadError, part: Formula | ReadError) -> bool:
    """Whether a formula is the other one, or has it for a part."""
    if isinstance(formula, ReadError):
        return False
    return formula == part or any(holds(one, part) for one in children(formula))


def _has_transpose(formula: Formula) -> bool:
    return isinstance(formula, Transposed) or any(map(_has_transpose, children(formula)))


def _is_confused(decision: Decision, codes: frozenset[str]) -> bool:
    return isinstance(decision, Undecided) and decision.reason.code in codes
