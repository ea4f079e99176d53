"""Directives: comments by which an author says what a formula is.

<!-- derive: assume a = b --> in Markdown, and in LaTeX % derive: assume a = b on a line of its own. The words
are assume, define, and case; a case holds until the next case or heading.
"""

import re
from functools import cache

from derive.document.layout import Place
from derive.document.model import Cue
from derive.source import Span

WORDS = {"assume": Cue.ASSUME, "define": Cue.DEFINE, "case": Cue.CASE}


@cache
def _directive() -> re.Pattern[str]:
    return re.compile(
        rf"(?:<!--|%+)\s*derive:\s*(?P<word>{'|'.join(WORDS)})\b(?P<formula>.*?)\s*(?:-->)?\s*$", re.DOTALL
    )


def read_directive(text: str, comment: Span) -> Place | None:
    """The formula that the comment text[comment] holds, or None if it is no directive.

    >>> place = read_directive("<!-- derive: case i = j -->", Span(0, 27))
    >>> place.latex, place.inner, place.directive
    (' i = j', Span(start=17, end=23), <Cue.CASE: 'case'>)
    """
    match = _directive().match(text, comment.start, comment.end)
    if match is None:
        return None
    inner = Span(*match.span("formula"))
    return Place(comment, inner, False, match["formula"].replace("$", " "), WORDS[match["word"]])
