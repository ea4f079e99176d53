"""Which letters words tie together: "$p$ and $q$ sum to one", "$a$ is twice $b$", "$q$ stands for $1-p$", "heads have
probability $p$, tails $q$"; and whether words tie letters that they do not name: "the rectangle is a square".
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from derive.meaning.told.letters import LETTER, letters, symbols
from derive.meaning.told.sentences import sentences
from derive.source import Source

_NAME = rf"{LETTER}(?:\s*\}})?(?:_(?:\w|\{{\w+\}}))?"
_BETWEEN_SIGNS = rf"\$\s*{_NAME}\s*\$|\\\(\s*{_NAME}\s*\\\)|`\s*{_NAME}\s*`"
_BARE = r"(?<![\w$\\'’])[b-zB-HJ-Z](?![\w'’])"
"""A letter in plain text that is no word."""
_EXPRESSION = r"(?:\d+(?:\.\d+)?|\b[b-zB-HJ-Z]\b)(?:\s*[-+*/^−]\s*(?:\d+(?:\.\d+)?|\b[b-zB-HJ-Z]\b))+"
"""1 - p in plain text"""
_LISTED = r"\s*(?:,|,?\s*\band\b)\s*(?:the\s+)?(?:\w+\s+){0,2}"
_ADVERBS = r"(?:\w+\s+){0,4}?"
_MULTIPLE = (
    r"(?:twice|thrice|double|triple|half|(?:two|three|four|five|\d+)\s+times|(?:one|a)\s+(?:half|third|quarter)"
    r"|(?:the\s+)?same\s+as|equal\s+to|as\s+\w+\s+as|\d+\s*(?:%|percent))"
)
_MEASURE = (
    r"(?:sides?|widths?|heights?|lengths?|breadths?|depths?|radi(?:us|i)|diameters?|base|edges?|half|double|twice)"
)
_OUTCOME = (
    r"(?i)\b(?:heads?|tails?|success\w*|failures?|outcomes|alleles?|coins?|winn?(?:s|ing)?|los(?:es?|ing)|events"
    r"|alternatives|two\s+states)\b"
)
_SHARE = r"(?i)\b(?:probabilit(?:y|ies)|frequenc(?:y|ies)|fractions?|shares?|proportions?|chances?)\b"
_LABEL = r"(?i)\b(?:labels?|targets?|class(?:es)?|observed|data|parameters?)\b"
"""What is no share of all."""
_OF_TWO = r"(?:sum|total|product|ratio|difference)"
_VERB = r"(?:write|writing|use|using|put|let|denote|denoting|abbreviat\w+|call|calling|name|naming|set|with)"
_CALLED = r"(?:called|denoted|written|abbreviated|call|denote|write)"
_IS = (
    r"(?:is|are|be|being|equals?|denotes?|means?|stands?|which|that|short|shorthand|an?|abbreviation|for|namely|i\.e\."
    r"|simply|just|the|here)"
)
_IN_GENERAL = (
    r"(?i)\b(?:is|are|be|forms?|being)\s+(?:a\s+)?(?:squares?|cubes?|circles?|spheres?)\b(?!\s+(?:root|of|matri|loss|error|function|number))"
    r"|\b(?:similar|equilateral|isosceles)\s+triangles?\b|\bunit\s+(?:circle|sphere)\b"
    r"|\b(?:on|along|under)\s+(?:the|an?)\s+(?:\w+\s+)?(?:circle|sphere|ellipse|hyperbola|parabola|curve|wire|helix)\b"
    r"|\b(?:fence|fencing|perimeter|rope|ladder|hardy[\s–-]*weinberg)\b|\bin\s+(?:the|a)\s+ratio\b"
    r"|\btwo\s+(?:\w+\s+)?numbers\s+(?:with|whose|that|of)\b"
    rf"|\b{_MULTIPLE}\s+(?:its|their|the|that\s+of\s+the)\s+{_MEASURE}\b|\bequals\s+(?:its|their|the)\s+{_MEASURE}\b"
)
"""By which words things hang together whose letters they do not name."""


def letters_linked(source: Source, letter: str) -> frozenset[str]:
    """The letters that words of one sentence tie to one."""
    return frozenset().union(*(group for group in _groups(source) if letter in group)) - {letter}


@lru_cache(maxsize=8)
def hang_together(source: Source) -> bool:
    """Whether words tell that lengths, or shares, hang together, though not which letters."""
    return any(re.search(_IN_GENERAL, sentence) for sentence in sentences(source))


@lru_cache(maxsize=8)
def _groups(source: Source) -> tuple[frozenset[str], ...]:
    """The letters that each sentence ties together."""
    symbol = _BETWEEN_SIGNS if re.search(r"\$|\\\(|`", source.text) else _BARE
    patterns = tuple(re.compile(one, re.IGNORECASE) for one in _relations(f"(?-i:{symbol})"))
    expression = rf"\$[^$=<>≤≥]+\$|\\\([^=<>]+?\\\)|`[^`=<>]+`|(?-i:{_EXPRESSION})"
    namings = tuple(re.compile(one, re.IGNORECASE) for one in _namings(f"(?-i:{symbol})", expression))
    found = []
    for sentence in sentences(source):
        for pattern in patterns:
            found += [_letters(one[0], symbol) for one in pattern.finditer(sentence)]
        found += _shares(sentence, symbol)
        for pattern in namings:
            found += [one for each in pattern.finditer(sentence) for one in _named(each["name"], each["body"])]
    return tuple(one for one in found if len(one) > 1)


def _relations(symbol: str) -> Iterator[str]:
    """p and q sum to one; the sum of x and y is 10; x and y have sum 10; a is twice b."""
    pair, words = rf"{symbol}(?:{_LISTED}{symbol})+", r"(?:\w+\s+){0,3}?"
    yield rf"{pair}\s+{_ADVERBS}(?:sums?|adds?|total)\b"
    yield rf"\b{_OF_TWO}\s+of\s+{words}{pair}\s*(?:is|equals|remains|stays)\b"
    yield rf"{pair}\s+{words}(?:have|has|with|of)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{_OF_TWO}\b"
    number = r"(?:[$`(\\]*\s*\d+\s*[$`)\\]*|one|two|ten)"
    one = rf"(?:{number}|{symbol})"
    yield rf"{symbol}\s+{words}(?:be|is|are|equals?)\s+{words}{one}\s+(?:minus|plus|times|over)\s+{words}{symbol}"
    yield rf"{symbol}\s+{words}{_MULTIPLE}\s+(?:(?:the|that|as|of)\s+)*{words}{symbol}"


def _shares(sentence: str, symbol: str) -> Iterator[frozenset[str]]:
    """Heads have probability p, tails q; p is the probability of success and q that of failure."""
    for clause in sentence.split(";"):
        if re.search(_OUTCOME, clause) and re.search(_SHARE, clause) and not re.search(_LABEL, clause):
            yield _letters(clause, symbol)


def _namings(symbol: str, expression: str) -> Iterator[str]:
    """q stands for 1 − p; q: 1 − p; write q for 1 − p; denote 1 − p by q; 1 − p, called q."""
    name, body, words = rf"(?P<name>{symbol})", rf"(?P<body>{expression})", r"(?:\w+\s+){0,2}?"
    yield rf"{name}[\s,(:]*(?:{_IS}\s+){{1,5}}{body}"
    yield rf"{name}\s*:\s*{body}"
    yield rf"\b{_VERB}\s+{words}{name}\s+{words}(?:for|instead\s+of)\s+{body}"
    yield rf"\b{_VERB}\s+{words}{body}\s+(?:(?:by|as|with)\s+)?{words}{name}"
    yield rf"{body}[\s,(]+(?:(?:which|that|we|is|are|it|here|for|short)\s+){{0,4}}{_CALLED}\s+{words}{name}"


def _named(name: str, body: str) -> Iterator[frozenset[str]]:
    """What such words tie, unless the expression is a symbol, or has the name itself."""
    (own, *_), told = letters(name) or ("",), frozenset(letters(body))
    expression = re.sub(r"_(?:\{[^{}]*\}|\w)", "", body.strip("$`\\() "))
    if re.search(r"[-+*/^−·]|\\(?:frac|sqrt|cdot|times)|\w\s*\w", expression) and own not in told:
        yield told | {own}


def _letters(found: str, symbol: str) -> frozenset[str]:
    return frozenset(letter for one in re.findall(symbol, found) for letter in symbols(one))
