"""Matrices whose sizes do not fit, where all sizes are declared: Y = W X and Z = X W, with W ∈ ℝ^{n×m} and
X ∈ ℝ^{m×n}, have n rows and m rows, so that Y + Z is none.

Only what one section declares is compared, and nothing in a document that says n = m, or speaks of square matrices.
Vectors are left alone: those of ℝ^n stand for rows and for columns, and a row is often added to each row of a matrix.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from derive.data import replace
from derive.document.model import Chain, Member, Statement
from derive.errors import ReadError
from derive.formula import EQUALITIES, Added, Formula, Grouped, Indexed, Multiplied, Name, Negated, Numeral, Transposed
from derive.formula_parts import subformulas
from derive.meaning.declared import declarations
from derive.notation.canonical import canonical_latex
from derive.source import Source

Shape: TypeAlias = tuple[Formula, Formula]
"""(rows, columns)"""

PRODUCTS = ("", "·")
"""The signs of matrix products."""


def with_unfit_sizes(statements: Sequence[Statement], headings: Sequence[int], source: Source) -> tuple[Statement, ...]:
    """The statements, where such sums and products are slips of their members."""
    sections: dict[int, list[Statement]] = {}
    for one in statements:
        sections.setdefault(_section(one, headings), []).append(one)
    shapes = {number: Shapes(some) for number, some in sections.items() if any(map(_declares, some))}
    if not shapes or _may_be_square(statements, source):
        return tuple(statements)
    return tuple(_told(one, shapes.get(_section(one, headings))) for one in statements)


def _section(statement: Statement, headings: Sequence[int]) -> int:
    return bisect(headings, statement.chain.span.start)


def _declares(statement: Statement) -> bool:
    return any(len(dimensions) == 2 for _, dimensions in declarations(statement))


def _may_be_square(statements: Sequence[Statement], source: Source) -> bool:
    """Whether the document may say that two sizes are the same number."""
    if re.search(r"(?i)\bsquare\s+(?:and|matri|weight)", source.text):
        return True
    sizes = {size for one in statements for _, dimensions in declarations(one) for size in dimensions}
    members = ([member.formula for member in one.chain.members] for one in statements)
    return any(one in sizes and other in sizes for some in members for one, other in pairwise(some))


def _told(statement: Statement, shapes: "Shapes | None") -> Statement:
    if shapes is None:
        return statement
    members = tuple(_with_slips(one, shapes) for one in statement.chain.members)
    return replace(statement, chain=replace(statement.chain, members=members))


def _with_slips(member: Member, shapes: "Shapes") -> Member:
    if isinstance(member.formula, ReadError):
        return member
    return replace(member, slips=(*member.slips, *shapes.unfit(member.formula)))


class Shapes:
    """The shapes of the matrices of one section, as far as they are declared, or follow from that."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._known: dict[Formula, Shape | None] = {}
        """None for a symbol of which two shapes are told."""
        for one in statements:
            for symbol, dimensions in declarations(one):
                self._learn(symbol, (dimensions[0], dimensions[1]) if len(dimensions) == 2 else None)
        for one in statements:
            self._define(one.chain)

    def _learn(self, symbol: Formula, shape: Shape | None) -> None:
        self._known[symbol] = shape if self._known.get(symbol, shape) == shape else None

    def _define(self, chain: Chain) -> None:
        """Learns the shape of Y from Y = W X."""
        if not chain.relations or chain.relations[0].sign not in EQUALITIES:
            return
        left, right = (one.formula for one in chain.members[:2])
        shape = self.of(right) if not isinstance(right, ReadError) else None
        if isinstance(left, Name | Indexed) and shape is not None:
            self._learn(left, shape)

    def of(self, formula: Formula) -> Shape | None:
        """The shape of a formula; None if it is not known, or the sizes in it do not fit."""
        match formula:
            case Name() | Indexed():
                return self._known.get(formula)
            case Grouped(body=inner, bracket="(" | "[") | Negated(operand=inner):
                return self.of(inner)
            case Transposed(base=base):
                shape = self.of(base)
                return None if shape is None else shape[::-1]
            case Added(terms=terms):
                shapes = set(map(self.of, terms))
                return shapes.pop() if len(shapes) == 1 else None
            case Multiplied(factors=factors, signs=signs) if set(signs).issubset(PRODUCTS):
                shapes_of = [self.of(one) for one in factors if not isinstance(one, Numeral)]
                product = shapes_of[0] if shapes_of else None
                for shape in shapes_of[1:]:
                    product = (product[0], shape[1]) if product and shape and product[1] == shape[0] else None
                return product
            case _:
                return None

    def unfit(self, formula: Formula) -> Iterator[ReadError]:
        """The sums and products in a formula that cannot be."""
        for part in subformulas(formula):
            match part:
                case Added(terms=terms):
                    shapes = list(dict.fromkeys(shape for shape in map(self.of, terms) if shape is not None))
                    if len(shapes) > 1:
                        message = f"a matrix of {_text(shapes[0])} and one of {_text(shapes[1])} cannot be added"
                        yield ReadError(message, code="unfit-sum", span=part.span)
                case Multiplied(factors=factors, signs=signs):
                    for (one, other), sign in zip(pairwise(factors), signs, strict=True):
                        left, right = self.of(one), self.of(other)
                        if sign in PRODUCTS and left and right and left[1] != right[0]:
                            yield self._unfit(one, other, left, right)
                case _:
                    pass

    def _unfit(self, one: Formula, other: Formula, left: Shape, right: Shape) -> ReadError:
        ways = (one, _turned(other)), (_turned(one), other), (other, one)
        fitting = (Multiplied(way, ("",)) for way in ways)
        expected = next((canonical_latex(way) for way in fitting if self.of(way) is not None), "")
        message = f"a matrix of {_text(left)} cannot be multiplied by one of {_text(right)}"
        return ReadError(message, code="unfit-product", span=one.span.join(other.span), expected=expected)


def _turned(formula: Formula) -> Formula:
    return formula.base if isinstance(formula, Transposed) else Transposed(formula)


def _text(shape: Shape) -> str:
    return " × ".join(map(canonical_latex, shape))
