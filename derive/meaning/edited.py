"""The meaning of formulas that a document does not have, where they stand besides, or instead of others."""

from copy import copy

from derive.data import replace
from derive.document.model import Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import Formula
from derive.meaning.claims import Claims
from derive.meaning.context import Value
from derive.meaning.facts import SUPPOSED, Facts
from derive.meaning.index_sets import IndexSets


def value_of_edited(claims: Claims, formula: Formula, scope: int) -> Value:
    """The value of a formula that the document does not have, in the scope of a statement that it has.

    Raises UnsupportedError for what has no meaning there, and for what makes two index sets one.
    """
    return _with_edited(claims, formula, scope).value(formula, scope)


def redefined(
    claims: Claims, statement: Statement, body: Formula, facts: Facts, scope: int, given: int
) -> tuple[Claims, Facts]:
    """The meaning and the facts where the definition that the chain's first relation states, as that given, has another
    body, which is supposed only.

    Raises UnsupportedError as `Claims.define` and `value_of_edited` do.
    """
    chain = statement.chain
    number = 1 + claims.named(chain, facts)
    members = (*chain.members[:number], replace(chain.members[number], formula=body), *chain.members[number + 1 :])
    others = replace(
        facts,
        definitions=tuple(one for one in facts.definitions if one.given != given),
        functions=tuple(one for one in facts.functions if one.given != given),
    )
    edited = replace(statement, chain=replace(chain, members=members))
    left = members[0].formula
    meaning = _with_edited(claims, body, scope, None if isinstance(left, ReadError) else left)
    return meaning, meaning.define(edited, others, scope, SUPPOSED)


def _with_edited(claims: Claims, formula: Formula, scope: int, left: Formula | None = None) -> Claims:
    """The meaning of the statements of a document where the formula stands besides; as what the function on the left
    side is, where that is one."""
    sets = _EditedSets(claims.sets, formula, scope)
    head = sets.functions.head(left) if left is not None else None
    if head is not None:
        sets.functions = sets.functions.with_body(head.name, formula)
    edited = copy(claims)
    edited.sets, edited.applications = sets, claims.applications.within(sets)
    return edited


class _EditedSets(IndexSets):
    """Those of a document where the formula stands besides in the statement of that scope; the document's stay as
    they are.

    Raises UnsupportedError where the formula makes two sets one, or gives a symbol other indices than it has.
    """

    def __init__(self, sets: IndexSets, formula: Formula, scope: int) -> None:
        self.__dict__.update(sets.__dict__)
        self._unified, self._letters, self.lettered = sets._unified.copied(), set(sets._letters), set(sets.lettered)
        self.arity, self._sizes = dict(sets.arity), list(sets._sizes)
        self._add(formula, scope, {})
        self._names = {}
        for root, name in sets._names.items():
            if self._names.setdefault(self._unified.find(root), name) != name:
                raise _refusal("this makes two index sets one", formula)
        self._confused = {self._unified.find(root): names for root, names in sets._confused.items()}
        for name in self._numbered_names - self.lettered:
            self.arity.pop(name, None)
        if self.arity != sets.arity:
            raise _refusal("a symbol has other indices here than elsewhere", formula)


def _refusal(message: str, formula: Formula) -> UnsupportedError:
    return UnsupportedError(message, code="construct-not-supported", span=formula.span)
