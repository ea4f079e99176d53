"""Sums in plain text: their letter and limits, and how far they reach."""

from abc import abstractmethod
from typing import Literal

from derive.errors import ReadError
from derive.formula import Added, Compared, Dots, Formula, Grouped, Indexed, Multiplied, Name, Negated, Ranged
from derive.notation.ascii_derivatives import DerivativeParser
from derive.notation.ascii_tokens import RELATIONS, Token, scan
from derive.notation.ascii_words import indices_of, sum_of
from derive.notation.messages import malformed


class RangeParser(DerivativeParser):
    """Reads sums and products over a letter."""

    @abstractmethod
    def product(self, *, written: bool = True, end: int | None = None) -> Formula:
        """A product; up to the factor at place `end`, if that is given."""

    def range(self, operator: Literal["sum", "product"], sign: Token) -> Formula:
        """A sum from after its sign."""
        below_slash = self.place > 1 and self.tokens[self.place - 2].is_sign("/")
        letter, lower, upper, conditions = self.limits()
        if self.now.kind == "super" or self.now.is_sign("^"):
            upper = self.exponent()
        close = self.closer[self.place] if self.attached("(") else -1
        far = self.reach(letter.letter) if isinstance(letter, Name) else -1
        if far > close and (below_slash or (close >= 0 and sign.kind == "word")) and self.leaves_factor(close, far):
            raise ReadError(
                "how far this sum reaches is not clear", code="ambiguous-sum", span=sign.span,
                expected="brackets around all that is summed", found=sign.text,
            )  # fmt: skip
        if close >= 0 and far <= close:
            body = self.argument()
            raised = self.now.kind == "super" or self.now.is_sign("^")
            if raised and isinstance(body, Grouped) and isinstance(body.body, Added | Negated):
                raise ReadError(
                    "whether this raises the sum or what is summed is not clear", code="ambiguous-power",
                    span=self.now.span, expected="brackets around what is raised", found=self.now.text,
                )  # fmt: skip
            span = sign.span.join(self.tokens[self.place - 1].span)
            ranged = Ranged(operator, letter, lower, upper, conditions, body, span)
            return Grouped(ranged, "(", span) if raised else ranged
        minus = self.now
        if minus.is_sign("-"):
            self.place += 1
        body = self.product(end=far if letter is not None else None)
        letter = letter or _only_index(body)
        if minus.is_sign("-"):
            body = Negated(body, minus.span.join(body.span))
        return Ranged(operator, letter, lower, upper, conditions, body, sign.span.join(body.span))

    def leaves_factor(self, close: int, far: int) -> bool:
        """Whether a sign stands between the bracket or the factor right after the sum and its last factor."""
        if close >= 0:
            return True
        place = self.place
        while place < far:
            if self.tokens[place].is_sign("*", "/", "·", "×", "⊙"):
                return True
            place = self.closer.get(place, place) + 1
        return False

    def limits(self) -> tuple[Formula | None, Formula | None, Formula | None, tuple[Compared, ...]]:
        """(letter, lower limit, upper limit, conditions) of the sum whose sign was read."""
        token = self.now
        if token.kind == "sub" and "=" in token.text:
            self.place += 1
            inside: tuple[Formula, ...] = (self.part(scan(token.text, token.span.start + 1)[:-1]),)
        elif token.kind == "sub" or token.is_sign("_"):
            inside = self.indices()
        else:
            return None, None, None, ()
        match inside:
            case (Name() as letter,):
                return letter, None, None, ()
            case (Compared(left=Name() as letter, sign="=", right=Multiplied(factors=(lower, Dots(), upper))),):
                return letter, lower, upper, ()
            case (Compared(left=Name() as letter, sign="=", right=lower),):
                return letter, lower, None, ()
            case (Compared(left=Name() as letter) as condition,):
                return letter, None, None, (condition,)
        raise malformed("unsupported", token.span, found="what stands below this sum")

    def reach(self, letter: str) -> int:
        """The place at which the last factor of this product that holds the letter ends; -1 if none does."""
        place, last = self.place, -1
        while not self.ends_product(place) and not self.binds(place, letter):
            end = self.closer.get(place, place)
            if self.mentions(place, end + 1, letter):
                last = end
            place = end + 1
        return last

    def ends_product(self, place: int) -> bool:
        token = self.tokens[place]
        if token.is_sign("+", "-"):
            before = self.tokens[place - 1]
            return place > self.place and not before.is_sign("*", "/", "·", "×", "⊙", "^")
        closing = token.is_sign(",", ")", "]", "}", "|", "||")
        return token.kind == "end" or closing or (token.kind == "sign" and token.text in RELATIONS)

    def binds(self, place: int, letter: str) -> bool:
        """Whether another sum over the letter begins here."""
        token = self.tokens[place]
        if not token.is_sign("Σ", "Π") and (token.kind != "word" or sum_of(token.text) is None):
            return False
        below = self.tokens[place + 1]
        if below.is_sign("_"):
            below = self.tokens[min(place + 3, len(self.tokens) - 1)]
        return below.text.split("=")[0] == letter

    def mentions(self, begin: int, end: int, letter: str) -> bool:
        """Whether the letter stands free in tokens[begin:end]: not under a sum of its own."""
        while begin < end:
            if self.binds(begin, letter):
                begin = self.after_sum(begin, end)
                continue
            if self.holds(begin, letter):
                return True
            begin += 1
        return False

    def after_sum(self, begin: int, end: int) -> int:
        """The place after the sum that begins here, as far as its brackets or its product show."""
        begin += 1 if self.tokens[begin + 1].is_sign("_") else 2
        begin = self.closer.get(begin + 1, begin) + 1 if self.tokens[begin].is_sign("_") else begin
        if self.tokens[begin].is_sign("("):
            return self.closer[begin] + 1
        while begin < end and not self.ends_product(begin):
            begin = self.closer.get(begin, begin) + 1
        return begin

    def holds(self, place: int, letter: str) -> bool:
        """Whether the letter stands here, on the line or as an index."""
        token = self.tokens[place]
        if token.kind == "sub" or (token.kind == "word" and place > 1 and self.tokens[place - 2].is_sign("_")):
            return Name(letter) in indices_of(token.text, token.span)
        return token.kind == "word" and token.text == letter


def _only_index(body: Formula) -> Formula | None:
    """The letter over which a sum without one goes, where only one can be meant: Σ y_i."""
    match body:
        case Indexed(lower=(Name(style="") as letter,), upper=()):
            return letter
        case _:
            return None
