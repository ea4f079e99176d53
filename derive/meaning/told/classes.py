"""Which index is that of the right class, as the prose says of a one-hot symbol: "the correct class c" makes y_c = 1.

Where a one-hot y has its 1 at c, L = −Σ_k y_k log p_k is −log p_c. Words are not taken as given: what is proved by them
has y_k = δ_kc as its condition, and an equation that holds so is not refuted.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from derive.calculus.definitions import names_in
from derive.calculus.substitution import free_letters, indices_of, substitute
from derive.data import replace
from derive.document.model import Member
from derive.errors import ReadError
from derive.meaning.names import plain_letter, symbol_of
from derive.meaning.said import WORDS, free_symbols
from derive.meaning.told.descriptions import descriptions
from derive.meaning.told.letters import letter_of
from derive.meaning.told.properties import UNLESS, says_of, written
from derive.meaning.told.sentences import sentence_around
from derive.source import Source
from derive.term import Claim, Definition, Delta, Derivative, Exp, Index, Letter, Literal, Log, Variable, subterms
from derive.term_text import text

_RIGHT = r"(?:correct|true|right|actual|target|gold|ground[- ]truth)"
_CLASS = rf"\b{_RIGHT}\s+(?:class|label|category)\b"
_OPENED, _CLOSED = r"(?:\$|\\+\()?\s*", r"\s*(?:\$|\\+\))?"
_LETTER = rf"{_OPENED}\b([a-zA-Z])\b(?!['’]){_CLOSED}"
_ONE_HOT = r"\b(?:one|1)[- ]hot\b"
_PLACE = rf"{_LETTER}\s*(?:is|be|being|denotes?)\s+the\s+(?:index|position)\s+of\s+the\s+(?:element|entry|component)\b"
_TOLD = (
    rf"{_CLASS}(?:\s*,|\s*\(|\s+(?:is|has|be|being|with))?(?:\s+(?:the\s+)?(?:index|class|label|number))?\s*{_LETTER}"
    r"(?=[\s.,;:)]|$)",
    rf"{_LETTER}\s*(?:is|be|being|denotes?|stands for|for)\s+the\s+(?:index\s+(?:of|for)\s+the\s+)?{_CLASS}",
    rf"{_PLACE}[^.;,]*?(?<![-\w])[\"“”'*_]*hot\b",
    rf"{_ONE_HOT}[^.]{{0,120}}?{_PLACE}[^.;,]*?(?:is|equals?|equal\s+to)\s+(?:equal\s+to\s+)?\$?1\b",
    rf"{_ONE_HOT}[^.]{{0,80}}?\w_\{{?([a-z])\}}?\s*=\s*1{_CLOSED}\s*(?:if|when)\s+{_OPENED}\1\s*=\s*([a-z])\b",
)
_OPEN = r"\b(?:if|whether|when|whenever|incorrect|wrong|other|not|any|every|each|all)\b"
"""By which words a sentence may speak of any class."""
_OTHER = r"\b(?:not|never|no|nor|wrong|other|neither)\b|n['’]t\b"
_NO_LETTER = frozenset("aAI")
_AFTER = r"(?:[\s(,*]+(?!and\b|with\b|or\b)[\w-]+){0,6}[\s(,*]+"
_BEFORE = r"(?:[\s(,]+(?:is|are|be|being|denotes|as|the|an?|our|true|target|label|vector)\b)*[\s(,]+"
"""What may stand between the word and the symbol after it, or before it."""
_NO_LABEL = r"\b(?:weights?|scores?|logits?|temperatures?|rates?|frequenc(?:y|ies)|costs?|bias(?:es)?)$"
"""What is no label, by its name."""
_OPENING = r"(?:(?:\$|\\+\()(?:\\[a-z]+|[^$A-Za-z])*)?"


@lru_cache(maxsize=8)
def classes_told(source: Source) -> frozenset[str]:
    """The letters that the prose calls the right class."""
    found = (match for pattern in _TOLD for match in re.finditer(pattern, source.text, re.IGNORECASE))
    told = (match for match in found if not _is_open(match, source))
    return frozenset(match[match.re.groups] for match in told) - _NO_LETTER


def _is_open(told: re.Match[str], source: Source) -> bool:
    """Whether the words before it leave open which class it is, or those in it say that it is another one."""
    before = sentence_around(told, source)[0]
    return re.search(_OPEN, before, re.IGNORECASE) is not None or re.search(_OTHER, told[0], re.IGNORECASE) is not None


def are_told(letters: str, left: Member, source: Source) -> bool:
    """Whether each of the letters that only the right side of a definition has is one class: that which the prose calls
    right, as in L = −log p_c, or the label y_i of a sample i that the left side names, as in L_i = −log p_{y_i}."""
    symbol = None if isinstance(left.formula, ReadError) else symbol_of(left.formula)
    own = set(map(plain_letter, (*symbol.uppers, *symbol.lowers))) if symbol is not None else set()
    told = classes_told(source)
    return all(one in told or ("_" in one and one.partition("_")[2] in own) for one in letters.split())


def at_told_class(claim: Claim, source: Source) -> Iterator[tuple[Claim, str]]:
    """The claim where a symbol that words call one-hot has its 1 at the class that the prose tells, and that as
    text."""
    told = _told(claim, source)
    for symbol in _labels(claim) if told else ():
        if is_called_one_hot(symbol, source):
            yield from _at(claim, symbol, told)


def at_some_class(claim: Claim, source: Source) -> Iterator[tuple[Claim, str]]:
    """The same for any symbol; and for one that may be one-hot also at a letter that only one side has, as k in
    L = −y_k log p_k, which is not meant for all k."""
    one_sided = free_letters(claim.left) ^ free_letters(claim.right)
    told = _told(claim, source)
    for symbol in _labels(claim) if told or one_sided else ():
        if any(re.search(_NO_LABEL, said.noun) for said in descriptions(source).get(letter_of(symbol.name), ())):
            continue
        yield from _at(claim, symbol, told | one_sided if says_of("one-hot", symbol, source) else told)


@lru_cache(maxsize=64)
def is_called_one_hot(symbol: Variable, source: Source) -> bool:
    """Whether the symbol stands next to that word, and no sentence may deny it: "the one-hot label y"."""
    sentences = [sentence_around(one, source) for one in re.finditer(_ONE_HOT, source.text, re.IGNORECASE)]
    if any(re.search(UNLESS, part, re.IGNORECASE) for sentence in sentences for part in sentence):
        return False
    letter = written(symbol)
    before = rf"{_ONE_HOT}{_AFTER}{_OPENING}{letter}"
    after = rf"{letter}(?:[_^{{][^$\s]*?)?{_CLOSED}{_BEFORE}{_ONE_HOT}"
    return re.search(f"{before}|{after}", source.text) is not None


def _told(claim: Claim, source: Source) -> frozenset[Letter]:
    free = free_letters(claim.left) | free_letters(claim.right)
    free |= {one for case in claim.case for one in (case.left, case.right) if isinstance(one, Letter)}
    return frozenset(one for one in free if one.name in classes_told(source))


def _labels(claim: Claim) -> list[Variable]:
    """The free symbols with one index, but for those in exponents and logarithms, of which there are none of 0, and
    for those by which it differentiates."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    inner = [one for term in terms for one in subterms(term)]
    apart = [names_in(one.argument) for one in inner if isinstance(one, Exp | Log)]
    apart += [names_in(one.variable) for one in inner if isinstance(one, Derivative)]
    apart += [frozenset((one.name,)) for one in claim.dependences]
    return [one for one in free_symbols(claim) if len(one.indices) == 1 and not any(one.name in all_ for all_ in apart)]


def _at(claim: Claim, symbol: Variable, letters: frozenset[Letter]) -> Iterator[tuple[Claim, str]]:
    """The class is the first index: the others differ by a renaming, where no index is told by its number."""
    for letter in sorted(letters, key=lambda one: one.name):
        if letter.set != symbol.indices[0].set or _has_numbers(claim):
            continue
        first, own = Literal(1, letter.set), Letter("i" if letter.name != "i" else "j", letter.set)
        entry, body = Variable(symbol.name, (own,)), Delta(own, first)
        definition = Definition(symbol.name, (own,), body, WORDS)
        supposed = replace(_placed(claim, {letter: first}), definitions=(*claim.definitions, definition))
        yield supposed, f"{text(entry)} = {text(body)}, the classes numbered so that {letter.name} = 1"


def _has_numbers(claim: Claim) -> bool:
    given = (side for one in claim.hypotheses for side in (one.left, one.right))
    terms = (claim.left, claim.right, *given, *(definition.body for definition in claim.definitions))
    indices = {index for term in terms for index in indices_of(term)}
    indices |= {index for one in claim.case for index in (one.left, one.right)}
    return not all(isinstance(index, Letter) for index in indices)


def _placed(claim: Claim, places: dict[Index, Index]) -> Claim:
    """The claim at an index in place of a free letter."""
    case = tuple(
        replace(one, left=places.get(one.left, one.left), right=places.get(one.right, one.right)) for one in claim.case
    )
    return replace(claim, left=substitute(claim.left, places), right=substitute(claim.right, places), case=case)
