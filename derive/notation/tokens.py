"""LaTeX text -> the terminals of latex.lark.

What needs memory is settled here: which + or - is a prefix (as TeX does it: after nothing, an operator or an
opening bracket), which of a row's bars open, close or separate, how many digits an argument takes (x^23 is x²
3), and that every brace, bracket and environment is closed. Commands that leave no trace on paper are
dropped.
"""

import re
from functools import cache
from unicodedata import decomposition, normalize

from derive.formula import Dots, Name, Numeral
from derive.letters import ACCENTS
from derive.notation import commands as known
from derive.notation.lalr import END, Token
from derive.notation.messages import malformed
from derive.notation.numbers import PERCENT, numeral
from derive.notation.pieces import Mark
from derive.notation.spelling import Spelling
from derive.notation.words import reads_as_word, split_words

_ACCENT_OF = {mark: accent for accent, mark in ACCENTS.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<space>(?:[\s~\u200b-\u200f\u2060-\u2064\ufeff]|\\[,;:!>/\s]|%[^\n]*(?:\n|\Z)|&nbsp;)+)"
        r"|(?P<row>\\\\(?:\s*\[-?[\d.]+\s*[a-z]{2}\])?|\\newline(?![A-Za-z])|\\cr(?![A-Za-z]))"
        r"|(?P<command>\\[A-Za-z]+)"
        r"|(?P<entity>&lt;|&gt;|&amp;)"
        rf"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:\s*\\{PERCENT})?)"
        r"|(?P<letters>[A-Za-z]+)"
        r"|(?P<dots>\.\.\.?)"
        r"|(?P<primes>['′’]+)"
        r"|(?P<sign>:=|<=|>=|!=|==|->|=>|\|\||\\.|.)",
        re.DOTALL,
    )


class Scanner(Spelling):
    """The tokens of text[begin:end]; `start` is the offset of the text in its document."""

    def scan(self) -> list[Token]:
        """All tokens, the last one END. Raises ReadError."""
        self.scan_range(0, len(self.text))
        self.finish()
        size = len(self.text)
        self.tokens.append(Token(END, "", self.start + size, self.start + size))
        return self.tokens

    def scan_range(self, position: int, end: int) -> None:
        match_at = _pattern().match
        while position < end:
            match = match_at(self.text, position, end)
            assert match is not None
            kind, written, (begin, position) = match.lastgroup, match.group(), match.span()
            if kind == "space":
                continue
            self.position = position
            match kind:
                case "command":
                    self.read_command(written[1:], begin, position)
                case "letters":
                    self.read_letters(written, begin)
                case "number":
                    self.read_number(written, begin)
                case "sign":
                    self.read_sign(written, begin, position)
                case "row":
                    self.break_line("ROW", written, begin, position)
                case "primes" if self.tokens and self.tokens[-1].kind in ("LBRACE", "SUP"):
                    self.emit("ATOM", Name("′" * len(written), span=self.span(begin, position)), begin, position)
                case "primes":
                    self.emit("PRIME", len(written), begin, position, last="")
                case "dots":
                    self.emit("ATOM", Dots(self.span(begin, position)), begin, position)
                case _:
                    self.read_sign({"&lt;": "<", "&gt;": ">"}.get(written, "&"), begin, position)
            position = self.position

    def read_number(self, written: str, begin: int) -> None:
        while self.frame.owed and written[:1].isdigit():
            digit = Numeral(numeral(written[0]), self.span(begin, begin + 1))
            self.emit("ATOM", digit, begin, begin + 1)
            written, begin = written[1:], begin + 1
        if len(written) > known.MAX_DIGITS:
            raise malformed("too-large", self.span(begin, begin + len(written)), found=f"{len(written)} digits")
        if written:
            span = self.span(begin, begin + len(written))
            self.emit("ATOM", Numeral(numeral(written), span), begin, begin + len(written))

    def read_letters(self, written: str, begin: int) -> None:
        while self.frame.owed and written:
            self.emit("ATOM", Name(written[0], span=self.span(begin, begin + 1)), begin, begin + 1)
            written, begin = written[1:], begin + 1
        if self.frame.subscript and reads_as_word(written):
            self.word(written, begin, begin + len(written))
            return
        if self.frame.kind == "cases" and written in known.CONNECTIVES:
            self.word(written, begin, begin + len(written))
            return
        for part in split_words(written):
            if len(part) > 1:
                self.word(part, begin, begin + len(part))
            else:
                self.emit("ATOM", Name(part, span=self.span(begin, begin + 1)), begin, begin + 1)
            begin += len(part)

    def read_sign(self, written: str, begin: int, end: int) -> None:
        span = self.span(begin, end)
        if self.scripted() and written in "*+-−" and not (written in "+-−" and self.signs_script()):
            self.emit("ATOM", Name({"−": "-"}.get(written, written), span=span), begin, end)
        elif written in "+-−":
            kind = "BIN" if self.frame.last == "operand" and not self.frame.owed else "SIGN"
            self.emit(kind, Mark("+" if written == "+" else "-", span), begin, end, last="operator", arity=None)
        elif written in "_^":
            self.emit("SUB" if written == "_" else "SUP", written, begin, end, last="", arity=1)
        elif written in known.TIMES:
            self.emit("TIMES", Mark(known.TIMES[written], span), begin, end, last="operator")
        elif written in "/÷":
            self.emit("SLASH", Mark("/", span), begin, end, last="operator")
        elif written == ",":
            self.separate(written, begin, end)
        elif written in ";." and self.ends_line(end):
            pass
        elif written == ";":
            self.emit("MID", ";", begin, end, last="operator")
        elif written == ":" and self.whole_range(end):
            self.emit("ATOM", Name(":", span=span), begin, end)
        elif written in known.RELATIONS:
            self.emit("REL", known.RELATIONS[written], begin, end, last="operator")
        elif written == "!":
            self.emit("FACTORIAL", written, begin, end, last="")
        elif written == "&":
            self.break_line("AMP", written, begin, end)
        elif written == ".":
            self.read_stop(begin, end)
        elif written == "$" and (self.frame.kind == "brace" or self.is_at_end(begin, end)):
            pass
        elif not self.delimit(written, begin, end):
            self.read_character(written, begin, end)

    def ends_line(self, end: int) -> bool:
        """Whether nothing follows in the line: a stop or semicolon there is no part of the formula."""
        return bool(re.compile(r"\s*(?:\\\\|\\end|&|\}|\$?\s*\Z)").match(self.text, end))

    def is_at_end(self, begin: int, end: int) -> bool:
        """Whether nothing stands before or nothing after: the dollars of a box around a whole row."""
        return not self.text[:begin].strip() or not self.text[end:].strip()

    def read_stop(self, begin: int, end: int) -> None:
        """A full stop inside a formula is a product sign, x . y, or stands for any argument, f(.)."""
        span = self.span(begin, end)
        rest = self.text[end : end + 20].lstrip()
        if self.frame.last == "operand" and (rest[:1].isalpha() or rest[:1] in ("\\", "(", "{")):
            self.emit("TIMES", Mark("·", span), begin, end, last="operator")
        elif self.tokens and self.tokens[-1].kind == "OPEN":
            self.emit("ATOM", Name("·", span=span), begin, end)
        else:
            raise malformed("unexpected-character", span, found=".")

    def read_character(self, written: str, begin: int, end: int) -> None:
        span = self.span(begin, end)
        if written in known.FULLWIDTH:
            self.read_sign(known.FULLWIDTH[written], begin, end)
            return
        character = written[-1]
        kind, _, plain = decomposition(character).partition(" ")
        if written in ("∂", "∇", "∑", "∏", "√"):
            self.read_command({"∂": "partial", "∇": "nabla", "√": "sqrt"}.get(written, written), begin, end)
        elif written in ("…", "⋯"):
            self.emit("ATOM", Dots(span), begin, end)
        elif written[0] == "\\" and character in known.SYMBOLS:
            self.emit("ATOM", Name(character, span=span), begin, end)
        elif kind in ("<sub>", "<super>"):
            self.emit("SUB" if kind == "<sub>" else "SUP", "_", begin, end, last="", arity=1)
            self.read_plain("".join(chr(int(code, 16)) for code in plain.split()), begin, end)
        elif len(written) == 1 and (written.isalpha() or written in known.LETTERLIKE):
            self.read_plain(written, begin, end)
        elif written in known.UNSUPPORTED:
            raise malformed("unsupported", span, found=known.UNSUPPORTED[written])
        else:
            raise malformed("unexpected-character", span, found=written)

    def read_plain(self, written: str, begin: int, end: int) -> None:
        """A letter outside ASCII, with its accent if it has one, or a raised or lowered character."""
        after = self.text[end : end + 1]
        if after in _ACCENT_OF:
            written, end = written + after, end + 1
            self.position = end
        letter = normalize("NFD", written)
        if written.isdecimal() and written not in known.LETTERLIKE:
            self.emit("ATOM", Numeral(numeral(written), self.span(begin, end)), begin, end)
        elif len(letter) == 2 and letter[1] in _ACCENT_OF:
            accent = _ACCENT_OF[letter[1]]
            self.emit("ATOM", Name(letter[0], accent, span=self.span(begin, end)), begin, end)  # type: ignore[arg-type]
        elif written in "+-−":
            self.emit("ATOM", Name(written, span=self.span(begin, end)), begin, end)
        else:
            self.emit("ATOM", Name(normalize("NFC", written), span=self.span(begin, end)), begin, end)
