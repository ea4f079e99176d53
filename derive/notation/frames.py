"""What is open at a place of a formula, and what is still owed to a command there."""

import re
from typing import Any

from derive.data import Data
from derive.errors import ReadError
from derive.notation import commands as known
from derive.notation.lalr import Token
from derive.notation.macros import NO_MACROS, Macros
from derive.notation.messages import malformed
from derive.source import Span


class Frame(Data, frozen=False):
    """An open bracket: what has been read in it so far."""

    kind: str
    """'top', 'brace', 'root', 'lines' (of an environment), 'cases', 'bar', or 'bracket'."""
    bracket: str
    opener: int
    """Its token's place in the list of tokens."""
    span: Span
    forced: bool = False
    """Whether opened by \\left."""
    subscript: bool = False
    owed: int = 0
    """How many arguments a command still takes."""
    last: str = "operator"
    """What was read last, scripts aside: 'operator', 'operand', 'head'."""


class Frames:
    """The tokens read so far, and the brackets that are open."""

    def __init__(self, text: str, start: int, macros: Macros = NO_MACROS) -> None:
        self.macros = macros
        self.origin: Span | None = None
        """Where the macro stands whose replacement is being read."""
        self.expanded = 0
        """How many characters replacements have brought in so far."""
        self.expansions = 0
        """How many replacements are being read, one within the other."""
        self.text = text
        self.start = start
        self.position = 0
        self.tokens: list[Token] = []
        self.frame = Frame("top", "", -1, Span(start, start))
        self.frames = [self.frame]
        self.in_words = False

    def span(self, begin: int, end: int) -> Span:
        return self.origin or Span(begin + self.start, end + self.start)

    def emit(self, kind: str, value: Any, begin: int, end: int, last: str = "operand", arity: int | None = 0) -> None:
        """Append a token. `arity` arguments are owed to it; None: it takes no part in the count (a sign)."""
        frame = self.frame
        span = self.span(begin, end)
        self.tokens.append(Token(kind, value, span.start, span.end))
        if arity is None:
            if not frame.owed:
                frame.last = last
        elif frame.owed:
            frame.owed += arity - 1
        else:
            frame.owed = arity
            if last:
                frame.last = last

    def scripted(self) -> bool:
        """Whether the next token is the argument of _ or ^."""
        return bool(self.frame.owed and self.tokens and self.tokens[-1].kind in ("SUB", "SUP"))

    def signs_script(self) -> bool:
        """Whether a sign is that of a script: x^-1, e^-x; but x^+ y has a bare + for a script."""
        return bool(re.compile(r"\s*[0-9]|(?<=-)[A-Za-z]").match(self.text, self.position))

    def whole_range(self, position: int) -> bool:
        """Whether a colon stands for all indices, as in x_{i,:}."""
        before = self.tokens[-1].kind if self.tokens else ""
        after = re.compile(r"\s*(?:[,}\]]|\\right)").match(self.text, position)
        indexed = self.frame.subscript or self.frame.bracket == "["
        return indexed and before in ("COMMA", "LBRACE", "OPEN") and after is not None

    def open_frame(self, kind: str, token: str, bracket: str, begin: int, end: int, forced: bool = False) -> None:
        span = self.span(begin, end)
        if len(self.frames) > known.MAX_NESTING:
            raise malformed("too-deep", span, found=f"{known.MAX_NESTING} open brackets")
        subscript = bool(self.tokens) and self.tokens[-1].kind == "SUB" and kind == "brace"
        self.frame = Frame(kind, bracket, len(self.tokens), span, forced, subscript)
        self.frames.append(self.frame)
        self.tokens.append(Token(token, bracket, span.start, span.end))

    def close_frame(self, token: str, value: str, begin: int, end: int) -> None:
        self.frames.pop()
        self.frame = self.frames[-1]
        self.emit(token, value, begin, end)

    def unclosed(self, frame: Frame, found: str) -> ReadError:
        r"""The error for a frame that something else than its own end would close."""
        match frame.kind:
            case "brace":
                return malformed("unclosed-brace", frame.span, found=found)
            case "lines" | "cases" if frame.bracket != "{":
                expected = f"\\end{{{frame.bracket}}}"
                return malformed("unclosed-environment", frame.span, expected=expected, found=found)
            case "lines":
                return malformed("unclosed-brace", frame.span, found=found)
            case "root":
                return malformed("unclosed-bracket", frame.span, expected="]", found=found)
        closer = known.CLOSING.get(frame.bracket, "a delimiter")
        if frame.forced:
            return malformed("left-without-right", frame.span, expected=f"\\right{closer}", found=found)
        return malformed("unclosed-bracket", frame.span, expected=closer, found=found)

    def braced(self, position: int) -> tuple[int, int]:
        """The inside of the braces that follow: its begin and end; raises ReadError if there are none."""
        begin = re.compile(r"\s*").match(self.text, position).end()  # type: ignore[union-attr]
        if self.text[begin : begin + 1] != "{":
            found = self.text[begin : begin + 1] or "the end of the formula"
            end = min(begin + 1, len(self.text))
            raise malformed("missing-argument", self.span(begin, end), expected="{", found=found)
        depth = 0
        for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(self.text, begin):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if not depth:
                return begin + 1, match.start()
        raise malformed("unclosed-brace", self.span(begin, begin + 1), found="the end of the formula")

    def drop_arguments(self, command: str, position: int) -> None:
        optional = re.compile(r"\*?\s*(\[[^\]{}]*\])?").match(self.text, position)
        position = optional.end() if optional else position
        for _ in range(known.DROPPED[command]):
            position = self.braced(position)[1] + 1
        if not known.DROPPED[command]:
            length = re.compile(r"\s*-?[\d.]+\s*(em|ex|mu|pt|cm|mm|in)").match(self.text, position)
            position = length.end() if length else position
        self.position = position
