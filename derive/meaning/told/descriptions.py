"""What the prose calls each symbol: "the median $m$ of the $x_i$", "$m$ is the median", "with $m$ the median"."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from derive.data import Data
from derive.meaning.told.letters import left_symbols, letters
from derive.meaning.told.negations import is_hedged, is_negated
from derive.meaning.told.nouns import CONSTANT
from derive.meaning.told.plain_letters import with_formulas_marked
from derive.meaning.told.sentences import FORMULA, sentences
from derive.source import Source


class Description(Data):
    """One description of a symbol."""

    noun: str
    """Of "the mean reward of the $x_i$": mean reward."""
    rest: str
    """What stands after that in the clause, without formulas: of the."""
    letters: frozenset[str]
    """The letters of the formulas in it."""
    definite: bool
    """Whether the noun has an article, or is what the symbol is said to be."""
    sentence: str

    @property
    def is_constant(self) -> bool:
        """Whether it says that the symbol is known, or fixed."""
        if re.search(CONSTANT, f"{self.noun} {self.rest}") is None:
            return False
        return not is_negated(self.sentence, CONSTANT) and not is_hedged(self.sentence, CONSTANT)


_ARTICLE = r"(?:the|an?|its|our|their|each|every|some|any|this|that|these|those|all|both|what)"
_LINK = (
    r"(?:is|are|be|being|was|were|denotes?|represents?|stands? for|means|gives?|measures?|describes?|refers? to"
    r"|corresponds? to|to be|for|as)"
)
_ADVERB = r"(?:(?:which|that|here|simply|just|then|now|also|therefore|usually|again|in turn|again|itself)\s+)*"
_AFTER = re.compile(
    rf"\s*(?P<comma>[,–—(:=|]|--?)?\s*{_ADVERB}(?P<link>{_LINK}\s+)?{_ADVERB}(?P<article>{_ARTICLE}\b)?\s*"
    r"(?P<words>[^,;:()–—|]*)"
)
"""What may say after a symbol what it is."""
_CALLED = (
    rf"\b{_LINK}\s+{_ADVERB}(?:(?:denoted|called|written|given|named|represented|abbreviated)\s+)?(?:by|as|with)?\s*$"
    r"|\b(?:denoted|called|written|named)\s+(?:by|as)?\s*$|[:=]\s*$"
)
"""The mean is denoted by $m$"""
_LAST_WORDS = frozenset(
    word
    for words in (
        "is are be being was were denote denotes represent represents for means gives give measure measures describe",
        "describes to as which that here simply just then now also therefore usually again turn itself denoted called",
        "written given named represented abbreviated by with",
    )
    for word in words.split(" ")
)
"""With one of which that ends, if not with a sign."""
_ARTICLES = frozenset(
    ("the", "a", "an", "its", "our", "their", "each", "every", "some", "any", "this", "that", "these", "those", "both")
)
_STOPS = _ARTICLES | frozenset(
    word
    for words in (
        "all is are be being was were has have had of for to by with in on at from over under and or nor but if when",
        "where so then let put set use using write denote denotes denoted call called define defined given as since",
        "because while via per than between respect namely say here there also we you one it they he she can may might",
        "will would shall should must do does did which who whose not only into onto within without through after",
        "before subtract add multiply divide replace consider assume suppose fix take choose find compute get obtain",
        "own same see note recall hence thus therefore now",
    )
    for word in words.split(" ")
)
"""Words that are no part of a noun before a symbol."""
_PREPOSITION = re.compile(r"\b(?:of|for|over|under|among|at|on|in|with|from|given|across|between|by|to|that|which)\b")
_LAST_PREPOSITION = rf"{_PREPOSITION.pattern}(?:\s+(?:the|all))?\s*$"
_NO_SUBJECT = re.compile(r"\b(?:for|to|by|of|in|at|on|from|over|since|if|when|than|into|as|where|under)\s*$")
"""Before a symbol that does not lead a clause: for $x$, the derivative is …"""
_LIST = re.compile(r"\s*(?:,|,?\s*(?:and|or|as well as))\s*(?:the\s+)?")
_ANOTHER = r"\b(?:the|an?)\b"
"""What begins another noun: a teacher has the scores $v$, a student the scores $z$."""
_VERB = r"\b(?:is|are|be|was|were|has|have|gives?|equals?|becomes?|reads?)\b"
"""What makes a clause of its own of words after a symbol: with the label $y$, the loss is."""
_WOULD = r"\bwould\b"
"""By which words a sentence tells what is not so."""
_MOST_WORDS = 6
_MOST_FORMULAS = 4


@lru_cache(maxsize=8)
def descriptions(source: Source) -> Mapping[str, tuple[Description, ...]]:
    """What the prose says that each symbol is, by its letter."""
    found: dict[str, list[Description]] = {}
    for sentence in sentences(with_formulas_marked(source)):
        for symbol, description in () if re.search(_WOULD, sentence) else _in_sentence(sentence):
            found.setdefault(symbol, []).append(description)
    return {symbol: tuple(every) for symbol, every in found.items()}


def _in_sentence(sentence: str) -> Iterator[tuple[str, Description]]:
    parts = re.split(f"({FORMULA})", sentence)
    prose, formulas = [words.lower() for words in parts[::2]], parts[1::2]
    first = 0
    for k in range(len(formulas)):
        listed = k + 1 < len(formulas) and _LIST.fullmatch(prose[k + 1]) is not None
        if listed and left_symbols(formulas[k]) and left_symbols(formulas[k + 1]):
            continue
        named = [symbol for formula in formulas[first : k + 1] for symbol in left_symbols(formula)]
        if named:
            said = (*_before(prose[first], prose, formulas, k), *_after(prose[first], prose, formulas, k))
            for noun, rest, others, definite in said:
                description = Description(noun, rest, frozenset(others), definite, sentence)
                yield from ((symbol, description) for symbol in named)
        first = k + 1


Said = tuple[str, str, list[str], bool]


def _before(before: str, prose: list[str], formulas: list[str], last: int) -> Iterator[Said]:
    """The noun before a symbol, with what depends on it after the symbol: the median $m$ of the $x_i$."""
    if re.fullmatch(r"\s*(?:by|as)\s*", before) and last > 0:
        noun, definite = _noun(re.sub(_LAST_PREPOSITION, "", prose[last - 1]))
        if noun:
            yield noun, "of", letters(formulas[last - 1]), definite
        return
    last_word = before.split()[-1:]
    may_be_called = last_word and (last_word[0] in _LAST_WORDS or last_word[0][-1] in ":=")
    called = re.search(_CALLED, before) if may_be_called else None
    noun, definite = _noun(before[: called.start()] if called else before)
    if not noun:
        return
    after = prose[last + 1].lstrip()
    rest, others = "", list[str]()
    if _PREPOSITION.match(after):
        clause = _clause_of(after)
        rest, others = _clause(clause, prose, formulas, last + 1, goes_on=clause == after)
    yield noun, rest, others, definite


def _noun(text: str) -> tuple[str, bool]:
    """The last words of a text, back to one that is no part of a noun; and whether that is an article."""
    words = re.findall(r"[\w'’-]+|[^\w\s]", text)
    kept: list[str] = []
    while words and len(kept) <= _MOST_WORDS and re.match(r"\w", words[-1]) and words[-1] not in _STOPS:
        kept.insert(0, words.pop())
    return " ".join(kept), bool(words) and words[-1] in _ARTICLES


def _after(before: str, prose: list[str], formulas: list[str], last: int) -> Iterator[Said]:
    """What a symbol is said to be after it."""
    if re.match(r"\s*(?:do|does) not (?:depend|vary|change)", prose[last + 1]):
        yield "constant", "", [], True
    found = _AFTER.match(prose[last + 1])
    if found is None:
        return
    comma, link, article = (found[name] or "" for name in ("comma", "link", "article"))
    if not link and not article and not (comma in (":", "=", "–", "—", "|") and not before.strip(" *-|\t\n")):
        return
    if not link and article and comma == "," and _NO_SUBJECT.search(before):
        return
    if link.strip() in ("for", "as") and not article and not re.match(CONSTANT, found["words"]):
        return
    words, others = _clause(found["words"], prose, formulas, last + 1, goes_on=found.end() == len(prose[last + 1]))
    if not words or (not link and re.search(_VERB, words)):
        return
    split = _PREPOSITION.search(words)
    noun, rest = (words[: split.start()], words[split.start() :]) if split and article != "what" else (words, "")
    if not link and comma == "," and re.search(_ANOTHER, noun):
        return
    yield noun.strip(), rest, others, bool(article) or comma in (":", "=", "|")


def _clause_of(text: str) -> str:
    """What stands in a text before the first comma or bracket."""
    return re.split("[,;:()–—]", text, maxsplit=1)[0]


def _clause(start: str, prose: list[str], formulas: list[str], at: int, *, goes_on: bool) -> tuple[str, list[str]]:
    """The words of a clause that begins at the end of a stretch of prose, and the letters of the formulas in it."""
    words, found = start, list[str]()
    open_ = goes_on
    while open_ and at < len(formulas) and len(found) < _MOST_FORMULAS * 4:
        found += letters(formulas[at])
        at += 1
        text = _clause_of(prose[at])
        verb = re.search(rf"\b(?:{_LINK}|where|which|so|then|while|but)\b", text)
        text = text[: verb.start()] if verb else text
        words += " " + text
        open_ = text == prose[at]
    return " ".join(words.split()).rstrip(".!? "), found
