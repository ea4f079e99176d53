"""A formula with its components written out for a chosen n: Σ_k e^{o_k} becomes e^{o_1} + e^{o_2} + e^{o_3}."""

from collections.abc import Mapping
from fractions import Fraction

from derive.data import Data, replace
from derive.formula import (
    Added,
    Applied,
    Cased,
    Compared,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Numeral,
    Ranged,
)
from derive.formula_parts import rebuilt
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import literal_index, plain_letter, symbol_of
from derive.term import Distinction, Letter, Literal

MOST_WRITTEN = 5
"""Longer sums and lists are written with dots."""


class Components(Data):
    """Writes out the formulas of one statement, its free letters at fixed values."""

    sets: IndexSets
    scope: int
    sizes: Mapping[str, int]
    letters: Mapping[str, int]

    def write_out(self, formula: Formula) -> Formula:
        """The formula in components; what has no components stays as it is."""
        return _bare(self._write(formula, self.letters))

    def _write(self, formula: Formula, letters: Mapping[str, int]) -> Formula:
        match formula:
            case Ranged() if plain_letter(formula.letter) is not None:
                return self._range(formula, letters)
            case Cased():
                return self._branch(formula, letters)
            case Indexed():
                lower = tuple(self._index(index, letters) for index in formula.lower)
                upper = tuple(self._index(index, letters) for index in formula.upper)
                return replace(formula, lower=lower, upper=upper)
            case Listed():
                return self._list(formula, letters)
            case Compared():
                return replace(
                    formula,
                    left=self._index(formula.left, letters),
                    right=self._index(formula.right, letters),
                )
            case Divided():
                return replace(
                    formula,
                    numerator=_bare(self._write(formula.numerator, letters)),
                    denominator=_bare(self._write(formula.denominator, letters)),
                )
            case Grouped():
                return replace(formula, body=_bare(self._write(formula.body, letters)))
            case Applied(parenthesised=True):
                return replace(formula, arguments=tuple(_bare(self._write(one, letters)) for one in formula.arguments))
            case Added():
                return _flat(replace(formula, terms=tuple(self._write(term, letters) for term in formula.terms)))
            case Name() if self.sets.is_size(formula.letter):
                return _numeral(self.sizes[self.sets.of_size(formula.letter).size])
            case _:
                return rebuilt(formula, lambda part: self._write(part, letters))

    def _index(self, formula: Formula, letters: Mapping[str, int]) -> Formula:
        letter = plain_letter(formula)
        if letter is not None and letter in letters:
            return _numeral(letters[letter])
        if letter is not None and self.sets.is_size(letter):
            return _numeral(self.sizes[self.sets.of_size(letter).size])
        return formula

    def _branch(self, formula: Cased, letters: Mapping[str, int]) -> Formula:
        """The value whose conditions hold; all of them where that is not clear."""
        for value, conditions in formula.branches:
            holds = [self._holds(condition, letters) for condition in conditions]
            if None in holds:
                break
            if all(holds):
                return self._write(value, letters)
        return rebuilt(formula, lambda part: self._write(part, letters))

    def _holds(self, condition: Compared, letters: Mapping[str, int]) -> bool | None:
        """Whether two indices are equal, or differ, as the condition says; None if that is not known."""
        sides = [literal_index(self._index(side, letters)) for side in (condition.left, condition.right)]
        if None in sides or condition.sign not in ("=", "≠"):
            return None
        return (sides[0] == sides[1]) == (condition.sign == "=")

    def _range(self, formula: Ranged, letters: Mapping[str, int]) -> Formula:
        letter = plain_letter(formula.letter)
        assert letter is not None
        size = self.sizes[self.sets.of_bound(formula, self.scope).size]
        values = [v for v in range(1, size + 1) if self._admits(formula, letter, v, letters)]
        long = len(values) > MOST_WRITTEN
        written = [*values[:2], values[-1]] if long else values
        terms: list[Formula] = [self._write(formula.body, {**letters, letter: v}) for v in written]
        if long:
            terms.insert(2, Dots())
        if not terms:
            return _numeral(0 if formula.operator == "sum" else 1)
        if formula.operator == "product":
            signs = ("",) * (len(terms) - 1)
            return Multiplied(tuple(terms), signs) if signs else terms[0]  # type: ignore[arg-type]
        return terms[0] if len(terms) == 1 else Grouped(_flat(Added(tuple(terms))))

    def _admits(self, formula: Ranged, letter: str, value: int, letters: Mapping[str, int]) -> bool:
        for condition in formula.conditions:
            for side, other in ((condition.left, condition.right), (condition.right, condition.left)):
                if plain_letter(side) == letter and condition.sign == "≠":
                    written = self._index(other, letters)
                    if literal_index(written) == value:
                        return False
        return True

    def _list(self, formula: Listed, letters: Mapping[str, int]) -> Formula:
        """(f_1, f_2, …, f_n) with all its entries."""
        items = formula.items
        last = items[-1]
        sizes = {self.sizes[self.sets.of_size(name).size]: name for name in _names(last) if self.sets.is_size(name)}
        if len(items) < 3 or not isinstance(items[-2], Dots) or len(sizes) != 1:
            return rebuilt(formula, lambda part: self._write(part, letters))
        ((size, name),) = sizes.items()
        written = [self._write(item, letters) for item in items[:-2]][:size]
        between = range(len(items) - 1, size + 1)
        if size > MOST_WRITTEN:
            return replace(formula, items=(*written, Dots(), self._write(last, letters)))
        generic = [self._write(_with_index(last, name, k), letters) for k in between]
        return replace(formula, items=(*written, *generic))


def representative(
    letters: frozenset[Letter], case: tuple[Distinction, ...], sizes: Mapping[str, int]
) -> dict[str, int] | None:
    """Values of the free letters that satisfy the case: 1, 2, … in the order of their names, equal ones alike.

    None where the index sets are too small for the case.
    """
    values: dict[str, int] = {}
    for letter in sorted(letters, key=lambda one: one.name):
        fixed = {_value(d, letter, values) for d in case if d.equal} - {None}
        barred = {_value(d, letter, values) for d in case if not d.equal} - {None}
        taken = {values[other.name] for other in letters if other.name in values and other.set == letter.set}
        choices = [v for v in range(1, sizes[letter.set.size] + 1) if v not in barred and (not fixed or v in fixed)]
        if not choices:
            return None
        values[letter.name] = next((v for v in choices if v not in taken), choices[0])
    return values


def _value(distinction: Distinction, letter: Letter, values: Mapping[str, int]) -> int | None:
    """The value of the other index of a distinction about the letter, where it is known."""
    sides = {distinction.left: distinction.right, distinction.right: distinction.left}
    other = sides.get(letter)
    if isinstance(other, Literal):
        return other.value
    return values.get(other.name) if isinstance(other, Letter) else None


def _numeral(value: int) -> Numeral:
    return Numeral(Fraction(value))


def _bare(formula: Formula) -> Formula:
    """Without the brackets that an expanded sum brings, where nothing stands around it."""
    if isinstance(formula, Grouped) and formula.span.start == formula.span.end and isinstance(formula.body, Added):
        return formula.body
    return formula


def _flat(formula: Added) -> Added:
    terms: list[Formula] = []
    for term in formula.terms:
        bare = _bare(term)
        terms += bare.terms if isinstance(bare, Added) and bare is not term else (term,)
    return replace(formula, terms=tuple(terms))


def _names(formula: Formula) -> frozenset[str]:
    """The letters that stand as indices."""
    found: set[str] = set()

    def visit(part: Formula) -> Formula:
        symbol = symbol_of(part) if isinstance(part, Indexed) else None
        if symbol is not None:
            found.update(filter(None, map(plain_letter, (*symbol.uppers, *symbol.lowers))))
        return rebuilt(part, visit)

    visit(formula)
    return frozenset(found)


def _with_index(formula: Formula, name: str, value: int) -> Formula:
    def visit(part: Formula) -> Formula:
        if isinstance(part, Indexed):
            put = [_numeral(value) if plain_letter(index) == name else index for index in (*part.upper, *part.lower)]
            at = len(part.upper)
            return replace(part, upper=tuple(put[:at]), lower=tuple(put[at:]))
        return rebuilt(part, visit)

    return visit(formula)
