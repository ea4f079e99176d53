"""What stands above and below the line of a formula: indices, exponents, ranges, and the ∂ of derivatives."""

from abc import ABC, abstractmethod
from itertools import pairwise

from derive.formula import Compared, Differentiated, Formula, Indexed, Name, Numeral, Ranged
from derive.printers.alphabet import Alphabet, ascii_of, lowered, uppered
from derive.printers.scope import Binding, binding


class Scripts(ABC):
    """Writes small things in the characters of an alphabet, where it has them, else behind _ and ^."""

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet

    @abstractmethod
    def write(self, formula: Formula) -> str:
        """The whole formula on one line."""

    def bracketed(self, formula: Formula, when: bool) -> str:
        written = self.write(formula)
        return f"({written})" if when else written

    def tight(self, formula: Formula) -> str:
        """The formula as the base of a power or of an index."""
        return self.bracketed(formula, binding(formula) < Binding.TIGHT)

    def compared(self, relation: Compared, space: str) -> str:
        sign = relation.sign if self.alphabet.unicode else ascii_of(relation.sign)
        if sign.isalpha() or sign == "|":
            space = " "
        return f"{self.write(relation.left)}{space}{sign}{space}{self.write(relation.right)}"

    def exponent(self, exponent: Formula) -> str:
        """² or ^(x + 1)"""
        written = self.write(exponent)
        small = uppered(written, self.alphabet) if len(written) <= 4 else None
        if small is not None and (written.isalnum() or not any(c in written for c in "()=/")):
            return small
        simple = isinstance(exponent, Name | Numeral) or (isinstance(exponent, Indexed) and self.alphabet.unicode)
        return f"^{written}" if simple and binding(exponent) == Binding.TIGHT else f"^({written})"

    def lower(self, indices: tuple[Formula, ...]) -> str:
        if not indices:
            return ""
        written = [self.compact(index) for index in indices]
        words = any(isinstance(index, Name) and len(index.letter) > 1 for index in indices)
        digits = any(a[-1:].isdigit() and b[:1].isdigit() for a, b in pairwise(written))
        small = None if words or digits else lowered("".join(written), self.alphabet)
        if small is not None:
            return small
        joined = ",".join(written)
        return f"_{joined}" if joined.isalnum() else f"_{{{joined}}}"

    def upper(self, indices: tuple[Formula, ...]) -> str:
        if not indices:
            return ""
        written = f"({','.join(map(self.compact, indices))})"
        return uppered(written, self.alphabet) or f"^{written}"

    def compact(self, formula: Formula) -> str:
        """A formula without spaces, as below a sum sign or in an index."""
        if isinstance(formula, Compared):
            return self.compared(formula, "")
        return self.write(formula).replace(" + ", "+").replace(f" {self.alphabet.minus} ", self.alphabet.minus)

    def range_of(self, formula: Ranged) -> tuple[str, str]:
        """What stands below the sign and what stands above it."""
        letter_written = "" if formula.letter is None else self.write(formula.letter)
        parts = [self.compared(condition, "") for condition in formula.conditions]
        if formula.lower is not None:
            parts.insert(0, f"{letter_written}={self.compact(formula.lower)}")
        elif letter_written and not any(c.left == formula.letter for c in formula.conditions):
            parts.insert(0, letter_written)
        return ", ".join(parts), "" if formula.upper is None else self.compact(formula.upper)

    def range_sign(self, formula: Ranged) -> str:
        """Σₖ₌₁ⁿ"""
        below, above = self.range_of(formula)
        sign = self.alphabet.sum if formula.operator == "sum" else self.alphabet.product
        low = "" if not below else lowered(below, self.alphabet) or self._braced("_", below)
        high = "" if not above else uppered(above, self.alphabet) or self._braced("^", above)
        return sign + low + high

    def _braced(self, mark: str, written: str) -> str:
        return mark + (written if written.isalnum() else f"{{{written}}}")

    def derivative_sign(self, formula: Differentiated) -> str:
        return "d" if formula.total else self.alphabet.partial

    def variables_of(self, formula: Differentiated) -> str:
        """∂x² ∂y, the denominator of a derivative."""
        sign, written = self.derivative_sign(formula), []
        for variable in dict.fromkeys(formula.variables):
            count = formula.variables.count(variable)
            power = "" if count == 1 else uppered(str(count), self.alphabet) or f"^{count}"
            written.append(f"{sign}{self.tight(variable)}{power}")
        return " ".join(written)

    def order_sign(self, formula: Differentiated) -> str:
        """∂ or ∂², the sign in the numerator."""
        order = len(formula.variables)
        power = "" if order == 1 else uppered(str(order), self.alphabet) or f"^{order}"
        return self.derivative_sign(formula) + power
