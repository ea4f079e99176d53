"""On what the symbols of a document depend, as words or arrows say."""

import re
from collections.abc import Iterator
from functools import lru_cache

from derive.document.phrases import NEVER
from derive.meaning.told.letters import SYMBOL, letters, letters_in, plain, symbols
from derive.meaning.told.negations import denied
from derive.meaning.told.plain_letters import with_formulas_marked
from derive.meaning.told.sentences import FORMULA, sentence_around, sentences
from derive.source import Source

_GROWING = (
    "fall", "rise", "rising", "drop", "grow", "decreas", "increas", "declin", "diminish", "shrink", "scal", "respon",
    "adapt", "adjust", "move", "moving", "evolv", "climb", "decay", "shift", "fluctuat",
)  # fmt: skip
"""How the verbs begin of what changes with something."""
_WORDS = (
    ("vary", r"vary(?:ing)? (?:with|as)"),
    ("varies", r"varies (?:with|as)"),
    ("chang", r"chang(?:es?|ing) (?:with|as)"),
    ("depend", r"depend(?:s|ing|ent)?(?: (?!(?:not )?(?:up)?on\b)\w+){0,2} (?:up)?on"),
    ("function", r"functions? of"),
    ("involv", r"involv(?:es?|ing)"),
    ("contain", r"contain(?:s|ing)?"),
    *((stem, rf"{stem}\w* (?:\w+ly )?(?:with|as|in (?:response|proportion|step) (?:to|with))") for stem in _GROWING),
)
"""p depends on x, with letters that stand in all such words."""
_MADE = (
    "comput", "calculat", "obtain", "deriv", "build", "built", "form", "predict", "determin", "generat", "produc",
    "parametris", "parametriz",
)  # fmt: skip
"""How the verbs begin of what is made by, from or with something."""
_TAKEN = (
    "mean", "average", "averages", "sum", "total", "norm", "length", "lengths", "variance", "deviation", "maximum",
    "minimum", "median", "product", "logarithm", "exponential", "square", "root", "softmax", "sigmoid", "value",
    "values",
)  # fmt: skip
"""What is taken of something, so that it depends on that."""
_WORDS_TURNED = r"\b(?:influences?|affects?|determines?|controls?|changes)\b(?! (?:with|as)\b)"
"""x influences p"""
_BOTH_CHANGE = (
    r"\b(?:[Aa]s|[Ww]hen|[Ii]f|[Ww]henever)\s+(?:the \w+ )?\$([^$]+)\$\s+(?:changes|varies|grows|moves)\s*,?\s+"
    r"(?:then |so )?(?:does )?(?:the \w+ )?\$([^$]+)\$"
)
"""As x changes, p changes."""
_CHANGING = (
    r"\b(?:var(?:y|ies)|chang(?:e|es)|rises?|falls?|grows?|increases?|decreases?|shrinks?|drifts?|evolves?|fluctuates?"
    r"|decays?|diminishes|declines?|leaks?|wanes?|loses|oscillates?|drains?|swells?|melts?|evaporates?"
    r"|(?:drops?|climbs?|goes (?:up|down))(?= (?:by|from|to|with|over|each|every))"
    r"|(?:is|are) (?:variable(?=\s*[.,;]| and\b)|varying|changing|(?:time|temperature)[- ](?:dependent|varying)"
    r"|being (?:reduced|increased|lowered|raised|heated|cooled|filled|emptied"
    r"|drained|burned|consumed|used up|inflated)))\b"
    r"(?!\s*(?:with|as) \$)(\s+(?:over|with|in|through|during) time\b)?"
)
"""p changes, or does so with time."""
_UNCHANGING = (
    r"\b(?:fixed|constants?\b(?! factor)|independent of|conserved|unchanged|preserved"
    r"|(?:does|do) not (?:depend|vary|change))\b"
)
_CHANGING_BEFORE = (
    r"\b(?:rising|falling|growing|shrinking|changing|varying|variable|time-dependent|time-varying)\s+(?:\w+\s+){0,2}"
    rf"({FORMULA})"
)
"""At rising temperature T"""
_FROM_A_LAW = r"\b(?:sampled|drawn|distributed|generated)\s+(?:independently |i\.i\.d\. )?(?:from|as|according to)\b"
_DENIED = r"\b(?:not(?! only)|never|no|neither|nor|without)\b|n['’]t\b"
_NEITHER = r"\b(?:neither|nor|no|none of)\s+(?:the )?(?:\w+ )?$"
_AFRESH = r"^.*(?:[:;—]|\bbut\b)"
"""What is denied before this is something else."""
_PRONOUN = r"\b(?:it|they|but|both|which|this|these)\b"
_AND = r"\s*(?:,\s*)?(?:and|or|as well as)\s+(?:(?:the|its|their|also) )?(?:\w+ ){0,2}"
"""What stands between two symbols of which the same is said."""
_COMMA = rf"{_AND}|\s*,\s*"
_ONE = r"(?:depends|varies|changes|involves|contains|is)\b"
"""A verb of one symbol."""
_REACH = 60
"""How many characters before the words the symbol stands that they are about."""
_ARROW = rf"(?<![A-Za-z\\]){SYMBOL}\s*(?:\\leftarrow|\\gets|←(?![─-]))([^$\n]*)"
_MAPPED = rf"(?<![A-Za-z\\])([^$\n=]*)(?:\\mapsto|↦)\s*{SYMBOL}\s*(?:\([^()$]*\)\s*)?(?=\$|\n|$)"
_APPLIED = rf"\$\s*{SYMBOL}\s*\(([A-Za-z\\,;\s]+)\)\s*\$"
_NAMED_SO = (
    rf"(?:^|[$,;&:]|\\quad)[ \t]*{SYMBOL}[ \t]*(?::?=|≡|\\equiv|\\coloneqq)[ \t]*{SYMBOL}[ \t]*"
    r"(?:\\left)?[(\[]([^=$\n]{0,80}?)"
    r"(?:\\right)?[)\]]\s*(?=[$,;.&\n]|\\quad|\\\\|$)"
)
"""p = p(z(x))"""
_DRAWN = rf"(?<![A-Za-z\\]){SYMBOL}\s*(?:\\sim|∼)([^$\n]*)"


@lru_cache(maxsize=8)
def varying(source: Source) -> frozenset[tuple[str, str]]:
    """(symbol, variable) where words or an arrow say that the symbol depends on the variable."""
    return frozenset((*_in_words(with_formulas_marked(source)), *_by_arrows(source.text)))


def _words_in(text: str) -> str:
    """The words that say that something depends on something else, as far as a text may have them: to look for all
    takes longer."""
    found = [words for letters, words in _WORDS if letters in text]
    made = "|".join(verb for verb in _MADE if verb in text)
    taken = "|".join(noun for noun in _TAKEN if f"{noun} of" in text)
    if made:
        found.append(rf"(?:{made})\w* (?:from|by|with)")
    if taken:
        found.append(rf"(?:is|are|be|being) (?:the|an?) (?:\w+[- ]){{0,3}}(?:{taken}) of")
    return rf"\b(?:{'|'.join(found)})\b" if found else NEVER


def _in_words(source: Source) -> Iterator[tuple[str, str]]:
    for words in re.finditer(_words_in(source.text), source.text):
        before, after = sentence_around(words, source)
        for symbol in _subjects(before, words[0]):
            yield from ((symbol, letter) for letter in letters_in(after))
    for words in re.finditer(_WORDS_TURNED, source.text):
        before, after = sentence_around(words, source)
        follows = re.match(rf"\s+(?:(?:the|both) )?(?:\w+ )?({FORMULA})", after)
        influenced = symbols(follows[1]) if follows is not None else ()
        yield from ((symbol, letter) for symbol in influenced for letter in _subjects(before, words[0]))
    for both in _found(_BOTH_CHANGE, source.text, "changes", "varies", "grows", "moves"):
        yield from ((symbol, letter) for symbol in symbols(both[2]) for letter in letters(both[1]))


@lru_cache(maxsize=8)
def changing(source: Source) -> frozenset[tuple[str, bool]]:
    """The symbols that change, as words say that do not tell with what, and whether they do so with time."""
    source = with_formulas_marked(source)
    found: set[tuple[str, bool]] = set()
    for words in re.finditer(_CHANGING, source.text):
        before, _ = sentence_around(words, source)
        found |= {(symbol, words[1] is not None) for symbol in _subjects(before, words[0])}
    for told in re.finditer(_CHANGING_BEFORE, source.text):
        found |= {(symbol, False) for symbol in symbols(told[1])}
    clauses = (clause for sentence in sentences(source) for clause in denied(sentence, _UNCHANGING))
    formulas = (formula for clause in clauses for formula in re.findall(FORMULA, clause))
    return frozenset((*found, *((symbol, False) for formula in formulas for symbol in symbols(formula))))


def _subjects(before: str, words: str) -> Iterator[str]:
    """The symbols of which some words are said that stand after a text: the last one, and those in a list with it; all
    where a pronoun stands for them. None where the words are denied."""
    found = list(re.finditer(FORMULA, before))
    between = before[found[-1].end() :] if found else ""
    if not found or len(between) > _REACH:
        return
    neither = re.search(_NEITHER, before[: found[-1].start()], re.IGNORECASE)
    if neither or re.search(_DENIED, re.sub(_AFRESH, "", between, flags=re.IGNORECASE | re.DOTALL), re.IGNORECASE):
        return
    listed = _AND if re.match(_ONE, words) else _COMMA
    everyone = re.search(_PRONOUN, between, re.IGNORECASE) is not None
    for k in reversed(range(len(found))):
        yield from symbols(found[k][0])
        gap = before[found[k - 1].end() : found[k].start()] if k else ""
        if k and not everyone and re.fullmatch(listed, gap) is None:
            return


def _by_arrows(text: str) -> Iterator[tuple[str, str]]:
    assigned = _found(_ARROW, text, "\\leftarrow", "\\gets", "←")
    for found in (*assigned, *_found(_APPLIED, text, ")$", ") $")):
        symbol, others = plain(found[1]), letters(found[2])
        if symbol not in others:  # w ← w − 1 is a new value of w
            yield from ((symbol, letter) for letter in others)
    for found in re.finditer(_NAMED_SO, text, re.MULTILINE):
        symbol, others = plain(found[1]), letters(found[3])
        if symbol == plain(found[2]) and symbol not in others:
            yield from ((symbol, letter) for letter in others)
    for found in _found(_MAPPED, text, "\\mapsto", "↦"):
        symbol = plain(found[2])
        yield from ((symbol, letter) for letter in letters(found[1]) if letter != symbol)


def _found(pattern: str, text: str, *signs: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that needs one of some signs."""
    return re.finditer(pattern, text) if any(sign in text for sign in signs) else iter(())


@lru_cache(maxsize=8)
def drawn(source: Source) -> frozenset[tuple[str, str]]:
    found = _found(_DRAWN, source.text, "\\sim", "∼")
    told = {(plain(one[1]), letter) for one in found for letter in letters(one[2])}
    for words in _found(_FROM_A_LAW, source.text, "sampled", "drawn", "distributed", "generated"):
        before, after = sentence_around(words, source)
        told |= {(symbol, letter) for symbol in _subjects(before, words[0]) for letter in letters_in(after)}
    return frozenset(told)
