from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.calculus.substitution import fresh, substitute
from derive.term import Derivative, Index, Letter, Plus, Sum, Term, Times, Variable

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="chain-rule",
    title="chain rule",
    formula="∂f/∂x = Σ_k ∂f/∂u_k ∂u_k/∂x, where f is a function of u and depends on x through u only",
    example="∂L/∂o_i = Σ_k ∂L/∂p_k ∂p_k/∂o_i",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    """A symbol without a definition, by a variable that is no argument of it. Requires that no argument depends on
    another: else ∂f/∂u_k would count the way through the others twice."""
    if not isinstance(term, Variable) or not by.depends(term):
        return None
    dependence = by.definitions.dependence(term.name)
    names = [argument.name for argument in dependence.arguments] if dependence else []
    if dependence is None or by.variable.name in names:
        return None
    if any(by.definitions.depends(one, name) for one in dependence.arguments for name in names if name != one.name):
        return None
    taken = frozenset((*term.indices, *by.variable.indices))
    ways = (_way(term, argument, taken, by) for argument in dependence.arguments if by.depends(argument))
    return Plus(tuple(ways))


def _way(term: Variable, argument: Variable, taken: frozenset[Index], by: "Differentiator") -> Term:
    """Σ ∂term/∂argument ∂argument/∂variable over all components of the argument"""
    letters: list[Letter] = []
    for index in argument.indices:
        assert isinstance(index, Letter)
        letters.append(fresh(index, taken | frozenset(letters)))
    component = substitute(argument, dict(zip(argument.indices, letters, strict=True)))
    assert isinstance(component, Variable)
    way: Term = Times((Derivative(term, component), by(component)))
    for letter in letters:
        way = Sum(letter, (), way)
    return way
