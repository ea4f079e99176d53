"""Whether what a proof supposes of the ways in which a symbol depends on others is what the document says.

"L depends on x through y only" is not so where the document writes L(x, y), or that L depends on x and y, where a
second y' depends on x beside y, or another symbol does by which L is differentiated, where x is said to be used twice,
or where the step divides by ∂L/∂y, as the rule of implicit differentiation does with a minus sign.
"""

import re
from functools import lru_cache

from derive.calculus.definitions import Definitions
from derive.letters import latex_of_name
from derive.meaning.mentions import Mentions
from derive.meaning.told.clauses import said_of
from derive.meaning.told.letters import letter_of, letters, symbols
from derive.meaning.told.sentences import FORMULA
from derive.source import Source
from derive.term import Claim, Definition, Dependence, Derivative, Number, Power, Variable, subterms_of

Pair = tuple[str, str]
_ARGUMENTS = r"\s*(?:\\left)?\(((?:[^()$]|\([^()$]*\))*[,;](?:[^()$]|\([^()$]*\))*)\)"
_TWICE = frozenset(("twice", "both", "two", "three", "several", "many", "multiple"))
_ON_SEVERAL = (
    rf"\b(?:depend\w*(?: \w+)? (?:up)?on|functions? of) (?:both )?(?:the \w+ )?({FORMULA})"
    rf"((?:\s*(?:,|,? and|,? as well as)(?: also)?(?: on)?(?: the \w+)? (?:{FORMULA}))+)"
)


def depends_otherwise(claim: Claim, given: tuple[Definition, ...], mentions: Mentions, source: Source) -> Pair | None:
    """A symbol, and a variable on which a claim supposes it to depend through others only, though it may not."""
    for one in claim.dependences:
        for by in one.through:
            written = _has_another_way(one, by, given, mentions) or _is_argument(one, by, source)
            if _is_divided_by(one, claim) or written or _is_told_otherwise(one, by, source):
                return one.name, by
    return None


def _is_divided_by(dependence: Dependence, claim: Claim) -> bool:
    powers = (one for side in (claim.left, claim.right) for one in subterms_of(side, Power))
    below = [one.base for one in powers if isinstance(one.exponent, Number) and one.exponent.value < 0]
    operands = (one.operand for base in below for one in subterms_of(base, Derivative))
    known = Definitions(claim.definitions)
    return any(isinstance(one, Variable) and dependence.name in known.names(one.name) for one in operands)


def _has_another_way(dependence: Dependence, by: str, given: tuple[Definition, ...], mentions: Mentions) -> bool:
    """Whether z_2 depends on the variable as z_1 does, through which alone the symbol is to depend on it, or another
    symbol does by which the document differentiates."""
    known = Definitions(given)
    ways = frozenset(one.name for one in dependence.arguments)
    bases = {name.partition("_")[0] for name in ways if "_" in name}
    apart = frozenset((by,)).union(ways, *map(known.names, ways))
    derivatives = mentions.differentiated(dependence.name)
    others = (
        one.name
        for one in given
        if one.name in derivatives or ("_" in one.name and one.name.partition("_")[0] in bases)
    )
    return any(by in known.names(name) and not ways & known.names(name) for name in others if name not in apart)


def _is_told_otherwise(dependence: Dependence, by: str, source: Source) -> bool:
    """Whether words say that the symbol depends on the variable and on the way, or that the variable has two ways."""
    ways = {_bare(latex_of_name(one.name)) for one in dependence.arguments}
    if len(ways) == 1 and any(_TWICE.intersection(clause.words) for clause in said_of(source).get(letter_of(by), ())):
        return True
    lists = ({_bare(one) for one in re.findall(FORMULA, found[0])} for found in re.finditer(_ON_SEVERAL, source.text))
    return any(_bare(latex_of_name(by)) in listed and ways & listed for listed in lists)


def _bare(formula: str) -> str:
    """A formula without signs that group."""
    return re.sub(r"[${}\s`]|\\[()]", "", formula)


def _is_argument(dependence: Dependence, by: str, source: Source) -> bool:
    """Whether the document writes the variable as an argument of the symbol, beside the way."""
    ways = frozenset(letter_of(one.name) for one in dependence.arguments)
    return any(
        any(symbols(one) == (letter_of(by),) for one in arguments)
        and any(ways.intersection(letters(one)) for one in arguments if symbols(one) != (letter_of(by),))
        for arguments in _arguments(dependence.name, source)
    )


@lru_cache(maxsize=64)
def _arguments(name: str, source: Source) -> tuple[tuple[str, ...], ...]:
    """The arguments of a symbol wherever it has several: x and y of f(x, y)."""
    pattern = rf"(?<![A-Za-z\\]){re.escape(latex_of_name(name))}{_ARGUMENTS}"
    return tuple(tuple(re.split(r"[,;]", found[1])) for found in re.finditer(pattern, source.text))
