"""Whether a proof stands where the words before a step and before a definition name two things: a = 1/(1 + e^{−z}) for
sigmoid units, and a step for rectified ones."""

import re
from collections.abc import Iterable

from derive.decide.verdict import Proved, Reason, Undecided
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Name
from derive.formula_parts import subformulas_of
from derive.meaning.told.places import leading
from derive.report import Given
from derive.source import Source

_NAMING = r"(?i)(?:^|[.:;,]\s*)\s*(?:(?:for|in|with|under|at|on|including)\s+[a-z]|generally\b)"
"""How a sentence begins that may name another thing than the one before; after "instead of", any may."""
_INSTEAD = ("nstead of", "ather than", "nlike", "contrast", "opposed")


def as_contrasted(proof: Proved, statement: Statement, given: Iterable[Given], source: Source) -> Proved | Undecided:
    """The proof, unless what leads to the step names another thing than what leads to a definition of its symbols."""
    start = statement.chain.span.start
    words = leading(start, source)
    if not re.search(_NAMING, words) and not any(one in source.text for one in _INSTEAD):
        return proof
    from derive.meaning.told.contrasts import contrast

    formulas = [member.formula for member in statement.chain.members if not isinstance(member.formula, ReadError)]
    names = {name for formula in formulas for name in subformulas_of(formula, Name)}
    for one in given:
        left = one.members[0]
        if one.kind != "definition" or one.usual or isinstance(left.formula, ReadError):
            continue
        if names.isdisjoint(list(subformulas_of(left.formula, Name))[:1]):
            continue
        named = contrast(left.span.start, start, source)
        if named is not None:
            return Undecided(
                Reason("assumption", f"the prose says “{named}”, and this rests on what is said of another")
            )
    return proof
