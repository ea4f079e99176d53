"""Statements -> definitions, hypotheses and claims: what a document says, in terms."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property, partial

from derive.calculus.bounds import is_bound
from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import free_letters, indices_of
from derive.data import replace
from derive.document.model import Chain, Cue, Statement
from derive.document.shapes import is_value
from derive.errors import ReadError, UnsupportedError
from derive.formula import Compared, Formula, Raised
from derive.meaning.applied import refuse_unnamed, refuse_untold_sum
from derive.meaning.assumed import assumed, spoken_of, stated_sides, unsupported_in
from derive.meaning.calls import Applications
from derive.meaning.context import Context, Layout, Scalar, Value
from derive.meaning.dependences import undefined, with_dependences
from derive.meaning.differentials import is_differential, names_gradient
from derive.meaning.elaborate import elaborate
from derive.meaning.facts import Facts, relevant
from derive.meaning.heads import applications_in
from derive.meaning.index_sets import IndexSets
from derive.meaning.indices import distinctions
from derive.meaning.loose import loose_bounds
from derive.meaning.mentions import Mentions
from derive.meaning.names import names_function
from derive.meaning.otherwise import other_rules, otherwise
from derive.meaning.outlines import Outlines
from derive.meaning.own_components import refuse_relisted, relisted
from derive.meaning.partial import refuse_case, refuse_other_indices, refuse_some_components
from derive.meaning.rates import is_of_motion, is_rate, rates_known, with_rates
from derive.meaning.recursions import recursive, refuse_circle, refuse_recursion
from derive.meaning.roles import (
    Known,
    Role,
    defined_by,
    introduced,
    is_bounding,
    is_reals,
    is_square,
    only_names,
    role_of,
)
from derive.meaning.shifts import shifts
from derive.meaning.supposed import Letters, Supposed, supposed_by
from derive.meaning.valued import refuse_value, says_value, values_said
from derive.meaning.vectors import defined_entries, equations
from derive.term import (
    Claim,
    Definition,
    Derivative,
    Distinction,
    Letter,
    Number,
    Power,
    Result,
    Term,
    Variable,
    subterms_of,
)


class Claims:
    """The meaning of one document's statements."""

    def __init__(
        self,
        statements: Sequence[Statement],
        scopes: Sequence[int],
        document: "Claims | None" = None,
        *,
        constants: frozenset[str] = frozenset(),
        by_rows: frozenset[str] = frozenset(),
        merging: bool = False,
        section: bool = False,
    ) -> None:
        """`document`: the meaning of all statements of the document, of which these are some; `constants`: the
        symbols that depend on nothing, as the author says; `by_rows`: the words of functions that are taken of the rows
        of a matrix; `merging`: where two sizes are used for one set, they are
        taken for one number; `section`: where functions are what these statements say of them."""
        self._document = document
        self.letters: Letters = document.letters if document is not None else Letters(statements)
        self.in_section: bool = section or (document is not None and document.in_section)
        """Whether they are a part of a document: the numbers of an example hold there, and not elsewhere."""
        self.statements = statements
        self.scopes = scopes
        """The scope of each statement: the letters of one scope are the same."""
        functions = document.sets.functions if document is not None and not section else None
        self._outlines: Outlines = document._outlines if document is not None else Outlines()
        by_rows = document.sets.by_rows if document is not None else by_rows
        self.sets: IndexSets = IndexSets(
            statements, scopes, self._outlines, functions, merging=merging, by_rows=by_rows
        )
        self.applications = Applications(self.sets, elaborate)
        names = (introduced(statement, self.sets) for statement in statements)
        elsewhere = frozenset[str]() if document is None else document.introduced
        self.recursive: frozenset[str] = frozenset().union(*(recursive(one, self.sets) for one in statements))
        """Symbols that are told by themselves: h_t = f(h_{t−1})."""
        self._relisted: frozenset[str] = frozenset().union(*(relisted(one, self.sets) for one in statements))
        if document is not None:
            self._relisted |= document._relisted
        self.introduced: frozenset[str] = elsewhere.union(self.recursive, (name for name in names if name is not None))
        """Symbols that some statement of the document may define: where they have no definition, they are not free
        variables."""
        mentions = document.mentions if document is not None else None
        self.mentions: Mentions = Mentions(statements, self.sets, mentions, constants)

    @cached_property
    def _first(self) -> dict[str, int]:
        """Where each symbol stands first, perhaps as the argument of a function."""
        found: dict[str, int] = {}
        for chain in (statement.chain for statement in self.statements):
            for name in self.names_said(chain) | self._names_applied_to(chain):
                found[name] = min(chain.span.start, found.get(name, chain.span.start))
        return found

    @cached_property
    def _rates(self) -> dict[str, int]:
        """Where each rate of change that the document writes stands first, here if it stands here."""
        elsewhere = self._document._rates if self._document else {}
        return elsewhere | {name: place for name, place in self._first.items() if is_rate(name)}

    def role(self, statement: Statement, facts: Facts, scope: int) -> Role:
        mentioned = frozenset().union(*(names_in(definition.body) for definition in facts.definitions))
        start = statement.chain.span.start
        before = frozenset(name for name in self.names_said(statement.chain) if self._first.get(name, start) < start)
        told = facts.opaque | facts.defined | rates_known(self._rates, facts)
        known = Known(told, facts.claimed, mentioned, before, facts.whole)
        role = role_of(statement, known, self.sets, scope)
        if role is not Role.DEFINITION or not self._rates:
            return role
        rates = [one for one, place in self._rates.items() if place < start]
        return Role.CLAIM if is_of_motion(statement, rates, facts, self.sets) else role

    def names_said(self, chain: Chain) -> frozenset[str]:
        """The symbols in a chain."""
        formulas = (member.formula for member in chain.members)
        return frozenset().union(*(self.sets.names_of(one) for one in formulas if not isinstance(one, ReadError)))

    def _names_applied_to(self, chain: Chain) -> frozenset[str]:
        formulas = (member.formula for member in chain.members if not isinstance(member.formula, ReadError))
        applications = (one for formula in formulas for one in applications_in(formula))
        return frozenset().union(*(self.sets.names_of(part) for one in applications for part in one.arguments))

    def value(self, formula: Formula, scope: int, layout: Layout = "mixed") -> Value:
        """Raises UnsupportedError for what has no meaning here."""
        return elaborate(formula, self._context(scope, layout))

    def case(self, conditions: Iterable[Compared], scope: int) -> tuple[Distinction, ...]:
        """What a case says of indices. Raises UnsupportedError for other conditions."""
        return distinctions((one for one in conditions if not says_value(one, self.sets, scope)), self._context(scope))

    def _context(self, scope: int, layout: Layout = "mixed") -> Context:
        return Context(self.sets, scope, self.applications.calls, layout=layout)

    def define(self, statement: Statement, facts: Facts, scope: int, given: int) -> Facts:
        """The facts with the definition that the chain's first relation states.

        Raises UnsupportedError for a right side without meaning, and for one with a free letter that the left side
        lacks.
        """
        chain = statement.chain
        named = self.named(chain, facts)
        left, right = stated_sides(chain, named)
        refuse_value(statement)
        if any(is_differential(name) or names_gradient(name, self._first) for name in self.sets.names_of(left)):
            raise unsupported_in("a differential as what an equation defines", statement)

        def define(right: Formula) -> Facts:
            return self._define(left, right, statement, facts, scope, given)

        others = otherwise(left, right, lambda other: define(other).definitions[len(facts.definitions) :])
        facts = replace(define(right), otherwise=(*facts.otherwise, *others))
        for member in chain.members[1 : 1 + named]:
            if isinstance(member.formula, ReadError) or only_names(member.formula, left, frozenset(), self.sets):
                continue
            if self.sets.functions.is_definable(member.formula):
                facts = self._define(member.formula, right, statement, facts, scope, given)
        return facts

    def _define(
        self, left: Formula, right: Formula, statement: Statement, facts: Facts, scope: int, given: int
    ) -> Facts:
        """The facts with left := right."""
        if self.sets.functions.head(left) is not None:
            refuse_case(statement, frozenset())
            refuse_circle(left, right, facts, self.sets)
            rules = (*facts.other_rules, *other_rules(left, right, given))
            functions = self.applications.define(left, right, scope, given, facts.functions)
            return replace(facts, functions=functions, other_rules=rules)
        refuse_relisted(statement.chain, self._relisted, self.sets)
        context = self._context(scope)
        squared = isinstance(left, Raised) and is_square(left)
        head_value = elaborate(left.base if isinstance(left, Raised) and squared else left, context)
        head, body = defined_entries(head_value, elaborate(right, context), left, by_numbers=self.in_section)
        if squared:
            body = Power(body, Number(Fraction(1, 2)))
        meant = Definitions(facts.definitions).unfold(head) if head.name in facts.defined else head
        if head.name in facts.whole and isinstance(meant, Variable):
            facts = replace(facts, whole=facts.whole - {head.name})
            head = meant
        parameters = tuple(index for index in head.indices if isinstance(index, Letter))
        if len(parameters) < len(head.indices):
            message = "a definition for some of the indices only is not supported"
            raise UnsupportedError(message, code="construct-not-supported", span=left.span)
        refuse_case(statement, free_letters(head) | free_letters(body))
        refuse_some_components(statement, parameters, body, self.sets)
        free = sorted(letter.name for letter in free_letters(body) - frozenset(parameters))
        if free:
            message = f"{', '.join(free)} is free on the right side of this definition, and not on the left"
            raise UnsupportedError(message, code="free-letter", span=right.span, found=" ".join(free))
        if parameters and isinstance(head_value, Scalar) and not free_letters(body) and not names_in(body):
            raise UnsupportedError(
                f"whether {', '.join(letter.name for letter in parameters)} stands for every index here is not clear",
                code="construct-not-supported",
                span=left.span,
            )
        definitions = Definitions(self._with_calls(self._with_rates(facts), body).definitions)
        if head.name in names_in(body) or any(
            definitions.depends(Variable(name), head.name) for name in names_in(body)
        ):
            raise UnsupportedError("this definition refers to itself", code="circular-definition", span=right.span)
        definition = Definition(head.name, parameters, body, given)
        told = frozenset((head.name,)) if self._names_only(left, body, facts) else frozenset[str]()
        return replace(
            facts,
            definitions=(*facts.definitions, definition),
            opaque=facts.opaque - {head.name},
            whole=facts.whole - {head.name} | told,
        )

    def _names_only(self, left: Formula, body: Term, facts: Facts) -> bool:
        """Whether left = body, as p = f(z), tells a vector by a function that has no definition."""
        symbol = self.sets.symbol_of(left)
        if symbol is None or symbol.lowers or not isinstance(body, Variable) or not body.indices:
            return False
        known = body.name in facts.defined or self.applications.is_call(body.name)
        return self.sets.functions.is_applied(body.name) and not known

    def _with_calls(self, facts: Facts, *terms: Term) -> Facts:
        """The facts with what the rules of functions say of the applications in the terms and in what is given."""
        if not facts.functions:
            return facts
        given = [side for hypothesis in facts.hypotheses for side in (hypothesis.left, hypothesis.right)]
        stated = [*terms, *given, *(definition.body for definition in facts.definitions)]
        wanted = frozenset().union(*map(names_in, stated))
        made = self.applications.definitions(facts.functions, Definitions(facts.definitions), wanted)
        return replace(facts, definitions=(*facts.definitions, *made)) if made else facts

    def _with_rates(self, facts: Facts) -> Facts:
        return with_rates(facts, frozenset(self._rates)) if self._rates else facts

    def taken(self, chain: Chain, role: Role, facts: Facts) -> int:
        """How many relations a chain gives."""
        if role is Role.HYPOTHESIS and is_bounding(chain):
            return len(chain.relations)
        return 1 + self.named(chain, facts) if role is Role.DEFINITION else 1

    def named(self, chain: Chain, facts: Facts) -> int:
        """How many members after the first only name a function that has no definition yet, as in
        p_j = softmax(z_j) = …"""
        left, last = chain.members[0].formula, chain.members[-1].formula
        symbol = None if isinstance(left, ReadError) else self.sets.symbol_of(left)
        if symbol is None or isinstance(last, ReadError) or symbol.name in self.sets.names_of(last):
            return 0
        count = 0
        for member in chain.members[1:-1]:
            if isinstance(member.formula, ReadError):
                break
            if not isinstance(left, ReadError) and only_names(member.formula, left, facts.defined, self.sets):
                count += 1
                continue
            if not names_function(member.formula):
                break
            symbol = self.sets.symbol_of(member.formula) or self.sets.functions.head(member.formula)
            if symbol is not None and symbol.name in facts.defined:
                break
            count += 1
        return count

    def suppose(self, statement: Statement, facts: Facts, scope: int, given: int) -> Facts:
        """The facts with what the statement assumes: an equation, or bounds."""
        new = assumed(statement, lambda side: self.value(side, scope), self.sets, given, frozenset(self.scopes))
        names = {name for one in new if not is_bound(one) for side in (one.left, one.right) for name in names_in(side)}
        return replace(facts, hypotheses=(*facts.hypotheses, *new), claimed=facts.claimed | names)

    def declare(self, statement: Statement, facts: Facts) -> Facts:
        """The facts with what x ∈ ℝ^n or X = (x_ij) says: that the values of x are free."""
        left, right = (member.formula for member in statement.chain.members[:2])
        if isinstance(left, ReadError) or isinstance(right, ReadError):
            return facts
        if not is_reals(right) and not self.sets.functions.namings.names_parts(left, right):
            return facts
        return replace(facts, declared=facts.declared | self.sets.names_of(left))

    def withheld(self, statement: Statement, facts: Facts, role: Role, scope: int) -> Facts:
        """The facts after an assumption, a case, or a definition, that was not understood. What bounds an index, as
        i < n does, says nothing of the size."""
        chain = statement.chain
        left, right = chain.members[0].formula, chain.members[1].formula
        symbol = None if isinstance(left, ReadError) else defined_by(left, right, self.sets)
        if role is not Role.DEFINITION or symbol is None:
            names = spoken_of(chain, role, self.names_said(chain), self.sets, facts.definitions)
            value = partial(self.value, scope=scope)
            facts = facts.with_loose(names, loose_bounds(statement, value, self.sets, facts.next_supposed, self.scopes))
            local = statement.cue is Cue.PUT or (statement.cue in (Cue.NONE, Cue.SUPPOSE) and is_value(chain))
            if role is Role.CASE or local:
                return replace(facts, cased=facts.cased | names)
            return replace(facts, constrained=facts.constrained | names)
        facts = replace(facts, constrained=facts.constrained | {symbol.name}, unclear=facts.unclear | {symbol.name})
        is_whole = not symbol.uppers and not symbol.lowers and symbol.name not in facts.opaque
        whole = facts.whole | {symbol.name} if is_whole else facts.whole - {symbol.name}
        return replace(facts, opaque=facts.opaque | {symbol.name}, whole=whole)

    def claims(self, left: Value, right: Value, statement: Statement, facts: Facts, scope: int) -> tuple[Claim, ...]:
        """The claims that left = right makes, with those of the facts that bear on them.

        Raises UnsupportedError for cases and shapes that cannot be expressed.
        """
        refuse_relisted(statement.chain, self._relisted, self.sets)
        made = []
        facts, said = self._said(left, right, statement, facts, scope)
        for claim in said:
            refuse_unnamed((claim.left, claim.right), facts.defined)
            refuse_recursion((claim.left, claim.right), self.recursive, Definitions(facts.definitions))
            said_here = values_said(statement.case, self._context(scope))
            bearing = relevant(claim, replace(facts, hypotheses=(*facts.hypotheses, *said_here)))
            refuse_other_indices(bearing, statement, self.sets)
            refuse_untold_sum(bearing, facts.defined)
            dependent = with_dependences(bearing, self.mentions, facts.definitions)
            made.append(self._with_open(dependent, facts))
        return tuple(made)

    def said(self, left: Value, right: Value, statement: Statement, facts: Facts, scope: int) -> tuple[Claim, ...]:
        """The same, with all definitions and no hypotheses: what it takes to evaluate both sides, and no more.

        Raises UnsupportedError.
        """
        facts, said = self._said(left, right, statement, facts, scope)
        return tuple(replace(claim, definitions=facts.definitions) for claim in said)

    def _said(
        self, left: Value, right: Value, statement: Statement, facts: Facts, scope: int
    ) -> tuple[Facts, list[Claim]]:
        """The facts with what they say of the applications in the two values, and the claims without any facts."""
        case = self.case(statement.case, scope)
        taken = frozenset(index.name for d in case for index in (d.left, d.right) if isinstance(index, Letter))
        said = equations(left, right, statement.chain.span, taken)
        facts = self._with_rates(facts)
        facts = self._with_calls(facts, *(side for equation in said for side in (equation.left, equation.right)))
        claims = []
        for one in said:
            every = (*case, *one.case)
            related = shifts(indices_of(one.left) | indices_of(one.right), every)
            claims.append(Claim(one.left, one.right, (*every, *related)))
        return facts, claims

    def _with_open(self, claim: Claim, facts: Facts) -> Claim:
        """The claim with the symbols in it that the document defines elsewhere, or in a way not understood, or of which
        only derivatives are known; Σ as a name is always the sum that somebody has in mind.

        Raises UnsupportedError for a matrix among them, beside any other symbol: their product need not commute.
        """
        definitions = Definitions(claim.definitions)
        terms = [claim.left, claim.right, *(definition.body for definition in claim.definitions)]
        free = {one for term in terms for one in subterms_of(term, Variable)}
        meant = self.introduced | facts.opaque | {"Σ", "∑"} | {one.name for one in claim.dependences}
        applied = self.sets.functions.is_applied
        open_ = sorted(
            {one.name for one in free if (one.name in meant or applied(one.name)) and one.name not in definitions}
        )
        bare = {one.name for one in free if not one.indices}
        arrays = [name for name in open_ if name in bare and self.mentions.is_array(name)]
        if arrays and len(bare) > 1:
            raise undefined(arrays[0])
        return replace(claim, open=tuple(open_))

    def result(self, left: Value, right: Value, statement: Statement, scope: int, number: int) -> Result | None:
        """left = right as an earlier result, if it tells the derivative of a symbol."""
        if not isinstance(left, Scalar) or not isinstance(right, Scalar) or not isinstance(left.term, Derivative):
            return None
        if not isinstance(left.term.operand, Variable):
            return None
        case = self.case(statement.case, scope)
        if len(case) < len(statement.case):
            return None
        return Result(left.term, right.term, case, number)

    def supposed(self, left: Value, right: Value, statement: Statement, line: int) -> tuple[Supposed, ...]:
        """What left = right, which was not decided, may be used for later."""
        if statement.case or statement.nearby:
            return ()
        try:
            return supposed_by(equations(left, right, statement.chain.span), line, self.letters)
        except UnsupportedError:
            return ()
