from collections.abc import Iterator

from derive.data import replace
from derive.formula import Added, Divided, Formula, Grouped, Multiplied, Name, Negated, Raised, Ranged
from derive.mistakes.building import PRODUCT, grouped, opposite, plus, raised, times, ungrouped, with_factor
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="power-scope",
    title="scope of a power",
    what="the power reaches over too little or too much",
    why="brackets around what is raised are left out, and the power then belongs to the last symbol alone",
    wrong=r"(x + y) (x + y) = x + y^2",
    right=r"(x + y) (x + y) = (x + y)^2",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    match node:
        case Added(terms=terms):
            last = _last_power(terms[-1])
            if last is not None:
                yield raised(plus(*terms[:-1], _without_last_power(terms[-1])), last)
        case Ranged(body=body):
            last = _last_power(body)
            if last is not None:
                yield raised(replace(node, body=_without_last_power(body)), last)
        case Multiplied(factors=factors):
            yield from _in_a_product(node, factors)
        case Divided(numerator=above, denominator=below):
            last = _last_power(above)
            if last is not None:
                yield raised(replace(node, numerator=_without_last_power(above)), last)
            last = _last_power(below)
            if last is not None:
                yield raised(replace(node, denominator=_without_last_power(below)), last)
        case Negated(operand=operand):
            last = _last_power(operand)
            if last is not None:
                yield raised(opposite(_without_last_power(operand)), last)
        case Raised(base=Grouped(body=body), exponent=exponent):
            yield from _into_brackets(body, exponent)
        case Raised(base=Name("e"), exponent=exponent):
            last = _last_power(exponent)
            if last is not None:
                yield raised(replace(node, exponent=_without_last_power(exponent)), last)
        case _:
            pass


def _last_power(formula: Formula) -> Formula | None:
    """The exponent that stands at the right end of a formula."""
    match formula:
        case Raised(base=Name("e")):
            return None
        case Raised(exponent=exponent):
            return exponent
        case Multiplied(factors=factors):
            return _last_power(factors[-1])
        case Negated(operand=operand) | Grouped(body=operand):
            return _last_power(operand)
        case Added(terms=terms):
            return _last_power(terms[-1])
        case Ranged(body=body):
            return _last_power(body)
        case _:
            return None


def _without_last_power(formula: Formula) -> Formula:
    match formula:
        case Raised(base=base):
            return ungrouped(base) if not isinstance(ungrouped(base), PRODUCT) else base
        case Multiplied(factors=factors):
            return with_factor(formula, len(factors) - 1, _without_last_power(factors[-1]))
        case Negated(operand=operand):
            return replace(formula, operand=_without_last_power(operand))
        case Grouped(body=body):
            return ungrouped(replace(formula, body=_without_last_power(body)))
        case Added(terms=terms):
            return plus(*terms[:-1], _without_last_power(terms[-1]))
        case Ranged(body=body):
            return replace(formula, body=_without_last_power(body))
        case _:
            return formula


def _in_a_product(node: Multiplied, factors: tuple[Formula, ...]) -> Iterator[Formula]:
    """The power of one factor to the whole product, or to another factor."""
    last = _last_power(factors[-1])
    if last is not None:
        yield raised(_without_last_power(node), last)
        yield times(*(raised(factor, last) for factor in factors[:-1]), factors[-1])
    for k, factor in enumerate(factors):
        if isinstance(factor, Raised) and factor.base != Name("e"):
            bare = with_factor(node, k, factor.base)
            if isinstance(bare, Multiplied):
                for other in range(len(factors)):
                    if other != k:
                        yield with_factor(bare, other, raised(factors[other], factor.exponent))


def _into_brackets(body: Formula, exponent: Formula) -> Iterator[Formula]:
    """The power of a bracket to a part of what it holds."""
    match body:
        case Added(terms=terms):
            yield grouped(plus(*terms[:-1], _with_power(terms[-1], exponent)))
            yield grouped(plus(*(_with_power(term, exponent) for term in terms)))
        case Ranged(body=inner):
            yield replace(body, body=_with_power(inner, exponent))
        case Multiplied(factors=factors):
            yield times(*factors[:-1], raised(factors[-1], exponent))
        case Divided():
            yield replace(body, denominator=raised(body.denominator, exponent))
            yield replace(body, numerator=raised(body.numerator, exponent))
        case Negated(operand=operand):
            yield Negated(raised(operand, exponent))
        case _:
            pass


def _with_power(term: Formula, exponent: Formula) -> Formula:
    return Negated(raised(term.operand, exponent)) if isinstance(term, Negated) else raised(term, exponent)
