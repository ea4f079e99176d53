"""What words name of a formula beside it: "the time constant of $N = N_0 e^{-kt}$ is" τ = 1/k.

The noun tells already what the symbol is worth, if it is made of letters of that formula, so that the equation is a
claim. It is a definition where the noun is of what an author chooses, as a loss is, and where it is made of what the
formula defines: the square of y with y = w x.
"""

import re
from collections.abc import Sequence

from derive.document.model import Statement
from derive.formula import Applied, Formula
from derive.formula_parts import ranges_in
from derive.meaning.applications import formulas_of, left_side
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import KNOWN_NAMES, plain_letter
from derive.meaning.told.letters import letter_of, letters_in
from derive.meaning.told.places import leading
from derive.meaning.told.sentences import FORMULA
from derive.source import Source

_NAMED = (
    r"(?i)(?:^|[,;]\s+|\b(?:and|so|then|here|thus|hence|therefore|now|that)\s+)(?:the|its|their|our|an?)\s+([^,;:$]+?)"
    r"\s+(?:of|for|with|under|from|in|between|to)\b[^;]*?\$[^;]*"
    r"\b(?:is|are|equals?|becomes?|reads?|lies|occurs)(?:\s+(?:then|thus|therefore|hence|just|simply|now|given|by|equal"
    r"|to|at|found))*[\s$:]*\Z"
)
"""What is named of a formula right before an equation."""
_CHOSEN = (
    r"(?i)\b(?:loss(?:es)?|costs?|objective|penalty|regulari[sz]\w+|errors?|risk|criterion|reward|utility|energy|action"
    r"|score|distance|kernel|model|layer|network|outputs?|predict\w+|activations?|residuals?|units?|gates?|features?"
    r"|notation|definition|(?<!generating )(?<!distribution )function|updates?|rule)\b"
)
"""Nouns of what an author chooses."""
_REACH = 200
"""How many characters before an equation a formula of its sentence may stand."""


def is_named_result(
    left: Formula, right: Formula, statement: Statement, earlier: Sequence[Statement], sets: IndexSets, source: Source
) -> bool:
    """Whether words name what left = right says as what a formula of their sentence determines."""
    start = statement.chain.span.start
    words = leading(start, source)
    named = re.search(_NAMED, re.sub(FORMULA, "$", words))
    symbol = sets.symbol_of(left) or sets.functions.head(left)
    if named is None or symbol is None or re.search(_CHOSEN, named[1]):
        return False
    beside = [
        one
        for one in earlier
        if start - one.chain.span.start < _REACH
        and one.chain.relations[0].sign == "="
        and one.chain.members[0].latex in words
    ]
    heads = {sets.symbol_of(side) or sets.functions.head(side) for side in map(left_side, beside) if side is not None}
    told = _names(right, sets) - KNOWN_NAMES - (_names(left, sets) if isinstance(left, Applied) else frozenset())
    of_formulas = frozenset[str]().union(*(_names(side, sets) for one in beside for side in formulas_of(one)))
    mentioned = frozenset(letters_in(words))
    return (
        bool(beside and _names(right, sets))
        and symbol.name not in of_formulas
        and told.isdisjoint(one.name for one in heads if one is not None)
        and all(name in of_formulas or letter_of(name) in mentioned for name in told)
    )


def _names(formula: Formula, sets: IndexSets) -> frozenset[str]:
    """The symbols in a formula, but for the letters of its sums."""
    return sets.names_of(formula) - {plain_letter(one.letter) for one in ranges_in(formula)}
