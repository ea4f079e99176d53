from collections.abc import Iterator

from derive.data import replace
from derive.formula import Added, Divided, Formula, Grouped, Multiplied, Negated
from derive.mistakes.building import grouped, over, plus, times, ungrouped
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Place

MISTAKE = Mistake(
    code="factor-scope",
    title="scope of a factor",
    what="a factor or a denominator belongs to too few or too many of the terms",
    why="the brackets around the terms that it multiplies are left out or closed too early",
    wrong=r"c a + c b = c a + b",
    right=r"c a + c b = c (a + b)",
)


def edits(place: Place) -> Iterator[Formula]:
    node = place.node
    match node:
        case Added(terms=terms):
            for k, term in enumerate(terms[:-1]):
                for end in range(k + 2, len(terms) + 1):
                    for wider in _reaching(term, terms[k + 1 : end]):
                        yield plus(*terms[:k], wider, *terms[end:])
            for k, term in enumerate(terms[1:], 1):
                if isinstance(term, Divided):
                    yield Divided(plus(*terms[:k], term.numerator), term.denominator)
        case Multiplied(factors=factors):
            for k, factor in enumerate(factors):
                body = ungrouped(factor)
                if isinstance(factor, Grouped) and isinstance(body, Added):
                    first = times(*factors[:k], body.terms[0])
                    rest = times(body.terms[-1], *factors[k + 1 :])
                    yield plus(first, *body.terms[1:-1], rest)
        case Divided(numerator=above, denominator=below):
            if isinstance(above, Added):
                yield plus(*above.terms[:-1], over(above.terms[-1], below))
                yield plus(replace(node, numerator=above.terms[0]), *above.terms[1:])
        case _:
            pass


def _reaching(term: Formula, taken: tuple[Formula, ...]) -> Iterator[Formula]:
    """A product whose last factor gets the terms that follow."""
    if isinstance(term, Negated):
        yield from (Negated(one) for one in _reaching(term.operand, taken))
    elif isinstance(term, Multiplied):
        *factors, last = term.factors
        yield times(*factors, Grouped(plus(ungrouped(last), *taken)))
    elif isinstance(term, Divided):
        yield replace(term, numerator=plus(term.numerator, *taken))
        yield replace(term, denominator=plus(term.denominator, *taken))
        if isinstance(term.numerator, Multiplied):
            yield times(term, grouped(plus(*taken)))
