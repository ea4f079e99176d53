"""A formula as text: on one line, or stacked over several and broken to a width."""

from derive.data import Data
from derive.formula import (
    Added,
    Arrayed,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Listed,
    Multiplied,
    Negated,
    Raised,
    Ranged,
)
from derive.printers.alphabet import UNICODE, Alphabet
from derive.printers.boxes import CLOSING, Block, beside, block, bracketed, cells, fraction, line
from derive.printers.linear import linear
from derive.printers.scope import Binding, binding, nesting
from derive.printers.stack import Stack

__all__ = ["linear", "stacked"]

INDENT = 4
"""How far, in columns, the second row of a broken formula stands to the right of the first."""
DEEPEST = 20
"""What is nested deeper than this is written on one line: a tower of so many fractions helps nobody."""
NARROWEST = 12
"""What is given fewer columns than this is written on one line, whatever its width."""


def stacked(formula: Formula, width: int = 80, alphabet: Alphabet = UNICODE) -> Block:
    """The formula on as many lines as it needs, at most `width` columns wide where that can be.

    What is too wide is broken before + and − between terms, then between factors and entries, then inside
    fractions and brackets; a piece that is still too wide is written on one line and broken at its spaces.

    >>> from derive.formula import Divided, Name
    >>> print(stacked(Negated(Divided(Name("a"), Added((Name("b"), Name("c")))))))
        a
    − ─────
      b + c
    """
    if nesting(formula) > DEEPEST:
        return _wrapped(formula, width, alphabet)
    natural = Stack(alphabet).build(formula)
    if natural.width <= width:
        return natural
    width = max(width, NARROWEST)
    broken = _in_rows(_pieces(formula, alphabet), width, alphabet) or _inside(formula, width, alphabet)
    if broken is not None and broken.width <= width:
        return broken
    return _wrapped(formula, width, alphabet)


class _Piece(Data):
    """A part before which a formula may be broken."""

    sign: Block
    held: Block
    formula: Formula
    """What `held` shows, with its brackets."""
    after: str = ""
    """A comma or a closing bracket."""

    @property
    def width(self) -> int:
        return self.sign.width + self.held.width + cells(self.after)


def _pieces(formula: Formula, alphabet: Alphabet) -> tuple[_Piece, ...]:
    stack = Stack(alphabet)
    match formula:
        case Added(terms=terms):
            return tuple(
                _Piece(
                    *stack.term(term, place == 0),
                    _enclosed(term.operand if isinstance(term, Negated) else term),
                )
                for place, term in enumerate(terms)
            )
        case Multiplied(factors=factors):
            return tuple(
                _Piece(*stack.factor(formula, place), _enclosed(factor)) for place, factor in enumerate(factors)
            )
        case Negated(operand=Multiplied() as product):
            first, *rest = _pieces(product, alphabet)
            return (_Piece(stack.minus(first.held), first.held, first.formula), *rest)
        case Listed(items=items, bracket=bracket):
            ends = ("," for _ in items[1:])
            closing = (*ends, CLOSING.get(bracket, bracket))
            return tuple(
                _Piece(line(" " if place else bracket), stack.build(item), item, closing[place])
                for place, item in enumerate(items)
            )
        case _:
            return ()


def _enclosed(formula: Formula) -> Formula:
    return Grouped(formula) if binding(formula) <= Binding.SUM else formula


def _in_rows(pieces: tuple[_Piece, ...], width: int, alphabet: Alphabet) -> Block | None:
    """The pieces in rows, as many to a row as fit."""
    rows: list[list[Block]] = [[]]
    used = 0
    for piece in pieces:
        room = width - (INDENT if len(rows) > 1 else 0)
        sign = piece.sign
        if rows[-1] and used + piece.width > room:
            rows.append([])
            used, room = 0, width - INDENT
            sign = line(sign.lines[0].lstrip())
        held = piece.held
        if sign.width + held.width > room:
            held = stacked(piece.formula, room - sign.width - len(piece.after), alphabet)
        row = beside(sign, held, line(piece.after))
        rows[-1].append(row)
        used += row.width
    if not pieces:
        return None
    first, *rest = (beside(*row) for row in rows)
    return block((*first.lines, *(" " * INDENT + text for row in rest for text in row.lines)), first.baseline)


def _inside(formula: Formula, width: int, alphabet: Alphabet) -> Block | None:
    """The formula with what it holds broken, where its outermost sign shows how far it reaches."""
    stack = Stack(alphabet)
    match formula:
        case Divided(numerator=numerator, denominator=denominator):
            above = stacked(numerator, width - 2, alphabet)
            return fraction(above, stacked(denominator, width - 2, alphabet), alphabet)
        case Grouped(body=body, bracket=bracket):
            return bracketed(stacked(body, width - 2, alphabet), bracket, alphabet)
        case Negated(operand=operand):
            held = stacked(_enclosed(operand), width - 2, alphabet)
            return beside(stack.minus(held), held)
        case Ranged(body=body):
            sign = stack.range_sign(formula)
            return beside(sign, line(" "), stacked(_enclosed(body), width - sign.width - 1, alphabet))
        case Raised(base=Grouped() as base, exponent=exponent):
            return stack.raised(stacked(base, width - 2, alphabet), exponent)
        case Differentiated(operand=Grouped() as operand, style="operator"):
            operator = stack.build(Differentiated(None, formula.variables, "operator", formula.total))
            return beside(operator, line(" "), stacked(operand, width - operator.width - 1, alphabet))
        case _:
            return None


def _wrapped(formula: Formula, width: int, alphabet: Alphabet) -> Block:
    """The formula on one line, broken before + and −, else at spaces; a word wider than that stays whole."""
    if isinstance(formula, Arrayed):
        return Stack(alphabet).build(formula)
    rows = [""]
    for words in _clauses(linear(formula, alphabet).split(" "), alphabet):
        room = width - INDENT
        whole = " ".join(words)
        for text in (whole,) if cells(whole) <= room else words:
            if not rows[-1]:
                rows[-1] = text
            elif cells(rows[-1]) + 1 + cells(text) <= room:
                rows[-1] += " " + text
            else:
                rows.append(text)
    return block((rows[0], *(" " * INDENT + row for row in rows[1:])), 0)


def _clauses(words: list[str], alphabet: Alphabet) -> list[list[str]]:
    """The words in runs that begin with a sign of a sum or end with a comma."""
    runs: list[list[str]] = [[]]
    for word in words:
        if word in ("+", alphabet.minus) or (runs[-1] and runs[-1][-1].endswith((",", ";"))):
            runs.append([])
        runs[-1].append(word)
    return runs
