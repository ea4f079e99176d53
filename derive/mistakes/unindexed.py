"""The search for an index that is missing where the entry of a vector is meant: Σ_i t_i log z for Σ_i t_i log z_i.

Nothing is claimed by such a step, since a vector is no number. Where it is proved as soon as one symbol that stands
alone in a member has one of the indices of the step, and with one of them only, that is told as what is meant.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from derive.apart import SHAPES
from derive.errors import DeriveError, UnsupportedError
from derive.formula import Formula, Indexed, Name
from derive.formula_parts import children, rebuilt
from derive.judge import Judge
from derive.meaning.edited import value_of_edited
from derive.mistakes.edits import labels
from derive.mistakes.kinds.index_slip import MISTAKE
from derive.mistakes.places import index_letters, sums_in
from derive.mistakes.setting import Setting, written
from derive.mistakes.writing import repaired_latex
from derive.reading import Reading
from derive.report import Repair

MOST_TRIED = 12
"""How many symbols with an index are tried in a step."""
MISSING = "an index is missing"


def unindexed(judge: Judge, reading: Reading, left: int, right: int) -> Repair | None:
    """The repair of a step of which nothing is claimed since its shapes do not fit; None if it is another step."""
    for by, read in ((judge, reading), judge.locally(reading)):
        setting = Setting(by, read, by.facts)
        if _is_of_shapes(setting, left, right):
            ways = [(side, edited) for side in (right, left) for edited in _indexed(setting, side, left + right - side)]
            proved = [way for way in ways[:MOST_TRIED] if _is_proved(setting, *way, left + right - way[0])]
            if len(proved) == 1:
                ((side, edited),) = proved
                members = reading.chain.members
                latex = repaired_latex(members[side], edited, judge.source)
                sides = (latex, members[right].latex) if side == left else (members[left].latex, latex)
                return Repair(*sides, MISTAKE.code, MISSING, edited)
    return None


def _is_of_shapes(setting: Setting, left: int, right: int) -> bool:
    """Whether a step has no meaning since what is added, or equated, has not one shape."""
    values = [setting.reading.values[place] for place in (left, right)]
    errors = [value for value in values if isinstance(value, DeriveError)]
    if not errors:
        try:
            setting.claims(*(setting.value(place) for place in (left, right)))
        except UnsupportedError as error:
            errors.append(error)
    return bool(errors) and all(error.code in SHAPES for error in errors)


def _indexed(setting: Setting, side: int, target: int) -> Iterator[Formula]:
    """The side with an index of the step at one symbol, wherever that stands alone; not what looks like the target."""
    own, other = written(setting.reading, side), written(setting.reading, target)
    sets = setting.judge.claims.sets
    letters = dict.fromkeys(letter for one in (own, other) for letter in index_letters(one))
    letters.update((one.letter.letter, None) for one in sums_in(own) if isinstance(one.letter, Name))
    for symbol in dict.fromkeys(_alone(own)):
        if any(sets.arity.get(name) == 1 for name in sets.names_of(symbol)):
            edited = (_at(own, symbol, letter) for letter in letters)
            yield from (one for one in edited if Counter(labels(one)) != Counter(labels(other)))


def _alone(formula: Formula) -> Iterator[Name]:
    if isinstance(formula, Name):
        yield formula
    for part in () if isinstance(formula, Indexed) else children(formula):
        yield from _alone(part)


def _at(formula: Formula, symbol: Name, letter: str) -> Formula:
    if formula == symbol:
        return Indexed(symbol, (Name(letter),))
    return formula if isinstance(formula, Indexed) else rebuilt(formula, lambda part: _at(part, symbol, letter))


def _is_proved(setting: Setting, side: int, edited: Formula, target: int) -> bool:
    with suppress(UnsupportedError):
        value = value_of_edited(setting.judge.claims, edited, setting.reading.scope)
        claims = setting.claims(setting.value(target), value)
        return bool(claims) and setting.is_proved(claims)
    return False
