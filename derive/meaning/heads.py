"""What stands before the brackets of applications: functions, with their primes and indices, and names whose brackets
hold an index.

p(x) in Σ_x p(x) log q(x) is p_x, and s(c) is s_c where c is an index: where sums run over the letter, or where a case
compares it with another one. So is read a name that is applied to such letters only, of which none stands for a
number somewhere.
"""

from collections.abc import Iterator, Sequence

from derive.data import Data
from derive.document.model import Statement
from derive.formula import Added, Applied, Compared, Formula, Indexed, Name, Primed, Ranged
from derive.formula_parts import children, ranges_in, subformulas_of
from derive.letters import GREEK
from derive.meaning.applications import formulas_of
from derive.meaning.names import FUNCTIONS, OPTIMA, plain_letter, symbol_of

DENSITIES = frozenset({"p", "q", "P", "Q", "π", "ρ", "Pr", "ℙ"})
"""Letters that before brackets are densities and probabilities: p(θ) and p(x) are two of them."""
_GREEK = frozenset(GREEK.values())


class Head(Data):
    """The function of an application, f'_j(x): its name, its primes, and its indices."""

    name: str
    primes: int
    indices: tuple[Formula, ...]


def head_of(application: Applied) -> Head | None:
    """None for a function without a name, and for one that every term can hold."""
    function: Formula = application.function
    primes = 0
    if isinstance(function, Primed):
        primes = function.count
        function = function.base
    symbol = symbol_of(function)
    if symbol is None or symbol.uppers or symbol.name in FUNCTIONS or (symbol.name in OPTIMA and symbol.lowers):
        return None
    greek = [index.letter for index in symbol.lowers if isinstance(index, Name) and index.letter in _GREEK]
    indices = tuple(index for index in symbol.lowers if not (isinstance(index, Name) and index.letter in _GREEK))
    return Head("_".join((symbol.name, *greek)), primes, indices)


def function_letter(applied: Applied) -> str:
    """The letter of the function that is applied, without its indices; empty where it has none."""
    function = applied.function
    base = function.base if isinstance(function, Indexed) else function
    return base.letter if isinstance(base, Name) else ""


def applications_in(formula: Formula) -> Sequence[Applied]:
    return subformulas_of(formula, Applied)


def applies_again(left: Formula, right: Formula) -> bool:
    """Whether f(x) = right says something of f, and not what it is: f stands on the right, with as many arguments; of
    densities, as p(x) and p(y), which are apart, p stands there alone."""
    base = left.base if isinstance(left, Indexed) else left
    head = head_of(base) if isinstance(base, Applied) else None
    if head is None or not isinstance(base, Applied):
        return False
    again = [one for one in applications_in(right) if len(one.arguments) == len(base.arguments)]
    again = [one for one in again if (other := head_of(one)) and (other.name, other.primes) == (head.name, head.primes)]
    return right in again if head.name.split("_")[0] in DENSITIES else bool(again)


def _index_letters(statements: Sequence[Statement]) -> frozenset[str]:
    """The letters over which sums run, and those that are compared with one another, but for those that stand for
    numbers somewhere."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    found = {plain_letter(one.letter) for formula in formulas for one in ranges_in(formula)}
    cases = [one for statement in statements for one in statement.case]
    for one in (*cases, *(compared for formula in formulas for compared in _comparisons(formula))):
        sides = {plain_letter(one.left), plain_letter(one.right)}
        found |= sides if one.sign in ("=", "≠") and None not in sides else set()
    numbers = frozenset(letter for formula in formulas for letter in _numbers(formula, True))
    return frozenset(letter for letter in found if letter is not None) - numbers


def index_like(statements: Sequence[Statement]) -> frozenset[str]:
    """Names that are applied to indices only."""
    indices = _index_letters(statements)
    found: set[str] = set()
    others: set[str] = set()
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    for application in (one for formula in formulas for one in applications_in(formula)):
        head = head_of(application)
        if head is not None:
            letters = {plain_letter(argument) for argument in application.arguments}
            (found if not head.primes and letters <= indices else others).add(head.name)
    return frozenset(found - others)


def _numbers(formula: Formula, whole: bool) -> Iterator[str]:
    """The letters that stand for numbers: as a factor, as a term, or as what a derivative is taken by. Those of f(x),
    of f(i + 1) and of a formula that is nothing but a letter may be indices."""
    match formula:
        case Name():
            letter = plain_letter(formula)
            yield from () if whole or letter is None else (letter,)
        case Indexed():
            yield from _numbers(formula.base, False)
        case Ranged():
            yield from _numbers(formula.body, False)
        case Compared():
            return
        case Applied():
            may_index = head_of(formula) is not None
            for argument in formula.arguments:
                parts = argument.terms if may_index and isinstance(argument, Added) else (argument,)
                for part in parts:
                    yield from _numbers(part, may_index)
        case _:
            for child in children(formula):
                yield from _numbers(child, False)


def _comparisons(formula: Formula) -> Iterator[Compared]:
    """The conditions i ≠ j in a formula; those of p(t = c) are arguments."""
    if isinstance(formula, Compared):
        yield formula
    if not isinstance(formula, Applied):
        for child in children(formula):
            yield from _comparisons(child)
