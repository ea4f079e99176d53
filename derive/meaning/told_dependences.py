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
_SYMBOL = rf"({_LETTER})(?:\s*\}})?(?:\s*[_^]\s*(?:\{{[^{{}}]*\}}|\w))*"
"""A symbol alone, perhaps with indices."""
_WORDS = (
    r"\b(?:(?:var(?:y|ies|ying)|chang(?:es?|ing)) with"
    r"|depend(?:s|ing|ent)? (?:up)?on|functions? of"
    r"|(?:comput|calculat|obtain|deriv|build|built|form|predict|determin|generat|produc|parametri[sz])\w*"
    r" (?:from|by|with))\b"
)
_DENIED = r"\b(?:not|never|no|neither|nor|without|in)\b[^.$]*$|n['’]t\b[^.$]*$"
_REACH = 60
"""How many characters before the words the symbol stands that they are about."""
_ARROW = rf"(?<![A-Za-z\\]){_SYMBOL}\s*(?:\\leftarrow|\\gets|←(?![─-]))([^$\n]*)"
_MAPPED = rf"(?<![A-Za-z\\])([^$\n=]*)(?:\\mapsto|↦)\s*{_SYMBOL}\s*(?=\$|\n|$)"
_APPLIED = rf"\$\s*{_SYMBOL}\s*\(([A-Za-z\\,;\s]+)\)\s*\$"
_DRAWN = rf"(?<![A-Za-z\\]){_SYMBOL}\s*(?:\\sim|∼)([^$\n]*)"


def told_to_vary(claim: Claim, source: Source) -> tuple[str, str] | None:
    """A symbol that the claim takes for a constant in a derivative, and the variable of that derivative, on which it
    depends as the prose says."""
    return next(_constants_told(claim, _varying(source)), None)


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
                if one == _letter(name) and any(_letter(reached) == other for reached in _ending_in(by, inner, known)):
                    yield name, by


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
        if re.search(_DENIED, before[-_REACH:], re.IGNORECASE):
            continue
        found = [formula for formula in re.finditer(FORMULA, before) if len(before) - formula.end() <= _REACH]
        symbol = re.fullmatch(rf"[$`\\(]*\s*{_SYMBOL}\s*[$`\\)]*", found[-1][0]) if found else None
        if symbol is not None:
            letters = (letter for formula in re.findall(FORMULA, after) for letter in _letters(formula))
            yield from ((_plain(symbol[1]), letter) for letter in letters)


def _by_arrows(text: str) -> Iterator[tuple[str, str]]:
    assigned = _found(_ARROW, text, "\\leftarrow", "\\gets", "←")
    for found in (*assigned, *re.finditer(_APPLIED, text)):
        symbol, letters = _plain(found[1]), _letters(found[2])
        if symbol not in letters:  # w ← w − 1 is a new value of w
            yield from ((symbol, letter) for letter in letters)
    for found in _found(_MAPPED, text, "\\mapsto", "↦"):
        yield from ((_plain(found[2]), letter) for letter in _letters(found[1]))


def _found(pattern: str, text: str, *signs: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that needs one of some signs."""
    return re.finditer(pattern, text) if any(sign in text for sign in signs) else iter(())


@lru_cache(maxsize=8)
def _drawn(source: Source) -> frozenset[tuple[str, str]]:
    found = _found(_DRAWN, source.text, "\\sim", "∼")
    return frozenset((_plain(one[1]), letter) for one in found for letter in _letters(one[2]))


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
