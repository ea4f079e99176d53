"""A formula on one line of text: −(e^oⱼ e^oᵢ)/(Σ_{k≠i} e^oₖ + e^oᵢ)²."""

from typing import assert_never

from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Braced,
    Cased,
    Compared,
    Differentiated,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Ranged,
    Rooted,
    Transposed,
)
from derive.printers.alphabet import UNICODE, Alphabet, ascii_of, letter, uppered
from derive.printers.boxes import CLOSING
from derive.printers.scope import Binding, binding, decimal, gap, is_open, needs_brackets
from derive.printers.scripts import Scripts


def linear(formula: Formula, alphabet: Alphabet = UNICODE) -> str:
    """The formula on one line, with brackets added where its scope would not be visible.

    >>> y = Indexed(Name("y", "hat"), (Name("i"),))
    >>> linear(Negated(Raised(Grouped(Added((y, Negated(Name("x"))))), Name("n"))))
    '−(ŷᵢ − x)ⁿ'
    """
    return Line(alphabet).write(formula)


class Line(Scripts):
    """Writes formulas on one line with the characters of an alphabet."""

    def write(self, formula: Formula) -> str:
        match formula:
            case Numeral():
                return self._numeral(formula)
            case Name(letter=text, accent=accent, style=style):
                return letter(text, accent, style, self.alphabet)
            case Indexed():
                return self.indexed(formula)
            case Raised(base=base, exponent=exponent):
                return self.tight(base) + self.exponent(exponent)
            case Primed(base=base, count=count):
                return self.tight(base) + self.alphabet.prime * count
            case Negated(operand=operand):
                return self.alphabet.minus + self.bracketed(operand, binding(operand) <= Binding.SUM)
            case Added(terms=terms):
                return self._added(terms)
            case Multiplied():
                return self._multiplied(formula)
            case Divided(numerator=numerator, denominator=denominator):
                return f"{self.over(numerator)}/{self.over(denominator)}"
            case Rooted(radicand=radicand, degree=degree):
                return self._rooted(radicand, degree)
            case Compared():
                return self.compared(formula, " ")
            case _:
                return self._write_construct(formula)

    def _write_construct(
        self,
        formula: (
            Ranged
            | Applied
            | Differentiated
            | Grouped
            | Dots
            | Listed
            | Cased
            | Arrayed
            | Transposed
            | Braced
            | Indicated
        ),
    ) -> str:
        match formula:
            case Ranged(body=body):
                return f"{self.range_sign(formula)} {self.bracketed(body, binding(body) <= Binding.SUM)}"
            case Applied():
                return self.applied(formula)
            case Differentiated():
                return self._differentiated(formula)
            case Grouped(body=body, bracket=bracket):
                return self.enclosed(self.write(body), bracket)
            case Dots():
                return self.alphabet.dots
            case Listed(items=items, bracket=bracket):
                return self.enclosed(", ".join(map(self.write, items)), bracket)
            case Cased(branches=branches):
                rows = (f"{self.write(value)} {self.condition(conditions)}" for value, conditions in branches)
                return "{" + "; ".join(rows) + "}"
            case Arrayed(rows=entries, bracket=bracket):
                rows = (", ".join(map(self.write, row)) for row in entries)
                return self.enclosed("; ".join(rows), bracket)
            case Transposed(base=base):
                return self.tight(base) + (uppered("T", self.alphabet) or "^T")
            case Braced(body=body, label=label):
                held = self.bracketed(body, binding(body) < Binding.TIGHT)
                return held if label is None else f"{held}[{self.label(label, formula.claims)}]"
            case Indicated(conditions=conditions):
                return "1{" + ", ".join(self.compared(c, " ") for c in conditions) + "}"
            case _:
                assert_never(formula)

    def over(self, formula: Formula) -> str:
        """The formula beside a slash."""
        return self.bracketed(formula, binding(formula) < Binding.POWER)

    def enclosed(self, written: str, bracket: str) -> str:
        left, right = bracket, CLOSING.get(bracket, bracket)
        return written.join((left, right)) if self.alphabet.unicode else ascii_of(left) + written + ascii_of(right)

    def label(self, label: Formula, claims: bool) -> str:
        return ("= " if claims else "") + self.write(label)

    def condition(self, conditions: tuple[Compared, ...]) -> str:
        """if i = j"""
        return "if " + " and ".join(self.compared(c, " ") for c in conditions) if conditions else "otherwise"

    def _numeral(self, numeral: Numeral) -> str:
        written = decimal(numeral) or f"{numeral.value.numerator}/{numeral.value.denominator}"
        return written.replace("-", self.alphabet.minus)

    def _added(self, terms: tuple[Formula, ...]) -> str:
        written = self.term(terms[0])
        for term in terms[1:]:
            if isinstance(term, Negated):
                held = self.bracketed(term.operand, binding(term.operand) <= Binding.SUM)
                written += f" {self.alphabet.minus} {held}"
            else:
                written += f" + {self.term(term)}"
        return written

    def term(self, term: Formula) -> str:
        """A term of a sum, with its own minus if it has one."""
        return self.bracketed(term, binding(term) <= Binding.SUM and not isinstance(term, Negated))

    def sign(self, sign: str) -> str:
        """A sign between factors."""
        signs = {"·": self.alphabet.dot, "×": self.alphabet.times, "⊙": self.alphabet.hadamard}
        return signs.get(sign, sign)

    def _multiplied(self, product: Multiplied) -> str:
        factors = product.factors
        written = self.factor(factors[0], 0, len(factors))
        for place, sign in enumerate(product.signs, start=1):
            left, right = factors[place - 1], factors[place]
            slashed = isinstance(left, Differentiated) and binding(left) == Binding.QUOTIENT
            if sign or slashed:
                between = f" {self.sign(sign or '·')} "
            else:
                between = gap(left, right).replace("·", self.alphabet.dot)
            written += between + self.factor(right, place, len(factors))
        return written

    def factor(self, factor: Formula, place: int, places: int) -> str:
        if isinstance(factor, Applied) and is_open(factor) and place < places - 1:
            return self.applied(factor, closed=True)
        unsigned = factor
        while isinstance(unsigned, Negated):
            unsigned = unsigned.operand
        slashed = binding(unsigned) == Binding.QUOTIENT and not isinstance(unsigned, Differentiated)
        return self.bracketed(factor, slashed or needs_brackets(factor, place, places))

    def _rooted(self, radicand: Formula, degree: Formula | None) -> str:
        held = radicand.body if isinstance(radicand, Grouped) and radicand.bracket == "(" else radicand
        if not self.alphabet.unicode:
            return f"{self.alphabet.root}{self._root_degree(degree)}({self.write(held)})"
        single = isinstance(radicand, Name | Numeral) and binding(radicand) == Binding.TIGHT
        return self._root_degree(degree) + self.alphabet.root + self.bracketed(held, not single)

    def _root_degree(self, degree: Formula | None) -> str:
        if degree is None:
            return ""
        written = self.write(degree)
        if not self.alphabet.unicode:
            return f"[{written}]"
        return uppered(written, self.alphabet) or f"^({written}) "

    def indexed(self, formula: Indexed) -> str:
        """xᵢ⁽ˢ⁾; x_{i,c} where there are no such characters."""
        return self.tight(formula.base) + self.lower(formula.lower) + self.upper(formula.upper)

    def applied(self, formula: Applied, *, closed: bool = False) -> str:
        """log x, log²(x), softmax(z); `closed` brackets an argument that is written without."""
        name = self.tight(formula.function)
        if formula.power is not None:
            name += self.exponent(formula.power)
        written = ", ".join(map(self.write, formula.arguments))
        if formula.parenthesised or closed or len(formula.arguments) != 1:
            return f"{name}({written})"
        argument = formula.arguments[0]
        bare = binding(argument) >= Binding.POWER or (isinstance(argument, Applied) and len(written) < 20)
        return f"{name} {written}" if bare else f"{name}({written})"

    def _differentiated(self, formula: Differentiated) -> str:
        operand = formula.operand
        if formula.style in ("nabla", "subscript"):
            sign = self.alphabet.nabla if formula.style == "nabla" else self.derivative_sign(formula)
            operator = sign + self.lower(formula.variables)
            return operator if operand is None else f"{operator} {self.operand(operand)}"
        below = self.variables_of(formula)
        below = f"({below})" if " " in below else below
        if operand is None or formula.style == "operator":
            operator = f"{self.order_sign(formula)}/{below}"
            return operator if operand is None else f"{operator} {self.operand(operand)}"
        return f"{self.order_sign(formula)}{self.bracketed(operand, binding(operand) < Binding.TIGHT)}/{below}"

    def operand(self, operand: Formula) -> str:
        """What an operator is applied to, in brackets unless it is a single thing."""
        return self.bracketed(operand, binding(operand) < Binding.POWER)
