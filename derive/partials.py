"""What a partial derivative holds fixed: ∂f/∂x of f = x y, where y = x², is y or 3 x².

As it is read, ∂ counts all ways in which f depends on x. Where x stands in f beside a symbol that depends on x, ∂ may
hold that symbol fixed; d beside ∂ says that it does, and so do the arguments of f(x, y). Without these a step is
proved as it is read, and not refuted where it holds with a factor fixed. Where x is a component, as in p_i =
e^{x_i}/S, S only shortens what is written.
"""

from collections.abc import Callable, Sequence

from derive.calculus.definitions import Definitions, names_in
from derive.data import replace
from derive.decide.combined import together
from derive.decide.verdict import Decision, Proved, Reason, Refuted, Undecided
from derive.formula import Differentiated, Formula
from derive.formula_parts import subformulas
from derive.meaning.said import WORDS
from derive.term import Claim, Derivative, Hypothesis, Plus, Term, Variable, rebuilt, subterms
from derive.term_text import variable_text


def with_symbols_fixed(
    decision: Decision, claims: Sequence[Claim], written: Sequence[Formula], decide: Callable[[Claim], Decision]
) -> Decision:
    """The decision on an equation, on the condition of what ∂ is where the equation is not proved, or not refuted, in
    both meanings."""
    fixed = sorted({name for claim in claims for name in _fixed(claim)})
    kinds = {one.total for side in written for one in subformulas(side) if isinstance(one, Differentiated)}
    if not fixed or False not in kinds or isinstance(decision, Undecided):
        return decision
    if True in kinds:
        return Undecided(Reason("two-readings", f"d beside ∂, which may hold {_text(fixed)} fixed"))
    again = together([decide(_partial(claim)) for claim in claims])
    if all(set(fixed) <= _arguments(claim) for claim in claims):
        if isinstance(decision, Proved) and not isinstance(again, Proved):
            return replace(decision, conditions=(*decision.conditions, f"∂ counts the changes of {_text(fixed)}"))
        if isinstance(decision, Refuted) and isinstance(again, Proved):
            return replace(again, conditions=(*again.conditions, f"∂ holds {_text(fixed)} fixed"))
    elif isinstance(decision, Proved) or not any(map(_in_one_term, claims)):
        return decision
    if isinstance(decision, Proved) or isinstance(again, Refuted):
        return decision
    return Undecided(Reason("two-readings", f"false as it is read, but ∂ may hold {_text(fixed)} fixed"))


def _arguments(claim: Claim) -> frozenset[str]:
    """Those of the functions in a claim: x and y of f(x, y)."""
    variables = (one for side in (claim.left, claim.right) for one in subterms(side) if isinstance(one, Variable))
    texts = (one.name.partition("(")[2].removesuffix(")") for one in variables)
    return frozenset(argument for text in texts for argument in text.split(", "))


def _fixed(claim: Claim) -> frozenset[str]:
    """The symbols that a derivative may hold fixed."""
    definitions = Definitions(claim.definitions, claim.dependences)
    terms = (term for side in (claim.left, claim.right) for term in subterms(side))
    return frozenset().union(*(_beside(one, definitions)[1] for one in terms if isinstance(one, Derivative)))


def _in_one_term(claim: Claim) -> bool:
    """Whether a symbol that a derivative may hold fixed stands with its variable in one term of a sum: in x y + a, and
    not in y + a x, the sum of two functions of x."""
    definitions = Definitions(claim.definitions, claim.dependences)
    for one in (term for side in (claim.left, claim.right) for term in subterms(side)):
        if isinstance(one, Derivative):
            operand, fixed = _beside(one, definitions)
            names = [names_in(term) for term in (operand.terms if isinstance(operand, Plus) else (operand,))]
            if any(one.variable.name in found and found & fixed for found in names):
                return True
    return False


def _beside(derivative: Derivative, definitions: Definitions) -> tuple[Term, frozenset[str]]:
    """What is differentiated, and the defined symbols in it that depend on the variable and stand beside it."""
    operand, by = derivative.operand, derivative.variable.name
    if isinstance(operand, Variable) and operand.name in definitions and operand.name != by:
        operand = definitions.unfold(operand)
    names = names_in(operand)
    others = [name for name in names if name != by and name in definitions and by in definitions.names(name)]
    plain = by in names and not derivative.variable.indices
    return operand, frozenset(others if plain else ())


def _partial(claim: Claim) -> Claim:
    """The claim where each derivative is taken of symbols that equal those beside its variable, and have no definition:
    what is supposed is used after what is differentiated."""
    definitions = Definitions(claim.definitions, claim.dependences)

    def held(term: Term) -> Term:
        term = rebuilt(term, held)
        if not isinstance(term, Derivative):
            return term
        operand, names = _beside(term, definitions)
        return replace(term, operand=_renamed(operand, names)) if names else term

    equal = tuple(
        Hypothesis(Variable(_held(one.name), one.parameters), Variable(one.name, one.parameters), WORDS)
        for one in claim.definitions
        if one.name in _fixed(claim)
    )
    return replace(claim, left=held(claim.left), right=held(claim.right), hypotheses=(*claim.hypotheses, *equal))


def _renamed(term: Term, names: frozenset[str]) -> Term:
    if isinstance(term, Variable) and term.name in names:
        return replace(term, name=_held(term.name))
    return rebuilt(term, lambda part: _renamed(part, names))


def _held(name: str) -> str:
    return f"{name}°"


def _text(names: Sequence[str]) -> str:
    return ", ".join(variable_text(Variable(name)) for name in names)
