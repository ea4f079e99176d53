r"""The author's own commands: \newcommand, \def, \DeclareMathOperator.

A chapter of a book uses commands that the book defines elsewhere. Where it has three or more such as \Vx, \Vh and
\Vtheta that it does not define, V and its like stand for the style of the letter after it.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from derive.data import Data
from derive.letters import GREEK


class Macro(Data):
    """A command with its replacement, in which #1 … #9 stand for its arguments."""

    body: str
    arguments: int = 0
    default: str | None = None
    """What the first argument is where it is not given in square brackets; None: it always is in braces."""

    def expand(self, arguments: list[str]) -> str:
        r"""The replacement with its arguments.

        >>> Macro(r"\frac{\partial #1}{\partial #2}", 2).expand(["f", "x"])
        '\\frac{\\partial f}{\\partial x}'
        """

        def argument(match: re.Match[str]) -> str:
            number = int(match[1])
            return arguments[number - 1] if number <= len(arguments) else ""

        return re.sub(r"#([1-9])", argument, self.body)


Macros: TypeAlias = Mapping[str, Macro]

NO_MACROS: Macros = {}

_DEFINITION = (
    r"\\(?P<kind>(?:new|renew|provide)command\*?|DeclareMathOperator\*?|[gex]?def)\s*"
    r"\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*"
    r"(?P<parameters>(?:\#\d)*)(?:\[(?P<count>\d)\])?(?:\[(?P<default>[^\]]{0,99})\])?\s*\{"
)

_BOLD = dict.fromkeys(("V", "v", "M", "m", "RV"), "mathbf")
_STYLES = _BOLD | {"Set": "mathbb", "Cal": "mathcal"}
"""What authors write before a letter for vectors, matrices, random vectors and sets."""
_FEWEST = 3

USUAL: Macros = {name: Macro(f"\\mathbb{{{name}}}") for name in ("R", "N", "Z")} | {"reals": Macro(r"\mathbb{R}")}
"""The commands for sets of numbers that some readers of TeX, as KaTeX, know without a definition."""


def read_macros(text: str) -> dict[str, Macro]:
    r"""The commands that a document defines, by name; the last definition of a name counts.

    >>> read_macros(r"\newcommand{\E}{\mathbb{E}}")
    {'E': Macro(body='\\mathbb{E}', arguments=0, default=None)}
    """
    macros: dict[str, Macro] = {}
    if "\\" not in text:
        return macros
    defines = any(word in text for word in ("command", "DeclareMathOperator", "def"))
    for match in re.finditer(_DEFINITION, text) if defines else ():
        body = _braced(text, match.end())
        if body is None:
            continue
        if match["kind"].startswith("Declare"):
            body = f"\\operatorname{{{body}}}"
        count = int(match["count"] or 0) or len(match["parameters"]) // 2
        macros[match["name"]] = Macro(body.strip(), count, match["default"])
    usual = {name: macro for name, macro in USUAL.items() if f"\\{name}" in text}
    return {**usual, **_styled(text, macros), **macros}


def _styled(text: str, defined: Mapping[str, Macro]) -> dict[str, Macro]:
    """The commands of a style and a letter that the document uses and does not define."""
    used: dict[str, set[str]] = {}
    for name in sorted(set(re.findall(r"\\([A-Za-z]+)", text)) - defined.keys()):
        style = next((style for style in _STYLES if name.startswith(style)), "")
        letter = name.removeprefix(style)
        if style and (len(letter) == 1 or letter in GREEK) and (style not in ("M", "m") or letter[0].isupper()):
            used.setdefault(style, set()).add(letter)
    if not any(len(letters) >= _FEWEST for letters in used.values()):
        return {}
    return {
        prefix + letter: Macro("\\" + _STYLES[prefix] + ("{" if len(letter) == 1 else "{\\") + letter + "}")
        for prefix, letters in used.items()
        for letter in letters
    }


def _braced(text: str, position: int, limit: int = 1_000) -> str | None:
    """The text up to the brace that closes; None if that is far away."""
    depth = 1
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, position, position + limit):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if not depth:
            return text[position : match.start()]
    return None
