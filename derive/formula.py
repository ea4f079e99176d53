"""What is written: the syntax tree of a formula. Data only; nothing here says what a formula means.

Every node carries the span of its text, which takes no part in equality. Names are stored in Unicode (θ, ŷ is
`Name("y", "hat")`), never as LaTeX commands.
"""

from fractions import Fraction
from typing import Literal, TypeAlias

from derive.data import Data, aside
from derive.source import NOWHERE, Span


class Numeral(Data):
    """A number as written: 2, 0.5."""

    value: Fraction
    span: Span = aside(NOWHERE)


class Name(Data):
    """A letter or a word, with at most one accent: x, θ, ŷ, softmax."""

    letter: str
    accent: Literal["", "hat", "bar", "tilde", "dot", "overleftarrow"] = ""
    style: Literal["", "bold", "calligraphic", "word", "entries"] = ""
    """`entries`: a function of numbers that is taken of each entry of an array."""
    span: Span = aside(NOWHERE)


class Indexed(Data):
    """base_{lower} or base^{(upper)}: indices only; x^2 is a Raised, x^{(s)} an Indexed."""

    base: "Formula"
    lower: tuple["Formula", ...]
    upper: tuple["Formula", ...] = ()
    """Only superscripts in parentheses, as in the sample superscript x^{(s)}."""
    span: Span = aside(NOWHERE)


class Raised(Data):
    """base^exponent"""

    base: "Formula"
    exponent: "Formula"
    span: Span = aside(NOWHERE)


class Primed(Data):
    """f', f''"""

    base: "Formula"
    count: int
    span: Span = aside(NOWHERE)


class Negated(Data):
    """-operand"""

    operand: "Formula"
    span: Span = aside(NOWHERE)


class Added(Data):
    """terms[0] + terms[1] + ...; a - b is Added((a, Negated(b)))."""

    terms: tuple["Formula", ...]
    span: Span = aside(NOWHERE)


class Multiplied(Data):
    """A product; signs[k] stands between factors[k] and factors[k + 1] ('' for juxtaposition)."""

    factors: tuple["Formula", ...]
    signs: tuple[Literal["", "·", "×", "*", "⊙"], ...]
    span: Span = aside(NOWHERE)


class Divided(Data):
    r"""numerator / denominator, as \frac or with a slash."""

    numerator: "Formula"
    denominator: "Formula"
    style: Literal["frac", "slash"] = "frac"
    span: Span = aside(NOWHERE)


class Rooted(Data):
    """The square root, or the root of the given degree."""

    radicand: "Formula"
    degree: "Formula | None" = None
    span: Span = aside(NOWHERE)


class Compared(Data):
    """left sign right, where a formula holds a relation: below a sum, in a case, over a brace."""

    left: "Formula"
    sign: str
    """One of = ≠ < ≤ > ≥ ∈ ≈."""
    right: "Formula"
    span: Span = aside(NOWHERE)


EQUALITIES = ("=", ":=", "≡")
"""The signs that say that two sides are equal."""


class Ranged(Data):
    r"""A sum or a product over one letter: \sum_{k=1}^n body, \sum_k body, \sum_{k \neq i} body."""

    operator: Literal["sum", "product"]
    letter: "Formula | None"
    """The bound letter; None for a bare Σ without one."""
    lower: "Formula | None"
    upper: "Formula | None"
    conditions: tuple[Compared, ...]
    """What else is written below the sign, such as k ≠ i."""
    body: "Formula"
    span: Span = aside(NOWHERE)


class Applied(Data):
    r"""A function with its argument: \log x, \exp(x), softmax(z), f(x). `power` is that of \log^2 x."""

    function: "Formula"
    arguments: tuple["Formula", ...]
    power: "Formula | None" = None
    parenthesised: bool = True
    span: Span = aside(NOWHERE)


class Differentiated(Data):
    r"""∂operand/∂variables. style: 'fraction' \frac{∂f}{∂x}, 'operator' \frac{∂}{∂x} f, 'subscript' ∂_x f, 'nabla',
    'named' dx for ∂f/∂x."""

    operand: "Formula | None"
    """None for a bare operator."""
    variables: tuple["Formula", ...]
    """Repeated for higher derivatives: ∂²f/∂x² has (x, x)."""
    style: Literal["fraction", "operator", "subscript", "nabla", "named"] = "fraction"
    total: bool = False
    """Written with d rather than ∂."""
    span: Span = aside(NOWHERE)


class Grouped(Data):
    """A formula in brackets that are written; brackets: '(', '[', '{', '|', '‖'."""

    body: "Formula"
    bracket: str = "("
    span: Span = aside(NOWHERE)


class Dots(Data):
    """The dots of a list or of a long sum."""

    span: Span = aside(NOWHERE)


class Listed(Data):
    """(a, b, …, z): a list of at least two entries, some of which may be Dots."""

    items: tuple["Formula", ...]
    bracket: str = "("
    span: Span = aside(NOWHERE)


class Cased(Data):
    r"""\begin{cases}: (value, conditions) by row; no conditions means otherwise."""

    branches: tuple[tuple["Formula", tuple[Compared, ...]], ...]
    span: Span = aside(NOWHERE)


class Arrayed(Data):
    """A matrix, by rows."""

    rows: tuple[tuple["Formula", ...], ...]
    bracket: str = "["
    span: Span = aside(NOWHERE)


class Transposed(Data):
    """base^T, base^⊤"""

    base: "Formula"
    span: Span = aside(NOWHERE)


class Braced(Data):
    r"""\underbrace{body}_{label} or \overbrace{body}^{label}; a label '= x' claims body = x."""

    body: "Formula"
    label: "Formula | None"
    claims: bool
    """Whether the label begins with '='."""
    over: bool = False
    span: Span = aside(NOWHERE)


class Indicated(Data):
    r"""An indicator \mathbb{1}\{i = j\}: 1 where the conditions hold, else 0."""

    conditions: tuple[Compared, ...]
    span: Span = aside(NOWHERE)


Formula: TypeAlias = (
    Numeral | Name | Indexed | Raised | Primed | Negated | Added | Multiplied | Divided | Rooted | Compared
    | Ranged | Applied | Differentiated | Grouped | Dots | Listed | Cased | Arrayed | Transposed | Braced
    | Indicated
)  # fmt: skip
