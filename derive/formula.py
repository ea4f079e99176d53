"""What is written: the syntax tree of a formula. Data only; nothing here says what a formula means.

Every node carries the span of its text, which takes no part in equality. Names are stored in Unicode (θ, ŷ is
`Name("y", "hat")`), never as LaTeX commands.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from derive.source import NOWHERE, Span


def _span() -> Span:
    return field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: 2, 0.5."""

    value: Fraction
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Name:
    """A letter or a word, with at most one accent: x, θ, ŷ, softmax."""

    letter: str
    accent: Literal["", "hat", "bar", "tilde", "dot"] = ""
    style: Literal["", "bold", "calligraphic", "word"] = ""
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Indexed:
    """base_{lower} or base^{(upper)}: indices only; x^2 is a Raised, x^{(s)} an Indexed."""

    base: "Formula"
    lower: tuple["Formula", ...]
    upper: tuple["Formula", ...] = ()
    """Only superscripts in parentheses, as in the sample superscript x^{(s)}."""
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Raised:
    """base^exponent"""

    base: "Formula"
    exponent: "Formula"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Primed:
    """f', f''"""

    base: "Formula"
    count: int
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Negated:
    """-operand"""

    operand: "Formula"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Added:
    """terms[0] + terms[1] + ...; a - b is Added((a, Negated(b)))."""

    terms: tuple["Formula", ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Multiplied:
    """A product; signs[k] stands between factors[k] and factors[k + 1] ('' for juxtaposition)."""

    factors: tuple["Formula", ...]
    signs: tuple[Literal["", "·", "×", "*", "⊙"], ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Divided:
    r"""numerator / denominator, as \frac or with a slash."""

    numerator: "Formula"
    denominator: "Formula"
    style: Literal["frac", "slash"] = "frac"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Rooted:
    """The square root, or the root of the given degree."""

    radicand: "Formula"
    degree: "Formula | None" = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Compared:
    """left sign right, where a formula holds a relation: below a sum, in a case, over a brace."""

    left: "Formula"
    sign: str
    """One of = ≠ < ≤ > ≥ ∈ ≈."""
    right: "Formula"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Ranged:
    r"""A sum or a product over one letter: \sum_{k=1}^n body, \sum_k body, \sum_{k \neq i} body."""

    operator: Literal["sum", "product"]
    letter: "Formula | None"
    """The bound letter; None for a bare Σ without one."""
    lower: "Formula | None"
    upper: "Formula | None"
    conditions: tuple[Compared, ...]
    """What else is written below the sign, such as k ≠ i."""
    body: "Formula"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Applied:
    r"""A function with its argument: \log x, \exp(x), softmax(z), f(x). `power` is that of \log^2 x."""

    function: "Formula"
    arguments: tuple["Formula", ...]
    power: "Formula | None" = None
    parenthesised: bool = True
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Differentiated:
    r"""∂operand/∂variables. style: 'fraction' \frac{∂f}{∂x}, 'operator' \frac{∂}{∂x} f, 'subscript' ∂_x f, 'nabla'."""

    operand: "Formula | None"
    """None for a bare operator."""
    variables: tuple["Formula", ...]
    """Repeated for higher derivatives: ∂²f/∂x² has (x, x)."""
    style: Literal["fraction", "operator", "subscript", "nabla"] = "fraction"
    total: bool = False
    """Written with d rather than ∂."""
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Grouped:
    """A formula in brackets that are written; brackets: '(', '[', '{', '|', '‖'."""

    body: "Formula"
    bracket: str = "("
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots of a list or of a long sum."""

    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Listed:
    """(a, b, …, z): a list of at least two entries, some of which may be Dots."""

    items: tuple["Formula", ...]
    bracket: str = "("
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Cased:
    r"""\begin{cases}: (value, conditions) by row; no conditions means otherwise."""

    branches: tuple[tuple["Formula", tuple[Compared, ...]], ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Arrayed:
    """A matrix, by rows."""

    rows: tuple[tuple["Formula", ...], ...]
    bracket: str = "["
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Transposed:
    """base^T, base^⊤"""

    base: "Formula"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Braced:
    r"""\underbrace{body}_{label} or \overbrace{body}^{label}; a label '= x' claims body = x."""

    body: "Formula"
    label: "Formula | None"
    claims: bool
    """Whether the label begins with '='."""
    over: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Indicated:
    r"""An indicator \mathbb{1}\{i = j\}: 1 where the conditions hold, else 0."""

    conditions: tuple[Compared, ...]
    span: Span = _span()


Formula: TypeAlias = (
    Numeral | Name | Indexed | Raised | Primed | Negated | Added | Multiplied | Divided | Rooted | Compared
    | Ranged | Applied | Differentiated | Grouped | Dots | Listed | Cased | Arrayed | Transposed | Braced
    | Indicated
)  # fmt: skip
