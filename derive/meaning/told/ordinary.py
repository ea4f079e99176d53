"""Whether the prose around an equation is understood: all words of the sentences that concern it are known to say
nothing of values, or are heard by other readers.

A sentence concerns an equation if it has one of its symbols, leads to it, follows it, or heads its section; and one
without any symbol if it speaks of all there are.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from derive.data import Data
from derive.meaning.told.circumstances import circumstance, one_of_many, up_to
from derive.meaning.told.letters import Mentioned, left_symbols, letters
from derive.meaning.told.places import following
from derive.meaning.told.sentences import (
    DISPLAY,
    DISPLAYS,
    FORMULA,
    HEADING,
    display_start,
    prose_start,
    sentences,
    sentences_of,
)
from derive.source import Source

_GENERAL = (
    r"(?i)\b(?:all|every\w*|each|any|both|always|never|throughout|henceforth|from now on|matri(?:x|ces)|vectors?"
    r"|assum\w*|suppos\w*|unless|except\w*|excluding|provided|convention|ignor\w*|neglect\w*|restrict\w*|treat\w*)\b"
)
"""By which words a sentence without symbols speaks of all there are."""
_UNSAID = (
    r"(?ms)^```(?!\s*math).*?^```|<!--.*?-->|<[^<>\n]*>|https?://\S+|\]\([^)\n]*\)|(?<!\\)%[^\n]*"
    r"|^[ \t]*#\s*derive:[^\n]*"
    r"|\\(?:label|tag|ref|eqref|cite\w*|begin|end|usepackage|documentclass)\*?(?:\[[^\]\n]*\])?\{[^{}]*\}|\\[A-Za-z]+"
    r"|\S+[ \t]*:?=[ \t]*\S+|@\w+|\b[A-Z][a-z]+[A-Z]\w+|[–—][^–—]{1,60} \d\d?:\d\d\b"
)
"""What is no prose: code, comments, addresses, commands, the two sides of a sign in plain text, and who wrote
when, or names in two parts, as of programs."""
_PHRASE = r"\\(?:text\w*|mbox|mathrm|intertext)\s*\{([^{}]*\s[^{}]*)\}"
"""Words in a formula."""
_NAMED = r"\\(?:text\w*|mbox|mathrm|operatorname\*?)\s*\{[^{}]*\}"
_TOKEN = r"[^\W_]+(?:(?:[-–—'’]|/(?=\w{4}))[^\W_]+)*"
"""A word, or some that a hyphen joins; nothing with the signs of a formula."""
_AROUND = "*_.,;:!?()[]{}\"“”„'‘’`|#>~&$-–—…"
"""What may stand before a word or after it."""
_WIDE_SIGNS = "[，。；：、（）！？《》【】]"
"""Signs of Chinese, beside which no space stands."""
_WORD = r"[^\W\d_]{2,}"
_VALUE = (
    r"(?i)\b(?:is|are|be|being|equals?|set to|norm|at) (?:zero|one|unity|one half|minus one|\$?-?\d+\$?)"
    r"\s*(?:[.,;]|\Z)"
)
"""What tells a value."""
_OF_TOTAL = r"(?i)\b(?:sum|total|add|mean|otherwise|else|derivatives?|gradients?|slopes?)\w*\b[^.;]*$"
"""What tells before it that it is the value of a total, or of a result."""
_CHANGING_IN_CHINESE = "[随变依]|取决|决定"
_RINGS = (
    r"\\mathbb\s*\{?\s*(?:F(?![A-Za-z])|Z\s*\}?\s*(?:/|_\s*\{?\s*(?:\d|[a-z]\b)))|\bGF\s*\(|𝔽|ℤ\s*/"
    r"|(?i:\b(?:binary|finite|galois) fields?\b|\bmod(?:ulo)?\s+\$?\\?\w|\bcharacteristic (?:two|\$?2|\$?p)\b"
    r"|\bboolean (?:ring|algebra)\b)"
)
"""Finite rings by their signs or names, in which 1 + 1 may be 0."""
_OF_NUMBERS = frozenset(("base", "binary"))
"""Words that may tell how numbers are written."""
_NO_LETTERS = frozenset("aAI")
_REACH = 600
"""How many characters of the paragraph that leads to a display are read."""


class _Sentence(Data):
    words: tuple[str, ...]
    """Without formulas."""
    value: str | None
    """By which words it tells a value."""
    letters: frozenset[str]
    """All letters of its formulas."""
    alone: frozenset[str]
    """Those that are the subject of a formula: i of $i = 1, …, n$."""

    @property
    def is_general(self) -> bool:
        return not self.letters and re.search(_GENERAL, " ".join(self.words)) is not None

    def concerns(self, equation: Mentioned) -> bool:
        """Whether it has one of the symbols of an equation, or speaks of all there are."""
        named = any(word in equation.symbols and word not in _NO_LETTERS for word in self.words)
        written = equation.symbols & self.letters or equation.indices & self.alone
        return named or bool(written) or self.is_general

    def odd(self, names: AbstractSet[str], special: AbstractSet[str] = frozenset()) -> str | None:
        """What in it may say something of values."""
        return self.value or _odd(self.words, names, special)


def odd_word(start: int, end: int, mentioned: Mentioned, source: Source) -> str | None:
    """A word that may tell more of the equation from `start` to `end` than is understood; None if there is none."""
    ring = re.search(_RINGS, source.text[:start])
    if ring is not None:
        return ring[0]
    special = _of_matrices() if mentioned.square else frozenset() if mentioned.symbols else _OF_NUMBERS
    for sentence in _sentences(source):
        if sentence.concerns(mentioned) and (odd := sentence.odd(mentioned.symbols, special)) is not None:
            return odd
    *before, leading = ("", *sentences_of(_before(start, source)))
    after = following(end, source)
    named = circumstance(leading) or (one_of_many(leading) if mentioned.one_sided else None)
    named = named or up_to(leading) or up_to(after)
    if named is not None:
        return named
    near = (one for one in map(_sentence, before) if one.concerns(mentioned) or not one.letters)
    beside = (leading, after, _heading(start, source), _within(start, end, source))
    return next(filter(None, (one.odd(mentioned.symbols, special) for one in (*near, *map(_sentence, beside)))), None)


@lru_cache(maxsize=4)
def _sentences(source: Source) -> tuple[_Sentence, ...]:
    return tuple(map(_sentence, sentences(source)))


def _sentence(text: str) -> _Sentence:
    formulas = [re.sub(_NAMED, " ", one) for one in re.findall(FORMULA, text)]
    found = frozenset(letter for formula in formulas for letter in letters(formula))
    alone = frozenset(one for formula in formulas for one in left_symbols(formula))
    value = re.search(_VALUE, text)
    told = value is not None and re.search(_OF_TOTAL, text[: value.start()]) is None
    return _Sentence(_words(text), value[0] if value is not None and told else None, found, alone)


def may_tell_of_dependence(text: str) -> bool:
    """Whether words about a symbol may say that it depends on others: one of them does so, or is not known.

    >>> may_tell_of_dependence(" is the price of a good")
    False
    >>> [may_tell_of_dependence(words) for words in (" is the price, which falls with", " plummets")]
    [True, True]
    """
    words = [word for word in _words(text) if word.isascii() or re.search(_CHANGING_IN_CHINESE, word)]
    return _odd(words, frozenset(), _of_dependence()) is not None


def _words(text: str) -> tuple[str, ...]:
    """The words of a text without its formulas, but with the words in these."""
    inner = " ".join(words for formula in re.findall(FORMULA, text) for words in re.findall(_PHRASE, formula))
    prose = re.sub(_UNSAID, " ", re.sub(FORMULA, " ", text))
    tokens = (token.strip(_AROUND) for token in re.sub(_WIDE_SIGNS, " ", f"{prose} {inner}").split())
    return tuple(part for token in tokens if re.fullmatch(_TOKEN, token) for part in re.split(r"[-–—'’/]", token))


def _before(start: int, source: Source) -> str:
    """The paragraph that leads to a display, or the beginning of the one in which a row stands."""
    before = re.sub(DISPLAYS, "\n\n", source.text[min(prose_start(source), start) : display_start(start, source)])
    paragraphs = re.split(r"\n\s*\n", before.rstrip())
    return re.sub(HEADING, "", paragraphs[-1])[-_REACH:]


def _within(start: int, end: int, source: Source) -> str:
    """The words in a display, beside its formulas."""
    opened = display_start(start, source)
    after = re.search(DISPLAY, source.text[end:])
    display = source.text[opened : end + (after.start() if after else 0)]
    return " ".join(re.findall(_PHRASE, display))


def _heading(start: int, source: Source) -> str:
    """The last heading before a place."""
    *_, last = ("", *re.findall(HEADING, source.text[:start]))
    return re.sub(r"\\(?:sub)*section\*?", " ", last)


def _odd(words: Sequence[str], names: AbstractSet[str], special: AbstractSet[str] = frozenset()) -> str | None:
    """The first word that may say something of values; the special ones do in any case.

    >>> _odd("Where the weights are learned by the chain rule".split(), frozenset())
    >>> _odd("Where the weights are preconditioned by the chain rule".split(), frozenset())
    'preconditioned'
    """
    plain = _phrases().sub(" ", " ".join(word for word in words if word not in names).lower())
    products = {word.lower() for word in words if _multiplies(word, names)}
    said = (word for word in re.findall(_WORD, plain) if word not in products)
    return next((one for one in said if not (_is_ordinary(one) and special.isdisjoint(_forms(one, _VERBAL)))), None)


def _multiplies(word: str, names: AbstractSet[str]) -> bool:
    """Whether a word is a name, or has an index, or is a product of letters in plain text: ax, where a and x are
    symbols."""
    if re.search("[₀-₉ₐ-ₜᵢ-ᵪⱼ⁰¹²³⁴-ⁿᵀ]", word) is not None:
        return True
    return f"\\mathrm{word}" in names or (len(word) < 4 and all(letter in names for letter in word))


@cache
def _phrases() -> re.Pattern[str]:
    from derive.meaning.told.vocabulary import PHRASES

    phrases = sorted((phrase.strip() for phrase in " ".join(PHRASES.split()).split(",")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that stand as they are, the nouns, and the verbs."""
    from derive.meaning.told.vocabulary import ADJECTIVES, HEARD, LITTLE, NOUNS, VERBS

    return frozenset(f"{LITTLE} {HEARD} {ADJECTIVES}".split()), frozenset(NOUNS.split()), frozenset(VERBS.split())


@cache
def _chinese() -> re.Pattern[str]:
    """Known words of Chinese in a row."""
    from derive.meaning.told.vocabulary import CHINESE

    return re.compile(rf"(?:{'|'.join(sorted(CHINESE.split(), key=len, reverse=True))})+")


@cache
def _of_matrices() -> frozenset[str]:
    from derive.meaning.told.vocabulary import OF_MATRICES

    return frozenset(OF_MATRICES.split())


@cache
def _of_dependence() -> frozenset[str]:
    from derive.meaning.told.vocabulary import OF_DEPENDENCE

    return frozenset(OF_DEPENDENCE.split())


@lru_cache(maxsize=2048)
def _is_ordinary(word: str) -> bool:
    """Whether a word, in one of its regular forms, is known to say nothing of values.

    >>> [_is_ordinary(word) for word in ("summed", "entries", "applying", "因此我们")]
    [True, True, True, True]
    >>> [_is_ordinary(word) for word in ("clamped", "preconditioners", "对称")]
    [False, False, False]
    """
    plain, nouns, verbs = _vocabulary()
    if _chinese().fullmatch(word):
        return True
    return word in plain or not nouns.isdisjoint(_forms(word, _PLURAL)) or not verbs.isdisjoint(_forms(word, _VERBAL))


_PLURAL = (("", ""), ("s", ""), ("es", ""), ("ies", "y"))
_VERBAL = (*_PLURAL, ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ying", "ie"))
"""(ending, what stands in its place in the word itself)"""


def _forms(word: str, endings: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The words of which a word may be a form: summed, of summ, sum and summe."""
    for ending, instead in endings:
        if word.endswith(ending):
            base = word[: len(word) - len(ending)] + instead
            yield base
            if ending in ("ed", "ing") and not instead and base[-1:] == base[-2:-1]:
                yield base[:-1]
