from collections.abc import Iterator
from fractions import Fraction

from derive.formula import Added, Formula, Grouped, Negated, Numeral, Raised
from derive.mistakes.building import number, opposite, plus, raised, times, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="mixed-term",
    title="lost mixed terms",
    what="the mixed terms of a power of a sum are missing",
    why="a power is taken of each term, as if it were a factor",
    wrong=r"(a + b)^2 = a^2 + b^2",
    right=r"(a + b)^2 = a^2 + 2 a b + b^2",
)


def edits(place: Place) -> Iterator[Formula]:
    """a² ± 2ab + b² for a² ± b², and a³ ± 3a²b + 3ab² ± b³ for a³ ± b³"""
    node = place.node
    if not isinstance(node, Added) or len(node.terms) != 2:
        return
    first, second = (ungrouped(one.operand if isinstance(one, Negated) else one) for one in node.terms)
    if not isinstance(first, Raised) or not isinstance(second, Raised) or first.exponent != second.exponent:
        return
    one, other = _whole(first.base), _whole(second.base)
    match first.exponent:
        case Numeral(Fraction(numerator=2, denominator=1)):
            mixed = times(number(2), one, other)
            yield plus(first, mixed, second)
            yield plus(first, opposite(mixed), second)
        case Numeral(Fraction(numerator=3, denominator=1)):
            higher = times(number(3), raised(one, number(2)), other)
            lower = times(number(3), one, raised(other, number(2)))
            yield plus(first, higher, lower, second)
            yield plus(first, opposite(higher), lower, opposite(second))
        case _:
            pass


def _whole(base: Formula) -> Formula:
    """The base, in its brackets where it needs them as a factor."""
    inner = ungrouped(base)
    return base if isinstance(base, Grouped) and isinstance(inner, Added | Negated) else inner
