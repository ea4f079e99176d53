"""What a document gives, and what its steps are read under: it is taken as it stands, withheld where it was not
understood, and open again where the document says something else."""

from collections.abc import Callable, Collection, Iterable, Sequence

from derive.apart import CONFUSIONS, ComparerApart, holds
from derive.calculus.definitions import Definitions
from derive.data import replace
from derive.decide.verdict import Decide, Proved
from derive.document.model import Chain, Cue, Member, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.formula import EQUALITIES, Applied, Name
from derive.meaning.claims import Claims
from derive.meaning.context import Scalar, Value
from derive.meaning.facts import SUPPOSED, Facts
from derive.meaning.naming import named_by
from derive.meaning.roles import Role
from derive.meaning.supposed import as_supposed
from derive.meaning.told.given_up import places_given_up
from derive.reading import Reading, Stated
from derive.source import Source
from derive.term import Size, Variable, subterms


class Judge(ComparerApart):
    """Compares members of chains by what the document gives before them."""

    def __init__(self, claims: Claims, source: Source, decider: Callable[[Claims], Decide]) -> None:
        super().__init__(claims, source, decider)
        self.definitions: dict[int, Stated] = {}
        """The definitions that were taken as given, by their numbers; some may have been withheld later."""
        self._seen: frozenset[str] = frozenset()
        """The names in the statements before."""
        self._section = self._place = 0

    def take(self, statement: Statement, scope: int, role: Role, number: int) -> Facts:
        """Takes the first relation of a statement as given; returns the facts as it was understood.

        Raises UnsupportedError for what has no meaning: that is withheld.
        """
        stated = Stated(statement, scope, role, number, self._said_of(statement, role))
        try:
            self.facts = understood = self.with_stated(stated)
        except UnsupportedError as error:
            self.facts = self.claims.withheld(statement, self.facts, role, scope)
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

    def is_solved_for(self, statement: Statement, scope: int) -> bool:
        """Whether an equation is that of an earlier definition, solved for another symbol: x = (y − b)/m after
        y = m x + b."""
        left, right = (member.formula for member in statement.chain.members[:2])
        if isinstance(left, ReadError) or isinstance(right, ReadError):
            return False
        names, known = self.claims.sets.defines(left), Definitions(self.facts.definitions)
        if not any(names & known.names(name) for name in self.claims.sets.names_of(right)):
            return False
        return isinstance(self.compare(self.read(statement, scope), 0, 1, 0), Proved)

    def withhold(self, statement: Statement, scope: int, role: Role) -> None:
        """What the statement assumes was not understood, or not proved: its symbols are open."""
        self._stated.append(Stated(statement, scope, role, -1, self._said_of(statement, role), withheld=True))
        self.facts = self.claims.withheld(statement, self.facts, role, scope)

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
            unclear=facts.unclear.union(*(one.names for one in gone)),
        )

    def enter(self, section: int, place: int) -> None:
        """Before a statement at a place in the section with that number: the cases of other sections are no longer in
        force, nor what words before it give up."""
        if any(self._place <= one < place for one in places_given_up(self.source)):
            self.forget([one.given for one in self.facts.hypotheses if one.given >= 0])
        self._place = place
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
            if isinstance(named, Name) and self._is_array(named) and all(holds(side, named) for side in sides):
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


def _is_number(value: Value) -> bool:
    """Whether the value is the same whatever the symbols are."""
    return isinstance(value, Scalar) and not any(isinstance(one, Variable | Size) for one in subterms(value.term))
