"""The letters of symbols as they stand in running text."""

import re
from collections.abc import Iterator

from derive.data import Data
from derive.letters import latex_of_name
from derive.meaning.told.sentences import FORMULA


class Mentioned(Data):
    """The letters of an equation, as prose may mention them."""

    symbols: frozenset[str]
    """Those of its symbols, and of the definitions that it uses."""
    indices: frozenset[str] = frozenset()
    square: bool = False
    """Whether one of them is a square matrix that has no definition."""
    one_sided: bool = False
    """Whether an index is free on one side only, and no sum is written."""


LETTER = (
    r"(?:\\(?:hat|bar|tilde|widehat|overline|mathbf|boldsymbol|bm|vec|mathcal)\s*)?(?:\{\s*)?(?:\\[A-Za-z]+|[A-Za-z])"
)
"""A letter, perhaps with an accent."""
SYMBOL = rf"({LETTER})(?:\s*\}})?(?:\s*[_^]\s*(?:\{{[^{{}}]*\}}|\\[A-Za-z]+|[\w*]))*"
"""A symbol alone, perhaps with indices, or with a star."""


def plain(letter: str) -> str:
    """A letter without braces, spaces, or what makes it bold."""
    bare = re.sub(r"[{}\s]", "", letter).replace("widehat", "hat").replace("overline", "bar")
    return re.sub(r"^\\(?:mathbf|boldsymbol|bm|vec)", "", bare)


def letter_of(name: str) -> str:
    """The letter of a symbol as it is compared here."""
    return plain(latex_of_name(name.partition("_")[0].partition("↑")[0].partition("(")[0]))


def letters(formula: str) -> list[str]:
    """All letters of a formula, those of indices too."""
    return [plain(letter) for letter in re.findall(LETTER, formula)]


def letters_in(prose: str) -> Iterator[str]:
    """The letters in the formulas of a text."""
    return (letter for formula in re.findall(FORMULA, prose) for letter in letters(formula))


def symbols(formula: str) -> tuple[str, ...]:
    """The letters of a formula that is a symbol alone, or a list of symbols."""
    inner = re.sub(r"^(?:[$`]|\\+\()+|[$`)\\]+$", "", formula)
    alone = [re.fullmatch(rf"\s*{SYMBOL}\s*", part) for part in inner.split(",")]
    return tuple(plain(one[1]) for one in alone if one is not None) if all(alone) else ()


def left_symbols(formula: str) -> tuple[str, ...]:
    """The same, also of a formula that says what a symbol is or lies in: b = 1, x ∈ ℝ^n."""
    return symbols(re.split(r":?=|≡|∈|[<>≥≤]|\\(?:equiv|coloneqq|in|geq?|leq?|gt|lt)\b", formula)[0])
