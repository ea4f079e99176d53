"""What the words around a formula say of it.

The prose of a document comes here in lower case with single spaces and one mark for each formula, so that a
phrase can be looked for across formulas.
"""

import re
from functools import cache
from typing import Literal

from derive.document.cues import (
    AFTERWARDS,
    CUES,
    DENIALS,
    DOUBTS,
    EXAMPLES,
    FILLERS,
    FOUND,
    MISTAKES,
    PROPERTIES,
    RESULTS,
    SUPPORTS,
    SUPPOSED,
    SUPPOSITIONS,
    CuePhrases,
)  # fmt: skip
from derive.document.denials import denies, is_one_of_several
from derive.document.model import Cue
from derive.document.phrases import likely, pattern, says

FORMULA, STATEMENT, CONDITION, DISPLAY = "\ue000", "\ue001", "\ue002", "\ue003"
"""The marks: an inline formula without a relation, one with it, an index condition, a display."""

MARKS = FORMULA + STATEMENT + CONDITION + DISPLAY

REACH = 400
"""How many characters before a formula are looked at."""


def _end(cue: re.Match[str]) -> int:
    """Where a cue ends, with what may follow it and belongs to it."""
    tail = re.compile(r"(?:[ ,]*(?:that|we (?:have|know|see|can see)|首先))*").match(cue.string, cue.end())
    return tail.end() if tail else cue.end()


def is_filler(between: str) -> bool:
    """Whether a text has no formulas, and no words but numbers and those that may stand before a formula."""
    return not any(mark in between for mark in MARKS) and all(
        word in FILLERS or not word.strip("0123456789条件个") for word in re.findall(r"\w+", between)
    )


@cache
def _sentence_end() -> re.Pattern[str]:
    shortened = ("e\\.g", "i\\.e", "eq", "s\\.t", "w\\.r\\.t", "resp", "fig")
    no_abbreviation = "".join(rf"(?<!\b{word}\.)" for word in shortened)
    return re.compile(rf"[.!?;]{no_abbreviation}(?=[\s\"')\]{MARKS}]|$)|[。！？；]|\n\n")


def sentence_ends(text: str) -> list[int]:
    """The offsets after each sentence of the text."""
    return [match.end() for match in _sentence_end().finditer(text)]


def sentence_start(before: str) -> int:
    """The offset in `before` at which the sentence of what follows it begins."""
    return max(sentence_ends(before), default=0)


def leading(before: str) -> str:
    """The words of the last sentence right before a formula, after all others.

    >>> leading(f"here {FORMULA} is large. by the chain rule,\\n\\n"), leading(f"where {STATEMENT}, and so ")
    ('by the chain rule,', ', and so')
    """
    before = before[-REACH:].rstrip()
    return re.split(f"[{MARKS}]", before[sentence_start(before) :])[-1].strip()


def trailing(after: str) -> str:
    """The words that end the sentence of a formula, where they follow it in its paragraph and hold no other.

    >>> trailing(" by the chain rule. then"), trailing(f", where {STATEMENT}."), trailing("\\n\\nby the chain rule.")
    ('by the chain rule', '', '')
    """
    match = re.match(rf"[ ,]*([^{MARKS}.;:!?\n]+)[.;]", after)
    return match[1].strip() if match else ""


def cue_of(
    before: str,
    after: str,
    *,
    sums_to_one: bool = False,
    value: Literal["number", "symbol"] | None = None,
    display: bool = False,
) -> Cue:
    """The cue for a formula between two stretches of prose; `sums_to_one` says that it has the shape Σ y = 1,
    `value` that it is one such as y = 1, or x = y, and `display` that it is a display.

    >>> cue_of("as we know, ", f", so we get {DISPLAY}", sums_to_one=True)
    <Cue.ASSUME: 'assume'>
    >>> cue_of(f"as we know, {STATEMENT}, so we get ", "")
    <Cue.RESULT: 'result'>
    >>> cue_of("let ", ""), cue_of("we do not assume ", "", sums_to_one=True)
    (<Cue.DEFINE: 'define'>, <Cue.DENY: 'deny'>)
    >>> cue_of("suppose, for the moment, that ", ""), cue_of("this gives ", "")
    (<Cue.SUPPOSE: 'suppose'>, <Cue.RESULT: 'result'>)
    >>> cue_of("the points with ", "", value="number"), cue_of("assume ", "", value="number")
    (<Cue.SUPPOSE: 'suppose'>, <Cue.ASSUME: 'assume'>)
    >>> cue_of("setting ", "", value="symbol"), cue_of("setting ", "")
    (<Cue.SUPPOSE: 'suppose'>, <Cue.PUT: 'put'>)
    >>> cue_of("the weights satisfy ", "", display=True), cue_of("the weights are to satisfy ", "")
    (<Cue.NONE: 'none'>, <Cue.ASSUME: 'assume'>)
    >>> cue_of(f"where {FORMULA} is a number, ", "", display=True)
    <Cue.NONE: 'none'>
    >>> cue_of(f"where {FORMULA} is the root of ", "", display=True)
    <Cue.ASSUME: 'assume'>
    """
    before = before[-REACH:].rstrip()
    clause = before[max(sentence_start(before), before.rfind(DISPLAY) + 1) :]
    ending = after[: until_sentence_end(after)]
    sentence = clause + " " + ending
    if says(DENIALS, sentence) or says(MISTAKES, sentence) or denies(clause, ending, MARKS):
        return Cue.DENY
    if not display and is_one_of_several(clause, ending, STATEMENT):
        return Cue.SUPPOSE
    is_normalised = sums_to_one and says(PROPERTIES, sentence)
    cue = Cue.ASSUME if is_normalised else _nearest_cue(clause, after, value, display=display and not sums_to_one)
    asked = after[until_sentence_end(after) :].startswith("?")
    if cue is Cue.NONE and (asked or says(DOUBTS, sentence)):
        return Cue.SUPPOSE
    local = says(SUPPOSITIONS, sentence) or (cue is Cue.ASSUME and says(EXAMPLES, sentence))
    return Cue.SUPPOSE if local and cue in (Cue.NONE, Cue.ASSUME) else cue


def _nearest_cue(clause: str, after: str, value: Literal["number", "symbol"] | None, *, display: bool) -> Cue:
    """The cue of the phrase right after a formula, or of the last one before it that reaches it."""
    for cue, phrases in AFTERWARDS:
        found = likely(phrases, after)
        if found and pattern(found, rf"[^\w{MARKS}]*(?:(?:which|that|holds|is true)\W+)*").match(after):
            return cue
    ends = [
        (_end(match), row)
        for row in CUES
        if (found := likely(row.phrases, clause))
        for match in pattern(found).finditer(clause)
    ]
    for end, row in sorted(ends, key=lambda pair: pair[0], reverse=True):
        if _reaches(row, clause[end:]) and not (display and _is_done(clause[end:])):
            left_out = {"all": (), "no numbers": ("number",), "no values": ("number", "symbol")}[row.gives]
            if display and row.cue is Cue.ASSUME and row.reach == "formula" and _is_found(clause):
                return Cue.NONE
            return Cue.SUPPOSE if value in left_out else row.cue
    return Cue.NONE


def _is_found(clause: str) -> bool:
    """Whether a formula that is called a condition is found, and not supposed."""
    return says(FOUND, clause) or (says(("satisf(?:y|ies|ied)",), clause) and not says(SUPPOSED, clause))


def until_sentence_end(after: str) -> int:
    match = _sentence_end().search(after)
    return match.start() if match else len(after)


def _reaches(row: CuePhrases, between: str) -> bool:
    """Whether a phrase reaches a formula across what stands between the two."""
    if says(RESULTS, between) or between.count(")") > between.count("("):
        return False
    match row.reach:
        case "formula":
            return is_filler(between)
        case "clause":
            return re.search(r"[,，:：](?!\s*(?:and|y)\b)", between.lstrip(" ,，:：")) is None
        case "sentence" if re.search(rf"{CONDITION}\s*[,:]", between):
            return False
        case "sentence":
            main_clause = rf"[{STATEMENT}{CONDITION}][^,]*,\s*(?!and\b|where\b|with\b|that\b)\w"
            return re.search(main_clause, between) is None


def _is_done(between: str) -> bool:
    """Whether what a cue says ends before the display after `between`: 'where $a$ is a number, $$ … $$'."""
    *_, last = re.findall(rf"\w+|[{MARKS},，:：]", between) or [""]
    if last in (",", "，"):
        return re.search(rf"[{STATEMENT}{CONDITION}]|{_DESCRIBED}", between) is not None
    return last not in (":", "：", *FILLERS) and re.search(_DESCRIBED, between) is not None


_DESCRIBED = (
    rf"{FORMULA}\s+(?:is|are|be|was|were|has|have|denotes?|stands?|means?|represents?|refers?|depends?|ranges?|runs?)\b"
)
"""What says of a formula what it is."""


def supports(between: str) -> bool:
    """Whether a hypothesis gives the reason of the display before it; `between` are the words between them.

    >>> supports(" since "), supports(" so we get "), supports(". then since ")
    (True, False, False)
    """
    if len(between) > REACH or re.search(rf"{DISPLAY}|\w\W*[.!?。]\s|\.\s+\w", between):
        return False
    begins = r"[\s,;(.]*"
    supported = pattern(likely(SUPPORTS, between), begins).match(between)
    return supported is not None or re.fullmatch(begins, between) is not None
