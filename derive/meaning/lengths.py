"""One symbol in sums of different lengths: Σ_{i=1}^{m_1} x_i beside Σ_{i=1}^m x_i, of the points of a class and of all.

What is proved where the x of the one sum and of the other have nothing in common holds also where they have. A symbol
that some equation tells, or by which something is differentiated, stays one symbol; so does one that has now more
indices and now fewer.
"""

from collections.abc import Iterator, Mapping, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Applied, Differentiated, Formula, Indexed, Name, Raised, Ranged
from derive.formula_parts import ranges_in, rebuilt, subformulas, subformulas_of
from derive.meaning.applications import equations_of, formulas_of
from derive.meaning.plain import with_formulas
from derive.meaning.superscripts import MARK
from derive.notation.canonical import canonical_latex


def with_lengths_apart(statements: Sequence[Statement]) -> tuple[Statement, ...] | None:
    """The statements with the symbols of sums of different lengths as symbols of their own; None where there are
    none."""
    ends: dict[tuple[str, int], set[Formula]] = {}
    """By symbol and the place of an index."""
    counts: dict[str, set[int]] = {}
    """How many indices each symbol has."""
    fixed: set[str] = set()
    for formula in (formula for statement in statements for formula in formulas_of(statement)):
        for one in ranges_in(formula):
            for letter, place in _indexed_by(one):
                ends.setdefault((letter, place), set()).update(() if one.upper is None else (one.upper,))
        for part in subformulas(formula):
            if isinstance(part, Indexed) and isinstance(part.base, Name):
                counts.setdefault(_letter(part.base), set()).add(len(part.lower) + len(part.upper))
            elif isinstance(part, Differentiated):
                fixed.update(_letter(name) for by in part.variables for name in _names(by))
    told = (_core(left) for left, _ in equations_of(statements))
    fixed.update(_letter(core) for core in told if isinstance(core, Name))
    apart = {letter for (letter, _), several in ends.items() if len(several) > 1 and len(counts[letter]) == 1} - fixed
    if not apart:
        return None
    return tuple(with_formulas(statement, lambda formula: _apart(formula, apart, {})) for statement in statements)


def _apart(formula: Formula, apart: set[str], ends: Mapping[Formula, Formula]) -> Formula:
    """The formula, the symbols of these letters named by the ends of the sums over their indices."""
    match formula:
        case Ranged(letter=Name() as letter, upper=upper):
            inner = {**ends, letter: upper} if upper is not None else {k: end for k, end in ends.items() if k != letter}
            return replace(formula, body=_apart(formula.body, apart, inner))
        case Indexed(base=Name() as base) if _letter(base) in apart:
            told = [ends[index] for index in (*formula.lower, *formula.upper) if index in ends]
            label = "".join(f"{MARK}to {canonical_latex(end)}" for end in told)
            return replace(formula, base=replace(base, letter=f"{base.letter}{label}"))
        case _:
            return rebuilt(formula, lambda part: _apart(part, apart, ends))


def _indexed_by(sum_: Ranged) -> Iterator[tuple[str, int]]:
    """The symbols in a sum that have its letter as an index, and the place of that."""
    for part in subformulas(sum_.body):
        if isinstance(part, Indexed) and isinstance(part.base, Name):
            indices = (*part.lower, *part.upper)
            yield from ((_letter(part.base), place) for place, index in enumerate(indices) if index == sum_.letter)


def _core(formula: Formula) -> Formula:
    """The symbol that an equation tells: x of x_i, x_i² and x(t)."""
    match formula:
        case Indexed(base=base) | Raised(base=base) | Applied(function=base):
            return _core(base)
        case _:
            return formula


def _names(formula: Formula) -> Sequence[Name]:
    return subformulas_of(formula, Name)


def _letter(name: Name) -> str:
    return name.accent + name.letter
