"""Terms as formulas: what a term says, written as a person would write it."""

from collections.abc import Iterable
from fractions import Fraction

from derive.calculus.substitution import indices_of, substitute
from derive.data import Data, replace
from derive.formula import (
    Added,
    Applied,
    Compared,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Raised,
    Ranged,
    Rooted,
)
from derive.letters import latex_of_variable
from derive.notation.latex import read_latex
from derive.teach.tidy import factors_of
from derive.term import (
    ONE,
    Delta,
    Derivative,
    Exp,
    Index,
    Last,
    Letter,
    Literal,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
    subterms_of,
)
from derive.term_text import index_text

LETTERS = "ijkpqrstuvabcdfghlmnwxyz"
"""The letters that a sum may bind, where its own is taken."""


class Writer(Data):
    """Writes the terms of one document.

    taken: names that no bound letter may have.
    """

    taken: frozenset[str] = frozenset()

    def write(self, term: Term) -> Formula:
        """The formula of a tidy term."""
        match term:
            case Number(value):
                return _number(value)
            case Variable():
                return variable(term)
            case Size(set_):
                return _name(set_.size)
            case Plus(terms):
                return Added(tuple(map(self.write, terms)))
            case Times() | Power():
                return self._product(term)
            case Exp(argument):
                return Name("e") if argument == ONE else Raised(Name("e"), self.write(argument))
            case Log(argument):
                simple = isinstance(argument, Variable | Size | Exp)
                return Applied(Name("log", style="word"), (self.write(argument),), parenthesised=not simple)
            case Sum():
                return self._sum(term)
            case Delta(left, right):
                return Indexed(Name("δ"), (index_formula(left), index_formula(right)))
            case Derivative(operand, by):
                return self._derivative(operand, by)

    def _product(self, term: Term) -> Formula:
        """Numbers first; what has a negative exponent below a bar; derivatives after the fraction, and sums too, unless
        there are sums below it."""
        coefficient, above, below, after = Fraction(1), list[Term](), list[Term](), list[Term]()
        for factor in factors_of(term):
            match factor:
                case Number(value):
                    coefficient *= value
                case Power(base, Number(value)) if value < 0:
                    below.append(base if value == -1 else Power(base, Number(-value)))
                case Derivative() | Sum():
                    after.append(factor)
                case _:
                    above.append(factor)
        if abs(coefficient.numerator) != 1:
            above.insert(0, Number(Fraction(abs(coefficient.numerator))))
        if coefficient.denominator != 1:
            below.insert(0, Number(Fraction(coefficient.denominator)))
        if below and not above:
            above, after = after, []
        elif any(isinstance(one.base if isinstance(one, Power) else one, Sum | Plus) for one in below):
            above += [one for one in after if isinstance(one, Sum)]
            after = [one for one in after if not isinstance(one, Sum)]
        if below:
            numerator = self._factors(above) if above else Numeral(Fraction(1))
            first = Divided(numerator, self._factors(below))
            written = self._joined([first, *(self._factor(one, one is after[-1]) for one in after)])
        else:
            written = self._factors([*above, *after])
        return Negated(written) if coefficient < 0 else written

    def _factors(self, terms: list[Term]) -> Formula:
        """The factors in a row, sums at its end."""
        ordered = sorted(terms, key=lambda one: isinstance(one, Sum))
        if len(ordered) == 1:
            return self.write(ordered[0]) if not isinstance(ordered[0], Power) else self._power(ordered[0])
        return self._joined([self._factor(one, one is ordered[-1]) for one in ordered])

    def _joined(self, factors: list[Formula]) -> Formula:
        if len(factors) == 1:
            return factors[0]
        return Multiplied(tuple(factors), tuple("" for _ in factors[1:]))

    def _factor(self, term: Term, last: bool) -> Formula:
        written = self._power(term) if isinstance(term, Power) else self.write(term)
        loose = isinstance(written, Added | Negated) or (isinstance(written, Ranged) and not last)
        operator = isinstance(written, Differentiated) and written.style == "operator" and not last
        return Grouped(written) if loose or operator else written

    def _power(self, term: Power) -> Formula:
        if isinstance(term.exponent, Number):
            value = term.exponent.value
            if value < 0:
                return self._product(term)
            if value.numerator == 1:
                degree = None if value.denominator == 2 else Numeral(Fraction(value.denominator))
                return Rooted(self.write(term.base), degree)
        base = self.write(term.base)
        tight = isinstance(base, Name | Indexed | Numeral)
        return Raised(base if tight else Grouped(base), self.write(term.exponent))

    def _sum(self, term: Sum) -> Formula:
        letter, body = self._named(term)
        conditions = tuple(Compared(_name(letter.name), "≠", index_formula(index)) for index in term.excluded)
        told = letter in indices_of(body)
        lower, end = (None, None) if told else (Numeral(Fraction(1)), _name(letter.set.size))
        written = replace(self, taken=self.taken | {letter.name}).write(body)
        inside = Grouped(written) if isinstance(written, Added | Negated) else written
        return Ranged("sum", _name(letter.name), lower, end, conditions, inside)

    def _named(self, term: Sum) -> tuple[Letter, Term]:
        """The bound letter, and the body with it; another letter where the own one is taken."""
        around = {index.name for index in indices_of(term) if isinstance(index, Letter)}
        inside = {one.name for one in _bound_in(term.body)}
        name = term.letter.name
        if len(name) == 1 and name not in self.taken | around | inside:
            return term.letter, term.body
        chosen = next(one for one in LETTERS if one not in self.taken | around | inside)
        letter = Letter(chosen, term.letter.set)
        return letter, substitute(term.body, {term.letter: letter})

    def _derivative(self, operand: Term, by: Variable) -> Formula:
        written = self.write(operand)
        below = (variable(by),)
        if isinstance(operand, Variable | Exp | Log):
            return Differentiated(written, below)
        return Differentiated(Grouped(written), below, "operator")


def variable(term: Variable) -> Formula:
    """x, o_i, ŷ_j^{(s)}"""
    return read_latex(latex_of_variable(term.name, [index_text(index) for index in term.indices])).formula


def _bound_in(term: Term) -> Iterable[Letter]:
    return (one.letter for one in subterms_of(term, Sum))


def _number(value: Fraction) -> Formula:
    size = abs(value)
    whole = Numeral(Fraction(size.numerator))
    written: Formula = whole if size.denominator == 1 else Divided(whole, Numeral(Fraction(size.denominator)))
    return Negated(written) if value < 0 else written


def _name(name: str) -> Formula:
    return read_latex(latex_of_variable(name, [])).formula


def index_formula(index: Index) -> Formula:
    match index:
        case Letter(name):
            return _name(name)
        case Literal(value):
            return Numeral(Fraction(value))
        case Last(set_):
            return _name(set_.size)
