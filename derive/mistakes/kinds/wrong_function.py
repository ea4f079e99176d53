from collections.abc import Iterator

from derive.data import replace
from derive.formula import Applied, Differentiated, Formula, Grouped, Indexed, Name, Primed, Raised
from derive.mistakes.building import grouped, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="wrong-function",
    title="wrong or lost function",
    what="a function is missing, or another one belongs there",
    why="log and exp undo each other and are confused, and a function gets lost in copying",
    wrong=r"\frac{\partial}{\partial x} (x \log x) = x + 1",
    right=r"\frac{\partial}{\partial x} (x \log x) = \log x + 1",
)

_OTHER = {"sinh": "cosh", "cosh": "sinh"}
_LOG, _E = Name("log", style="word"), Name("e")


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    match node:
        case Applied(function=Name(letter=letter), arguments=(argument,), power=None):
            if letter in ("log", "ln"):
                yield Raised(_E, ungrouped(argument))
            elif letter == "exp":
                yield _log(argument)
            elif letter in _OTHER:
                yield replace(node, function=Name(_OTHER[letter], style="word"))
        case Raised(base=Name("e"), exponent=exponent):
            yield _log(exponent)
        case Name() | Indexed() | Primed() | Grouped() if not isinstance(place.parent, Differentiated):
            yield _log(node)
            yield Raised(_E, ungrouped(node))
        case _:
            pass


def _log(argument: Formula) -> Formula:
    inner = ungrouped(argument)
    simple = isinstance(inner, Name | Indexed)
    return Applied(_LOG, (inner if simple else grouped(inner),), parenthesised=False)
