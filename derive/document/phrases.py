"""Phrases that are looked for in prose: regular expressions, a few of which a text may hold.

To compile all of them takes longer than to read a page. So a text is asked first for the plain letters that every
match of a phrase has, and those phrases alone are compiled that may stand in it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from derive.data import Data


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


class _Sorted(Data):
    """Phrases, sorted by how a text is asked for them."""

    places: Mapping[str, int]
    """Of each among them."""
    plain: frozenset[str]
    """Those that are a word."""
    by_stem: tuple[tuple[str, str], ...]
    """Each of the others that has one stem, and this."""
    by_stems: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _sorted(phrases: tuple[str, ...]) -> _Sorted:
    plain = frozenset([one for one in phrases if one.isascii() and one.isalpha()])
    found = [(one, tuple(map(str.casefold, stems(one)))) for one in phrases if one not in plain]
    return _Sorted(
        {one: place for place, one in enumerate(phrases)},
        plain,
        tuple([(one, some[0]) for one, some in found if len(some) == 1]),
        tuple([(one, some) for one, some in found if len(some) > 1]),
    )


@lru_cache(maxsize=8)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def possible(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The phrases that may stand anywhere in a text, which is in lower case, as far as their plain characters tell.

    >>> possible(("results? in", "hence", "a", "[ivx]+"), "that resulted")
    ('results? in', 'a', '[ivx]+')
    """
    known = _sorted(phrases)
    plain = [one for one in known.plain if one.casefold() in text]
    return tuple(sorted([*plain, *_with_stems(known, text)], key=known.places.__getitem__))


def _with_stems(known: _Sorted, text: str) -> list[str]:
    """Those that are no plain words, and of which a stem stands in the text."""
    found = [one for one, stem in known.by_stem if stem in text]
    return found + [one for one, some in known.by_stems if any(stem in text for stem in some)]


def likely(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of them that may stand there as whole words.

    >>> likely(("results? in", "hence", "a", "[ivx]+"), "that resulted")
    ('results? in', '[ivx]+')
    """
    known = _sorted(phrases)
    plain = known.plain & _words_in(text)
    return tuple(sorted([*plain, *_with_stems(known, text)], key=known.places.__getitem__))


def says(phrases: tuple[str, ...], text: str) -> bool:
    """Whether one of the phrases stands in a text, which is in lower case."""
    known = _sorted(phrases)
    if not known.plain.isdisjoint(_words_in(text)):
        return True
    found = _with_stems(known, text)
    return bool(found) and pattern(tuple(found)).search(text) is not None


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
