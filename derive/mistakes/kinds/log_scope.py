from collections.abc import Iterator

from derive.data import replace
from derive.formula import Added, Applied, Divided, Formula, Multiplied, Raised, Ranged
from derive.mistakes.building import grouped, over, plus, raised, times, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="log-scope",
    title="scope of a logarithm",
    what="the logarithm (or exp) reaches over too little or too much",
    why="the brackets of a function are left out, and what follows it may or may not belong to its argument",
    wrong=r"2 \log (e^x) + 2 x = 2 \log (e^x + x)",
    right=r"2 \log (e^x) + 2 x = 2 (\log (e^x) + x)",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    match node:
        case Multiplied(factors=factors):
            for k, factor in enumerate(factors[:-1]):
                if isinstance(factor, Applied):
                    inner = times(_argument(factor), *factors[k + 1 :])
                    yield times(*factors[:k], _of(factor, inner))
                    yield plus(times(*factors[: k + 1]), *(_of(factor, other) for other in factors[k + 1 :]))
        case Added(terms=terms):
            for k, term in enumerate(terms[:-1]):
                if isinstance(term, Applied):
                    yield plus(*terms[:k], _of(term, plus(_argument(term), *terms[k + 1 :])))
        case Ranged(operator="sum", body=body) if isinstance(ungrouped(body), Applied):
            inside = ungrouped(body)
            assert isinstance(inside, Applied)
            yield _of(inside, replace(node, body=inside.arguments[0]))
        case Divided(numerator=Applied() as above, denominator=below):
            yield _of(above, over(_argument(above), below))
        case Divided(numerator=Applied() as above, denominator=Applied() as below):
            yield plus(above, below)
        case Raised(base=base, exponent=exponent) if isinstance(ungrouped(base), Applied):
            function = ungrouped(base)
            assert isinstance(function, Applied)
            yield _of(function, raised(_argument(function), exponent))
            yield times(exponent, function)
        case Applied(power=None):
            yield from _ending_earlier(node, _argument(node))
        case Applied(power=power) if power is not None:
            yield replace(_of(node, raised(_argument(node), power)), power=None)
        case _:
            pass


def _ending_earlier(node: Applied, argument: Formula) -> Iterator[Formula]:
    match argument:
        case Multiplied(factors=factors):
            for k in range(1, len(factors)):
                yield times(_of(node, times(*factors[:k])), *factors[k:])
        case Added(terms=terms):
            for k in range(1, len(terms)):
                yield plus(_of(node, plus(*terms[:k])), *terms[k:])
        case Divided(numerator=above, denominator=below):
            yield Divided(_of(node, above), below)
            yield Divided(_of(node, above), _of(node, below))
            yield Divided(above, _of(node, below))
        case Raised(base=base, exponent=exponent):
            yield raised(grouped(_of(node, base)), exponent)
        case Ranged(body=body):
            yield replace(argument, body=_of(node, ungrouped(body)))
        case _:
            pass


def _argument(node: Applied) -> Formula:
    return ungrouped(node.arguments[0])


def _of(node: Applied, argument: Formula) -> Applied:
    return replace(node, arguments=(argument,), parenthesised=True)
