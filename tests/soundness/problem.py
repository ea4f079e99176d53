"""An equation with what is given beside it, as it is written: what the judge is asked about."""

import re
from collections.abc import Iterator, Mapping, Sequence

from derive.data import Data, replace
from derive.formula import Compared, Formula, Indexed, Name, Negated, Numeral, Primed, Ranged
from derive.formula_parts import subformulas
from derive.letters import variable_name


class Equation(Data):
    left: Formula
    right: Formula
    sign: str = "="
    case: tuple[Compared, ...] = ()


class Problem(Data):
    """Whether the claim holds for all n, all indices in its case and all values that satisfy the hypotheses."""

    claim: Equation
    definitions: tuple[Equation, ...] = ()
    hypotheses: tuple[Equation, ...] = ()
    ranges: tuple[Equation, ...] = ()
    """Such as i = 1, …, n: they name the size of a set."""

    def equations(self) -> Iterator[Equation]:
        yield from (*self.definitions, *self.hypotheses, self.claim)


def problem(claim: Equation, stated: Mapping[str, Sequence[Equation]]) -> Problem:
    """The claim with what is stated, by its kind; where its case says what number a symbol is, that is a hypothesis."""
    symbols = (claim.left, claim.right, *(side for one in stated["definition"] for side in (one.left, one.right)))
    symbols = (*symbols, *(side for one in claim.case for side in (one.left, one.right) if isinstance(side, Indexed)))
    indices = [index for side in symbols for one in subformulas(side) if isinstance(one, Indexed)
               for index in (*one.lower, *one.upper)]  # fmt: skip
    indices += [side for formula in symbols for one in subformulas(formula) if isinstance(one, Ranged)
                for condition in one.conditions for side in (condition.left, condition.right)]  # fmt: skip
    written = [letter_of(part) or "" for index in indices for part in subformulas(index)]
    letters = {re.split("[+−]", one)[0] for one in written}  # t−1 is a name of its own
    values = tuple(one for one in claim.case if _says_value(one) and letter_of(one.left) not in letters)
    numbers = tuple(Equation(one.left, one.right) for one in values)
    case = tuple(one for one in claim.case if one not in values)
    hypotheses = (*stated["hypothesis"], *numbers)
    return Problem(replace(claim, case=case), tuple(stated["definition"]), hypotheses, tuple(stated["range"]))


def _says_value(condition: Compared) -> bool:
    right = condition.right.operand if isinstance(condition.right, Negated) else condition.right
    return condition.sign == "=" and isinstance(right, Numeral)


Symbol = tuple[str, str, int, int]
"""What tells one symbol from another: its letter with the words below it, accent, primes, number of upper indices."""


def symbol_of(formula: Formula) -> tuple[Symbol, tuple[Formula, ...], int] | None:
    """(symbol, indices with the upper ones first, number of upper ones) of a formula that is a symbol."""
    upper: tuple[Formula, ...] = ()
    lower: tuple[Formula, ...] = ()
    primes = 0
    if isinstance(formula, Indexed):
        formula, lower, upper = formula.base, formula.lower, formula.upper
    if isinstance(formula, Primed):
        formula, primes = formula.base, formula.count
    if not isinstance(formula, Name):
        return None
    words = [index.letter for index in lower if isinstance(index, Name) and _is_word(index)]
    letter = ":".join((formula.letter, *words))
    indices = (*upper, *(index for index in lower if not (isinstance(index, Name) and _is_word(index))))
    return (letter, formula.accent, primes, len(upper)), indices, len(upper)


def _is_word(name: Name) -> bool:
    return name.style == "bold" or (name.style == "word" and len(name.letter) > 1)


def letter_of(formula: Formula | None) -> str | None:
    """The letter that an index is, with its accent and primes."""
    if isinstance(formula, Primed) and isinstance(formula.base, Name):
        return variable_name(formula.base.letter, formula.base.accent, formula.count)
    if isinstance(formula, Name) and not _is_word(formula):
        return variable_name(formula.letter, formula.accent)
    return None


def number_of(formula: Formula | None) -> int | None:
    """The number that an index is."""
    if isinstance(formula, Numeral) and formula.value.denominator == 1:
        return int(formula.value)
    return None
