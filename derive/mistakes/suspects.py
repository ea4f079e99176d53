"""The search for one edit of a step that cannot be decided, after which it is proved whatever its unknown symbols are.

Of a symbol without a definition the document may have said what makes the step true: values that break the step refute
nothing. Where one usual edit makes it true for all of them, that edit is told as what may have been meant. Nothing is
told where the step may hold in another reading, or by what the prose says, and of an equation that may say what a
symbol is; nor an edit that makes both sides alike, which would mend anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TypeAlias

from derive.broken import Broken
from derive.comparison import Comparer
from derive.data import replace
from derive.decide.budget import BudgetSpentError
from derive.decide.verdict import Decision
from derive.doubts import Doubts
from derive.formula import Arrayed, Differentiated, Formula, Indexed, Name, Numeral, Primed, Raised, Ranged, Transposed
from derive.formula_parts import children, subformulas, subformulas_of
from derive.judge import Judge
from derive.meaning.claims import Claims
from derive.meaning.supposed import choices
from derive.meaning.told.places import is_of_one_variable
from derive.mistakes.edits import ANYWHERE, EVERY, Edited, labels, oddities
from derive.mistakes.search import FIRST_SIDE, Search, Side, repair_by
from derive.mistakes.setting import Setting, written
from derive.mistakes.unindexed import unindexed
from derive.mistakes.words import words_near
from derive.reading import Reading
from derive.report import Repair
from derive.term import Claim, Result

SUSPECTING = 80_000
"""Units of work for one step read in one way; a fifth of a second."""
MOST_SUPPOSED = 2
"""How many ways to suppose what the document says of its unknown symbols are tried."""
UNTELLING = frozenset({"constant-dropped"})
"""Kinds of mistake that mend what is no mistake: an unknown symbol may be 0."""


_Symbol: TypeAlias = tuple[str, str]
"""(letter, accent)"""


def suspect(
    judge: Judge, stated: Sequence[tuple[Formula, Formula]], reading: Reading, left: int, right: int
) -> Repair | None:
    """The edit by which an undecided step holds. `stated`: the two sides of each thing that is given.

    What is told of the step's own symbols is in force as it was when the step was read.
    """
    members = written(reading, left), written(reading, right)
    opens = left == 0 and not reading.chain.continues
    if _may_tell(members) or (opens and judge.claims.sets.defines(members[0])):
        return None
    with suppress(BudgetSpentError):
        for search in _searches(judge, reading, left, right):
            own, other = search.members
            sides = [Side(other, own, ANYWHERE, 0), *([Side(own, other, EVERY, FIRST_SIDE)] if opens else [])]
            said = (*stated, *search.setting.judge.supposed_as_written)
            words = words_near(search.reading, other, said, search.setting.judge.claims.sets)
            found = search.best(
                sides, words, accepts=partial(_tells, members, own, _known(one for one in said if members != one))
            )
            if found is not None and _implies_sum(search):
                return None
            if found is not None:
                return repair_by(search.reading, own, other, *found, judge.source)
    return unindexed(judge, reading, left, right)


def _may_tell(members: tuple[Formula, Formula]) -> bool:
    """Whether an equation may tell what a symbol, or its power, is, other than by its derivative."""
    if any(isinstance(one, Differentiated) for one in members):
        return False
    bases = (one.base if isinstance(one, Raised) and one.base != Name("e") else one for one in members)
    return any(isinstance(one, Name | Indexed | Numeral) for one in bases)


def _known(said: Iterable[tuple[Formula, Formula]]) -> frozenset[_Symbol]:
    """The symbols of which something is told."""
    return frozenset(one for sides in said for side in sides for one in _symbols(side))


def _tells(members: tuple[Formula, Formula], left: int, known: frozenset[_Symbol], side: Side, edited: Edited) -> bool:
    """Whether an edit tells something: it does not make both sides alike, and brings in neither the other side, nor the
    derivative of a symbol by itself, nor what is seldom meant, nor what only takes away a symbol that stands on this
    side alone, as in a + c − c. `known`: the symbols of which something is told."""
    own, other = members if side.number == left else members[::-1]
    if Counter(labels(edited.formula)) == Counter(labels(other)) or other in subformulas(edited.formula):
        return False
    if any(one.code in UNTELLING for one in edited.mistakes) or _only_loses(own, edited.formula, other):
        return False
    brought = Counter(_symbols(edited.formula)) - Counter(_symbols(own))
    if oddities(edited.formula) > oddities(own) or not known.union(_symbols(other)).issuperset(brought):
        return False
    return sum(map(_is_by_itself, subformulas(edited.formula))) <= sum(map(_is_by_itself, subformulas(own)))


def _implies_sum(search: Search) -> bool:
    """Whether the step holds with a sum over an index that stands twice in one side, and not in the other: some leave
    that sum out, δ_ik a_k = a_i."""
    for side in (Side(*search.members, ANYWHERE, 0), Side(*search.members[::-1], ANYWHERE, 0)):
        own, other = (written(search.reading, number) for number in (side.number, side.target))
        twice = (letter for letter, count in Counter(_index_letters(own)).items() if count > 1)
        for letter in twice:
            summed = Ranged("sum", Name(letter), None, None, (), own)
            if letter not in _index_letters(other) and search.holds_with(side, summed):
                return True
    return False


def _index_letters(formula: Formula) -> list[str]:
    """The letters of all indices, one for each place."""
    indexed = (part for part in subformulas_of(formula, Indexed))
    return [index.letter for part in indexed for index in part.lower if isinstance(index, Name)]


def _only_loses(own: Formula, edited: Formula, other: Formula) -> bool:
    """Whether an edit gets rid of a symbol that stands nowhere else, with nothing or its mean in its place: the step
    may tell what that symbol is, as ‖Q x‖ = ‖x‖ does."""
    before, after = Counter(_symbols(own)), Counter(_symbols(edited))
    lost = {letter for letter, accent in before if (letter, accent) not in {*after, *_symbols(other)}}
    return bool(lost) and lost.issuperset(letter for letter, _ in after - before)


def _symbols(formula: Formula) -> Iterator[_Symbol]:
    """The names in a formula with their accents, but for those of indices."""
    if isinstance(formula, Name):
        yield formula.letter, formula.accent
    for part in (formula.base,) if isinstance(formula, Indexed) else children(formula):
        yield from _symbols(part)


def _is_by_itself(formula: Formula) -> bool:
    """∂x_i/∂x_j"""
    if not isinstance(formula, Differentiated) or formula.operand is None:
        return False
    return any(_base(formula.operand) == _base(one) for one in formula.variables)


def _base(formula: Formula) -> Formula:
    return formula.base if isinstance(formula, Indexed | Primed) else formula


def _searches(judge: Judge, reading: Reading, left: int, right: int) -> Iterator[Search]:
    """The searches under what is given, and under what the document says besides of symbols without a definition; where
    the step has no meaning so, with only what bears on it, or by itself, where that is said."""
    readable = False
    for by, read in ((judge, reading), judge.locally(reading)):
        for setting in _settings(by, read):
            readable |= setting.has_meaning(left, right)
            yield from _search(setting, left, right)
    sides = written(reading, left), written(reading, right)
    if readable or any(map(_has_arrays, sides)):
        return
    for by, read in judge.apart(reading, left, right, right - 1):
        yield from _search(Setting(by, read, by.facts, unknown=True), 0, 1)
    if is_of_one_variable(reading.statement.chain.span.start, judge.source):
        yield from _search(_by_itself(judge, reading, left, right), 0, 1)


def _by_itself(judge: Judge, reading: Reading, left: int, right: int) -> Setting:
    """The step read with nothing of what the document says of its symbols."""
    chain = reading.chain
    one = replace(chain, members=(chain.members[left], chain.members[right]), relations=(chain.relations[right - 1],))
    statement = replace(reading.statement, chain=one)
    claims = Claims([statement], [reading.scope])
    by = Comparer(claims, judge.source, judge.decider(claims), judge.layouts)
    return Setting(by, by.read(statement, reading.scope), by.facts, unknown=True)


def _has_arrays(formula: Formula) -> bool:
    """Whether it has what only vectors and matrices have; of these too little is known where a step is read alone."""
    return any(
        isinstance(one, Transposed | Arrayed) or (isinstance(one, Differentiated) and one.style == "nabla")
        for one in subformulas(formula)
    )


def _settings(by: Comparer, read: Reading) -> Iterator[Setting]:
    yield Setting(by, read, by.facts, unknown=True)
    for chosen in islice(choices(by.supposed_before(read)), MOST_SUPPOSED):
        facts, _ = by.facts.supposing([one for one in chosen if not one.rewrites])
        yield Setting(by, read, facts, tuple(chosen), unknown=True)


def _search(setting: Setting, left: int, right: int) -> Iterator[Search]:
    """The search, if values break the step, and nothing says how it may hold all the same."""
    search = Search.of(setting, left, right, SUSPECTING)
    if search is not None and not _may_hold(search):
        yield search


def _may_hold(search: Search) -> bool:
    """Whether the step may be meant otherwise, so that it holds."""
    left, right = search.members
    setting, reading = search.setting, search.reading
    by, values = setting.judge, (setting.value(left), setting.value(right))

    def decide(claim: Claim, results: Sequence[Result]) -> Decision:
        return by.decide(replace(claim, open=()), results)

    claims = tuple(replace(claim, open=()) for claim in setting.claims(*values))
    sides = written(reading, left), written(reading, right)
    broken = Broken(search.counterexample, claims, reading.statement, reading.scope, values, sides)
    return Doubts(by.claims, setting.facts, by.source, decide).in_other_meaning(broken) is not None
