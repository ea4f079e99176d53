"""A formula as a block of lines: fractions over a bar, ranges below sums, brackets as tall as needed."""

from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Braced,
    Cased,
    Compared,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Multiplied,
    Negated,
    Primed,
    Raised,
    Ranged,
    Rooted,
    Transposed,
)
from derive.printers.alphabet import Alphabet, lowered, uppered
from derive.printers.boxes import Block, beside, block, bracketed, centred, fraction, line, piled, raised
from derive.printers.linear import Line
from derive.printers.scope import Binding, binding, gap, is_open, needs_brackets


class Stack:
    """Builds the natural block of a formula, however wide it becomes."""

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self.line = Line(alphabet)

    def build(self, formula: Formula) -> Block:
        match formula:
            case Divided(style="frac"):
                return self._fraction(formula.numerator, formula.denominator)
            case Divided():
                return self._slash(formula)
            case Added(terms=terms):
                return beside(*(part for place, term in enumerate(terms) for part in self.term(term, place == 0)))
            case Negated(operand=operand):
                held = self.bracketed(operand, binding(operand) <= Binding.SUM)
                return beside(self.minus(held), held)
            case Multiplied(factors=factors):
                return beside(*(part for place in range(len(factors)) for part in self.factor(formula, place)))
            case Ranged(body=body):
                held = self.bracketed(body, binding(body) <= Binding.SUM)
                return beside(self.range_sign(formula), line(" "), held)
            case Differentiated():
                return self._differentiated(formula)
            case Grouped(body=body, bracket=bracket):
                return bracketed(self.build(body), bracket, self.alphabet)
            case Raised(base=base, exponent=exponent):
                return self.raised(self.tight(base), exponent)
            case Applied():
                return self.applied(formula)
            case Listed(items=items, bracket=bracket):
                return bracketed(self._joined(items), bracket, self.alphabet)
            case _:
                return self._build_construct(formula)

    def _build_construct(self, formula: Formula) -> Block:
        match formula:
            case Cased(branches=branches):
                values = tuple(
                    (self.build(value), line(self.line.condition(conditions))) for value, conditions in branches
                )
                return bracketed(grid(values, centre=False), "{", self.alphabet, closed=False)
            case Arrayed(rows=rows, bracket=bracket):
                entries = tuple(tuple(map(self.build, row)) for row in rows)
                return bracketed(grid(entries, centre=True), bracket, self.alphabet)
            case Braced():
                return self._braced(formula)
            case Indexed(base=base, lower=lower) if isinstance(base, Grouped | Listed | Arrayed | Applied):
                held = self.build(base)
                return beside(held, _at_bottom(self.line.lower(lower), held)) if lower else held
            case Transposed(base=base):
                return self._superscript(self.tight(base), uppered("T", self.alphabet) or "^T")
            case Primed(base=base, count=count):
                return self._superscript(self.tight(base), self.alphabet.prime * count)
            case Rooted(radicand=radicand):
                return self._rooted(formula, radicand)
            case Compared(left=left, right=right):
                sign = self.line.compared(formula, " ")[len(self.line.write(left)) :]
                sign = sign[: len(sign) - len(self.line.write(right))]
                return beside(self.build(left), line(sign), self.build(right))
            case Indicated(conditions=conditions):
                return beside(line("1{"), self._joined(conditions), line("}"))
            case _:
                return line(self.line.write(formula))

    def bracketed(self, formula: Formula, when: bool) -> Block:
        built = self.build(formula)
        return bracketed(built, "(", self.alphabet) if when else built

    def tight(self, formula: Formula) -> Block:
        return self.bracketed(formula, binding(formula) < Binding.TIGHT)

    def minus(self, held: Block) -> Block:
        """A leading minus, apart from a fraction bar, which looks like one."""
        bar = held.height > 1 and held.lines[held.baseline].startswith(self.alphabet.bar)
        return line(self.alphabet.minus + (" " if bar else ""))

    def term(self, term: Formula, first: bool) -> tuple[Block, Block]:
        """The sign before a term of a sum, and the term."""
        negated = isinstance(term, Negated)
        body = term.operand if isinstance(term, Negated) else term
        held = self.bracketed(body, binding(body) <= Binding.SUM)
        if first:
            return self.minus(held) if negated else line(""), held
        return line(f" {self.alphabet.minus if negated else '+'} "), held

    def factor(self, product: Multiplied, place: int) -> tuple[Block, Block]:
        """What stands before a factor of a product, and the factor."""
        factors = product.factors
        factor = factors[place]
        if isinstance(factor, Applied) and is_open(factor) and place < len(factors) - 1:
            held = self.applied(factor, closed=True)
        else:
            held = self.bracketed(factor, self._needs_brackets(factor, place, len(factors)))
        if place == 0:
            return line(""), held
        sign = product.signs[place - 1]
        between = f" {self.line.sign(sign)} " if sign else gap(factors[place - 1], factor)
        if held.height > 1 and not sign and not isinstance(factor, Grouped):
            between = "  " if _bar(factor) and _bar(factors[place - 1]) else " "
        return line(between.replace("·", self.alphabet.dot)), held

    def _needs_brackets(self, factor: Formula, place: int, places: int) -> bool:
        slashed = isinstance(factor, Divided) and factor.style == "slash"
        return slashed or needs_brackets(factor, place, places)

    def _fraction(self, numerator: Formula, denominator: Formula) -> Block:
        return fraction(self.build(numerator), self.build(denominator), self.alphabet)

    def _slash(self, formula: Divided) -> Block:
        sides = [
            self.bracketed(side, binding(side) < Binding.POWER and not _bar(side))
            for side in (formula.numerator, formula.denominator)
        ]
        if max(side.height for side in sides) > 1:
            return self._fraction(formula.numerator, formula.denominator)
        return beside(sides[0], line("/"), sides[1])

    def _joined(self, items: tuple[Formula, ...]) -> Block:
        parts = [self.build(items[0])]
        for item in items[1:]:
            parts += [line(", "), self.build(item)]
        return beside(*parts)

    def range_sign(self, formula: Ranged) -> Block:
        """Σₖ where the range is one letter; else the range below the sign and its end above."""
        below, above = self.line.range_of(formula)
        sign = self.alphabet.sum if formula.operator == "sum" else self.alphabet.product
        if not above and (not below or (lowered(below, self.alphabet) and "=" not in below)):
            return line(self.line.range_sign(formula))
        if not above and not self.alphabet.unicode and below.isalnum():
            return line(self.line.range_sign(formula))
        parts = [line(text) for text in (above, sign, below) if text]
        return piled(*parts, baseline=1 if above else 0)

    def _differentiated(self, formula: Differentiated) -> Block:
        operand = formula.operand
        if formula.style in ("nabla", "subscript"):
            operator = line(self.line.write(Differentiated(None, formula.variables, formula.style, formula.total)))
            return operator if operand is None else beside(operator, line(" "), self.operand(operand))
        order, below = self.line.order_sign(formula), line(self.line.variables_of(formula))
        if operand is None or formula.style == "operator":
            operator = fraction(line(order), below, self.alphabet)
            return operator if operand is None else beside(operator, line(" "), self.operand(operand))
        space = " " if isinstance(operand, Applied) and is_open(operand) else ""
        loose = binding(operand) < Binding.TIGHT and not space
        above = beside(line(order + space), self.bracketed(operand, loose))
        return fraction(above, below, self.alphabet)

    def operand(self, operand: Formula) -> Block:
        return self.bracketed(operand, binding(operand) < Binding.POWER and not _bar(operand))

    def raised(self, base: Block, exponent: Formula) -> Block:
        written = self.line.exponent(exponent)
        if not written.startswith("^"):
            return self._superscript(base, written)
        if base.height == 1 and len(written) <= 30:
            return beside(base, line(written))
        if len(written) <= 30:
            return raised(base, line(self.line.write(exponent) if self.alphabet.unicode else written))
        return raised(base, self.build(exponent))

    def _superscript(self, base: Block, written: str) -> Block:
        return raised(base, line(written)) if base.height > 1 else beside(base, line(written))

    def applied(self, formula: Applied, *, closed: bool = False) -> Block:
        arguments = self._joined(formula.arguments)
        if arguments.height == 1 and not any(map(_bar, formula.arguments)):
            return line(self.line.applied(formula, closed=closed))
        name = self.line.tight(formula.function)
        if formula.power is not None:
            name += self.line.exponent(formula.power)
        bare = len(formula.arguments) == 1 and (
            _bar(formula.arguments[0]) or binding(formula.arguments[0]) == Binding.TIGHT
        )
        if bare and not formula.parenthesised and not closed:
            return beside(line(name + " "), arguments)
        return beside(line(name), bracketed(arguments, "(", self.alphabet))

    def _rooted(self, formula: Rooted, radicand: Formula) -> Block:
        held = self.build(radicand)
        if held.height == 1:
            return line(self.line.write(formula))
        sign = self.line.write(Rooted(Grouped(radicand), formula.degree))
        opening = sign[: sign.index(self.alphabet.root) + len(self.alphabet.root)]
        tall = held if isinstance(radicand, Grouped) else bracketed(held, "(", self.alphabet)
        return beside(line(opening), tall)

    def _braced(self, formula: Braced) -> Block:
        held = self.build(formula.body)
        label = line("" if formula.label is None else self.line.label(formula.label, formula.claims))
        if formula.over:
            return piled(label, line(self._brace(held.width, "┌┴┐", "/-\\")), held, baseline=2 + held.baseline)
        return piled(held, line(self._brace(held.width, "└┬┘", "\\-/")), label, baseline=held.baseline)

    def _brace(self, width: int, corners: str, plain: str) -> str:
        left, middle, right = tuple(corners if self.alphabet.unicode else plain)
        if width < 3:
            return middle * width
        before = (width - 3) // 2
        return left + self.alphabet.bar * before + middle + self.alphabet.bar * (width - 3 - before) + right


def _bar(formula: Formula) -> bool:
    """Whether the formula is printed as one fraction bar, which shows its scope by itself."""
    return (isinstance(formula, Divided) and formula.style == "frac") or (
        isinstance(formula, Differentiated) and formula.style == "fraction" and formula.operand is not None
    )


def _at_bottom(text: str, held: Block) -> Block:
    blank = " " * len(text)
    return Block((*((blank,) * (held.height - 1)), text), held.baseline)


def grid(rows: tuple[tuple[Block, ...], ...], *, centre: bool) -> Block:
    """The blocks in columns two spaces apart; rows one line apart where any is tall."""
    columns = max(len(row) for row in rows)
    filled = [(*row, *((line(""),) * (columns - len(row)))) for row in rows]
    widths = [max(row[column].width for row in filled) for column in range(columns)]
    lines: list[str] = []
    for number, row in enumerate(filled):
        if number and any(b.height > 1 for r in filled for b in r):
            lines.append("")
        lines += beside(*(_cell(b, widths[c], c, centre) for c, b in enumerate(row))).lines
    return block(tuple(lines), (len(lines) - 1) // 2)


def _cell(held: Block, width: int, column: int, centre: bool) -> Block:
    room = width + (2 if column else 0)
    padded = (
        ("  " if column else "") + (centred(text, width) if centre else text + " " * (width - held.width))
        for text in held.lines
    )
    return Block(tuple(text.ljust(room) for text in padded), held.baseline)
