from collections.abc import Mapping
from typing import TYPE_CHECKING

from derive.calculus.rule import Rule
from derive.calculus.substitution import fresh, substitute
from derive.term import Delta, Derivative, Index, Letter, Plus, Sum, Term, Times, Variable

if TYPE_CHECKING:
    from derive.calculus.differentiate import Differentiator

RULE = Rule(
    code="chain-rule",
    title="chain rule",
    formula="∂f/∂x = Σ_k ∂f/∂u_k ∂u_k/∂x, where f is a function of u and depends on x through u only",
    example="∂L/∂o_i = Σ_k ∂L/∂p_k ∂p_k/∂o_i",
)


def differentiate(term: Term, by: "Differentiator") -> Term | None:
    """A symbol without a definition, by a variable that is no argument of it, or is one at another index. Requires that
    no argument depends on another: else ∂f/∂u_k would count the way through the others twice."""
    if not isinstance(term, Variable) or not by.depends(term):
        return None
    dependence = by.definitions.dependence(term.name)
    if dependence is None:
        return None
    places: dict[Index, Index] = dict(zip(dependence.parameters, term.indices, strict=True))
    names = {argument.name: argument for argument in dependence.arguments}
    if by.variable.name in names:
        return _at_own_index(term, names[by.variable.name], places, by.variable)
    if any(by.definitions.depends(one, name) for one in dependence.arguments for name in names if name != one.name):
        return None
    taken = frozenset((*term.indices, *by.variable.indices))
    ways = (_way(term, argument, places, taken, by) for argument in dependence.arguments if by.depends(argument))
    return Plus(tuple(ways))


def _at_own_index(term: Variable, argument: Variable, places: Mapping[Index, Index], variable: Variable) -> Term | None:
    """δ_ik ∂f_i/∂u_i of ∂f_i/∂u_k, where f_i depends on u_i only; None where nothing is to be done."""
    indices = tuple(places.get(own, index) for own, index in zip(argument.indices, variable.indices, strict=True))
    if indices == variable.indices:
        return None
    pairs = zip(indices, variable.indices, strict=True)
    deltas = (Delta(own, index) for own, index in pairs if own != index)
    return Times((*deltas, Derivative(term, Variable(variable.name, indices))))


def _way(
    term: Variable,
    argument: Variable,
    places: Mapping[Index, Index],
    taken: frozenset[Index],
    by: "Differentiator",
) -> Term:
    """Σ ∂term/∂argument ∂argument/∂variable over all components of the argument on which the term depends"""
    letters: list[Letter] = []
    chosen = dict(places)
    for index in argument.indices:
        assert isinstance(index, Letter)
        if index not in places:
            letters.append(fresh(index, taken | frozenset(letters)))
            chosen[index] = letters[-1]
    component = substitute(argument, chosen)
    assert isinstance(component, Variable)
    way: Term = Times((Derivative(term, component), by(component)))
    for letter in letters:
        way = Sum(letter, (), way)
    return way
