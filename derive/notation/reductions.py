"""What each rule of latex.lark makes of its children."""

from collections.abc import Sequence
from typing import Any

from derive.data import replace
from derive.errors import ReadError
from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Braced,
    Cased,
    Compared,
    Differentiated,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Rooted,
    Transposed,
)  # fmt: skip
from derive.notation.commands import ALIGNMENTS, CASES, MATRICES, SUM
from derive.notation.conditions import branches_of
from derive.notation.derivatives import fraction, with_operand
from derive.notation.messages import malformed
from derive.notation.operands import bare_sum, settled
from derive.notation.pieces import Claimed, Differentials, Head, Lines, Mark, Partial, Script
from derive.notation.products import Row
from derive.notation.scripts import attach
from derive.source import Span

Children = Sequence[Any]


class Reductions:
    """One method a rule alias; `slips` collects what was malformed and plainly meant. `row` says how far what stands
    in a row reaches."""

    def __init__(self, row: type[Row] = Row, *, sums_are_symbols: bool = False) -> None:
        """`sums_are_symbols`: whether ∑ − a is a difference, rather than the sum of −a."""
        self.slips: list[ReadError] = []
        self.sums_are_symbols = sums_are_symbols
        self._row = row

    def settled(self, piece: Any) -> Formula:
        """Only for what must be a Formula."""
        return settled(piece, self.slips)

    # Rows and what is made of them.

    def first_item(self, children: Children, span: Span) -> list[Any]:
        return [children[0]]

    def longer_row(self, children: Children, span: Span) -> list[Any]:
        children[0].append(children[1])
        return children[0]  # type: ignore[no-any-return]

    def longer_sum(self, children: Children, span: Span) -> list[Any]:
        terms, mark, items = children
        terms += [mark, items]
        return terms  # type: ignore[no-any-return]

    def sum(self, children: Children, span: Span) -> object:
        """Rows with signs between them. An operator such as ∂/∂x before the first sign takes that term."""
        rows = _split(children[0]) if self.sums_are_symbols else children[0]
        first = self._row(rows[0], self.slips).whole()
        if len(rows) == 1:
            return first
        terms: list[Formula] = []
        for mark, items in zip(rows[1::2], rows[2::2], strict=True):
            if isinstance(items[0], Mark) and items[0].sign == "+":
                raise malformed("missing-operand", items[0].span, found="+")
            term = self.settled(self._row(items, self.slips).whole())
            if mark.sign == "-":
                term = Negated(term, mark.span.join(term.span))
            terms.append(term)
        if isinstance(first, Differentiated) and first.operand is None:
            first, terms = with_operand(first, terms[0]), terms[1:]
        return Added((self.settled(first), *terms), span) if terms else first

    def comparison(self, children: Children, span: Span) -> Formula:
        return Compared(self.settled(children[0]), children[1], self.settled(children[2]), span)

    def claim(self, children: Children, span: Span) -> Claimed:
        return Claimed(children[0], self.settled(children[1]), span)

    def separator(self, children: Children, span: Span) -> list[Any]:
        return [(children[0], span)]

    def led_list(self, children: Children, span: Span) -> list[Any]:
        return [(children[0], span), children[1]]

    def trailed_list(self, children: Children, span: Span) -> list[Any]:
        return children[0]  # type: ignore[no-any-return]

    def longer_list(self, children: Children, span: Span) -> list[Any]:
        children[0].append(children[2])
        return children[0]  # type: ignore[no-any-return]

    def listing(self, children: Children, span: Span) -> object:
        """a, b, c; a word such as "if" may stand first, a comma may not."""
        entries = children[0]
        if isinstance(entries[0], tuple):
            word, place = entries.pop(0)
            if word == ",":
                raise malformed("missing-operand", Span(place.start, place.start + 1), found=",")
            if not entries:
                return Name(word, style="word", span=place)
        if len(entries) == 1:
            return entries[0]
        return Listed(tuple(self.settled(entry) for entry in entries), "", span)

    def given(self, children: Children, span: Span) -> Formula:
        """a | b, a; b"""
        return Compared(self.settled(children[0]), children[1], self.settled(children[2]), span)

    # Scripts.

    def attach(self, children: Children, span: Span) -> object:
        base, scripts = children
        if base == Name(SUM):
            base = Head("sum", None, span=base.span)
        if not isinstance(base, (Head, Partial)):
            base = self.settled(base)
        return attach(base, scripts, span, self.slips)

    def script(self, children: Children, span: Span) -> Script:
        argument = children[1]
        if not isinstance(argument, Claimed):
            argument = self.settled(argument)
        if children[0] == "**":
            return Script("^", argument, bare=True, span=span)
        inside = argument.span
        bracket = isinstance(argument, (Grouped, Listed)) and argument.bracket
        bare = bool(bracket) and span.start < inside.start < inside.end == span.end
        if bare:
            self.slips.append(malformed("bare-script", argument.span, found="a bracket without braces"))
            if isinstance(argument, Grouped) and argument.bracket == "(":
                argument = argument.body
        return Script(children[0], argument, bare=bare, span=span)

    def prime(self, children: Children, span: Span) -> Script:
        return Script("'", None, children[0], span=span)

    def signed_argument(self, children: Children, span: Span) -> Formula:
        mark, operand = children
        self.slips.append(malformed("bare-script", span, found=f"{mark.sign} without braces"))
        operand = self.settled(operand)
        return Negated(operand, span) if mark.sign == "-" else operand

    def factorial(self, children: Children, span: Span) -> Formula:
        return Applied(Name("factorial", style="word"), (self.settled(children[0]),), span=span)

    # Brackets and commands.

    def braces(self, children: Children, span: Span) -> object:
        """Braces cannot be seen: what is in them, as it is. But {∑} is a symbol, unless a script makes it a sum."""
        match children[1]:
            case Head(operator="sum", lower=None, upper=None, primes=0) as head:
                return bare_sum(replace(head, span=span))
        return children[1]

    def empty_braces(self, children: Children, span: Span) -> object:
        raise malformed("empty-argument", span, found="{}")

    def empty_brackets(self, children: Children, span: Span) -> object:
        raise malformed("empty-argument", span, found="nothing in the brackets")

    def over(self, children: Children, span: Span) -> object:
        return fraction(self._part(children[1]), self._part(children[3]), span, self.slips)

    def fraction(self, children: Children, span: Span) -> object:
        return fraction(self._part(children[1]), self._part(children[2]), span, self.slips)

    def _part(self, piece: Any) -> Any:
        if isinstance(piece, Partial):
            piece = self._row([piece], self.slips).whole()
        return piece if isinstance(piece, Differentials) else self.settled(piece)

    def brackets(self, children: Children, span: Span) -> Formula:
        opener, body, closer = children
        body = self.settled(body)
        if opener == "{" and closer == "." and isinstance(body, Arrayed) and not body.bracket:
            return Cased(branches_of(Lines(body.rows, span), span), span)
        if "." in (opener, closer) or (opener != closer and not (isinstance(body, Listed) and len(body.items) == 2)):
            if "." in (opener, closer):
                found = "a bracket without a partner"
                raise malformed("unsupported", span, expected="two brackets", found=found)
            expected = "two brackets of one kind"
            raise malformed("mismatched-brackets", span, expected=expected, found="two kinds of bracket")
        if opener != closer:
            opener = "[)" if opener == "[" else "(]"
        match body:
            case Listed(bracket=""):
                return replace(body, bracket=opener, span=span)
            case Arrayed(bracket=""):
                return replace(body, bracket=opener, span=span)
        return Grouped(body, opener, span)

    def square_root(self, children: Children, span: Span) -> Formula:
        return Rooted(self.settled(children[1]), None, span)

    def root(self, children: Children, span: Span) -> Formula:
        return Rooted(self.settled(children[2]), self.settled(children[1]), span)

    def binomial(self, children: Children, span: Span) -> Formula:
        above, below = self.settled(children[1]), self.settled(children[2])
        return Applied(Name("binom", style="word"), (above, below), span=span)

    def accent(self, children: Children, span: Span) -> Formula:
        return _accented(self.settled(children[1]), children[0], span)

    def style(self, children: Children, span: Span) -> object:
        style, argument = children
        if isinstance(argument, Head) or not style:
            return argument
        return _styled(self.settled(argument), style, span)

    def brace(self, children: Children, span: Span) -> Formula:
        return Braced(self.settled(children[1]), None, False, children[0], span)

    def underset(self, children: Children, span: Span) -> object:
        _, below, base = children
        if isinstance(base, Name) and base.style == "word":
            base = Head("function", base, span=base.span)
        return attach(base, [Script("_", self.settled(below), span=below.span)], span, self.slips)

    def overset(self, children: Children, span: Span) -> object:
        _, above, base = children
        if isinstance(base, Head):
            return attach(base, [Script("^", self.settled(above), span=above.span)], span, self.slips)
        raise malformed("unsupported", span, found="a letter with something over it")

    # Environments.

    def longer_lines(self, children: Children, span: Span) -> list[Any]:
        children[0].append(children[2])
        return children[0]  # type: ignore[no-any-return]

    def empty_cell(self, children: Children, span: Span) -> None:
        return None

    def _lines(self, rows: list[list[Any]], span: Span) -> Lines:
        kept = tuple(tuple(None if cell is None else self.settled(cell) for cell in row) for row in rows)
        kept = tuple(row for row in kept if any(cell is not None for cell in row))
        if not kept:
            raise malformed("empty-argument", span, found="an empty environment")
        return Lines(kept, span)

    def substack(self, children: Children, span: Span) -> Formula:
        lines = self._lines(children[2], span)
        items = tuple(cell for row in lines.rows for cell in row if cell is not None)
        return items[0] if len(items) == 1 else Listed(items, "", span)

    def environment(self, children: Children, span: Span) -> object:
        name, rows, _ = children
        if name in ALIGNMENTS and len(rows) == 1 and len(rows[0]) == 1 and rows[0][0] is not None:
            return rows[0][0]
        lines = self._lines(rows, span)
        if name in CASES:
            return Cased(branches_of(lines, span), span)
        if name in ALIGNMENTS and not all(len(row) == 2 for row in lines.rows):
            raise malformed("nested-alignment", span, found=f"\\begin{{{name}}}")
        bracket = MATRICES.get(name, "")
        return Arrayed(_filled(lines, Name("", span=span)), bracket, span)


def _split(rows: Sequence[Any]) -> list[Any]:
    """The rows of a sum with the signs between them, which stand also after a sum sign without limits."""
    found: list[Any] = []
    for items in rows:
        if isinstance(items, Mark):
            found.append(items)
            continue
        row: list[Any] = []
        for item in items:
            after_sum = bool(row) and isinstance(row[-1], Head) and row[-1].operator == "sum" and row[-1].lower is None
            if after_sum and isinstance(item, Mark) and item.sign in "+-":
                found += [row, item]
                row = []
            else:
                row.append(item)
        found.append(row)
    return found


def _filled(lines: Lines, empty: Name) -> tuple[tuple[Formula, ...], ...]:
    """The rows of an array; one in which only dots stand is dots from end to end, however many there are."""
    columns = max(map(len, lines.rows))
    rows = []
    for row in lines.rows:
        written = [cell for cell in row if cell is not None]
        only_dots = columns > 1 and all(isinstance(cell, Dots) for cell in written)
        rows.append((written[0],) * columns if only_dots else tuple(cell or empty for cell in row))
    return tuple(rows)


def _accented(formula: Formula, accent: Any, span: Span) -> Formula:
    r"""An accent over a letter with scripts is over the letter: \hat{y_i} is ŷ_i. One over a power is not: the mean of
    x² is not the square of the mean of x."""
    match formula:
        case Name(accent=""):
            return replace(formula, accent=accent, span=span)
        case Raised(exponent=exponent) if not _is_label(exponent):
            raise malformed("unsupported", span, found="an accent over a power")
        case Indexed(base=base) | Raised(base=base) | Transposed(base=base):
            return replace(formula, base=_accented(base, accent, span), span=span)
    raise malformed("double-accent", span, found="an accent over a formula")


def _is_label(exponent: Formula) -> bool:
    """Whether it names something, and is no number: β^{ridge}, w^*."""
    return isinstance(exponent, Name) and (exponent.style == "word" or not exponent.letter.isalpha())


def _styled(formula: Formula, style: str, span: Span) -> Formula:
    """Bold or calligraphic letters: the style of each letter in the formula, but for what is only emphasised."""
    match formula:
        case Name(letter=letter) if style == "blackboard":
            return replace(formula, letter=_blackboard(letter), span=span)
        case Name(style=""):
            return replace(formula, style=style, span=span)
        case Numeral(value=value) if style == "blackboard" and value == 1:
            return Name("𝟙", span=span)
        case Numeral(value=value) if style == "bold" and value in (0, 1):
            return Name(str(value), style="bold", span=span)
        case Indexed(base=base) | Raised(base=base) | Transposed(base=base):
            return replace(formula, base=_styled(base, style, base.span), span=span)
        case Multiplied(factors=factors) if style != "bold" or not _is_emphasised(formula):
            return replace(formula, factors=tuple(_styled(factor, style, factor.span) for factor in factors))
    return formula


def _is_emphasised(product: Multiplied) -> bool:
    """Whether bold letters in a product with a written sign are numbers: they have indices or stand before brackets."""
    return any(product.signs) and any(isinstance(factor, Indexed | Raised | Grouped) for factor in product.factors)


_EXCEPTIONS = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ", "1": "𝟙"}


def _blackboard(letter: str) -> str:
    if len(letter) == 1 and "A" <= letter <= "Z":
        return _EXCEPTIONS.get(letter, chr(ord(letter) - ord("A") + 0x1D538))
    return letter
