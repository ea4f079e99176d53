"""Plain-text mathematics -> the terminals of latex.lark, in which both spellings have one grammar.

What needs memory is settled here: which sign is a prefix, which bar opens, which d differentiates.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from derive.data import replace
from derive.errors import ReadError
from derive.formula import Dots, Name, Numeral
from derive.notation.ascii_scripts import with_braces
from derive.notation.ascii_tokens import OPENING, RELATIONS, Token, match_brackets
from derive.notation.ascii_words import is_differential, is_function, name_of, sum_of
from derive.notation.commands import TIMES
from derive.notation.lalr import END
from derive.notation.lalr import Token as Terminal
from derive.notation.messages import malformed
from derive.notation.numbers import numeral
from derive.notation.pieces import Head, Mark, Partial
from derive.source import Span

_REACH = 40
"""How many signs may stand between d and the slash below it."""
_SIGNS = RELATIONS | {*"+-*·×⊙/^_,()[]{}|∂ΣΠ√𝟙", "||", "**", "..."}
"""What has a meaning."""
_OPENER = {closing: opening for opening, closing in OPENING.items()}


class Speller:
    """Reads the signs of one row; the others are those of derive.notation.ascii.Abbreviations."""

    def __init__(
        self,
        signs: Sequence[Token],
        derivatives: Mapping[str, Name],
        deltas: frozenset[str],
        whole: frozenset[str] = frozenset(),
    ) -> None:
        self.signs = with_braces(signs)
        self.closer = match_brackets(self.signs)
        self.derivatives = derivatives
        self.deltas = deltas
        self.whole = whole
        self.place = 0
        self.tokens: list[Terminal] = []
        self.last = "start"
        """What was read last, scripts aside: 'operand', 'operator' (d/dx, which may stand alone), 'sum', 'function'
        (which takes an operand), 'sign', 'times', 'start' (of a bracket, after a relation or a comma)."""
        self.open: list[tuple[Token, str]] = []
        """Each bracket that is open, and what will have been read last when it closes."""
        self.slashes: dict[int, int] = {}
        """The place of each slash between two d or ∂ -> the order of the derivative."""
        self.owed = 0
        """How many more d or ∂ may stand below the slash that was read last."""
        self.depth = 0
        """How many brackets are open around that slash."""
        self.after = "operand"
        """What was read above it: 'operator' for d/dx, whose variable leaves it so."""
        self.raised = -1
        """How many tokens there were after the last superscript."""

    def spell(self) -> list[Terminal]:
        """All terminals, the last one END. Raises ReadError."""
        if len(self.signs) == 1:
            raise malformed("empty-formula", self.signs[0].span, found="the end of the formula")
        while (sign := self.signs[self.place]).kind != "end":
            self.read(sign)
        self.leave_bars(sign)
        self.require_operand(sign)
        self.emit(END, "", sign.span)
        return self.tokens

    def read(self, sign: Token) -> None:
        self.place += 1
        match sign.kind:
            case "number":
                self.read_number(sign)
            case "word":
                self.read_word(sign)
            case "index":
                self.emit("ATOM", name_of(sign.text, sign.span), sign.span)
            case "prime":
                self.require_base(sign)
                self.emit("PRIME", len(sign.text), sign.span)
            case "open":
                self.opens(sign, "LBRACE", "{", self.last)
            case "close":
                self.closes(sign, "RBRACE", "}")
            case _:
                self.read_sign(sign)

    def emit(self, kind: str, value: Any, span: Span, last: str = "operand") -> None:
        self.tokens.append(Terminal(kind, value, span.start, span.end))
        self.last = last

    def opens(self, sign: Token, kind: str, bracket: str, after: str) -> None:
        self.open.append((sign, after))
        self.emit(kind, bracket, sign.span, "start")

    def closes(self, sign: Token, kind: str, bracket: str) -> None:
        self.leave_bars(sign)
        self.require_operand(sign)
        self.emit(kind, bracket, sign.span, self.open.pop()[1])

    # What may stand where.

    def missing(self, sign: Token) -> ReadError:
        if sign.kind == "sign" and sign.text not in _SIGNS:
            return malformed("unexpected-character", sign.span, found=sign.text)
        return malformed("missing-operand", sign.span, found=sign.text or "the end of the formula")

    def unexpected(self, sign: Token) -> ReadError:
        return malformed("unexpected-sign", sign.span, expected="an operator or the end", found=sign.text)

    def has_operand(self) -> bool:
        return self.last in ("operand", "operator")

    def require_operand(self, sign: Token) -> None:
        """Raises ReadError if no operand was read before this sign."""
        if not self.has_operand():
            raise self.missing(sign)

    def require_base(self, sign: Token) -> None:
        """Raises ReadError if nothing stands before this sign that may have subscripts or primes."""
        if not self.tokens or self.last not in ("operand", "operator", "sum", "function"):
            raise self.missing(sign)
        before = self.tokens[-1]
        if before.kind == "PARTIAL" and self.last == "operator":
            raise self.missing(sign)
        if sign.kind == "prime" and isinstance(before.value, Numeral):
            raise self.unexpected(sign)

    def leave_bars(self, sign: Token) -> None:
        """Raises ReadError if a bar is open that should have been closed before this sign."""
        if self.open and self.open[-1][0].is_sign("|", "||"):
            bar = self.open[-1][0]
            raise malformed("unclosed-bracket", bar.span, expected=bar.text, found=sign.text or "the end")

    # Operands.

    def read_number(self, sign: Token) -> None:
        bracketed = self.place > 1 and self.signs[self.place - 2].text in _OPENER
        if self.last == "operand" and not bracketed and not (sign.text == "1" and self.holds_relation()):
            raise self.unexpected(sign)
        self.emit("ATOM", Numeral(numeral(sign.text), sign.span), sign.span)

    def read_word(self, sign: Token) -> None:
        operator = sum_of(sign.text)
        word = Name(sign.text, style="word", span=sign.span)
        if self.differentiates(sign):
            self.read_partial(sign)
        elif operator is not None:
            self.emit("HEAD", Head(operator, word, span=sign.span), sign.span, "sum")
        elif is_function(sign.text):
            self.require_no_base(sign)
            self.emit("HEAD", Head("function", word, span=sign.span), sign.span, "function")
        elif sign.text == "one" and self.holds_relation():
            self.emit("ATOM", Name("𝟙", span=sign.span), sign.span)
        else:
            self.read_name(sign)

    def require_no_base(self, sign: Token) -> None:
        """Raises ReadError for log2(x): 2 is no factor of what stands in the bracket."""
        number, after = self.signs[self.place], self.signs[min(self.place + 1, len(self.signs) - 1)]
        applied = after.kind == "word" or after.is_sign("(")
        if sign.text == "log" and number.kind == "number" and not number.spaced and applied:
            raise malformed("unsupported", number.span, found=f"log{number.text}")

    def read_name(self, sign: Token) -> None:
        last = self.after if self.tokens and self.tokens[-1].kind == "PARTIAL" else "operand"
        two = self.closer.get(self.place + 1, self.place) > self.place + 3 and self.signs[self.place + 3].is_sign(",")
        delta = sign.text in self.deltas and two
        self.emit("ATOM", Name("δ", span=sign.span) if delta else name_of(sign.text, sign.span), sign.span, last)

    def holds_relation(self) -> bool:
        """Whether a bracket follows that has a relation in it: {i = j}."""
        inside = self.signs[self.place : self.closer.get(self.place, self.place)]
        return any(sign.is_sign(*RELATIONS) for sign in inside)

    # Derivatives.

    def differentiates(self, sign: Token) -> bool:
        """Whether the d or ∂ just read is that of a derivative: dL/dz, d_i(…), or dz below the slash."""
        if self.owed and is_differential(sign) and len(self.open) == self.depth:
            return self.tokens[-1].kind != "PARTIAL"
        if self.operates(sign):
            return True
        slash = self.slash_ahead(sign) if is_differential(sign) else None
        if slash is not None:
            self.slashes[slash] = self.order_after(self.place) if sign.text in ("d", "∂") else 1
        return slash is not None

    def operates(self, sign: Token) -> bool:
        """Whether this is ∂_x, or a d_i right before a bracket."""
        if not self.signs[self.place].is_sign("_"):
            return False
        after = self.signs[self.closer[self.place + 1] + 1]
        applied = after.is_sign("(", "[") and not after.spaced
        return sign.is_sign("∂") or (applied and (sign.text == "d" or sign.text in self.derivatives))

    def slash_ahead(self, sign: Token) -> int | None:
        """The place of the slash that has this d or ∂ above it and another below it."""
        place = self.place
        for _ in range(_REACH):
            here = self.signs[place]
            if here.is_sign("/"):
                below = self.signs[place + 1]
                same = self.is_variable(below) and below.is_sign("∂") == sign.is_sign("∂")
                return place if same and place not in self.slashes else None
            if here.kind in ("sign", "end", "close") and not here.is_sign("^", "**", "_", "Σ", "√", *OPENING):
                return None
            place = self.closer.get(place, place) + 1
        return None

    def is_variable(self, sign: Token) -> bool:
        """Whether this is below a slash what is differentiated by: no word such as duration."""
        return is_differential(sign) and sign.text not in self.whole

    def order_below(self, sign: Token) -> int:
        """How many of the variables that are owed the one after this d or ∂ stands for: dx^2 for two."""
        alone = sign.text in ("d", "∂")
        variable = self.signs[self.place]
        if alone and variable.kind != "word" and not variable.is_sign("("):
            raise self.missing(variable)
        place = self.closer.get(self.place, self.place) + 1 if alone else self.place
        while self.signs[place].is_sign("_") or (self.signs[place].is_sign("^") and self.signs[place + 2].is_sign("(")):
            place = self.closer[place + 1] + 1
        order = self.order_after(place)
        if order > self.owed or (order == 1 and self.signs[place].is_sign("^", "**")):
            below = f"{order} below" if order > 1 else ""
            raise malformed("derivative-order", self.signs[place].span, expected=f"{self.owed} below", found=below)
        return order

    def order_after(self, place: int) -> int:
        """The order that stands there, as in d²f and dx^2; 1 where there is none."""
        number = self.signs[min(place + 2, len(self.signs) - 1)]
        return int(number.text) if self.signs[place].is_sign("^", "**") and number.text in tuple("23456789") else 1

    def read_partial(self, sign: Token) -> None:
        """d or ∂, with the letter by which it differentiates; what follows the d of dL is a name of its own."""
        operates = self.operates(sign) and not self.owed
        last = "function" if operates else "operator"
        if self.owed:
            self.owed -= self.order_below(sign)
        else:
            self.after = "operand"
        self.emit("PARTIAL", Partial(1, (), sign.span, not sign.is_sign("∂")), sign.span, last)
        letter = self.derivatives.get(sign.text)
        if operates and letter is not None:
            self.read_letter(letter, sign.span)
        elif not operates and sign.kind == "word" and sign.text[1:]:
            self.read_name(replace(sign, text=sign.text[1:], span=Span(sign.span.start + 1, sign.span.end)))

    def read_letter(self, letter: Name, span: Span) -> None:
        """The index of d_i, where d stands for the derivative by a letter, as one of that letter: ∂_{o_i}."""
        self.emit("SUB", "_", span)
        self.emit("LBRACE", "{", span)
        self.emit("ATOM", letter, span)
        end = self.closer[self.place + 1] + 1
        while self.place < end:
            self.read(self.signs[self.place])
        self.emit("RBRACE", "}", span, "function")

    # Signs.

    def read_sign(self, sign: Token) -> None:
        written, span = sign.text, sign.span
        if written in ("^", "**"):
            self.read_exponent(sign)
        elif written == "_":
            self.require_base(sign)
            self.emit("SUB", "_", span, self.last)
        elif written in OPENING:
            self.opens(sign, "OPEN", written, "operand")
        elif written in _OPENER and self.open:
            self.closes(sign, "CLOSE", _OPENER[written])
        elif written in ("+", "-"):
            self.read_plus(sign)
        elif written == "/":
            self.read_slash(sign)
        elif written in ("*", "·", "×", "⊙"):
            self.require_operand(sign)
            self.emit("TIMES", Mark(TIMES[written], span), span, "times")
        elif written in RELATIONS or written == ",":
            self.require_operand(sign)
            self.leave_bars(sign)
            self.emit("COMMA" if written == "," else "REL", written, span, "start")
        elif written in ("|", "||"):
            self.read_bar(sign)
        else:
            self.read_symbol(sign)

    def read_exponent(self, sign: Token) -> None:
        if self.last not in ("sum", "function"):
            self.require_operand(sign)
        if self.raised == len(self.tokens):
            raise malformed("double-superscript", sign.span, found="^")
        self.emit("SUP", sign.text, sign.span, self.last)
        end = self.closer[self.place]
        while self.place <= end:
            self.read(self.signs[self.place])
        self.raised = len(self.tokens)

    def read_plus(self, sign: Token) -> None:
        if self.has_operand():
            kind = "BIN"
        elif self.last in ("sign", "function") or (sign.text == "+" and self.last in ("sum", "times")):
            raise self.missing(sign)
        else:
            kind = "SIGN"
        self.emit(kind, Mark(sign.text, sign.span), sign.span, "sign")

    def read_slash(self, sign: Token) -> None:
        self.require_operand(sign)
        after = self.signs[self.place]
        self.owed, self.after, self.depth = self.slashes.get(self.place - 1, 0), self.last, len(self.open)
        if not self.owed and self.is_variable(after) and after.text != "d":
            raise malformed("unsupported", after.span, found="a differential")
        self.emit("SLASH", Mark("/", sign.span), sign.span, "times")

    def read_bar(self, sign: Token) -> None:
        bracket = "|" if sign.text == "|" else "‖"
        if not self.has_operand():
            self.opens(sign, "OPEN", bracket, "operand")
        elif self.open and self.open[-1][0].is_sign(sign.text):
            self.open.pop()
            self.emit("CLOSE", bracket, sign.span)
        else:
            raise self.unexpected(sign)

    def read_symbol(self, sign: Token) -> None:
        match sign.text:
            case "Σ":
                self.emit("HEAD", Head("sum", None, span=sign.span), sign.span, "sum")
            case "Π":
                self.emit("HEAD", Head("product", None, span=sign.span), sign.span, "sum")
            case "√":
                self.emit("SQRT", sign.text, sign.span)
            case "𝟙":
                self.emit("ATOM", Name("𝟙", span=sign.span), sign.span)
            case "∂" if self.differentiates(sign):
                self.read_partial(sign)
            case "∂":
                raise malformed("misplaced-partial", sign.span, found="∂")
            case "...":
                self.read_dots(sign)
            case _:
                raise malformed("unexpected-character", sign.span, found=sign.text)

    def read_dots(self, sign: Token) -> None:
        """The dots of a range, 1..n, stand between commas as those of a list do."""
        dots = ("ATOM", Dots(sign.span))
        comma = ("COMMA", ",")
        ranges = bool(self.open) and self.open[-1][1] == "sum" and self.has_operand()
        for kind, value in (comma, dots, comma) if ranges else (dots,):
            self.emit(kind, value, sign.span)
