"""What each command of LaTeX gives as tokens."""

import re
from abc import abstractmethod

from derive.formula import Dots, Name
from derive.notation import commands as known
from derive.notation.delimiters import Delimiters
from derive.notation.lalr import Token
from derive.notation.macros import Macro
from derive.notation.messages import malformed
from derive.notation.pieces import Head, Partial


class Spelling(Delimiters):
    """Reads commands and words."""

    @abstractmethod
    def read_sign(self, written: str, begin: int, end: int) -> None:
        """Emit the token of a sign."""

    def word(self, written: str, begin: int, end: int) -> None:
        """A word written upright, or one that is known: a function, a connective, or a name."""
        span = self.span(begin, end)
        letters = " ".join(written.replace("~", " ").split())
        joined = letters.replace(" ", "")
        plain = letters.strip(" ,.;:").lower()
        if not self.frame.owed and not self.frame.subscript and plain in known.CONNECTIVES:
            if letters:
                self.separate(plain, begin, end)
        elif joined in known.FUNCTIONS:
            head = Head("function", Name(joined, style="word", span=span), span=span)
            self.emit("HEAD", head, begin, end, last="head")
        elif len(letters) == 1:
            self.emit("ATOM", Name(letters, span=span), begin, end)
        else:
            self.emit("ATOM", Name(letters, style="word", span=span), begin, end)

    def separate(self, written: str, begin: int, end: int) -> None:
        if self.tokens and self.tokens[-1].kind == "COMMA":
            before = self.tokens.pop()
            self.tokens.append(Token("COMMA", written, before.start, self.span(begin, end).end))
        else:
            self.emit("COMMA", written, begin, end, last="operator")

    def read_command(self, command: str, begin: int, end: int) -> None:
        span = self.span(begin, end)
        if command in self.macros:
            self.expand(command, begin, end)
        elif command == "prime" and self.tokens and _takes_prime(self.tokens[-1]):
            self.emit("PRIME", 1, begin, end, last="")
        elif command in known.SYMBOLS:
            self.emit("ATOM", Name(known.SYMBOLS[command], span=span), begin, end)
        elif command in known.FRACTIONS:
            self.emit("FRAC", command, begin, end, arity=2)
        elif command in known.SUMS:
            self.emit("HEAD", Head(known.SUMS[command], None, span=span), begin, end, last="head")
        elif command == "partial":
            self.emit("PARTIAL", Partial(1, (), span), begin, end)
        elif command in known.SILENT:
            pass
        elif command in known.SIZES:
            self.read_size(command, begin, end)
        elif command in known.TIMES and self.scripted():
            self.emit("ATOM", Name(known.TIMES[command], span=span), begin, end)
        elif command in known.TIMES or command in known.RELATIONS:
            self.read_sign({"cdot": "·"}.get(command, command), begin, end)
        elif command in known.FUNCTIONS:
            self.read_function(command, begin, end)
        elif command in known.ACCENT_COMMANDS:
            self.emit("ACCENT", known.ACCENT_COMMANDS[command], begin, end, arity=1)
        elif command in ("text", *known.TEXTS):
            self.read_text(begin, end)
        elif command in ("begin", "end"):
            self.read_environment(command, begin, end)
        elif not (self.read_upright(command, begin, end) or self.read_rare(command, begin, end)):
            found = f"\\{command}"
            if command in known.UNSUPPORTED:
                raise malformed("unsupported", span, found=known.UNSUPPORTED[command])
            raise malformed("unknown-command", span, found=found)

    def expand(self, command: str, begin: int, end: int) -> None:
        """Read the replacement of a macro; all that comes from it stands where the macro does."""
        macro = self.macros[command]
        arguments, end = self.macro_arguments(macro, end)
        replacement = macro.expand(arguments)
        self.expanded += len(replacement) + 50
        if self.expanded > known.MAX_LENGTH or self.expansions >= known.MAX_EXPANSIONS:
            raise malformed("too-deep", self.span(begin, end), found=f"\\{command} within itself")
        text, origin = self.text, self.origin
        self.origin = self.span(begin, end)
        self.text = replacement
        self.expansions += 1
        self.scan_range(0, len(replacement))
        self.expansions -= 1
        self.text, self.origin, self.position = text, origin, end

    def macro_arguments(self, macro: Macro, end: int) -> tuple[list[str], int]:
        """The arguments that follow a macro, in braces or one token each, and where they end."""
        arguments: list[str] = []
        if macro.default is not None:
            given = re.compile(r"\s*\[([^\]]*)\]").match(self.text, end)
            arguments.append(given[1] if given else macro.default)
            end = given.end() if given else end
        while len(arguments) < macro.arguments:
            single = re.compile(r"\s*(\\[A-Za-z]+|\\.|[^{}\s])").match(self.text, end)
            if single:
                arguments.append(single[1])
                end = single.end()
            else:
                first, last = self.braced(end)
                arguments.append(self.text[first:last])
                end = last + 1
        return arguments, end

    def read_function(self, command: str, begin: int, end: int) -> None:
        before = self.tokens[-1] if self.tokens else None
        if before and before.kind == "HEAD" and command in ("max", "min"):
            function = before.value.function
            if function is not None and function.letter == "arg":
                self.tokens.pop()
                command, begin = f"arg{command}", before.start - self.start
        self.word(command, begin, end)

    def read_upright(self, command: str, begin: int, end: int) -> bool:
        """\\mathrm{word} and its like, \\mathbf and its like."""
        letters = r"([A-Za-z](?:[A-Za-z0-9 \-]|\\[,;!: _])*)"
        if command in known.UPRIGHTS or command == "rm":
            pattern = rf"\s*{letters}" if command == "rm" else rf"\*?\s*\{{{letters}\}}"
            word = re.compile(pattern).match(self.text, end)
            if word and not word[1].strip().isdecimal():
                self.position = word.end()
                self.word(re.sub(r"\\[,;!: ]", " ", word[1]).replace("\\_", "_"), word.start(1), word.end(1))
                return True
            if command in ("rm", "mathop"):
                return True
        if command in known.STYLES:
            self.emit("STYLE", known.STYLES[command], begin, end, arity=1)
        return command in known.STYLES

    def read_rare(self, command: str, begin: int, end: int) -> bool:
        span = self.span(begin, end)
        if command == "sqrt":
            degree = re.compile(r"\s*\[").match(self.text, end)
            self.emit("ROOT" if degree else "SQRT", command, begin, end, arity=2 if degree else 1)
            if degree:
                self.position = degree.end()
                self.open_frame("root", "LBRACE", "[", degree.end() - 1, degree.end())
        elif command == "nabla":
            self.emit("HEAD", Head("nabla", None, span=span), begin, end, last="head")
        elif command in known.DOTS:
            self.emit("ATOM", Dots(span), begin, end)
        elif command in known.BINOMIALS:
            self.emit("BINOM", command, begin, end, arity=2)
        elif command in ("underbrace", "overbrace"):
            self.emit("BRACE", command == "overbrace", begin, end, arity=1)
        elif command in ("underset", "overset", "stackrel"):
            self.emit("UNDERSET" if command == "underset" else "OVERSET", command, begin, end, arity=2)
        elif command == "substack":
            self.emit("SUBSTACK", command, begin, end, arity=1)
        elif command == "over":
            self.emit("OVER", command, begin, end, last="operator")
        elif command == "not":
            negated = re.compile(r"\s*(=|\\in\b)").match(self.text, end)
            if not negated:
                return False
            self.position = negated.end()
            self.emit("REL", "≠" if negated[1] == "=" else "∉", begin, negated.end(), last="operator")
        elif command in known.DROPPED:
            self.drop_arguments(command, end)
        elif command in known.MIDDLES and command not in ("vert",):
            self.emit("MID", known.MIDDLES[command], begin, end, last="operator")
        else:
            return self.delimit(f"\\{command}", begin, end)
        return True


def _takes_prime(before: Token) -> bool:
    r"""Whether a \prime that is not raised belongs to what stands before it: f\prime(x)."""
    letter = before.value.letter if isinstance(before.value, Name) else ""
    return before.kind == "ATOM" and letter.isalpha()
