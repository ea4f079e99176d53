"""Symbols that a claim takes for constants in a derivative, though the prose says otherwise, or may do so.

A symbol that the prose describes as computed from the variable is none. Where the description does not tell from what,
or has a noun that is not known, the proof holds where the symbol does not depend on the variable.
"""

import re
from functools import lru_cache

from derive.calculus.definitions import Definitions, names_in
from derive.meaning.statistic import is_statistic, normalises
from derive.meaning.told.clauses import said_of
from derive.meaning.told.dependences import changing, drawn, varying
from derive.meaning.told.descriptions import Description, descriptions
from derive.meaning.told.letters import letter_of
from derive.meaning.told.nouns import COMPUTED, DERIVED, EMPTY, MEASURED, NOTHING, OUTPUTS, PLAIN, STATISTICS
from derive.meaning.told.properties import says_of
from derive.source import Source
from derive.term import Claim, Derivative, Exp, Number, Variable, subterms_of

Pair = tuple[str, str]
_LAW = r"\b(?:gaussians?|normals?|distribut\w*|laws?|priors?|drawn|poisson|exponentially|laplace)\b"
"""Of what a mean is a parameter."""
_DATA = (
    r"\b(?:labels?|targets?|class(?:es)?|dat(?:um|a)|truth|tokens?|words?|answers?|observations?|samples?)"
    r"(?:\s+and)?\s*$"
)
"""What is there before anything is computed; a price or a mass may vary with time."""
_CHANGES = r"(?i)\b(?:var(?:y|ies|ying)|chang\w+|learn\w+|train\w+|grow\w*|depend\w*|comput\w+|predict\w+)\b"
_OF_ITSELF = r"\bof\b"
_NATURE = (
    r"\b(?:normali[sz](?:er|ing constant|ing factor|ation constant|ation factor|ation)\b|normali[sz]es the|ensures that"
    r"|partition function|log-partition|log-sum-exp|(?:batch|sample) statistics|standardi[sz]ed|fitted value"
    r"|(?:sample|batch|empirical|arithmetic) (?:means?|averages?|variance|(?:standard )?deviation)\b"
    r"|(?:means?|averages?|median|centroid) (?:of|activation)\b|(?:same |the )sum\b|sum of (?:all|the)\b"
    r"|total (?:of|score)|networks?['’]?s? outputs?|outputs? of (?:a|the) network)"
)
"""What a symbol is that depends on others by its nature, though the words name none of them."""
_TEMPERATURES = frozenset("Tτ")
_WHOLE = ("sums to one", "is of length 1")
TIMES = frozenset("tτ")
"""The letters of time."""
OTHER_E = "the prose says what e is, and this is decided for the base of the natural logarithm"
"""Why nothing is said of such a claim."""
_ALONE_E = r"(?:\$|\\\(|`)\s*e\s*(?:[,=<>]|\$|\\\)|`)"
_EULER = r"\b(?:euler|bases?|numbers?|exponentials?|exp|logarithms?|powers?|constant)\b"
"""Of what a sentence speaks in which e is the number."""


def told_to_vary(claim: Claim, source: Source) -> Pair | None:
    """A symbol that the claim takes for a constant in a derivative, and the variable of that derivative, on which it
    depends as the prose says."""
    told = varying(source)
    for name, by, ending in _constants(claim):
        if any(symbol == letter_of(name) and other in ending for symbol, other in told):
            return name, by
        every = descriptions(source).get(letter_of(name), ())
        if any(one.is_constant for one in every):
            continue
        if any(_varies(one, ending) for one in every if one not in descriptions(source).get(letter_of(by), ())):
            return name, by
        if _is_normaliser(name, by, claim, source):
            return name, by
        told_of = any(_is_of_others(one) for one in every) or _is_unclear(name, ending, source)
        if told_of and is_statistic(name, by, claim):
            return name, by
    return None


def _is_normaliser(name: str, by: str, claim: Claim, source: Source) -> bool:
    """Whether a symbol divides the components of a vector that words say to sum to one, or to be of length 1: w_i =
    a_i/A; a temperature is none."""
    if name in _TEMPERATURES or is_told_plain(name, source):
        return False
    for one in claim.definitions:
        vector = Variable(one.name, one.parameters)
        if (
            one.parameters
            and normalises(name, by, one.body)
            and any(says_of(words, vector, source) for words in _WHOLE)
        ):
            return True
    return False


def may_vary(claim: Claim, source: Source) -> tuple[Pair, ...]:
    """The same for symbols of which the prose leaves open whether they depend on the variable: those drawn from a
    distribution with the variable in it, y ∼ N(w, 1), and those described by words that do not tell, or beside words
    that may tell of it."""
    told, known = drawn(source), Definitions(claim.definitions)
    found = []
    for name, by, ending in _constants(claim):
        letter = letter_of(name)
        every = descriptions(source).get(letter, ())
        fixed = any(one.is_constant for one in every)
        is_open = any(_varies(one, ending) if fixed else _may_vary(one) for one in every)
        drawn_by = any(symbol == letter and other in ending for symbol, other in told)
        is_hinted = not fixed and (
            is_statistic(name, by, claim) or (name not in known.names(by) and _is_unclear(name, ending, source))
        )
        if is_open or drawn_by or is_hinted:
            found.append((name, by))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=256)
def _is_unclear(name: str, ending: frozenset[str], source: Source) -> bool:
    """Whether words about a symbol may say that it depends on some letters, or do not tell on what."""
    every = said_of(source).get(letter_of(name), ())
    about = [" ".join(clause.words) for clause in every if not clause.letters or clause.letters & ending]
    if not about:
        return False
    from derive.meaning.told.ordinary import may_tell_of_dependence

    return any(map(may_tell_of_dependence, about))


def told_to_change(claim: Claim, source: Source) -> Pair | None:
    """A symbol that the claim takes for a constant in a derivative, though the prose says that it changes: with time
    where it says so, else with anything."""
    told = changing(source)
    for name, by, _ in _constants(claim):
        if any(symbol == letter_of(name) and (not of_time or by in TIMES) for symbol, of_time in told):
            return name, by
    return None


def is_told_plain(name: str, source: Source) -> bool:
    """Whether the prose says that a symbol is known, or something plain: a number that somebody chooses or measures."""
    return any(one.is_constant or kind_of(one) == "plain" for one in descriptions(source).get(letter_of(name), ()))


def is_told_constant(name: str, source: Source) -> bool:
    """Whether the prose says that a symbol is known, or something that depends on nothing by its nature: a label."""
    every = descriptions(source).get(letter_of(name), ())
    if any(one.is_constant for one in every):
        return True
    return any(re.search(_DATA, one.noun) for one in every) and not any(
        re.search(_CHANGES, one.sentence) for one in every
    )


@lru_cache(maxsize=8)
def is_other_e(claim: Claim, source: Source) -> bool:
    """Whether a claim has a power of Euler's number where the prose says that e is something else: the error $e$."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    powers = (one for term in terms for one in subterms_of(term, Exp))
    if not any(isinstance(one.argument, Number) for one in powers) or re.search(_ALONE_E, source.text) is None:
        return False
    every = descriptions(source).get("e", ())
    return any(said.noun and not re.search(_EULER, said.sentence, re.IGNORECASE) for said in every)


@lru_cache(maxsize=8)
def _constants(claim: Claim) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The symbols that are constants in a derivative, its variable, and the letters of all that depends on that."""
    known = Definitions(claim.definitions, claim.dependences)
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    found = []
    for derivative in dict.fromkeys(one for term in terms for one in subterms_of(term, Derivative)):
        by = derivative.variable.name
        inner = frozenset().union(*map(known.names, names_in(derivative.operand)))
        depending = (name for name in inner if known.depends(Variable(name), by))
        ending = frozenset(map(letter_of, (by, *depending)))
        for name in sorted(inner - {by}):
            if name not in known and not known.depends(Variable(name), by):
                found.append((name, by, ending))
    return tuple(found)


def _varies(said: Description, ending: frozenset[str]) -> bool:
    """Whether what is described so depends on one of some letters."""
    kind = kind_of(said)
    if kind in ("plain", "unknown", ""):
        return False
    if said.letters & ending:
        return True
    if said.letters:
        return False
    return kind == "output" or (kind == "statistic" and re.search(_OF_ITSELF, said.rest) is not None)


def _is_of_others(said: Description) -> bool:
    """Whether it is a statistic or a normaliser, though the words do not tell of what."""
    if re.search(_NATURE, f"{said.noun} {said.rest}", re.IGNORECASE):
        return True
    return kind_of(said) == "statistic" and re.search(_LAW, said.sentence, re.IGNORECASE) is None


def _may_vary(said: Description) -> bool:
    """Whether the words leave open that it does."""
    match kind_of(said):
        case "unknown":
            return said.definite
        case "statistic":
            return not said.letters and _is_of_others(said)
        case "output" | "derived":
            return True
        case _:
            return False


def kind_of(said: Description) -> str:
    """What kind of thing a symbol is by its description: an output, a statistic, something else that is often
    computed, plain, or unknown.

    >>> nouns = ("mean reward", "softmax temperature", "mean vector", "network output", "wobble")
    >>> [kind_of(Description(noun, "", frozenset(), True, "")) for noun in nouns]
    ['statistic', 'plain', 'statistic', 'output', 'unknown']
    """
    words = [_singular(word) for word in re.findall(r"[\w'’-]+", said.noun)]
    while len(words) > 1 and words[-1] in EMPTY:
        words.pop()
    if not words or words[-1] in NOTHING:
        return ""
    computed = re.search(COMPUTED, " ".join(words[:-1]))
    if re.search(MEASURED, said.noun):
        return "plain"
    if words[-1] in PLAIN:
        return "statistic" if computed else "plain"
    for kind, nouns in (("output", OUTPUTS), ("statistic", STATISTICS), ("derived", DERIVED)):
        if re.search(nouns, said.noun):
            return kind
    return "plain" if PLAIN.intersection(words) else "unknown"


def _singular(word: str) -> str:
    plural = {"biases": "bias", "classes": "class", "matrices": "matrix", "indices": "index", "vertices": "vertex"}
    if word in plural:
        return plural[word]
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s") if word.endswith("s") and not word.endswith("ss") else word


def told_by_nature(claim: Claim, source: Source) -> str | None:
    """A free symbol of which words tell what it is, a mean or a normaliser, or whose bar does."""
    known, told = Definitions(claim.definitions), _natures(source)
    names = {name for side in (claim.left, claim.right) for one in names_in(side) for name in known.names(one)}
    free = sorted(name for name in names if name not in known)
    bare = {letter_of(name) for name in names}
    for name in free:
        letter = letter_of(name)
        if letter in told or (letter.startswith("\\bar") and letter.removeprefix("\\bar") in bare):
            return name
    return None


@lru_cache(maxsize=8)
def _natures(source: Source) -> frozenset[str]:
    """The symbols beside words for what depends on others by its nature."""
    return frozenset(
        letter
        for letter, every in descriptions(source).items()
        for said in every
        if not said.is_constant and re.search(_NATURE, f"{said.noun} {said.rest}", re.IGNORECASE)
    )
