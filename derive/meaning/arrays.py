r"""Which symbols are vectors and matrices, and which of their dimensions are the same index set.

A symbol with slots is an array where its indices are not written. Without slots in the whole document it is a vector
or a matrix where the document says so (x ∈ ℝ^n, W ∈ ℝ^{m×n}), where it is bold, and where it is transposed: a small
letter is then a vector, a capital a matrix; so they are in ‖X w − y‖. A bold or transposed small letter with an index
(x_i^⊤ w) has one more slot. A capital beside a vector or a matrix in a product is a matrix, and a small letter after a
transposed vector, or after x^⊤ A, is a vector, unless it equals a number somewhere.

The dimensions of a sum, of an equation and of what is multiplied are unified, as letters and slots are.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Braced,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Ranged,
    Transposed,
)
from derive.formula_parts import children
from derive.meaning.dimensions import arrays_in_norm, dimensions_written, is_capital, own_slots
from derive.meaning.directional import Directional, chain_of, factors_of
from derive.meaning.functions import Rule
from derive.meaning.names import (
    ARRAY_FUNCTIONS,
    Symbol,
    is_slice,
    literal_index,
    plain_letter,
    size_of_ones,
    symbol_of,
)

Node: TypeAlias = object
Shape: TypeAlias = tuple[Node, ...]
"""The nodes of the dimensions: () of a number, one of a vector, those of the rows and of the columns of a matrix."""
IDENTITY = "I"
"""The name of the identity matrix."""


class Shapes:
    """Unifies the dimensions of what stands in one statement."""

    def __init__(
        self,
        symbol_of: Callable[[Formula], Symbol | None],
        rule_of: Callable[[Formula], Rule | None],
        arity: dict[str, int],
        unify: Callable[[Node, Node], None],
        sizes: frozenset[str],
        by_rows: frozenset[str],
    ) -> None:
        self._sizes = sizes
        self._by_rows = by_rows
        self._symbol_of = symbol_of
        self._rule_of = rule_of
        self._arity = arity
        self._unify = unify
        self.several: dict[str, int] = {}
        """Symbols of which each one with so many indices is declared to be a vector or a matrix."""
        self._numbers: set[str] = set()
        """Symbols that equal a number."""
        self._vectors: set[str] = set()
        """Symbols that are declared to be vectors: a capital, too, may be one."""
        self._alone: set[str] = set()
        """Symbols that stand without indices somewhere."""
        self.guessed: frozenset[str] = frozenset()
        """Capitals beside matrices, which may be numbers after all."""

    def told(self) -> tuple[object, ...]:
        """All that is known of the symbols so far."""
        return dict(self._arity), frozenset(self._numbers), self.guessed

    def add_own_slots(self, formula: Formula, *, transposed: bool = False) -> None:
        """Notes the symbols in the formula that are arrays by the way they are written."""
        if transposed and isinstance(formula, Grouped):
            self._add_own_terms(formula.body)
        symbol = self._symbol_of(formula)
        if symbol is not None:
            lowers = len(symbol.lowers)
            if not lowers:
                self._alone.add(symbol.name)
            own = own_slots(formula, lowers, transposed=transposed)
            if own and not (own == 2 and symbol.name in self._vectors):
                self._arity[symbol.name] = max(lowers + own, self._arity.get(symbol.name, 0))
                if transposed and lowers:
                    self.several.setdefault(symbol.name, lowers)
            return
        if isinstance(formula, Grouped) and formula.bracket == "‖":
            for one in arrays_in_norm(formula.body):
                if plain_letter(one) not in self._sizes:
                    self.add_own_slots(one, transposed=True)
        for child in children(formula):
            self.add_own_slots(child, transposed=isinstance(formula, Transposed))

    def _add_own_terms(self, formula: Formula) -> None:
        """The terms of (y − z)^⊤ are transposed."""
        for term in formula.terms if isinstance(formula, Added) else (formula,):
            part = term.operand if isinstance(term, Negated) else term
            if isinstance(part, Name | Indexed):
                self.add_own_slots(part, transposed=True)

    def declare(self, left: Formula, dimensions: Sequence[Formula]) -> None:
        """left ∈ ℝ^{m×n}, also where left is one of several vectors or matrices: x_i ∈ ℝ^d. Where they are declared so,
        x ∈ ℝ^d says nothing of them."""
        symbol = self._symbol_of(left)
        if symbol is None or not 1 <= len(dimensions) <= 2 or any(map(is_slice, symbol.lowers)):
            return
        slots = len(symbol.lowers) + len(dimensions)
        if not symbol.lowers and symbol.name in self.several:
            return
        if symbol.lowers:
            self.several[symbol.name] = len(symbol.lowers)
        elif len(dimensions) == 1:
            self._vectors.add(symbol.name)
        self._arity[symbol.name] = max(slots, self._arity.get(symbol.name, 0))
        for slot, dimension in enumerate(dimensions, len(symbol.uppers) + len(symbol.lowers)):
            size = plain_letter(dimension) or str(literal_index(dimension) or "")
            if size:
                self._unify(("slot", symbol.name, slot), ("size", size))

    def equate(self, members: Sequence[Formula | None]) -> None:
        """The members of a chain have one shape."""
        shapes = [self.shape(member) if member is not None else None for member in members]
        known = [shape for shape in shapes if shape is not None]
        for one, other in pairwise(known):
            self._same(one, other)
        if members and members[0] is not None and (shapes[0] == () or isinstance(members[0], Applied)):
            symbol = self._symbol_of(members[0])
            if any(known):
                self._raise(members[0], max(known, key=len))
            elif symbol is not None and () in shapes[1:]:
                self._numbers.add(symbol.name)
        if members and members[0] is not None and shapes[0] and symbol_of(members[0]) is not None:
            for member in members[1:]:
                if isinstance(member, Applied):
                    self._raise(member, shapes[0])

    def _raise(self, formula: Formula, shape: Shape) -> None:
        """A symbol without slots that stands where an array does is one."""
        symbol = self._symbol_of(formula)
        if symbol is not None and not symbol.lowers and not self._arity.get(symbol.name):
            self._arity[symbol.name] = len(shape)
            for slot, node in enumerate(shape):
                self._unify(("slot", symbol.name, len(symbol.uppers) + slot), node)

    def _same(self, one: Shape, other: Shape) -> None:
        if len(one) == len(other):
            for left, right in zip(one, other, strict=True):
                self._unify(left, right)

    def shape(self, formula: Formula) -> Shape | None:
        """The shape of a formula, or None if it is not known; unifies what is equal inside."""
        match formula:
            case Numeral():
                return ()
            case Indexed() if (size := size_of_ones(formula)) in self._sizes:
                return (("size", size),)
            case Name() | Indexed():
                return self._of_symbol(formula)
            case Grouped(bracket="‖" | "|"):
                self._parts(formula)
                return ()
            case Grouped(body=body) | Braced(body=body) | Negated(operand=body):
                return self.shape(body)
            case Transposed(base=base):
                shape = self.shape(base)
                return shape[::-1] if shape is not None else None
            case Added(terms=terms):
                return self._of_sum(terms)
            case Multiplied():
                return self._of_product(formula)
            case Divided(numerator=numerator, denominator=denominator):
                self.shape(denominator)
                return self.shape(numerator)
            case Ranged(body=body) | Raised(base=Name(letter="e"), exponent=body):
                return self.shape(body)
            case Applied(function=Name(letter=name), arguments=(argument,)) if name in ARRAY_FUNCTIONS:
                shape = self.shape(argument)
                return shape * 2 if shape is not None and name == "diag" else ()
            case Applied():
                return self._of_application(formula)
            case Arrayed(rows=rows):
                self._parts(formula)
                sizes = dimensions_written(formula)
                corner = rows[-1][-1] if len(rows) == len(rows[0]) else rows[-1][0]
                nodes = [
                    self._along(rows[0][0], end) or self._along(rows[0][0], corner) if size is None else ("size", size)
                    for size, end in zip(sizes, (rows[-1][0], rows[0][-1]), strict=True)
                ]
                return None if None in nodes else tuple(node for node in nodes if node != ("size", "1"))
            case Differentiated():
                return self._of_derivative(formula)
            case Listed(items=(left, right), bracket="⟨"):
                shapes = self.shape(left), self.shape(right)
                if shapes[0] is not None and shapes[1] is not None:
                    self._same(shapes[0], shapes[1])
                return ()
            case _:
                self._parts(formula)
                return None

    def _along(self, first: Formula, last: Formula) -> Node | None:
        """The slot that tells two entries of an array with dots apart: the first one of a_{1,1} and a_{n,1}, and that
        of x in e^{x_1} and e^{x_n}."""
        parts = children(first), children(last)
        if not isinstance(first, Indexed) and type(first) is type(last) and len(parts[0]) == len(parts[1]):
            apart = (pair for pair in zip(*parts, strict=True) if pair[0] != pair[1])
            return next((slot for one, other in apart if (slot := self._along(one, other)) is not None), None)
        one, other = self._symbol_of(first), self._symbol_of(last)
        if one is None or other is None or one.name != other.name or len(one.lowers) != len(other.lowers):
            return None
        pairs = zip(one.lowers, other.lowers, strict=True)
        slots = [slot for slot, (index, end) in enumerate(pairs) if index != end]
        return ("slot", one.name, len(one.uppers) + slots[0]) if len(slots) == 1 else None

    def _of_application(self, formula: Applied) -> Shape | None:
        """Functions of numbers are applied entry by entry; of others only their rule, or an index, tells the shape."""
        symbol, rule = self._symbol_of(formula), self._rule_of(formula)
        shapes = [self.shape(argument) for argument in formula.arguments]
        if symbol is not None:
            return self._of_symbol(formula) if symbol.name in self._arity else None
        if rule is not None and any(formal.kind != "scalar" for formal in rule.formals):
            if rule.name.lower() in self._by_rows and len(shapes) == 1 and len(shapes[0] or ()) == 2:
                self._unify(("slot", rule.formals[0].name, 0), (shapes[0] or ())[-1])
            return shapes[0] if rule.outputs and len(shapes) == 1 else None
        return shapes[0] if len(shapes) == 1 else None

    def _parts(self, formula: Formula) -> None:
        for child in children(formula):
            self.shape(child)

    def _of_symbol(self, formula: Formula) -> Shape | None:
        symbol = self._symbol_of(formula)
        if symbol is None:
            self._parts(formula)
            return None
        arity = self._arity.get(symbol.name, 0)
        written = len(symbol.lowers)
        own = own_slots(formula, written, transposed=True) or self.several.get(symbol.name) == written
        if written and written != arity and not own:
            return None
        slots = (*(slot for slot, index in enumerate(symbol.lowers) if is_slice(index)), *range(written, arity))
        return tuple(("slot", symbol.name, len(symbol.uppers) + slot) for slot in slots)

    def _of_sum(self, terms: Sequence[Formula]) -> Shape | None:
        shapes = [self.shape(term) for term in terms]
        known = [shape for shape in shapes if shape is not None]
        for one, other in pairwise(known):
            self._same(one, other)
        shape = max(known, key=len) if known else None
        if shape:
            for term, own in zip(terms, shapes, strict=True):
                part = term.operand if isinstance(term, Negated) else term
                if (
                    own == ()
                    and len(shape) == 2
                    and isinstance(part, Multiplied)
                    and part.factors[-1] == Name(IDENTITY)
                ):
                    part = part.factors[-1]
                if own == ():
                    self._raise(part, shape)
        return shape

    def _of_product(self, formula: Multiplied) -> Shape | None:
        chain = chain_of(formula)
        if chain and chain[0].operand is not None and self.shape(chain[0].operand) == ():
            for one in chain:
                self._parts(one)
            return self.shape(chain[-1].variables[0])
        shape: Shape | None = ()
        rows = False
        factors, signs = factors_of(formula)
        for factor, sign, after in zip(factors, ("", *signs), self._of_factors(factors), strict=True):
            if shape is None or after is None:
                shape = None
                continue
            turned = isinstance(factor, Transposed)
            if not shape or not after:
                shape = shape or after
                rows = turned if after else rows
            elif sign == "⊙":
                self._same(shape, after)
            elif len(shape) == 1 and len(after) == 1 and turned and not rows:
                shape = (*shape, *after)
            elif len(shape) == 1 and len(after) == 1:
                self._unify(shape[0], after[0])
                shape = ()
            elif len(after) == 1 and turned:
                shape = None
            else:
                self._unify(shape[-1], after[0])
                rows = len(shape) == 1
                shape = (*shape[:-1], *after[1:])
        return shape

    def _of_directional(self, factor: Directional) -> Shape | None:
        shape = self.shape(factor.variable)
        for direction in factor.directions:
            along = self.shape(direction)
            if shape and along == ():
                self._raise(direction, shape)
            elif shape and along:
                self._same(shape, along)
        return self.shape(factor.body)

    def _of_factors(self, factors: Sequence[Formula | Directional]) -> list[Shape | None]:
        shapes = [self._of_directional(one) if isinstance(one, Directional) else self.shape(one) for one in factors]
        for k, factor in enumerate(factors):
            beside = [shape for shape in shapes[max(0, k - 1) : k + 2] if shape is not None]
            if isinstance(factor, Directional):
                continue
            if shapes[k] == () and any(beside) and self._may_be_matrix(factor):
                symbol = self._symbol_of(factor)
                assert symbol is not None
                self._arity[symbol.name] = 2
                if not any(len(shape) == 1 for shape in beside):
                    self.guessed |= {symbol.name}
                shapes[k] = self.shape(factor)
            elif shapes[k] == () and self._stands_after_row(k, factors, shapes):
                symbol = self._symbol_of(factor)
                if symbol is not None and self._may_be_vector(symbol, factor):
                    self._arity[symbol.name] = len(symbol.lowers) + 1
                    if symbol.lowers:
                        self.several[symbol.name] = len(symbol.lowers)
                    self.guessed |= {symbol.name}
                    shapes[k] = self.shape(factor)
        return shapes

    def _stands_after_row(self, k: int, factors: Sequence[Formula | Directional], shapes: list[Shape | None]) -> bool:
        """Whether a factor stands after a transposed vector, or after x^⊤ A, and not between two vectors as c in
        v^⊤ c v does."""
        first = k - 1
        while first > 0 and len(shapes[first] or ()) == 2:
            first -= 1
        row = first >= 0 and isinstance(factors[first], Transposed) and len(shapes[first] or ()) == 1
        return row and not any(shapes[k + 1 : k + 2])

    def _may_be_vector(self, symbol: Symbol, formula: Formula) -> bool:
        """Whether x in w^⊤ x may be a vector: a small letter without indices that equals no number; so may x_i, where x
        never stands without an index."""
        core = formula.base if isinstance(formula, Indexed) else formula
        if len(symbol.lowers) > 1 or (symbol.lowers and symbol.name in self._alone):
            return False
        if not isinstance(core, Name) or len(core.letter) > 1 or core.letter == "e":
            return False
        return not is_capital(symbol.name) and symbol.name not in self._numbers | self._sizes

    def _may_be_matrix(self, formula: Formula) -> bool:
        symbol = self._symbol_of(formula)
        if symbol is None or symbol.lowers or not isinstance(formula, Name) or len(formula.letter) > 1:
            return False
        return is_capital(symbol.name) and symbol.name not in self._numbers | self._sizes

    def _of_derivative(self, formula: Differentiated) -> Shape | None:
        above = self.shape(formula.operand) if formula.operand is not None else ()
        below = [self.shape(variable) for variable in formula.variables]
        if above is None or any(shape is None for shape in below):
            return None
        shape = above
        for one in below:
            shape = (*shape, *(one or ()))
        return shape if len(shape) <= 2 else None
