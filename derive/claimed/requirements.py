"""What each rule needs of a step that it is to justify.

The requirements are weak: a step that lacks them cannot come from the rule by any way, whatever a proof used.
"""

from collections.abc import Callable, Iterable, Iterator

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import indices_of
from derive.data import Data
from derive.formula import Applied, Differentiated, Divided, Formula, Indicated, Name, Primed
from derive.formula_parts import subformulas
from derive.term import (
    ONE,
    Claim,
    Delta,
    Derivative,
    Exp,
    Letter,
    Log,
    Number,
    Plus,
    Power,
    Sum,
    Term,
    Times,
    Variable,
    subterms,
)  # fmt: skip


class Held(Data):
    """What a step holds, with what its symbols are defined to be."""

    written: tuple[Formula, ...]
    """All formulas of its sides, and their parts."""
    terms: tuple[Term, ...]
    """All terms of its sides, with their parts."""
    operands: tuple[Term, ...]
    """Those that stand in a derivative."""
    unfolded: bool
    """Whether a derivative is that of a symbol that is a function of others."""
    names: frozenset[str]
    """The symbols in it, and those of which they are made."""
    letters: frozenset[str]
    """Its indices, free and bound."""

    def writes(self, *kinds: type) -> bool:
        return any(isinstance(one, kinds) for one in self.written)

    @property
    def applies(self) -> bool:
        """Whether a function is written that is not that of a term, such as tanh."""
        applied = [one.function for one in self.written if isinstance(one, Applied)]
        return any(not isinstance(one, Name) or one.letter not in ("log", "ln", "exp") for one in applied)

    def has(self, *kinds: type) -> bool:
        return any(isinstance(one, kinds) for one in self.terms)

    def differentiates(self, *kinds: type) -> bool:
        """Whether something of these kinds stands in a derivative."""
        return any(isinstance(one, kinds) for one in self.operands)


def held(sides: Iterable[Formula], claims: Iterable[Claim]) -> Held:
    """What the sides of a step, and what they claim, hold."""
    written = tuple(node for side in sides for node in subformulas(side))
    terms: list[Term] = []
    operands: list[Term] = []
    unfolded = False
    for claim in claims:
        definitions = Definitions(claim.definitions, claim.dependences)
        terms += _reached((claim.left, claim.right), definitions)
        inside = [one.operand for one in terms if isinstance(one, Derivative)]
        operands += _reached(inside, definitions)
        symbols = [one.name for one in operands if isinstance(one, Variable)]
        unfolded |= any(name in definitions or definitions.dependence(name) is not None for name in symbols)
    names = frozenset[str]().union(*map(names_in, terms))
    letters = frozenset(one.name for one in indices_of(Plus(tuple(terms))) if isinstance(one, Letter))
    return Held(written, tuple(terms), tuple(operands), unfolded, names, letters)


def _reached(terms: Iterable[Term], definitions: Definitions) -> Iterator[Term]:
    """The terms and their parts, and those of the definitions of all symbols in them."""
    waiting, seen = list(terms), set[str]()
    while waiting:
        term = waiting.pop()
        yield from subterms(term)
        for name in names_in(term) - seen:
            definition = definitions.get(name)
            seen.add(name)
            if definition is not None:
                waiting.append(definition.body)


def missing(code: str, step: Held) -> str | None:
    """What a step lacks for the rule with that code to justify it; None where it may."""
    if code != "collapse-delta" and not _has_derivative(step):
        law = LAWS.get(code)
        return None if law is not None and law(step) else "nothing is differentiated"
    if code != "collapse-delta" and not step.operands:
        return None
    lacks, what = REQUIREMENTS.get(code, (None, ""))
    return what if lacks is not None and lacks(step) else None


def _has_derivative(step: Held) -> bool:
    """Whether something is differentiated, or a name is written that may say so: f', ẋ, dW."""
    return step.has(Derivative) or step.writes(Differentiated, Primed) or any(map(_may_derive, step.written))


def _may_derive(one: Formula) -> bool:
    return isinstance(one, Name) and (one.accent == "dot" or one.letter[:1] in ("d", "D", "J", "δ", "Δ", "∂", "∇"))


def _has_product_law(step: Held) -> bool:
    """Whether there is a logarithm, a product of powers of one base, or a power of a product."""
    for term in step.terms:
        bases = [_base(factor) for factor in term.factors] if isinstance(term, Times) else []
        if len(set(bases)) < len(bases) or (isinstance(term, Power) and isinstance(term.base, Times)):
            return True
    return step.has(Log)


def _base(term: Term) -> Term:
    """x of x^a; e of the powers of e."""
    while isinstance(term, Power):
        term = term.base
    return Exp(ONE) if isinstance(term, Exp) else term


def _has_quotient_law(step: Held) -> bool:
    return step.has(Log) or (step.writes(Divided) and _has_product_law(step))


def _has_power_law(step: Held) -> bool:
    """Whether there is a logarithm, or a power of a power."""
    powers = [one.base for one in step.terms if isinstance(one, Power)]
    return step.has(Log) or any(isinstance(base, Power | Exp) for base in powers)


def _has_sum(step: Held) -> bool:
    return step.has(Sum)


LAWS: dict[str, Callable[[Held], bool]] = {
    "product-rule": _has_product_law,
    "quotient-rule": _has_quotient_law,
    "power-rule": _has_power_law,
    "linearity": _has_sum,
}
"""By the codes of rules: whether a step may come from the law of logarithms, powers or sums of that name."""


def _lacks_quotient(step: Held) -> bool:
    powers = [one for one in step.operands if isinstance(one, Power)]
    below = any(not isinstance(one.exponent, Number) or one.exponent.value < 0 for one in powers)
    return not (below or step.differentiates(Exp) or step.writes(Divided) or step.applies)


def _lacks_product(step: Held) -> bool:
    exponents = [one.argument for one in step.operands if isinstance(one, Exp)]
    sums = any(isinstance(one, Plus) for one in exponents)
    return not (sums or step.differentiates(Times, Power) or step.applies)


def _lacks_composition(step: Held) -> bool:
    products = [one.factors for one in step.operands if isinstance(one, Times)]
    of_sums = any(isinstance(factor, Plus) for factors in products for factor in factors)
    return not (of_sums or step.unfolded or step.differentiates(Exp, Log, Power) or step.applies)


def _lacks_power(step: Held) -> bool:
    return step.differentiates(Log) and not step.differentiates(Exp, Power, Times)


def _lacks_exponential(step: Held) -> bool:
    return not (step.differentiates(Exp, Power) or step.applies)


def _lacks_logarithm(step: Held) -> bool:
    return not (step.differentiates(Log, Exp, Power) or step.applies)


def _lacks_delta(step: Held) -> bool:
    return not (step.has(Delta, Derivative) or step.writes(Indicated) or step.applies)


REQUIREMENTS: dict[str, tuple[Callable[[Held], bool], str]] = {
    "quotient-rule": (_lacks_quotient, "nothing that is differentiated is a quotient"),
    "product-rule": (_lacks_product, "nothing that is differentiated is a product"),
    "chain-rule": (_lacks_composition, "nothing that is differentiated is a function of a function"),
    "power-rule": (_lacks_power, "nothing that is differentiated is a power"),
    "derivative-of-exp": (_lacks_exponential, "nothing that is differentiated is an exponential"),
    "derivative-of-log": (_lacks_logarithm, "nothing that is differentiated is a logarithm"),
    "collapse-delta": (_lacks_delta, "there is no δ"),
}
"""By the codes of rules: whether a step lacks what the rule is about besides a derivative, and how that is said."""
