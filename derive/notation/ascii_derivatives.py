"""Derivatives in plain text: d/dx (…), dL/dz_i, ∂²f/∂x∂y, d_i(…), ∂_x f."""

from abc import abstractmethod

from derive.data import replace
from derive.formula import Differentiated, Formula, Indexed, Numeral
from derive.notation.ascii_cursor import Cursor
from derive.notation.ascii_tokens import OPENING, Token
from derive.notation.ascii_words import is_known, name_of
from derive.notation.messages import malformed
from derive.source import Span

_REACH = 24
"""How many signs may stand between d or ∂ and the slash below it."""


class DerivativeParser(Cursor):
    """Reads derivatives, which are known by the d or ∂ below a slash."""

    @abstractmethod
    def product(self, *, written: bool = True) -> Formula:
        """A product."""

    @abstractmethod
    def starts_operand(self) -> bool:
        """Whether an operand may begin here."""

    def derivative(self) -> Formula | None:
        """The derivative that stands here, if one does."""
        token = self.now
        after = self.tokens[self.place + 1]
        if after.kind == "sub" or after.is_sign("_"):
            if token.is_sign("∂"):
                return self.by_index(token)
            if (token.text == "d" or token.text in self.derivatives) and self.is_applied():
                return self.by_index(token)
        if not is_differential(token):
            return None
        slash = self.slash_after(token)
        return None if slash is None else self.fraction(token, slash)

    def is_applied(self) -> bool:
        """Whether a bracket stands right after the subscript of the word that stands here."""
        place = self.place + 1
        if self.tokens[place].kind == "sub":
            place += 1
        else:
            place = self.closer.get(place + 1, place) + 1
        after = self.tokens[min(place, len(self.tokens) - 1)]
        return after.is_sign("(", "[") and not after.spaced

    def by_index(self, token: Token) -> Formula:
        """d_i(…), where the text may say that it is the derivative by o_i; ∂_x f."""
        self.place += 1
        lower = self.indices()
        letter = self.derivatives.get(token.text)
        variables: tuple[Formula, ...] = lower
        if letter is not None:
            variables = (Indexed(letter, lower, span=token.span.join(self.tokens[self.place - 1].span)),)
        operand = self.argument() if self.now.is_sign(*OPENING) else self.power()
        return Differentiated(operand, variables, "subscript", token.text != "∂", token.span.join(operand.span))

    @abstractmethod
    def argument(self) -> Formula:
        """The bracket that stands here; without it where it holds a single term."""

    def slash_after(self, token: Token) -> int | None:
        """The place of the slash with the same d or ∂ below it."""
        place = self.place + 1
        for _ in range(_REACH):
            if place >= len(self.tokens):
                return None
            here = self.tokens[place]
            if here.is_sign("/"):
                below = self.tokens[place + 1]
                return place if is_differential(below) and below.is_sign("∂") == token.is_sign("∂") else None
            if here.is_sign(*OPENING):
                place = self.closer[place] + 1
            elif here.kind in ("word", "number", "sub", "super", "prime") or here.is_sign("^", "Σ", "√"):
                place += 1
            else:
                return None
        return None

    def fraction(self, token: Token, slash: int) -> Formula:
        self.place += 1
        order = self.order() if token.text in ("d", "∂") else 1
        above = list(self.tokens[self.place : slash])
        if token.text not in ("d", "∂"):
            above.insert(0, replace(token, text=token.text[1:], span=Span(token.span.start + 1, token.span.end)))
        operand = self.part(above) if above else None
        self.place = slash + 1
        variables: list[Formula] = []
        while len(variables) < order and is_differential(self.now):
            variable = self.variable()
            variables += [variable] * self.order()
        span = token.span.join(self.tokens[self.place - 1].span)
        if len(variables) != order or self.now.kind == "super" or self.now.is_sign("^"):
            raise malformed("derivative-order", span, expected=f"{order} below", found=f"{len(variables)} below")
        if operand is not None:
            return Differentiated(operand, tuple(variables), "fraction", token.text != "∂", span)
        if not self.starts_operand() and self.now.kind != "number":
            return Differentiated(None, tuple(variables), "operator", token.text != "∂", span)
        operand = self.power() if self.now.is_sign(*OPENING) else self.product()
        return Differentiated(operand, tuple(variables), "operator", token.text != "∂", span.join(operand.span))

    def order(self) -> int:
        """The order that stands here, as in d²f or dx^2; 1 if there is none."""
        if self.now.kind != "super" and not self.now.is_sign("^"):
            return 1
        span = self.now.span
        order = self.exponent()
        if isinstance(order, Numeral) and order.value.denominator == 1 and 1 <= order.value <= 9:
            return int(order.value)
        raise malformed("derivative-order", span, expected="a number from 1 to 9")

    def variable(self) -> Formula:
        """What stands after the d or ∂ below a slash."""
        token = self.now
        self.place += 1
        if token.text in ("d", "∂"):
            token = self.now
            if token.kind != "word":
                raise malformed("missing-operand", token.span, found=token.text or "the end of the formula")
            self.place += 1
        else:
            token = replace(token, text=token.text[1:], span=Span(token.span.start + 1, token.span.end))
        variable = name_of(token.text, token.span)
        while (indexed := self.scripted(variable, token)) is not None:
            variable = indexed
        return variable


def is_differential(token: Token) -> bool:
    """Whether this is ∂, d, or a name after d: dL."""
    if token.kind != "word":
        return token.is_sign("∂")
    return token.text[0] == "d" and not is_known(token.text)
