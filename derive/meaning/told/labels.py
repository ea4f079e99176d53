"""The labels under which a list, a table or lines of text tell cases of one thing: "Series: $R = R_1 + R_2$" and
"Parallel: $1/R = 1/R_1 + 1/R_2$".
"""

import re

from derive.source import Source

_ITEM = r"(?:[-*+•]|\d+[.)]|\(?[a-z]\)|\\item(?:\[[^\]]*\])?)?\s*"
_MARKED = (
    r"(?:\*\*|__|\\(?:textbf|emph|textit|paragraph)\{|[*_])(?P<marked>[^*_{}$\n]{2,60}?)[.:]?(?:\*\*|__|\}|[*_])"
    r"\s*[.:–—-]?"
)
_PLAIN = r"(?P<plain>[A-Za-z][\w ,'’/-]{1,60}?)\s*(?::|–|—)(?=[\s$\\])"
_CELL = r"\|\s*(?P<cell>[^|$\\\n]{2,60}?)\s*\|"
_LABEL = re.compile(rf"(?m)^[ \t]*(?:{_ITEM}(?:{_MARKED}|{_PLAIN})|{_CELL})")
_OF_A_STEP = (
    r"(?i)(?<![\w-])(?:steps?|first|second|third|next|then|now|so|hence|thus|therefore|finally|also|proof|solution|answer|result|claim"
    r"|where|notes?|given|givens?|recall|remark|check|here|we|it|this|that|let|with|use|using|by|from|because|since|as|and"
    r"|derivatives?|gradients?|slopes?|inverses?|reciprocals?|logarithms?|logs?|squares?|squared|roots?|complements?|doubles?"
    r"|half|ratios?|differences?|sums?|products?|simplif\w+|rewritten|rearrang\w+|expand\w+|equivalent\w*|identit\w+"
    r"|consequences?|forward|backward|part|in other words|conclusion|summary|forms?|equations?|eq)(?![\w-])"
)
"""By which words a label names what follows from the lines before it, and no case beside them."""
_END = r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•|]|\d+[.)]|\\item))"
"""What ends an item, a row or a paragraph; a display after it belongs to it."""

_REACH = 400
"""How many characters before a formula its label may begin."""


def are_cases(one: int, other: int, source: Source) -> bool:
    """Whether two places stand under labels that tell two cases.

    >>> text = "- Series: $R = a + b$\\n- Parallel: $1/R = 1/a + 1/b$\\n- Step 3: $R = 0$\\n"
    >>> places = [found.start() for found in re.finditer("R", text)]
    >>> are_cases(places[0], places[1], Source("", text)), are_cases(places[0], places[2], Source("", text))
    (True, False)
    """
    labels = [label_at(place, source) for place in (one, other)]
    return None not in labels and labels[0] != labels[1]


def label_at(place: int, source: Source) -> str | None:
    """The label under which a place stands, in lower case; None without one, or if it is that of a step."""
    before = source.text[:place]
    *_, found = (None, *_LABEL.finditer(before, max(0, place - _REACH)))
    if found is None:
        return None
    between = before[found.end() :]
    words = re.sub(r"\$\$|\\\[|\\begin\{\w+\*?\}", " ", between)
    if len(re.split(_END, words.strip())) > 1:
        return None
    label = (found["marked"] or found["plain"] or found["cell"]).strip().lower()
    return None if re.search(_OF_A_STEP, label) else label
