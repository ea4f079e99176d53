"""Functions that stand in for the symbols of which only derivatives are known, so that the refuter can evaluate them.

    f[a] = b[a] + c[a]·exp(Σ_u Σ_k u_k·d[a, k]), over all arguments u of f, with free symbols b, c, d; u_a·d[a] where
    f[a] depends on u at a only

At random values of b, c and d the value of f and its slopes by all components of its arguments are as good as
independent. What holds for every function holds for these; what holds for these need not hold for every function.
"""

from derive.data import replace
from derive.term import Claim, Definition, Dependence, Exp, Plus, Sum, Term, Times, Variable


def with_stand_ins(claim: Claim) -> Claim:
    """The claim with a definition in the place of each dependence."""
    if not claim.dependences:
        return claim
    definitions = tuple(map(_stand_in, claim.dependences))
    return replace(claim, definitions=(*claim.definitions, *definitions), dependences=())


def _stand_in(dependence: Dependence) -> Definition:
    name, parameters = dependence.name, dependence.parameters
    exponents = tuple(_exponent(dependence, place) for place in range(len(dependence.arguments)))
    curved = Times((Variable(f"{name}.c", parameters), Exp(Plus(exponents))))
    return Definition(name, parameters, Plus((Variable(f"{name}.b", parameters), curved)), -1)


def _exponent(dependence: Dependence, place: int) -> Term:
    argument = dependence.arguments[place]
    letters = [letter for letter in argument.indices if letter not in dependence.parameters]
    weight = Variable(f"{dependence.name}.d{place}", (*dependence.parameters, *letters))
    term: Term = Times((argument, weight))
    for letter in letters:
        term = Sum(letter, (), term)  # type: ignore[arg-type]
    return term
