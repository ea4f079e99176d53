"""What a step may be proved under: equations of the document that were neither proved nor refuted.

A document often says of a symbol something that cannot be decided: L = −log p_c, where c is the right class, or
∂L/∂p_k = −1/p_k, where L is never told. A later step that follows from it is true where it holds, and the proof says
so: "where ∂L/∂p_k = −1/p_k, as line 12 says". The equation is used from left to right only, as the value of a symbol
without a definition, or of its derivative; it contradicts nothing, since nothing else is known of that symbol.

Not used is what holds in a case only; what may be a value or one component, as y_i = 1; a derivative of an indexed
symbol by one with an index of the same set, which often is told for equal or for distinct indices; and a derivative
within a derivative. A letter of the left side that may be one fixed index, as the c of p_c, stands for itself only.
"""

from collections.abc import Iterable, Iterator, Sequence

from derive.calculus.definitions import names_in
from derive.calculus.substitution import free_letters, substitute
from derive.data import Data, replace
from derive.document.model import Cue, Statement
from derive.errors import ReadError
from derive.formula import Indexed, Numeral
from derive.formula_parts import ranges_in
from derive.meaning.context import Equation, Matrix, Scalar, Value, Vector
from derive.meaning.names import plain_letter
from derive.meaning.shifts import chosen_by, is_partial
from derive.term import Definition, Derivative, Index, Letter, Sum, Term, Variable, rebuilt, subterms, subterms_of
from derive.term_text import text

MOST_TOLD = 3
"""How many of the equations of one symbol are tried."""


class Letters:
    """How a document uses its index letters."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        bound: set[str | None] = set()
        fixed: set[str | None] = set()
        for statement in statements:
            members = statement.chain.members
            formulas = [member.formula for member in members if not isinstance(member.formula, ReadError)]
            bound.update(plain_letter(one.letter) for formula in formulas for one in ranges_in(formula))
            spoken = not statement.chain.relations or statement.cue is Cue.CASE
            compared = [side for one in statement.case for side in (one.left, one.right)]
            valued = any(isinstance(formula, Numeral) for formula in formulas[1:])
            entry = formulas[0].lower if valued and isinstance(formulas[0], Indexed) else ()
            fixed.update(map(plain_letter, [*compared, *entry, *(formulas if spoken else ())]))
        self.bound = frozenset(filter(None, bound))
        """Those that some sum binds."""
        self.fixed = frozenset(filter(None, fixed))
        """Those of which the document speaks, which it compares with others, or at which it tells a number: y_t = 1."""


class Supposed(Data):
    """left = right, for a symbol or a derivative of a symbol, at all indices."""

    left: Variable | Derivative
    right: Term
    line: int
    universal: frozenset[str]
    """The letters of the left side that stand for every index."""

    @property
    def name(self) -> str:
        """The symbol of which it says something."""
        left = self.left if isinstance(self.left, Variable) else self.left.operand
        assert isinstance(left, Variable)
        return left.name

    @property
    def wording(self) -> str:
        return f"{text(self.left)} = {text(self.right)}, as line {self.line} says"

    def definition(self, given: int) -> Definition | None:
        """The equation as a definition of its symbol; None for one of a derivative, and for one with a letter that
        only the right side has."""
        if not isinstance(self.left, Variable) or self._fixed:
            return None
        letters = tuple(index for index in self.left.indices if isinstance(index, Letter))
        return Definition(self.left.name, letters, self.right, given)

    @property
    def rewrites(self) -> bool:
        """Whether it is used by putting its right side in place of the left one."""
        return isinstance(self.left, Derivative) or bool(self._fixed)

    @property
    def _fixed(self) -> frozenset[Letter]:
        """The letters that stand for themselves."""
        free = free_letters(self.right) - free_letters(self.left)
        choosing = frozenset().union(*map(chosen_by, free))
        universal = self.universal - choosing
        return free | {letter for letter in free_letters(self.left) if letter.name not in universal}

    def would_capture(self, letter: Letter) -> bool:
        return letter in self._fixed

    def at(self, term: Term) -> Term | None:
        """The right side where the left one is the term; None if it is not, at any indices."""
        places: dict[Index, Index] = {}
        for own, other in zip(_variables(self.left), _variables(term), strict=False):
            if own.name != other.name or len(own.indices) != len(other.indices):
                return None
            for slot, index in zip(own.indices, other.indices, strict=True):
                if slot.set != index.set or places.setdefault(slot, index) != index:
                    return None
                if slot in self._fixed and slot != index:
                    return None
        same = type(self.left) is type(term) and len(_variables(self.left)) == len(_variables(term))
        return substitute(self.right, places) if same else None


def supposed_by(equations: Iterable[Equation], line: int, letters: Letters) -> tuple[Supposed, ...]:
    """What the equations may be used for later: those with a symbol or its derivative alone on the left.

    What is said of a symbol holds at every index but for the fixed letters, what is said of a derivative at those only
    over which the document sums.
    """
    found = []
    for one in equations:
        if _is_usable(one):
            names = (
                frozenset(letter.name for letter in free_letters(one.left) if not is_partial(letter)) - letters.fixed
            )
            universal = names & letters.bound if isinstance(one.left, Derivative) else names
            found.append(Supposed(one.left, one.right, line, universal))  # type: ignore[arg-type]
    return tuple(found)


def as_supposed(definition: Definition, line: int) -> Supposed:
    """A definition of a symbol of which the document then said something else."""
    letters = frozenset(letter.name for letter in definition.parameters)
    return Supposed(Variable(definition.name, definition.parameters), definition.body, line, letters)


def _is_usable(equation: Equation) -> bool:
    left, right = equation.left, equation.right
    known = free_letters(right)
    choosing = frozenset().union(*map(chosen_by, known))
    one_component = any(letter not in known and letter.name not in choosing for letter in free_letters(left))
    if equation.case or one_component or not names_in(right):
        return False
    if isinstance(left, Variable):
        return _are_letters(left.indices) and left.name not in names_in(right)
    if not isinstance(left, Derivative) or not isinstance(left.operand, Variable):
        return False
    operand, variable = left.operand, left.variable
    mixed = {index.set for index in operand.indices} & {index.set for index in variable.indices}
    letters = _are_letters(operand.indices) and _are_letters(variable.indices)
    told = any(isinstance(one, Derivative) and names_in(one) >= names_in(left) for one in subterms(right))
    return letters and not mixed and not told


def is_general(equation: Equation, letters: Letters) -> bool:
    """Whether an equation of any kind is meant for all indices in it: it is no value of a component, has no letter of
    which the document speaks, and no derivative that may be told for equal or for distinct indices."""
    sides = equation.left, equation.right
    names = {letter.name for side in sides for letter in free_letters(side)}
    value = any(isinstance(side, Variable) and side.indices for side in sides) and not all(map(names_in, sides))
    derivatives = (one for side in sides for one in subterms_of(side, Derivative))
    return not equation.case and not value and not names & letters.fixed and not any(map(_is_mixed, derivatives))


def _is_mixed(derivative: Derivative) -> bool:
    """∂f(p_k)/∂z_i, where k and i are of one set"""
    above = {index.set for index in free_letters(derivative.operand)}
    return bool(above & {index.set for index in derivative.variable.indices})


def _are_letters(indices: Sequence[Index]) -> bool:
    return all(isinstance(index, Letter) for index in indices) and len(set(indices)) == len(indices)


def restates(left: Value, right: Value, supposed: Sequence[Supposed]) -> bool:
    """Whether left = right is what is supposed."""
    return (
        isinstance(left, Scalar)
        and isinstance(right, Scalar)
        and any(one.at(left.term) == right.term for one in supposed)
    )


def choices(supposed: Sequence[Supposed]) -> Iterator[list[Supposed]]:
    """What may be supposed together, the likeliest first: of each symbol what was said last, then what was said before
    of one of them, then what was said of one alone. Of one symbol either an equation for itself is supposed or one for
    each of its derivatives."""
    by_name: dict[str, list[list[Supposed]]] = {}
    for one in reversed(supposed):
        told = by_name.setdefault(one.name, [])
        derivatives = next((group for group in told if _is_other_derivative(one, group)), None)
        if derivatives is not None:
            derivatives.append(one)
        else:
            told.append([one])
    if by_name:
        yield [one for told in by_name.values() for one in told[0]]
    for name, told in by_name.items():
        for group in told[1:MOST_TOLD]:
            yield [*group, *(one for other, others in by_name.items() if other != name for one in others[0])]
    if len(by_name) > 1:
        yield from (told[0] for told in by_name.values())


def _is_other_derivative(one: Supposed, group: Sequence[Supposed]) -> bool:
    """Whether it is a derivative by another symbol than the derivatives of the group."""
    if not isinstance(one.left, Derivative):
        return False
    by = {other.left.variable.name for other in group if isinstance(other.left, Derivative)}
    return bool(by) and one.left.variable.name not in by


def rewritten(value: Value, supposed: Sequence[Supposed], used: set[Supposed]) -> Value:
    """The value with the derivatives that are supposed put in; adds what was used to `used`."""
    if isinstance(value, Scalar):
        return Scalar(_rewritten(value.term, supposed, used))
    if isinstance(value, Vector):
        special = tuple((index, _rewritten(term, supposed, used)) for index, term in value.special)
        return replace(value, entry=_rewritten(value.entry, supposed, used), special=special)
    assert isinstance(value, Matrix)
    cells = tuple(tuple(_rewritten(cell, supposed, used) for cell in row) for row in value.cells)
    return replace(value, entry=_rewritten(value.entry, supposed, used), cells=cells)


def _rewritten(term: Term, supposed: Sequence[Supposed], used: set[Supposed]) -> Term:
    for one in supposed:
        put = one.at(term)
        if put is not None:
            used.add(one)
            return _rewritten(put, [other for other in supposed if other is not one], used)
    if isinstance(term, Derivative):
        by = term.variable.name
        supposed = [one for one in supposed if not isinstance(one.left, Derivative) and one.name != by]
    if isinstance(term, Sum):
        kept = [one for one in supposed if not one.would_capture(term.letter)]
        return replace(term, body=_rewritten(term.body, kept, used))
    return rebuilt(term, lambda part: _rewritten(part, supposed, used))


def _variables(term: Term) -> tuple[Variable, ...]:
    """The symbol that the term is, or those of ∂symbol/∂symbol."""
    if isinstance(term, Variable):
        return (term,)
    if isinstance(term, Derivative) and isinstance(term.operand, Variable):
        return (term.operand, term.variable)
    return ()
