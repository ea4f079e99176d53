"""Rates of change: Ȧ, where A has a definition, is no new symbol but the derivative of A with respect to time.

By the chain rule it is Σ ∂A/∂x ẋ over all letters x without a definition on which A rests: where the document writes
ẋ, that is a symbol, and else it is dx/dt, of which nothing is known unless x is taken for a constant, which is then
printed as any such condition is. dt/dt is 1. So Ȧ is what every derivative by t is here, and a wrong equation for it is
not taken for what it is. Where A has indices, or is told in a way that was not understood, nothing is known of Ȧ.
"""

from collections.abc import Iterable, Sequence
from unicodedata import normalize

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.differentiate import Differentiator
from derive.calculus.substitution import free_letters
from derive.data import replace
from derive.document.model import Cue, Statement
from derive.errors import ReadError
from derive.formula import Differentiated
from derive.formula_parts import subformulas
from derive.letters import ACCENTS, variable_name, without_accent
from derive.meaning.facts import Facts
from derive.meaning.index_sets import IndexSets
from derive.term import (
    ZERO,
    Claim,
    Definition,
    Derivative,
    Plus,
    Sum,
    Term,
    Times,
    Variable,
    rebuilt,
    subterms,
    subterms_of,
)

TIME = "t"


def is_rate(name: str) -> bool:
    """
    >>> is_rate("ẋ"), is_rate("x'"), is_rate("x̂")
    (True, False, False)
    """
    return ACCENTS["dot"] in normalize("NFD", name)


def rates_known(rates: Iterable[str], facts: Facts) -> frozenset[str]:
    """Those that are no new symbols, since it is said what changes at that rate."""
    told = facts.defined | facts.opaque if rates else frozenset[str]()
    return frozenset(one for one in rates if without_accent(one) in told)


def is_of_motion(statement: Statement, before: Sequence[str], facts: Facts, sets: IndexSets) -> bool:
    """Whether an equation for ṗ that no words state is about what is differentiated: ṗ = −∂H/∂x where H rests on p, and
    any equation after one about Ḣ; `before`: the rates of change that stand before it."""
    left, right = (one.formula for one in statement.chain.members[:2])
    if statement.cue in (Cue.DEFINE, Cue.ASSUME) or isinstance(left, ReadError) or isinstance(right, ReadError):
        return False
    rates = [without_accent(one) for one in sets.names_of(left) if is_rate(one)]
    if not rates:
        return False
    operands = (one.operand for one in subformulas(right) if isinstance(one, Differentiated) and one.operand)
    names = frozenset(map(without_accent, before)).union(*map(sets.names_of, operands))
    names -= frozenset(rates)
    reached = map(Definitions(facts.definitions).names, names)
    return not frozenset(rates).isdisjoint(frozenset().union(*reached))


def with_rates(facts: Facts, rates: frozenset[str]) -> Facts:
    """The facts with what the rates of change are that the document writes, of symbols with a definition."""
    for name in sorted(rates_known(rates, facts) - facts.defined):
        definitions = Definitions(facts.definitions)
        body = _chain_rule(definitions.get(without_accent(name)), definitions, rates, facts.opaque)
        if body is None or any(name in definitions.names(one) for one in names_in(body)):
            facts = replace(facts, opaque=facts.opaque | {name})
            continue
        told = definitions.get(without_accent(name))
        assert told is not None
        facts = replace(facts, definitions=(*facts.definitions, Definition(name, (), body, told.given)))
    return facts


def without_unwritten(claim: Claim, facts: Facts) -> tuple[Claim, tuple[str, ...]] | None:
    """The claim where the letters whose rates of change nobody writes do not change, and what that supposes of each;
    None if it rests on none. Its dependences are to be found again."""
    rates = rates_known([one.name for one in claim.definitions if is_rate(one.name)], facts)
    told = [one for one in claim.definitions if one.name in rates]
    inner = {one for definition in told for one in subterms_of(definition.body, Derivative)}
    written = {one for side in (claim.left, claim.right) for one in subterms_of(side, Derivative)}
    unwritten = [one for one in inner - written if one.variable.name == TIME and isinstance(one.operand, Variable)]
    names = sorted({one.operand.name for one in unwritten if isinstance(one.operand, Variable)})
    if not names:
        return None

    def still(term: Term) -> Term:
        return ZERO if term in unwritten else rebuilt(term, still)

    definitions = tuple(replace(one, body=still(one.body)) if one in told else one for one in claim.definitions)
    return replace(claim, definitions=definitions, dependences=()), tuple(names)


def _chain_rule(
    told: Definition | None, definitions: Definitions, rates: frozenset[str], opaque: frozenset[str]
) -> Term | None:
    """The rate of change of what is so defined; None where that is not known."""
    if told is None or told.parameters:
        return None
    names = definitions.names(told.name)
    free = sorted(one for one in names if one not in definitions)
    rests = (definition.body for one in names if (definition := definitions.get(one)) is not None)
    if not opaque.isdisjoint(names) or not all(map(_is_plain, rests)):
        return None
    terms: list[Term] = []
    for one in free:
        slope = Differentiator(Variable(one), definitions, names)(Variable(told.name))
        rate = variable_name(one, "dot")
        if rate in rates:
            terms.append(Times((slope, Variable(rate))))
        else:
            terms.append(slope if one == TIME else Times((slope, Derivative(Variable(one), Variable(TIME)))))
    return Plus(tuple(terms))


def _is_plain(term: Term) -> bool:
    """Whether a term is made of numbers without indices, and of no function that is not known."""
    inner = subterms(term)
    plain = not any(isinstance(one, Sum) or (isinstance(one, Variable) and "(" in one.name) for one in inner)
    return plain and not free_letters(term) and not any(isinstance(one, Variable) and one.indices for one in inner)
