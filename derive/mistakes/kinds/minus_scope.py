from collections.abc import Iterator

from derive.formula import Added, Formula, Grouped, Multiplied, Negated
from derive.mistakes.building import opposite, plus, times, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="minus-scope",
    title="scope of a minus",
    what="the minus reaches over too little or too much",
    why="brackets after a minus are opened, and only the first sign in them is changed",
    wrong=r"-(a - b + c) = -a - b + c",
    right=r"-(a - b + c) = -a + b - c",
)


def edits(place: Place) -> Iterator[Formula]:
    match place.node:
        case Added(terms=terms):
            for k, term in enumerate(terms):
                inner = _after_minus(term)
                if inner is not None:
                    yield plus(*terms[:k], Negated(inner[0]), *inner[1:], *terms[k + 1 :])
                if isinstance(term, Negated):
                    for end in range(k + 2, len(terms) + 1):
                        yield plus(*terms[: k + 1], *map(opposite, terms[k + 1 : end]), *terms[end:])
        case Negated() as node:
            inner = _after_minus(node)
            if inner is not None:
                yield plus(Negated(inner[0]), *inner[1:])
        case _:
            pass


def _after_minus(term: Formula) -> tuple[Formula, ...] | None:
    """The terms in the brackets after a minus, those of c in −c (a + b) times it."""
    if not isinstance(term, Negated):
        return None
    if isinstance(term.operand, Grouped) and isinstance(ungrouped(term.operand), Added):
        body = ungrouped(term.operand)
        return body.terms if isinstance(body, Added) else None
    if isinstance(term.operand, Multiplied):
        *factors, last = term.operand.factors
        body = ungrouped(last)
        if isinstance(last, Grouped) and isinstance(body, Added):
            first, *others = body.terms
            return (times(*factors, first), *others)
    return None
