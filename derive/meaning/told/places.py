"""Where a display holds, as the words that lead to it may say: in a case, for some indices, or where it is solved."""

import re
from collections.abc import Iterable
from functools import lru_cache

from derive.document.prose import sentence_ends
from derive.meaning.told.sentences import DISPLAY, DISPLAYS, display_start, last_sentence, sentences
from derive.source import Source

RESTRICTION = (
    r"\b(if|when|whenever|case|otherwise|wrong|incorrect|unless|suppose|assum\w*|false|not|negative|positive|only"
    r"|stop-?gradients?|gradient flows|(first|second) order|ignoring|dropping)\b"
    r"|\bfor\b[^.]*\b(class|label|index|component|entry)\b"
)
"""By which words a formula may hold in a case only, or not at all."""
SOLVING = (
    r"\b(set(s|ting)?|equat(e|es|ing)|(?<!sum to )(?<!sums to )(?<!up to )(?<!mean is )zeros?|stationar\w*"
    r"|solv(e|es|ing)|optim\w*|minimi\w*|maximi\w*|vanish\w*|least[- ]squares|estimate|normal equations?|residuals?"
    r"|first[- ]order|lagrang\w*|roots?)\b|令|等于零|极|\\(?:overset|stackrel)\s*\{?\s*!"
)
"""By which words an equation may be one to be solved."""
_GIVING = (
    r"(?i)\b(?:gives?|giving|yields?|implies|implying|zeros?|roots?|solutions?|solv\w+|whence)\b"
    r"|(?:^|[,.;]|\band\b)\s*(?:so|hence|thus|therefore)\s+(?:that\s+)?(?:the\s+\w+\s+is\s+)?(?:\$|\\\()"
)
"""By which words after an equation its solution follows."""
_SOLVED = (
    r"(?i)\b(?:(?:set|equat)\w*\b[^.;]*\b(?:zero|0)\b|solv\w+|maximi[sz]\w+|minimi[sz]\w+|stationar\w*|vanish\w*"
    r"|maximum[- ]likelihood|mle|least[- ]squares)"
)
"""By which words it is a solution itself."""
FEW = {
    number: rf"(?:{words}|{number})"
    for number, words in enumerate(
        ("single|one", "two|binary", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
"""How the prose counts classes, samples or components."""
_COUNTED = (
    r"(?:class|categor|sample|example|point|output|input|unit|neuron|element|entr|component|dimension|term|token|word"
    r"|label|feature|case|classif|score|logit)"
)
_AFTER = 240
"""How many characters after a display may say where it holds."""
_APPROXIMATE = (
    r"(?i:\bto (?:this|that|such) (?:order|accuracy|approximation|precision)\b|\bsmall quantities\b"
    r"|\b(?:tiny|small|negligible|little) (?:compared|against|beside|in comparison)\b"
    r"|\bthr(?:own?|ew) \w+(?: \w+){0,3} away\b"
    r"|\b(?:to|of) (?:\w+ )?(?:zeroth|first|second|third|leading|lowest|linear) order|\bapproximat\w+|\bneglect\w*"
    r"|\bup to (?:terms|order|higher|corrections)|\blineari[sz]\w+|\bfor (?:small|large)\b|\basymptotic\w*|\btaylor\b"
    r"|\bin the limit\b|\bhigher[- ]order terms\b|\bperturb\w*|\bnegligibl\w*|\bvery (?:small|large)\b"
    r"|\b(?:keep\w*|retain\w*|drop\w*|ignor\w*|discard\w*|omit\w*) (?:\w+[- ]){0,3}(?:terms?|orders?|powers?)\b)"
    r"|\bO\(|\\mathcal\{O\}|\b(?:[Ff]or|[Ww]hen|[Ii]f|[Aa]s|[Ww]here|[Ss]ince)\b[^.\n]*(?:\\(?:ll|gg)\b|[≪≫])|\\to\s*(?:0|\\infty)|→\s*(?:0|∞)"
)
"""By which words an equation holds nearly, or in a limit."""
_STOPPED = (
    r"\b(?:stop[- _]?grad\w*|detach\w*|straight[- ]through|no gradients? flows?|frozen"
    r"|(?:not|without|never) (?:back-?)?(?:propagat|differentiat)\w*)\b|\\operatorname\{sg\}"
    r"|\btreat\w* (?:\S+ ){0,4}as (?:an? |if (?:it|they) (?:was|were|is) )?(?:constants?|fixed)\b"
    r"|\b(?:held|kept|hold(?:ing)?|keep(?:ing)?) (?:\S+ )?(?:constant|fixed)\b"
)
"""By which words something is no function of the variable where a derivative is taken."""
_ONE_VARIABLE = r"(?i)\b(?:(?:single|one)[- ]variable|(?:univariate|scalar) (?:case|calculus|analog\w*))\b"
"""By which words an equation is one of numbers, where others are about vectors."""
_ONE_INDEX = (
    r"(?i)\bthe\s+(?:\w+[- ])?"
    r"(?:pivot|target|true|correct|right|chosen|selected|winning|winner|root|gold|ground[- ]truth)"
    r"\b(?:[\s-]+\w+)?\s+\$([^$]+)\$"
)
"""By which words a letter is one index, and no other."""
_LEADING = 160
"""How many characters before a display may say where it holds."""
_CLOSING = r"\$\$|\\\]|\\end\{(?:equation|align|gather|multline)\*?\}"
_LONGEST = 6000
"""How many characters of a display are read to its end."""
_BEFORE = 240
"""How many characters before an equation may say that it is to be solved."""


def is_restricted(start: int, source: Source) -> bool:
    """Whether the sentence that leads to a display may say that it holds in a case only, or not at all."""
    return re.search(RESTRICTION, leading(start, source), re.IGNORECASE) is not None


def tells_one_index(letters: Iterable[str], start: int, source: Source) -> bool:
    """Whether the sentence that leads to a display says that one of these letters is one index: "at the pivot $k$"."""
    told = {one.strip() for one in re.findall(_ONE_INDEX, leading(start, source))}
    return not told.isdisjoint(letters)


def is_to_be_solved(start: int, source: Source) -> bool:
    """Whether an equation at that place may be one to be solved."""
    return re.search(SOLVING, source.text[max(0, start - _BEFORE) : start], re.IGNORECASE) is not None


def gives_solution(end: int, source: Source) -> bool:
    """Whether the sentence after an equation tells its solution: "which gives $x = 2$"."""
    return re.search(_GIVING, following(end, source)) is not None


def is_led_to_as_solution(start: int, source: Source) -> bool:
    """Whether the sentence that leads to an equation says that it solves one, or is where something is greatest."""
    return re.search(_SOLVED, leading(start, source)) is not None


def is_of_one_variable(start: int, source: Source) -> bool:
    """Whether the sentence that leads to an equation says that it is about numbers, like another one about vectors."""
    return re.search(_ONE_VARIABLE, leading(start, source)) is not None


def tells_few(number: int, start: int, source: Source) -> bool:
    """Whether the prose before a place speaks of so many classes, samples or components."""
    return re.search(rf"\b{FEW[number]}[- ](?:\w+ )?{_COUNTED}", source.text[:start].lower()) is not None


def leading(start: int, source: Source) -> str:
    """The sentence, or the part of one, that leads to a display."""
    return _last_part(source.text[: display_start(start, source)])


def _last_part(text: str) -> str:
    """The last sentence of a text, or what stands in it after a colon."""
    return last_sentence(text[-_LEADING:].rstrip().rstrip(":,.?").replace(": ", ". "))


def is_approximate(start: int, end: int, source: Source) -> bool:
    """Whether the sentence that leads to a display, or to the ones right before it, or the sentence after it says that
    it holds nearly."""
    before = re.sub(DISPLAYS, "", source.text[: display_start(start, source)])
    told = f"{_last_part(before)} {following(end, source)}"
    return re.search(_APPROXIMATE, told) is not None


@lru_cache(maxsize=8)
def stopped(source: Source) -> tuple[str, ...]:
    """The sentences by which something is taken for a constant in a derivative."""
    return tuple(one for one in sentences(source) if re.search(_STOPPED, one, re.IGNORECASE))


def following(end: int, source: Source) -> str:
    """The sentence after a display, if it leads to no other; in plain text, where no sign closes a row, a line."""
    if display_start(end, source) < end:
        closing = re.search(_CLOSING, source.text[end : end + _LONGEST])
        end += closing.start() if closing else 0
    after = source.text[end : end + _AFTER]
    after = after if end + _AFTER >= len(source.text) else re.sub(r"\w+\Z", "", after)
    closed = re.match(rf"[^$]*?(?:{_CLOSING})\s*", after)
    after = after[closed.end() :] if closed else "\n".join(after.split("\n", 2)[:2])
    ends = sentence_ends(after)
    sentence = after[: ends[0]] if ends else after
    return "" if re.search(DISPLAY, sentence) or sentence.rstrip().endswith(":") else sentence
