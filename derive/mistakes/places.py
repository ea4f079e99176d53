"""The places of a formula at which something may be wrong, and the words that may be written there instead."""

from collections.abc import Callable, Iterator

from derive.data import Data, compared, replace
from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Cased,
    Compared,
    Differentiated,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Ranged,
    Rooted,
)
from derive.formula_parts import children
from derive.mistakes.building import PRODUCT, SUM, grouped, ungrouped


class Words(Data):
    """What stands in a statement and near it: the material of repairs."""

    letters: tuple[str, ...] = ()
    """Index letters."""
    numbers: tuple[int, ...] = ()
    """Literal indices."""
    symbols: tuple[Formula, ...] = ()
    """Symbols as they are written: x, ŷ_i, y_i^{(s)}."""
    functions: tuple[Name, ...] = ()
    """The letters of functions: f, σ."""
    ranges: tuple[Ranged, ...] = ()
    """Sums, for their letters with their ranges."""
    terms: tuple[Formula, ...] = ()
    """Terms and factors of the members beside the one that is edited."""
    after: Formula | None = None
    """The member after the one that is edited."""
    sizes: frozenset[str] = frozenset()
    """The letters that name the size of an index set."""
    has_case: bool = False
    """Whether the statement holds in an index case only."""


class Place(Data):
    """A part of a formula, and the way back to the whole."""

    node: Formula
    whole: Callable[[Formula], Formula]
    """The whole formula with another node at this place."""
    words: Words
    bound: tuple[str, ...] = ()
    """The letters of the sums around it, the innermost last."""
    parent: Formula | None = None
    """The formula that it is a part of."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The index letters that may stand here: those of the sums around it first."""
        return tuple(dict.fromkeys((*reversed(self.bound), *self.words.letters)))


def places(formula: Formula, words: Words) -> Iterator[Place]:
    """All places of a formula, the whole first; indices and ranges belong to what they stand at."""
    waiting = [Place(formula, lambda node: node, words)]
    while waiting:
        place = waiting.pop()
        yield place
        waiting += reversed(list(_inner(place)))


def _inner(place: Place) -> Iterator[Place]:
    """The places of the parts of a node."""
    node = place.node
    if isinstance(node, Indexed | Primed | Name | Numeral | Dots | Indicated | Compared):
        return
    bound = place.bound
    if isinstance(node, Ranged) and isinstance(node.letter, Name):
        bound = (*bound, node.letter.letter)
    for name, position, part in value_parts(node):
        yield Place(part, _through(place, name, position), place.words, bound, node)


def value_parts(node: Formula) -> Iterator[tuple[str, int | None, Formula]]:
    """(field, position in it, part) for the parts that are values: no indices, no ranges, no names of functions."""
    left_out = ("letter", "lower", "upper", "conditions", "function") if isinstance(node, Ranged | Applied) else ()
    for name in compared(type(node)):
        if name in left_out:
            continue
        value = getattr(node, name)
        if isinstance(value, Formula):
            yield name, None, value
        elif isinstance(value, tuple) and not isinstance(node, Cased | Arrayed):
            yield from ((name, k, part) for k, part in enumerate(value) if isinstance(part, Formula))


def _through(place: Place, name: str, position: int | None) -> Callable[[Formula], Formula]:
    def whole(part: Formula) -> Formula:
        return place.whole(with_part(place.node, name, position, part))

    return whole


def with_part(node: Formula, name: str, position: int | None, part: Formula) -> Formula:
    """The node with another part, in brackets where they are needed to show its scope, and without where not."""
    if isinstance(node, Added):
        terms = part.terms if isinstance(part, Added) else (part,)
        assert position is not None
        return Added((*node.terms[:position], *terms, *node.terms[position + 1 :]), node.span)
    if isinstance(node, Grouped) and isinstance(part, Raised | Rooted | Name | Indexed | Numeral):
        return part
    if isinstance(node, Divided | Grouped):
        part = ungrouped(part)
    elif _needs_brackets(node, name, position, part):
        part = grouped(part)
    if position is None:
        return replace(node, **{name: part})
    parts = getattr(node, name)
    return replace(node, **{name: (*parts[:position], part, *parts[position + 1 :])})


def _needs_brackets(node: Formula, name: str, position: int | None, part: Formula) -> bool:
    match node:
        case Multiplied(factors=factors):
            return isinstance(part, SUM) or (isinstance(part, Ranged) and position != len(factors) - 1)
        case Raised():
            return name == "base" and isinstance(part, PRODUCT)
        case Negated() | Ranged():
            return isinstance(part, SUM)
        case Differentiated(style="operator"):
            return isinstance(part, SUM)
        case Applied(parenthesised=parenthesised):
            return isinstance(part, SUM) and not parenthesised
        case _:
            return False


def index_letters(formula: Formula, bound: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The letters that stand as indices in a formula and that no sum in it binds, in order of appearance."""
    found: dict[str, None] = {}
    match formula:
        case Indexed(lower=lower, upper=upper):
            found.update((one.letter, None) for one in (*lower, *upper) if isinstance(one, Name))
        case Ranged(letter=letter, conditions=conditions, body=body):
            inner = index_letters(body)
            beside = (side.letter for c in conditions for side in (c.left, c.right) if isinstance(side, Name))
            found.update((one, None) for one in (*inner, *beside))
            if isinstance(letter, Name):
                found.pop(letter.letter, None)
        case Indicated(conditions):
            found.update((s.letter, None) for c in conditions for s in (c.left, c.right) if isinstance(s, Name))
        case _:
            for part in children(formula):
                found.update((one, None) for one in index_letters(part))
    return tuple(one for one in found if one not in bound)


def renamed(formula: Formula, old: Formula, new: Formula) -> Formula:
    """The formula with one index for another wherever no sum binds it."""
    match formula:
        case Indexed(lower=lower, upper=upper):
            return replace(
                formula,
                lower=tuple(new if index == old else index for index in lower),
                upper=tuple(new if index == old else index for index in upper),
            )
        case Ranged(letter=letter) if letter in (old, new):
            return formula
        case Ranged(conditions=conditions, body=body):
            return replace(
                formula,
                conditions=tuple(renamed_condition(one, old, new) for one in conditions),
                body=renamed(body, old, new),
            )
        case Indicated(conditions):
            return replace(formula, conditions=tuple(renamed_condition(one, old, new) for one in conditions))
        case Name() | Numeral() | Dots() | Primed() | Compared():
            return formula
        case _:
            for name, position, part in value_parts(formula):
                other = renamed(part, old, new)
                if other is not part:
                    formula = with_part(formula, name, position, other)
            return formula


def renamed_condition(condition: Compared, old: Formula, new: Formula) -> Compared:
    """A condition with one index for another."""
    left, right = (new if side == old else side for side in (condition.left, condition.right))
    return replace(condition, left=left, right=right)


def symbols_in(formula: Formula) -> Iterator[Formula]:
    """The symbols of a formula as they are written, and those below the line of a derivative."""
    if isinstance(formula, Name | Indexed | Primed):
        yield formula
        return
    for _, _, part in value_parts(formula):
        yield from symbols_in(part)


def functions_in(formula: Formula) -> Iterator[Name]:
    """The letters that stand before brackets in a formula."""
    if isinstance(formula, Applied):
        name = formula.function.base if isinstance(formula.function, Primed) else formula.function
        if isinstance(name, Name) and name.style != "word":
            yield name
    for _, _, part in value_parts(formula):
        yield from functions_in(part)


def sums_in(formula: Formula) -> Iterator[Ranged]:
    if isinstance(formula, Ranged) and formula.operator == "sum":
        yield formula
    for _, _, part in value_parts(formula):
        yield from sums_in(part)
