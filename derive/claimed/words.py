"""Which rules words name: over a sign, at the end of a row, in the prose right before or after a display."""

import re
from functools import cache

from derive.document.model import Remark

NAMES: dict[str, str] = {
    "quotient-rule": r"quotient rule",
    "product-rule": r"product rule|leibniz(?:['’]s?)? rule",
    "chain-rule": r"chain rule",
    "power-rule": r"power rule",
    "linearity": r"sum rule|linearity of (?:the )?(?:derivatives?|differentiation)",
    "derivative-of-exp": r"derivative of (?:the )?exp(?:onential)?(?: function)?",
    "derivative-of-log": r"derivative of (?:the )?(?:natural )?log(?:arithm)?(?: function)?",
    "collapse-delta": r"(?:property|definition) of (?:the )?kronecker(?:['’]s)? delta",
}
"""Patterns of what people call the rules, by their codes."""

_PLAIN = ("rule", "linearity", "derivative", "kronecker")
"""One of these stands in all of them."""
_SHORT = r"(?:(?:quotient|product|chain|power|sum) )"
_RULE = "(?:" + "|".join(NAMES.values()) + ")"
_AND = r"(?:and|then|&|\+)"
_BY = r"(?:by|using|with|via|from|through|due to|applying|apply|we (?:can |now )?(?:use|apply)|according to)"
_FIRST = r"(?:(?:then|now|hence|so|thus|therefore|finally|next|and|again|similarly|here|first|,) ?)*"
_GIVES = (
    r"(?:,? ?(?:(?:we|one|you) (?:can )?(?:get|have|obtain|find|see|write|arrive at)s?|it follows"
    r"|this (?:is|gives|yields|becomes)|(?:which )?(?:gives|yields)))?(?: that)?(?: the following)?"
)


@cache
def _claim(where: str) -> re.Pattern[str]:
    """What the whole of the words must be, so that they claim rules and nothing else."""
    listed = rf"(?P<rules>(?:{_SHORT}{_AND} )?{_RULE}(?:,? {_AND} (?:the )?{_RULE})*)"
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
    written = remark.text.lower()
    if not any(word in written for word in _PLAIN):
        return ()
    words = " ".join(written.replace("-", " ").split()).strip("()[] ")
    match = _claim(remark.where if remark.where == "before" else "beside").fullmatch(words)
    if match is None:
        return ()
    named = re.sub(rf"({_SHORT})(?={_AND})", r"\1rule ", match["rules"])
    return tuple(code for code, pattern in NAMES.items() if re.search(pattern, named))
