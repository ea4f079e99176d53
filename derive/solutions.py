"""Whether what a symbol is said to be solves the equation before it: 2(w − a) = 0 ⇒ w = a.

An equation with a symbol that has no meaning yet is open, and w = … below it, by symbols that stand in it, defines w as
one of its solutions. An equation so solved stands right before, or says ∂L/∂w = 0 in the same section. Where it does
not hold with w = …, and this does not follow from all open equations of the section, it is no definition. It is refuted
by values that satisfy them all and differ from what it says, if an arrow, ∂L/∂w = 0 or the prose tells that it has to
follow; else it may be one more equation for the same symbols, as in a system, and is not decided. After an arrow it is
not given, but proved where the equations hold, or not decided.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from derive.data import replace
from derive.decide.combined import together, without
from derive.decide.verdict import Decision, Proved, Reason, Refuted, Undecided
from derive.document.model import Cue, Heading, Statement
from derive.errors import DeriveError, ReadError, UnsupportedError
from derive.following import Following, Step, said
from derive.formula import Formula, Name
from derive.formula_parts import subformulas_of
from derive.judge import Judge
from derive.meaning.applications import formulas_of
from derive.meaning.claimed import claims_more, derivatives_by
from derive.meaning.context import Scalar
from derive.meaning.facts import SUPPOSED, Facts
from derive.meaning.names import plain_letter
from derive.meaning.related import bare, is_solution, related_before, relations
from derive.meaning.roles import Role, defined_by
from derive.meaning.shifts import tied
from derive.meaning.told.places import is_led_to_as_solution, is_restricted, is_to_be_solved
from derive.objections import supposes_commuting
from derive.open_equations import Open, Solution, free_symbols
from derive.reading import Asked, Reading, Stated
from derive.term import ZERO, Hypothesis

if TYPE_CHECKING:
    from derive.broken import Broken
    from derive.doubts import Doubts

_ARROW = re.compile(r"[⇒⟹⇔⟺∴]|\\(?:Right|Longright|Leftright|Longleftright)arrow\b|\\(?:implies|iff|therefore)\b|=>")
"""What says that the next equation follows."""

CONDITION = frozenset({"condition"})
"""The code of the doubt about an equation that may hold for some values: it does not hold for all."""
OPEN_ALL = CONDITION | {"symbol-without-definition", "unread-words", "two-readings"}
"""The codes with which it is doubtful too, as where b = f is left of a b = c f with a = c."""


class Solutions:
    """Decides what would be definitions of symbols for which a document has equations to be solved."""

    def __init__(
        self, judge: Judge, following: Following, statements: Iterable[Statement], headings: Iterable[Heading]
    ) -> None:
        self._judge = judge
        self._following = following
        self._statements = [one for one in statements if one.chain.relations]
        self._headings = [one.start for one in headings]
        self._open_still: list[Statement] = []
        """The statements that were found not to solve the equations before them."""
        self._claimed: set[tuple[int, str]] = set()
        """The sections and symbols of which something was claimed."""

    def decide(self, statement: Statement, scope: int, asked: Sequence[Asked]) -> Decision | None:
        """The decision on what would be a definition; None if it is one. `asked`: the steps before it that are not
        decided since the document does not say enough of their symbols."""
        start = statement.chain.span.start
        section = max((one for one in self._headings if one < start), default=0)
        related = self._related(statement, section)
        if related is not None:
            line = self._judge.source.position(related.chain.relations[0].span.start)[0]
            return Undecided(Reason("not-decided", f"what line {line} says of the same symbols does not tell it"))
        asked = [one for one in asked if one.reading.chain.span.start >= section]
        system = [one for one in map(self._open, asked) if one is not None and one.statement.case == statement.case]
        solution = self._solution(statement, scope, system) if system else None
        if (solution is None or not solution.about) and self._solves_what_is_not_written(statement):
            return Undecided(Reason("not-decided", "the equation that this solves is not written"))
        if (solution is None or not solution.about) and self._claims_more(statement, scope, section):
            return Undecided(Reason("not-decided", "what is said of its symbols before does not tell it"))
        if solution is None:
            return None
        broken = next((one for one in solution.sought if self._is_broken(one, solution.facts, OPEN_ALL)), None)
        by_order = next((one for one in solution.sought if self._holds_in_any_order_only(one, solution.facts)), None)
        if by_order is not None:
            message = f"it solves the equation in line {self._line(by_order)} only where its factors commute"
            return Undecided(Reason("not-decided", message))
        own = solution.is_renamed and broken is not None and broken.is_condition
        told_more = broken is not None and not own and broken.free & self._told_more()
        among = solution.is_number and bool(solution.about) and not solution.sought
        # what more is told of its symbols may be this very equation
        alone = len(solution.about) == 1 and not (broken is not None and broken.is_root)
        if (broken is None or (told_more and not alone)) and not solution.follows and not among:
            return None
        by_one = self._following.proof(Step(solution.reading, 0, 1, 0)) if solution.follows else None
        known = len(system) == len(asked) and (solution.follows or not any(one.recursed for one in system))
        by_all = by_one or (self._where_all_hold(solution, system) if known else None)
        if isinstance(by_all, Proved):
            return by_all if solution.follows else None
        if among:
            return Undecided(Reason("not-decided", "whether it solves the equations before it was not decided"))
        if broken is None:
            is_new = not solution.told <= solution.before[-1].free
            return None if is_new else Undecided(Reason("not-decided", "whether this follows was not decided"))
        solved = is_to_be_solved(broken.statement.chain.span.start, self._judge.source)
        sought = (broken in solution.stationary or solved) and not told_more
        must = (solution.follows or sought) and solution.told <= broken.free
        if isinstance(by_all, Refuted) and must and self._is_broken(broken, solution.facts, CONDITION):
            return by_all
        self._open_still.append(statement)
        message = f"the equation in line {self._line(broken)} does not hold with this for all values"
        return Undecided(Reason("not-decided", message))

    def _solves_what_is_not_written(self, statement: Statement) -> bool:
        """Whether words lead to it as to a solution, λ̂ of what λ stands in."""
        name = self._name_of(statement)
        if name is None or not is_solution(name):
            return False
        return is_led_to_as_solution(statement.chain.span.start, self._judge.source) and any(
            plain_letter(one) == bare(name)
            for other in self._statements
            for formula in formulas_of(other)
            for one in subformulas_of(formula, Name)
        )

    def _claims_more(self, statement: Statement, scope: int, section: int) -> bool:
        """Whether it is a claim of what has a meaning already, and no place where a derivative is proved to be 0."""
        start = statement.chain.span.start
        earlier = [one for one in self._statements if section <= one.chain.span.start < start]
        sets, (left, right) = self._judge.claims.sets, (one.formula for one in statement.chain.members[:2])
        name = self._name_of(statement)
        if (section, name) in self._claimed or claims_more(statement, earlier, sets, self._judge.source):
            if name is not None:
                self._claimed.add((section, name))
            return True
        if isinstance(left, ReadError) or isinstance(right, ReadError) or statement.cue in (Cue.DEFINE, Cue.ASSUME):
            return False  # a word says what it is
        derivatives = derivatives_by(left, right, earlier, sets)
        return bool(derivatives) and not any(self._vanishes(one, statement, scope) for one in derivatives)

    def _vanishes(self, derivative: Formula, statement: Statement, scope: int) -> bool:
        """Whether it is proved that a derivative is 0 where a statement holds."""
        try:
            facts = self._judge.with_stated(Stated(statement, scope, Role.DEFINITION, SUPPOSED, frozenset()))
            value = self._judge.claims.value(derivative, scope)
            claims = self._judge.claims.claims(value, Scalar(ZERO), statement, facts, scope)
        except DeriveError:
            return False
        return isinstance(together([self._judge.decided(one) for one in claims]), Proved)

    def _told_more(self) -> frozenset[str]:
        """The symbols of which more is told than is understood."""
        return self._judge.facts.constrained | self._judge.facts.cased

    def _related(self, statement: Statement, section: int) -> Statement | None:
        """The relation before in the section, no equation for it, that speaks of the symbol of a statement."""
        name = self._name_of(statement)
        left, right = (member.formula for member in statement.chain.members[:2])
        if name is None or isinstance(left, ReadError) or isinstance(right, ReadError):
            return None
        start = statement.chain.span.start
        earlier = [one for one in self._relations if section <= one.chain.span.start < start]
        return related_before(left, right, name, earlier, self._judge.claims.sets) if earlier else None

    def _name_of(self, statement: Statement) -> str | None:
        """The symbol that a statement would define, if no word defines it."""
        left, right = (member.formula for member in statement.chain.members[:2])
        if isinstance(left, ReadError) or isinstance(right, ReadError) or statement.cue is Cue.DEFINE:
            return None
        symbol = defined_by(left, right, self._judge.claims.sets)
        return symbol.name if symbol is not None else None

    @cached_property
    def _relations(self) -> tuple[Statement, ...]:
        return relations(self._statements, self._judge.claims.sets)

    def _solution(self, statement: Statement, scope: int, system: Sequence[Open]) -> Solution | None:
        """What a statement says of a symbol that stands in these equations, and that no word defines."""
        sets = self._judge.claims.sets
        left, right = (member.formula for member in statement.chain.members[:2])
        if isinstance(left, ReadError) or sets.functions.head(left) is not None or statement.cue is Cue.DEFINE:
            return None
        if statement.chain.relations[0].sign != "=" or defined_by(left, right, sets) is None:
            return None
        try:
            facts = self._judge.with_stated(Stated(statement, scope, Role.DEFINITION, SUPPOSED, frozenset()))
        except UnsupportedError:
            return None
        defined = facts.definitions[-1]
        told = free_symbols([defined.body], facts)
        name = defined.name
        about = [one for one in system if name in one.free and one.recursed <= {name}]
        if not about and is_solution(name):
            parameters = defined.parameters[name.count("^") :]
            name = bare(name)
            about = [one for one in system if one.is_root and one.orders(name) == {len(parameters)}]
            meant = replace(defined, name=name, parameters=parameters)
            facts = replace(facts, definitions=(*facts.definitions, meant))
        before = self._right_before(statement, about)
        stationary = tuple(one for one in about if told <= one.free and one.is_stationary(name))
        follows = name == defined.name and bool(before) and self._has_arrow(before[-1].statement, statement)
        return Solution(
            self._judge.read(statement, scope),
            name,
            told,
            facts,
            tuple(about),
            tuple(before),
            stationary,
            follows,
            name != defined.name,
        )

    def _open(self, asked: Asked) -> Open | None:
        """The equation of a step; None where it may hold in some cases only, or has no meaning."""
        span, values = asked.reading.chain.span, asked.reading.values
        if is_restricted(span.start, self._judge.source):
            return None
        equations = said(self._judge, values[asked.left], values[asked.right], span)
        sides = tuple((one.left, one.right) for one in equations)
        free = free_symbols((side for pair in sides for side in pair), self._judge.facts)
        return Open(asked, sides, free) if sides else None

    def _right_before(self, statement: Statement, about: Sequence[Open]) -> list[Open]:
        place = next((k for k, one in enumerate(self._statements) if one is statement), 0)
        found: list[Open] = []
        for earlier in reversed(self._statements[:place]):
            if earlier in self._open_still:
                continue
            here = [one for one in about if one.statement is earlier]
            if not here:
                break
            found = [*here, *found]
        return found

    def _has_arrow(self, earlier: Statement, statement: Statement) -> bool:
        between = self._judge.source.text[earlier.chain.span.end : statement.chain.span.start]
        return _ARROW.search(between) is not None

    def _is_broken(self, one: Open, facts: Facts, doubts: frozenset[str]) -> bool:
        """Whether values break an equation by these facts, it may be with doubts of these codes."""
        if one.is_condition:
            facts = replace(facts, constrained=facts.constrained - one.free)
        _, broken = self._decision(one.asked.reading, (one.asked.left, one.asked.right), facts)
        if broken is None or any(map(tied, broken.claims)):
            return False
        doubt = self._doubts(facts).about(broken)
        return doubt is None or doubt.code in doubts

    def _holds_in_any_order_only(self, one: Open, facts: Facts) -> bool:
        """Whether an equation is proved by these facts where factors commute."""
        decision, _ = self._decision(one.asked.reading, (one.asked.left, one.asked.right), facts)
        return isinstance(decision, Proved) and any(map(supposes_commuting, decision.conditions))

    def _where_all_hold(self, solution: Solution, system: Sequence[Open]) -> Decision | None:
        """The decision on what a symbol is said to be, where these equations hold; they are all that are open."""
        facts, meaning = self._judge.facts, self._judge.claims
        supposed = {SUPPOSED - k: one for k, one in enumerate(system)}
        hypotheses = [Hypothesis(*sides, number) for number, one in supposed.items() for sides in one.equations]
        facts = replace(facts, hypotheses=(*facts.hypotheses, *hypotheses))
        decision, broken = self._decision(solution.reading, (0, 1), facts)
        if isinstance(decision, Proved):
            used = {self._line(supposed[number]) for number in decision.explanation().uses if number in supposed}
            holding = [f"the equation in line {line} holds" for line in sorted(used)]
            return replace(without(decision, supposed), conditions=(*decision.conditions, *holding))
        unknown = meaning.introduced | facts.opaque | facts.constrained | facts.cased
        known = all(one.free.isdisjoint(unknown - {solution.name}) for one in system)
        certain = broken is not None and known and self._doubts(facts).in_other_meaning(broken) is None
        return decision if certain else None

    def _decision(
        self, reading: Reading, members: tuple[int, int], facts: Facts
    ) -> "tuple[Decision | None, Broken | None]":
        """The decision on an equation by these facts, where its open symbols are any numbers, and what breaks it."""
        statement, scope = reading.statement, reading.scope
        left, right = (reading.values[k] for k in members)
        written, other = (statement.chain.members[k].formula for k in members)
        if isinstance(left, DeriveError) or isinstance(right, DeriveError):
            return None, None
        if isinstance(written, ReadError) or isinstance(other, ReadError):
            return None, None
        try:
            claims = self._judge.claims.claims(left, right, statement, facts, scope)
        except UnsupportedError:
            return None, None
        claims = tuple(replace(one, open=()) for one in claims)
        decision = together([self._judge.decided(one) for one in claims])
        if not isinstance(decision, Refuted):
            return decision, None
        values, sides = (left, right), (written, other)
        from derive.broken import Broken

        return decision, Broken(decision.counterexample, claims, statement, scope, values, sides)

    def _doubts(self, facts: Facts) -> "Doubts":
        from derive.doubts import Doubts

        return Doubts(self._judge.claims, facts, self._judge.source, self._judge.decide)

    def _line(self, one: Open) -> int:
        return self._judge.source.position(one.statement.chain.relations[-1].span.start)[0]
