"""Braces, brackets, bars and environments: each is closed, or there is an error where that is seen."""

import re
from abc import ABC, abstractmethod
from typing import Literal

from derive.formula import Name
from derive.notation import commands as known
from derive.notation.frames import Frames
from derive.notation.lalr import Token
from derive.notation.messages import malformed
from derive.notation.pieces import Mark

_SIDE = r"(?:(?![A-Za-z]{3})[\w\s_^])+"
_CONDITION = rf"\s*((?:[A-Za-z]{{2,}} )*)\s*({_SIDE}(?:[=<>]|\$\s*(?:\\neq?|=)\s*\$){_SIDE})"
"""Words that state a condition without setting it as a formula, or its sign only: if k = y_i, if k $\\ne$ y_i."""


class Delimiters(Frames, ABC):
    """Tokens with their brackets matched. Errors are raised at the place where they are seen."""

    @abstractmethod
    def scan_range(self, position: int, end: int) -> None:
        """Read the tokens of text[position:end]."""

    @abstractmethod
    def word(self, written: str, begin: int, end: int) -> None:
        """Emit a word written upright."""

    def delimit(self, written: str, begin: int, end: int, side: str = "") -> bool:
        r"""Read a delimiter; `side` is what \left and its like say of it. False if it is none."""
        if written == "{" and not side:
            substack = bool(self.tokens) and self.tokens[-1].kind == "SUBSTACK"
            self.open_frame("lines" if substack else "brace", "LBRACE", "{", begin, end)
        elif written == "}" and not side:
            self.close_brace(begin, end)
        elif written in known.BARS:
            self.read_bar(known.BARS[written], begin, end, side)
        elif written in known.OPENERS:
            bracket = known.OPENERS[written]
            self.open_frame("bracket", "OPEN", bracket, begin, end, forced=side == "left")
        elif written in known.CLOSERS:
            self.close_bracket(known.CLOSERS[written], begin, end, forced=side == "right")
        else:
            return False
        return True

    def read_size(self, command: str, begin: int, end: int) -> None:
        r"""\left, \right, \big and their like, with the delimiter after them."""
        match = re.compile(r"\s*(\\[A-Za-z]+|\\.|\S)").match(self.text, end)
        if not match:
            raise malformed("missing-delimiter", self.span(begin, end), found="the end of the formula")
        written = match[1]
        self.position = match.end()
        side = command if command in ("left", "right") else known.SIZES[command]
        if side == "middle" or written == "/":
            if written == "/":
                slash = Mark("/", self.span(begin, match.end()))
                self.emit("SLASH", slash, begin, match.end(), last="operator")
            else:
                middle = known.MIDDLES.get(written.lstrip("\\"), "|")
                self.emit("MID", middle, begin, match.end(), last="operator")
        elif written == ".":
            if command == "left":
                self.open_frame("bracket", "OPEN", ".", begin, match.end(), forced=True)
            else:
                self.close_bracket(".", begin, match.end(), forced=True)
        elif written in "<>":
            self.delimit({"<": "⟨", ">": "⟩"}[written], begin, match.end(), side)
        elif not self.delimit(written, begin, match.end(), side):
            if not side:
                self.position = end
            else:
                raise malformed("missing-delimiter", self.span(begin, match.end()), found=written)

    def read_bar(self, bracket: str, begin: int, end: int, side: str) -> None:
        """A bar opens, closes, or separates: a pair left open when its surroundings close was a separator."""
        frame = self.frame
        if side in ("right", "close"):
            self.close_bracket(bracket, begin, end, forced=side == "right")
        elif side == "" and frame.kind == "bar" and frame.bracket == bracket and frame.last == "operand":
            self.close_frame("CLOSE", bracket, begin, end)
        else:
            kind = "bracket" if side == "left" else "bar"
            self.open_frame(kind, "OPEN", bracket, begin, end, forced=side == "left")

    def demote_bars(self) -> None:
        """Bars that never closed were separators, as in p(a | b)."""
        while self.frame.kind == "bar":
            frame = self.frame
            outer = self.frames[-2]
            if frame.opener == outer.opener + 1:
                raise self.unclosed(frame, "the end of what it stands in")
            opener = self.tokens[frame.opener]
            self.tokens[frame.opener] = Token("MID", frame.bracket, opener.start, opener.end)
            self.frames.pop()
            outer.last, outer.owed = frame.last, frame.owed
            self.frame = outer

    def close_brace(self, begin: int, end: int) -> None:
        self.demote_bars()
        frame = self.frame
        if frame.kind == "top":
            raise malformed("unmatched-brace", self.span(begin, end), expected="{ before it", found="}")
        if frame.kind != "brace" and not (frame.kind == "lines" and frame.bracket == "{"):
            raise self.unclosed(frame, "}")
        inside = self.tokens[frame.opener + 1 : frame.opener + 3]
        plain = not self.frames[-2].owed
        if not plain and not inside and self.tokens[frame.opener - 1].kind in ("SUB", "SUP"):
            del self.tokens[frame.opener - 1 :]
            self.frames.pop()
            self.frame = self.frames[-1]
            self.frame.owed -= 1
            return
        if not plain and len(inside) == 1 and inside[0].kind == "SIGN":
            sign = inside[0].value
            del self.tokens[frame.opener :]
            self.frames.pop()
            self.frame = self.frames[-1]
            self.emit("ATOM", Name(sign.sign, span=sign.span), sign.span.start - self.start, begin)
        elif plain and not inside:
            del self.tokens[frame.opener :]
            self.frames.pop()
            self.frame = self.frames[-1]
        elif plain and len(inside) == 1 and inside[0].kind in ("REL", "BIN", "SIGN", "TIMES", "COMMA", "MID"):
            self.unwrap(inside[0])
        else:
            self.close_frame("RBRACE", "}", begin, end)

    def unwrap(self, token: Token) -> None:
        """{=} and {+} are the sign alone; braces around it only change the space beside it."""
        del self.tokens[self.frame.opener :]
        self.frames.pop()
        self.frame = self.frames[-1]
        if token.kind in ("BIN", "SIGN"):
            token = token._replace(kind="BIN" if self.frame.last == "operand" else "SIGN")
        self.tokens.append(token)
        self.frame.last = "operator"

    def close_bracket(self, bracket: str, begin: int, end: int, forced: bool) -> None:
        while self.frame.kind == "bar" and self.frame.bracket != bracket:
            self.demote_bars()
        frame = self.frame
        written = self.text[begin:end]
        if frame.kind == "root" and bracket == "[":
            self.close_frame("RBRACE", "}", begin, end)
            return
        if frame.kind not in ("bracket", "bar"):
            opener = "\\left before it" if forced else f"{_opening(bracket)} before it"
            raise malformed("unmatched-bracket", self.span(begin, end), expected=opener, found=written)
        pair = {frame.bracket, bracket}
        matching = len(pair) == 1 or pair == {"(", "["} or "." in pair
        if not matching or frame.forced != forced:
            raise self.unclosed(frame, written)
        self.close_frame("CLOSE", bracket, begin, end)

    def break_line(self, kind: Literal["ROW", "AMP"], written: str, begin: int, end: int) -> None:
        r"""\\ or &: only between the lines and cells of an environment."""
        self.demote_bars()
        if self.frame.kind in ("lines", "cases"):
            self.emit(kind, written, begin, end, last="operator")
            self.frame.owed = 0
        elif self.frame.kind == "top":
            code = "row-outside" if kind == "ROW" else "alignment-outside"
            raise malformed(code, self.span(begin, end), found=written)
        else:
            raise self.unclosed(self.frame, written)

    def read_environment(self, command: str, begin: int, end: int) -> None:
        r"""\begin{name} or \end{name}; the columns of an array are dropped."""
        named = re.compile(r"\s*\{([A-Za-z]*\*?)\}").match(self.text, end)
        if not named:
            raise malformed("unknown-environment", self.span(begin, end), found=f"\\{command}")
        name = named[1].rstrip("*")
        self.position = named.end()
        if command == "begin":
            if name not in known.MATRICES and name not in known.CASES and name not in known.ALIGNMENTS:
                raise malformed("unknown-environment", self.span(begin, named.end()), found=named[1])
            columns = re.compile(r"\s*(\[[a-z]\])?\s*\{[^{}]*\}").match(self.text, self.position)
            if name in ("array", "alignat", "alignedat") and columns:
                self.position = columns.end()
            kind = "cases" if name in known.CASES else "lines"
            self.open_frame(kind, "BEGIN", name, begin, named.end())
            return
        self.demote_bars()
        if self.frame.kind not in ("lines", "cases") or self.frame.bracket != name:
            if self.frame.kind == "top":
                opener = f"\\begin{{{named[1]}}} before it"
                found = f"\\end{{{named[1]}}}"
                raise malformed("unmatched-end", self.span(begin, named.end()), expected=opener, found=found)
            raise self.unclosed(self.frame, f"\\end{{{named[1]}}}")
        self.close_frame("END", name, begin, named.end())

    def read_text(self, begin: int, end: int) -> None:
        r"""\text{words} is a name or a connective; formulas between dollars in it are read as formulas."""
        first, last = self.braced(end)
        words = self.text[first:last]
        self.position = last + 1
        condition = re.fullmatch(_CONDITION, words) if re.search(r"[=<>]|\\ne", words) else None
        if condition:
            if condition[1]:
                self.word(condition[1], first, first + condition.end(1))
            for stretch in re.finditer(r"[^$]+", condition[2]):
                self.scan_range(*(first + condition.start(2) + place for place in stretch.span()))
            self.position = last + 1
            return
        if "$" not in words or self.in_words:
            self.word(words, first, last)
            return
        self.in_words = True
        for number, part in enumerate(words.split("$")):
            if number % 2:
                self.scan_range(first, first + len(part))
            elif part.strip():
                self.word(part, first, first + len(part))
            first += len(part) + 1
        self.in_words = False
        self.position = last + 1

    def finish(self) -> None:
        """Nothing may be open at the end."""
        self.demote_bars()
        if self.frame.kind != "top":
            raise self.unclosed(self.frame, "the end of the formula")


def _opening(bracket: str) -> str:
    return {"{": "\\{", "‖": "\\|", "⟨": "\\langle", "⌊": "\\lfloor", "⌈": "\\lceil"}.get(bracket, bracket)
