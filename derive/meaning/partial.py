"""What is given of some components only, in a case or of x_{c_i} or q_{t+1}, and is not used for all of them."""

from collections.abc import Callable, Iterable, Sequence

from derive.calculus.substitution import free_letters
from derive.document.model import Cue, Statement
from derive.errors import UnsupportedError
from derive.formula import Indexed
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import plain_letter
from derive.meaning.shifts import base, is_chosen, is_partial
from derive.meaning.told.places import tells_one_index
from derive.meaning.told_ranges import is_whole, is_within
from derive.source import Source
from derive.term import Claim, Index, Letter, Number, Term, Variable, subterms_of


def refuse_case(statement: Statement, free: Iterable[Letter]) -> None:
    """Raises UnsupportedError where what is given holds in a case only, since a letter of the case is free in it."""
    sides = (side for condition in statement.case for side in (condition.left, condition.right))
    if {plain_letter(side) for side in sides} & {letter.name for letter in free}:
        raise _refused("what is given in a case only is not supported", statement)


def refuse_some_indices(statement: Statement, left: Term, right: Term, sets: IndexSets) -> None:
    """Raises UnsupportedError for a hypothesis that need not hold of all indices."""
    if isinstance(left, Variable) and left.indices and isinstance(right, Number):
        raise _refused("whether the index stands for every index here is not clear", statement)
    letters = free_letters(left) | free_letters(right)
    refuse_case(statement, letters)
    if any(map(is_partial, letters)):
        raise _refused("a hypothesis about some of the indices only is not supported", statement)
    _refuse_some_told(statement, letters, sets)


def told_of_some(statement: Statement, letters: Iterable[Letter], sets: IndexSets) -> Letter | None:
    """A letter of those that, as the statement's ranges tell, does not stand for every index of its set."""
    return _told(statement, letters, sets, is_whole)


def _refuse_some_told(statement: Statement, letters: Iterable[Letter], sets: IndexSets) -> None:
    letter = told_of_some(statement, letters, sets)
    if letter is not None:
        raise _refused(f"what is given for some {letter.name} only is not supported", statement)


def _told(
    statement: Statement, letters: Iterable[Letter], sets: IndexSets, holds: Callable[..., bool]
) -> Letter | None:
    if not statement.ranges:
        return None
    ranges = {plain_letter(one.left): one for one in statement.ranges}
    of_range = (letter for letter in sorted(letters, key=lambda one: one.name) if letter.name in ranges)
    lacking = (one for one in of_range if not holds(ranges[one.name], one.set, named=sets.is_named(one.set)))
    return next(lacking, None)


def refuse_one_index(statement: Statement, source: Source) -> None:
    """Raises UnsupportedError for what defines a symbol at one index only, as the prose says."""
    left, start = statement.chain.members[0].formula, statement.chain.span.start
    below = map(plain_letter, left.lower) if isinstance(left, Indexed) else ()
    spoken = [letter for letter in below if letter is not None and f"${letter}$" in source.text]
    if spoken and tells_one_index(spoken, start, source):
        raise _refused("a definition for some of the indices only is not supported", statement)


def refuse_some_components(statement: Statement, parameters: Sequence[Letter], body: Term, sets: IndexSets) -> None:
    """Raises UnsupportedError for "assume x_{c_i} = y_{c_i}", which defines no x_k, and for "for i = 2, …, n"."""
    _refuse_some_told(statement, parameters, sets)
    if statement.cue is Cue.ASSUME and isinstance(body, Variable) and any(map(is_chosen, parameters)):
        raise _refused("an equation between some of the components only is not supported", statement)


def refuse_other_indices(claim: Claim, statement: Statement, sets: IndexSets) -> None:
    """Raises UnsupportedError where a letter stands for other indices than those of its set, too, as 0 or n + 1, and
    where what is told of other indices would be used."""
    letter = _told(statement, free_letters(claim.left) | free_letters(claim.right), sets, is_within)
    if letter is not None:
        raise _refused(f"the range told of {letter.name} is not that of the indices it stands for", statement)
    _refuse_other_steps(claim)


def _refuse_other_steps(claim: Claim) -> None:
    """Raises UnsupportedError for q_1 and Σ_t q_t where only q_{t+1} is told; q_{s+1} is told, too."""
    told = {
        (one.name, place): letter.name
        for one in claim.definitions
        for place, letter in enumerate(one.parameters)
        if base(letter.name)[1]
    }
    terms = (claim.left, claim.right, *(one.body for one in claim.definitions)) if told else ()
    for one in (part for term in terms for part in subterms_of(term, Variable)):
        for place, index in enumerate(one.indices):
            letter = told.get((one.name, place))
            if letter is not None and not _is_as_many_steps_on(index, letter):
                message = f"what is told of {one.name} at {letter} need not hold at other indices"
                raise UnsupportedError(message, code="construct-not-supported")


def _is_as_many_steps_on(index: Index, letter: str) -> bool:
    """Whether the index is s + 1 where the letter is t + 1."""
    return isinstance(index, Letter) and base(index.name)[1] == base(letter)[1]


def _refused(message: str, statement: Statement) -> UnsupportedError:
    return UnsupportedError(message, code="construct-not-supported", span=statement.chain.span)
