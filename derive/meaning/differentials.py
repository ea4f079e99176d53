"""Differentials without a quotient: the df_ij of Σ_ij df_ij g_ij, as authors call what is propagated backwards.

A d beside a symbol, in a document that writes no other d, is taken for part of its name. Nothing is known of such a
symbol: what holds for all its values holds for the differential, and nothing is refuted.
"""

from collections.abc import Container, Iterator, Sequence

from derive.data import replace
from derive.document.model import Statement
from derive.formula import Formula, Grouped, Indexed, Listed, Multiplied, Name, Raised
from derive.formula_parts import children, rebuilt, subformulas_of
from derive.meaning.applications import formulas_of
from derive.meaning.plain import with_formulas

WORD = 4
"""Letters in a row that are taken for a word rather than for factors."""
MARK = "d("
"""Begins the names of differentials."""


def with_differentials(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each d beside a symbol as part of its name, where d stands nowhere else."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    if not any(map(_has_differential, formulas)) or any(_has_other(formula) for formula in formulas):
        return tuple(statements)
    return tuple(with_formulas(statement, _joined) for statement in statements)


def _has_differential(formula: Formula) -> bool:
    return any(map(_places, subformulas_of(formula, Multiplied)))


def _has_other(formula: Formula) -> bool:
    """Whether a d stands in the formula that is beside no symbol."""
    if _is_d(formula):
        return True
    return any(_has_other(part) for part in _beside(formula))


def _beside(formula: Formula) -> Iterator[Formula]:
    """The parts of a formula without the d of differentials, and of words."""
    places = {*_places(formula), *(_in_words(formula) if isinstance(formula, Multiplied) else ())}
    parts = formula.factors if isinstance(formula, Multiplied) else children(formula)
    yield from (part for k, part in enumerate(parts) if k not in places)


def _places(formula: Formula) -> tuple[int, ...]:
    """The places of the d of differentials among the factors of a product."""
    if not isinstance(formula, Multiplied):
        return ()
    return tuple(k for k, one in enumerate(formula.factors) if _is_d(one) and _is_differential(formula, k))


def _in_words(formula: Multiplied) -> Iterator[int]:
    """The places of the letters of words, which stand in a row: k e e p d i m."""
    row: list[int] = []
    for place, factor in enumerate(formula.factors):
        goes_on = place == 0 or formula.signs[place - 1] == ""
        row = [*(row if goes_on else ()), place] if isinstance(factor, Name) and len(factor.letter) == 1 else []
        if len(row) >= WORD:
            yield from row


def _is_differential(formula: Multiplied, place: int) -> bool:
    """Whether the d at that place stands right before a symbol, but not before a function, d s(x), nor as the first
    letter of a word, d i s t."""
    after, signs = formula.factors[place + 1 : place + 3], formula.signs[place : place + 2]
    if not after or signs[0] != "" or _symbol(after[0]) is None:
        return False
    if len(after) < 2 or signs[1] != "":
        return True
    applied = isinstance(after[1], Grouped | Listed)
    return not applied and not all(isinstance(one, Name) for one in after)


def _is_d(formula: Formula) -> bool:
    return isinstance(formula, Name) and formula.letter == "d" and not formula.accent


def _symbol(formula: Formula) -> Name | None:
    """The name of a symbol, with its indices and a power."""
    if isinstance(formula, Raised | Indexed):
        return _symbol(formula.base)
    return formula if isinstance(formula, Name) and formula.style != "word" and not _is_d(formula) else None


def _joined(formula: Formula) -> Formula:
    places = _places(formula)
    formula = rebuilt(formula, _joined)
    if not places or not isinstance(formula, Multiplied):
        return formula
    factors = tuple(
        _named(factor) if k - 1 in places else factor for k, factor in enumerate(formula.factors) if k not in places
    )
    signs = tuple(sign for k, sign in enumerate(formula.signs) if k not in places)
    return factors[0] if len(factors) == 1 else replace(formula, factors=factors, signs=signs)


def _named(formula: Formula) -> Formula:
    """df for f, in whatever scripts"""
    if isinstance(formula, Raised | Indexed):
        return replace(formula, base=_named(formula.base))
    assert isinstance(formula, Name)
    return replace(formula, letter=f"{MARK}{formula.letter})")


def names_gradient(name: str, symbols: Container[str]) -> bool:
    """Whether a word is d and a symbol of the document, dz in code: a derivative by z, or a differential, and nothing
    that an equation may set."""
    return len(name) > 1 and name[0] == "d" and name[1:] in symbols


def is_differential(name: str) -> bool:
    """Whether a symbol is a differential: no equation says what it is, dx = 3 dt may be wrong."""
    return name.startswith(MARK)
