"""What the words around a formula say of it.

The prose of a document comes here in lower case with single spaces and one mark for each formula, so that a
phrase can be looked for across formulas.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from derive.document.cues import (
    AFTERWARDS,
    CASES,
    CASES_AFTERWARDS,
    CONDITIONALS,
    CUES,
    DENIALS,
    DOUBTS,
    ENDINGS,
    EXAMPLES,
    EXCEPTIONS,
    FILLERS,
    LABELS,
    MISTAKES,
    OPENINGS,
    OTHERWISE,
    PROPERTIES,
    QUALIFIERS,
    RESULTS,
    SUPPORTS,
    SUPPOSITIONS,
    CuePhrases,
)  # fmt: skip
from derive.document.model import Cue

FORMULA, STATEMENT, CONDITION, DISPLAY = "\ue000", "\ue001", "\ue002", "\ue003"
"""The marks: an inline formula without a relation, one with it, an index condition, a display."""

MARKS = FORMULA + STATEMENT + CONDITION + DISPLAY

_REACH = 400
"""How many characters before a formula are looked at."""


def _words(phrases: Sequence[str]) -> str:
    """One pattern for all phrases, as whole words; Chinese has no spaces between words."""
    spaced = "|".join(phrase for phrase in phrases if phrase[0].isascii())
    unspaced = "|".join(phrase for phrase in phrases if not phrase[0].isascii())
    return rf"(?<!\w)(?:{spaced})(?!\w)" + (f"|{unspaced}" if unspaced else "")


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_words(phrases))


@cache
def _cue_patterns() -> tuple[tuple[CuePhrases, re.Pattern[str]], ...]:
    tail = r"(?:[ ,]*(?:that|we (?:have|know|see|can see)|首先))*"
    return tuple((row, re.compile(f"(?:{_words(row.phrases)}){tail}")) for row in CUES)


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\w{MARKS}]|\d|{_words(FILLERS)})*")


def _says(phrases: tuple[str, ...], text: str) -> bool:
    return _pattern(phrases).search(text) is not None


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
    before = before[-_REACH:].rstrip()
    return re.split(f"[{MARKS}]", before[sentence_start(before) :])[-1].strip()


def trailing(after: str) -> str:
    """The words that end the sentence of a formula, where they follow it in its paragraph and hold no other.

    >>> trailing(" by the chain rule. then"), trailing(f", where {STATEMENT}."), trailing("\\n\\nby the chain rule.")
    ('by the chain rule', '', '')
    """
    match = re.match(rf"[ ,]*([^{MARKS}.;:!?\n]+)[.;]", after)
    return match[1].strip() if match else ""


def cue_of(
    before: str, after: str, *, sums_to_one: bool = False, value: Literal["number", "symbol"] | None = None
) -> Cue:
    """The cue for a formula between two stretches of prose; `sums_to_one` says that it has the shape Σ y = 1, and
    `value` that it is one such as y = 1, or x = y.

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
    """
    before = before[-_REACH:].rstrip()
    clause = before[max(sentence_start(before), before.rfind(DISPLAY) + 1) :]
    sentence = clause + " " + after[: _until_sentence_end(after)]
    if _says(DENIALS, sentence) or _says(MISTAKES, sentence):
        return Cue.DENY
    cue = Cue.ASSUME if sums_to_one and _says(PROPERTIES, sentence) else _nearest_cue(clause, after, value)
    asked = after[_until_sentence_end(after) :].startswith("?")
    if cue is Cue.NONE and (asked or _says(DOUBTS, sentence)):
        return Cue.SUPPOSE
    local = _says(SUPPOSITIONS, sentence) or (cue is Cue.ASSUME and _says(EXAMPLES, sentence))
    return Cue.SUPPOSE if local and cue in (Cue.NONE, Cue.ASSUME) else cue


def _nearest_cue(clause: str, after: str, value: Literal["number", "symbol"] | None) -> Cue:
    """The cue of the phrase right after a formula, or of the last one before it that reaches it."""
    for cue, phrases in AFTERWARDS:
        if re.match(rf"[^\w{MARKS}]*(?:(?:which|that|holds|is true)\W+)*(?:{_words(phrases)})", after):
            return cue
    found = [(match, row) for row, pattern in _cue_patterns() for match in pattern.finditer(clause)]
    for match, row in sorted(found, key=lambda pair: pair[0].end(), reverse=True):
        if _reaches(row, clause[match.end() :]):
            left_out = {"all": (), "no numbers": ("number",), "no values": ("number", "symbol")}[row.gives]
            return Cue.SUPPOSE if value in left_out else row.cue
    return Cue.NONE


def _until_sentence_end(after: str) -> int:
    match = _sentence_end().search(after)
    return match.start() if match else len(after)


def _reaches(row: CuePhrases, between: str) -> bool:
    """Whether a phrase reaches a formula across what stands between the two."""
    if _says(RESULTS, between) or between.count(")") > between.count("("):
        return False
    match row.reach:
        case "formula":
            return _filler().fullmatch(between) is not None
        case "clause":
            return re.search(r"[,，:：](?!\s*(?:and|y)\b)", between.lstrip(" ,，:：")) is None
        case "sentence" if re.search(rf"{CONDITION}\s*[,:]", between):
            return False
        case "sentence":
            main_clause = rf"[{STATEMENT}{CONDITION}][^,]*,\s*(?!and\b|where\b|with\b|that\b)\w"
            return re.search(main_clause, between) is None


def introduces_case(before: str, after: str) -> bool:
    """Whether the words around an index condition make it a case for what follows.

    >>> introduces_case("if ", ", then we have"), introduces_case("the terms with ", " vanish")
    (True, False)
    """
    before = before[-_REACH:].rstrip(" ")
    clause = before[sentence_start(before) :]
    if _says(EXCEPTIONS, re.split(f"[{STATEMENT}{CONDITION}{DISPLAY}]", clause)[-1]):
        return False
    if re.match(rf"\s*(?:{_words(CASES_AFTERWARDS)})", after):
        return True
    phrases = [match.end() for match in _pattern(CASES).finditer(clause)]
    if not phrases:
        return False
    between = re.sub(f"[{FORMULA}{CONDITION}{STATEMENT}]", " ", clause[phrases[-1] :])
    return _filler().fullmatch(between) is not None


def qualifies(between: str, after: str, *, display: bool) -> bool:
    """Whether an index condition says when the formula before it holds; `between` are the words between them.

    >>> qualifies(" if ", ".", display=False), qualifies(", for ", f" we get {DISPLAY}", display=True)
    (True, False)
    """
    lead = r"[\s,;(]*(?:and\s+)?" if display else r" ?\(?"
    link = rf"{lead}(?:{_words(QUALIFIERS)})(?:\s+(?:all|any|every|that|each))?\s*"
    if re.fullmatch(link, between) is None or re.match(r"\s*[:：]", after):
        return False
    rest = after[: _until_sentence_end(after)]
    upcoming = re.search(f"[{STATEMENT}{DISPLAY}]", rest)
    return upcoming is None or not _says(RESULTS, rest[: upcoming.start()])


def is_conditional(before: str, *, number: bool = False) -> bool:
    """Whether a word such as 'if' makes an equation a condition; one with a number may stand further off.

    >>> is_conditional("we see that, if "), is_conditional("if and only if "), is_conditional("if we take ")
    (True, False, False)
    >>> is_conditional("if, let's say, the variable ", number=True)
    True
    """
    before = before[-_REACH:]
    clause = re.sub(r"let['’]s say", "", before[sentence_start(before) :])
    between = rf"(?:[^\w{MARKS}]+\w+){{0,4}}[^\w{MARKS}]*" if number else r"(?:\s+(?:we have|that|the))*[\s,]*"
    match = re.search(rf"(?<!only )(?:{_words(CONDITIONALS)})({between})$", clause)
    return match is not None and not _says(RESULTS, match[1])


def supports(between: str) -> bool:
    """Whether a hypothesis gives the reason of the display before it; `between` are the words between them.

    >>> supports(" since "), supports(" so we get "), supports(". then since ")
    (True, False, False)
    """
    if len(between) > _REACH or re.search(rf"{DISPLAY}|\w\W*[.!?。]\s|\.\s+\w", between):
        return False
    return re.match(rf"[\s,;(.]*(?:(?:{_words(SUPPORTS)})|$)", between) is not None


def is_otherwise(text: str) -> bool:
    """Whether 'otherwise' begins or ends this clause."""
    begins = rf"(?:.*[,;])?(?:\W|and\b|or\b|but\b)*(?:{_words(OTHERWISE)})"
    return re.match(rf"{begins}|.*(?:{_words(OTHERWISE)})\W*$", text, re.DOTALL) is not None


def opens_case(sentence: str) -> bool:
    """Whether a sentence only states a case, so that the case holds for what comes after the sentence."""
    return _says(OPENINGS, sentence)


def ends_case(sentence: str) -> bool:
    return _says(ENDINGS, sentence)


def heads(passage: str, after: str) -> bool:
    """Whether an index condition is the label of what follows: before it stand only words that introduce one,
    and after it no words of its sentence.

    >>> heads("case 1: ", f":\\n\\n{DISPLAY}"), heads("if ", f", then we have {DISPLAY}")
    (True, False)
    """
    words = _words((*FILLERS, *CASES, *OPENINGS, *LABELS))
    if re.fullmatch(rf"(?:[^\w{MARKS}]|\d|{CONDITION}|{words})*", passage) is None:
        return False
    ending = rf"(?:[^\w,，{MARKS}]|{_words(CASES_AFTERWARDS)})*(?:{DISPLAY}|\n\n|$)"
    return re.match(ending, after) is not None


def otherwise_follows(after: str) -> bool:
    """Whether 'otherwise' stands right after a formula: it then holds in the other case."""
    return re.match(rf"[\s,;(]*(?:{_words(OTHERWISE)})\s*(?:[.,;)]|$|\n)", after) is not None
