"""The members of a chain that were read, and a document with some changed, each in one way wherever it stands."""

from collections.abc import Callable, Iterator

from derive.data import replace
from derive.document.model import Chain, Document, Member, Statement
from derive.errors import ReadError
from derive.formula import Formula


def formulas_in(chain: Chain) -> Iterator[Formula]:
    """The members of a chain that were read."""
    return (member.formula for member in chain.members if not isinstance(member.formula, ReadError))


def with_members(document: Document, change: Callable[[Member, Chain], Member]) -> Document:
    """The document, its members changed; a member that stands in two chains is changed once, in the first."""
    changed: dict[int, Member] = {}
    statements = []
    for statement in document.statements:
        members = tuple(changed.setdefault(id(one), change(one, statement.chain)) for one in statement.chain.members)
        kept = all(new is old for new, old in zip(members, statement.chain.members, strict=True))
        chain = statement.chain if kept else replace(statement.chain, members=members)
        statements.append(statement if kept else replace(statement, chain=chain))
    return replace(document, statements=tuple(statements))


def with_formulas(document: Document, change: Callable[[Formula], Formula]) -> Document:
    """The document, the formulas of its members changed; what could not be read stays."""
    return with_members(document, lambda member, _: _with_formula(member, change))


def with_formulas_of(statement: Statement, change: Callable[[Formula], Formula]) -> Statement:
    """The same of one statement."""
    members = tuple(_with_formula(member, change) for member in statement.chain.members)
    return replace(statement, chain=replace(statement.chain, members=members))


def _with_formula(member: Member, change: Callable[[Formula], Formula]) -> Member:
    new = member.formula if isinstance(member.formula, ReadError) else change(member.formula)
    return member if new is member.formula else replace(member, formula=new)
