r"""Where formulas begin and end in a text with Markdown or plain prose around them.

One pass from the start; whatever opens first wins, so that a dollar in code is code and a backtick in a
formula is part of the formula. Displays are $$…$$, \[…\], \\[…\\], \begin{align}…\end{align} and a fence
```math; inline are $…$, \(…\) and \\(…\\). A dollar that is money is neither.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from derive.data import Data
from derive.document.directives import read_directive
from derive.document.escapes import quotation_blanked, unescaped
from derive.document.layout import Place
from derive.document.model import Note
from derive.document.plausible import is_formula, runs_over
from derive.errors import ReadError
from derive.source import Span

ENVIRONMENTS = (
    "align", "aligned", "alignat", "flalign", "equation", "gather", "gathered", "eqnarray", "multline",
    "split", "displaymath", "math",
)  # fmt: skip
"""Environments that are formulas without dollars around them, each also with a star."""

_WRAPPERS = ("equation", "equation*", "displaymath", "math")
"""Environments that only delimit; the others also lay out rows and are left to the reader of formulas."""

_CLOSERS = {"$$": "$$", "\\[": "\\]", "\\\\[": "\\\\]", "\\(": "\\)", "\\\\(": "\\\\)"}


class Blank(Data):
    """A stretch that is no prose: code, a comment, markup."""

    span: Span
    inline: bool
    """Whether prose may stand beside it on its lines."""


Syntax = Literal["markdown", "text", "rst", "tex"]
"""What surrounds the formulas: text is plain prose with LaTeX in it."""

_OPENERS = {
    "fence": r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)*(?P<ticks>`{3,}|~{3,})(?P<fence>[^`\n]*)$",
    "comment": r"(?P<comment><!--)",
    "aside": r"^ {0,3}\[(?://|comment)\]:(?P<aside>[^\n]*)$",
    "role": r":math:`(?P<role>[^`]+)`",
    "directive": r"^(?P<indent>[ \t]*)\.\. math::(?P<directive>[^\n]*)$",
    "escaped": r"(?P<escaped>\\\\[\[(])",
    "bracket": r"(?P<bracket>\\[\[(])",
    "environment": rf"\\begin\{{(?P<environment>(?:{'|'.join(ENVIRONMENTS)})\*?)\}}",
    "escape": r"(?P<escape>\\.)",
    "display": r"(?P<display>\$\$)",
    "dollar": r"(?P<dollar>\$)",
    "markup": r"<(?P<tag>pre|code|script|style|del|strike|s)\b(?P<markup>[^<>]*)>",
    "struck": r"(?<![\w~])(?P<struck>~~)(?=[^\s~])",
    "highlight": r"(?P<highlight>\{%-?[ ]*highlight\b)",
    "code": r"(?P<code>`+)",
}
"""What may open a formula or code, the first alternative first; each has a group with its name."""

_COMMON = ("escaped", "bracket", "environment", "escape", "display", "dollar")

_SYNTAXES: dict[Syntax, tuple[str, ...]] = {
    "markdown": ("fence", "comment", "aside", *_COMMON, "markup", "struck", "highlight", "code"),
    "text": ("comment", *_COMMON, "markup"),
    "rst": ("role", "directive", *_COMMON, "code"),
    "tex": _COMMON[1:],
}


@cache
def _opener(syntax: Syntax) -> re.Pattern[str]:
    flags = re.MULTILINE | re.DOTALL | re.IGNORECASE
    return re.compile("|".join(_OPENERS[name] for name in _SYNTAXES[syntax]), flags)


class Scanner:
    """Finds the formulas of text[start:end]: fills `places`, `notes`, `blanks` and `unreadable`, in order."""

    def __init__(self, text: str, start: int, end: int, syntax: Syntax) -> None:
        self.text = text
        self.end = end
        self.syntax = syntax
        self.places: list[Place] = []
        self.notes: list[Note] = []
        self.blanks: list[Blank] = []
        self.unreadable: list[ReadError] = []
        self._absent: set[str] = set()
        readers: dict[str, Callable[[re.Match[str]], int]] = {
            "fence": self._fence, "comment": self._comment, "aside": self._aside, "role": self._role,
            "directive": self._directive,
            "escaped": self._bracket, "bracket": self._bracket, "environment": self._environment,
            "display": self._display, "dollar": self._dollar, "markup": self._markup,
            "struck": self._struck, "highlight": self._highlight, "code": self._code,
        }  # fmt: skip
        opener = _opener(syntax)
        while (match := opener.search(text, start, end)) is not None:
            reader = readers.get(match.lastgroup or "")
            start = match.end() if reader is None else reader(match)

    def _find(self, closer: str, start: int) -> int:
        """The offset of the closer, or -1; what was once not found is not looked for again."""
        if closer in self._absent:
            return -1
        found = self.text.find(closer, start, self.end)
        if found < 0:
            self._absent.add(closer)
        return found

    def _blank(self, start: int, end: int, *, inline: bool = False) -> int:
        self.blanks.append(Blank(Span(start, end), inline))
        return end

    def _place(self, outer: Span, inner: Span, *, display: bool) -> int:
        latex = self.text[inner.start : inner.end]
        if self.syntax == "markdown" or self.syntax == "text":
            latex = unescaped(quotation_blanked(self.text, outer.start, inner), self.text[outer.start : inner.start])
        self.places.append(Place(outer, inner, display, latex))
        return outer.end

    def _unclosed(self, opener: re.Match[str], closer: str) -> int:
        """Reports an opener that is never closed; reading goes on after the paragraph."""
        blank = re.compile(r"\n[ \t>]*\n").search(self.text, opener.end(), self.end)
        end = blank.start() if blank else self.end
        self.unreadable.append(
            ReadError(
                f"this display is not closed: expected {closer}",
                code="unclosed-display", span=Span(*opener.span()), expected=closer,
                found="a blank line" if blank else "the end of the document",
            )
        )  # fmt: skip
        return self._blank(opener.start(), end)

    def _fence(self, match: re.Match[str]) -> int:
        ticks = match["ticks"]
        close = re.compile(rf"^[ \t>]*{ticks[0]}{{{len(ticks)},}}[ \t]*$", re.MULTILINE)
        closing = close.search(self.text, min(match.end() + 1, self.end), self.end)
        inner = Span(min(match.end() + 1, self.end), closing.start() if closing else self.end)
        end = closing.end() if closing else self.end
        if match["fence"].strip().lower() in ("math", "{math}", "{.math}") and inner.start < inner.end:
            return self._place(Span(match.start("ticks"), end), inner, display=True)
        return self._blank(match.start("ticks"), end)

    def _comment(self, match: re.Match[str]) -> int:
        found = self._find("-->", match.end())
        if found < 0:
            return match.end()
        match read_directive(self.text, Span(match.start(), found + 3)):
            case Place() as place:
                self.places.append(place)
                return place.outer.end
            case Note() as note:
                self.notes.append(note)
            case ReadError() as error:
                self.unreadable.append(error)
        return self._blank(match.start(), found + 3, inline=True)

    def _aside(self, match: re.Match[str]) -> int:
        """[//]: # (what is not shown), the definition of a link that nothing uses"""
        return self._blank(*match.span())

    def _markup(self, match: re.Match[str]) -> int:
        tag = match["tag"]
        close = re.compile(rf"</{tag}>", re.IGNORECASE).search(self.text, match.end(), self.end)
        if close is None:
            return match.end()
        if "math/tex" in match["markup"]:
            display = "mode=display" in match["markup"]
            inner = Span(match.end(), close.start())
            return self._place(Span(match.start(), close.end()), inner, display=display)
        return self._blank(match.start(), close.end(), inline=True)

    def _role(self, match: re.Match[str]) -> int:
        return self._place(Span(*match.span()), Span(*match.span("role")), display=False)

    def _directive(self, match: re.Match[str]) -> int:
        """A directive ``.. math::``: each indented paragraph after it is a display, as is its own line."""
        if match["directive"].strip():
            self._place(Span(*match.span()), Span(*match.span("directive")), display=True)
        else:
            self._blank(*match.span())
        indented = re.compile(rf"(?:\n(?:[ \t]*(?=\n|$)|{match['indent']}[ \t]+[^\n]*))*")
        body = indented.match(self.text, match.end(), self.end)
        end = body.end() if body else match.end()
        for part in re.compile(r"[ \t]*\S[^\n]*(?:\n[ \t]*\S[^\n]*)*").finditer(self.text, match.end(), end):
            if re.match(r"\s*:\w+:", part[0]):
                self._blank(*part.span())
            else:
                self._place(Span(*part.span()), Span(*part.span()), display=True)
        return end

    def _struck(self, match: re.Match[str]) -> int:
        """~~what the author takes back~~, within a paragraph"""
        close = re.compile(r"(?<=[^\s~])~~(?![\w~])|\n[ \t>]*\n").search(self.text, match.end(), self.end)
        if close is None or close[0] != "~~":
            return match.end()
        return self._blank(match.start(), close.end(), inline=True)

    def _highlight(self, match: re.Match[str]) -> int:
        close = re.compile(r"\{%-?\s*endhighlight\s*-?%\}").search(self.text, match.end(), self.end)
        return self._blank(match.start(), close.end(), inline=True) if close else match.end()

    def _code(self, match: re.Match[str]) -> int:
        ticks = len(match["code"])
        for run in re.compile(r"`+|\n[ \t>]*\n").finditer(self.text, match.end(), self.end):
            if run[0][0] == "\n":
                break
            if len(run[0]) == ticks:
                return self._blank(match.start(), run.end(), inline=True)
        return match.end()

    def _bracket(self, match: re.Match[str]) -> int:
        closer = _CLOSERS[match[0]]
        found = self._find(closer, match.end())
        while found > 0 and closer[:2] != "\\\\" and self.text[found - 1] == "\\":
            found = self._find(closer, found + 1)
        display = closer[-1] == "]"
        content = self.text[match.end() : found]
        if found >= 0 and not (runs_over(content) if display else "\n\n" in content):
            return self._place(Span(match.start(), found + len(closer)), Span(match.end(), found), display=display)
        alone = self.text[match.end() : match.end() + 1] in ("\n", "")
        return self._unclosed(match, closer) if display and alone else match.end()

    def _environment(self, match: re.Match[str]) -> int:
        name = match["environment"]
        depth = 0
        marks = re.compile(rf"\\(begin|end)\{{{re.escape(name)}\}}")
        for mark in marks.finditer(self.text, match.start(), self.end):
            depth += 1 if mark[1] == "begin" else -1
            if depth == 0:
                outer = Span(match.start(), mark.end())
                inner = Span(match.end(), mark.start()) if name in _WRAPPERS else outer
                return self._place(outer, inner, display=True)
        return self._unclosed(match, f"\\end{{{name}}}")

    def _display(self, match: re.Match[str]) -> int:
        found = self._find("$$", match.end())
        while found > 0 and self.text[found - 1] == "\\":
            found = self._find("$$", found + 1)
        if found < 0 or runs_over(self.text[match.end() : found]):
            return self._unclosed(match, "$$")
        if found == match.end():
            return match.end()
        outer = Span(match.start(), found + 2)
        return self._place(outer, Span(match.end(), found), display=not self._within_prose(outer))

    def _within_prose(self, outer: Span) -> bool:
        """Whether $$…$$ on one line has words after it on that line: then it is an inline formula."""
        newline = self.text.find("\n", outer.end, self.end)
        after = self.text[outer.end : newline if newline >= 0 else self.end]
        one_line = self.syntax != "tex" and "\n" not in self.text[outer.start : outer.end]
        return one_line and re.search(r"^\)|[^\W\d_]", after.split("$$", 1)[0]) is not None

    def _dollar(self, match: re.Match[str]) -> int:
        stop = re.compile(r"\\.|\$|\n[ \t>]*\n|\n[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]", re.DOTALL)
        for mark in stop.finditer(self.text, match.end(), self.end):
            if mark[0][0] == "\\":
                continue
            if mark[0] != "$":
                break
            inner = Span(match.end(), mark.start())
            if is_formula(self.text[inner.start : inner.end], self.text[mark.end() : mark.end() + 1]):
                return self._place(Span(match.start(), mark.end()), inner, display=False)
            return match.end()
        return match.end()
