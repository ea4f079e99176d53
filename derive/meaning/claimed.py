"""Which equations for a symbol without a meaning claim something of it, so that they are no definitions of it.

A definition says by other symbols what a new one is. Where these were related to the symbol before, it has a meaning
already that the equation may miss: x^* = b/a below ẋ = a − b x says where the rate is 0, m = Σ_i x_i below ∂S/∂m where
S is least, and "the slope is g = x" what the derivative of f is. So it is with what theorems are about: Var(X̄), or a
probability that is told by other probabilities. Unless a word defines it such an equation is a claim: what is told of
the symbols does not prove it, and what follows from it holds where it does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from derive.document.model import Cue, Statement
from derive.errors import ReadError
from derive.formula import Applied, Compared, Differentiated, Formula, Indexed, Name
from derive.formula_parts import ranges_in, subformulas_of
from derive.letters import without_accent
from derive.meaning.applications import formulas_of, left_side
from derive.meaning.entries_told import tells_entry
from derive.meaning.heads import function_letter
from derive.meaning.index_sets import IndexSets
from derive.meaning.named_results import is_named_result
from derive.meaning.names import KNOWN_NAMES, plain_letter
from derive.meaning.probabilities import factorises, follows, is_conditional, is_of_probabilities, is_probability
from derive.meaning.related import bare, is_solution
from derive.meaning.told.clauses import said_of
from derive.meaning.told.kinds import is_any_number
from derive.meaning.told.letters import letter_of, letters
from derive.meaning.told.places import leading
from derive.meaning.told.sentences import FORMULA
from derive.source import Source

_MOMENTS = frozenset({"Var", "var", "Cov", "cov", "Corr", "corr", "SE", "SD", "Bias", "bias", "MSE", "𝕍", "𝔼"})
"""Functions of random variables: what they are is known, and their values are consequences."""
_MEASURES = frozenset({"H", "I", "D", "KL"})
"""What is often defined by a formula, and never by one another."""
_INDEPENDENT = r"(?i)(?<!conditional )(?<!conditionally )independen|\bi\.?i\.?d\b|(?<!条件)独立"
"""What says that events are independent, whatever else is known."""
_INDEPENDENT_ANYHOW = r"(?i)independen|\bi\.?i\.?d\b|独立"
_BEFORE = 240
"""How many characters before an equation may say that its events are independent, or are so on a condition."""
_RATES = (
    r"gradients?|derivatives?|slope|velocity|acceleration|hessian|jacobian|marginal \w+|rate of change"
    r"|tangent(?: line| plane)?|curvature|elasticit(?:y|ies)|integral|antiderivative|primitive"
)
"""What is made of a function by differentiating, or by integrating."""
_RATE = rf"(?i)\b(?:{_RATES})\b(?: [^$.;]*)?(?: is| equals| are|:)\W*\Z|\b(?:{_RATES})\W*\Z"
"""By which words the formula after them is the derivative of something."""
_NAMED = (
    r"(?i)(?:^|[,;]\s+|\b(?:and|so|then|here|thus|hence|therefore|now|that)\s+)(?:the|its|their|our|an?)\s+"
    r"([^,;:]+?)\s+(?:is|are|equals?|becomes?|reads?|has (?:the )?(?:components|entries))"
    r"(?:\s+(?:then|thus|therefore|hence|just|simply|now|given by|equal to|the (?:number|scalar|vector)))*\s*\Z"
)
"""What is named right before an equation: "the half-life of $N$ is"."""
_ENDING = r"\s(?:of|at|in|for|with|to|under|per|between|on|by|from|about|after|over|that|which)\b|\$"
"""Where the noun that names it ends."""
_CONCLUDED = r"(?i)(?:\A\s*|[,.;]\s*|\band\s+)(?:so|then|hence|therefore|thus|consequently)\W*\Z"
"""By which word right before it an equation follows from what stands above it."""
_RATE_OF = rf"(?i)\b(?:{_RATES}) (?:of|with respect to)\b"
_SUPPOSED = r"(?i)\b(?:where|with|assum\w+|suppos\w+|given|here)\b"
"""By which words an equation is a hypothesis; a condition, as in "first-order condition", may be what is claimed."""


def claims_more(statement: Statement, earlier: Sequence[Statement], sets: IndexSets, source: Source) -> bool:
    """Whether an equation that would define a symbol says something of one that has a meaning already; `earlier`: the
    statements before it in its section."""
    left, right = (member.formula for member in statement.chain.members[:2])
    if isinstance(left, ReadError) or isinstance(right, ReadError):
        return False
    if statement.cue is Cue.DEFINE:
        return _is_rate(left, right, statement, earlier, sets, source)
    if statement.cue is Cue.ASSUME and is_supposed(statement, source):
        return False
    return (
        _is_law(left, right)
        or _is_of_chance(left, right, statement, source)
        or _is_solution(left, right, earlier, sets)
        or _is_rate(left, right, statement, earlier, sets, source)
        or _is_concluded(left, statement, earlier, sets, source)
        or is_named_result(left, right, statement, earlier, sets, source)
        or tells_entry(left, right, earlier, sets)
    )


def is_supposed(statement: Statement, source: Source) -> bool:
    """Whether the words before an equation suppose it."""
    start = statement.chain.span.start
    return not statement.display or re.search(_SUPPOSED, leading(start, source)) is not None


def derivatives_by(
    left: Formula, right: Formula, earlier: Sequence[Statement], sets: IndexSets
) -> tuple[Differentiated, ...]:
    """The earlier sides ∂L/∂s by the symbol s that left = right would define, where they rest on all that the right
    side does; none where s itself is differentiated somewhere, as in the chain rule."""
    symbol = sets.symbol_of(left)
    inner = [part for one in earlier for side in formulas_of(one) for part in subformulas_of(side, Differentiated)]
    if symbol is None or any(_is_of(part.operand, symbol.name, sets) for part in inner):
        return ()
    return tuple(
        side
        for one in earlier
        for side in formulas_of(one)
        if isinstance(side, Differentiated)
        and any(_is_of(variable, symbol.name, sets) for variable in side.variables)
        and _rests_on(right, _reached(one, earlier, sets), sets)
    )


def _is_solution(left: Formula, right: Formula, earlier: Sequence[Statement], sets: IndexSets) -> bool:
    """Whether w^*, ŵ or w_opt is told by symbols that were related to w before, and by w no more."""
    symbol = sets.symbol_of(left)
    if symbol is None or not is_solution(symbol.name) or _is_otherwise_marked(left):
        return False
    own = bare(symbol.name)
    told = _names(right, sets)
    if own in told or any(symbol.name in _all_names(one, sets) for one in earlier):
        return False
    about = [one for one in earlier if own in _all_names(one, sets)]
    return any(_rests_on(right, _reached(one, earlier, sets), sets) for one in about)


def _is_otherwise_marked(formula: Formula) -> bool:
    """Whether a symbol is a mean, a rate of change or another variant: x̄, ẋ, x̃."""
    base = formula.base if isinstance(formula, Indexed) else formula
    return isinstance(base, Name) and bool(base.accent) and "hat" not in base.accent


def _is_rate(
    left: Formula, right: Formula, statement: Statement, earlier: Sequence[Statement], sets: IndexSets, source: Source
) -> bool:
    """Whether words say that it is the derivative of something that was told before by the same symbols."""
    symbol = sets.symbol_of(left) or sets.functions.head(left)
    if symbol is None or any(subformulas_of(right, Differentiated)):
        return False
    if not (_is_named(statement, source) or _is_told_rate(symbol.name, source)):
        return False
    told = [one for one in earlier if left_side(one) is not None]
    new = all(symbol.name not in _all_names(one, sets) for one in told)
    if not _names(right, sets) and isinstance(left, Indexed):
        return new and bool(told) and _is_told_rate(symbol.name, source)
    return new and any(_rests_on(right, _reached(one, earlier, sets), sets) for one in told)


def _is_concluded(
    left: Formula, statement: Statement, earlier: Sequence[Statement], sets: IndexSets, source: Source
) -> bool:
    """Whether a word says that it follows from formulas with its symbol."""
    symbol = sets.symbol_of(left)
    if symbol is None or not statement.display or statement.cue not in (Cue.NONE, Cue.RESULT):
        return False
    start = statement.chain.span.start
    if not re.search(_CONCLUDED, leading(start, source)):
        return False
    if is_any_number(letter_of(symbol.name), start, source):
        return True
    unread = (one.latex for before in earlier for one in before.chain.members if isinstance(one.formula, ReadError))
    used = any(symbol.name in _all_names(one, sets) for one in earlier)
    return used or any(letter_of(symbol.name) in letters(one) for one in unread)


def _is_named(statement: Statement, source: Source) -> bool:
    """Whether the words before an equation name something else than what is usually defined."""
    words = leading(statement.chain.span.start, source).strip().rstrip(" :,.")
    if statement.cue is Cue.DEFINE:
        return statement.display and re.search(_RATE_OF, words) is not None
    if re.search(f"{_RATE}|{_RATE_OF[4:]}", words):
        return True
    if not statement.display:
        return False
    named = re.search(_NAMED, re.sub(FORMULA, "$", words))
    return named is not None and not _is_usual(re.split(_ENDING, named[1])[0])


def _is_usual(noun: str) -> bool:
    """Whether a noun is one of what is usually defined: the loss, the mean squared error, but not the score function.

    >>> [_is_usual(one) for one in ("loss", "cross-entropy loss", "score function", "half-life")]
    [True, True, False, False]
    """
    words = re.findall(r"[a-z]+", noun.lower())
    usual, derived = _usual_nouns()
    return not words or (words[-1] in usual and derived.isdisjoint(words))


@cache
def _usual_nouns() -> tuple[frozenset[str], frozenset[str]]:
    from derive.meaning.told.vocabulary import OF_DEFINITIONS, OF_DERIVED

    return frozenset(OF_DEFINITIONS.split()), frozenset(OF_DERIVED.split())


def _is_told_rate(name: str, source: Source) -> bool:
    """Whether words beside a symbol say that it is the derivative of something: "let $g$ denote the gradient"."""
    told = (clause for clause in said_of(source).get(letter_of(name), ()))
    said = rf"\b(?:be|is|denotes?|call|for) (?:the |its |this )?(?:\w+ )?(?:{_RATES})\b"
    return any(re.search(said, " ".join(clause.words), re.IGNORECASE) for clause in told)


def _is_of_chance(left: Formula, right: Formula, statement: Statement, source: Source) -> bool:
    """Whether it tells a probability by others, and neither follows from their definition nor says of what is called
    independent that it is."""
    if not is_of_probabilities(left, right) or follows(left, right):
        return False
    start = statement.chain.span.start
    said = _INDEPENDENT_ANYHOW if is_conditional(left) else _INDEPENDENT
    told = re.search(said, source.text[max(0, start - _BEFORE) : start]) is not None
    return not (told and factorises(left, right))


def _is_law(left: Formula, right: Formula) -> bool:
    """Whether it tells the value of an operator of probability."""
    if not isinstance(left, Applied):
        return False
    name, others = function_letter(left), {function_letter(one) for one in subformulas_of(right, Applied)}
    if is_probability(left):
        return _bounds(left)
    if name in _MEASURES:
        return not others.isdisjoint(_MEASURES | {"Var", "Cov"})
    if name not in _MOMENTS and not (name in ("E", "V") and _is_random(left)):
        return False
    mentioned = {one.letter for one in subformulas_of(right, Name)}
    letters = {one.letter for argument in left.arguments for one in subformulas_of(argument, Name)}
    return mentioned.isdisjoint(letters) or not others.isdisjoint(_MOMENTS | {"E", "V"})


def _bounds(applied: Applied) -> bool:
    return any(isinstance(one, Compared) and one.sign in "<>≤≥" for one in applied.arguments)


def _is_random(applied: Applied) -> bool:
    """Whether the argument is a random variable by its letter: E(X), but not the error E(w)."""
    return all(isinstance(one, Name) and one.letter in "XYZTNS" for one in applied.arguments)


def _is_of(formula: Formula | None, name: str, sets: IndexSets) -> bool:
    symbol = sets.symbol_of(formula) if formula is not None else None
    return symbol is not None and symbol.name == name


def _rests_on(right: Formula, known: frozenset[str], sets: IndexSets) -> bool:
    """Whether a right side has symbols, and all of them, or those of which they are means, are known."""
    told = frozenset(name for name in _names(right, sets) if not sets.is_size(name)) - KNOWN_NAMES
    return bool(told) and all(name in known or without_accent(name) in known for name in told)


def _reached(statement: Statement, earlier: Sequence[Statement], sets: IndexSets) -> frozenset[str]:
    """The symbols of a statement, and those by which the statements before tell these."""
    reached, before = _all_names(statement, sets), frozenset[str]()
    while reached != before:
        before = reached
        for one in earlier:
            left = left_side(one)
            symbol = (sets.symbol_of(left) or sets.functions.head(left)) if left is not None else None
            if symbol is not None and symbol.name in reached:
                reached |= _all_names(one, sets)
    return reached


def _all_names(statement: Statement, sets: IndexSets) -> frozenset[str]:
    return _union(_names(side, sets) for side in formulas_of(statement))


def _names(formula: Formula, sets: IndexSets) -> frozenset[str]:
    """The symbols in a formula, but for the letters of its sums."""
    bound = {plain_letter(one.letter) for one in ranges_in(formula)}
    heads = (sets.symbol_of(one) for one in _differentiated(formula))
    return (sets.names_of(formula) | {one.name for one in heads if one is not None}) - bound


def _differentiated(formula: Formula) -> Iterator[Formula]:
    for one in subformulas_of(formula, Differentiated):
        yield from (() if one.operand is None else (one.operand,))


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)
