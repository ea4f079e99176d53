"""Which letters and which slots of symbols range over one set, and by what letters the sizes of sets go."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from derive.formula import Compared, Dots, Formula, Indexed, Listed, Name, Numeral, Primed, Raised, Ranged
from derive.formula_parts import children

from .problem import Equation, Problem, Symbol, letter_of, number_of, symbol_of

Set = Hashable
ALL: Set = "all sums"


class Ranges:
    """The sets of one problem. Two that share a letter, a slot, a size or a comparison are one."""

    def __init__(self, problem: Problem) -> None:
        self._joined: dict[Hashable, Hashable] = {}
        self.sizes: set[str] = set()
        self.arity: dict[Symbol, int] = {}
        self._lettered: set[Symbol] = set()
        self._bound: dict[tuple[int, int], tuple[Ranged, Hashable]] = {}
        self.indices: dict[int, set[str]] = {}
        """The letters that stand as indices in each equation."""
        equations = list(problem.equations())
        for equation in (*equations, *problem.ranges):
            for side in (equation.left, equation.right):
                self._name_sizes(side)
        lists = {letter_of(one.left): one.right.items for one in problem.ranges if isinstance(one.right, Listed)}
        ends = {letter: letter_of(items[-1]) for letter, items in lists.items()}
        self.sizes.update(size for size in ends.values() if size)
        for size in self.sizes:
            self._find(("size", size))
        for symbol, size in map(_dimension, problem.ranges):
            if symbol is not None:
                self._join(("slot", symbol, 0), ("literal", size))
        told = {letter: ("size", end) for letter, end in ends.items()}
        told |= {letter: ("literal", str(len(items))) for letter, items in lists.items() if _is_count(items)}
        for number, equation in enumerate(equations):
            self.indices[number] = set()
            self._join_equation(equation, number)
            for letter in self.indices[number] & told.keys():
                self._join(("letter", letter, number), told[letter])

    def set_of_slot(self, symbol: Symbol, slot: int) -> Set:
        return self._find(("slot", symbol, slot))

    def set_of_letter(self, letter: str, equation: int) -> Set:
        return self._find(("letter", letter, equation))

    def set_of_delta(self, delta: Indexed, equation: int) -> Set:
        return self._find(("delta", id(delta), equation))

    def set_of_size(self, letter: str) -> Set:
        return self._find(("size", letter))

    def set_of_sum(self, sum_: Ranged, equation: int) -> Set | None:
        """That of its letter, or of the same letter elsewhere, or the only one; None where nothing tells it."""
        found = self._find(self._bound[id(sum_), equation][1])
        told = self._told()
        if found in told:
            return found
        letter = letter_of(sum_.letter)
        alike = {self._find(("letter", letter, number)) for number in self.indices
                 if letter in self.indices[number] and letter not in self.sizes}  # fmt: skip
        alike |= {self._find(node) for one, node in self._bound.values() if letter_of(one.letter) == letter}
        places = (alike & told) or told
        if not places:
            return ALL
        return next(iter(places)) if len(places) == 1 else None

    def _told(self) -> set[Set]:
        return {self._find(node) for node in list(self._joined) if isinstance(node, tuple) and node[0] != "bound"}

    def sets(self) -> dict[Set, None]:
        """All sets that something but a bound letter tells; if there are none, that of all sums."""
        telling = [node for node in self._joined if isinstance(node, tuple) and node[0] != "bound"]
        return dict.fromkeys(map(self._find, sorted(telling, key=repr))) or {ALL: None}

    def confused(self) -> bool:
        """Whether one set has two sizes: an index of one set stands in a slot of another."""
        sizes = [node for node in self._joined if isinstance(node, tuple) and node[0] in ("size", "literal")]
        return len(set(map(self._find, sizes))) < len(sizes)

    def fixed(self) -> Mapping[Set, int]:
        """The sets whose size is written as a number."""
        literal = [node for node in self._joined if isinstance(node, tuple) and node[0] == "literal"]
        return {self._find(node): int(node[1]) for node in literal}

    def has_components(self, symbol: Symbol) -> bool:
        """Whether its indices are more than a part of its name, as the numbers of w_1 and w_2 are."""
        return symbol in self._lettered

    def _find(self, node: Hashable) -> Hashable:
        while (above := self._joined.setdefault(node, node)) != node:
            node = above
        return node

    def _join(self, one: Hashable, other: Hashable) -> None:
        self._joined[self._find(one)] = self._find(other)

    def _name_sizes(self, formula: Formula) -> None:
        if isinstance(formula, Ranged) and formula.lower is not None and letter_of(formula.upper):
            self.sizes.add(letter_of(formula.upper) or "")
        if isinstance(formula, Listed) and len(formula.items) > 2 and isinstance(formula.items[-2], Dots):
            self.sizes.update(_counted(formula.items[0], formula.items[-1]))
        for part in children(formula):
            self._name_sizes(part)

    def _join_equation(self, equation: Equation, number: int) -> None:
        for condition in equation.case:
            self._visit(condition, number, {})
        for side in (equation.left, equation.right):
            self._visit(side, number, {})

    def _node(self, letter: str, equation: int, bound: Mapping[str, Hashable]) -> Hashable:
        if letter in bound:
            return bound[letter]
        return ("size", letter) if letter in self.sizes else ("letter", letter, equation)

    def _visit(self, formula: Formula, equation: int, bound: Mapping[str, Hashable]) -> None:
        match formula:
            case Ranged():
                self._visit_range(formula, equation, bound)
            case Compared():
                self._visit_comparison(formula, equation, bound)
            case Indexed(base=Name() | Primed()):
                self._visit_symbol(formula, equation, bound)
            case _:
                for part in children(formula):
                    self._visit(part, equation, bound)

    def _visit_symbol(self, formula: Indexed, equation: int, bound: Mapping[str, Hashable]) -> None:
        found = symbol_of(formula)
        assert found is not None
        symbol, indices, uppers = found
        delta = symbol[0] == "δ" and len(indices) == 2
        if not delta:
            self.arity[symbol] = max(len(indices) - uppers, self.arity.get(symbol, 0))
        for slot, index in enumerate(indices):
            node: Hashable = ("delta", id(formula), equation) if delta else ("slot", symbol, slot)
            self._find(node)
            letter = letter_of(index)
            if number_of(index) is None:
                self._lettered.add(symbol)
            if letter is not None:
                self._join(node, self._node(letter, equation, bound))
                if letter not in bound:
                    self.indices[equation].add(letter)

    def _visit_range(self, formula: Ranged, equation: int, bound: Mapping[str, Hashable]) -> None:
        letter = letter_of(formula.letter)
        node: Hashable = ("bound", id(formula), equation)
        self._bound[id(formula), equation] = formula, node
        self._find(node)
        if letter_of(formula.upper):
            self._join(node, ("size", letter_of(formula.upper)))
        elif number_of(formula.upper) is not None:
            self._join(node, ("literal", str(number_of(formula.upper))))
        inner = {**bound, letter: node} if letter else bound
        for condition in formula.conditions:
            self._visit_comparison(condition, equation, inner)
        self._visit(formula.body, equation, inner)

    def _visit_comparison(self, formula: Compared, equation: int, bound: Mapping[str, Hashable]) -> None:
        letters = [letter_of(side) for side in (formula.left, formula.right)]
        nodes = [self._node(letter, equation, bound) for letter in letters if letter]
        self.indices[equation].update(letter for letter in letters if letter and letter not in bound)
        for node in nodes[:1]:
            self._join(node, nodes[-1])


def _is_count(items: Sequence[Formula]) -> bool:
    """Whether a list is 1, 2, 3, and so on to its end."""
    return [number_of(item) for item in items] == list(range(1, len(items) + 1))


def _counted(first: Formula, last: Formula) -> Iterator[str]:
    """The letters in the last entry of a list where the first one has the index 1."""
    if isinstance(first, Indexed) and isinstance(last, Indexed):
        for old, new in zip((*first.upper, *first.lower), (*last.upper, *last.lower), strict=False):
            if number_of(old) == 1 and letter_of(new):
                yield letter_of(new) or ""
    for one, other in zip(children(first), children(last), strict=False):
        yield from _counted(one, other)


def _dimension(range_: Equation) -> tuple[Symbol | None, str]:
    """(x, "3") for x ∈ ℝ^3"""
    match range_:
        case Equation(left=left, right=Raised(base=Name(letter="ℝ"), exponent=Numeral(value=size)), sign="∈"):
            found = symbol_of(left)
            return (found[0] if found is not None else None), str(size)
    return None, ""
