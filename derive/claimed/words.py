"""Which rules words name: over a sign, at the end of a row, in the prose right before or after a display."""

import re
from functools import cache

from derive.document.model import Remark
from derive.document.phrases import possible

NAMES: dict[str, tuple[str, ...]] = {
    "quotient-rule": ("quotient rule",),
    "product-rule": ("product rule", r"leibniz(?:['’]s?)? rule"),
    "chain-rule": ("chain rule",),
    "power-rule": ("power rule",),
    "linearity": ("sum rule", r"linearity of (?:the )?(?:derivatives?|differentiation)"),
    "derivative-of-exp": (r"derivative of (?:the )?exp(?:onential)?(?: function)?",),
    "derivative-of-log": (r"derivative of (?:the )?(?:natural )?log(?:arithm)?(?: function)?",),
    "collapse-delta": (r"(?:property|definition) of (?:the )?kronecker(?:['’]s)? delta",),
}
"""Patterns of what people call the rules, by their codes."""

_PHRASES = tuple(phrase for phrases in NAMES.values() for phrase in phrases)
_SHORT = r"(?:(?:quotient|product|chain|power|sum) )"
_AND = r"(?:and|then|&|\+)"
_BY = r"(?:by|using|with|via|from|through|due to|applying|apply|we (?:can |now )?(?:use|apply)|according to)"
_FIRST = r"(?:(?:then|now|hence|so|thus|therefore|finally|next|and|again|similarly|here|first|,) ?)*"
_GIVES = (
    r"(?:,? ?(?:(?:we|one|you) (?:can )?(?:get|have|obtain|find|see|write|arrive at)s?|it follows"
    r"|this (?:is|gives|yields|becomes)|(?:which )?(?:gives|yields)))?(?: that)?(?: the following)?"
)


@cache
def _claim(where: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """What the whole of the words must be, so that they claim rules of these names and nothing else."""
    rule = f"(?:{'|'.join(names)})"
    listed = rf"(?P<rules>(?:{_SHORT}{_AND} )?{rule}(?:,? {_AND} (?:the )?{rule})*)"
    named = rf"(?:{_BY} )?(?:the |a )?{listed}(?: of (?:differentiation|calculus)| for derivatives| again)?"
    if where == "before":
        return re.compile(rf"{_FIRST}{named}{_GIVES}[ ,:]*")
    return re.compile(rf"(?:where we (?:have )?used |since )?{named}[ .,;:]*")


def rules_named(remark: Remark) -> tuple[str, ...]:
    """The codes of the rules that a remark claims, if it does nothing else.

    >>> from derive.source import NOWHERE
    >>> rules_named(Remark("(by the product and chain rule)", "row", NOWHERE))
    ('product-rule', 'chain-rule')
    >>> rules_named(Remark("the quotient rule needs more work:", "before", NOWHERE))
    ()
    """
    words = " ".join(remark.text.lower().replace("-", " ").split()).strip("()[] ")
    names = possible(_PHRASES, words)
    if not names:
        return ()
    match = _claim(remark.where if remark.where == "before" else "beside", names).fullmatch(words)
    if match is None:
        return ()
    named = re.sub(rf"({_SHORT})(?={_AND})", r"\1rule ", match["rules"])
    return tuple(code for code, phrases in NAMES.items() if re.search("|".join(phrases), named))
