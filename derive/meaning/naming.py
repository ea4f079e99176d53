"""Steps that name an expression: … e^{o_k}/Σ_i e^{o_i} = … p_k, where nothing else says what p is.

Where two members of a chain differ only in that a symbol stands for an expression, the step says what the symbol is.
"""

from collections.abc import Iterator, Mapping

from derive.data import compared, replace
from derive.formula import Applied, Differentiated, Dots, Formula, Grouped, Indexed, Name, Numeral, Primed
from derive.formula_parts import children, ranges_in, rebuilt
from derive.meaning.heads import head_of
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import plain_letter


def named_by(left: Formula, right: Formula, free: frozenset[str], sets: IndexSets) -> list[tuple[Formula, Formula]]:
    """The symbols that left = right names, each with the expression it stands for; none if the two sides differ
    otherwise. `free`: the symbols that may be named so."""
    found: dict[str, tuple[Formula, Formula]] = {}
    for one, other in _differences(left, right, free, sets):
        pair = next((pair for pair in ((one, other), (other, one)) if _names(*pair, free, sets)), None)
        if pair is None:
            return []
        symbol = sets.symbol_of(pair[0])
        assert symbol is not None
        before = found.setdefault(symbol.name, pair)
        if not _agree(before, pair, sets):
            return []
    return list(found.values())


def _agree(one: tuple[Formula, Formula], other: tuple[Formula, Formula], sets: IndexSets) -> bool:
    """Whether two pairs say the same of one symbol, if need be at other indices."""
    first, second = sets.symbol_of(one[0]), sets.symbol_of(other[0])
    assert first is not None
    assert second is not None
    letters = [[plain_letter(index) for index in (*symbol.uppers, *symbol.lowers)] for symbol in (first, second)]
    places = dict(zip(*letters, strict=True)) if len(letters[0]) == len(letters[1]) else None
    return places is not None and _at(one[1], places) == _at(other[1], {})


def _at(formula: Formula, places: Mapping[str | None, str | None]) -> Formula:
    """The formula without its brackets, with other letters."""
    bare = _bare(formula)
    letter = plain_letter(bare)
    if letter in places and isinstance(bare, Name):
        return replace(bare, letter=places[letter] or letter)
    return rebuilt(bare, lambda part: _at(part, places))


def _names(symbol: Formula, expression: Formula, free: frozenset[str], sets: IndexSets) -> bool:
    found = sets.symbol_of(symbol)
    base = symbol.base if isinstance(symbol, Indexed) else symbol
    if found is None or found.name not in free or not (isinstance(base, Name) or _is_component(symbol, sets)):
        return False
    letters = [plain_letter(index) for index in (*found.uppers, *found.lowers)]
    apart = len(set(letters)) == len(letters) and all(one is not None and not sets.is_size(one) for one in letters)
    composite = not isinstance(_bare(expression), Name | Indexed | Primed | Numeral | Dots)
    inside = sets.names_of(expression)
    return apart and composite and bool(inside) and found.name not in inside


def _is_component(symbol: Formula, sets: IndexSets) -> bool:
    """Whether the symbol is S(x)_j, where nothing says what S is of other arguments."""
    base = symbol.base if isinstance(symbol, Indexed) else symbol
    head = head_of(base) if base is not symbol and isinstance(base, Applied) else None
    return head is not None and sets.functions.rule(head.name) is None


def _differences(
    one: Formula, other: Formula, free: frozenset[str], sets: IndexSets
) -> Iterator[tuple[Formula, Formula]]:
    """The places where two formulas differ."""
    one, other = _bare(one), _bare(other)
    if one == other:
        return
    named = any((symbol := sets.symbol_of(side)) is not None and symbol.name in free for side in (one, other))
    parts, others = children(one), children(other)
    alike = type(one) is type(other) and len(parts) == len(others) and _signs(one) == _signs(other)
    if isinstance(one, Differentiated) and isinstance(other, Differentiated) and one.style != other.style:
        alike &= any(_tells(*pair, sets) for pair in ((one, other), (other, one)))
    if named or not alike or not parts:
        yield one, other
        return
    for part, counterpart in zip(parts, others, strict=True):
        yield from _differences(part, counterpart, free, sets)


def _tells(one: Differentiated, other: Differentiated, sets: IndexSets) -> bool:
    """Whether ∂q/∂x = ∂/∂x f may say what q is: f is told by the variables only, so that q differs from it by a number,
    and q stands in no other statement, as it does where examples take one letter for several functions."""
    operand = other.operand
    if one.operand is None or operand is None or not all(map(sets.stands_once, sets.names_of(one.operand))):
        return False
    variables = frozenset[str]().union(*map(sets.names_of, other.variables))
    bound = {plain_letter(part.letter) for part in ranges_in(operand)}
    return all(name in variables or name in bound or sets.is_size(name) for name in sets.names_of(operand))


def _signs(formula: Formula) -> list[object]:
    """What a formula says beside its parts: operators and styles; the dot or cross of a product says nothing, nor does
    whether ∂f/∂x is written as ∂/∂x f."""
    inner = set(map(id, children(formula)))
    silent = ("signs", "style") if isinstance(formula, Differentiated) else ("signs",)
    said = [getattr(formula, name) for name in compared(type(formula)) if name not in silent]
    return [value for value in said if id(value) not in inner and not isinstance(value, tuple)]


def _bare(formula: Formula) -> Formula:
    while isinstance(formula, Grouped):
        formula = formula.body
    return formula
