"""What a document says in words, or by an arrow, of what its symbols depend on and of their signs.

Words are not taken as given. They may only withhold a proof that would hold if they did not: one that takes a symbol
for a constant of which the prose says that it varies.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from derive.calculus.definitions import Definitions, names_in
from derive.letters import latex_of_name
from derive.meaning.wording import FORMULA, sentence_around
from derive.source import Source
from derive.term import Claim, Derivative, Variable, subterms

_LETTER = (
    r"(?:\\(?:hat|bar|tilde|widehat|overline|mathbf|boldsymbol|bm|vec|mathcal)\s*)?(?:\{\s*)?(?:\\[A-Za-z]+|[A-Za-z])"
)
"""A letter, perhaps with an accent."""
_SYMBOL = rf"({_LETTER})(?:\s*\}})?(?:\s*[_^]\s*(?:\{{[^{{}}]*\}}|\\[A-Za-z]+|\w))*"
"""A symbol alone, perhaps with indices."""
_MADE = r"(?:comput|calculat|obtain|deriv|build|built|form|predict|determin|generat|produc|parametri[sz])\w*"
_TAKEN = (
    r"(?:mean|averages?|sum|total|norm|lengths?|variance|(?:standard )?deviation|maximum|minimum|median|product"
    r"|logarithm|exponential|square|root|softmax|sigmoid|values?)"
)
"""What is taken of something, so that it depends on that."""
_WORDS = (
    r"\b(?:(?:var(?:y|ies|ying)|chang(?:es?|ing)) (?:with|as)"
    r"|depend(?:s|ing|ent)?(?: (?!(?:not )?(?:up)?on\b)\w+){0,2} (?:up)?on"
    r"|functions? of|involv(?:es?|ing)|contain(?:s|ing)?"
    rf"|{_MADE} (?:from|by|with)|(?:is|are|be|being) (?:the|an?) (?:\w+[- ]){{0,2}}{_TAKEN} of)\b"
)
"""p depends on x"""
_WORDS_TURNED = r"\b(?:influences?|affects?|determines?|controls?|changes)\b(?! (?:with|as)\b)"
"""x influences p"""
_BOTH_CHANGE = (
    r"\b(?:as|when|if|whenever)\s+(?:the \w+ )?\$([^$]+)\$\s+(?:changes|varies|grows|moves)\s*,?\s+(?:then |so )?"
    r"(?:does )?(?:the \w+ )?\$([^$]+)\$"
)
"""As x changes, p changes."""
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
_ARROW = rf"(?<![A-Za-z\\]){_SYMBOL}\s*(?:\\leftarrow|\\gets|←(?![─-]))([^$\n]*)"
_MAPPED = rf"(?<![A-Za-z\\])([^$\n=]*)(?:\\mapsto|↦)\s*{_SYMBOL}\s*(?:\([^()$]*\)\s*)?(?=\$|\n|$)"
_APPLIED = rf"\$\s*{_SYMBOL}\s*\(([A-Za-z\\,;\s]+)\)\s*\$"
_NAMED_SO = (
    rf"(?:^|[$,;&:]|\\quad)[ \t]*{_SYMBOL}[ \t]*(?::?=|≡|\\equiv|\\coloneqq)[ \t]*{_SYMBOL}[ \t]*"
    r"(?:\\left)?[(\[]([^=$\n]{0,80}?)"
    r"(?:\\right)?[)\]]\s*(?=[$,;.&\n]|\\quad|\\\\|$)"
)
"""p = p(z(x))"""
_DRAWN = rf"(?<![A-Za-z\\]){_SYMBOL}\s*(?:\\sim|∼)([^$\n]*)"


_NATURE = (
    r"\b(?:normali[sz](?:er|ing constant|ing factor|ation constant|ation factor|ation)\b|normali[sz]es the|ensures that"
    r"|partition function|log-partition|log-sum-exp|(?:batch|sample) statistics|standardi[sz]ed|fitted value"
    r"|(?:sample|batch|empirical|arithmetic) (?:means?|averages?|variance|(?:standard )?deviation)\b"
    r"|(?:means?|averages?|median|centroid) (?:of|activation)\b|(?:same |the )sum\b|sum of (?:all|the)\b"
    r"|total (?:of|score)|networks?['’]?s? outputs?|outputs? of (?:a|the) network)"
)
"""What a symbol is that depends on others by its nature, though the words name none of them."""
_KNOWN = r"\b(?:known|given|fixed|constants?\b(?! factor))"
"""What depends on nothing, whatever it is."""
_SMALL_WORDS = r"(?:(?:,|is|are|be|being|denotes?|denoted|by|the|an?|as|and|its|all|simply)\s*)*"
"""What may stand between such words and the symbol."""
EVERYTHING = "*"


def told_to_vary(claim: Claim, source: Source) -> tuple[str, str] | None:
    """A symbol that the claim takes for a constant in a derivative, and the variable of that derivative, on which it
    depends as the prose says."""
    told = _varying(source) | {(one, EVERYTHING) for one in _natures(source)}
    return next(_constants_told(claim, told), None)


def drawn_by(claim: Claim, source: Source) -> tuple[tuple[str, str], ...]:
    """The same for symbols that are drawn from a distribution with the variable in it, y ∼ N(w, 1)."""
    return tuple(dict.fromkeys(_constants_told(claim, _drawn(source))))


def _constants_told(claim: Claim, told: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    if not told:
        return
    known = Definitions(claim.definitions, claim.dependences)
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    derivatives = (one for term in terms for one in subterms(term) if isinstance(one, Derivative))
    for derivative in derivatives:
        by = derivative.variable.name
        inner = frozenset().union(*map(known.names, names_in(derivative.operand)))
        for name in sorted(inner - {by}):
            if name in known or known.depends(Variable(name), by):
                continue
            for one, other in told:
                if one == _letter(name) and (
                    other == EVERYTHING or any(_letter(it) == other for it in _ending_in(by, inner, known))
                ):
                    yield name, by


def told_by_nature(claim: Claim, source: Source) -> str | None:
    """A free symbol of which words tell what it is, a mean or a normaliser, or whose bar does."""
    known, told = Definitions(claim.definitions), _natures(source)
    names = {name for side in (claim.left, claim.right) for one in names_in(side) for name in known.names(one)}
    free = sorted(name for name in names if name not in known)
    bare = {_letter(name) for name in names}
    for name in free:
        letter = _letter(name)
        if letter in told or (letter.startswith("\\bar") and letter.removeprefix("\\bar") in bare):
            return name
    return None


@lru_cache(maxsize=8)
def _natures(source: Source) -> frozenset[str]:
    """The symbols beside words for what depends on others by its nature."""
    found = set[str]()
    for words in re.finditer(_NATURE, source.text):
        before, after = sentence_around(words, source)
        if re.search(_KNOWN, before + after):
            continue
        near = re.findall(rf"\$\s*{_SYMBOL}\s*(?::?=[^$]*)?\$\s*{_SMALL_WORDS}$", before)
        if not words[0].endswith("of"):
            near += re.findall(rf"^\s*{_SMALL_WORDS}\$\s*{_SYMBOL}\s*\$", after)
        found.update(map(_plain, near))
    return frozenset(found)


def _ending_in(by: str, names: frozenset[str], known: Definitions) -> Iterator[str]:
    """The variable, and the symbols that depend on it."""
    yield by
    yield from (name for name in names if known.depends(Variable(name), by))


def _letter(name: str) -> str:
    """The letter of a symbol as it is compared here."""
    return _plain(latex_of_name(name.partition("_")[0].partition("↑")[0].partition("(")[0]))


def _letters(formula: str) -> list[str]:
    return [_plain(letter) for letter in re.findall(_LETTER, formula)]


def _plain(letter: str) -> str:
    """A letter without braces, spaces, or what makes it bold."""
    bare = re.sub(r"[{}\s]", "", letter).replace("widehat", "hat").replace("overline", "bar")
    return re.sub(r"^\\(?:mathbf|boldsymbol|bm|vec)", "", bare)


@lru_cache(maxsize=8)
def _varying(source: Source) -> frozenset[tuple[str, str]]:
    """(symbol, variable) where words or an arrow say that the symbol depends on the variable."""
    return frozenset((*_in_words(source), *_by_arrows(source.text)))


def _in_words(source: Source) -> Iterator[tuple[str, str]]:
    for words in re.finditer(_WORDS, source.text):
        before, after = sentence_around(words, source)
        for symbol in _subjects(before, words[0]):
            yield from ((symbol, letter) for letter in _letters_in(after))
    for words in re.finditer(_WORDS_TURNED, source.text):
        before, after = sentence_around(words, source)
        follows = re.match(rf"\s+(?:(?:the|both) )?(?:\w+ )?({FORMULA})", after)
        influenced = _symbols(follows[1]) if follows is not None else ()
        yield from ((symbol, letter) for symbol in influenced for letter in _subjects(before, words[0]))
    for both in re.finditer(_BOTH_CHANGE, source.text, re.IGNORECASE):
        yield from ((symbol, letter) for symbol in _symbols(both[2]) for letter in _letters(both[1]))


def _letters_in(prose: str) -> Iterator[str]:
    """The letters in the formulas of a text."""
    return (letter for formula in re.findall(FORMULA, prose) for letter in _letters(formula))


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
        yield from _symbols(found[k][0])
        gap = before[found[k - 1].end() : found[k].start()] if k else ""
        if k and not everyone and re.fullmatch(listed, gap) is None:
            return


def _symbols(formula: str) -> tuple[str, ...]:
    """The letters of a formula that is a symbol alone, or a list of symbols."""
    inner = re.sub(r"^(?:[$`]|\\+\()+|[$`)\\]+$", "", formula)
    alone = [re.fullmatch(rf"\s*{_SYMBOL}\s*", part) for part in inner.split(",")]
    return tuple(_plain(one[1]) for one in alone if one is not None) if all(alone) else ()


def _by_arrows(text: str) -> Iterator[tuple[str, str]]:
    assigned = _found(_ARROW, text, "\\leftarrow", "\\gets", "←")
    for found in (*assigned, *re.finditer(_APPLIED, text)):
        symbol, letters = _plain(found[1]), _letters(found[2])
        if symbol not in letters:  # w ← w − 1 is a new value of w
            yield from ((symbol, letter) for letter in letters)
    for found in re.finditer(_NAMED_SO, text, re.MULTILINE):
        symbol, letters = _plain(found[1]), _letters(found[3])
        if symbol == _plain(found[2]) and symbol not in letters:
            yield from ((symbol, letter) for letter in letters)
    for found in _found(_MAPPED, text, "\\mapsto", "↦"):
        symbol = _plain(found[2])
        yield from ((symbol, letter) for letter in _letters(found[1]) if letter != symbol)


def _found(pattern: str, text: str, *signs: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that needs one of some signs."""
    return re.finditer(pattern, text) if any(sign in text for sign in signs) else iter(())


@lru_cache(maxsize=8)
def _drawn(source: Source) -> frozenset[tuple[str, str]]:
    found = _found(_DRAWN, source.text, "\\sim", "∼")
    told = {(_plain(one[1]), letter) for one in found for letter in _letters(one[2])}
    for words in re.finditer(_FROM_A_LAW, source.text):
        before, after = sentence_around(words, source)
        told |= {(symbol, letter) for symbol in _subjects(before, words[0]) for letter in _letters_in(after)}
    return frozenset(told)


def is_told_negative(variable: Variable, source: Source) -> bool:
    """Whether the prose says of a symbol that it is negative."""
    symbol = rf"\$\s*{re.escape(latex_of_name(variable.name))}(?![A-Za-z])[^$]*\$"
    others = r"(?:[\s,]*(?:and\s+)?\$[^$]*\$)*"
    negative = (
        r"(?:(?<!non-)(?<!non)negative\b(?!\s+(?:log|sign|of))|(?:less than|below) (?:zero|0|\$0\$)|non-?positive)"
    )
    after = rf"{symbol}{others}\s+(?:(?:is|are|be|was|were|both|all|always|strictly|a|real)\s+)+{negative}"
    kind = r"(?:(?:real|rational|numbers?|reals?|values?|scalars?)\s+)*"
    before = rf"{negative}\s+{kind}(?:\$[^$]*\$[\s,]*(?:and\s+)?)*{symbol}"
    return re.search(f"{after}|{before}", source.text) is not None
