"""Which formulas are symbols, and by what names terms know them."""

from derive.data import Data
from derive.formula import (
    Applied,
    Compared,
    Dots,
    Formula,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Numeral,
    Primed,
)
from derive.letters import variable_name

ARRAY_FUNCTIONS = frozenset({"diag", "tr", "Tr"})
INVERSE = "1/"
"""The name of the function that makes 1/x of each entry x."""
FUNCTIONS = frozenset({"log", "ln", "exp", "tanh", "sinh", "cosh", INVERSE}) | ARRAY_FUNCTIONS
"""The functions that have the same meaning everywhere."""


KNOWN_NAMES = frozenset({"e", "π", "ln", "log", "exp", "sin", "cos", "tan", "tanh"})
"""What everybody knows, as far as an equation for another symbol may rest on it."""
KNOWN_FUNCTIONS = FUNCTIONS | frozenset({
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "det", "max", "min", "lim", "sup", "inf",
})  # fmt: skip
"""The functions that every reader knows: no equation defines them."""
OPTIMA = frozenset({"argmin", "argmax", "min", "max"})
"""What is optimised stands after these, and below them by which symbols."""
USUAL_FUNCTIONS = frozenset("fgFGφψσς")
"""Letters that before brackets are functions rather than factors."""


class Symbol(Data):
    """An occurrence of a symbol: its name, and its indices as they are written, the upper ones first."""

    name: str
    uppers: tuple[Formula, ...]
    lowers: tuple[Formula, ...]


def symbol_of(formula: Formula) -> Symbol | None:
    """The symbol that the formula is, or None: ŷ, ŷ_i, y_i^{(s)}, f'."""
    uppers: tuple[Formula, ...] = ()
    lowers: tuple[Formula, ...] = ()
    if type(formula) is Indexed:
        uppers, lowers = formula.upper, formula.lower
        formula = formula.base
    primes = 0
    if type(formula) is Primed:
        primes, formula = formula.count, formula.base
    if type(formula) is not Name:
        return None
    letter = formula.letter
    words = [index.letter for index in lowers if isinstance(index, Name) and is_word(index)]
    if words:
        letter = "_".join((letter, *words))
        lowers = tuple(index for index in lowers if not is_word(index))
    return Symbol(variable_name(letter, formula.accent, primes, len(uppers)), uppers, lowers)


_BOLD_ONE = Name("1", style="bold")


def size_of_ones(formula: Formula) -> str | None:
    """The n of 1_n, the vector of n ones."""
    if not isinstance(formula, Indexed) or len(formula.lower) != 1 or formula.upper:
        return None
    is_one = literal_index(formula.base) == 1 or formula.base == _BOLD_ONE
    return plain_letter(formula.lower[0]) if is_one else None


def is_word(formula: Formula) -> bool:
    """Whether an index is a word, which belongs to the name: y_{\\text{true}}."""
    return type(formula) is Name and formula.style == "word" and len(formula.letter) > 1


def names_function(formula: Formula) -> bool:
    """Whether the formula is a function of something that no term can hold: softmax(z), softmax(z)_i, f(x)."""
    if isinstance(formula, Indexed):
        formula = formula.base
    if not isinstance(formula, Applied):
        return False
    return not (isinstance(formula.function, Name) and formula.function.letter in FUNCTIONS)


def is_expectation(formula: Formula) -> bool:
    """Whether the formula is 𝔼[f] or 𝔼_p[f]."""
    if not isinstance(formula, Applied) or formula.power is not None or len(formula.arguments) != 1:
        return False
    function = formula.function.base if isinstance(formula.function, Indexed) else formula.function
    return isinstance(function, Name) and function.letter == "𝔼"


def is_argument(formula: Formula) -> bool:
    """Whether f(formula) reads as a function of it rather than as a product."""
    return isinstance(formula, Name | Indexed | Listed | Compared | Applied)


def plain_letter(formula: Formula | None) -> str | None:
    """The letter that the formula is, with its accent and primes: what may be an index."""
    if type(formula) is Name:
        return None if is_word(formula) else variable_name(formula.letter, formula.accent)
    if type(formula) is Primed and isinstance(formula.base, Name) and not is_word(formula.base):
        return variable_name(formula.base.letter, formula.base.accent, formula.count)
    return None


def range_letters(formula: Formula) -> tuple[Formula, ...]:
    """The letters of which a range is told: i of i = 1, …, n, and both of i, j = 1, …, n."""
    items = formula.items if isinstance(formula, Listed) and formula.bracket == "" else (formula,)
    return items if all(plain_letter(item) is not None for item in items) else ()


def range_end(formula: Formula) -> Formula | None:
    """The end of a range that begins at 1: n of 1, 2, …, n, of {1, …, n}, of 1..n and of [1, n], 3 of 1, 2, 3."""
    if isinstance(formula, Multiplied):
        items = formula.factors
        return items[2] if len(items) == 3 and literal_index(items[0]) == 1 and isinstance(items[1], Dots) else None
    if not isinstance(formula, Listed) or literal_index(formula.items[0]) != 1:
        return None
    if [literal_index(item) for item in formula.items] == list(range(1, len(formula.items) + 1)):
        return formula.items[-1]
    *_, before, last = formula.items
    if isinstance(last, Multiplied) and len(last.factors) == 2 and isinstance(last.factors[0], Dots):
        return last.factors[1]
    between = formula.bracket == "[" and len(formula.items) == 2
    return last if isinstance(before, Dots) or between else None


def range_size(formula: Formula) -> str | None:
    """The size of such a range as it is written: n, or 3."""
    end = range_end(formula)
    number = literal_index(end) if end is not None else None
    return plain_letter(end) if number is None else str(number)


def is_slice(index: Formula) -> bool:
    """Whether an index is the colon of a row Z_{i,:} or of a column Z_{:,j}."""
    return isinstance(index, Name) and index.letter == ":"


def literal_index(formula: Formula) -> int | None:
    """The number that an index is written as."""
    if isinstance(formula, Numeral) and formula.value.denominator == 1:
        return int(formula.value)
    return None
