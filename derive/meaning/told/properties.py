"""What a document says of its symbols in words only: that they sum to one, that they are positive, symmetric.

Words are not taken as given. They may only withhold a verdict: values that break a step refute nothing where the step
may hold by such words.
"""

import re
from functools import cache, lru_cache

from derive.document.phrases import possible
from derive.letters import latex_of_name, without_accent
from derive.meaning.told.sentences import DISPLAY, FORMULA, folded, prose_start, sentence_of
from derive.source import Source
from derive.term import Variable

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
        "(the|of) (true|correct|target) (class|label)", "belongs? to (class|category|label)", "single (1|one|\\$1\\$)",
        "(0|zero|\\$0\\$) otherwise", "(?-i:\\\\Delta)\\s*[_^]", "standard basis",
        "(standard|coordinate) unit vector", "独热",
    ),
    "sums to zero": (
        "cent(er|re)d", "zero[- ]mean", "mean (zero|0|\\$0\\$)", "sums? to (zero|0|\\$0\\$)", "demeaned",
        "standardi[sz]ed",
    ),
    "is 0 or 1": (
        "binary", "boolean", "bernoulli", "(0|zero|\\$0\\$) (or|and) (1|one|\\$1\\$)", "indicator", "dummy",
        "on or off", "two[- ]class", "0[/-]1", "idempotent", "projection", "projector",
    ),
    "is 1 or −1": (
        "spins?\\b", "rademacher", "plus or minus", "reflection", "involut", "±\\s*1", "\\\\pm\\s*1",
        "[-−]1 (or|and) [+]?1",
    ),
    "is positive": ("positive", "non-?negative", "正"),
    "is symmetric": (
        "(?<!skew-)(?<!anti)(?<!skew )symmetric", "(?<!in)(?<!negative )(semi)?definite", "(auto)?covariance",
        "precision matri", "scatter", "gram matri", "kernel matri", "hermitian", "pca\\b", "principal", "rayleigh",
        "quadratic (form|model|program|approximation|penalt)", "eigen", "hessian", "inertia", "stiffness", "mass matri",
        "newton", "taylor", "second[- ]order", "trust[- ]region", "curvature", "conjugate", "energy", "lqr\\b", "risk",
        "portfolio", "varianc", "gaussian", "normal", "regulari[sz]", "penalt", "metric", "mahalanobis", "riccati",
    ),
    "is diagonal": ("(?<!off-)(?<!bi)diagonal", "triangular"),
    "is orthogonal": (
        "(semi)?orthogonal", "orthonormal", "unitary", "rotation", "permutation", "projection", "idempotent",
        "identity", "commut", "stochastic", "perpendicular", "\\\\perp", "⊥",
    ),
    "is of length 1": (
        "unit[- ](vector|norm|length)", "length (one|1)\\b", "directions\\b", "normals\\b", "spheres?\\b", "spherical",
        "versors?\\b", "direction(al)? cosines?\\b",
    ),
    "is perpendicular": ("orthogonal", "orthonormal", "perpendicular", "\\\\perp", "⊥", "ax[ei]s\\b"),
    "is a special array": (
        "skew[- ]?symmetric", "antisymmetric", "bidiagonal", "adjacency", "indefinite", "negative (semi)?definite",
        "laplacian", "whiten", "uncorrelated", "standardi[sz]ed", "nilpotent", "circulant", "rank[- ]one",
    ),
    "is whole": ("integers?\\b", "(is|are|be|for|an) (even|odd)\\b", "natural number", "whole number"),
    "is complex": (
        "\\\\mathbb\\s*\\{?\\s*C\\b", "ℂ",
        "complex[- ](valued|number|variable|vector|matri|scalar|plane|conjugat|roots?\\b|entr)",
        "(is|are|be) complex\\b", "imaginary (unit|part|number)", "conjugate transpose", "quaternions?\\b(?!-)",
        "finite field", "\\\\mathbb\\s*\\{?\\s*F\\b", "modulo\\b",
    ),
    "has a size": ("\\\\\\|", "\\\\[lr]?[Vv]ert\\b", "\\\\(norm|abs)\\b", "‖"),
}  # fmt: skip
"""By which words a document may say something of its symbols: regular expressions, where a word may begin."""
NOUNS = {
    "sums to one": ("softmax (output|vector|activation|layer)", "outputs? of (a|the) softmax"),
    "is positive": (
        "lengths?\\b", "distance", "variance", "deviation", "temperature", "rates?\\b", "probabilit", "densit",
        "counts?\\b", "magnitude", "radius", "price", "frequenc",
    ),
}  # fmt: skip
"""What has a property by its nature: it says so of the symbols in its sentence only."""
SAID = (
    r"(\bone[- ]hot\b|\bexactly one of\b|独热|\bsimplex\b|\b(one|1)-of-\$?[a-z]\b"
    r"|\bsums? (up )?to (1|one)\b(?! (half|third|hundred|thousand|in absolute|only|minus|plus|over))(?![./]\d)"
    r"|\bsum of (?=\$(?P<each>[A-Za-z])_\{?\w+\}?\$(?:,?\s+(?:and\s+)?\$(?P=each)_\{?\w+\}?\$)+"
    r"\s+(?:is|equals)\s+(?:1|one)\b(?! (?:half|third|hundred|thousand|minus|plus|over))(?![./]\d)))"
)
"""What says that the symbol next to it sums to one, also "the sum of y_1, y_2 and y_3 is 1"."""
UNLESS = (
    r"\b(not|never|no|nor|without|unlike|rather|cannot|neither|squares?|squared|absolute|columns?|together)\b|n['’]t\b"
)
"""What a sentence may not have if it says so: a denial, or another quantity."""
_NEAR = 80
"""How many characters before and after what says so the symbol is looked for."""
_SYMBOL = r"(?<![A-Za-z\\_^])(?<![_^]\{)[A-Za-z](?=[_$}^])"
"""A letter that is a symbol, and not a word, nor an index."""
_BREAK = rf"\n\s*\n|{DISPLAY}"
"""Where running text ends."""


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(words)})", re.IGNORECASE)


@lru_cache(maxsize=64)
def says(words: str, source: Source) -> bool:
    """Whether the document has the words for a property anywhere."""
    found = possible(PROPERTIES[words], folded(source))
    return bool(found) and _pattern(found).search(source.text) is not None


def says_of(words: str, variable: Variable, source: Source) -> bool:
    """Whether the document has the words for a property in a sentence with the symbol, or in one without any formula
    that says it of something."""
    symbol = written(variable)
    for phrases, by_nature in ((PROPERTIES[words], False), (NOUNS.get(words, ()), True)):
        for sentence in _sentences(phrases, source) if phrases else ():
            formulas = re.findall(FORMULA, sentence)
            general = not by_nature and not formulas
            if general or re.search(symbol, " ".join(formulas) if formulas or "$" in source.text else sentence):
                return True
    return False


def written(variable: Variable) -> str:
    """The letter of a symbol in the text, as a pattern."""
    letter = re.escape(latex_of_name(without_accent(variable.name).partition("↑")[0]))
    return rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])"


@lru_cache(maxsize=64)
def _sentences(phrases: tuple[str, ...], source: Source) -> tuple[str, ...]:
    """The sentences of the prose in which one of the phrases stands."""
    found = possible(phrases, folded(source))
    matches = _pattern(found).finditer(source.text, prose_start(source)) if found else ()
    return tuple(sentence_of(match, source) for match in matches)


@lru_cache(maxsize=8)
def names_said_to_sum_to_one(source: Source) -> frozenset[str]:
    """The letters next to words by which they sum to one, where nothing in the sentence denies it."""
    found = re.finditer(SAID, source.text, re.IGNORECASE)
    sentences = ((words, sentence_of(words, source)) for words in found)
    denied = re.compile(UNLESS, re.IGNORECASE).search
    nearest = (_nearest(words, source.text) for words, sentence in sentences if not denied(sentence))
    return frozenset(letter for letter in nearest if letter is not None)


def _nearest(words: re.Match[str], prose: str) -> str | None:
    """The symbol nearest to some words, up to the next display or paragraph."""
    before = prose[max(0, words.start() - _NEAR) : words.start()]
    after = prose[words.end() : words.end() + _NEAR]
    breaks = list(re.finditer(_BREAK, before))
    before = before[breaks[-1].end() :] if breaks else before
    end = re.search(_BREAK, after)
    after = after[: end.start()] if end else after
    found = [(len(before) - symbol.end(), symbol[0]) for symbol in re.finditer(_SYMBOL, before)]
    found += [(symbol.start(), symbol[0]) for symbol in re.finditer(_SYMBOL, after)]
    return min(found)[1] if found else None
