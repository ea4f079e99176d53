r"""LaTeX -> Layout: the body of a document, its paragraphs, sections and list items."""

import re
from collections.abc import Iterator
from functools import cache

from derive.document.delimiters import Scanner
from derive.document.directives import read_directive
from derive.document.layout import Layout, Passage, Place, blanked
from derive.document.model import Note
from derive.errors import ReadError
from derive.source import Source, Span

LEVELS = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
    "subparagraph": 6,
}  # fmt: skip

_CODE = ("verbatim", "lstlisting", "minted", "comment", "tikzpicture", "thebibliography", "Verbatim")


def read_tex(source: Source) -> Layout:
    r"""The layout of a LaTeX document: of what its \begin{document} and \end{document} enclose."""
    text = _without_comments(source.text)
    body = _body(text)
    text = blanked(text, [Span(0, body.start), *_code(text, body), Span(body.end, len(text))])
    scanner = Scanner(text, body.start, body.end, "tex")
    said = _directives(source.text, body)
    directives = [one for one in said if isinstance(one, Place)]
    places = sorted([*scanner.places, *directives], key=lambda place: place.outer.start)
    outline = _outline(text, places)
    passages = (p for p in _passages(outline, body) if outline[p.span.start : p.span.end].strip())
    return Layout(
        source, _prose(text, places), tuple(passages), tuple(places), _title(source.text),
        (*scanner.unreadable, *(one for one in said if isinstance(one, ReadError))),
        tuple(one for one in said if isinstance(one, Note)),
    )  # fmt: skip


def _directives(text: str, body: Span) -> list[Place | Note | ReadError]:
    """What the directives say that stand on lines of their own."""
    comments = re.compile(r"^[ \t]*(%.*)$", re.MULTILINE).finditer(text, body.start, body.end)
    read = (read_directive(text, Span(*comment.span(1))) for comment in comments)
    return [one for one in read if one is not None]


def _without_comments(text: str) -> str:
    r"""The text with its comments replaced by spaces; a line that is nothing but a comment ends no paragraph.

    >>> _without_comments("a % b\n  % c\nd \\% e")
    'a    \n      d \\% e'
    """
    comment = re.compile(r"^[ \t]*%.*\n?|\\.|%.*", re.MULTILINE)
    return comment.sub(lambda match: match[0] if match[0][0] == "\\" else " " * len(match[0]), text)


def _body(text: str) -> Span:
    begin = re.search(r"\\begin\s*\{document\}", text)
    start = begin.end() if begin else 0
    end = re.compile(r"\\end\s*\{document\}").search(text, start)
    return Span(start, end.start() if end else len(text))


def _code(text: str, body: Span) -> Iterator[Span]:
    """Environments that hold no prose, \\verb, the definitions of macros, and what stands below \\iffalse."""
    names = "|".join(_CODE)
    environment = rf"\\begin\{{(?P<name>(?:{names})\*?)\}}"
    opener = re.compile(
        rf"{environment}|\\verb\*?(?P<mark>[^\w\s*])|\\(?:re)?newcommand\b|\\def\b|(?P<never>\\iffalse)\b"
    )
    start = body.start
    while (match := opener.search(text, start, body.end)) is not None:
        start = match.end()
        if match["name"]:
            found = text.find(f"\\end{{{match['name']}}}", start, body.end)
        elif match["mark"]:
            found = text.find(match["mark"], start, body.end)
        elif match["never"]:
            found = _closing_fi(text, start, body.end)
        else:
            found = text.find("\n", start, body.end)
        start = found if found >= 0 else body.end if match["name"] else start
        yield Span(match.start(), start)


def _closing_fi(text: str, start: int, end: int) -> int:
    r"""The offset of the \else or \fi that ends what stands below an \if; −1 if none does."""
    depth = 1
    for mark in re.compile(r"\\(if|else|fi)(?![a-z])|\\if(?!f\b|thenelse)[a-z]+").finditer(text, start, end):
        if mark[1] == "fi":
            depth -= 1
        elif mark[1] != "else":
            depth += 1
        if depth == 0 or (depth == 1 and mark[1] == "else"):
            return mark.start()
    return -1


def _outline(text: str, places: list[Place]) -> str:
    """The text with each formula as one long word."""
    parts: list[str] = []
    done = 0
    for place in places:
        parts.append(text[done : place.outer.start])
        parts.append("x" * (place.outer.end - place.outer.start))
        done = place.outer.end
    return "".join((*parts, text[done:]))


@cache
def _break() -> re.Pattern[str]:
    return re.compile(
        rf"\n[ \t]*\n\s*|\\(?P<level>{'|'.join(LEVELS)})\*?(?:\[[^\]]*\])?\{{|\\(?P<item>item)\b"
        r"|\\begin\{(?P<begin>itemize|enumerate|description)\}|\\end\{(?P<end>itemize|enumerate|description)\}"
    )


def _passages(outline: str, body: Span) -> Iterator[Passage]:
    """The passages between blank lines, sections and items; an item is known by where it begins."""
    lists: list[int | None] = []
    start, position = body.start, body.start
    while (match := _break().search(outline, position, body.end)) is not None:
        position = match.end()
        yield Passage(Span(start, match.start()), 0, tuple(item for item in lists if item is not None))
        start = match.start()
        if match["level"]:
            position = _closing_brace(outline, match.end(), body.end)
            yield Passage(Span(start, position), LEVELS[match["level"]], ())
            start = position
        elif match["begin"]:
            lists.append(None)
        elif match["end"] and lists:
            lists.pop()
        elif match["item"] and lists:
            lists[-1] = match.start()
    yield Passage(Span(start, body.end), 0, tuple(item for item in lists if item is not None))


def _closing_brace(text: str, start: int, end: int) -> int:
    """The offset after the brace that closes the one before `start`; `end` if none does."""
    depth = 1
    for mark in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start, end):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.end()
    return end


def _prose(text: str, places: list[Place]) -> str:
    """The text with the commands and braces of its prose replaced by spaces, and formulas as they are."""
    command = re.compile(
        r"\\(?:label|ref|eqref|cite\w*|cref|Cref|autoref|url|href|includegraphics|usepackage)\*?(?:\[[^\]]*\])?\{[^{}]*\}"
        r"|\\begin\{[^{}]*\}|\\end\{[^{}]*\}|\\[A-Za-z]+\*?|\\.|[{}~]"
    )
    parts: list[str] = []
    done = 0
    for place in places:
        parts.append(command.sub(lambda match: " " * len(match[0]), text[done : place.outer.start]))
        parts.append(text[place.outer.start : place.outer.end])
        done = place.outer.end
    parts.append(command.sub(lambda match: " " * len(match[0]), text[done:]))
    return "".join(parts)


def _title(text: str) -> str | None:
    match = re.search(r"\\title(?:\[[^\]]*\])?\{", text)
    if match is None:
        return None
    title = text[match.end() : _closing_brace(text, match.end(), min(len(text), match.end() + 500)) - 1]
    return " ".join(re.sub(r"\\[A-Za-z]+\*?|\\\\|[{}~]", " ", title).split()) or None
