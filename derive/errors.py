"""What can go wrong for a user. Every error says what was expected and what was found."""

from functools import partial
from typing import Any

from derive.source import NOWHERE, Span


class DeriveError(Exception):
    """A mistake of the user's: `code` names its kind, `span` its place, where there is one."""

    def __init__(self, message: str, *, code: str, span: Span = NOWHERE, expected: str = "", found: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.span = span
        self.expected = expected
        self.found = found

    def __reduce__(self) -> tuple[Any, ...]:
        """So that it can be handed from one process to another."""
        again = partial(type(self), code=self.code, span=self.span, expected=self.expected, found=self.found)
        return again, (self.message,), self.__dict__


class ReadError(DeriveError):
    """A place in a formula that cannot be read; the rest of the document still is."""


class UsageError(DeriveError):
    """A command or a call that makes no sense: an unknown name, a missing file, n out of range."""


class UnsupportedError(DeriveError):
    """A formula that was read, but whose meaning is outside what can be decided."""
