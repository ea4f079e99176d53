"""A problem at fixed sizes and numbers: the values of indices, of conditions, and of symbols."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

from derive.formula import Applied, Compared, Formula, Indexed, Indicated, Ranged
from derive.formula_parts import children, subformulas

from .arithmetic import OutOfRangeError, UnjudgedError, Value
from .problem import Equation, Problem, Symbol, letter_of, number_of, symbol_of
from .ranges import Ranges, Set

Component: TypeAlias = tuple[Symbol, tuple[int, ...]]
Letters: TypeAlias = Mapping[str, int]


class Symbols(ABC):
    """A problem at fixed sizes of its sets; `number` gives the value of a component without a definition."""

    def __init__(
        self, problem: Problem, ranges: Ranges, sizes: Mapping[Set, int], number: Callable[[Component], Decimal]
    ) -> None:
        self.ranges = ranges
        self.sizes = sizes
        self.number = number
        self.definitions: dict[Symbol, tuple[int, Equation]] = {}
        for place, definition in enumerate(problem.definitions):
            found = symbol_of(definition.left)
            if found is None:
                raise UnjudgedError("the definition of a function")
            if any(symbol_of(part) == found for part in subformulas(definition.right)):
                continue  # w := w - 1 is a new value, from which nothing follows
            named = filter(None, map(symbol_of, subformulas(definition.right)))
            if any(one[0] == found[0] for one in named):
                raise UnjudgedError("the definition of one component by another")
            self.definitions[found[0]] = place, definition
        self._moved: dict[Component, Decimal] = {}
        self._key: tuple[tuple[Component, Decimal], ...] = ()
        self._known: dict[tuple[object, ...], Decimal] = {}
        self._depends: dict[int, tuple[Formula, frozenset[Symbol]]] = {}

    @abstractmethod
    def read(self, formula: Formula, equation: int, letters: Letters) -> Value:
        """The value of a formula of one of the equations."""

    def scalar(self, formula: Formula, equation: int, letters: Letters) -> Decimal:
        value = self.read(formula, equation, letters)
        if isinstance(value, list):
            raise UnjudgedError("a vector")
        return value

    def index(self, formula: Formula, equation: int, letters: Letters, set_: Set | None) -> int:
        """The value of an index; `set_` is that of its slot."""
        letter, number = letter_of(formula), number_of(formula)
        if letter is not None:
            if letter in letters:
                return letters[letter]
            if letter in self.ranges.sizes:
                return self.sizes[self.ranges.set_of_size(letter)]
        elif number is not None and number > 9:
            raise UnjudgedError("two digits, which may be two indices")
        elif number is not None and number >= 1:
            if set_ is not None and number > self.sizes[set_]:
                raise OutOfRangeError
            return number
        raise UnjudgedError("an index")

    def holds(self, condition: Compared, equation: int, letters: Letters) -> bool:
        """Whether two indices compare as a condition says."""
        if condition.sign not in ("=", "≠"):
            raise UnjudgedError(condition.sign)
        named = letter_of(condition.left) or letter_of(condition.right)
        if named is None:
            raise UnjudgedError("a condition")
        set_ = self.ranges.set_of_letter(named, equation) if named in self.ranges.indices[equation] else None
        left, right = (self.index(side, equation, letters, set_) for side in (condition.left, condition.right))
        return (left == right) is (condition.sign == "=")

    def symbol(self, formula: Formula, equation: int, letters: Letters) -> Value:
        found = symbol_of(formula)
        if found is None or found[0][2]:
            raise UnjudgedError("a symbol")
        symbol, indices, uppers = found
        if symbol[0] == "δ" and len(indices) == 2:
            if symbol in self.definitions:
                raise UnjudgedError("a δ of its own")
            assert isinstance(formula, Indexed)
            set_ = self.ranges.set_of_delta(formula, equation)
            left, right = (self.index(one, equation, letters, set_) for one in indices)
            return Decimal(left == right)
        letter = letter_of(formula)
        if letter is not None:
            if letter in letters and symbol not in self.ranges.arity:
                raise UnjudgedError("an index as a number")
            if letter in self.ranges.sizes:
                return Decimal(self.sizes[self.ranges.set_of_size(letter)])
            if letter == "e" and symbol not in self.definitions:
                return Decimal(1).exp()
        slots = [self.ranges.set_of_slot(symbol, slot) for slot in range(len(indices))]
        if not self.ranges.has_components(symbol):
            slots = [None] * len(indices)
        at = tuple(self.index(one, equation, letters, slot) for one, slot in zip(indices, slots, strict=True))
        missing = self.ranges.arity.get(symbol, 0) - (len(indices) - uppers)
        if missing and not self.ranges.has_components(symbol):
            missing = 0
        if missing == 1 and len(indices) == uppers:
            size = self.sizes[self.ranges.set_of_slot(symbol, uppers)]
            return [self.component((symbol, (*at, k))) for k in range(1, size + 1)]
        if missing:
            raise UnjudgedError("a symbol without some of its indices")
        return self.component((symbol, at))

    def component(self, component: Component) -> Decimal:
        symbol, at = component
        if symbol in self.definitions:
            key = (component, self._key)
            value = self._known.get(key)
            if value is None:
                place, definition = self.definitions[symbol]
                head = symbol_of(definition.left)
                assert head is not None
                names = [letter_of(index) or "" for index in head[1]]
                if len(names) != len(at):
                    raise UnjudgedError("a defined symbol with other indices")
                value = self._known[key] = self.scalar(definition.right, place, dict(zip(names, at, strict=True)))
        else:
            value = self.number(component)
        return value + self._moved[component] if component in self._moved else value

    def moved_by(self, component: Component, distance: Decimal, read: Callable[[], Value]) -> Value:
        before, key = self._moved.get(component), self._key
        self._moved[component] = (before or Decimal(0)) + distance
        self._key = tuple(sorted(self._moved.items()))
        try:
            return read()
        finally:
            if before is None:
                del self._moved[component]
            else:
                self._moved[component] = before
            self._key = key

    def symbols(self, formula: Formula) -> frozenset[Symbol]:
        """The symbols in a formula, and in the definitions of these."""
        if id(formula) not in self._depends:
            found = set(_symbols_in(formula, self.ranges.sizes))
            self._depends[id(formula)] = formula, frozenset(found)  # x = 2x, an equation for x, comes back to itself
            for symbol in list(found):
                if symbol in self.definitions:
                    found |= self.symbols(self.definitions[symbol][1].right)
            self._depends[id(formula)] = formula, frozenset(found)
        return self._depends[id(formula)][1]


def _symbols_in(formula: Formula, sizes: set[str]) -> set[Symbol]:
    found = symbol_of(formula)
    if found is not None:
        return set() if letter_of(formula) in {*sizes, "e"} or found[0][0] == "δ" else {found[0]}
    if isinstance(formula, Ranged):
        return _symbols_in(formula.body, sizes)
    if isinstance(formula, Applied):
        return set().union(*(_symbols_in(argument, sizes) for argument in formula.arguments))
    if isinstance(formula, Indicated | Compared):
        return set()
    return set().union(*(_symbols_in(part, sizes) for part in children(formula)))
