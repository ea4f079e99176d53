"""What words say of the sign of a symbol: is negative, has the opposite sign, vanishes."""

import re

from derive.letters import latex_of_name
from derive.meaning.told.plain_letters import with_formulas_marked
from derive.meaning.told.sentences import sentences
from derive.source import Source
from derive.term import Variable

_LINK = r"(?:(?:is|are|be|was|were|both|all|always|strictly|a|an|real)\s+)+"
_NEGATIVE = r"(?:(?<!non-)(?<!non)negative\b(?!\s+(?:log|sign|of))|(?:less than|below) (?:zero|0|\$0\$)|non-?positive)"
_NOT_POSITIVE = rf"(?:{_LINK}not (?:both |all )?positive\b|(?:is|are)n['’]t positive\b)"
_OPPOSITE = r"(?:have|has|of|with|are of) (?:the )?(?:opposite|different|unequal) signs?\b|differ in sign\b"
_ANY_REAL = (
    r"(?:(?:is|are|be)\s+any\s+(?:non-?zero\s+)?real\b|rang(?:es?|ing)\s+over\s+(?:the\s+|all\s+)?(?:\w+\s+)?real)"
)
_EVERY_REAL = r"\b(?:every|any|all|each)\s+(?:non-?zero\s+)?reals?\s+(?:numbers?\s+|values?\s+)?(?:of\s+)?"
_ZERO = (
    r"(?:(?:(?:is|are|be|was|were)\s+(?:(?:exactly|identically|always|both|all|equal to)\s+)*|equals?\s+)"
    r"(?:zero|0|\$0\$)(?![\w-])(?!\s+(?:mean|on average))|vanish(?:es)?\b)"
)
_SUPPOSED = (
    r"(?i)\b(?:if|when|whenever|where|unless|cases?|until|at|as|for|in|on|or|either|neither|not|never|no|may|might|could|can"
    r"|cannot|whether|should|would|must|only|except)\b|n['’]t\b"
)
"""By which words a sentence says so of some cases or places only, or denies it."""


def is_told_negative(variable: Variable, source: Source) -> bool:
    """Whether the prose says of a symbol that it is negative."""
    symbol = _symbol(variable)
    others = r"(?:[\s,]*(?:and\s+)?\$[^$]*\$)*"
    after = rf"{symbol}{others}\s+{_LINK}{_NEGATIVE}"
    kind = r"(?:(?:real|rational|numbers?|reals?|values?|scalars?)\s+)*"
    before = rf"{_NEGATIVE}\s+{kind}(?:\$[^$]*\$[\s,]*(?:and\s+)?)*{symbol}"
    return re.search(f"{after}|{before}", with_formulas_marked(source).text) is not None


def is_told_not_positive(variable: Variable, source: Source) -> bool:
    """Whether the prose says of a symbol, or of one of its components, that it is not positive."""
    listed = rf"{_symbol(variable)}(?:[\s,]*(?:(?:and|or|nor)\s+)?\$[^$]*\$)*"
    beside = rf"{listed}\s+(?:{_NOT_POSITIVE}|{_OPPOSITE}|{_ANY_REAL})|{_EVERY_REAL}{_symbol(variable)}"
    return is_told_negative(variable, source) or re.search(beside, with_formulas_marked(source).text) is not None


def is_told_zero(variable: Variable, source: Source) -> bool:
    """Whether the prose says of a symbol that it is 0, and not only in some cases."""
    told = re.compile(rf"{_symbol(variable)}\s+{_ZERO}")
    return any(
        told.search(one) and not re.search(_SUPPOSED, told.sub("", one))
        for one in sentences(with_formulas_marked(source))
    )


def _symbol(variable: Variable) -> str:
    return rf"\$\s*{re.escape(latex_of_name(variable.name))}(?![A-Za-z])[^$]*\$"
