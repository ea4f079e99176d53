"""The index sets of a document in which one formula stands that the document does not have."""

from derive.errors import UnsupportedError
from derive.formula import Formula
from derive.meaning.index_sets import IndexSets


class EditedSets(IndexSets):
    """Those of a document where the formula stands besides in the statement of that scope; the document's stay as
    they are.

    Raises UnsupportedError where the formula makes two sets one, or gives a symbol other indices than it has.
    """

    def __init__(self, sets: IndexSets, formula: Formula, scope: int) -> None:
        self.__dict__.update(sets.__dict__)
        self._parent, self._letters, self._lettered = dict(sets._parent), set(sets._letters), set(sets._lettered)
        self.arity, self._sizes = dict(sets.arity), list(sets._sizes)
        self._add(formula, scope, {})
        self._names = {}
        for root, name in sets._names.items():
            if self._names.setdefault(self._find(root), name) != name:
                raise _refusal("this makes two index sets one", formula)
        self._confused = {self._find(root): names for root, names in sets._confused.items()}
        for name in self._numbered_names - self._lettered:
            self.arity.pop(name, None)
        if self.arity != sets.arity:
            raise _refusal("a symbol has other indices here than elsewhere", formula)


def _refusal(message: str, formula: Formula) -> UnsupportedError:
    return UnsupportedError(message, code="construct-not-supported", span=formula.span)
