"""What a document may say of its symbols in words only: that they sum to 1, that they are positive, symmetric, complex.

Words are not taken as given. But values that break a step refute nothing where the step may hold by such words; what
they say of the symbol next to them may be the condition of a proof, "where Σ_k t_k = 1"; and where they speak of
complex numbers, only what holds in every field is proved.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations

from derive.calculus.definitions import Definitions, names_in
from derive.data import replace
from derive.letters import latex_of_name, without_accent
from derive.source import Source
from derive.term import (
    MINUS_ONE,
    ONE,
    Claim,
    Definition,
    Delta,
    Exp,
    Hypothesis,
    Letter,
    Literal,
    Log,
    Number,
    Plus,
    Power,
    Sum,
    Term,
    Times,
    Variable,
    parts,
    subterms,
)
from derive.term_text import text

PROPERTIES = {
    "sums to one": (
        "distribut", "sum[^.]{0,20} to (1|one|unity|\\$1\\$)",
        "(is|are|be|equals?|total|total of) (1|one|unity|\\$1\\$)(?! (if|when))",
        "probabilit", "normali[sz]ed", "rest (is|are) (0|zeros?)", "simplex", "convex", "unity", "stochastic",
        "categorical", "multinomial", "mutually exclusive", "proportion", "percentage", "responsibilit", "membership",
        "mixing", "barycentric", "weighted (average|mean)", "prior", "posterior",
        "pmf\\b", "adds? (up )?to (1|one|\\$1\\$)", "fractions? of", "shares?\\b", "integrates? to", "mixture",
        "unit (mass|sum)", "mass", "partition", "frequenc", "belief", "policy", "markov", "transition matri",
        "\\$?\\\\ell_1", "label vector", "encod", "和为", "分布", "概率",
    ),
    "one-hot": (
        "(one|1)[- ]hot", "(one|1)[- ](of|out[- ]of)[- ]\\$?[a-z0-9]", "indicator vector", "dummy variable",
        "(exactly|only|just|all but) one (of|entry|element|component|coordinate|class|label|bit|position|is|non-?zero)",
        "the (true|correct|target) (class|label)", "standard basis", "(standard|coordinate) unit vector", "独热",
    ),
    "sums to zero": (
        "cent(er|re)d", "zero[- ]mean", "mean (zero|0|\\$0\\$)", "sums? to (zero|0|\\$0\\$)", "demeaned",
        "standardi[sz]ed",
    ),
    "is 0 or 1": (
        "binary", "boolean", "bernoulli", "(0|zero|\\$0\\$) (or|and) (1|one|\\$1\\$)", "indicator", "dummy",
        "on or off", "two[- ]class", "0[/-]1", "idempotent",
    ),
    "is 1 or −1": (
        "spins?\\b", "rademacher", "plus or minus", "±\\s*1", "\\\\pm\\s*1", "[-−]1 (or|and) [+]?1",
    ),
    "is positive": (
        "positive", "non-?negative", "lengths?\\b", "distance", "variance", "deviation", "temperature", "rates?\\b",
        "probabilit", "densit", "counts?\\b", "magnitude", "radius", "price", "frequenc", "正",
    ),
    "is a special matrix or vector": (
        "(skew-|anti)?symmetric", "(semi)?orthogonal", "orthonormal", "unit[- ](vector|norm|length)", "(bi)?diagonal",
        "triangular", "idempotent", "projection", "commut", "(auto)?covariance", "precision matri", "scatter",
        "adjacency", "(in|semi)?definite", "gram matri", "kernel matri", "laplacian", "hermitian", "stochastic",
        "permutation", "unitary", "rotation", "identity", "whiten", "uncorrelated", "standardi[sz]ed", "nilpotent",
        "circulant", "rank[- ]one",
    ),
    "is whole": ("integers?\\b", "(is|are|be|for|an) (even|odd)\\b", "natural number", "whole number"),
    "is complex": (
        "\\\\mathbb\\s*\\{?\\s*C\\b", "ℂ",
        "complex[- ](valued|number|variable|vector|matri|scalar|plane|conjugat|roots?\\b|entr)",
        "imaginary (unit|part|number)", "conjugate transpose", "quaternions?\\b(?!-)", "finite field",
        "\\\\mathbb\\s*\\{?\\s*F\\b", "modulo\\b",
    ),
    "has a size": ("\\\\\\|", "\\\\[lr]?[Vv]ert\\b", "\\\\(norm|abs)\\b", "‖"),
}  # fmt: skip
"""The words by which a document may say something of its symbols: regular expressions, where a word may begin."""
_SAID = re.compile(
    r"(\bone[- ]hot\b|\bexactly one of\b|独热|\bsimplex\b|\b(one|1)-of-\$?[a-z]\b"
    r"|\bsums? (up )?to (1|one)\b(?! (half|third|hundred|thousand|in absolute|only|minus|plus|over))(?![./]\d))",
    re.IGNORECASE,
)
"""What says that the symbol next to it sums to one."""
_UNLESS = re.compile(
    r"\b(not|never|no|nor|without|unlike|rather|cannot|neither|squares?|squared|absolute|columns?|together)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What a sentence may not have if it says so: a denial, or another quantity."""
_NEAR = 80
"""How many characters before and after such words the symbol is looked for."""
_SYMBOL = re.compile(r"(?<![A-Za-z\\_^])(?<![_^]\{)[A-Za-z](?=[_$}^])")
"""A letter that is a symbol, and not a word, nor an index."""
_BREAK = re.compile(r"\n\s*\n|\$\$|\\\[|\\\]|\\(begin|end)\b")
"""Where running text ends."""
ZERO = Number(Fraction(0))
WORDS = -1
"""In place of the number of a given: words are none."""
_SENTENCE = re.compile(r"[.!?;]\s|\n\s*\n|\$\$")
"""Where a sentence ends."""
_SENTENCE_REACH = 400
"""How many characters of a sentence before and after some words are looked at."""
_MOST = 6
"""Of so many free symbols at most, pairs are looked at."""


def by_words(claim: Claim, source: Source) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """What the document's words may say of free symbols, as text, and the claim where it is so: one that is refuted in
    any of these claims is false all the same.

    Of one-hot vectors the first unit vector stands for all: they differ by a renaming of the indices. A positive symbol
    is the exponential of another.
    """
    free = _free(claim)
    of = {words: [one for one in free if _says_of(words, one, source)] for words in PROPERTIES}
    told = frozenset().union(*(names_in(one.left) | names_in(one.right) for one in claim.hypotheses))
    apart = told | _in_exponents(claim)
    summed = [one for one in dict.fromkeys((*of["sums to one"], *of["one-hot"])) if one.name not in apart]
    yield from _by_totals(claim, summed)
    for variable in of["one-hot"]:
        if variable.indices:
            last = _last(variable)
            yield (_where(claim, [(variable, Delta(last, Literal(1, last.set)))]),), f"{variable.name} is one-hot"
    for variable in of["sums to zero"]:
        if variable.indices:
            total = Sum(_last(variable), (), variable)
            yield (_with(claim, total, ZERO),), f"{text(total)} = 0"
    for words, values in (("is 0 or 1", (ZERO, ONE)), ("is 1 or −1", (ONE, MINUS_ONE))):
        for variable in (one for one in of[words] if one.name not in apart):
            entries = (*values, *_unlike(variable, *values))
            yield tuple(_where(claim, [(variable, body)]) for body in entries), f"{variable.name} {words}"
    roots = _under_roots(claim)
    bodies = [(one, Exp(Variable(f"{one.name}⁺", one.indices))) for one in of["is positive"] if one.name in roots]
    if bodies:
        yield (_where(claim, bodies),), f"{', '.join(one.name for one, _ in bodies)} > 0"


def _unlike(variable: Variable, one: Number, other: Number) -> tuple[Term, ...]:
    """The entries of a vector that are not all alike: the first is one value, and the rest are the other."""
    if not variable.indices:
        return ()
    last = _last(variable)
    first = Delta(last, Literal(1, last.set))
    pairs = ((one, other), (other, one))
    return tuple(Plus((b, Times((first, Number(a.value - b.value))))) for a, b in pairs)


def _by_totals(claim: Claim, summed: Sequence[Variable]) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """Where a vector sums to one, or all do, or two numbers together."""
    together, vectors = claim, [variable for variable in summed if variable.indices]
    for variable in vectors:
        one, words = _with_total(claim, variable)
        yield (one,), words
        together, _ = _with_total(together, variable)
    if len(vectors) > 1:
        yield (together,), f"{', '.join(one.name for one in vectors)} sum to 1"
    for first, second in combinations([variable for variable in summed if not variable.indices][:_MOST], 2):
        yield (_with(claim, Plus((first, second)), ONE),), f"{first.name} + {second.name} = 1"


def _terms(claim: Claim) -> tuple[Term, ...]:
    return (claim.left, claim.right, *(definition.body for definition in claim.definitions))


def _in_exponents(claim: Claim) -> frozenset[str]:
    """The symbols that stand in exponents of e: scores, which need not sum to anything."""
    exponents = (one.argument for term in _terms(claim) for one in subterms(term) if isinstance(one, Exp))
    return frozenset().union(*map(names_in, exponents))


def _under_roots(claim: Claim) -> frozenset[str]:
    """The symbols in logarithms and roots, where their signs count; nothing counts that is in an exponent of e."""
    bodies = {definition.name: definition.body for definition in claim.definitions}
    inside = [one.argument if isinstance(one, Log) else one for term in _terms(claim) for one in subterms(term)
              if isinstance(one, Log) or _is_root(one)]  # fmt: skip
    found: set[str] = set()
    while inside:
        match inside.pop():
            case Variable(name=name) if name not in found:
                found.add(name)
                inside += [bodies[name]] if name in bodies else []
            case Variable() | Exp():
                pass
            case term:
                inside += parts(term)
    return frozenset(found)


def may_have_property(claim: Claim, source: Source) -> bool:
    """Whether the prose has words for what a matrix, a vector or an exponent may be, such as symmetric or even, and the
    claim has one."""
    terms = [one for side in (claim.left, claim.right) for one in subterms(side)]
    variables = [one for one in terms if isinstance(one, Variable)]
    bound = {one.letter for one in terms if isinstance(one, Sum)}
    product = any(letter.name[0] == "⋆" for letter in bound)
    arrays = [one for one in variables if len(one.indices) > 1 or (product and one.indices)]
    powers = any(isinstance(one, Power) and not isinstance(one.exponent, Number) for one in terms)
    special = any(_says_of("is a special matrix or vector", one, source) for one in dict.fromkeys(arrays))
    return special or (powers and _says("is whole", source))


def is_beyond_reals(claim: Claim, source: Source) -> bool:
    """Whether the prose speaks of complex numbers, and the claim is about roots, logarithms or absolute values, or
    rests on what is: what holds of these for real numbers need not hold for complex ones."""
    if not _says("is complex", source):
        return False
    if _says("has a size", source):
        return True
    return any(isinstance(one, Log) or _is_root(one) for term in _terms(claim) for one in subterms(term))


def is_array_in_words(claim: Claim, source: Source) -> bool:
    """Whether the prose calls a matrix or a vector what the claim multiplies as a number."""
    factors = {one.name for term in _terms(claim) for part in subterms(term) if isinstance(part, Times | Power)
               for one in parts(part) if isinstance(one, Variable) and not one.indices}  # fmt: skip
    return any(_is_called_array(name, source) for name in sorted(factors))


def _is_called_array(name: str, source: Source) -> bool:
    symbol = rf"\$\s*{re.escape(latex_of_name(name))}\s*\$"
    others = r"(?:[\s,]*(?:and\s+)?\$[^$]+\$)*"
    kind = r"(?:matri(?:x|ces)|vectors?|random variables?)\b"
    before = rf"{kind}\s+(?:\$[^$]+\$[\s,]*(?:and\s+)?)*{symbol}"
    after = (
        rf"{symbol}{others}\s+(?:is|are|be|denotes?)\s+(?:[\w-]+\s+){{0,3}}(?:\$[^$]+\$\s+)?(?:[\w-]+\s+){{0,2}}{kind}"
    )
    return re.search(f"{before}|{after}", source.text) is not None


def _is_root(term: Term) -> bool:
    if not isinstance(term, Power):
        return False
    return not isinstance(term.exponent, Number) or term.exponent.value.denominator != 1


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(PROPERTIES[words])})", re.IGNORECASE)


def _says(words: str, source: Source) -> bool:
    return _pattern(words).search(source.text) is not None


def _says_of(words: str, variable: Variable, source: Source) -> bool:
    """Whether the document has the words in a sentence with the symbol, or in one without any formula."""
    letter = re.escape(latex_of_name(without_accent(variable.name).partition("↑")[0]))
    symbol = re.compile(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])")
    for found in _pattern(words).finditer(source.text):
        sentence = _sentence(found, source)
        if symbol.search(sentence) or not re.search(r"[$`]|\\[(\[]", sentence):
            return True
    return False


def _sentence(found: re.Match[str], source: Source) -> str:
    """The sentence in which some words stand."""
    prose = source.text
    earliest = max(0, found.start() - _SENTENCE_REACH)
    breaks = [one.end() for one in _SENTENCE.finditer(prose, earliest, found.start())]
    end = _SENTENCE.search(prose, found.end(), found.end() + _SENTENCE_REACH)
    return prose[max(breaks, default=earliest) : end.start() if end else found.end() + _SENTENCE_REACH]


def as_said(claim: Claim, source: Source) -> Iterator[tuple[Claim, str]]:
    """The claim where a free symbol sums to one, for those of which words next to them say so, and that as text."""
    said = {
        _nearest(words, source.text)
        for words in _SAID.finditer(source.text)
        if not _UNLESS.search(_sentence(words, source))
    }
    dependent = {dependence.name for dependence in claim.dependences}
    for variable in _free(claim) if said else ():
        if variable.indices and variable.name.rstrip("^") in said and variable.name not in dependent:
            yield _with_total(claim, variable)


def _with(claim: Claim, left: Term, right: Term) -> Claim:
    return replace(claim, hypotheses=(*claim.hypotheses, Hypothesis(left, right, WORDS)))


def _with_total(claim: Claim, variable: Variable) -> tuple[Claim, str]:
    total = Sum(_last(variable), (), variable)
    return _with(claim, total, ONE), f"{text(total)} = 1"


def _where(claim: Claim, bodies: Sequence[tuple[Variable, Term]]) -> Claim:
    """The claim where some symbols are what they are said to be."""
    made = (Definition(variable.name, _letters(variable), body, WORDS) for variable, body in bodies)
    return replace(claim, definitions=(*claim.definitions, *made))


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


def _free(claim: Claim) -> tuple[Variable, ...]:
    """The free symbols on which the claim rests, at letters of their own."""
    definitions = Definitions(claim.definitions)
    reached: dict[str, Variable] = {}
    terms: list[Term] = [claim.left, claim.right, *(definition.body for definition in claim.definitions)]
    for one in (one for term in terms for one in subterms(term)):
        if isinstance(one, Variable) and one.name not in definitions:
            places = zip("klmpqrst", one.indices, strict=False)
            reached.setdefault(one.name, Variable(one.name, tuple(Letter(name, at.set) for name, at in places)))
    return tuple(reached[name] for name in sorted(reached))


def _letters(variable: Variable) -> tuple[Letter, ...]:
    return tuple(index for index in variable.indices if isinstance(index, Letter))


def _last(variable: Variable) -> Letter:
    return _letters(variable)[-1]
