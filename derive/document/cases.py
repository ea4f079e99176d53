"""Index conditions: chains such as i ≠ j that compare nothing but indices."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from derive.data import Data
from derive.document.model import Chain
from derive.errors import ReadError
from derive.formula import Added, Compared, Formula, Indexed, Listed, Name, Negated, Numeral, Ranged
from derive.formula_parts import subformulas

Case: TypeAlias = tuple[Compared, ...]
"""Conditions that hold together."""

USUAL = tuple(Name(letter) for letter in "ijklmn")
"""What is taken for an index in a document that shows no index in use."""

_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")

_NEGATIONS = {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}

_COMPARING = frozenset("=≠<>")


class Indices(Data):
    """What a document uses as an index: letters, and letters with an index."""

    used: frozenset[Formula]
    """As a lower index or below a sum."""
    sizes: frozenset[Formula]
    """Above a sum: sizes, and no indices even if they stand as the last index too."""

    def __contains__(self, formula: object) -> bool:
        return formula in self.used

    def may_contain(self, formula: Formula) -> bool:
        """Whether it can be compared with an index: it is one, or one and a numeral, a numeral, or a small letter that
        is no size."""
        match formula:
            case Name(letter=letter, accent="", style=""):
                return formula in self.used or (formula not in self.sizes and letter in _SMALL)
            case Numeral():
                return True
            case _:
                return _unshifted(formula) in self.used


def indices_in(chains: Iterable[Chain]) -> Indices:
    """The indices in these chains; the usual letters if there are none."""
    found: set[Formula] = set()
    sizes: set[Formula] = set()
    members = (member.formula for chain in chains for member in chain.members)
    formulas = [formula for formula in members if not isinstance(formula, ReadError)]
    for node in (node for formula in formulas for node in subformulas(formula)):
        match node:
            case Indexed(lower=lower):
                lists = (index.items if isinstance(index, Listed) else (index,) for index in lower)
                items = (_unshifted(item) for items in lists for item in items)
                found.update(item for item in items if isinstance(item, Name | Indexed))
            case Ranged(letter=letter, upper=upper):
                found.update(() if letter is None else (letter,))
                sizes.update(() if upper is None else (upper,))
            case _:
                pass
    return Indices(frozenset(found - sizes) or frozenset(USUAL), frozenset(sizes))


def _unshifted(index: Formula) -> Formula:
    """i of i + 1 and of i − 1"""
    match index:
        case Added(terms=(first, Numeral() | Negated(operand=Numeral()))):
            return first
        case _:
            return index


def comparisons(chain: Chain, indices: Indices) -> Case:
    """The comparisons of a chain that only compares indices with each other or with a numeral; () for any
    other."""
    formulas = [member.formula for member in chain.members if not isinstance(member.formula, ReadError)]
    if chain.continues or not chain.relations or len(formulas) < len(chain.members):
        return ()
    if any(relation.sign not in _COMPARING for relation in chain.relations):
        return ()
    if not any(formula in indices for formula in formulas) or not all(map(indices.may_contain, formulas)):
        return ()
    ends = zip(chain.members, chain.members[1:], strict=False)
    spans = [left.span.join(right.span) for left, right in ends]
    signs = [relation.sign for relation in chain.relations]
    return tuple(map(Compared, formulas, signs, formulas[1:], spans))


def negated(case: Case) -> Case:
    """What holds otherwise, where the case is a single comparison; else ()."""
    if len(case) != 1 or case[0].sign not in _NEGATIONS:
        return ()
    only = case[0]
    return (Compared(only.left, _NEGATIONS[only.sign], only.right, only.span),)


def _pair(comparison: Compared) -> frozenset[Formula]:
    return frozenset((comparison.left, comparison.right))


def exclusive(first: Case, second: Case) -> bool:
    """Whether both are about the same two indices and compare them differently, as i = j and j ≠ i."""
    return any(_pair(one) == _pair(other) and one.sign != other.sign for one in first for other in second)


def merged(outer: Case, inner: Case) -> Case:
    """Both cases; where they are about the same two indices, only what the inner one says of them."""
    pairs = {_pair(comparison) for comparison in inner}
    return (*(comparison for comparison in outer if _pair(comparison) not in pairs), *inner)


def written_comparisons(prose: str) -> Iterator[re.Match[str]]:
    """Index conditions in plain prose, without delimiters: 'i = j', 'i != j', 'k ≠ i'."""
    before = r"(?<![$\\^_{=(+*/-] )(?<![\w$\\^_{=.+/\[-])(?<!\W[a-z] )"
    after = r"(?! ?[$^_{=+/(-]|\w| ?\*\w| [a-z](?![\w']))"
    return re.finditer(rf"{before}[a-z] ?(?:=|==|≠|!=) ?[a-z]{after}", prose)
