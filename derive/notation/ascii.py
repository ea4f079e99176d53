"""Plain-text mathematics (ASCII and Unicode) -> Formula, by recursive descent:

    relation    sum, or sums with relations between them
    sum         [+|-] product (+|- product)*
    product     run ((*|·|×|⊙|/) [-] run)*            from the left; / divides the factor before it
    run         power power*                          a product without signs
    power       postfix [^ [-] postfix]               ** is ^
    postfix     atom scripts                          x_i, x_{ij}, xᵢ, P[n,c], x², f'
    atom        number | word | ( sum ) | [ sum ] | Σ_k … | d/dx … | ∂f/∂x | d_i(…) | log … | 1{i = j}

How far a sum reaches. Σ_k(…), without a space, ends at the bracket, so that Sum_k(exp(o_k))^2 is the square of the
sum; other sums end with the factor after them. A sum goes on to the last factor of its product in which its letter
stands: Sum_k(y_k) x_k is Σ_k y_k x_k. Where a bracket that holds a sum is raised, as in sum_k(a_k - b_k)^2, the
reading is not clear, and there is none.

>>> from derive.notation.canonical import canonical_latex
>>> print(canonical_latex(read_ascii("exp(o_j)/Sum_k(exp(o_k))^2").formula))
{\\exp \\left(o_{j}\\right)} / {\\left(\\sum_{k} {\\exp \\left(o_{k}\\right)}\\right)^{2}}
"""

from collections.abc import Mapping
from types import MappingProxyType

from derive.data import Data
from derive.errors import ReadError
from derive.formula import Compared, Name
from derive.notation.ascii_parser import Parser
from derive.notation.ascii_tokens import scan
from derive.notation.depth import require_shallow
from derive.notation.latex import Reading
from derive.notation.messages import malformed


class Abbreviations(Data):
    """What a document calls its operators and symbols in words."""

    derivatives: Mapping[str, Name] = MappingProxyType({})
    """The letter of an operator -> that of its variable: d -> o where d_i is the derivative with respect to o_i."""
    deltas: frozenset[str] = frozenset()
    """Letters of the Kronecker delta."""


NO_ABBREVIATIONS = Abbreviations()


def read_ascii(text: str, start: int = 0, abbreviations: Abbreviations = NO_ABBREVIATIONS) -> Reading:
    """The formula written in `text`, which begins at offset `start` of its document: one member of a chain.

    Raises ReadError, with a span in the document.
    """
    tokens = scan(text, start)
    slips: list[ReadError] = []
    formula = Parser(tokens, slips, abbreviations.derivatives, abbreviations.deltas).whole()
    require_shallow(formula, len(tokens))
    if isinstance(formula, Compared):
        raise malformed("unexpected-relation", formula.span, found=formula.sign)
    return Reading(formula, tuple(slips))
