"""The index of a sample that is left out: t_c of one sample beside t_{nc} of all of them.

A symbol that has one index here and two there may be the entry of a matrix and one of its rows, or one sample's and
that of all samples. It is the latter where the index it has alone is the last of the two, and never the first: then
the two are symbols of their own, which need have nothing in common. So are L and the L_i of which, or beside which, it
is told as a sum over i: L = Σ_i L_i is the loss of all samples, and no vector.
"""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Formula, Indexed, Name
from derive.formula_parts import ranges_in, rebuilt, subformulas
from derive.meaning.applications import equations_of, formulas_of
from derive.meaning.names import plain_letter
from derive.meaning.plain import with_formulas
from derive.meaning.superscripts import MARK

LABEL = "samples"
"""What tells the symbol of all samples from that of one."""
TOTAL = "total"
"""What tells a sum from the symbols that have its letter and an index."""


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
    if not names and not totals:
        return None
    return tuple(with_formulas(statement, lambda formula: _apart(formula, names, totals)) for statement in statements)


def _entries(formula: Formula) -> Iterator[Indexed]:
    return (one for one in subformulas(formula) if isinstance(one, Indexed) and isinstance(one.base, Name))


def _letter(entry: Indexed) -> str:
    assert isinstance(entry.base, Name)
    return entry.base.accent + entry.base.letter


def _apart(formula: Formula, names: set[str], totals: set[str]) -> Formula:
    match formula:
        case Indexed(base=Name() as base):
            several = len(formula.lower) == 2 and _letter(formula) in names
            return replace(formula, base=replace(base, letter=f"{base.letter}{MARK}{LABEL}")) if several else formula
        case Name() if formula.accent + formula.letter in totals:
            return replace(formula, letter=f"{formula.letter}{MARK}{TOTAL}")
        case _:
            return rebuilt(formula, lambda part: _apart(part, names, totals))
