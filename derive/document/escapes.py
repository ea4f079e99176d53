r"""Escapes of the document's syntax inside a formula, taken away without moving a character.

Some sites pass formulas through Markdown, so that their sources write \_ for _ and \\\\ for the row break \\.
"""

import re
from functools import cache

from derive.source import Span


@cache
def _escapes() -> re.Pattern[str]:
    return re.compile(
        r"(?P<text>\\(?:text\w*|mbox|mathrm|operatorname)\*?\s*\{[^{}]*\})"
        r"|(?P<row>\\{4})|(?P<command>\\\\(?=[{}|,;!#%]))|(?P<sign>\\[_*])|\\\\|\\."
    )


def _is_escaped(latex: str) -> bool:
    return "\\\\\\\\" in latex or any(match.lastgroup == "sign" for match in _escapes().finditer(latex))


def unescaped(latex: str, opener: str = "") -> str:
    r"""The formula without Markdown's escapes, at the same length. The delimiter before it may be escaped itself.

    >>> unescaped(r"p\_j &= q\_j \\\\")
    'p _j &= q _j \\\\  '
    >>> unescaped(r"\text{cross\_entropy} \\ x")
    '\\text{cross\\_entropy} \\\\ x'
    >>> unescaped(r"1\\{k = i\\}", r"\\(")
    '1 \\{k = i \\}'
    """
    if not opener.startswith("\\\\") and not _is_escaped(latex):
        return latex

    def plain(match: re.Match[str]) -> str:
        match match.lastgroup:
            case "row":
                return "\\\\  "
            case "command":
                return " \\"
            case "sign":
                return " " + match[0][1]
            case _:
                return match[0]

    return _escapes().sub(plain, latex)


def quotation_blanked(text: str, start: int, inner: Span) -> str:
    """text[inner], where the > of a block quotation that surrounds the formula are replaced by spaces.

    >>> quotation_blanked("> $$ a\\n> = b$$", 2, Span(4, 12))
    ' a\\n  = b'
    """
    content = text[inner.start : inner.end]
    line = text[text.rfind("\n", 0, start) + 1 : start]
    depth = line.count(">") if re.fullmatch(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t>]*)?", line) else 0
    if depth == 0 or "\n" not in content:
        return content
    prefix = re.compile(rf"(?m)(?<=\n)[ \t]*(?:>[ \t]?){{1,{depth}}}")
    return prefix.sub(lambda match: " " * len(match[0]), content)
