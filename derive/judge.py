"""Whether two members of a chain are equal, in a document that need not use its symbols in one way only.

A document may use one symbol in two ways: in one section the x_i are features, in another they are samples. A
statement that has no meaning with all the others around it is read again with only what bears on it: the definitions of
its symbols, what they rest on, and the hypotheses about them. Where that has no meaning either, the two members are
read alone, all their symbols free: what is proved so holds whatever they are, and nothing is refuted. Sizes that are
used for one set are supposed to be equal, as a condition of what is proved, but not those of the step itself. A symbol
that is a matrix in the document is never read as a number.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from derive.comparison import OPEN, Comparer
from derive.data import replace
from derive.decide.verdict import Decide, Decision, Proved, Reason, Refuted, Undecided
from derive.document.model import Chain, Cue, Member, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import EQUALITIES, Applied, Formula, Indexed, Name, Transposed
from derive.formula_parts import children
from derive.layouts import Layouts
from derive.meaning.claims import Claims
from derive.meaning.context import Scalar, Value
from derive.meaning.declared import dimensions_declared
from derive.meaning.entrywise import is_entrywise
from derive.meaning.facts import SUPPOSED, Facts
from derive.meaning.naming import named_by
from derive.meaning.roles import Role
from derive.meaning.sizes import sizes_meant, sizes_of
from derive.meaning.supposed import as_supposed
from derive.notation.commands import SUM
from derive.reading import Reading, Stated
from derive.source import Source
from derive.term import Size, Variable, subterms

SHAPES = frozenset({"shapes-confused"})
"""Codes of what has no meaning for vectors: elsewhere a symbol has components, and here it may be a number."""
CONFUSIONS = frozenset({"sizes-confused", "arities-confused"}) | SHAPES
"""Codes of what has no meaning because other statements use its symbols in another way."""


class Judge(Comparer):
    """Compares members of chains, and where other statements use their symbols in another way, reads them apart.

    `decider` makes the way to decide for the index sets of some claims.
    """

    def __init__(self, claims: Claims, source: Source, decider: Callable[[Claims], Decide]) -> None:
        super().__init__(claims, source, decider(claims), Layouts(source))
        self.decider = decider
        self._stated: list[Stated] = []
        self.definitions: dict[int, Stated] = {}
        """The definitions that were taken as given, by their numbers; some may have been withheld later."""
        self._seen: frozenset[str] = frozenset()
        """The names in the statements before."""
        self._confused = False
        """Whether something was withheld since its symbols are used in another way elsewhere."""
        self._section = 0
        self._last: tuple[Statement, Comparer] | None = None
        """The last statement that was read with only what bears on it."""

    def take(self, statement: Statement, scope: int, role: Role, number: int) -> Facts:
        """Takes the first relation of a statement as given; returns the facts as it was understood.

        Raises UnsupportedError for what has no meaning: that is withheld.
        """
        stated = Stated(statement, scope, role, number, self._said_of(statement, role))
        try:
            self.facts = understood = self.with_stated(stated)
        except UnsupportedError as error:
            self.facts = self.claims.withheld(statement, self.facts, role)
            if error.code not in CONFUSIONS:
                self._withheld(stated, error)
                raise
            understood = self._take_locally(stated)
            if not self._flattens(self._local(statement, scope), statement):
                self.facts = replace(self.facts, whole=self.facts.whole - stated.names)
        self._stated.append(stated)
        if role is Role.DEFINITION:
            self.definitions[number] = stated
        return understood

    def _take_locally(self, stated: Stated) -> Facts:
        """What is given, as it is understood with only what bears on it, if need be with sizes supposed to be equal."""
        self._confused = True
        local = self._local(stated.statement, stated.scope)
        try:
            local.facts = local.with_stated(stated)
            return local.facts
        except UnsupportedError:
            merged = self._judge_of(stated.statement, stated.scope, self._bearing(stated.statement), merging=True)
        try:
            return merged.with_stated(stated)
        except UnsupportedError as error:
            self._withheld(stated, error)
            raise

    def _withheld(self, stated: Stated, error: UnsupportedError) -> None:
        """Notes what was not understood; L = −log p_c, with a letter that the left side lacks, may be supposed."""
        supposed = error.code == "free-letter"
        self._stated.append(replace(stated, withheld=True, supposed=supposed))
        if supposed:
            self.suppose(self.read(stated.statement, stated.scope), 0)

    def withhold(self, statement: Statement, scope: int, role: Role) -> None:
        """What the statement assumes was not understood, or not proved: its symbols are open."""
        self._stated.append(Stated(statement, scope, role, -1, self._said_of(statement, role), withheld=True))
        self.facts = self.claims.withheld(statement, self.facts, role)

    def reopen(self, reading: Reading) -> None:
        """A symbol of which an equation says something else than its definition: from here on it is open. Where
        that equation is not understood, or says a number, as an example does, the definition may be supposed all the
        same."""
        left = reading.chain.members[0].formula
        names = frozenset() if isinstance(left, ReadError) else self.claims.sets.defines(left)
        facts = self.facts
        if not names & facts.defined or self.tells_argument(reading.chain):
            return
        lost = any(isinstance(value, DeriveError) or _is_number(value) for value in reading.values[:2])
        lines = {
            name: self.source.position(one.statement.chain.span.start)[0]
            for one in self._stated
            if one.role is Role.DEFINITION
            for name in one.names & names
        }
        self.supposed += [as_supposed(one, lines[one.name]) for one in facts.definitions if lost and one.name in lines]
        self._stated = [one for one in self._stated if not (one.role is Role.DEFINITION and one.names & names)]
        self.facts = replace(
            facts,
            definitions=tuple(one for one in facts.definitions if one.name not in names),
            functions=tuple(one for one in facts.functions if one.name not in names),
            opaque=facts.opaque | names,
        )

    def tells_argument(self, chain: Chain) -> bool:
        """Whether an equation says what the argument of a function is: S(h) = 1/(1 + e^{−w x}), where nothing else
        tells h, says of S no more than its rule. By what cannot be read S(h(x)) may be told so, but not S(h)."""
        left, right = (member.formula for member in chain.members[:2])
        if not isinstance(left, Applied):
            return False
        names = self.claims.sets.names_of
        if isinstance(right, ReadError):
            inside = (one for one in left.arguments if isinstance(one, Applied))
            return bool(frozenset[str]().union(*map(names, inside)) - self.facts.defined)
        return bool(frozenset[str]().union(*map(names, left.arguments)) - self.facts.defined - names(right))

    def forget(self, numbers: Collection[int]) -> None:
        """The givens with these numbers were given for what was read since: their symbols are open from here on."""
        facts = self.facts
        gone = [one for one in self._stated if one.number in numbers]
        self._stated = [replace(one, withheld=True) if one in gone else one for one in self._stated]
        defined = frozenset(one.name for one in facts.definitions if one.given in numbers)
        applied = frozenset(one.name for one in facts.functions if one.given in numbers)
        self.facts = replace(
            facts,
            definitions=tuple(one for one in facts.definitions if one.given not in numbers),
            functions=tuple(one for one in facts.functions if one.given not in numbers),
            hypotheses=tuple(one for one in facts.hypotheses if one.given not in numbers),
            opaque=facts.opaque | defined | applied,
            constrained=facts.constrained.union(*(one.names for one in gone)),
        )

    def enter(self, section: int) -> None:
        """Before a statement in the section with that number: the cases of other sections are no longer in force."""
        if section != self._section:
            self._section = section
            self.facts = replace(self.facts, cased=frozenset())

    def leave(self, statement: Statement) -> None:
        """After all steps of a statement."""
        self._seen |= self._said_of(statement, Role.CLAIM)

    def take_names(
        self, reading: Reading, left: int, right: int, number: int
    ) -> list[tuple[tuple[Member, Member], str]]:
        """Takes a step as given that only names expressions by symbols of which nothing else is said.

        Returns the definitions so given, from that number on, and what they say. What a step says of a symbol that was
        seen before, or of which a definition was not understood, is not given, but supposed. A matrix on both
        sides is not named: A^⊤ B = B A^⊤ does not say B = A^⊤.
        """
        namings = self._namings(reading, left, right)
        sides = [reading.chain.members[place].formula for place in (left, right)]
        for named in (one.chain.members[0].formula for one in namings):
            if isinstance(named, Name) and self._is_array(named) and all(_holds(side, named) for side in sides):
                return []
        said = self.claims.introduced | self.facts.opaque | self._seen
        if any(self._said_of(one, Role.DEFINITION) & said for one in namings):
            for one in namings:
                self.suppose(self.read(one, reading.scope), 0)
            return []
        facts, stated = self.facts, list(self._stated)
        tried = self._taken(namings, reading.scope, range(SUPPOSED, SUPPOSED - len(namings), -1))
        proved = bool(tried) and isinstance(self.compare(reading, left, right, right - 1), Proved)
        self.facts, self._stated = facts, stated
        return self._taken(namings, reading.scope, range(number, number + len(namings))) if proved else []

    def _taken(
        self, namings: Sequence[Statement], scope: int, numbers: Iterable[int]
    ) -> list[tuple[tuple[Member, Member], str]]:
        """Takes definitions as given; none of them if one has no meaning."""
        taken = []
        for one, number in zip(namings, numbers, strict=True):
            try:
                understood = self.take(one, scope, Role.DEFINITION, number)
            except UnsupportedError:
                return []
            first, other = one.chain.members
            taken.append(((first, other), understood.wording(Role.DEFINITION)))
        return taken

    def _is_array(self, name: Name) -> bool:
        return any(self.claims.sets.arity.get(one, 0) > 0 for one in self.claims.sets.names_of(name))

    def _namings(self, reading: Reading, left: int, right: int) -> list[Statement]:
        """What a step says of the symbols that it only names, a statement for each; a + b = s names nothing by itself,
        as it does at the end of a chain."""
        sides = [reading.chain.members[place].formula for place in (left, right)]
        one, other = [side for side in sides if not isinstance(side, ReadError)]
        if reading.chain.relations[right - 1].sign not in EQUALITIES:
            return []
        known = self.facts.defined | self.facts.established - self.facts.opaque - self.claims.introduced
        free = (self.claims.sets.names_of(one) | self.claims.sets.names_of(other)) - known
        relation = replace(reading.chain.relations[right - 1], sign="=")
        made = []
        whole = left > 0 or reading.chain.continues
        for pair in named_by(one, other, free, self.claims.sets) if free else ():
            if other in pair and not whole:
                return []
            members = tuple(Member(side, self.source.text[side.span.start : side.span.end], side.span) for side in pair)
            chain = Chain(members, (relation,), None, relation.span)
            made.append(replace(reading.statement, chain=chain, display=True, cue=Cue.DEFINE, notes=()))
        return made

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
        if refuted and any(_holds(reading.chain.members[place].formula, Name(SUM)) for place in (left, right)):
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
        """The proofs of a step read apart; nothing is refuted so."""
        for judge, step in self.apart(reading, left, right, relation):
            decision = judge.compare(step, 0, 1, 0)
            if isinstance(decision, Proved):
                yield replace(decision, conditions=(*decision.conditions, *map(" = ".join, judge.claims.sets.merged)))

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


def _holds(formula: Formula | ReadError, part: Formula | ReadError) -> bool:
    if isinstance(formula, ReadError):
        return False
    return formula == part or any(_holds(one, part) for one in children(formula))


def _has_transpose(formula: Formula) -> bool:
    return isinstance(formula, Transposed) or any(map(_has_transpose, children(formula)))


def _is_confused(decision: Decision, codes: frozenset[str]) -> bool:
    return isinstance(decision, Undecided) and decision.reason.code in codes


def _is_number(value: Value) -> bool:
    """Whether the value is the same whatever the symbols are."""
    return isinstance(value, Scalar) and not any(isinstance(one, Variable | Size) for one in subterms(value.term))
