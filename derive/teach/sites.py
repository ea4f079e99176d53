"""The places of a term where something can be done to it."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from derive.data import MANY
from derive.teach.tidy import tidy
from derive.term import Derivative, Term, parts, rebuilt

Local: TypeAlias = Callable[[Term], Iterator[Term]]
"""What a term can be replaced by, as it stands."""


def everywhere(term: Term, local: Local) -> Iterator[Term]:
    """The term with what `local` says first done at every place where it says something; then at one place only, for
    each place and each thing that it says. What is differentiated stays as it is."""
    offers = {one: tuple(local(one)) for one in _different(term)}
    able = [one for one in offers if offers[one]]
    if len(able) > 1:
        yield tidy(_replaced(term, {one: offers[one][0] for one in able}))
    for one in able:
        for offer in offers[one]:
            yield tidy(_replaced(term, {one: offer}))


@lru_cache(MANY)
def _different(term: Term) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(_places(term)))


def _places(term: Term) -> Iterator[Term]:
    yield term
    if not isinstance(term, Derivative):
        for part in parts(term):
            yield from _places(part)


def _replaced(term: Term, results: dict[Term, Term]) -> Term:
    """The term with the outermost of the given parts replaced, wherever they occur."""
    if term in results:
        return results[term]
    if isinstance(term, Derivative):
        return term
    return rebuilt(term, lambda part: _replaced(part, results))
