r"""LaTeX mathematics -> Formula.

>>> read_latex(r"\hat{y}_i - 1").formula.terms[1].operand.value
Fraction(1, 1)
"""

import re

from derive.data import Data
from derive.errors import ReadError
from derive.formula import Compared, Formula
from derive.notation.commands import MAX_LENGTH
from derive.notation.depth import require_shallow
from derive.notation.lalr import Parser, UnexpectedTokenError
from derive.notation.latex_table import TABLE
from derive.notation.macros import NO_MACROS, Macros
from derive.notation.messages import malformed, unexpected
from derive.notation.operands import require_no_end
from derive.notation.reductions import Reductions
from derive.notation.tokens import Scanner
from derive.source import Span

PARSER = Parser(TABLE)
"""The one for rows of plain text, too, which are spelled in the same terminals."""


class Reading(Data):
    """What a text was read as. Each slip is a place that is malformed and for which one reading is plainly
    meant."""

    formula: Formula
    slips: tuple[ReadError, ...]


_SCRIPT_APART = r"(?<=[\w})\]\s])\{(\s*[_^]\s*(?:\{[^{}]*\}|\w)\s*)\}"
"""{y}{_{k}}, which is set as y_k: the braces around the script go."""
_UNICODE = r"\\unicode\s*\{\s*x([\dA-Fa-f]{2,5})\s*\}"
"""\\unicode{x1D7D9}, a character by its number."""

_BARE_SUM = r"(?:\\sum(?![A-Za-z])|∑)\s*(?:['})\]/]|\^\s*\{?\s*2)"
"""A sum sign that stands for a sum: ∑′, a/∑, ∑²."""


def read_latex(text: str, start: int = 0, macros: Macros = NO_MACROS) -> Reading:
    """The formula written in `text`, which begins at offset `start` of its document: one member of a chain.

    Raises ReadError, with a span in the document.
    """
    reading = read_relation(text, start, macros)
    if isinstance(reading.formula, Compared) and reading.formula.sign not in ("|", ";", ":", "‖"):
        found = reading.formula.sign
        raise malformed("unexpected-relation", reading.formula.span, found=found)
    return reading


def _character(match: re.Match[str]) -> str:
    """The character, at the length of what stands for it; one of ASCII may be a sign of LaTeX's own."""
    number = int(match[1], 16)
    return chr(number).ljust(len(match[0])) if number > 127 and chr(number).isprintable() else match[0]


def read_relation(text: str, start: int = 0, macros: Macros = NO_MACROS) -> Reading:
    """Like read_latex, for what may also be a relation, such as the condition of a case."""
    if len(text) > MAX_LENGTH:
        raise malformed("too-long", Span(start, start + len(text)), found=f"{len(text)} characters")
    text = re.sub(_SCRIPT_APART, r" \1 ", text)
    text = re.sub(_UNICODE, _character, text) if "\\unicode" in text else text
    tokens = Scanner(text, start, macros).scan()
    reductions = Reductions(sums_are_symbols=re.search(_BARE_SUM, text) is not None)
    try:
        formula = reductions.settled(PARSER.parse(tokens, reductions))
    except UnexpectedTokenError as error:
        written = text[error.token.start - start : error.token.end - start]
        raise unexpected(error, written) from None
    require_shallow(formula, len(tokens))
    require_no_end(formula)
    return Reading(formula, tuple(reductions.slips))
