"""Whether a bound is said of all values, everywhere: "Let x > 0 and y > 0."

A bound is taken as given only from a sentence of plain words that give it, where the document nowhere speaks of
another case, of any real numbers, or of giving up what was assumed. All other bounds are conditions that are not
understood.
"""

import re
from collections.abc import Sequence

from derive.data import replace
from derive.document.model import Cue, Statement
from derive.errors import ReadError, UnsupportedError
from derive.formula import Indexed
from derive.formula_parts import subformulas_of
from derive.meaning.names import plain_letter
from derive.meaning.roles import is_bounding
from derive.meaning.supposed import Letters
from derive.meaning.told.sentences import around
from derive.source import Source

_PLAIN = frozenset(
    word
    for words in (
        "let assume assuming suppose supposing that and both be is are with where here a an the real fixed all now",
        "number numbers scalar scalars variable variables constant constants value values small strictly positive",
        "throughout we have given further also moreover",
    )
    for word in words.split(" ")
)
"""The words of a sentence that gives a bound and says nothing else."""
_NAMED = (
    r"\b(?:with|and|where|let|has|have|having|by|use|uses|using|adds?|choose|fix|take)\s+"
    r"(?:(?:an?|the|some|its|our|fixed|constant|small|positive|scalar)\s+)*(?:[a-z]+[\s-]+){0,2}(?P<noun>[a-z]+)\s*$"
)
"""What names the symbol right after it: with temperature $T > 0$."""
_NAMED_AFTER = (
    r"^\s*(?:is|be|denotes)\s+(?:an?|the|some|our)\s+(?:[a-z]+[\s-]+){0,2}(?P<noun>[a-z]+)\s*(?:[.,;:)]|$|and\b)"
)
"""Where $T > 0$ is the temperature."""
_CHOSEN = frozenset(
    ("temperature", "rate", "size", "strength", "coefficient", "momentum", "discount", "threshold", "scale", "constant",
     "parameter", "hyperparameter", "variance", "deviation", "penalty", "decay", "factor", "width", "bandwidth",
     "radius", "mass", "precision", "regularization", "multiplier", "exponent", "base")
)  # fmt: skip
"""What is chosen once, and not for each sample."""
_LIMITED = (
    r"\b(?:if|when|whenever|unless|only|cases?|during|until|while|at|as|for|in|on|since|because|then|or|either|neither"
    r"|not|may|might|could|can)\b"
)
"""By which words such a bound may be one of some cases or places only."""
_EVERY = r"\bfor (?:all|every|each)\s*\$\s*([A-Za-z])\s*\$"
_ELSEWHERE = (
    r"(?i)\b(?:arbitrary|any (?:real|number|sign|value)|real numbers?|drop|no longer|without|in general|otherwise|else"
    r"|if not|other case|negative(?!\s+(?:log|sign|gradient))|non-?positive|non-?zero|for now|first(?:ly)?,|at first"
    r"|either)\b"
)
"""By which words a bound may be given up again, or be one of several cases."""
_LOGIC = r"\\[A-Za-z]*(?:arrow|implies|iff|lor|vee|neg|not)\b|\\to\b|[⇒⇔→∨¬]"
_INLINE = r"(?s)\$[^$]*\$|`[^`]*`|\\\(.*?\\\)"
_OTHER_INDEX = r"[_^]\s*\{?[^}$]*[\d+\-*]"


def refuse_loose_bound(statement: Statement, letters: Letters, source: Source) -> None:
    """Raises UnsupportedError for a bound that may be meant in some cases, in some places or for some indices only."""
    span = statement.chain.span
    before, after = around(span.start, span.end, source)
    sentence = before + source.text[span.start : span.end] + after
    rest = source.text[: span.start - len(before)] + " " + source.text[span.end + len(after) :]
    indices = _indices(statement)
    every = re.search(_EVERY, sentence)
    said = every is not None and every[1] in indices
    words = re.findall(r"[^\W\d_]+", re.sub(_INLINE, " ", re.sub(_EVERY, " ", sentence) if said else sentence).lower())
    plain = not any(re.search(_OTHER_INDEX, formula) for formula in re.findall(_INLINE, sentence) if "=" in formula)
    loose = (
        statement.display
        or not re.search(_INLINE, sentence)
        or not (is_named(before, after) or (plain and all(word in _PLAIN for word in words)))
        or re.search(_LOGIC, sentence)
        or re.search(_ELSEWHERE, rest)
        or not (said or all(one in letters.bound - letters.fixed for one in indices))
    )
    if loose:
        message = "whether this holds everywhere is not clear"
        raise UnsupportedError(message, code="construct-not-supported", span=span)


def with_named_bounds(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...]:
    """The statements, where "a softmax with temperature $T > 0$" gives the bound."""
    return tuple(replace(one, cue=Cue.ASSUME) if _is_named_bound(one, source) else one for one in statements)


def _is_named_bound(statement: Statement, source: Source) -> bool:
    chain = statement.chain
    if statement.display or statement.cue not in (Cue.NONE, Cue.SUPPOSE) or not chain.relations:
        return False
    if not is_bounding(chain):
        return False
    return is_named(*around(chain.span.start, chain.span.end, source))


def is_named(before: str, after: str) -> bool:
    """Whether the words before a bound in its sentence name what it is about, and none limit it to some cases.

    >>> is_named("We use the softmax with temperature $", "$."), is_named("If we use a rate $", "$, it is")
    (True, False)
    >>> is_named("where $", "$ is the regularization strength."), is_named("The margin is $", "$ for hits.")
    (True, False)
    >>> is_named("For temperature $", "$ the entropy is"), is_named("with rate $", "$ in the limit")
    (False, False)
    """
    said = re.sub(_INLINE, ",", before.rstrip("$`\\( ")).lower()
    says = re.sub(_INLINE, " ", after.lstrip("$`\\) ")).lower()
    found = re.search(_NAMED, said) or re.search(_NAMED_AFTER, says)
    return found is not None and found["noun"] in _CHOSEN and re.search(_LIMITED, f"{said} {says}") is None


def _indices(statement: Statement) -> list[str | None]:
    """The letters of its indices; None for an index that is no letter."""
    members = [member.formula for member in statement.chain.members if not isinstance(member.formula, ReadError)]
    symbols = (one for formula in members for one in subformulas_of(formula, Indexed))
    return [plain_letter(index) for one in symbols for index in (*one.lower, *one.upper)]
