"""For which indices a row is meant, as words may tell that are not understood as a case: "the other entries", "when $j$
equals $i$", "otherwise".

A slip of an index is true where the two are equal, so only words for that case withhold its refutation. What is true
where they differ is seldom a slip: it is withheld by all words that lead to it and are not known to say nothing of
indices.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from derive.meaning.told.places import following, leading
from derive.meaning.told.sentences import FORMULA, display_start
from derive.source import Source

_LETTER = r"(?:\$\s*[a-z]\s*\$|`[a-z]`|\\\(\s*[a-z]\s*\\\))"
_ALIKE = (
    r"(?:agree\w*|match\w*|coincid\w+|equals?|alike|same|identical|differ(?:s|ent|ing)?|distinct|unequal|unlike|apart)"
)
_PLACES = r"(?:ind(?:ex|ices|exes)|subscripts?|letters?|positions?|class(?:es)?|labels?|components?|entr(?:y|ies))"
_COMPARED = (
    rf"{_LETTER}\s+(?:\w+\s+){{0,3}}?(?:is|are|be|being|{_ALIKE})\s+(?:\w+\s+){{0,2}}?{_LETTER}"
    rf"|\b{_PLACES}\b[^.;$]*\b{_ALIKE}\b|\b{_ALIKE}\s+(?:\w+\s+)?{_PLACES}\b|\bdiagonal\b|对角"
)
"""By which words a sentence compares indices."""
_CASE = (
    r"\b(?:if|when|whenever|unless|except|otherwise|provided|as long as|cases?|suppos\w*|not the case|distinct"
    r"|different|differ|same|identical|equal|contrast|coincide|agree\w*|match\w*|others?"
    r"|(?<!thing )(?<!all )else|elsewhere|another"
    r"|cross(?![- ]entrop)|mixed|unequal|(?:in|for) the second|remaining|rest|leftover|away from|own|itself"
    r"|ind(?:ices|exes)|subscripts?|si|cuando|casos?|otr[oa]s?|resto|iguales|distint[oa]s?|mism[oa]s?)\b|当|若|如果|情况|否则|其他|其它|其余|不同|相同|相等|不等"
)
"""By which words a row may be meant for some indices."""
_ALL_CASES = r"(?i)\b(?:both|all|(?:the )?two|three|either|any|each|every|combin\w+)(?: \w+)? cases?\b"
_OTHERS = r"\b(?:(?:the|all) others?|otherwise|elsewhere|remaining|the rest|distinct)\b|其他|其余"
"""What, said anywhere in a section, may go on for all indices that are not equal."""
_TWO_INDICES = r"\$?\s*\b[a-z]\s*(?:\\neq?\b|≠|\\not\s*=|!=|=)\s*[a-z]\b"
_RELATION = r"=|≠|\\neq?\b"
_INDICES = r"([a-z])\s*(?:\\neq?\b|≠|\\not\s*=|!=|=)\s*([a-z])"
"""A comparison of two indices, alone in its formula."""
_WHEN = r"\b(?:if|when|whenever|where|for|unless|except)\s+\$?\s*([a-z])\s*(?:\\neq?\b|≠|!=|=)\s*([a-z])\b(?:\s*\$)?"
_NEUTRAL = frozenset(
    word
    for words in (
        "the a an of by with we it its this that these is are be has have and or to from in on as at for all any",
        "each every so then thus hence therefore now next first finally also again let us our here there where",
        "which what get gets got obtain find found compute computing calculate use uses using used apply applying",
        "take taking write writing rewrite see show shows give gives given giving yields yield follows follow",
        "becomes become read reads define defined definition put set note recall expand expanding simplify",
        "simplifying insert plug into substitute substituting differentiate differentiating derivative derivatives",
        "partial gradient gradients jacobian hessian entry entries element elements component components respect",
        "wrt quotient product chain sum power rule rules linearity linear softmax sigmoid function functions loss",
        "cost output outputs input inputs logit logits score scores probability probabilities numerator",
        "denominator result results equation equations formula term terms count counts expression expressions step",
        "steps claim value values number numbers index indices class classes i j k general generally always",
        "everywhere plain clear obvious easy either way both depends depend depending through can must will do",
        "does equal equals th st nd rd what left find finds multiply multiplying divide dividing collect collecting",
        "cancel cancels cancelling inserting together add adding logarithm logarithms exponential exponentials mean",
        "means variance variances deviation deviations temperature entropy cross-entropy measure measures how far",
        "cross else second them without scale scaled scales everything similarity similarities kronecker delta deltas",
    )
    for word in words.split(" ")
)
"""Words that say nothing of which indices are meant."""
_WORDS = r"\\(?:text\w*|mbox|mathrm|intertext)\s*\{([^{}]*)\}"
_BRACES = r"(?s)\\begin\{d?cases\}.*?(?:\\end\{d?cases\}|$)"
"""What has its cases itself."""
_PLAIN_FORMULA = r"(?m:^[^$\n]*=[^$\n]*$)|\w+_\w+"
"""A row, or a symbol, of plain text."""
_HEADING = r"^(?:#+\s|\\(?:sub)*section\*?\{).*"
_AROUND = 240
"""How many characters of a display before a row, or after it, are looked at."""
_SECTION = 1200
"""How many characters before a row may compare its indices."""


def tells_case(start: int, end: int, source: Source, bound: AbstractSet[str], *, equal: bool) -> bool:
    """Whether words may tell that the row from `start` to `end` is meant where its indices are equal, or where they are
    not: in the sentence that leads to it or the one after it, beside its formula, or earlier in its section. What they
    say of the letters that its sums bind tells which term is left."""

    def is_of_sums(compared: re.Match[str]) -> bool:
        return not bound.isdisjoint(compared.groups())

    beside = tuple(_beside(start, end, source))
    after = re.sub(_HEADING, " ", following(end, source), flags=re.MULTILINE)
    near = [re.sub(_ALL_CASES, " ", one) for one in (leading(start, source), after, *beside)]
    near = [re.sub(_WHEN, lambda found: " " if is_of_sums(found) else found[0], one) for one in near]
    if any(re.search(rf"{_COMPARED}|{_CASE}", one, re.IGNORECASE) for one in near):
        return True
    if any(re.search(_TWO_INDICES, one) for one in near[1:]) or _compares(leading(start, source), bound):
        return True
    earlier = _COMPARED if equal else rf"{_COMPARED}|{_OTHERS}"
    return re.search(earlier, _section(start, source), re.IGNORECASE) is not None


def _compares(words: str, bound: AbstractSet[str]) -> bool:
    """Whether formulas in some words compare indices that no sum binds, and no other one equates anything."""
    related = [one.strip("$`\\() ") for one in re.findall(FORMULA, words) if re.search(_RELATION, one)]
    compared = [re.fullmatch(_INDICES, one) for one in related]
    return bool(related) and all(one is not None and bound.isdisjoint(one.groups()) for one in compared)


def tells_no_case(start: int, end: int, source: Source) -> bool:
    """Whether the words that lead to a row, head its section or stand beside it are known to say nothing of indices."""
    headed = re.match(_HEADING, _section(start, source))
    words = (leading(start, source), headed[0] if headed else "", *_beside(start, end, source))
    return all(_is_neutral(re.sub(_ALL_CASES, " ", one)) for one in words)


def _is_neutral(words: str) -> bool:
    """Whether some words say nothing of indices.

    >>> _is_neutral("By the quotient rule, $p_j$ has the derivative"), _is_neutral("The wrong scores have")
    (True, False)
    >>> _is_neutral("q_i = exp(a_i)\\nd_i is the derivative with respect to o_i.")
    True
    """
    prose = re.sub(rf"{FORMULA}|\\(?:begin|end)\b(?:\{{[^{{}}]*\}})?|\\\w+|{_PLAIN_FORMULA}", " ", words)
    return _NEUTRAL.issuperset(re.findall(r"[^\W\d_]{2,}", prose.lower()))


def _beside(start: int, end: int, source: Source) -> Iterator[str]:
    """The words in a row of a table, and those between the formulas of a display."""
    text = source.text
    row = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    if row.lstrip().startswith("|"):
        yield row.replace(text[start:end], " ")
    opened, after = display_start(start, source), text[end : end + _AROUND]
    closed = re.search(r"\\\\|\$\$|\\\]|\\end\b", after)
    displayed = text[max(opened, start - _AROUND) : end] + after[: closed.start() if closed else len(after)]
    yield from (one[1] for one in re.finditer(_WORDS, re.sub(_BRACES, " ", displayed)))
    tag = re.match(r"[^$]{0,40}?\\tag\*?\{([^\n]*?)\}\s*(?:\$\$|\\\]|\\\\|\\end|\n)", after)
    if tag:
        yield tag[1]


def _section(start: int, source: Source) -> str:
    """The text of a section before a place, with its heading."""
    before = source.text[max(0, start - _SECTION) : start]
    heading = max((one.start() for one in re.finditer(_HEADING, before, re.MULTILINE)), default=0)
    return before[heading:]
