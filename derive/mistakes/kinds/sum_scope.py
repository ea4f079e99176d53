from collections.abc import Iterator

from derive.data import replace
from derive.formula import Added, Divided, Formula, Grouped, Multiplied, Name, Negated, Ranged
from derive.mistakes.building import grouped, opposite, plus, times, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place, index_letters

MISTAKE = Mistake(
    code="sum-scope",
    title="scope of a sum",
    what="the sum reaches over too little or too much",
    why="a sum sign shows where it begins and not where it ends, and brackets around the summand are left out",
    wrong=r"\sum_k 2 (a_k + b_i) = 2 \sum_k a_k + b_i",
    right=r"\sum_k 2 (a_k + b_i) = 2 \sum_k (a_k + b_i)",
)


def edits(place: Place) -> Iterator[Formula]:
    match place.node:
        case Added(terms=terms):
            for k, term in enumerate(terms[:-1]):
                for end in range(k + 2, len(terms) + 1):
                    yield from _reaching(term, terms[:k], terms[k + 1 : end], terms[end:])
        case Multiplied(factors=factors):
            yield from _begun_earlier(factors)
        case Ranged(body=body):
            yield from _ending_earlier(place.node, ungrouped(body))
        case Divided(numerator=Ranged() as above, denominator=below):
            yield replace(above, body=Divided(ungrouped(above.body), below))
        case Divided(numerator=Ranged() as above, denominator=Ranged() as below):
            yield replace(above, body=Divided(ungrouped(above.body), ungrouped(below.body)))
        case _:
            pass


def _reaching(
    term: Formula, before: tuple[Formula, ...], taken: tuple[Formula, ...], after: tuple[Formula, ...]
) -> Iterator[Formula]:
    """The sum of a term, reaching over the terms that follow it."""
    sum_ = _last_sum(term)
    if sum_ is not None:
        inner = tuple(map(opposite, taken)) if isinstance(term, Negated) else taken
        wider = replace(sum_, body=Grouped(plus(ungrouped(sum_.body), *inner)))
        yield plus(*before, _with_last_sum(term, wider), *after)


def _begun_earlier(factors: tuple[Formula, ...]) -> Iterator[Formula]:
    """Σ_k a_k b_k for a_k Σ_k b_k and for Σ_k a_k Σ_k b_k; the factors between go along."""
    for k, factor in enumerate(factors):
        sum_ = ungrouped(factor)
        if not isinstance(sum_, Ranged) or not isinstance(sum_.letter, Name):
            continue
        for first in range(k):
            taken = factors[first:k]
            if sum_.letter.letter in {letter for one in taken for letter in index_letters(one)}:
                yield times(*factors[:first], replace(sum_, body=times(*taken, sum_.body)), *factors[k + 1 :])
        for other in range(k + 1, len(factors)):
            second = ungrouped(factors[other])
            if isinstance(second, Ranged) and second.letter == sum_.letter:
                one = replace(sum_, body=times(sum_.body, *factors[k + 1 : other], second.body))
                yield times(*factors[:k], one, *factors[other + 1 :])


def _last_sum(formula: Formula) -> Ranged | None:
    match formula:
        case Ranged():
            return formula
        case Negated(operand=operand):
            return _last_sum(operand)
        case Multiplied(factors=factors):
            return _last_sum(factors[-1])
        case _:
            return None


def _with_last_sum(formula: Formula, sum_: Ranged) -> Formula:
    match formula:
        case Negated(operand=operand):
            return replace(formula, operand=_with_last_sum(operand, sum_))
        case Multiplied(factors=factors):
            return replace(formula, factors=(*factors[:-1], _with_last_sum(factors[-1], sum_)))
        case _:
            return sum_


def _ending_earlier(node: Ranged, body: Formula) -> Iterator[Formula]:
    match body:
        case Added(terms=terms):
            for k in range(1, len(terms)):
                first = replace(node, body=plus(*terms[:k]) if k == 1 else grouped(plus(*terms[:k])))
                yield plus(first, *terms[k:])
        case Multiplied(factors=factors):
            for k in range(1, len(factors)):
                first = replace(node, body=times(*factors[:k]))
                yield times(grouped(first), *factors[k:])
                yield times(grouped(first), grouped(replace(node, body=times(*factors[k:]))))
        case Divided(numerator=above, denominator=below):
            yield Divided(replace(node, body=above), below)
            yield Divided(above, replace(node, body=below))
            yield Divided(replace(node, body=above), replace(node, body=below))
        case _:
            pass
