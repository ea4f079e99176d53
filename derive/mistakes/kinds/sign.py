from collections.abc import Iterator

from derive.data import replace
from derive.formula import Added, Applied, Formula, Listed, Name, Negated, Raised
from derive.mistakes.building import opposite, plus, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="sign",
    title="sign",
    what="a sign is wrong",
    why="a minus is lost in copying, or that of a rule (of the quotient rule, of the derivative of 1/x) is forgotten",
    wrong=r"\frac{\partial}{\partial x} \frac{1}{x} = \frac{1}{x^2}",
    right=r"\frac{\partial}{\partial x} \frac{1}{x} = -\frac{1}{x^2}",
)


def edits(place: Place) -> Iterator[Formula]:
    node, parent = place.node, place.parent
    if isinstance(node, Added):
        yield from _with_a_sign_changed(node)
    elif isinstance(node, Negated) and not isinstance(parent, Added):
        yield ungrouped(node.operand)
    elif parent is None or isinstance(parent, Listed):
        yield opposite(node)
    elif isinstance(node, Raised) and node.base == Name("e"):
        yield replace(node, exponent=_negative(node.exponent))
    elif isinstance(node, Applied) and len(node.arguments) == 1:
        yield replace(node, arguments=(_negative(node.arguments[0]),))


def _with_a_sign_changed(node: Added) -> Iterator[Formula]:
    terms = node.terms
    for k, term in enumerate(terms):
        yield plus(*terms[:k], opposite(term), *terms[k + 1 :])
    if len(terms) == 2 and not isinstance(terms[0], Negated) and isinstance(terms[1], Negated):
        yield Added((terms[1].operand, opposite(terms[0])))
    else:
        yield plus(*map(opposite, terms))


def _negative(formula: Formula) -> Formula:
    return ungrouped(opposite(formula))
