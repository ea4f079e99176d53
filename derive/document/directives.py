"""Directives: comments by which an author says what something is.

<!-- derive: assume a = b --> in Markdown, notebooks and text; % derive: assume a = b on a line of its own in LaTeX;
# derive: assume a = b in plain text without LaTeX.

assume, define, range, case FORMULA say what the formula is; a case holds until the next case or heading.
function f, g and constant c, d say what the names are. skip "why" leaves out the next display. expect VERDICT, or
expect refuted CODE with the code of a mistake, says what is to be found of a step of the next display.
"""

import re
from collections.abc import Sequence
from functools import cache

from derive.document.layout import Place
from derive.document.model import Cue, Note
from derive.errors import ReadError
from derive.letters import GREEK
from derive.source import Span

CUES = {"assume": Cue.ASSUME, "define": Cue.DEFINE, "range": Cue.RANGE, "case": Cue.CASE}
NOTES = ("function", "constant", "skip", "expect")
VERDICTS = ("proved", "refuted", "undecided", "unreadable", "given")
"""What can be expected."""
WORDS = (*CUES, *NOTES)


@cache
def _directive() -> re.Pattern[str]:
    return re.compile(r"(?:<!--|%+|#+)\s*derive:\s*(?P<word>[^\s>]*)(?P<rest>.*?)\s*(?:-->)?\s*$", re.DOTALL)


def read_directive(text: str, comment: Span) -> Place | Note | ReadError | None:
    """What the comment text[comment] says: a formula, a note, a word that is no directive; None for other comments.

    >>> place = read_directive("<!-- derive: case i = j -->", Span(0, 27))
    >>> place.latex, place.inner, place.directive
    (' i = j', Span(start=17, end=23), <Cue.CASE: 'case'>)
    >>> read_directive("% derive: constant c, d", Span(0, 23))
    Note(word='constant', text='c, d', span=Span(start=0, end=23))
    >>> print(read_directive("% derive: asume c = d", Span(0, 21)))
    asume is no directive: expected assume, define, range, case, function, constant, skip, expect
    """
    match = _directive().match(text, comment.start, comment.end)
    if match is None:
        return None
    word, rest = match["word"], match["rest"]
    if word in CUES:
        return Place(comment, Span(*match.span("rest")), False, rest.replace("$", " "), CUES[word])
    if word == "expect" and rest.split()[:1] not in ([verdict] for verdict in VERDICTS):
        expected = ", ".join(VERDICTS)
        return ReadError(
            "this directive names no verdict", code="unknown-directive", span=Span(*match.span("rest")),
            expected=expected, found=rest.strip(),
        )  # fmt: skip
    if word in NOTES:
        return Note(word, rest.strip(" \"'$\\"), comment)
    expected = ", ".join(WORDS)
    return ReadError(
        f"{word or 'nothing'} is no directive: expected {expected}",
        code="unknown-directive", span=Span(*match.span("word")), expected=expected, found=word,
    )  # fmt: skip


def names_said(notes: Sequence[Note], word: str) -> frozenset[str]:
    r"""The names in the notes with this word, as they are named in terms.

    >>> sorted(names_said([Note("constant", "c, \\theta", Span(0, 1))], "constant"))
    ['c', 'θ']
    """
    names = (name.strip() for note in notes if note.word == word for name in note.text.split(","))
    return frozenset(GREEK.get(name.lstrip("\\"), name) for name in names if name)
