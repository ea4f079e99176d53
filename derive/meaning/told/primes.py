"""Primes of which the prose says by what they differentiate: "h' denotes the derivative of h with respect to x_i".

Without such words a prime is the derivative of a function by its one argument, or part of a name. Where a document
tells two variables, none is taken.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from derive.data import Data
from derive.document.model import Cue, Heading, Statement
from derive.document.prose import sentence_ends
from derive.errors import ReadError
from derive.formula import Differentiated, Formula, Grouped, Indexed, Multiplied, Name, Primed, Ranged
from derive.formula_parts import rebuilt, subformulas
from derive.meaning.names import Symbol, symbol_of
from derive.meaning.plain import with_formulas
from derive.notation.latex import read_latex
from derive.source import Source

_MATH = r"\${1,2}([^$]+)\${1,2}"
_DERIVATIVE = r"(?:the |a )?(?:partial )?derivatives?"
_BY = rf"(?:with respect to|w\.?\s?r\.?\s?t\.?)\s*(?:the \w+ )?{_MATH}"
_SAYS = r"(?:to )?(?:denotes?|denoting|stands? for|means?|indicates?|is|are|for|be)"
_ONE = rf"{_MATH} {_SAYS} {_DERIVATIVE} of {_MATH},? {_BY}"
_EVERY = rf"(?i)\bprimes? {_SAYS} (?:{_DERIVATIVE}|differentiation),? {_BY}"
_SHORTENED = r"w\.\s?r\.\s?t\.\s?$"
_AFTER_DISPLAY = r"(?:\s|[$.,\\\]]|\\(?:end|label|tag)\{[^{}]*\})*"
"""What may stand between a display and the words that explain its primes."""
_LIKEWISE = r"(?i)\b(?:likewise|similarly|also|the same)\b"
_UNSAID = r"(?i)\b(?:at|evaluated|not|never|no longer|unlike|if|sometimes|usually|would)\b|n't"


class Told(Data):
    """By what primes differentiate, from a place on."""

    variable: Formula
    names: frozenset[str] | None
    """The symbols of whose primes it is told; None for all."""
    start: int


def with_primes_told(
    statements: Sequence[Statement], headings: Sequence[Heading], source: Source
) -> tuple[Statement, ...]:
    """The statements with ∂h/∂x for h', after the prose says so, until the end of its section."""
    text = source.text
    told = _told(text) if "'" in text else []
    own = {_primed(one) for one in statements if one.cue in (Cue.DEFINE, Cue.ASSUME, Cue.PUT)}
    told = [one for one in told if not any(_is_of(one, name) for name in own - {None})]
    if not told or len({one.variable for one in told}) > 1:
        return tuple(statements)
    ends = [_end_of_section(one.start, headings, len(text)) for one in told]

    def rewritten(statement: Statement) -> Statement:
        span = statement.chain.span
        known = [
            one
            for one, end in zip(told, ends, strict=True)
            if one.start <= span.start < end or re.fullmatch(_AFTER_DISPLAY, text[span.end : one.start])
        ]
        return with_formulas(statement, lambda formula: _differentiated(formula, known)) if known else statement

    return tuple(map(rewritten, statements))


def _primed(statement: Statement) -> str | None:
    """The name of the symbol whose prime a statement is about, as x of x' = x + 1."""
    left = statement.chain.members[0].formula
    symbol = None if isinstance(left, ReadError) else symbol_of(left)
    return symbol.name.rstrip("'") if symbol is not None and symbol.name.endswith("'") else None


def _is_of(told: Told, name: str | None) -> bool:
    return told.names is None or name in told.names


def _end_of_section(start: int, headings: Sequence[Heading], end: int) -> int:
    """Where the section that a place stands in ends."""
    before = [one for one in headings if one.start <= start]
    level = before[-1].level if before else 0
    return next((one.start for one in headings if one.start > start and one.level <= level), end)


def _told(text: str) -> list[Told]:
    """What the sentences of a text tell of primes."""
    found: list[Told] = []
    end = 0
    for begin, end in _sentences(text):
        sentence = re.sub(r"\s", " ", text[begin:end])
        of_all = re.search(_EVERY, sentence)
        match = of_all or re.search(_ONE, sentence)
        variable = _symbol(match[match.re.groups]) if match is not None and not re.search(_UNSAID, sentence) else None
        if match is None or variable is None:
            continue
        if of_all:
            found.append(Told(variable[0], None, begin))
            continue
        primed, plain = _symbol(match[1]), _symbol(match[2])
        if primed is None or plain is None or primed[1].name != plain[1].name + "'":
            continue
        rest = sentence[match.end() :]
        others = [_symbol(one) for one in re.findall(_MATH, rest)] if re.search(_LIKEWISE, rest) else []
        names = {one[1].name for one in (primed, *others) if one is not None and one[1].name.endswith("'")}
        found.append(Told(variable[0], frozenset(name.rstrip("'") for name in names), begin))
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end; the dots of w.r.t. end none."""
    ends = (end for end in sentence_ends(text) if re.search(_SHORTENED, text[max(0, end - 8) : end]) is None)
    return pairwise((0, *ends, len(text)))


def _symbol(latex: str) -> tuple[Formula, Symbol] | None:
    """The symbol that a formula in the prose is."""
    try:
        formula = read_latex(latex).formula
    except ReadError:
        return None
    symbol = symbol_of(formula)
    return (formula, symbol) if symbol is not None else None


def _differentiated(formula: Formula, told: Sequence[Told]) -> Formula:
    match formula:
        case Multiplied(factors=factors, signs=signs):
            before_bracket = {
                id(one)
                for one, after, sign in zip(factors, factors[1:], signs, strict=False)
                if isinstance(after, Grouped) and not sign
            }
            return rebuilt(formula, lambda part: part if id(part) in before_bracket else _differentiated(part, told))
        case Ranged(letter=letter) if any(part == letter for one in told for part in subformulas(one.variable)):
            return formula  # ∂/∂x_i, below a sum over another i
        case Indexed(base=Primed(base=Name() as base, count=count), lower=lower, upper=upper):
            return _derivative(formula, Indexed(base, lower, upper, formula.span), count, told)
        case Primed(base=Name() as base, count=count):
            return _derivative(formula, base, count, told)
        case _:
            return rebuilt(formula, lambda part: _differentiated(part, told))


def _derivative(primed: Formula, plain: Formula, count: int, told: Sequence[Told]) -> Formula:
    symbol = symbol_of(plain)
    known = [one for one in told if symbol is not None and _is_of(one, symbol.name)]
    return Differentiated(plain, (known[0].variable,) * count, span=primed.span) if known else primed
