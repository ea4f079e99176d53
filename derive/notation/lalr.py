"""A driver for LALR(1) tables.

The tables are made from a grammar file by lark (derive.notation.tables), which is not needed to read with
them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from derive.data import Data
from derive.source import Span


class Token(NamedTuple):
    """A terminal of the grammar, with its value and its half-open range in the document."""

    kind: str
    value: Any
    start: int
    end: int


END = "$END"


class Table(Data):
    """An LALR(1) table. Action s >= 0 goes to state s; action -r - 1 reduces by rule r."""

    start: int
    accept: int
    rules: tuple[tuple[str, int, str], ...]
    """(origin, number of symbols on the right side, alias); without an alias the only child is the value."""
    actions: tuple[dict[str, int], ...]
    """By state: terminal or rule -> action."""


class UnexpectedTokenError(Exception):
    """No action for a token: `expected` are the terminals that could have stood there, `before` the last one
    read."""

    def __init__(self, token: Token, before: Token | None, expected: frozenset[str]) -> None:
        super().__init__(token.kind)
        self.token = token
        self.before = before
        self.expected = expected


Reduction = Callable[[Sequence[Any], Span], Any]


def parse(table: Table, tokens: Sequence[Token], reductions: Mapping[str, Reduction]) -> Any:
    """The value of the start symbol; `tokens` ends with an END token. Raises UnexpectedTokenError."""
    actions = table.actions
    rules = table.rules
    states = [table.start]
    values: list[Any] = []
    spans: list[tuple[int, int]] = []
    before: Token | None = None
    for token in tokens:
        kind, value, start, end = token
        while True:
            if kind == END and states[-1] == table.accept:
                return values[-1]
            action = actions[states[-1]].get(kind)
            if action is None:
                terminals = frozenset(name for name in actions[states[-1]] if name.isupper() or name == END)
                raise UnexpectedTokenError(token, before, terminals)
            if action >= 0:
                break
            origin, size, alias = rules[-action - 1]
            if alias:
                span = Span(spans[-size][0], spans[-1][1]) if size else Span(start, start)
                children = values[len(values) - size :]
                reduced = reductions[alias](children, span)
                if size:
                    del values[-size:], spans[-size:], states[-size:]
                values.append(reduced)
                spans.append((span.start, span.end))
            else:
                del states[-1]
            states.append(actions[states[-1]][origin])
        states.append(action)
        values.append(value)
        spans.append((start, end))
        before = token
    raise AssertionError("the tokens end with an END token")
