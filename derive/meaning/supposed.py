"""What a step may be proved under: equations of the document that were neither proved nor refuted.

A document often says of a symbol something that cannot be decided: L = −log p_c, where c is the right class, or
∂L/∂p_k = −1/p_k, where L is never told. A later step that follows from it is true where it holds, and the proof says
so: "where ∂L/∂p_k = −1/p_k, as line 12 says". The equation is used from left to right only, as the value of a symbol
without a definition, or of its derivative; it contradicts nothing, since nothing else is known of that symbol.

Not used is what holds in a case only; what may be a value or one component, as y_i = 1; and a derivative of an indexed
symbol by one with an index of the same set, which often is told for equal or for distinct indices.
"""

from collections.abc import Iterable, Iterator, Sequence

from derive.calculus.definitions import names_in
from derive.calculus.substitution import free_letters, substitute
from derive.data import Data, replace
from derive.meaning.context import Equation, Matrix, Scalar, Value, Vector
from derive.term import Definition, Derivative, Index, Letter, Sum, Term, Variable, rebuilt, subterms
from derive.term_text import text

MOST_TOLD = 3
"""How many of the equations of one symbol are tried."""


class Supposed(Data):
    """left = right, for a symbol or a derivative of a symbol, at all indices."""

    left: Variable | Derivative
    right: Term
    line: int

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
        return free_letters(self.right) - free_letters(self.left)

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
        same = type(self.left) is type(term) and len(_variables(self.left)) == len(_variables(term))
        return substitute(self.right, places) if same else None


def supposed_by(equations: Iterable[Equation], line: int) -> tuple[Supposed, ...]:
    """What the equations may be used for later: those with a symbol or its derivative alone on the left."""
    return tuple(Supposed(one.left, one.right, line) for one in equations if _is_usable(one))  # type: ignore[arg-type]


def _is_usable(equation: Equation) -> bool:
    left, right = equation.left, equation.right
    if equation.case or not free_letters(left) <= free_letters(right) or not names_in(right):
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


def _are_letters(indices: Sequence[Index]) -> bool:
    return all(isinstance(index, Letter) for index in indices) and len(set(indices)) == len(indices)


def choices(supposed: Sequence[Supposed]) -> Iterator[list[Supposed]]:
    """What may be supposed together, the likeliest first: of each symbol or derivative what was said last, then what
    was said before of one of them. At most one equation of each, so that none contradicts another."""
    by_left: dict[tuple[str, ...], list[Supposed]] = {}
    for one in supposed:
        by_left.setdefault(tuple(variable.name for variable in _variables(one.left)), []).insert(0, one)
    if by_left:
        yield [told[0] for told in by_left.values()]
    for left, told in by_left.items():
        for one in told[1:MOST_TOLD]:
            yield [one, *(others[0] for other, others in by_left.items() if other != left)]


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
            return put
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
