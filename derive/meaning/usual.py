"""Words that every reader knows: what softmax, sigmoid and CrossEntropy mean in a document that uses them and
never says.

Letters have no usual meaning: σ may be either, or a standard deviation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from derive.document.model import Chain, Cue, Member, Relation, Statement
from derive.errors import ReadError
from derive.formula import EQUALITIES, Applied, Divided, Formula, Indexed, Name, Raised, Ranged
from derive.formula_parts import children, rebuilt, subformulas, subformulas_of
from derive.meaning.applications import formulas_of
from derive.meaning.heads import head_of
from derive.meaning.names import names_function, plain_letter, size_of_ones, symbol_of
from derive.notation.latex import read_latex
from derive.source import NOWHERE, Source

MEANINGS = {
    "softmax": (r"\mathrm{WORD}(LETTER)_i", r"\frac{e^{LETTER_i}}{\sum_k e^{LETTER_k}}"),
    "sigmoid": (r"\mathrm{WORD}(LETTER)", r"\frac{1}{1 + e^{-LETTER}}"),
    "crossentropy": (r"\mathrm{WORD}(LETTER, SHARE)", r"-\sum_k LETTER_k \log SHARE_k"),
}
"""SHARE is the argument that is the share of a softmax, the first or the second one."""
SHARED = frozenset({"softmax"})
_OTHER = (
    r"\b(?:averag\w+|means?|batch\w*|bits?|base|binary|weight\w*|smooth\w*|focal|scaled|divided"
    r"|normali[sz]ed (?:by|cross))\b"
)
"""Words by which a cross entropy may be another one."""
_LETTERS = "uvabcdghpqrstwxyz"


def usual_meanings(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...]:
    """Definitions of the words that the document applies and does not define."""
    formulas = [formula for statement in statements for formula in formulas_of(statement)]
    inner = [part for formula in formulas for part in subformulas(formula)]
    applied = {head.name for part in inner if isinstance(part, Applied) and (head := head_of(part)) is not None}
    written = {part.letter for part in inner if isinstance(part, Name)}
    letters = tuple(one for one in _LETTERS if one not in written)
    wanted = sorted(word for word in applied if word.lower() in MEANINGS and not _is_defined(word, statements))
    found = (_meaning(word, inner, statements, source) for word in wanted) if len(letters) > 1 else ()
    return tuple(_definition(word, sides, letters) for word, sides in zip(wanted, found, strict=True) if sides)


def _meaning(
    word: str, written: Sequence[Formula], statements: Sequence[Statement], source: Source
) -> tuple[str, str] | None:
    """The sides of the definition; None for a cross entropy that may be another one, or of which it is not clear which
    argument is the share."""
    head, body = MEANINGS[word.lower()]
    if "SHARE" not in head:
        return head, body
    if re.search(_OTHER, source.text, re.IGNORECASE):
        return None
    equal = [sides for one in statements for equal in _equal(one.chain) for sides in permutations(equal, 2)]
    shares = {symbol_of(left) for left, right in equal if (_name(right) or "").lower() in SHARED} - {None}
    applied = [part.arguments for part in written if isinstance(part, Applied) and _name(part) == word]
    orders = {
        tuple(symbol_of(one) in shares or (_name(one) or "").lower() in SHARED for one in all_) for all_ in applied
    }
    if orders == {(False, True)}:
        return head, body
    return (head.replace("LETTER, SHARE", "SHARE, LETTER"), body) if orders == {(True, False)} else None


def _is_defined(word: str, statements: Sequence[Statement]) -> bool:
    """Whether some equation may say what the word means: softmax(z) = …, also by what p = softmax(z) is, where that is
    a quotient as the word's usual meaning is: p_i = 2^{z_i}/Σ_k 2^{z_k}, but not p_i = e^{z_i}. What has exponentials
    of the argument and nothing else that the usual meaning lacks is that, or wrong, e^{z_i}/Σ_k z_k, and so is what it
    is said to equal."""
    chains = [equal for statement in statements for equal in _equal(statement.chain)]
    sides = [(left, right) for chain in chains for left, right in permutations(chain, 2)]
    alike = {_name(left) for left, right in sides if _name(right) == word and symbol_of(left) is not None} | {word}
    applied = [part for chain in chains for one in chain for part in subformulas(one) if _name(part) == word]
    arguments = frozenset(name for one in applied if isinstance(one, Applied) for name in _symbols_of(one.arguments))
    telling = [chain for chain in chains if not any(_should_be_usual(one, arguments) for one in chain)]
    return any(
        _name(left) in alike and _is_general(left) and not names_function(right) and symbol_of(right) is None
        and word not in {_name(part) for part in subformulas(right)}
        and (_name(left) == word or any(isinstance(part, Divided) for part in subformulas(right)))
        for chain in telling for left, right in permutations(chain, 2)
    )  # fmt: skip


def _equal(chain: Chain) -> Iterator[list[Formula]]:
    """What a chain says is equal: its members from one relation that is no equation to the next."""
    found: list[Formula] = []
    for k, member in enumerate(chain.members):
        if k and chain.relations[k - 1].sign not in EQUALITIES:
            yield found
            found = []
        if not isinstance(member.formula, ReadError):
            found.append(member.formula)
    yield found


def _should_be_usual(right: Formula, arguments: frozenset[str]) -> bool:
    """Whether an expression has exponentials, no symbols but arguments, and no share of a sum of its own kind."""
    parts = list(subformulas(right))
    exponential = any(isinstance(part, Raised) and part.base == Name("e") for part in parts) or any(
        isinstance(part, Applied) and isinstance(part.function, Name) and part.function.letter == "exp"
        for part in parts
    )
    own = _symbols_of((right,)) - {"e"} <= arguments
    return exponential and own and not any(isinstance(part, Divided) and _is_share(part) for part in parts)


def _is_share(quotient: Divided) -> bool:
    """a_i/Σ_k a_k, also with more terms below"""
    above = quotient.numerator
    letters = {plain_letter(part) for part in subformulas(above)} - {None}
    sums = [part for part in subformulas_of(quotient.denominator, Ranged) if part.operator == "sum"]
    return any(
        one.letter is not None and _at(above, letter, one.letter) == one.body for one in sums for letter in letters
    )


def _at(formula: Formula, letter: str | None, index: Formula) -> Formula:
    """The formula with another index in place of a letter."""
    return index if plain_letter(formula) == letter else rebuilt(formula, lambda part: _at(part, letter, index))


def _symbols_of(formulas: Iterable[Formula]) -> frozenset[str]:
    """The symbols in formulas, but for indices, bound letters and functions."""
    found: set[str] = set()
    for formula in formulas:
        symbol = symbol_of(formula)
        if size_of_ones(formula) is not None:
            continue
        if symbol is not None:
            found.add(symbol.name)
        elif isinstance(formula, Applied):
            found |= _symbols_of(formula.arguments)
        elif isinstance(formula, Ranged):
            found |= _symbols_of((formula.body,))
        else:
            found |= _symbols_of(children(formula))
    return frozenset(found)


def _is_general(formula: Formula) -> bool:
    """Whether an equation with that left side may define it: not softmax(2 z)."""
    base = formula.base if isinstance(formula, Indexed) else formula
    return not isinstance(base, Applied) or all(symbol_of(argument) is not None for argument in base.arguments)


def _name(formula: Formula) -> str | None:
    """The name of a symbol, or of the function that a formula is an application of."""
    base = formula.base if isinstance(formula, Indexed) else formula
    if isinstance(base, Applied):
        head = head_of(base)
        return head.name if head is not None else None
    symbol = symbol_of(formula)
    return symbol.name if symbol is not None else None


def _definition(word: str, sides: tuple[str, str], letters: Sequence[str]) -> Statement:
    members = [
        _member(side.replace("WORD", word).replace("LETTER", letters[0]).replace("SHARE", letters[1])) for side in sides
    ]
    chain = Chain(tuple(members), (Relation("=", NOWHERE),), None, NOWHERE)
    return Statement(chain, False, Cue.DEFINE)


def _member(latex: str) -> Member:
    return Member(read_latex(latex, 0).formula, latex, NOWHERE)
