"""Indices that are more than a letter: the y_i of p_{y_i}, the h_ℓ of z_{h_ℓ}, the t − 1 of h_{t−1}.

Such an index is taken for a letter of its own: what holds for all values of it holds for the one that is meant. It is
left as it is where a sum binds a letter inside it, since it then changes with that letter. How two such letters hang
together, as t − 1 and t do, is told in `shifts`. The ends H_ℓ of ranges are sizes of their own.

Where a document sums over units h_ℓ up to H_ℓ, ℓ counts layers: z_{h_ℓ} and z_{h_{ℓ−1}} are two symbols, z↑ℓ and z↑ℓ−1.
So is the μ_ℓ of a whole layer the symbol μ↑ℓ, where ℓ is nowhere a number or one index of several.
A bold letter below a symbol belongs to its name, as in C_𝐱, the loss at 𝐱, and so does a letter that stands nowhere
else, below a size: the k of √d_k.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from derive.data import replace
from derive.document.model import Cue, Statement
from derive.errors import ReadError
from derive.formula import Added, Compared, Formula, Grouped, Indexed, Multiplied, Name, Negated, Numeral, Ranged
from derive.formula_parts import children, ranges_in, rebuilt, subformulas_of
from derive.meaning.names import literal_index, plain_letter
from derive.meaning.shifts import base
from derive.meaning.superscripts import MARK

_SIZES = frozenset("dDmMnN")
"""Letters that often are the number of something, also with a letter below: the d_k of √d_k."""


def with_compounds(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each index that is more than a letter written as a letter."""
    formulas = [formula for statement in statements for formula in _formulas(statement)]
    ends = {one.upper for whole in formulas for one in ranges_in(whole) if one.upper is not None}
    sizes = frozenset(end for end in ends if isinstance(end, Indexed) and _name(end) is not None)
    found = frozenset(index for formula in formulas for index in _compounds(formula))
    indices = frozenset(index for index in found if not (isinstance(index, Added) and index.terms[0] in ends))
    named = _bold_below(formulas) | _lone(formulas)
    if not indices and not sizes and not named:
        return tuple(statements)
    layered = _layered(indices, {one.letter for whole in formulas for one in ranges_in(whole) if _is_over_units(one)})
    of_layers = _of_whole_layers(formulas, layered)
    return tuple(_plain(statement, indices - named, sizes, layered | named, of_layers) for statement in statements)


def _formulas(statement: Statement) -> Iterator[Formula]:
    yield from statement.case
    for member in statement.chain.members:
        if not isinstance(member.formula, ReadError):
            yield member.formula


def _layered(indices: Iterable[Formula], summed: Iterable[Formula | None]) -> frozenset[Formula]:
    """The units of layers: h_ℓ and h_{ℓ−1}, where both stand in the document, and sums run over such units."""
    bases = {one.base for one in summed if isinstance(one, Indexed)}
    units = [one for one in indices if isinstance(one, Indexed) and len(one.lower) == 1 and not one.upper]
    pairs = [(one, other) for one, other in combinations(units, 2) if one.base == other.base and _is_next(one, other)]
    return frozenset(unit for pair in pairs for unit in pair if unit.base in bases)


def _of_whole_layers(formulas: Sequence[Formula], units: frozenset[Formula]) -> frozenset[Formula]:
    """The μ_ℓ of a layer, where ℓ stands nowhere but in the units, their numbers H_ℓ, and as the index of such, which
    have no other one."""
    layers = {unit.lower[0] for unit in units if isinstance(unit, Indexed)}
    letters = {part for layer in layers for part in subformulas_of(layer, Name)}
    found: set[Formula] = set()

    def is_apart(formula: Formula) -> bool:
        """Whether no layer stands elsewhere; finds those that stand as the only index."""
        match formula:
            case Indexed(base=Name(), lower=(layer,), upper=()) if layer in letters:
                found.add(formula)
                return True
            case Indexed(base=Name(), lower=(layer,), upper=()) if layer in layers:
                return formula in units or formula in ends
            case _:
                return formula not in letters and all(map(is_apart, children(formula)))

    ends = {one.upper for whole in formulas for one in ranges_in(whole) if _is_over_units(one)}
    whole = frozenset(found) - units - ends if all(map(is_apart, formulas)) else frozenset[Formula]()
    bases = {one.base for one in whole if isinstance(one, Indexed)}
    indexed = (one for formula in formulas for one in subformulas_of(formula, Indexed))
    return whole if all(one in whole for one in indexed if one.base in bases) else frozenset()


def _is_over_units(formula: Ranged) -> bool:
    """Whether a sum runs over h_ℓ up to H_ℓ: there are as many of them as the layer has."""
    letter, end = formula.letter, formula.upper
    return isinstance(letter, Indexed) and isinstance(end, Indexed) and letter.lower == end.lower


def _bold_below(formulas: Iterable[Formula]) -> frozenset[Formula]:
    """The bold letters that are the only index of a symbol, as in C_𝐱, and that nothing binds."""
    whole = tuple(formulas)
    bound = {one.letter for formula in whole for one in ranges_in(formula)}
    return frozenset(one for formula in whole for one in _bold_indices(formula) if one not in bound)


def _lone(formulas: Iterable[Formula]) -> frozenset[Formula]:
    """The letters that stand below one size only, and nowhere else, where that size has no other index: k of d_k."""
    letters: dict[Formula, set[Formula]] = {}
    below: dict[Formula, set[tuple[Formula, ...]]] = {}
    elsewhere: set[Formula] = set()

    def visit(formula: Formula) -> None:
        match formula:
            case Indexed(base=Name() as base):
                indices = (*formula.upper, *formula.lower)
                below.setdefault(base, set()).add(indices)
                for index in indices:
                    if len(indices) == 1 and isinstance(index, Name) and base.letter in _SIZES:
                        letters.setdefault(index, set()).add(base)
                    else:
                        visit(index)
            case Name():
                elsewhere.add(formula)
            case _:
                for part in children(formula):
                    visit(part)

    for formula in formulas:
        visit(formula)
    return frozenset(
        letter
        for letter, (first, *others) in ((one, tuple(bases)) for one, bases in letters.items())
        if not others and letter not in elsewhere and first not in elsewhere and len(below[first]) == 1
    )


def _bold_indices(formula: Formula) -> Iterator[Formula]:
    for part in subformulas_of(formula, Indexed):
        if len(part.lower) == 1 and not part.upper:
            (index,) = part.lower
            if isinstance(index, Name) and index.style == "bold" and len(index.letter) == 1:
                yield index


def _is_next(one: Indexed, other: Indexed) -> bool:
    """Whether the subscripts are ℓ and ℓ − 1, or alike."""
    names = [_name(unit.lower[0]) for unit in (one, other)]
    bases = [base(name)[0] for name in names if name is not None]
    return len(bases) == 2 and bases[0] == bases[1] and names[0] != names[1]


def _plain(
    statement: Statement,
    indices: frozenset[Formula],
    sizes: frozenset[Formula],
    layered: frozenset[Formula],
    of_layers: frozenset[Formula],
) -> Statement:
    writing = _Writing(indices, sizes, layered, of_layers)
    case = tuple(one for one in map(writing.comparison, statement.case))
    comparing = statement.cue is Cue.CASE
    members = tuple(
        member
        if isinstance(member.formula, ReadError)
        else replace(member, formula=writing.index(member.formula) if comparing else writing.plain(member.formula))
        for member in statement.chain.members
    )
    return replace(statement, case=case, chain=replace(statement.chain, members=members))


def _indices(formula: Formula) -> tuple[Formula, ...]:
    """What stands as an index right in the formula."""
    match formula:
        case Indexed():
            return (*formula.upper, *formula.lower)
        case Ranged() if formula.letter is not None:
            return (formula.letter,)
        case _:
            return ()


def _compounds(formula: Formula, bound: frozenset[Formula] = frozenset()) -> Iterator[Formula]:
    """The indices that are no letters and no numbers, and hold no letter that is bound around them."""
    for index in _indices(formula):
        if _is_compound(index) and not (isinstance(formula, Indexed) and _mentions(index, bound)):
            yield index
    if isinstance(formula, Ranged) and formula.letter is not None:
        bound |= {formula.letter}
    for part in children(formula):
        yield from _compounds(part, bound)


def _is_compound(index: Formula) -> bool:
    return plain_letter(index) is None and literal_index(index) is None and _name(index) is not None


def _mentions(formula: Formula, letters: frozenset[Formula]) -> bool:
    return any(part in letters or _mentions(part, letters) for part in children(formula))


def _name(formula: Formula) -> str | None:
    """The index as a name; None for what is no index."""
    match formula:
        case Name() if formula.style == "word" and len(formula.letter) > 1:
            return None
        case Name():
            return plain_letter(formula)
        case Indexed(base=Name()):
            names = [_name_or_number(index) for index in formula.lower]
            above = [_name_or_number(index) for index in formula.upper]
            base = _name(formula.base)
            if base is None or None in names or None in above or not names:
                return None
            below = ",".join(filter(None, names))
            return f"{base}_{below if len(below) == 1 else f'{{{below}}}'}" + "".join(f"^({one})" for one in above)
        case Added(terms=(first, Numeral() as number)):
            return _shifted(first, "+", number)
        case Added(terms=(first, Negated(operand=Numeral() as number))):
            return _shifted(first, "−", number)
        case Multiplied(factors=(Name() as function, Grouped(body=Name() as argument, bracket="(")), signs=("",)):
            return f"{plain_letter(function)}({plain_letter(argument)})"
        case _:
            return None


def _name_or_number(formula: Formula) -> str | None:
    number = literal_index(formula)
    return _name(formula) if number is None else str(number)


def _shifted(first: Formula, sign: str, number: Numeral) -> str | None:
    name, offset = _name(first), literal_index(number)
    if name is None or offset == 0:
        return name
    return None if offset is None else f"{name}{sign}{offset}"


def _marked(name: Name, layers: Sequence[Formula]) -> Name:
    """z↑ℓ"""
    return replace(name, letter=f"{name.letter}{MARK}{','.join(str(_name(layer)) for layer in layers)}")


class _Writing:
    """Writes some indices, and some sizes, as letters."""

    def __init__(
        self,
        indices: frozenset[Formula],
        sizes: frozenset[Formula],
        layered: frozenset[Formula],
        of_layers: frozenset[Formula],
    ) -> None:
        self.indices = indices
        self.sizes = sizes
        self.layered = layered
        self.of_layers = of_layers

    def plain(self, formula: Formula, bound: frozenset[Formula] = frozenset()) -> Formula:
        match formula:
            case Indexed() if formula in self.sizes:
                return self._letter(formula)
            case Indexed(base=Name() as name, lower=(layer,)) if formula in self.of_layers:
                return _marked(name, (layer,))
            case Ranged():
                return self._range(formula, bound)
            case Indexed(base=Name() as name, lower=(Name() as index,)) if index in self.layered:
                return replace(name, letter=f"{name.letter}_{plain_letter(index)}")
            case Indexed():
                base = self._of_layer(self.plain(formula.base, bound), formula.lower)
                lower, upper = (
                    tuple(self.index(one, bound) for one in part) for part in (formula.lower, formula.upper)
                )
                return replace(formula, base=base, lower=lower, upper=upper)
            case Compared():
                return self.comparison(formula, bound)
            case _:
                return rebuilt(formula, lambda part: self.plain(part, bound))

    def index(self, index: Formula, bound: frozenset[Formula] = frozenset()) -> Formula:
        if index in self.indices and not _mentions(index, bound):
            return self._letter(index)
        return self.plain(index, bound)

    def comparison(self, formula: Compared, bound: frozenset[Formula] = frozenset()) -> Compared:
        return replace(formula, left=self.index(formula.left, bound), right=self.index(formula.right, bound))

    def _range(self, formula: Ranged, bound: frozenset[Formula]) -> Formula:
        letter = formula.letter
        inner = bound if letter is None else bound | {letter}
        return replace(
            formula,
            letter=None if letter is None else self.index(letter, bound),
            lower=None if formula.lower is None else self.plain(formula.lower, bound),
            upper=None if formula.upper is None else self.plain(formula.upper, bound),
            conditions=tuple(self.comparison(one, inner) for one in formula.conditions),
            body=self.plain(formula.body, inner),
        )

    def _of_layer(self, base: Formula, lower: tuple[Formula, ...]) -> Formula:
        """z↑ℓ for the z of z_{h_ℓ}"""
        layers = [index.lower[0] for index in lower if isinstance(index, Indexed) and index in self.layered]
        return _marked(base, layers) if layers and isinstance(base, Name) else base

    def _letter(self, formula: Formula) -> Formula:
        name = _name(formula)
        assert name is not None
        return Name(name, span=formula.span)
