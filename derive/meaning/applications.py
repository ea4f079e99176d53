"""Which letters before brackets are functions: σ(z) becomes an application where the document uses σ so.

A letter is a function if the document defines it so (σ(z) = …), or writes it before brackets only. One that stands by
itself elsewhere, as L in ∂L/∂z and L(θ), is a function before a bracket that reads as an argument, unless it is also a
factor or a term somewhere; then y(p) may be a product, and stays as it is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from derive.data import Data, replace
from derive.document.model import Cue, Member, Statement
from derive.errors import ReadError
from derive.formula import (
    EQUALITIES,
    Added,
    Applied,
    Differentiated,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Ranged,
    Transposed,
)
from derive.formula_parts import children, rebuilt, subformulas_of
from derive.letters import variable_name
from derive.meaning.names import USUAL_FUNCTIONS, is_argument

Sign: TypeAlias = Literal["", "·", "×", "*", "⊙"]


def with_applications(statements: Sequence[Statement], declared: frozenset[str] = frozenset()) -> tuple[Statement, ...]:
    """The statements, functions before brackets read as applications; `declared`: letters that are functions by
    what the author says of them."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    uses = Uses.of(formulas, filter(None, map(left_side, statements)), declared)
    return tuple(replace(one, chain=replace(one.chain, members=_members(one, uses))) for one in statements)


def formulas_of(statement: Statement) -> Iterator[Formula]:
    """The members of a statement's chain that were read."""
    for member in statement.chain.members:
        if not isinstance(member.formula, ReadError):
            yield member.formula


def equations_of(statements: Iterable[Statement]) -> Iterator[tuple[Formula, Formula]]:
    """The sides of the equations that begin chains."""
    for statement in statements:
        left = left_side(statement)
        right = statement.chain.members[1].formula if left is not None else None
        if left is not None and right is not None and not isinstance(right, ReadError):
            yield left, right


def left_side(statement: Statement) -> Formula | None:
    """What an equation that begins a chain has on its left."""
    chain = statement.chain
    left = chain.members[0].formula
    begins = chain.relations and not chain.continues and chain.relations[0].sign in EQUALITIES
    return None if isinstance(left, ReadError) or not begins else left


def _members(statement: Statement, uses: "Uses") -> tuple[Member, ...]:
    left, defined = left_side(statement), statement.cue is Cue.DEFINE
    return tuple(
        member
        if isinstance(member.formula, ReadError)
        else replace(member, formula=_of_arguments(left, member.formula, defined) or applied(member.formula, uses))
        for member in statement.chain.members
    )


def _of_arguments(left: Formula | None, right: Formula, defined: bool) -> Applied | None:
    """p(x) of p = p(x), which says on what p depends, and p(ax) of "let p = p(ax)"; None for a product, p_i(δ_ij)."""
    for _, name, bracket in _candidates(right):
        head, *others = children(right)
        arguments = _arguments(bracket)
        names = frozenset().union(*map(_names, arguments))
        alone = defined or all(isinstance(one, Name | Indexed | Dots) for one in arguments)
        if head == left and len(others) == 1 and alone and names and not names & {named(name), "δ"}:
            return Applied(head, arguments, None, True, right.span)
    return None


def core_name(head: Formula) -> Name | None:
    """σ of σ, σ', σ_j and σ²"""
    while isinstance(head, Indexed | Primed | Raised):
        head = head.base
    return head if isinstance(head, Name) else None


def named(name: Name) -> str:
    return variable_name(name.letter, name.accent)


def bracket_of(formula: Formula) -> Grouped | Listed | None:
    """The round brackets of a factor, which may have scripts: (z), (z)_i, (z)², (z)^T."""
    while isinstance(formula, Indexed | Raised | Transposed):
        formula = formula.base
    return formula if isinstance(formula, Grouped | Listed) and formula.bracket == "(" else None


class Uses(Data):
    """How the letters of a document are used."""

    defined: frozenset[str]
    """Before a bracket with an argument, as the whole left side of an equation."""
    alone: frozenset[str]
    """Elsewhere than before a bracket."""
    operands: frozenset[str]
    """As a factor, as a term, or as what a derivative is taken by."""
    factors: frozenset[str]
    """Before a bracket in which they stand themselves: a(1 − a)."""
    applied: frozenset[str]
    """As the functions of applications."""
    declared: frozenset[str]
    """By the author, as functions."""

    @classmethod
    def of(
        cls, formulas: Iterable[Formula], lefts: Iterable[Formula], declared: frozenset[str] = frozenset()
    ) -> "Uses":
        defined: set[str] = set()
        alone: set[str] = set()
        operands: set[str] = set()
        factors: set[str] = set()
        applied: set[str] = set()

        def visit(formula: Formula, whole: bool) -> None:
            name = core_name(formula)
            if name is not None:
                alone.add(named(name))
                if not whole:
                    operands.add(named(name))
                if isinstance(formula, Raised):
                    visit(formula.exponent, False)
                return
            candidates = tuple(_candidates(formula))
            heads = {k for k, _, _ in candidates}
            factors.update(named(head) for _, head, bracket in candidates if named(head) in _names(bracket))
            core = core_name(formula.function) if isinstance(formula, Applied) else None
            if core is not None:
                applied.add(named(core))
            parts: Iterable[Formula] = children(formula)
            if isinstance(formula, Applied):
                parts = formula.arguments
            elif isinstance(formula, Ranged):
                parts = (formula.body,) if formula.upper is None else (formula.upper, formula.body)
            for k, child in enumerate(parts):
                if k not in heads:
                    whole = isinstance(formula, Differentiated) and child is formula.operand
                    visit(child, whole or isinstance(formula, Applied))

        for formula in formulas:
            visit(formula, True)
        for left in lefts:
            for _, head, bracket in _candidates(left):
                if len(children(left)) == 2 and is_argument(_body(bracket)):
                    defined.add(named(head))
        return cls(
            frozenset(defined),
            frozenset(alone),
            frozenset(operands),
            frozenset(factors),
            frozenset(applied),
            declared,
        )

    def is_function(self, head: Formula, bracket: Grouped | Listed) -> bool:
        """Whether a letter before a bracket is a function of what stands in it."""
        core, body = core_name(head), _body(bracket)
        if core is None or named(core) == "e" or named(core) in _names(body):
            return False
        name, usual = named(core), core.letter in USUAL_FUNCTIONS
        if isinstance(head, Primed) or name in self.declared:
            return True
        if name not in self.alone:
            return name in self.defined or is_argument(body) or (usual and isinstance(head, Name))
        if is_argument(body) or usual:
            return name in self.defined or name not in self.operands
        return name in self.defined and name not in self.operands

    def may_be_function(self, head: Formula, bracket: Grouped) -> bool:
        """Whether a product may be a function after all: y(p), f'(x + 1), a(0), or a(b + c) where no a stands alone,
        and p(1 − q) where p(x) is a function; a(1 − 0.2) is none beside a(1 − a)."""
        core = core_name(head)
        if isinstance(head, Primed):
            return True
        if core is None or isinstance(head, Raised):
            return False
        name, names = named(core), _names(bracket)
        unsure = name not in names and (name not in self.alone or name in self.defined or name in self.applied)
        if isinstance(head, Indexed):
            return unsure and (name in self.defined or name in self.applied)
        if not names and isinstance(bracket.body, Added) and name in self.factors:
            return unsure
        return is_argument(bracket.body) or not names or unsure


def _body(bracket: Grouped | Listed) -> Formula:
    return bracket.body if isinstance(bracket, Grouped) else bracket


def _arguments(bracket: Grouped | Listed) -> tuple[Formula, ...]:
    body = _body(bracket)
    return body.items if isinstance(body, Listed) else (body,)


def _candidates(formula: Formula) -> Iterator[tuple[int, Name, Grouped | Listed]]:
    """The letters of a product that stand right before a bracket, each with its place."""
    if not isinstance(formula, Multiplied):
        return
    for k, ((head, follower), sign) in enumerate(zip(pairwise(formula.factors), formula.signs, strict=True)):
        name, bracket = core_name(head), bracket_of(follower)
        if name is not None and bracket is not None and sign == "":
            yield k, name, bracket


def _names(formula: Formula) -> frozenset[str]:
    """The letters in a formula, but for those of functions."""
    if isinstance(formula, Applied):
        return frozenset().union(*map(_names, formula.arguments))
    own = frozenset((named(formula),)) if isinstance(formula, Name) else frozenset()
    return own.union(*map(_names, children(formula)))


def applied(formula: Formula, uses: Uses) -> Formula:
    """The formula with its functions applied to what stands in the brackets after them."""
    if not subformulas_of(formula, Grouped) and not subformulas_of(formula, Listed):
        return formula
    formula = rebuilt(formula, lambda part: applied(part, uses))
    if not isinstance(formula, Multiplied):
        return formula
    factors: list[Formula] = [formula.factors[0]]
    signs: list[Sign] = []
    for factor, sign in zip(formula.factors[1:], formula.signs, strict=True):
        application = _application(factors[-1], factor, uses) if sign == "" else None
        if application is not None:
            factors[-1] = application
        else:
            factors.append(factor)
            signs.append(sign)
    if len(factors) == 1:
        return factors[0]
    return replace(formula, factors=tuple(factors), signs=tuple(signs))


def settled(formula: Formula) -> Formula:
    """The formula with a dot in each product that was read where a function might stand: λ · (a + b)."""
    formula = rebuilt(formula, settled)
    places = {k for k, _, _ in _candidates(formula)}
    if not isinstance(formula, Multiplied) or not places:
        return formula
    return replace(formula, signs=tuple("·" if k in places else sign for k, sign in enumerate(formula.signs)))


def _application(head: Formula, follower: Formula, uses: Uses) -> Formula | None:
    """f(x) of the factors f and (x), the scripts of the bracket put onto the whole, and −f(x) of −f and (x) in a
    product such as 2 · −f(x); None for a product."""
    if isinstance(head, Negated):
        inner = _application(head.operand, follower, uses)
        return None if inner is None else Negated(inner, head.span.join(follower.span))
    name, bracket = core_name(head), bracket_of(follower)
    if name is None or bracket is None or not uses.is_function(head, bracket):
        return None
    power = head.exponent if isinstance(head, Raised) else None
    function = head.base if isinstance(head, Raised) else head
    arguments = _arguments(bracket)
    span = head.span.join(follower.span)
    if isinstance(power, Numeral) and power.value > 0:
        return Raised(_with_base(follower, Applied(function, arguments, None, True, span)), power, span)
    return _with_base(follower, Applied(function, arguments, power, True, span))


def _with_base(formula: Formula, base: Formula) -> Formula:
    """The scripts of a bracket on another base."""
    if isinstance(formula, Indexed | Raised | Transposed):
        return replace(formula, base=_with_base(formula.base, base), span=base.span.join(formula.span))
    return base
