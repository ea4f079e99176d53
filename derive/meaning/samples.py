"""The index of a sample that is left out: t_c of one sample beside t_{nc} of all of them.

A symbol that has one index here and two there may be the entry of a matrix and one of its rows, or one sample's and
that of all samples. It is the latter where the index it has alone is the last of the two, and never the first: then
the two are symbols of their own, which need have nothing in common. So are L and the L_i of which, or beside which, it
is told as a sum over i: L = Σ_i L_i is the loss of all samples, and no vector. Where nothing is written as a vector is,
so are the x of f(x) = w x + b, a line, and the x_i of the points beside it.
"""

from collections.abc import Iterator, Mapping, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import (
    Applied,
    Arrayed,
    Differentiated,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Ranged,
    Transposed,
)
from derive.formula_parts import children, ranges_in, rebuilt, subformulas, subformulas_of
from derive.meaning.applications import equations_of, formulas_of
from derive.meaning.names import ARRAY_FUNCTIONS, FUNCTIONS, plain_letter
from derive.meaning.plain import with_formulas
from derive.meaning.superscripts import MARK

LABEL = "samples"
"""What tells the symbol of all samples from that of one."""
TOTAL = "total"
"""What tells a sum from the symbols that have its letter and an index."""
_OF_NUMBERS = (FUNCTIONS - ARRAY_FUNCTIONS) | {"σ", "sigmoid", "sin", "cos"}
POINT = "point"
"""What tells a variable from the values of it that have its letter and an index."""


def with_samples_apart(statements: Sequence[Statement]) -> tuple[Statement, ...] | None:
    """The statements with the symbols of all samples as symbols of their own; None where there are none."""
    alone: dict[str, set[str | None]] = {}
    first: dict[str, set[str | None]] = {}
    last: dict[str, set[str | None]] = {}
    for entry in (one for statement in statements for formula in formulas_of(statement) for one in _entries(formula)):
        letters = list(map(plain_letter, entry.lower))
        name = _letter(entry)
        if len(letters) == 1:
            alone.setdefault(name, set()).add(letters[0])
        elif len(letters) == 2:
            first.setdefault(name, set()).add(letters[0])
            last.setdefault(name, set()).add(letters[1])
    names = {
        name
        for name, letters in alone.items()
        if name in last and (letters & last[name]) - {None} and not (letters & first[name]) - {None}
    }
    totals = {
        name
        for left, right in equations_of(statements)
        for name in ((left.accent + left.letter,) if isinstance(left, Name) else ())
        if {plain_letter(one.letter) for one in ranges_in(right)} & (alone.get(name, set()) - {None})
    }
    every = [formula for statement in statements for formula in formulas_of(statement)]
    renamed = dict.fromkeys(totals, TOTAL)
    if not any(map(may_have_arrays, every)):
        renamed |= dict.fromkeys(_points(statements) - totals, POINT)
    if not names and not renamed:
        return None
    return tuple(with_formulas(statement, lambda formula: _apart(formula, names, renamed)) for statement in statements)


def may_have_arrays(formula: Formula) -> bool:
    """Whether a formula may be one of vectors, which need no indices: with a product that has a dot, a norm, a
    transpose, bold letters, or a function that is not one of numbers."""
    return any(map(_is_of_arrays, subformulas(formula)))


def _is_of_arrays(formula: Formula) -> bool:
    match formula:
        case Transposed() | Arrayed() | Name(style="bold"):
            return True
        case Grouped(bracket=bracket):
            return bracket not in ("(", "[", "{")
        case Multiplied(signs=signs):
            return any(sign not in ("", "*") for sign in signs)
        case Applied(function=Name(letter=letter) as function):
            return letter in ARRAY_FUNCTIONS or (len(letter) > 1 and not is_of_numbers(function))
        case _:
            return False


def is_of_numbers(function: Formula) -> bool:
    """Whether a function is one of numbers: log, exp, σ."""
    return isinstance(function, Name) and function.letter in _OF_NUMBERS


def _points(statements: Sequence[Statement]) -> set[str]:
    """The letters that stand without indices here and with one there, as x and x_i; none if one of these is told by an
    equation for its entries, has them beside it, or stands in a derivative: then it may be a vector."""
    found: set[str] = set()
    vectors = {_letter(one) for left, _ in equations_of(statements) for one in _entries(left)}
    entries: dict[str, int] = {}
    for statement in statements:
        formulas = list(formulas_of(statement))
        here = {_letter(one): len(one.lower) + len(one.upper) for formula in formulas for one in _entries(formula)}
        bare = {letter for formula in formulas for letter in _bare(formula)}
        found |= bare
        vectors |= bare & here.keys()
        vectors |= {letter for one in formulas for letter in _bare(one, within=Differentiated)}
        entries |= {letter: max(count, entries.get(letter, 0)) for letter, count in here.items()}
    points = found & entries.keys()
    return points if not points & vectors and all(entries[letter] == 1 for letter in points) else set()


def _bare(formula: Formula, within: type[Formula] | None = None) -> Iterator[str]:
    """The letters that stand without indices, but for those of indices and sums; `within` a kind of formula."""
    if isinstance(formula, Name) and within is None:
        yield formula.accent + formula.letter
    elif isinstance(formula, Ranged):
        yield from _bare(formula.body, within)
    elif not isinstance(formula, Indexed):
        for part in children(formula):
            yield from _bare(part, None if within is not None and isinstance(formula, within) else within)


def _entries(formula: Formula) -> Iterator[Indexed]:
    return (one for one in subformulas_of(formula, Indexed) if isinstance(one.base, Name))


def _letter(entry: Indexed) -> str:
    assert isinstance(entry.base, Name)
    return entry.base.accent + entry.base.letter


def _apart(formula: Formula, names: set[str], renamed: Mapping[str, str]) -> Formula:
    match formula:
        case Indexed(base=Name() as base):
            several = len(formula.lower) == 2 and _letter(formula) in names
            return replace(formula, base=replace(base, letter=f"{base.letter}{MARK}{LABEL}")) if several else formula
        case Name() if formula.accent + formula.letter in renamed:
            return replace(formula, letter=f"{formula.letter}{MARK}{renamed[formula.accent + formula.letter]}")
        case _:
            return rebuilt(formula, lambda part: _apart(part, names, renamed))
