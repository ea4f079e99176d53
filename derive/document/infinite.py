"""The sign of ∞ in what is said of a limit: log 0 = ∞, where log x tends to −∞.

∞ is no number, and no equation with it is decided. Where the limit is plain, the other sign is a slip, read as it must
be meant.
"""

from derive.data import replace
from derive.document.members import with_members
from derive.document.model import Chain, Document, Member
from derive.errors import ReadError
from derive.formula import EQUALITIES, Applied, Formula, Grouped, Name, Negated, Numeral
from derive.notation.canonical import canonical_latex

INFINITY = Name("∞")
LOGARITHMS = ("log", "ln", "lg")


def with_signs_of_infinity(document: Document) -> Document:
    """The document, where such signs are slips of their members."""
    return with_members(document, _told)


def _told(member: Member, chain: Chain) -> Member:
    if isinstance(member.formula, ReadError) or not _is_infinity(member.formula):
        return member
    place = next(k for k, one in enumerate(chain.members) if one is member)
    meant = {_limit(one.formula) for one in _equal(place, chain) if not isinstance(one.formula, ReadError)}
    if meant != {-_limit(member.formula)} or 0 in meant:
        return member
    changed = INFINITY if isinstance(member.formula, Negated) else Negated(INFINITY)
    message = "the limit of the other side has the other sign"
    slip = ReadError(message, code="sign-of-infinity", span=member.span, expected=canonical_latex(changed))
    return replace(member, formula=changed, slips=(*member.slips, slip))


def _equal(place: int, chain: Chain) -> list[Member]:
    """The members beside one that are said to be equal to it, or to tend to it."""
    beside = ((place - 1, place - 1), (place, place + 1))
    return [chain.members[k] for sign, k in beside if 0 <= sign < len(chain.relations)
            and chain.relations[sign].sign in (*EQUALITIES, "→")]  # fmt: skip


def _is_infinity(formula: Formula) -> bool:
    return formula == INFINITY or formula == Negated(INFINITY)


def _limit(formula: Formula) -> int:
    """1 for what is or tends to ∞, −1 for −∞, and 0 where that is not plain. 0 is reached from above, as it must be."""
    match formula:
        case Name(letter="∞"):
            return 1
        case Grouped(body=body):
            return _limit(body)
        case Negated(operand=operand):
            return -_limit(operand)
        case Applied(function=Name(letter=letter), arguments=(Numeral(value=0),), power=None) if letter in LOGARITHMS:
            return -1
        case Applied(function=Name(letter=letter), arguments=(argument,), power=None) if letter in LOGARITHMS:
            return max(0, _limit(argument))
        case _:
            return 0
