"""Plain-text mathematics (ASCII and Unicode) -> Formula, by the grammar and the reductions of LaTeX (latex.lark).

Its own are the spelling and the reach. Scripts need no braces: x_i, x_ij, x_{i,j}, xᵢ, x1, P[n,c], x², x**2, e^-x_i;
derivatives have a slash, dL/dz_i, ∂²f/∂x∂y, or an index, d_i(…), ∂_x f; names may be words, theta, y_hat; 1{i = j}
and [i = j] are indicators; Σ_{k=1..n} and Sum_k(…) are sums (derive.notation.ascii_scripts, ascii_spelling). How far a
sum or a function reaches is told by spaces and letters (derive.notation.ascii_rows).

>>> from derive.notation.canonical import canonical_latex
>>> print(canonical_latex(read_ascii("exp(o_j)/Sum_k(exp(o_k))^2").formula))
{\\exp \\left(o_{j}\\right)} / {\\left(\\sum_{k} {\\exp \\left(o_{k}\\right)}\\right)^{2}}
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from derive.data import Data
from derive.formula import Compared, Name
from derive.notation.ascii_rows import PlainRow
from derive.notation.ascii_spelling import Speller
from derive.notation.ascii_tokens import scan
from derive.notation.ascii_words import in_letters
from derive.notation.depth import require_shallow
from derive.notation.lalr import UnexpectedTokenError
from derive.notation.latex import PARSER, Reading
from derive.notation.messages import malformed, unexpected
from derive.notation.reductions import Reductions


class Abbreviations(Data):
    """What a document calls its operators and symbols in words."""

    derivatives: Mapping[str, Name] = MappingProxyType({})
    """The letter of an operator -> that of its variable: d -> o where d_i is the derivative with respect to o_i."""
    deltas: frozenset[str] = frozenset()
    """Letters of the Kronecker delta."""
    products: frozenset[str] = frozenset()
    """Words that are products of letters: ax, where a and x stand by themselves elsewhere."""
    unclear: frozenset[str] = frozenset()
    """Words that may be products of letters, or names."""
    whole: frozenset[str] = frozenset()
    """Words that begin with d and are no differentials: duration."""


NO_ABBREVIATIONS = Abbreviations()


def read_ascii(text: str, start: int = 0, abbreviations: Abbreviations = NO_ABBREVIATIONS) -> Reading:
    """The formula written in `text`, which begins at offset `start` of its document: one member of a chain.

    Raises ReadError, with a span in the document.
    """
    signs = in_letters(scan(text, start), abbreviations.products)
    for sign in signs if abbreviations.unclear else ():
        if sign.kind == "word" and sign.text in abbreviations.unclear:
            raise malformed("ambiguous-word", sign.span, found=sign.text)
    tokens = Speller(signs, abbreviations.derivatives, abbreviations.deltas, abbreviations.whole).spell()
    reductions = Reductions(PlainRow)
    try:
        piece: Any = PARSER.parse(tokens, reductions)
    except UnexpectedTokenError as error:
        raise unexpected(error, text[error.token.start - start : error.token.end - start]) from None
    formula = reductions.settled(piece)
    require_shallow(formula, len(tokens))
    if isinstance(formula, Compared):
        raise malformed("unexpected-relation", formula.span, found=formula.sign)
    return Reading(formula, tuple(reductions.slips))
