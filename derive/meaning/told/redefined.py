"""Whether the prose lets an equation define a symbol anew that has a definition already.

A second equation L = … is a claim about L, and values that break it refute it. It may be another definition only where
something between the two says so: a word such as "now" or "instead", a sentence that names what comes ("The absolute
loss is"), or a heading, after which nothing says that L is only written in another way ("Taking the logarithm").
"""

import re

from derive.document.prose import sentence_ends
from derive.meaning.told.sentences import DISPLAYS, FORMULA
from derive.source import Source

_ANEW = (
    r"(?i)\b(?:now|let(?!['’]s| us)|(?:re)?defin\w*|denot\w*|instead|another|other|others|different\w*|new"
    r"|alternativ\w*|varia(?:nts?|tions?)|versions?|examples?|instances?|exercises?|problems?|cases?|options?|methods?|models?|suppos\w*"
    r"|consider\w*|assum\w*|if|when|becomes?|general\w*|exten\w*|add(?:s|ed|ing)(?! up)|drop\w*|remov\w*|replac\w*"
    r"|chang\w*|ignor\w*|regulari[sz]\w*|modif\w*|approximat\w*|penal\w*|set(?:ting)?|put(?:ting)?|choos\w*|similar\w*"
    r"|analog\w*|likewise|respectively|either|rather|unlike|whereas|contrast|compare\w*|second|third|next|last"
    r"|for (?:the|a|an|this|that|these|each|every|all|two|three|many|more|one)|otherwise|else|original\w*"
    r"|special|simpl(?:er|est)|stronger|weaker|again|reset|update\w*|iterat\w*|time|step|called|known as|also|too"
    r"|ahora|otr[oa]s?|sean?|ejemplos?|nuev[oa]s?|[a-z]*[^\W\d_a-z]\w*)\b"
    r"|(?:^|\n)\s*(?:[-*+]|\(?[0-9a-zA-Z]{1,3}[.)])\s"
)
"""By which words between two equations the second may be another definition."""
_RESTATED = (
    r"(?i)\b(?:multipl\w+|divid\w+|tak\w+ (?:the )?(?:logarithm|square|root|product|sum)\w*|logarithm takes|expand\w*"
    r"|written (?:out|in|as)|writ(?:e|es|ing) \w+ (?:\w+ )?(?:out|in terms)|rewrit\w+|in terms of"
    r"|simplif\w+|substitut\w+|plug\w*|equivalent\w*|equals?|the same as|that is|in other words|combin\w+|factor\w*"
    r"|cancel\w*|collect\w*|split\w*|pull\w*|apart|insert\w*|unfold\w*|by (?:the )?definition|mixes)\b"
)
"""By which words it is the symbol as it was, in another form."""
_NAMES = r"(?i)\b(?:is|are|as|be|by|reads?|called|the|an?|of)\W*$"
"""What ends a sentence that says of what the display is the formula."""
_DISPLAY = "\ue000"
"""In place of one."""
_FEW = 6
"""Of so many words at most, "Absolute loss:" names what comes after it."""
_OPENED = r"(?:\$\$|\\\[|\\begin\{[^{}]*\}(?:\{[^{}]*\})?|`{3}\s*math|[\s&>])*\Z"
_CLOSED = r"\$\$?|\\\]|\\\)|`|\\end\{(?:equation|align|gather|multline|eqnarray|displaymath|math)\*?\}"
_HEADING = r"(?:^|\n)(?:\s*#+\s.*|\\(?:sub)*(?:section|paragraph)\*?\{.*)"
_MOST = 4000
"""How many characters between two equations are read."""


def may_be_anew(defined: int, start: int, source: Source) -> bool:
    """Whether a display that begins at a place may define a symbol anew whose definition ends at another one."""
    between = source.text[defined:start]
    if len(between) > _MOST or start < defined:
        return True
    inner = _without_ends(between)
    prose = re.sub(DISPLAYS, "\n\n", inner)
    headings = list(re.finditer(_HEADING, prose))
    prose = prose[headings[-1].start() :] if headings else prose
    plain = re.sub(FORMULA, " ", prose)
    if re.search(_ANEW, plain):
        return True
    if re.search(_RESTATED, plain):
        return False
    *_, after = re.sub(DISPLAYS, _DISPLAY, inner).split(_DISPLAY)
    return bool(headings) or _is_name(re.sub(FORMULA, " ", after))


def _without_ends(between: str) -> str:
    """What stands between two displays, without the end of the first and the beginning of the second."""
    opened = re.search(_OPENED, between)
    inner = between[: opened.start()] if opened else between
    closed = re.search(_CLOSED, inner)
    return inner[closed.end() :] if closed else inner


def _is_name(prose: str) -> bool:
    """Whether the last sentence names what comes after it."""
    text = prose.rstrip()
    last = text[max([0, *(end for end in sentence_ends(text) if end < len(text))]) :].strip()
    words = re.findall(r"[^\W\d_]+", last)
    return bool(words) and (re.search(_NAMES, last) is not None or len(words) <= _FEW)
