r"""Superscripts that are part of a name: the layer L of a_i^L, and L−1 of a_j^{L−1}.

A letter above a symbol is an index, a power or such a label. It is a label where the document leaves no other
reading: the letter occurs above symbols only, or as an index, some of these symbols have a lower index, and none of
them occurs anywhere without a superscript, but for a script letter, as in μ_i^{\mathcal{B}}; or where one of them is
iterated, x^{t+1} = x^t − η g^t, and then a number above x is one, too. All else stays a power, or open.

A number above a symbol with an index is a label where the prose says what superscripts are, and the document has no
other number above that symbol: z_0^3 is then z_0 of layer 3, the only one there is.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from derive.data import Data, replace
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Added, Formula, Indexed, Name, Negated, Numeral, Raised, Ranged
from derive.formula_parts import children, ranges_in, rebuilt
from derive.meaning.applications import formulas_of
from derive.meaning.dotted import is_dots
from derive.meaning.names import Symbol, is_word, literal_index, plain_letter, symbol_of
from derive.meaning.plain import with_formulas
from derive.notation.canonical import canonical_latex
from derive.source import Source

_SAID = r"superscripts?\b[^.$]{0,60}?\b(means?|denotes?|indicates?|refers?|stands?|represents?|is|are|layers?)\b|上标"
_WORDS = ("superscript", "上标")

MARK = "↑"
"""Stands in a name before its label."""


def without_numbers_above(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...]:
    """The statements, numbers that are the labels of symbols with an index left out."""
    text = source.text.casefold()
    if not any(word in text for word in _WORDS) or re.search(_SAID, text) is None:
        return tuple(statements)
    numbers: dict[str, set[int]] = {}
    for statement in statements:
        for member in statement.chain.members:
            if not isinstance(member.formula, ReadError):
                for name, number in _numbered(member.formula):
                    numbers.setdefault(name, set()).add(number)
    labelled = frozenset(name for name, found in numbers.items() if len(found) == 1)

    def plain(formula: Formula) -> Formula:
        name = _of_number(formula)
        return plain(formula.base) if isinstance(formula, Raised) and name in labelled else rebuilt(formula, plain)

    return tuple(with_formulas(statement, plain) for statement in statements)


def _numbered(formula: Formula) -> Iterator[tuple[str, int]]:
    """The symbols with an index below a number, each with that number."""
    name = _of_number(formula)
    if name is not None and isinstance(formula, Raised):
        yield name, literal_index(formula.exponent) or 0
    for part in children(formula):
        yield from _numbered(part)


def _of_number(formula: Formula) -> str | None:
    """The z of z_0^3"""
    if not isinstance(formula, Raised) or literal_index(formula.exponent) is None:
        return None
    symbol = _base(formula)
    return symbol.name if symbol is not None and symbol.lowers else None


class Labels(Data):
    """What is a label wherever it stands above a symbol."""

    letters: frozenset[str]
    steps: frozenset[str]
    """Those of the letters that count steps of an iteration."""
    iterated: frozenset[str]
    """The symbols above which numbers are labels, too."""
    indices: frozenset[str] = frozenset()
    """Those of the letters that are indices elsewhere, and may be powers here."""

    def are_steps(self, name: str) -> bool:
        """Whether the label in a variable's name counts steps: nothing then says what other steps are."""
        _, _, label = name.partition(MARK)
        return label != "" and (label[0] in self.steps or label[0].isdigit())


def labels_above(formulas: Iterable[Formula], equations: Iterable[tuple[Formula, Formula]]) -> Labels:
    """The labels in some formulas, among which are the sides of the equations."""
    uses = _Uses()
    for formula in formulas:
        if not isinstance(formula, Name):
            uses.visit(formula)
    unsure = {letter for letter in uses.indexed - uses.script if uses.below[letter] & uses.bare}
    letters = frozenset(uses.indexed - uses.values - unsure)
    found = [one for left, right in equations for one in _iterations(left, right) if one[0] not in letters]
    steps, iterated = (frozenset(one[k] for one in found) for k in (0, 1))
    return Labels(letters | steps, steps, iterated, letters & uses.lower)


def _iterations(left: Formula, right: Formula) -> Iterator[tuple[str, str]]:
    """t and x of x^{t+1} = x^t − η g^t; x^{t+1} = x x^t is about powers."""
    base, label = (_base(left), _label(left.exponent)) if isinstance(left, Raised) else (None, None)
    if base is not None and label is not None:
        uses = _Uses()
        uses.visit(right)
        earlier = (step for above, step in uses.labelled if above == base.name)
        if base.name not in uses.bare and any(step[0] == label[0] and step[1] != label[1] for step in earlier):
            yield label[0], base.name


def labelled(formula: Formula, labels: Labels) -> Symbol | None:
    """The symbol with its label, or None for what has none: a_i^{L−1} is the symbol a↑L−1 with the index i."""
    if not isinstance(formula, Raised):
        return None
    base, label, number = _base(formula), _label(formula.exponent), literal_index(formula.exponent)
    if base is not None and number is not None and base.name in labels.iterated:
        label = str(number), ""
    elif base is None or label is None or label[0] not in labels.letters:
        return None
    return Symbol(f"{base.name}{MARK}{''.join(label)}", base.uppers, base.lowers)


def has_label(formula: Formula, letters: Collection[str]) -> bool:
    """Whether one of the letters stands above a symbol in the formula."""
    if isinstance(formula, Raised) and plain_letter(formula.exponent) in letters:
        return True
    return any(has_label(part, letters) for part in children(formula))


class _Uses:
    """How letters and symbols occur in a document."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        """Letters that stand elsewhere than above a symbol."""
        self.bare: set[str] = set()
        """Symbols that occur without a superscript."""
        self.below: dict[str, set[str]] = {}
        """The symbols below each letter that stands above one."""
        self.lower: set[str] = set()
        """Letters that stand as indices."""
        self.indexed: set[str] = set()
        """The letters that stand above a symbol with a lower index."""
        self.script: set[str] = set()
        """Those of them that are script letters."""
        self.labelled: set[tuple[str, tuple[str, str]]] = set()
        """Symbols with what may be a label above them."""

    def visit(self, formula: Formula) -> None:
        match formula:
            case Raised():
                self._above(formula)
            case Name():
                self.bare.add(symbol.name if (symbol := symbol_of(formula)) else formula.letter)
                self.values.add(formula.letter)
            case Indexed() if (symbol := symbol_of(formula)) is not None:
                self.bare.add(symbol.name)
                self._indices(symbol)
            case Ranged():
                self.values |= {letter for part in (formula.letter, formula.upper) if (letter := plain_letter(part))}
                self._parts(formula)
            case _:
                self._parts(formula)

    def _parts(self, formula: Formula) -> None:
        for part in children(formula):
            self.visit(part)

    def _above(self, formula: Raised) -> None:
        base, label = _base(formula), _label(formula.exponent)
        if base is None or label is None:
            self._parts(formula)
            return
        self.below.setdefault(label[0], set()).add(base.name)
        self.labelled.add((base.name, label))
        if base.lowers:
            self.indexed.add(label[0])
            self.script.update(
                label[:1] if isinstance(formula.exponent, Name) and formula.exponent.style == "calligraphic" else ()
            )
        self._indices(base)

    def _indices(self, symbol: Symbol) -> None:
        for index in (*symbol.uppers, *symbol.lowers):
            letter = plain_letter(index)
            if letter is None:
                self.visit(index)
            else:
                self.lower.add(letter)


def _base(formula: Raised) -> Symbol | None:
    """The symbol below the superscript; e has powers only."""
    return None if formula.base == Name("e") else symbol_of(formula.base)


def _label(exponent: Formula) -> tuple[str, str] | None:
    """L, L − 1, L + 1: the letter, and what is added to it as text."""
    letter = plain_letter(exponent)
    if letter is not None:
        return letter, ""
    match exponent:
        case Added(terms=(Name() as name, Numeral() as number)) if not is_word(name):
            return name.letter, f"+{literal_index(number)}"
        case Added(terms=(Name() as name, Negated(operand=Numeral() as number))) if not is_word(name):
            return name.letter, f"−{literal_index(number)}"
    return None


# Numbers in parentheses above a symbol.


def with_labels(statements: Sequence[Statement], is_function: Callable[[str], bool]) -> tuple[Statement, ...] | None:
    """The statements with all superscripts in parentheses as labels: w^{(1)} and w^{(2)} are two symbols, which need
    have nothing in common. None where no number stands so, where a sum or dots run over what stands so, and where a
    row is a general one with other numbers: a^{(2)} = g(z^{(1)}) beside a^{(l)} = g(z^{(l)}). The f^{(2)} of a function
    f(x) is its derivative, and no label."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    uppers = {index for formula in formulas for index in _above(formula)}
    bound = {letter for formula in formulas for letter in _bound(formula)}
    if not any(literal_index(index) is not None for index in uppers) or uppers & bound:
        return None
    if any(_has_dots_above(formula) for formula in formulas) or _is_general_elsewhere(statements):
        return None

    def named_apart(formula: Formula) -> Formula:
        formula = rebuilt(formula, named_apart)
        if isinstance(formula, Indexed) and formula.upper and isinstance(formula.base, Name):
            return formula if is_function(formula.base.letter) else _with_label(formula, formula.base)
        return formula

    changed = tuple(with_formulas(statement, named_apart) for statement in statements)
    return changed if changed != tuple(statements) else None


def _is_general_elsewhere(statements: Sequence[Statement]) -> bool:
    """Whether a row is another one with a letter for a number above its head, but for other numbers on its right."""
    rows = [row for statement in statements if (row := _row(statement)) is not None]
    general = [(left, right, left.upper[0]) for left, right in rows if plain_letter(left.upper[0]) is not None]
    for left, right in rows if general else ():
        for head, body, letter in general:
            if literal_index(left.upper[0]) is None or _with_above(head, {letter: left.upper[0]}) != left:
                continue
            blank = dict.fromkeys((*_above(body), *_above(right)), letter)
            if _with_above(body, blank) == _with_above(right, blank) and (
                _with_above(body, {letter: left.upper[0]}) != right
            ):
                return True
    return False


def _row(statement: Statement) -> tuple[Indexed, Formula] | None:
    """The first two members of a chain, where the first is a symbol with one superscript in parentheses."""
    left, right = (member.formula for member in statement.chain.members[:2])
    if isinstance(left, Indexed) and len(left.upper) == 1 and not isinstance(right, ReadError):
        return left, right
    return None


def _with_above(formula: Formula, places: Mapping[Formula, Formula]) -> Formula:
    """A formula with other superscripts in parentheses."""
    formula = rebuilt(formula, lambda part: _with_above(part, places))
    if isinstance(formula, Indexed) and formula.upper:
        return replace(formula, upper=tuple(places.get(index, index) for index in formula.upper))
    return formula


def _above(formula: Formula) -> Iterator[Formula]:
    if isinstance(formula, Indexed):
        yield from formula.upper
    for part in children(formula):
        yield from _above(part)


def _bound(formula: Formula) -> Iterator[Formula]:
    return (one.letter for one in ranges_in(formula) if one.letter is not None)


def _has_dots_above(formula: Formula) -> bool:
    """Whether a list or a sum with dots runs over superscripts: x^{(1)}, …, x^{(m)}."""
    items = children(formula)
    dots = any(is_dots(item) for item in items)
    if dots and any(True for item in items for _ in _above(item)):
        return len({tuple(_above(item)) for item in items if not is_dots(item)}) > 1
    return any(map(_has_dots_above, items))


def _with_label(formula: Indexed, base: Name) -> Formula:
    label = ",".join(map(_written, formula.upper))
    named = replace(base, letter=f"{base.letter}{MARK}({label})")
    return replace(formula, base=named, upper=()) if formula.lower else named


def _written(index: Formula) -> str:
    """What stands in a label, as text that differs where the formulas do."""
    number, letter = literal_index(index), plain_letter(index)
    if number is not None:
        return str(number)
    return letter if letter is not None else canonical_latex(index)
