"""A driver for LALR(1) tables.

The tables are made from a grammar file by lark (derive.notation.tables), which is not needed to read with
them.
"""

from collections.abc import Sequence
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


class Parser:
    """Reads with a table. Of what stands between two tokens, most reductions have no alias, and give the state to
    another one only: where these lead is remembered, since the same few come again and again."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._passed: dict[tuple[int, int, str], int] = {}

    def parse(self, tokens: Sequence[Token], reductions: object) -> Any:
        """The value of the start symbol; `tokens` ends with an END token. `reductions` has a method for each alias, of
        the values of the right side and their span. Raises UnexpectedTokenError."""
        actions, rules, passed = self.table.actions, self.table.rules, self._passed
        state = self.table.start
        states = [state]
        values: list[Any] = []
        spans: list[tuple[int, int]] = []
        before: Token | None = None
        for token in tokens:
            kind, value, start, end = token
            while True:
                action = actions[state].get(kind)
                if action is None:
                    if kind == END and state == self.table.accept:
                        return values[-1]
                    terminals = frozenset(name for name in actions[state] if name.isupper() or name == END)
                    raise UnexpectedTokenError(token, before, terminals)
                if action >= 0:
                    break
                origin, size, alias = rules[-action - 1]
                if not alias:
                    key = (states[-2], state, kind)
                    if key not in passed:
                        passed[key] = self._pass(*key)
                    state = states[-1] = passed[key]
                    continue
                span = Span(spans[-size][0], spans[-1][1]) if size else Span(start, start)
                reduced = getattr(reductions, alias)(values[len(values) - size :], span)
                if size:
                    del values[-size:], spans[-size:], states[-size:]
                values.append(reduced)
                spans.append((span.start, span.end))
                state = actions[states[-1]][origin]
                states.append(state)
            state = action
            states.append(state)
            values.append(value)
            spans.append((start, end))
            before = token
        raise AssertionError("the tokens end with an END token")

    def _pass(self, below: int, state: int, kind: str) -> int:
        """The state to which reductions without an alias lead before a token, above another state."""
        actions, rules = self.table.actions, self.table.rules
        while (action := actions[state].get(kind)) is not None and action < 0:
            origin, _, alias = rules[-action - 1]
            if alias:
                break
            state = actions[below][origin]
        return state
