"""What is given of some components only, in a case or of x_{c_i} or q_{t+1}, and is not used for all of them."""

from collections.abc import Iterable, Sequence

from derive.calculus.substitution import free_letters
from derive.document.model import Cue, Statement
from derive.errors import UnsupportedError
from derive.meaning.names import plain_letter
from derive.meaning.shifts import base, is_chosen, is_partial
from derive.term import Claim, Index, Letter, Number, Term, Variable, subterms


def refuse_case(statement: Statement, free: Iterable[Letter]) -> None:
    """Raises UnsupportedError where what is given holds in a case only, since a letter of the case is free in it."""
    sides = (side for condition in statement.case for side in (condition.left, condition.right))
    if {plain_letter(side) for side in sides} & {letter.name for letter in free}:
        raise _refused("what is given in a case only is not supported", statement)


def refuse_some_indices(statement: Statement, left: Term, right: Term) -> None:
    """Raises UnsupportedError for a hypothesis that need not hold of all indices."""
    if isinstance(left, Variable) and left.indices and isinstance(right, Number):
        raise _refused("whether the index stands for every index here is not clear", statement)
    letters = free_letters(left) | free_letters(right)
    refuse_case(statement, letters)
    if any(map(is_partial, letters)):
        raise _refused("a hypothesis about some of the indices only is not supported", statement)


def refuse_some_components(statement: Statement, parameters: Sequence[Letter], body: Term) -> None:
    """Raises UnsupportedError for "assume x_{c_i} = y_{c_i}", which defines no x_k."""
    if statement.cue is Cue.ASSUME and isinstance(body, Variable) and any(map(is_chosen, parameters)):
        raise _refused("an equation between some of the components only is not supported", statement)


def refuse_other_steps(claim: Claim) -> None:
    """Raises UnsupportedError for q_1 and Σ_t q_t where only q_{t+1} is told; q_{s+1} is told, too."""
    told = {
        (one.name, place): letter.name
        for one in claim.definitions
        for place, letter in enumerate(one.parameters)
        if base(letter.name)[1]
    }
    terms = (claim.left, claim.right, *(one.body for one in claim.definitions)) if told else ()
    for one in (part for term in terms for part in subterms(term) if isinstance(part, Variable)):
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
