"""Scripts and roots of plain text, all in braces as the grammar has them: x_ij is x_{i,j}, so are xᵢⱼ and x[i,j]; x1 is
x_{1}, e^-x_i is e^{-x_{i}}, √x² is √{x²}. Such braces are signs of the kinds 'open' and 'close'."""

import re
from collections.abc import Sequence

from derive.data import replace
from derive.letters import ACCENTS
from derive.notation.ascii_tokens import MAX_NESTING, OPENING, RELATIONS, Token, match_brackets, scan
from derive.notation.ascii_words import index_words, is_function, name_of, sum_of
from derive.notation.messages import malformed

_ENDS = (*RELATIONS, *OPENING.values(), "+", "-", ",", "|", "||")
"""What ends a product."""


def with_braces(signs: Sequence[Token]) -> list[Token]:
    """The signs with braces around every script and below every root.

    >>> signs = with_braces(scan("e^-x_i y₁ P[n,c]", 0))[:-1]
    >>> " ".join("}" if sign.kind == "close" else sign.text for sign in signs)
    'e ** { - x _ { i } } y _ { 1 } P _ { n , c }'

    Raises ReadError for brackets that are not matched, a script of nothing, a sum in a script that may go on after it.
    """
    return _Raising(_Lowering(signs).signs()).signs()


def _brace(kind: str, near: Token) -> Token:
    return replace(near, kind=kind, text="{" if kind == "open" else "the end of the script", spaced=False)


def _is_sum(sign: Token) -> bool:
    return sign.is_sign("Σ", "Π") or (sign.kind == "word" and sum_of(sign.text) is not None)


class _Lowering:
    """Puts subscripts into braces, those that follow one another into the same ones, and opens scripts of Unicode."""

    def __init__(self, signs: Sequence[Token]) -> None:
        self.read = signs
        self.closer = match_brackets(signs)
        self.written: list[Token] = []
        self.closed = -1
        """How much was written when a subscript ended: the next one goes on with it."""
        self.ends: set[int] = set()
        """The places of the brackets that close a subscript."""
        self.summed = False
        """Whether the last subscript stands below a sum."""

    def signs(self) -> list[Token]:
        place = 0
        while place < len(self.read):
            place = self.sign(place)
        return self.written

    def sign(self, place: int) -> int:
        """Write the sign there; the place after it."""
        sign, before = self.read[place], self.written[-1] if self.written else None
        if place in self.ends:
            self.end(replace(sign, kind="close"))
        elif sign.kind == "super":
            inside = [replace(part, span=sign.span) for part in scan(sign.text, 0)[:-1]]
            raised = replace(sign, kind="sign", text="^")
            self.written += [raised, _brace("open", sign), *_Lowering(inside).signs(), _brace("close", sign)]
        elif sign.kind == "sub":
            self.subscript(sign, before)
        elif sign.is_sign("_"):
            return self.bracketed(place + 1)
        elif self.numbers(sign, before):
            self.indices((sign.text,), sign)
        elif before is not None and self.indexes(place, before):
            return self.bracketed(place)
        elif sign.kind == "word" and re.fullmatch("δ[a-z]{2}", sign.text):
            self.written.append(replace(sign, text="δ"))
            self.indices(sign.text[1:], sign)
        else:
            self.written.append(sign)
        return place + 1

    def begin(self, near: Token) -> None:
        if self.closed == len(self.written):
            if self.summed:
                raise malformed("unsupported", near.span, found="what stands below this sum")
            self.written[-1] = replace(near, kind="sign", text=",")
        else:
            self.summed = bool(self.written) and _is_sum(self.written[-1])
            self.written += [replace(near, kind="sign", text="_"), _brace("open", near)]

    def end(self, brace: Token) -> None:
        self.written.append(brace)
        self.closed = len(self.written)

    def indices(self, words: Sequence[str], near: Token, close: Token | None = None) -> None:
        """Indices with commas between them, up to the bracket that closes them or one that is not written."""
        self.begin(near)
        for number, word in enumerate(words):
            comma = [replace(near, kind="sign", text=",")] if number else []
            kind = "number" if word.isdigit() else "index"
            self.written += [*comma, replace(near, kind=kind, text=word, spaced=bool(number))]
        self.end(_brace("close", near) if close is None else replace(close, kind="close"))

    def subscript(self, sign: Token, before: Token | None) -> None:
        """_ij, ᵢ or ᵢ₊₁; or an accent, as in y_hat."""
        accent = ACCENTS.get(sign.text) if before is not None and before.kind == "word" else None
        if before is not None and accent is not None and not name_of(before.text, before.span).accent:
            self.written[-1] = replace(before, text=before.text + accent)
        elif not all(character.isalnum() for character in sign.text):
            self.begin(sign)
            self.written += _Lowering([replace(part, span=sign.span) for part in scan(sign.text, 0)[:-1]]).signs()
            self.end(_brace("close", sign))
        else:
            words = index_words(sign.text)
            if len(words) > 1 and before is not None and _is_sum(before):
                raise malformed("unsupported", sign.span, found="what stands below this sum")
            self.indices(words, sign)

    def bracketed(self, place: int) -> int:
        """The subscript in the bracket there."""
        sign = self.read[place]
        close = self.closer.get(place)
        if close is None:
            raise malformed("missing-argument", sign.span, found=sign.text or "the end of the formula")
        if close == place + 2 and self.read[place + 1].kind == "word":
            self.indices(index_words(self.read[place + 1].text), self.read[place + 1], self.read[close])
            return close + 1
        self.begin(sign)
        self.ends.add(close)
        return place + 1

    def numbers(self, sign: Token, before: Token | None) -> bool:
        """Whether a number is the index of the letter before it: x1, dx1."""
        if sign.kind != "number" or sign.spaced or before is None or "." in sign.text:
            return False
        return before.kind == "word" and len(before.text) - (before.text[:1] == "d") <= 1

    def indexes(self, place: int, before: Token) -> bool:
        """Whether a square bracket holds letters and numbers with commas between them alone, right after a name."""
        sign = self.read[place]
        name = before.kind == "word" and not is_function(before.text) and sum_of(before.text) is None
        if not sign.is_sign("[") or sign.spaced or not (name or self.closed == len(self.written)):
            return False
        turn = True
        for inside in self.read[place + 1 : self.closer[place]]:
            if inside.kind == "sub" and not turn:
                continue
            if (inside.kind in ("word", "number")) is not turn or not (turn or inside.is_sign(",")):
                return False
            turn = not turn
        return not turn


class _Raising:
    """Puts superscripts into braces, and what stands below a root. A sign ** raises to a power, whatever it is; ^ may
    have an index after it, as in x⁽ˢ⁾ and x^{(s)}."""

    def __init__(self, signs: list[Token]) -> None:
        self.read = signs
        self.closer = match_brackets(signs)
        self.before: dict[int, list[Token]] = {}
        """Place -> the braces that stand before the sign there."""
        self.level = 0
        """How many scripts without braces are being read within each other."""

    def signs(self) -> list[Token]:
        for place, sign in enumerate(self.read):
            if sign.is_sign("^") and self.read[place + 1].kind != "open":
                self.raise_after(place)
            elif sign.is_sign("√") or (sign.text == "sqrt" and self.read[place + 1].is_sign("(")):
                self.read[place] = replace(sign, kind="sign", text="√")
                end = place + 2 if sign.text == "sqrt" else self.after_power(place + 1)
                self.enclose(place + 1, self.closer[place + 1] + 1 if sign.text == "sqrt" else end)
        end = len(self.read)
        return [new for place in range(end) for new in (*self.before.get(place, ()), self.read[place])]

    def raise_after(self, place: int) -> None:
        begin = place + 1
        close = self.closer.get(begin)
        if close is None:
            self.read[place] = replace(self.read[place], text="**")
            self.enclose(begin, self.after_postfix(begin + self.read[begin].is_sign("-", "+")))
        else:
            index = self.read[begin].is_sign("{") and self.closer.get(begin + 1) == close - 1
            self.read[place] = replace(self.read[place], text="^" if index else "**")
            self.enclose(begin, close + 1)

    def enclose(self, begin: int, end: int) -> None:
        """Braces from one place to before another; a bracket that holds all of it is written as them."""
        if self.closer.get(begin) == end - 1:
            self.read[begin] = replace(self.read[begin], kind="open")
            self.read[end - 1] = replace(self.read[end - 1], kind="close")
        else:
            self.before.setdefault(begin, []).append(_brace("open", self.read[begin]))
            self.before.setdefault(end, []).insert(0, _brace("close", self.read[end - 1]))

    def after_postfix(self, place: int) -> int:
        """The place after an operand with its subscripts and primes, without a power: what ^ takes."""
        sign, after = self.read[place], self.read[min(place + 1, len(self.read) - 1)]
        self.level += 1
        if self.level > MAX_NESTING:
            raise malformed("too-deep", sign.span, found=f"more than {MAX_NESTING} scripts within each other")
        if sign.is_sign("√"):
            end = self.after_power(place + 1)
        elif _is_sum(sign):
            end = self.after_sum(place)
        elif sign.kind == "word" and is_function(sign.text):
            end = self.after_function(place)
        elif sign.is_sign("|", "||"):
            bars = (k for k in range(place + 1, len(self.read)) if self.read[k].is_sign(sign.text))
            end = next(bars, place) + 1
        elif not self.starts(place):
            raise malformed("missing-operand", sign.span, found=sign.text or "the end of the formula")
        else:
            named = sign.kind == "word" and len(sign.text) > 1 and after.is_sign("(") and not after.spaced
            called = named or (sign.text in ("1", "𝟙") and place + 1 in self.closer)
            end = self.closer[place + 1 if called else place] + 1 if called or place in self.closer else place + 1
            end = self.after_scripts(end, "_")
        self.level -= 1
        return end

    def starts(self, place: int) -> bool:
        """Whether an operand may begin there that is no root, sum or derivative."""
        sign = self.read[place]
        return sign.kind in ("word", "number") or sign.is_sign(*OPENING, "𝟙", "...")

    def after_scripts(self, place: int, *signs: str) -> int:
        while self.read[place].is_sign(*signs) or self.read[place].kind == "prime":
            begin = place + 1
            if self.read[place].is_sign("^") and begin not in self.closer:
                place = self.after_postfix(begin + self.read[begin].is_sign("-", "+"))
            else:
                place = self.closer[begin] + 1 if self.read[place].is_sign(*signs) else begin
        return place

    def after_power(self, place: int) -> int:
        """The place after an operand with its power: what √ takes."""
        return self.after_scripts(self.after_postfix(place), "^")

    def after_function(self, place: int) -> int:
        """The place after a function with its bracket, or with the factors up to the next sign."""
        end = self.after_scripts(place + 1, "_", "^")
        if end in self.closer:
            return self.closer[end] + 1
        end = self.after_power(end)
        while self.starts(end):
            end = self.after_power(end)
        return end

    def after_sum(self, place: int) -> int:
        """The place after a sum with its bracket or the factor that follows. Raises ReadError where its letter stands
        in a later factor."""
        begin = self.after_scripts(place + 1, "_", "^")
        attached = self.read[begin].is_sign("(") and not self.read[begin].spaced
        end = last = self.closer[begin] + 1 if attached else self.after_power(begin)
        while self.read[last].kind not in ("close", "end") and not self.read[last].is_sign(*_ENDS):
            last = self.closer.get(last, last) + 1
        letter = self.read[place + 3].text if self.read[place + 1].is_sign("_") else ""
        if letter in [sign.text for sign in self.read[end:last]]:
            raise malformed("ambiguous-sum", self.read[place].span, found=self.read[place].text)
        return end
