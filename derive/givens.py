"""What a document has given so far, and by which steps it is used: collected while they are read."""

from collections.abc import Iterable, Iterator

from derive.data import Data, replace
from derive.document.model import Chain, Member, Relation, Statement
from derive.errors import ReadError
from derive.formula import Formula
from derive.meaning.applications import settled
from derive.meaning.claims import Claims
from derive.meaning.facts import Facts
from derive.report import Given, Kind
from derive.source import Source


class Givens(Data):
    """What a document gives, and what its letters stand for."""

    statements: tuple[Statement, ...]
    """The definitions, hypotheses and ranges, each with the relations that are given only."""
    read: tuple[Statement, ...]
    """All statements of the document, as they were understood."""
    claims: Claims
    facts: Facts


class _Stated:
    """A given while the steps that use it are still being collected."""

    def __init__(self, given: Given, name: str) -> None:
        self.given = given
        self.name = name
        self.used_by: list[str] = []


class Stated:
    """The givens of a document in order; each has its number."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._all: list[_Stated] = []

    def __len__(self) -> int:
        return len(self._all)

    def state(
        self, kind: Kind, members: tuple[Member, ...], relation: Relation | None, tag: str | None, name: str
    ) -> None:
        """Adds what is given; its name is its tag where it has one. Without a relation it is stated nowhere."""
        line, sign = 0, "="
        if relation is not None:
            line, sign = self._source.position(relation.span.start)[0], relation.sign
        given = Given(kind, members, sign, tag, line, (), usual=relation is None)
        self._all.append(_Stated(given, f"({tag})" if tag else name))

    def __iter__(self) -> Iterator[Given]:
        return (one.given for one in self._all)

    def given(self, number: int) -> Given:
        return self._all[number].given

    def names(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._all[number].name for number in numbers)

    def use(self, numbers: Iterable[int], step: str) -> None:
        """Notes that a step uses these givens."""
        for number in numbers:
            self._all[number].used_by.append(step)

    def equations(self) -> list[tuple[Formula, Formula]]:
        """The sides of all givens."""
        sides = ([member.formula for member in one.given.members] for one in self._all)
        read = ((left, right) for left, right in sides if not isinstance(left, ReadError))
        return [(left, right) for left, right in read if not isinstance(right, ReadError)]

    def all(self) -> tuple[Given, ...]:
        return tuple(replace(one.given, used_by=tuple(one.used_by)) for one in self._all)


def until(chain: Chain, last: Member) -> Chain:
    """The chain up to that member, as one that begins anew and can be read without the rest of the document."""
    taken = chain.members.index(last, 1)
    members = tuple(
        member if isinstance(member.formula, ReadError) else replace(member, formula=settled(member.formula))
        for member in chain.members[: taken + 1]
    )
    return replace(chain, members=members, relations=chain.relations[:taken], continues=False)
