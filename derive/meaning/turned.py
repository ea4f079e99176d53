"""Definitions with their symbol on the right: "let Σ_j e^{f_j} = S" says what S is.

So is read an equation that the prose calls a definition, or puts, where its right side is a symbol that stands nowhere
before, and its left side is none.
"""

from collections.abc import Sequence

from derive.data import replace
from derive.document.model import Chain, Cue, Statement
from derive.errors import ReadError
from derive.formula import Applied, Formula, Name
from derive.meaning.applications import formulas_of
from derive.meaning.arguments import letters_written
from derive.meaning.names import symbol_of


def with_definitions_turned(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, definitions with their symbol on the left."""
    before: set[str] = set()
    made = []
    for statement in statements:
        turned = statement.cue in (Cue.DEFINE, Cue.PUT) and _is_turned(statement.chain, before)
        chain = statement.chain
        made.append(replace(statement, chain=replace(chain, members=chain.members[::-1])) if turned else statement)
        before.update(letter for formula in formulas_of(statement) for letter in letters_written(formula))
    return tuple(made)


def _is_turned(chain: Chain, before: set[str]) -> bool:
    """Whether the right side is a new symbol, and the left side an expression without it."""
    if [relation.sign for relation in chain.relations] != ["="] or chain.continues:
        return False
    left, right = (member.formula for member in chain.members)
    if isinstance(left, ReadError) or not isinstance(right, Name) or _is_definable(left):
        return False
    return right.letter not in before | letters_written(left)


def _is_definable(formula: Formula) -> bool:
    return symbol_of(formula) is not None or isinstance(formula, Applied) or not letters_written(formula)
