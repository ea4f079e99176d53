"""Which index set each letter and each slot of a symbol ranges over.

Letters and slots are unified: the letter i of o_i and the slot of o have one set, and so have both sides of i ≠ j,
a letter and the upper end of its sum, the bound letter and every slot that it stands in. A set is named by its size
where the document names it (Σ_{k=1}^n, i = 1, …, n).
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, count, pairwise

from derive.document.model import Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import (
    Applied,
    Compared,
    Formula,
    Indexed,
    Listed,
    Name,
    Primed,
    Raised,
    Ranged,
)
from derive.formula_parts import children
from derive.meaning.applications import formulas_of
from derive.meaning.arrays import Shapes
from derive.meaning.declared import before_sets, declarations
from derive.meaning.dimensions import dimensions_of
from derive.meaning.functions import Functions
from derive.meaning.heads import head_of
from derive.meaning.kronecker import defines_delta
from derive.meaning.names import Symbol, is_slice, literal_index, plain_letter, range_letters, range_size, size_of_ones
from derive.meaning.outlines import Outlines
from derive.meaning.sizes import first_index, formula_or_none, size_of_range, sizes_of
from derive.meaning.unified import Node, Unified, share_ends
from derive.meaning.vector_arguments import VectorArguments
from derive.term import IndexSet

PASSES = 2
"""How often the statements are read for the shapes of their symbols: one may be told by a later one."""


class IndexSets:
    """Built from all statements of a document, each with its scope; then answers for each scope and letter."""

    def __init__(
        self,
        statements: Sequence[Statement],
        scopes: Sequence[int],
        outlines: Outlines,
        functions: Functions | None = None,
        *,
        merging: bool = False,
        by_rows: frozenset[str] = frozenset(),
    ) -> None:
        """`merging`: where two sizes are used for one set, they are taken for one number; `by_rows`: the words of
        functions that are taken of the rows of a matrix."""
        self.by_rows = by_rows
        self.functions = functions or Functions(statements, scopes)
        """Those of the whole document, where these are only some of its statements."""
        self._unified = Unified()
        self.arity: dict[str, int] = {}
        """Number of lower slots of each symbol that has any."""
        self.several: dict[str, int] = {}
        self.guessed: frozenset[str] = frozenset()
        """Symbols that are taken for matrices, and may be numbers."""
        self.lettered: set[str] = set()
        """Symbols that have a letter as an index somewhere."""
        self._sizes: list[str] = []
        self._letters: set[Node] = set()
        self._applied = VectorArguments(self.functions.symbol_of)
        found = [outlines.of(formula) for one in statements for formula in formulas_of(one)]
        self._numbers = _all(one.values for one in found) - _all(one.indices for one in found)
        self._numbered = list(zip(scopes, statements, strict=True))
        self.first = first_index({begin for one in found for begin in one.beginnings})
        """0 where sums begin at 0, else 1."""
        for statement in statements:
            told = sizes_of(statement, self.first, outlines.sizes)
            self._sizes += (size for size in told if size not in self._sizes)
        for scope, statement in self._numbered:
            self._add_statement(scope, statement)
        for (earlier, _), (scope, statement) in pairwise(self._numbered):
            self._add_range_statement(earlier, scope, statement)
        for symbol, one, other in self._applied.vectors(statements, self.arity, by_rows):
            self._unified.unify(one, other)
            self.arity.setdefault(symbol.name, 1)
            self.lettered.add(symbol.name)
        self._numbered_names = frozenset(self.arity) - self.lettered
        """Names that have numbers as indices only: w_1 and w_2 are two symbols, not two components."""
        for name in self._numbered_names:
            del self.arity[name]
        self._add_shapes()
        share_ends(self._unified, self._sizes)
        self.own_delta = any(map(defines_delta, statements))
        self.letters_written = _all(one.letters for one in found)
        self.plain_letters = _all(one.plain for one in found)
        self._names: dict[Node, str] = {}
        self._merging = merging
        self._confused: dict[Node, list[str]] = {}
        for size in sorted(self._sizes, key=str.isdigit, reverse=True):
            root = self._unified.find(("size", size))
            if root in self._names:
                self._confused.setdefault(root, [self._names[root]]).append(size)
            else:
                self._names[root] = size

    def may_be_upper(self, letter: str, base: Formula) -> bool:
        """Whether a superscript letter may be an index: of what has a lower one, or a letter that is one elsewhere."""
        if self.is_size(letter):
            return False
        return isinstance(base, Indexed) or any(isinstance(n, tuple) and n[-1] == letter for n in self._letters)

    def symbol_of(self, formula: Formula) -> Symbol | None:
        """The symbol that the formula is; numbers belong to the name of one that has no other indices."""
        symbol = self.functions.symbol_of(formula)
        if symbol is None or symbol.name not in self._numbered_names or not symbol.lowers:
            return symbol
        return Symbol(self._name_of(symbol), symbol.uppers, ())

    def _name_of(self, symbol: Symbol) -> str:
        if symbol.name not in self._numbered_names or not symbol.lowers:
            return symbol.name
        numbers = ",".join(str(literal_index(index)) for index in symbol.lowers)
        return f"{symbol.name}_{numbers}"

    def names_of(self, formula: Formula) -> frozenset[str]:
        """The names of all symbols in a formula; those of indices are not looked at."""
        return frozenset(map(self._name_of, self.functions.symbols_in(formula)))

    def stands_once(self, name: str) -> bool:
        """Whether the symbol stands in one statement only."""
        return sum(name in _all(map(self.names_of, formulas_of(one))) for _, one in self._numbered) < 2

    @property
    def merged(self) -> tuple[tuple[str, ...], ...]:
        """The sizes of one set each, which are supposed to be equal."""
        return tuple(map(tuple, self._confused.values()))

    def defines(self, left: Formula) -> frozenset[str]:
        """The name of the symbol or of the function that is the whole left side of an equation."""
        symbol = self.symbol_of(left) or self.functions.head(left)
        return frozenset() if symbol is None else frozenset((symbol.name,))

    def is_size(self, name: str) -> bool:
        return name in self._sizes

    @property
    def main(self) -> str:
        """The size of the first set that the document names; n if it names none."""
        return self._names[self._unified.find(("size", self._sizes[0]))] if self._sizes else "n"

    def is_index(self, scope: int, letter: str) -> bool:
        """Whether the letter stands somewhere in that statement as an index."""
        return ("letter", scope, letter) in self._letters

    def of_letter(self, scope: int, letter: str) -> IndexSet:
        return self._set(("letter", scope, letter))

    def of_slot(self, name: str, slot: int) -> IndexSet:
        return self._set(("slot", name, slot))

    def is_square(self, name: str) -> bool:
        """Whether the symbol is a matrix whose rows and columns have one index set, and one size."""
        slots = [self._unified.find(("slot", name, slot)) for slot in range(2)]
        return self.arity.get(name, 0) == 2 and slots[0] == slots[1] and slots[0] not in self._confused

    def of_size(self, size: str) -> IndexSet:
        return self._set(("size", size))

    def of_bound(self, sum_: Ranged, scope: int) -> IndexSet:
        """The set over which a sum runs. If nothing in it tells: that of the sums over this letter in the statement,
        or of the letter where it is free there, else of these sums in the document, else the document's one set."""
        node = ("bound", scope, sum_.span, sum_.letter)
        if sum_.upper is not None or node not in self._nowhere:
            return self._set(node)
        told = [one for one in self._unified.nodes() if one not in self._nowhere]
        alike = [one for one in told if isinstance(one, tuple) and one[0] == "bound" and one[3] == sum_.letter]
        free = [one for one in told if one == ("letter", scope, plain_letter(sum_.letter))]
        for nodes in ([one for one in alike if one[1] == scope] or free, alike, told or ["nowhere"]):
            roots = {self._unified.find(one) for one in nodes}
            if len(roots) == 1:
                return self._set(roots.pop())
        raise UnsupportedError("the range of this sum is not told", code="construct-not-supported", span=sum_.span)

    @cached_property
    def _nowhere(self) -> frozenset[Node]:
        """Bound letters that are nothing's index: their sets are their own."""
        classes = self._unified.classes()
        alone = (nodes for nodes in classes if all(isinstance(n, tuple) and n[0] == "bound" for n in nodes))
        return frozenset(node for nodes in alone for node in nodes)

    def is_named(self, set_: IndexSet) -> bool:
        """Whether the document names the size of the set."""
        return set_.size in self._sizes

    def _set(self, node: Node) -> IndexSet:
        root = self._unified.find(node)
        confused = self._confused.get(root)
        if confused is not None and (not self._merging or confused[1].isdigit()):
            message = f"the sizes {' and '.join(confused)} are used for one set"
            raise UnsupportedError(message, code="sizes-confused")
        name = self._names.get(root)
        if name is None:
            taken = {*self._names.values(), *self.arity, *self.letters_written}
            letters = chain(("n", "m", "K", "M", "N", "p"), (f"n_{k}" for k in count()))
            name = self._names[root] = next(letter for letter in letters if letter not in taken)
        return IndexSet(name, self.first)

    def written(self, size: int) -> IndexSet:
        """The set of so many indices."""
        return IndexSet(str(size), self.first)

    def _add_statement(self, scope: int, statement: Statement) -> None:
        members = [member.formula for member in statement.chain.members]
        for condition in statement.case:
            self._add(condition, scope, {})
        for formula in members:
            if not isinstance(formula, ReadError):
                self._add(formula, scope, {})
        for one, other in pairwise(members):
            left, right = formula_or_none(one), formula_or_none(other)
            end = range_size(right) if right is not None else None
            if left is not None and end is not None and self.is_size(end):
                for letter in map(plain_letter, range_letters(left)):
                    self._unified.unify(self._letter(scope, letter, {}), ("size", end))
            elif plain_letter(left) and plain_letter(right):
                letters = [self._letter(scope, plain_letter(side), {}) for side in (left, right)]
                if all(letter in self._letters for letter in letters) or statement.cue.value == "case":
                    self._unified.unify(*letters)
                    self._letters.update(letters)

    def _add_range_statement(self, earlier: int, scope: int, statement: Statement) -> None:
        """After `p_i = …, i = 1, …, n` the letter i of the statement before has that range too."""
        members = [formula_or_none(member.formula) for member in statement.chain.members[:2]]
        letter = plain_letter(members[0])
        before: Node = ("letter", earlier, letter)
        if len(members) == 2 and isinstance(members[1], Listed) and letter is not None and before in self._letters:
            self._unified.unify(before, ("letter", scope, letter))

    def _add_shapes(self) -> None:
        """Finds the vectors and matrices among the symbols, and unifies the dimensions of what they are parts of."""
        unify, sizes = self._unified.unify, frozenset(self._sizes)
        shapes = Shapes(self.symbol_of, self.functions.rule_of, self.arity, unify, sizes, self.by_rows)
        for _, statement in self._numbered:
            for formula, dimensions in declarations(statement):
                shapes.declare(formula, dimensions)
        for _, statement in self._numbered:
            for formula in formulas_of(statement):
                shapes.add_own_slots(formula)
        if not self.arity:
            return
        for _ in range(PASSES):
            before = shapes.told()
            for _, statement in self._numbered:
                shapes.equate([formula_or_none(member.formula) for member in before_sets(statement.chain)])
            if shapes.told() == before:
                break  # to read them again would tell no more
        self.guessed = shapes.guessed
        self.several = shapes.several

    def _letter(self, scope: int, letter: str | None, bound: dict[str, Node]) -> Node:
        assert letter is not None
        return bound.get(letter, ("letter", scope, letter))

    def _add(self, formula: Formula, scope: int, bound: dict[str, Node]) -> None:
        match formula:
            case Ranged():
                self._add_range(formula, scope, bound)
                return
            case Compared():
                self._add_comparison(formula, scope, bound)
                return
            case Indexed() if size_of_ones(formula) in self._sizes:
                return
            case Indexed(base=Name() | Primed()):
                self._add_slots(formula, scope, bound)
                return
            case Raised() if self.functions.symbol_of(formula) is not None:
                self._add_slots(formula, scope, bound)
                return
            case Applied() | Indexed(base=Applied()):
                self._add_application(formula, scope, bound)
                return
            case Indexed() if not formula.upper:
                self._add(formula.base, scope, bound)
                self._add_indices(formula.lower, dimensions_of(formula.base, len(formula.lower)), scope, bound)
                return
            case _:
                for child in children(formula):
                    self._add(child, scope, bound)

    def _add_application(self, formula: Applied | Indexed, scope: int, bound: dict[str, Node]) -> None:
        """The indices of a displayed symbol, or of the values of a function; its arguments are as those of its rule."""
        application = formula.base if isinstance(formula, Indexed) else formula
        assert isinstance(application, Applied)
        head = head_of(application)
        rule = self.functions.rule(head.name) if head is not None else None
        if self.functions.symbol_of(formula) is not None:
            self._add_slots(formula, scope, bound)
        elif head is not None and rule is not None:
            outputs = (*head.indices, *(formula.lower if isinstance(formula, Indexed) else ()))
            self._add_slots_of(Symbol(rule.name, (), outputs[-len(rule.outputs) :]), formula, scope, bound)
            for slot, letter in enumerate(rule.outputs):
                self._unified.unify(("slot", rule.name, slot), ("letter", rule.scope, letter))
            self._applied.add(rule, application.arguments)
        else:
            self._add_entry(formula, application, scope, bound)
        for argument in application.arguments:
            self._add_argument(argument, scope, bound)

    def _add_entry(self, formula: Formula, application: Applied, scope: int, bound: dict[str, Node]) -> None:
        """The index of exp(z)_i is one of z."""
        symbols = [self.functions.symbol_of(argument) for argument in application.arguments]
        if isinstance(formula, Indexed) and len(symbols) == 1 and symbols[0] is not None:
            lowers = tuple(formula.lower[0] if is_slice(index) else index for index in symbols[0].lowers)
            if lowers == symbols[0].lowers and lowers:
                return
            whole = Symbol(symbols[0].name, symbols[0].uppers, lowers or formula.lower)
            self._add_slots_of(whole, formula, scope, bound)

    def _add_argument(self, formula: Formula, scope: int, bound: dict[str, Node]) -> None:
        """The letters of p(t = 1 | x) are no indices."""
        if isinstance(formula, Compared):
            for side in children(formula):
                self._add_argument(side, scope, bound)
        else:
            self._add(formula, scope, bound)

    def _add_indices(
        self, indices: Sequence[Formula], dimensions: Sequence[tuple[Formula, int]], scope: int, bound: dict[str, Node]
    ) -> None:
        """The indices i and j of (A B)_{ij} are those of A and of B."""
        for index, (symbol, slot) in zip(indices, dimensions, strict=False):
            named, letter = self.functions.symbol_of(symbol), plain_letter(index)
            if named is not None and letter is not None and not is_slice(index):
                used = ("size", letter) if self.is_size(letter) else self._letter(scope, letter, bound)
                self._letters.add(used)
                self._unified.unify(("slot", named.name, len(named.uppers) + len(named.lowers) + slot), used)

    def _add_slots(self, formula: Formula, scope: int, bound: dict[str, Node]) -> None:
        symbol = self.functions.symbol_of(formula)
        assert symbol is not None
        self._add_slots_of(symbol, formula, scope, bound)

    def _add_slots_of(self, symbol: Symbol, formula: Formula, scope: int, bound: dict[str, Node]) -> None:
        indices = [*symbol.uppers, *symbol.lowers]
        delta = symbol.name == "δ" and len(indices) == 2
        if symbol.lowers and not delta:
            self.arity[symbol.name] = max(len(symbol.lowers), self.arity.get(symbol.name, 0))
        for slot, index in enumerate(indices):
            node: Node = ("delta", formula.span) if delta else ("slot", symbol.name, slot)
            letter = plain_letter(index)
            if literal_index(index) is None:
                self.lettered.add(symbol.name)
            if letter is None:
                if literal_index(index) is None:
                    self._add(index, scope, bound)
            elif is_slice(index):
                continue
            elif letter not in bound and self.is_size(letter):
                self._unified.unify(node, ("size", letter))
            else:
                used = self._letter(scope, letter, bound)
                self._letters.add(used)
                self._unified.unify(node, used)

    def _add_range(self, formula: Ranged, scope: int, bound: dict[str, Node]) -> None:
        letter = plain_letter(formula.letter)
        inner = dict(bound)
        if letter is not None:
            node: Node = ("bound", scope, formula.span, formula.letter)
            self._unified.find(node)
            inner[letter] = node
            size = size_of_range(formula, self.first)
            if size is not None:
                self._unified.unify(node, ("size", size))
                if size.isdigit() and size not in self._sizes:
                    self._sizes.append(size)
        for condition in formula.conditions:
            self._add(condition, scope, inner)
        self._add(formula.body, scope, inner)

    def _add_comparison(self, formula: Compared, scope: int, bound: dict[str, Node]) -> None:
        sides = (plain_letter(formula.left), plain_letter(formula.right))
        if sides[0] is not None and sides[1] is not None:
            letters = [self._letter(scope, side, bound) for side in sides]
            self._letters.update(letters)
            self._unified.unify(*letters)
        else:
            for side, other in ((formula.left, formula.right), (formula.right, formula.left)):
                letter = plain_letter(side)
                if letter is not None and letter not in self._numbers and literal_index(other) is not None:
                    self._letters.add(self._letter(scope, letter, bound))
                else:
                    self._add(side, scope, bound)


def _all(names: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*names)
