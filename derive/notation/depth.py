"""How deep a formula is, measured without recursion: what is read must not exhaust the stack of those who
walk it."""

from typing import Any

from derive.data import fields
from derive.formula import Formula
from derive.notation.messages import malformed

MAX_DEPTH = 200


def depth(formula: Formula) -> int:
    """The number of nodes on the longest way down from the root.

    >>> from derive.formula import Name, Negated
    >>> depth(Negated(Name("x")))
    2
    """
    deepest = 0
    waiting: list[tuple[Any, int]] = [(formula, 1)]
    while waiting:
        node, level = waiting.pop()
        if isinstance(node, tuple):
            waiting += [(child, level) for child in node]
        elif hasattr(node, "span"):
            deepest = max(deepest, level)
            waiting += [(getattr(node, name), level + 1) for name in fields(type(node)) if name != "span"]
    return deepest


def require_shallow(formula: Formula, tokens: int) -> None:
    """Raises ReadError 'too-deep' for a formula deeper than MAX_DEPTH; one of few tokens cannot be."""
    if tokens > MAX_DEPTH // 2 and depth(formula) > MAX_DEPTH:
        raise malformed("too-deep", formula.span, found=f"more than {MAX_DEPTH} levels")
