"""What a document may say of its symbols in words only: that the entries of a vector sum to 1, that it is one-hot.

Words are not taken as given. But values that break a step refute nothing where the step may hold by such words; and
what they say of the symbol next to them may be the condition of a proof: "where Σ_k t_k = 1".
"""

import re
from collections.abc import Iterator

from derive.calculus.definitions import Definitions
from derive.data import replace
from derive.source import Source
from derive.term import ONE, Claim, Definition, Delta, Hypothesis, Letter, Literal, Sum, Term, Variable, subterms
from derive.term_text import text

_TOTAL = re.compile(
    r"\bdistributions?\b|\bsums?\b[^.]{0,20} to (1|one|unity|\$1\$)\b|\b(is|are|be|equals?) (1|one|\$1\$) and\b"
    r"|\bprobability vectors?\b|\bnormali[sz]ed\b|\bonly one\b|\bexactly one\b|\brest (is|are) (0|zeros?)\b|和为\s*\$?1"
)
_ONE_HOT = re.compile(
    r"\b(one|1)[- ]hot\b|独热|\bdummy variables?\b|\bexactly one\b|\bonly one\b|\bthe true (class|label)\b"
)
_SAID = re.compile(
    r"(?<!not )(?<!not a )(\bone[- ]hot\b|\bexactly one of\b|独热"
    r"|\bsums? (up )?to (1|one)\b(?! (half|third|hundred|thousand|in absolute|only)))",
    re.IGNORECASE,
)
"""What says that the symbol next to it sums to one."""
_NEAR = 80
"""How many characters before and after such words the symbol is looked for."""
_SYMBOL = re.compile(r"(?<![A-Za-z\\_^])(?<![_^]\{)[A-Za-z](?=[_$}^])")
"""A letter that is a symbol, and not a word, nor an index."""
_BREAK = re.compile(r"\n\s*\n|\$\$|\\\[|\\\]|\\(begin|end)\b")
"""Where running text ends."""
WORDS = -1
"""In place of the number of a given: words are none."""


def by_words(claim: Claim, source: Source) -> Iterator[tuple[Claim, str]]:
    """The claim with what the document's words may say of one of its free symbols, and that as text.

    Of one-hot vectors the first unit vector stands for all: they differ by a renaming of the indices.
    """
    prose = source.text.lower()
    one_hot = _ONE_HOT.search(prose) is not None
    if not one_hot and _TOTAL.search(prose) is None:
        return
    for variable in _vectors(claim):
        yield _with_total(claim, variable)
        if one_hot:
            last = _last(variable)
            first = Definition(variable.name, _letters(variable), Delta(last, Literal(1, last.set)), WORDS)
            yield replace(claim, definitions=(*claim.definitions, first)), f"{variable.name} is one-hot"


def as_said(claim: Claim, source: Source) -> Iterator[tuple[Claim, str]]:
    """The claim where a free symbol sums to one, for those of which words next to them say so, and that as text."""
    said = {_nearest(words, source.text) for words in _SAID.finditer(source.text)}
    dependent = {dependence.name for dependence in claim.dependences}
    for variable in _vectors(claim) if said else ():
        if variable.name.rstrip("^") in said and variable.name not in dependent:
            yield _with_total(claim, variable)


def _with_total(claim: Claim, variable: Variable) -> tuple[Claim, str]:
    total = Sum(_last(variable), (), variable)
    return replace(claim, hypotheses=(*claim.hypotheses, Hypothesis(total, ONE, WORDS))), f"{text(total)} = 1"


def _nearest(words: re.Match[str], prose: str) -> str | None:
    """The symbol nearest to some words, up to the next display or paragraph."""
    before = prose[max(0, words.start() - _NEAR) : words.start()]
    after = prose[words.end() : words.end() + _NEAR]
    breaks = list(_BREAK.finditer(before))
    before = before[breaks[-1].end() :] if breaks else before
    end = _BREAK.search(after)
    after = after[: end.start()] if end else after
    found = [(len(before) - symbol.end(), symbol[0]) for symbol in _SYMBOL.finditer(before)]
    found += [(symbol.start(), symbol[0]) for symbol in _SYMBOL.finditer(after)]
    return min(found)[1] if found else None


def _vectors(claim: Claim) -> tuple[Variable, ...]:
    """The free symbols with indices on which the claim rests, at letters of their own."""
    definitions = Definitions(claim.definitions)
    reached: dict[str, Variable] = {}
    terms: list[Term] = [claim.left, claim.right, *(definition.body for definition in claim.definitions)]
    for one in (one for term in terms for one in subterms(term)):
        if isinstance(one, Variable) and one.indices and one.name not in definitions:
            places = zip("klmpqrst", one.indices, strict=False)
            reached.setdefault(one.name, Variable(one.name, tuple(Letter(name, at.set) for name, at in places)))
    return tuple(reached[name] for name in sorted(reached))


def _letters(variable: Variable) -> tuple[Letter, ...]:
    return tuple(index for index in variable.indices if isinstance(index, Letter))


def _last(variable: Variable) -> Letter:
    return _letters(variable)[-1]
