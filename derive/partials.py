"""What a partial derivative holds fixed: ∂f/∂x of f = x y, where y = x², is y or 3 x².

As it is read, ∂ counts all ways in which f depends on x. Where x stands in f beside a symbol that depends on x, ∂ may
hold that symbol fixed; d beside ∂ says that it does, and so do the arguments of f(x, y). Without these a step is
proved as it is read, and not refuted where it holds with a factor fixed. Where x is a component, as in p_i =
e^{x_i}/S, S only shortens what is written.
"""

from collections.abc import Callable, Mapping, Sequence

from derive.calculus.definitions import Definitions, names_in
from derive.data import replace
from derive.decide.combined import together
from derive.decide.verdict import Decision, Proved, Reason, Refuted, Undecided
from derive.document.model import Statement
from derive.formula import Differentiated, Formula, Primed
from derive.formula_parts import subformulas_of
from derive.meaning.applications import formulas_of
from derive.meaning.said import WORDS
from derive.term import Claim, Derivative, Hypothesis, Plus, Term, Variable, rebuilt, subterms, subterms_of
from derive.term_text import variable_text

HELD = "°"
"""Stands after the name of what is held fixed."""


def with_symbols_fixed(
    decision: Decision,
    claims: Sequence[Claim],
    written: Sequence[Formula],
    statements: Sequence[Statement],
    decide: Callable[[Claim], Decision],
) -> Decision:
    """The decision on an equation, on the condition of what ∂ is where the equation is not proved, or not refuted, in
    both meanings; `statements`: those among which it stands."""
    fixed = sorted({name for claim in claims for name in _fixed(claim)})
    kinds = {one.total for side in written for one in subformulas_of(side, Differentiated)}
    if not fixed or False not in kinds or isinstance(decision, Undecided):
        return decision
    if True in kinds:
        return Undecided(Reason("two-readings", f"d beside ∂, which may hold {_text(fixed)} fixed"))
    again = together([decide(_partial(claim)) for claim in claims])
    if all(set(fixed) <= _arguments(claim) for claim in claims) or _stands_beside_total(written, statements):
        if isinstance(decision, Proved) and not isinstance(again, Proved):
            return replace(decision, conditions=(*decision.conditions, f"∂ counts the changes of {_text(fixed)}"))
        if isinstance(decision, Refuted) and isinstance(again, Proved):
            return replace(again, conditions=(*again.conditions, f"∂ holds {_text(fixed)} fixed"))
    elif isinstance(decision, Proved) or not any(map(_in_one_term, claims)):
        return decision
    if isinstance(decision, Proved) or isinstance(again, Refuted):
        return decision
    return Undecided(Reason("two-readings", f"false as it is read, but ∂ may hold {_text(fixed)} fixed"))


def has_total(written: Sequence[Formula]) -> bool:
    """Whether a side has a derivative that is written with d, or with a prime."""
    totals = (one.total for side in written for one in subformulas_of(side, Differentiated))
    return any(totals) or any(subformulas_of(side, Primed) for side in written)


def _stands_beside_total(written: Sequence[Formula], statements: Sequence[Statement]) -> bool:
    """Whether some statement has d/dx where a side has ∂/∂x: then the two may differ."""
    inner = (one for side in written for one in subformulas_of(side, Differentiated) if not one.total)
    by = {variable for one in inner for variable in one.variables}
    formulas = (formula for one in statements for formula in formulas_of(one))
    return any(one.total and by & {*one.variables} for each in formulas for one in subformulas_of(each, Differentiated))


def _arguments(claim: Claim) -> frozenset[str]:
    """Those of the functions in a claim: x and y of f(x, y)."""
    variables = (one for side in (claim.left, claim.right) for one in subterms_of(side, Variable))
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
    names = names_in(_undifferentiated(operand))
    others = [name for name in names if name != by and name in definitions and by in definitions.names(name)]
    plain = by in names and not derivative.variable.indices
    return operand, frozenset(others if plain else ())


def _undifferentiated(term: Term) -> Term:
    """The term with what its derivatives are taken of in their place: by what they are taken does not stand in it."""
    return _undifferentiated(term.operand) if isinstance(term, Derivative) else rebuilt(term, _undifferentiated)


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

    equal = _equal(claim, _fixed(claim))
    return replace(claim, left=held(claim.left), right=held(claim.right), hypotheses=(*claim.hypotheses, *equal))


def _equal(claim: Claim, names: frozenset[str]) -> tuple[Hypothesis, ...]:
    """What is held fixed equals the symbol that is."""
    return tuple(
        Hypothesis(Variable(_held(one.name), one.parameters), Variable(one.name, one.parameters), WORDS)
        for one in claim.definitions
        if one.name in names
    )


def with_ways_apart(claim: Claim) -> tuple[Claim, tuple[str, ...]] | None:
    """A claim about (∂L/∂a) (∂a/∂x) + (∂L/∂b) (∂b/∂x), where a depends on b, too: the way from x over b to a is counted
    once, so that ∂a/∂x holds b fixed. The claim so, and what it supposes; None for other claims."""
    definitions = Definitions(claim.definitions, claim.dependences)
    ways = _ways(claim.right) or _ways(claim.left)
    names = frozenset(one.name for one in ways.values())
    if len(names) < max(2, len(ways)) or not all(name in definitions for name in names):
        return None
    held = {part: definitions.names(a.name) & names - {a.name} for part, a in ways.items()}
    fixed = {
        part: replace(part, operand=_renamed(_unfolded(part.operand, definitions, names), names))
        for part, names in held.items()
        if names
    }
    beside = ((names_in(part.operand) - held[by] - {by.variable.name}, held[by]) for by, part in fixed.items())
    if not fixed or any(definitions.names(one) & names for others, names in beside for one in others):
        return None
    left, right = (_with(side, fixed) for side in (claim.left, claim.right))
    equal = _equal(claim, frozenset().union(*held.values()))
    texts = (
        f"∂{_text([ways[part].name])}/∂{_text([part.variable.name])} holds {_text(sorted(held[part]))} fixed"
        for part in fixed
    )
    return replace(claim, left=left, right=right, hypotheses=(*claim.hypotheses, *equal)), tuple(texts)


def _ways(side: Term) -> dict[Derivative, Variable]:
    """∂a/∂x and ∂b/∂x of such a sum, each with its a; none for other terms."""
    found: dict[Derivative, Variable] = {}
    ends: set[tuple[Term, Variable]] = set()
    for term in side.terms if isinstance(side, Plus) else ():
        parts = list(subterms_of(term, Derivative))
        pairs = [(one, other) for one in parts for other in parts if _variables(other.operand) == {one.variable}]
        if len(pairs) != 1:
            return {}
        ((outer, inner),) = pairs
        found[inner] = outer.variable
        ends.add((outer.operand, inner.variable))
    return found if len(ends) == 1 else {}


def _variables(term: Term) -> set[Variable]:
    return set(subterms_of(term, Variable))


def _with(term: Term, others: Mapping[Derivative, Derivative]) -> Term:
    """The term with other derivatives in it."""
    if isinstance(term, Derivative) and term in others:
        return others[term]
    return rebuilt(term, lambda part: _with(part, others))


def _unfolded(term: Term, definitions: Definitions, held: frozenset[str]) -> Term:
    """The term, what is told by symbols that are held fixed unfolded up to these."""
    if not isinstance(term, Variable):
        return rebuilt(term, lambda part: _unfolded(part, definitions, held))
    if term.name in held or term.name not in definitions or not definitions.names(term.name) & held:
        return term
    return _unfolded(definitions.unfold(term), definitions, held)


def _renamed(term: Term, names: frozenset[str]) -> Term:
    if isinstance(term, Variable) and term.name in names:
        return replace(term, name=_held(term.name))
    return rebuilt(term, lambda part: _renamed(part, names))


def _held(name: str) -> str:
    return f"{name}{HELD}"


def _text(names: Sequence[str]) -> str:
    return ", ".join(variable_text(Variable(name)) for name in names)
