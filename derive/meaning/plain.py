"""One way of writing for what documents write in several ways, before any of it gets a meaning.

A sum without a letter binds the index of its body: Σ e^{x_k} is Σ_k e^{x_k}, and Σ_{j∈{1,…,K}} is Σ_{j=1}^K, and a sum
over a set that has only a name may be one over all values of its letter. Of the
letters of Σ_{i≠j} the one that the rest of the chain does not use is bound. z_{k≠i} is z_k in the case k ≠ i. x_{12} is
x_{1,2} where x has two indices.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from derive.data import replace
from derive.document.model import Member, Statement
from derive.errors import ReadError
from derive.formula import Compared, Formula, Indexed, Name, Numeral, Ranged
from derive.formula_parts import children, rebuilt, subformulas_of
from derive.meaning.digits import with_digits_apart
from derive.meaning.named_sets import over_all, whole_sets
from derive.meaning.names import literal_index, plain_letter, range_end
from derive.source import Source

USUAL = frozenset("ijkl")
"""Letters that are indices also where they stand for a number elsewhere in the document."""


def plain(statements: Sequence[Statement], scopes: Sequence[int], source: Source) -> tuple[Statement, ...]:
    """The statements with plain formulas; statements of one scope share what their indices say of the case."""
    sets = whole_sets(statements, source)
    if sets:
        statements = [with_formulas(one, lambda formula: over_all(formula, sets)) for one in statements]
    statements = with_digits_apart(statements)
    values = frozenset(letter for statement in statements for letter in _values(statement))
    lettered = [_with_letters(statement, values) for statement in statements]
    marks: dict[int, _Marks] = {}
    for statement, scope in zip(lettered, scopes, strict=True):
        marks.setdefault(scope, _Marks()).read(statement)
    return tuple(marks[scope].without(statement) for statement, scope in zip(lettered, scopes, strict=True))


def with_formulas(statement: Statement, change: Callable[[Formula], Formula]) -> Statement:
    """The statement with its members changed."""
    members = [
        one if isinstance(one.formula, ReadError) else replace(one, formula=change(one.formula))
        for one in statement.chain.members
    ]
    return _with_members(statement, members)


def _formulas(statement: Statement) -> list[Formula]:
    return [one.formula for one in statement.chain.members if not isinstance(one.formula, ReadError)]


def _with_members(statement: Statement, members: Sequence[Member]) -> Statement:
    return replace(statement, chain=replace(statement.chain, members=tuple(members)))


def _values(statement: Statement) -> Iterator[str]:
    """The letters that stand for more than an index: not below a letter, nor in a range, nor all alone."""

    def visit(formula: Formula) -> Iterator[str]:
        match formula:
            case Indexed():
                yield from visit(formula.base)
            case Ranged():
                yield from visit(formula.body)
            case Compared():
                pass
            case Name():
                yield formula.letter
            case _:
                for part in children(formula):
                    yield from visit(part)

    for formula in _formulas(statement):
        if not isinstance(formula, Name):
            yield from visit(formula)


# Sums whose letter is not told.


def _with_letters(statement: Statement, values: frozenset[str]) -> Statement:
    formulas = _formulas(statement)
    if not any(_has_sum(formula) for formula in formulas):
        return statement
    elsewhere = frozenset(letter for formula in formulas for letter in _free_indices(formula, frozenset()))

    def visit(formula: Formula) -> Formula:
        formula = _whole_set(rebuilt(formula, visit))
        return _lettered(formula, elsewhere, values) if _is_unsure(formula) else formula

    return with_formulas(statement, visit)


def _has_sum(formula: Formula) -> bool:
    return bool(subformulas_of(formula, Ranged))


def _whole_set(formula: Formula) -> Formula:
    """Σ_{j=1}^K for Σ_{j ∈ {1, …, K}}"""
    if not isinstance(formula, Ranged) or len(formula.conditions) != 1 or formula.upper is not None:
        return formula
    (condition,) = formula.conditions
    end = range_end(condition.right) if condition.sign == "∈" and condition.left == formula.letter else None
    return formula if end is None else replace(formula, lower=Numeral(Fraction(1)), upper=end, conditions=())


def _is_unsure(formula: Formula) -> bool:
    return isinstance(formula, Ranged) and (formula.letter is None or _pair(formula) is not None)


def _pair(sum_: Ranged) -> tuple[str, str] | None:
    """The letters of Σ_{i≠j}"""
    if len(sum_.conditions) != 1 or sum_.conditions[0].sign != "≠":
        return None
    left, right = plain_letter(sum_.conditions[0].left), plain_letter(sum_.conditions[0].right)
    return (left, right) if left is not None and right is not None and sum_.letter == sum_.conditions[0].left else None


def _lettered(formula: Formula, elsewhere: frozenset[str], values: frozenset[str]) -> Formula:
    assert isinstance(formula, Ranged)
    pair = _pair(formula)
    if pair is not None:
        swapped = pair[0] in elsewhere and pair[1] not in elsewhere
        return replace(formula, letter=formula.conditions[0].right) if swapped else formula
    if formula.conditions or formula.lower is not None:
        return formula
    found = {letter: None for letter in _free_indices(formula.body, frozenset()) if letter not in values - USUAL}
    own = list(found) if len(found) == 1 else [letter for letter in found if letter not in elsewhere]
    return replace(formula, letter=Name(own[0])) if len(own) == 1 else formula


def _free_indices(formula: Formula, bound: frozenset[str]) -> Iterator[str]:
    """The letters that stand as indices outside of sums that bind them, or may bind them."""
    match formula:
        case Ranged() if _is_unsure(formula):
            return
        case Ranged():
            letter = plain_letter(formula.letter)
            yield from _free_indices(formula.body, bound | {letter} if letter is not None else bound)
        case Indexed():
            for index in (*formula.upper, *formula.lower):
                letter = plain_letter(index)
                if letter is not None and letter not in bound:
                    yield letter
        case _:
            for part in children(formula):
                yield from _free_indices(part, bound)


# Indices that hold a case.


class _Marks:
    """The cases that are written in the indices of one scope."""

    def __init__(self) -> None:
        self.found: dict[Compared, None] = {}
        self.agree = True
        """Whether all of them can hold at once; else they stay in the indices."""

    def read(self, statement: Statement) -> None:
        for formula in _formulas(statement):
            self._visit(formula, ())
        stated = [_told(condition) for condition in (*self.found, *statement.case)]
        self.agree &= not any((pair, not equal) in stated for pair, equal in stated)

    def without(self, statement: Statement) -> Statement:
        members = [replace(one, formula=self._clean(one.formula)) for one in statement.chain.members]
        said = self.found if self.agree else ()
        case = (*statement.case, *(one for one in said if one not in statement.case))
        return replace(_with_members(statement, members), case=case)

    def _clean(self, formula: Formula | ReadError) -> Formula | ReadError:
        return formula if isinstance(formula, ReadError) else self._visit(formula, ())

    def _visit(self, formula: Formula, around: tuple[Ranged, ...]) -> Formula:
        """The formula with plain indices; notes what they say of letters that no sum around them binds."""
        if not any(map(_has_mark, subformulas_of(formula, Indexed))):
            return formula
        if isinstance(formula, Ranged):
            around = (*around, formula)
        if _has_mark(formula):
            assert isinstance(formula, Indexed)
            lower = tuple(self._plain_index(index, around) for index in formula.lower)
            return replace(formula, base=self._visit(formula.base, around), lower=lower)
        return rebuilt(formula, lambda part: self._visit(part, around))

    def _plain_index(self, index: Formula, around: tuple[Ranged, ...]) -> Formula:
        if not _is_mark(index):
            return index
        assert isinstance(index, Compared)
        if index.sign == "=" and literal_index(index.right) is not None:
            return index.right
        binding = [sum_ for sum_ in around if sum_.letter == index.left]
        if binding:
            return index.left if index in binding[-1].conditions else index
        self.found[index] = None
        return index.left if self.agree else index


def _has_mark(formula: Formula) -> bool:
    return isinstance(formula, Indexed) and any(map(_is_mark, formula.lower))


def _is_mark(index: Formula) -> bool:
    """k ≠ i, i = j, i = 2 where an index is expected"""
    if not isinstance(index, Compared) or index.sign not in ("=", "≠") or plain_letter(index.left) is None:
        return False
    return plain_letter(index.right) is not None or literal_index(index.right) is not None


def _told(condition: Compared) -> tuple[frozenset[Formula], bool]:
    return frozenset((condition.left, condition.right)), condition.sign == "="
