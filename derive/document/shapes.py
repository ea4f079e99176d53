"""What a chain can be by its shape alone: a normalisation, a condition on values, a list of indices."""

from typing import Literal

from derive.document.model import Chain, Cue
from derive.errors import ReadError
from derive.formula import (
    Added,
    Compared,
    Differentiated,
    Formula,
    Indexed,
    Listed,
    Name,
    Negated,
    Numeral,
    Ranged,
)  # fmt: skip


def has_numeral(comparison: Compared) -> bool:
    return isinstance(comparison.left, Numeral) or isinstance(comparison.right, Numeral)


def sums_to_one(chain: Chain) -> bool:
    """Whether a chain has the shape Σ_k y_k = 1."""
    if len(chain.members) != 2 or chain.relations[0].sign != "=":
        return False
    match chain.members[0].formula, chain.members[1].formula:
        case (Ranged(operator="sum", body=Name() | Indexed()), Numeral(value=value)) if value == 1:
            return True
        case (Numeral(value=value), Ranged(operator="sum", body=Name() | Indexed())) if value == 1:
            return True
        case _:
            return False


def is_value(chain: Chain) -> bool:
    """Whether a chain says what number a symbol is: y = −1."""
    return value_of(chain) == "number"


def value_of(chain: Chain) -> Literal["number", "symbol"] | None:
    """What a chain says that a symbol is: a number, as y = −1 does, or another symbol, as x = y does."""
    comparison = condition_on_values(chain)
    if not comparison:
        return None
    right = comparison[0].right
    if isinstance(right.operand if isinstance(right, Negated) else right, Numeral):
        return "number"
    return "symbol" if comparison[0].sign == "=" else None


def condition_on_values(chain: Chain) -> tuple[Compared, ...]:
    """The comparison of a chain that can be a condition such as y = 1 or t > 0; () for any other."""
    if len(chain.members) != 2 or chain.continues or chain.relations[0].sign not in ("=", "≠", "<", ">", "≤", "≥"):
        return ()
    left, right = (member.formula for member in chain.members)
    if isinstance(left, ReadError) or isinstance(right, ReadError) or not (_is_value(left) and _is_value(right)):
        return ()
    return (Compared(left, chain.relations[0].sign, right, chain.span),)


def _is_value(formula: Formula) -> bool:
    match formula:
        case Negated(operand=operand):
            return isinstance(operand, Numeral)
        case _:
            return isinstance(formula, Name | Indexed | Numeral)


def fitting(cue: Cue, chain: Chain) -> Cue:
    """The cue, if a chain of this shape can be what it says.

    'Let Σ_j y_j = 1' defines nothing: it is a hypothesis; 'let Σ_j z_j = S' may say what S is. 'Let i = 1, 2, …, n'
    says where an index ranges.
    """
    if any(isinstance(member.formula, Listed) for member in chain.members[1:]):
        return cue if cue is Cue.DEFINE and not _counts(chain) else Cue.NONE
    left = chain.members[0].formula
    right = chain.members[1].formula if len(chain.members) == 2 else None
    if cue is Cue.DEFINE and isinstance(left, Ranged | Added | Differentiated) and not isinstance(right, Name):
        return Cue.ASSUME
    return cue


def _counts(chain: Chain) -> bool:
    """Whether a chain such as i = 1, 2, …, n lists the values of an index."""
    right = chain.members[-1].formula
    return isinstance(right, Listed) and any(isinstance(item, Numeral) for item in right.items)
