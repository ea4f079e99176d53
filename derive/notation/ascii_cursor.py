"""A place in a row of plain-text mathematics, and what stands above and below a letter there."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from derive.data import replace
from derive.errors import ReadError
from derive.formula import (
    Formula,
    Grouped,
    Indexed,
    Listed,
    Name,
    Primed,
    Raised,
    Transposed,
)  # fmt: skip
from derive.letters import ACCENTS
from derive.notation.ascii_tokens import Token, match_brackets, scan
from derive.notation.ascii_words import accented, indices_of
from derive.notation.messages import malformed

MAX_POWERS = 40
"""How many powers may stand within each other, in brackets or not."""


class Cursor(ABC):
    """Reads one row, from left to right."""

    def __init__(
        self,
        tokens: Sequence[Token],
        slips: list[ReadError],
        derivatives: Mapping[str, Name],
        deltas: frozenset[str],
    ) -> None:
        self.tokens = tokens
        self.slips = slips
        self.derivatives = derivatives
        self.deltas = deltas
        self.closer = match_brackets(tokens)
        self.place = 0
        self.level = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def attached(self, *brackets: str) -> bool:
        """Whether one of these brackets follows without a space."""
        return self.now.is_sign(*brackets) and not self.now.spaced

    @abstractmethod
    def part(self, tokens: Sequence[Token]) -> Formula:
        """These tokens as a row of their own."""

    @abstractmethod
    def atom(self) -> Formula:
        """A number, a name, a bracket, a sum, a derivative."""

    @abstractmethod
    def group(self) -> Formula:
        """What stands in a bracket, with it."""

    def power(self) -> Formula:
        """A base with its scripts and at most one power."""
        self.level += 1
        if self.level > MAX_POWERS:
            raise malformed("too-deep", self.now.span, found=f"more than {MAX_POWERS} levels")
        base = self.postfix()
        raised = 0
        while self.now.kind == "super" or self.now.is_sign("^"):
            token = self.now
            exponent = self.exponent()
            span = base.span.join(self.tokens[self.place - 1].span)
            if isinstance(exponent, Name) and exponent.letter in ("T", "⊤"):
                base = Transposed(base, span)
            elif token.kind == "super" and isinstance(exponent, Grouped) and isinstance(base, Name | Indexed):
                base = _with_upper(base, exponent)
            else:
                base = Raised(base, exponent, span)
            raised += 1
            if raised > 1:
                raise malformed("double-superscript", token.span, found=token.text)
        self.level -= 1
        return base

    def exponent(self) -> Formula:
        """What stands above: ², ^2, ^{…}, ^(…), ^-x."""
        token = self.now
        self.place += 1
        if token.kind == "super":
            return self.script(token)
        sign = self.now
        if sign.is_sign("-", "+"):
            self.place += 1
        bracket = self.now.is_sign("(", "[", "{")
        exponent = self.group() if bracket else self.postfix()
        if isinstance(exponent, Grouped) and exponent.bracket in "({":
            exponent = exponent.body
        return self.negated(sign, exponent) if sign.is_sign("-") else exponent

    @abstractmethod
    def negated(self, sign: Token, operand: Formula) -> Formula:
        """-operand"""

    def script(self, token: Token) -> Formula:
        """What a script of Unicode characters says; its parts have no places of their own."""
        inside = [replace(part, span=token.span) for part in scan(token.text, 0)]
        return self.part(inside[:-1])

    def postfix(self) -> Formula:
        begin = self.now
        base = self.atom()
        if begin.kind == "number" and self.now.kind != "sub":
            return base
        while (indexed := self.scripted(base, begin)) is not None:
            base = indexed
        if self.now.kind == "prime":
            base = Primed(base, len(self.now.text), base.span.join(self.now.span))
            self.place += 1
        return base

    def scripted(self, base: Formula, begin: Token) -> Formula | None:
        """The base with the next subscript, if one follows: x_i, x_{i,j}, x[i,j], x1, x_hat."""
        named = isinstance(base, Name | Indexed) and begin.kind == "word"
        one = len(begin.text) == 1 and isinstance(base, Name)
        token = self.now
        if token.kind == "sub" and token.text in ACCENTS and isinstance(base, Name) and not base.accent:
            self.place += 1
            return accented(base, token.text)
        if token.kind == "sub" or token.is_sign("_"):
            lower = self.indices()
        elif named and (self.attached("[") and self.holds_indices()):
            lower = self.bracketed()
        elif one and token.kind == "number" and not token.spaced and "." not in token.text:
            lower = indices_of(token.text, token.span)
            self.place += 1
        else:
            return None
        span = base.span.join(self.tokens[self.place - 1].span)
        if isinstance(base, Indexed) and not base.upper:
            return Indexed(base.base, (*base.lower, *lower), span=span)
        if isinstance(base, Name) and base.letter in self.deltas and len(lower) == 2:
            base = Name("δ", span=base.span)
        return Indexed(base, lower, span=span)

    def indices(self) -> tuple[Formula, ...]:
        """The indices of the subscript that stands here."""
        token = self.now
        self.place += 1
        if token.kind == "sub":
            plain = all(character.isalnum() for character in token.text)
            return indices_of(token.text, token.span) if plain else (self.script(token),)
        if not self.now.is_sign("(", "{", "["):
            raise malformed("missing-argument", self.now.span, found=self.now.text or "the end of the formula")
        return self.bracketed()

    def bracketed(self) -> tuple[Formula, ...]:
        """The indices in the bracket that stands here; letters that stand together, as in {ij}, are one each."""
        inside = self.tokens[self.place + 1 : self.closer[self.place]]
        if len(inside) == 1 and inside[0].kind == "word":
            self.place = self.closer[self.place] + 1
            return indices_of(inside[0].text, inside[0].span)
        group = self.group()
        if isinstance(group, Listed):
            return group.items
        return (group.body if isinstance(group, Grouped) else group,)

    def holds_indices(self) -> bool:
        """Whether the bracket that stands here holds letters and numbers with commas between them, and nothing else."""
        inside = self.tokens[self.place + 1 : self.closer[self.place]]
        turn = True
        for token in inside:
            if token.kind == "sub" and not turn:
                continue
            if (token.kind in ("word", "number") or token.is_sign(":")) is not turn:
                return False
            if not turn and not token.is_sign(","):
                return False
            turn = not turn
        return not turn and not any(token.is_sign(":") for token in inside)


def _with_upper(base: Name | Indexed, upper: Grouped) -> Formula:
    span = base.span.join(upper.span)
    if isinstance(base, Indexed):
        return Indexed(base.base, base.lower, (*base.upper, upper.body), span)
    return Indexed(base, (), (upper.body,), span)
