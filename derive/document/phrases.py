"""Phrases that are looked for in prose: regular expressions, a few of which a text may hold.

To compile all of them takes longer than to read a page. So a text is asked first for the plain letters that every
match of a phrase has, and those phrases alone are compiled that may stand in it.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache


@cache
def stems(phrase: str) -> tuple[str, ...]:
    r"""Plain characters of which every match of a phrase has one: its longest run of them, or the words of a group.

    >>> stems("results? in"), stems(r"(?<!which )cases?"), stems("(?:one|1)[- ]hot"), stems(r"e\.g\."), stems("[ivx]+")
    (('result',), ('case',), ('hot',), ('e.g.',), ('',))
    >>> stems("(?:do|does) ?(?:not|n't) (?:assume|suppose|hold)"), stems("we (?:(?:can|will) )*see")
    (('assume', 'suppose', 'hold'), ('we ',))
    """
    if phrase.replace(" ", "").isalpha():
        return (phrase,)
    runs, run, groups, depth, begin, k = [], "", list[tuple[str, ...]](), 0, 0, 0
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
                return ("",)
            if sign == "(" and not depth:
                begin = k
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if sign == ")" and not depth and phrase[k : k + 1] not in ("?", "*", "{"):
                groups += filter(None, [_plain_words(phrase[begin : k - 1])])
            if sign in "[{":
                k = phrase.index({"[": "]", "{": "}"}[sign], k + 1) + 1
        if plain and not depth and phrase[k : k + 1] not in ("?", "*", "{"):
            run += sign
        else:
            runs.append(run)
            run = ""
    return max([(max(*runs, run, "", key=len),), *groups], key=lambda found: min(map(len, found)))


def _plain_words(group: str) -> tuple[str, ...]:
    """The alternatives of a group, if all of them are plain words."""
    words = tuple(group.removeprefix("?:").split("|"))
    return words if group.startswith("?:") and all(word.replace(" ", "").isalpha() for word in words) else ()


@cache
def _with_stems(phrases: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Each phrase with its stems, and whether it is a plain word."""
    found = ((one, tuple(map(str.casefold, stems(one)))) for one in phrases)
    return tuple((one, plain, one.isascii() and one.isalpha()) for one, plain in found)


@lru_cache(maxsize=8)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def possible(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The phrases that may stand anywhere in a text, which is in lower case, as far as their plain characters tell.

    >>> possible(("results? in", "hence", "a", "[ivx]+"), "that resulted")
    ('results? in', 'a', '[ivx]+')
    """
    return tuple([one for one, plain, _ in _with_stems(phrases) if any(stem in text for stem in plain)])


def likely(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of them that may stand there as whole words.

    >>> likely(("results? in", "hence", "a", "[ivx]+"), "that resulted")
    ('results? in', '[ivx]+')
    """
    found = _words_in(text)
    return tuple(
        [
            one
            for one, plain, whole in _with_stems(phrases)
            if (one in found if whole else any(stem in text for stem in plain))
        ]
    )


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
