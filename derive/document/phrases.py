"""Phrases that are looked for in prose: regular expressions, a few of which a text may hold.

To compile all of them takes longer than to read a page. So a text is asked first for the plain letters that every
match of a phrase has, and those phrases alone are compiled that may stand in it.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache


@cache
def stem(phrase: str) -> str:
    r"""The longest run of plain characters in every match of a phrase; empty where there is none.

    >>> stem("results? in"), stem(r"(?<!which )cases?"), stem("(?:one|1)[- ]hot"), stem(r"e\.g\."), stem("[ivx]+")
    ('result', 'case', 'hot', 'e.g.', '')
    """
    if phrase.replace(" ", "").isalpha():
        return phrase
    runs, run, depth, k = [], "", 0, 0
    while k < len(phrase):
        sign = phrase[k]
        k += 1
        if sign == "\\":
            sign = phrase[k]
            k += 1
            plain = not sign.isalnum()
        else:
            plain = sign not in "()[]{}|.^$?*+"
            if sign == "|" and not depth:
                return ""
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if sign in "[{":
                k = phrase.index({"[": "]", "{": "}"}[sign], k + 1) + 1
        if plain and not depth and phrase[k : k + 1] not in ("?", "*", "{"):
            run += sign
        else:
            runs.append(run)
            run = ""
    return max(*runs, run, "", key=len)


@cache
def _with_stems(phrases: tuple[str, ...]) -> tuple[tuple[str, str, bool], ...]:
    """Each phrase with its stem, and whether it is a plain word."""
    return tuple((one, stem(one).casefold(), one.isascii() and one.isalpha()) for one in phrases)


@lru_cache(maxsize=8)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def possible(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The phrases that may stand anywhere in a text, which is in lower case, as far as their plain characters tell.

    >>> possible(("results? in", "hence", "a", "[ivx]+"), "that resulted")
    ('results? in', 'a', '[ivx]+')
    """
    return tuple([one for one, plain, _ in _with_stems(phrases) if plain in text])


def likely(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of them that may stand there as whole words.

    >>> likely(("results? in", "hence", "a", "[ivx]+"), "that resulted")
    ('results? in', '[ivx]+')
    """
    found = _words_in(text)
    return tuple([one for one, plain, whole in _with_stems(phrases) if (plain in found if whole else plain in text)])


def says(phrases: tuple[str, ...], text: str) -> bool:
    """Whether one of the phrases stands in a text, which is in lower case."""
    found = likely(phrases, text)
    if not found:
        return False
    return not _words_in(text).isdisjoint(found) or pattern(found).search(text) is not None


def words(phrases: Sequence[str]) -> str:
    """One pattern for all phrases, as whole words; Chinese has no spaces between words."""
    spaced = "|".join(phrase for phrase in phrases if phrase[0].isascii())
    unspaced = [phrase for phrase in phrases if not phrase[0].isascii()]
    return "|".join([*([rf"(?<!\w)(?:{spaced})(?!\w)"] if spaced else ()), *unspaced]) or NEVER


NEVER = "(?!)"
"""The pattern that nothing matches."""


@lru_cache(maxsize=1024)
def pattern(phrases: tuple[str, ...], before: str = "", after: str = "") -> re.Pattern[str]:
    """What matches one of the phrases as words between two patterns; nothing if there are no phrases."""
    return re.compile(f"{before}(?:{words(phrases)}){after}" if phrases else NEVER)
