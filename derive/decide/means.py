"""What a proof may use. A step is explained by the least that still proves it."""

from derive.calculus.differentiate import ALL
from derive.data import Data


class Means(Data):
    """Every field may be made smaller without making anything false provable."""

    definitions: frozenset[str]
    """Names whose definitions may be unfolded; the others are variables."""
    hypotheses: frozenset[int]
    """Numbers of the hypotheses that may rewrite."""
    differentiation: frozenset[str] = ALL
    """Codes of the rules of differentiation; what they leave is an atom."""
    sums: bool = True
    """Whether sums are taken apart; otherwise each is an atom."""
    results: frozenset[int] = frozenset()
    """Numbers of the earlier results that may replace a derivative."""
