"""Whether what stands between two dollars is a formula: it may be money, or prose between displays."""

import re
from functools import cache


@cache
def _text_groups() -> re.Pattern[str]:
    return re.compile(r"\\(?:text\w*|mbox|hbox|mathrm|operatorname)\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")


@cache
def _plain_words() -> re.Pattern[str]:
    return re.compile(r"(?<![\\\w{^])[^\W\d_]{2,}(?=[\s,.;:]|$)")


def is_formula(content: str, after: str) -> bool:
    r"""Whether $content$ is a formula; `after` is the character that follows it, if any.

    The dollars are money, or belong to two shell variables, where a digit follows both, where one follows the
    first and there are words but no sign of mathematics, or where only the second has a space before it and a
    word after it.

    >>> is_formula("y_i = 1", "")
    True
    >>> is_formula("5 and ", "1"), is_formula("5, or so, but ", "x"), is_formula("HOME and ", "P")
    (False, False, False)
    >>> is_formula("2", " ")
    True
    """
    if not content.strip():
        return False
    signs = any(character in "\\^_={}" for character in content)
    if content[0].isdigit():
        return not (after.isdigit() or (not signs and _plain_words().search(content)))
    if content[-1].isspace() and not content[0].isspace() and after.isalnum():
        return signs and not _plain_words().search(content)
    return True


def runs_over(content: str) -> bool:
    r"""Whether a display with this content was never closed, so that it runs on to where the next begins.

    >>> runs_over("a = b \\text{ if $i = j$}")
    False
    >>> runs_over("a = b\n\nand with $x$ we have")
    True
    >>> runs_over("a\n\nThis is a sentence about it.\n\n"), runs_over("a = b\n\nso that\n\n")
    (True, True)
    """
    if len(content) > 20_000 or _has_bare_dollar(content):
        return True
    later = re.split(r"\n[ \t>]*\n", _text_groups().sub("", content))[1:]
    return any(_is_prose(part) for part in later)


def _is_prose(part: str) -> bool:
    """Whether a paragraph is prose: many words, or a few and no sign of mathematics."""
    words = len(_plain_words().findall(part))
    signs = any(character in "\\^_={}&" for character in part)
    return words >= 4 or (words >= 1 and not signs) or part.lstrip().startswith("#")


def _has_bare_dollar(content: str) -> bool:
    """Whether there is a dollar outside all braces, so not one inside \\text{…} or a coloured box."""
    depth = 0
    for mark in re.finditer(r"\\.|[{}$]", content, re.DOTALL):
        match mark[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case "$" if depth <= 0:
                return True
    return False
