"""Which letters are tied together, as words say of an expression: "the volume $V = x^2 h$ is fixed", "$p V^\\gamma$ is
constant"; or as an equation in running text does: "on the circle $x^2 + y^2 = 1$".
"""

import re
from functools import lru_cache

from derive.letters import GREEK
from derive.meaning.told.letters import SYMBOL, letters, plain, symbols
from derive.meaning.told.sentences import DISPLAYS, FORMULA, sentences
from derive.source import Source

_CONSTANT = r"(?:fixed|constant|conserved|prescribed|preserved|invariant|unchanged|held|kept)"
_AFTER = (
    rf"^[\s,]*(?:(?:is|are|stays?|remains?|being|be|was|which|that|and|to|both|held|kept|a|the)\s+){{0,4}}{_CONSTANT}\b"
    r"|^[\s,]*(?:(?:which|that|and)\s+)?(?:never\s+changes?\b|(?:does|do)\s+not\s+(?:change|vary)\b)"
)
_BEFORE = rf"\b{_CONSTANT}\s+(?:\w+\s+){{0,3}}$"
_DERIVATIVE = r"\\(?:partial|nabla|frac\{?d|approx|sim)(?![a-zA-Z])|[∂∇≈]|\bd ?\w*\s*/\s*d"
_COMPOUND = rf"(?!.*(?:{_DERIVATIVE}))[$`(\\]*\s*(?:\w|\\[a-zA-Z]+)[^=(]*[^=(:<>≤≥\s]\s*=[^=]+$"
"""An equation whose left side is neither a derivative nor an application."""
_APART = (
    r"(?i)\b(?:held|kept|hold(?:ing)?|keep(?:ing)?)\s+(?:\S+\s+){0,2}(?:fixed|constant)\b|\bindependent\s+variables\b"
    r"|\bas\s+(?:if\s+(?:they\s+were\s+)?)?independent\b|\b(?:ignor|neglect|drop|forget)\w*\s+(?:\w+\s+){0,3}constraints?\b"
    r"|\bunconstrained\b"
)
"""By which words letters that a condition ties do not change together."""
_MARKUP = r"\$\$|\\\[|\\\]|\\(?:begin|end)\{\w+\*?\}|\\(?:label|tag)\{[^{}]*\}|&|[.,;]\s*$"
_TOLD = rf"{SYMBOL}\s*(?:\([^()=]*\)\s*)?:?="
"""What says what a symbol, or a function, is."""
_OPENING = r"^(?:[$`\s]|\\\(|\\\[)+"
_INDEXED = r"_|\\(?:sum|int|prod|text|mathbb|operatorname)"


def letters_tied(source: Source, letter: str) -> frozenset[str]:
    """The letters that words tie to one."""
    return frozenset().union(*(group for group in _groups(source) if letter in group)) - {letter}


def tells_apart(source: Source) -> bool:
    """Whether words may say that letters which a condition ties are taken for independent ones."""
    return re.search(_APART, source.text) is not None


@lru_cache(maxsize=8)
def letters_related(source: Source) -> tuple[frozenset[str], ...]:
    """The letters of each displayed equation that says what no single symbol is, and whose sides have letters of their
    own: p V = n R T, 1/f = 1/a + 1/b. An identity has the same letters on both sides."""
    displays = (re.split(r"\\\\", one[0]) for one in re.finditer(DISPLAYS, source.text))
    rows = [re.sub(_MARKUP, "", row).strip() for display in displays for row in display]
    told = (re.match(_TOLD, re.sub(_OPENING, "", one)) for one in (*rows, *re.findall(FORMULA, source.text)))
    defined = {plain(one[1]) for one in told if one is not None}
    found = []
    for row in rows:
        left, _, right = row.partition("=")
        if re.match(_COMPOUND, row) and not symbols(left) and not re.search(_INDEXED, row):
            one, other = (frozenset(filter(_is_letter, letters(side))) for side in (left, right))
            if one - other and (other - one or not other) and defined.isdisjoint(one | other):
                found.append(one | other)
    return tuple(found)


def _is_letter(letter: str) -> bool:
    return not letter.startswith("\\") or letter[1:] in GREEK


@lru_cache(maxsize=8)
def _groups(source: Source) -> tuple[frozenset[str], ...]:
    """The letters of each expression that words call constant, or of what such a symbol equals, and of each equation
    that says what no single symbol is."""
    found = []
    for sentence in sentences(source):
        parts = re.split(f"({FORMULA})", sentence)
        for before, formula, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
            if re.search(_AFTER, after, re.IGNORECASE) or re.search(_BEFORE, before, re.IGNORECASE):
                found += [frozenset(letters(one)) for one in _expressions(formula, source)]
            elif re.match(_COMPOUND, formula) and not symbols(formula.partition("=")[0]):
                found.append(frozenset(letters(formula)))
    return tuple(one for one in found if len(one) > 1)


def _expressions(formula: str, source: Source) -> list[str]:
    """The right side of an equation, an expression, or the right sides of the equations for a symbol."""
    if "=" in formula:
        return formula.split("=")[1:]
    alone = symbols(formula)
    if not alone:
        return [formula]
    told = (one.split("=") for one in re.findall(FORMULA, source.text))
    return [right for left, *rights in told if symbols(left) == alone[:1] for right in rights]
