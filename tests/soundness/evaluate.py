"""The value of a formula at one choice of sizes and numbers, to a hundred digits.

It is found from what is written alone: sums are added up, a derivative is a difference quotient by one component,
which is moved wherever it occurs, a defined one included.
"""

from collections.abc import Callable, Mapping
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow, localcontext
from fractions import Fraction
from typing import Any, TypeAlias

from derive.data import replace
from derive.formula import (
    Added,
    Applied,
    Braced,
    Cased,
    Compared,
    Differentiated,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Ranged,
    Rooted,
)
from derive.formula_parts import children, rebuilt

from .problem import Equation, Problem, Symbol, letter_of, number_of, symbol_of
from .ranges import Ranges, Set

DIGITS = 120
STEP = Decimal(10) ** -30
"""Of a difference quotient: its error is about STEP², and three times differentiated it keeps 30 digits."""
LARGEST_EXPONENT = 300

Value: TypeAlias = "Decimal | list[Decimal]"
"""A number, or the entries of a vector."""
Component: TypeAlias = tuple[Symbol, tuple[int, ...]]
Letters: TypeAlias = Mapping[str, int]


class UndefinedError(Exception):
    """It has no real value there."""


class OutOfRangeError(Exception):
    """An index that its set does not have, such as o_2 where n = 1."""


class UnjudgedError(Exception):
    """What the judge does not read."""


def precise() -> Context:
    return Context(prec=DIGITS, Emax=10**6, Emin=-(10**6), traps=[Overflow, DivisionByZero, InvalidOperation])


class World:
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
            self.definitions[found[0]] = place, definition
        self.last_written = False
        """Whether the last entry of a list is taken as it is written where it is also one of the first."""
        self.short_lists = False
        """Whether of a list with more entries than there are places the first ones are taken."""
        self._moved: dict[Component, Decimal] = {}
        self._key: tuple[tuple[Component, Decimal], ...] = ()
        self._known: dict[tuple[object, ...], Decimal] = {}
        self._depends: dict[int, tuple[Formula, frozenset[Symbol]]] = {}

    def value(self, formula: Formula, equation: int, letters: Letters) -> Value:
        """Raises UndefinedError, OutOfRangeError and UnjudgedError."""
        with localcontext(precise()):
            try:
                return self._value(formula, equation, letters)
            except DecimalException:
                raise UndefinedError from None

    def _value(self, formula: Formula, equation: int, letters: Letters) -> Value:
        reader = _READERS.get(type(formula))
        if reader is None:
            raise UnjudgedError(type(formula).__name__)
        return reader(self, formula, equation, letters)

    def _scalar(self, formula: Formula, equation: int, letters: Letters) -> Decimal:
        value = self._value(formula, equation, letters)
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

    def _numeral(self, formula: Numeral, equation: int, letters: Letters) -> Value:
        return _decimal(formula.value)

    def _symbol(self, formula: Formula, equation: int, letters: Letters) -> Value:
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
                value = self._known[key] = self._scalar(definition.right, place, dict(zip(names, at, strict=True)))
        else:
            value = self.number(component)
        return value + self._moved[component] if component in self._moved else value

    def _grouped(self, formula: Grouped, equation: int, letters: Letters) -> Value:
        if formula.bracket not in "([{":
            raise UnjudgedError("bars")
        return self._value(formula.body, equation, letters)

    def _braced(self, formula: Braced, equation: int, letters: Letters) -> Value:
        return self._value(formula.body, equation, letters)

    def _negated(self, formula: Negated, equation: int, letters: Letters) -> Value:
        return _each(lambda parts: -parts[0], [self._value(formula.operand, equation, letters)])

    def _added(self, formula: Added, equation: int, letters: Letters) -> Value:
        values = [self._value(term, equation, letters) for term in formula.terms]
        if len({isinstance(value, list) for value in values}) > 1:
            raise UnjudgedError("a vector and a number")
        return _each(lambda parts: sum(parts, Decimal(0)), values)

    def _multiplied(self, formula: Multiplied, equation: int, letters: Letters) -> Value:
        values = [self._value(factor, equation, letters) for factor in formula.factors]
        if sum(isinstance(value, list) for value in values) > 1:
            raise UnjudgedError("a product of vectors")
        return _each(_product, values)

    def _divided(self, formula: Divided, equation: int, letters: Letters) -> Value:
        below = self._scalar(formula.denominator, equation, letters)
        return _each(lambda parts: _over(parts[0], below), [self._value(formula.numerator, equation, letters)])

    def _raised(self, formula: Raised, equation: int, letters: Letters) -> Value:
        base = formula.base
        if isinstance(base, Name) and base.letter == "e" and not base.accent:
            return _each(lambda parts: _exp(parts[0]), [self._value(formula.exponent, equation, letters)])
        written = _number(formula.exponent)
        value = self._scalar(base, equation, letters)
        if written is None:
            return _real_power(value, self._scalar(formula.exponent, equation, letters))
        return _power(value, written)

    def _rooted(self, formula: Rooted, equation: int, letters: Letters) -> Value:
        degree = 2 if formula.degree is None else number_of(formula.degree)
        if degree is None or degree < 2:
            raise UnjudgedError("a root")
        return _power(self._scalar(formula.radicand, equation, letters), Fraction(1, degree))

    def _applied(self, formula: Applied, equation: int, letters: Letters) -> Value:
        name = formula.function.letter if isinstance(formula.function, Name) else ""
        if name not in ("log", "ln", "exp") or len(formula.arguments) != 1:
            raise UnjudgedError(f"the function {name}")
        function = _exp if name == "exp" else _log
        value = _each(lambda parts: function(parts[0]), [self._value(formula.arguments[0], equation, letters)])
        if formula.power is None:
            return value
        power = _number(formula.power)
        if power is None:
            raise UnjudgedError("a power of a function")
        return _each(lambda parts: _power(parts[0], power), [value])

    def _ranged(self, formula: Ranged, equation: int, letters: Letters) -> Value:
        letter = letter_of(formula.letter)
        if letter is None or (formula.lower is not None and number_of(formula.lower) != 1):
            raise UnjudgedError("a range")
        if formula.upper is not None and letter_of(formula.upper) in letters:
            raise UnjudgedError("an end that is a letter")
        set_ = self.ranges.set_of_sum(formula, equation)
        if set_ is None:
            raise UnjudgedError("a sum over nothing that is told")
        outer = {name: value for name, value in letters.items() if name != letter}
        left_out = set()
        for condition in formula.conditions:
            others = [side for side in (condition.left, condition.right) if letter_of(side) != letter]
            if condition.sign != "≠" or len(others) != 1:
                raise UnjudgedError("a condition")
            left_out.add(self.index(others[0], equation, outer, set_))
        values = [
            self._value(formula.body, equation, {**outer, letter: k})
            for k in range(1, self.sizes[set_] + 1)
            if k not in left_out
        ]
        together = _product if formula.operator == "product" else (lambda parts: sum(parts, Decimal(0)))
        return _each(together, values)

    def _differentiated(self, formula: Differentiated, equation: int, letters: Letters) -> Value:
        if formula.operand is None or formula.style == "nabla":
            raise UnjudgedError("an operator alone")
        return self._slope(formula.operand, formula.variables, equation, letters)

    def _slope(self, operand: Formula, variables: tuple[Formula, ...], equation: int, letters: Letters) -> Value:
        if not variables:
            return self._value(operand, equation, letters)
        found = symbol_of(variables[0])
        if found is None or found[0][2] or letter_of(variables[0]) in {*letters, *self.ranges.sizes, "e"}:
            raise UnjudgedError("a derivative by what is no variable")
        symbol, indices, uppers = found
        self._require_meaning(operand, symbol, equation)
        at = tuple(
            self.index(one, equation, letters, self.ranges.set_of_slot(symbol, k)) for k, one in enumerate(indices)
        )
        missing = self.ranges.arity.get(symbol, 0) - (len(indices) - uppers)
        if missing and self.ranges.has_components(symbol):
            if missing > 1 or len(indices) > uppers:
                raise UnjudgedError("a derivative by a matrix")
            size = self.sizes[self.ranges.set_of_slot(symbol, uppers)]
            entries = [
                self._quotient(operand, variables, (symbol, (*at, k)), equation, letters) for k in range(1, size + 1)
            ]
            if any(isinstance(entry, list) for entry in entries):
                raise UnjudgedError("the derivative of a vector by a vector")
            return entries  # type: ignore[return-value]
        return self._quotient(operand, variables, (symbol, at), equation, letters)

    def _quotient(
        self,
        operand: Formula,
        variables: tuple[Formula, ...],
        component: Component,
        equation: int,
        letters: Letters,
    ) -> Value:
        before, after = (
            self._moved_by(component, distance, lambda: self._slope(operand, variables[1:], equation, letters))
            for distance in (-STEP, STEP)
        )
        return _each(lambda parts: (parts[1] - parts[0]) / (2 * STEP), [before, after])

    def _moved_by(self, component: Component, distance: Decimal, read: Callable[[], Value]) -> Value:
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

    def _require_meaning(self, operand: Formula, symbol: Symbol, equation: int) -> None:
        """A derivative of what does not depend on the variable is 0, unless what it is was never said."""
        reached = self.symbols(operand)
        if symbol not in reached and any(one not in self.definitions for one in reached):
            raise UnjudgedError("the derivative of a symbol without a definition")

    def symbols(self, formula: Formula) -> frozenset[Symbol]:
        """The symbols in a formula, and in the definitions of these."""
        if id(formula) not in self._depends:
            found = set(_symbols_in(formula, self.ranges.sizes))
            for symbol in list(found):
                if symbol in self.definitions:
                    found |= self.symbols(self.definitions[symbol][1].right)
            self._depends[id(formula)] = formula, frozenset(found)
        return self._depends[id(formula)][1]

    def _listed(self, formula: Listed, equation: int, letters: Letters) -> Value:
        dots = [k for k, item in enumerate(formula.items) if isinstance(item, Dots)]
        if dots != [len(formula.items) - 2]:
            raise UnjudgedError("a list")
        last = formula.items[-1]
        ends = _ends(last, self.ranges.sizes)
        if len(ends) != 1:
            raise UnjudgedError("a list")
        end = ends.pop()
        size = self.sizes[self.ranges.set_of_size(end)]
        first = formula.items[: dots[0]]
        if size < len(first) and not self.short_lists:
            raise OutOfRangeError
        entries = [self._value(item, equation, letters) for item in first[:size]]
        for k in range(len(first) + 1, size + 1):
            entries.append(self._value(last if k == size else _at_place(last, end, k), equation, letters))
        if size <= len(first) and self._value(last, equation, letters) != entries[-1]:
            if not self.short_lists:
                raise OutOfRangeError
            if self.last_written:
                entries[-1] = self._value(last, equation, letters)
        if any(isinstance(entry, list) for entry in entries):
            raise UnjudgedError("a list of vectors")
        return entries  # type: ignore[return-value]

    def _indicated(self, formula: Indicated, equation: int, letters: Letters) -> Value:
        return Decimal(all(self.holds(condition, equation, letters) for condition in formula.conditions))

    def _cased(self, formula: Cased, equation: int, letters: Letters) -> Value:
        for value, conditions in formula.branches:
            if all(self.holds(condition, equation, letters) for condition in conditions):
                return self._value(value, equation, letters)
        raise UndefinedError


_READERS: Mapping[type, Callable[[World, Any, int, Letters], Value]] = {
    Numeral: World._numeral,
    Name: World._symbol,
    Indexed: World._symbol,
    Primed: World._symbol,
    Grouped: World._grouped,
    Braced: World._braced,
    Negated: World._negated,
    Added: World._added,
    Multiplied: World._multiplied,
    Divided: World._divided,
    Raised: World._raised,
    Rooted: World._rooted,
    Applied: World._applied,
    Ranged: World._ranged,
    Differentiated: World._differentiated,
    Listed: World._listed,
    Indicated: World._indicated,
    Cased: World._cased,
}


def require_readable(formula: Formula) -> None:
    """Raises UnjudgedError for a formula with parts that the judge does not read."""
    if isinstance(formula, Added) and any(isinstance(term, Dots) for term in formula.terms):
        raise UnjudgedError("a sum with dots")
    if isinstance(formula, Ranged) and letter_of(formula.letter) is None:
        raise UnjudgedError("a sum without its letter")
    if not isinstance(formula, Dots | Compared) and type(formula) not in _READERS:
        raise UnjudgedError(type(formula).__name__)
    for part in children(formula):
        require_readable(part)


def _each(make: Callable[[list[Decimal]], Decimal], values: list[Value]) -> Value:
    """What is made of numbers; of vectors, entry by entry."""
    lengths = {len(value) for value in values if isinstance(value, list)}
    if not lengths:
        return make(values)  # type: ignore[arg-type]
    if len(lengths) > 1:
        raise UnjudgedError("vectors of two lengths")
    rows = [value if isinstance(value, list) else [value] * min(lengths) for value in values]
    return [make(list(column)) for column in zip(*rows, strict=True)]


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _product(parts: list[Decimal]) -> Decimal:
    product = Decimal(1)
    for part in parts:
        product *= part
    return product


def _over(above: Decimal, below: Decimal) -> Decimal:
    if abs(below) < STEP * STEP:
        raise UndefinedError
    return above / below


def _exp(argument: Decimal) -> Decimal:
    if abs(argument) > LARGEST_EXPONENT:
        raise UndefinedError
    return argument.exp()


def _log(argument: Decimal) -> Decimal:
    if argument < STEP * STEP:
        raise UndefinedError
    return argument.ln()


def _power(base: Decimal, exponent: Fraction) -> Decimal:
    """base^exponent for an exponent that is written as a number; 0^0 is 1, and roots are those of what is not
    negative."""
    if abs(exponent) > LARGEST_EXPONENT:
        raise UndefinedError
    if exponent == 0:
        return Decimal(1)
    if abs(base) < STEP * STEP and exponent < 0:
        raise UndefinedError
    if exponent.denominator == 1:
        return base ** int(exponent)
    if base < 0:
        raise UndefinedError
    if base == 0:
        return base
    return base.sqrt() ** exponent.numerator if exponent.denominator == 2 else base ** _decimal(exponent)


def _real_power(base: Decimal, exponent: Decimal) -> Decimal:
    return _exp(exponent * _log(base))


def _number(formula: Formula) -> Fraction | None:
    """The number that is written with digits, −, + and a fraction bar."""
    match formula:
        case Numeral(value):
            return value
        case Negated(operand):
            value = _number(operand)
            return None if value is None else -value
        case Grouped(body, bracket) if bracket in "([{":
            return _number(body)
        case Added(terms):
            values = [_number(term) for term in terms]
            return None if None in values else sum(values, Fraction(0))  # type: ignore[arg-type]
        case Divided(numerator, denominator):
            above, below = _number(numerator), _number(denominator)
            return None if above is None or not below else above / below
        case _:
            return None


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


def _ends(formula: Formula, sizes: set[str]) -> set[str]:
    """The sizes that stand as indices: n in ŷ_n."""
    found = symbol_of(formula)
    if found is not None:
        letters = {letter_of(index) or "" for index in found[1]}
        return letters & sizes
    return set().union(*(_ends(part, sizes) for part in children(formula)))


def _at_place(formula: Formula, end: str, place: int) -> Formula:
    """The formula with a number for the size where that stands as an index."""
    if isinstance(formula, Indexed):
        change = {end: Numeral(Fraction(place))}
        lower, upper = (
            tuple(change.get(letter_of(index) or "", index) for index in indices)
            for indices in (formula.lower, formula.upper)
        )
        return replace(formula, lower=lower, upper=upper)
    return rebuilt(formula, lambda part: _at_place(part, end, place))
