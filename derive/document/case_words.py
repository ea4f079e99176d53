"""What the words around an index condition, or one on values, say of it: whether it is a case, and of which formulas.

The prose comes here as in derive.document.prose.
"""

import re
from typing import Literal

from derive.document.cues import (
    CASES,
    CASES_AFTERWARDS,
    CONDITIONALS,
    ENDINGS,
    EXCEPTIONS,
    FILLERS,
    FIXED,
    FIXING,
    LABELS,
    OPENINGS,
    OTHERWISE,
    QUALIFIERS,
    RESULTS,
)  # fmt: skip
from derive.document.phrases import likely, pattern, says, words
from derive.document.prose import (
    CONDITION,
    DISPLAY,
    FORMULA,
    MARKS,
    REACH,
    STATEMENT,
    is_filler,
    sentence_start,
    until_sentence_end,
)


def introduces_case(before: str, after: str) -> bool:
    """Whether the words around an index condition make it a case for what follows.

    >>> introduces_case("if ", ", then we have"), introduces_case("the terms with ", " vanish")
    (True, False)
    """
    before = before[-REACH:].rstrip(" ")
    clause = before[sentence_start(before) :]
    if says(EXCEPTIONS, re.split(f"[{STATEMENT}{CONDITION}{DISPLAY}]", clause)[-1]):
        return False
    if pattern(likely(CASES_AFTERWARDS, after), r"\s*").match(after):
        return True
    phrases = [match.end() for match in pattern(likely(CASES, clause)).finditer(clause)]
    return bool(phrases) and _leads(clause[phrases[-1] :])


def _leads(between: str, others: tuple[str, ...] = ()) -> bool:
    """Whether only formulas, fillers and these other words stand between a phrase and an index condition."""
    left_out = rf"[{FORMULA}{CONDITION}{STATEMENT}]|{words(likely(others, between))}"
    return is_filler(re.sub(left_out, " ", between))


def fixes_case(before: str) -> Literal["here", "also"] | None:
    """Whether the words before an index condition fix its indices for what comes after, as 'let k ≠ j' does; 'also'
    where something else is said before it.

    >>> fixes_case("fix two classes "), fixes_case(f"let {STATEMENT} and "), fixes_case("let us see the terms with ")
    ('here', 'also', None)
    >>> fixes_case(f"take {FORMULA} for ")
    """
    before = before[-REACH:]
    clause = before[sentence_start(before) :]
    if says(EXCEPTIONS, clause):
        return None
    led = [
        (match.end(), phrases is FIXING)
        for phrases in (CASES, FIXING)
        if (found := likely(phrases, clause))
        for match in pattern(found).finditer(clause)
    ]
    end, fixes = max(led, default=(0, False))
    if not fixes or not _leads(clause[end:], FIXED):
        return None
    return "also" if STATEMENT in clause[end:] else "here"


def qualifies(between: str, after: str, *, display: bool) -> bool:
    """Whether an index condition says when the formula before it holds; `between` are the words between them.

    >>> qualifies(" if ", ".", display=False), qualifies(", for ", f" we get {DISPLAY}", display=True)
    (True, False)
    """
    lead = r"[\s,;(]*(?:and\s+)?" if display else r" ?\(?"
    link = pattern(likely(QUALIFIERS, between), lead, r"(?:\s+(?:all|any|every|that|each))?\s*")
    if link.fullmatch(between) is None or re.match(r"\s*[:：]", after):
        return False
    rest = after[: until_sentence_end(after)]
    upcoming = re.search(f"[{STATEMENT}{DISPLAY}]", rest)
    return upcoming is None or not says(RESULTS, rest[: upcoming.start()])


def is_conditional(before: str, *, number: bool = False) -> bool:
    """Whether a word such as 'if' makes an equation a condition; one with a number may stand further off.

    >>> is_conditional("we see that, if "), is_conditional("if and only if "), is_conditional("if we take ")
    (True, False, False)
    >>> is_conditional("if, let's say, the variable ", number=True)
    True
    """
    before = before[-REACH:]
    clause = re.sub(r"let['’]s say", "", before[sentence_start(before) :])
    between = rf"(?:[^\w{MARKS}]+\w+){{0,4}}[^\w{MARKS}]*" if number else r"(?:\s+(?:we have|that|the))*[\s,]*"
    match = pattern(likely(CONDITIONALS, clause), "(?<!only )", f"({between})$").search(clause)
    return match is not None and not says(RESULTS, match[1])


def is_otherwise(text: str) -> bool:
    """Whether 'otherwise' begins or ends this clause."""
    found = likely(OTHERWISE, text)
    begins = r"(?s:.*[,;])?(?:\W|and\b|or\b|but\b)*"
    sides = ((begins, ""), ("(?s:.*)", r"\W*$")) if found else ()
    return any(pattern(found, *side).match(text) for side in sides)


def opens_case(sentence: str) -> bool:
    """Whether a sentence only states a case, so that the case holds for what comes after the sentence."""
    return says(OPENINGS, sentence)


def ends_case(sentence: str) -> bool:
    return says(ENDINGS, sentence)


def heads(passage: str, after: str) -> bool:
    """Whether an index condition is the label of what follows: before it stand only words that introduce one,
    and after it no words of its sentence.

    >>> heads("case 1: ", f":\\n\\n{DISPLAY}"), heads("if ", f", then we have {DISPLAY}")
    (True, False)
    """
    introducing = words(likely(_INTRODUCING, passage))
    if re.fullmatch(rf"(?:[^\w{MARKS}]|\d|{CONDITION}|{introducing})*", passage) is None:
        return False
    ending = rf"(?:[^\w,，{MARKS}]|{words(likely(CASES_AFTERWARDS, after))})*(?:{DISPLAY}|\n\n|$)"
    return re.match(ending, after) is not None


_INTRODUCING = (*FILLERS, *CASES, *OPENINGS, *LABELS)


def otherwise_follows(after: str) -> bool:
    """Whether 'otherwise' stands right after a formula, which then holds in the other case; with a comma, it is said of
    the display that comes next.

    >>> otherwise_follows(" otherwise."), otherwise_follows(f" otherwise, {DISPLAY}")
    (True, False)
    """
    found = likely(OTHERWISE, after)
    ends = rf"\s*(?!\s*[,:]\s*{DISPLAY})(?:[.,;)]|$|\n)"
    return bool(found) and pattern(found, r"[\s,;(]*", ends).match(after) is not None
