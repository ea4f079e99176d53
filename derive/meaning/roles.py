"""What a relation of a document is: a definition, a hypothesis, a range, a case, or a claim to be decided.

A false equation must never slip in as given. A definition introduces a symbol that has no meaning yet, and of which
nothing was claimed before unless the prose defines it here. What the prose says was found ("this gives x = 0") defines
no symbol that stands before it, and a bare value in running text, or what holds "if" it does, defines nothing. A
hypothesis is an equation about free symbols that the prose states with a cue. All else is a claim.
"""

from enum import Enum
from fractions import Fraction
from typing import Literal

from derive.calculus.bounds import BOUNDING
from derive.data import Data, replace
from derive.document.model import Chain, Cue, Statement
from derive.document.shapes import is_value
from derive.errors import ReadError
from derive.formula import (
    EQUALITIES,
    Applied,
    Compared,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Numeral,
    Primed,
    Raised,
    Ranged,
)
from derive.formula_parts import children, subformulas
from derive.letters import without_accent
from derive.meaning.heads import applies_again, head_of
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import FUNCTIONS, KNOWN_FUNCTIONS, Symbol, plain_letter, range_end, range_letters
from derive.meaning.namings import names_own_entries
from derive.meaning.spaces import is_space


class Role(Enum):
    DEFINITION = "definition"
    HYPOTHESIS = "hypothesis"
    RANGE = "range"
    CASE = "case"
    CLAIM = "claim"


def stated_by(chain: Chain, left: int, relation: int) -> Literal["definition", "hypothesis", "range"] | None:
    """What a relation states that no values can break: a new value w ← w − 1 or w := w − 1, x ↦ f(x), a distribution
    x ∼ N, the sets of f : A → B. None for the others."""
    first, sign = chain.members[left].formula, chain.relations[relation].sign
    if sign == "→":
        return "range" if isinstance(first, Compared) and first.sign == ":" else None
    if isinstance(first, ReadError) or (sign == ":=" and not is_update(chain, left, relation)):
        return None
    if sign in ("←", "↦", ":="):
        return "definition"
    return "hypothesis" if sign == "∼" else None


def is_update(chain: Chain, left: int, relation: int) -> bool:
    """Whether a relation gives a symbol a new value, in which the old one stands."""
    symbol, value = chain.members[left].formula, chain.members[relation + 1].formula
    if isinstance(symbol, ReadError) or isinstance(value, ReadError):
        return False
    sign = chain.relations[relation].sign in (*EQUALITIES, "←")
    return sign and symbol != value and any(part == symbol for part in subformulas(value))


NUMBERS = frozenset("eπ")
"""Letters of which everybody knows the value."""


class Known(Data):
    """The names that mean something already."""

    defined: frozenset[str]
    claimed: frozenset[str]
    """Names of which something was said while they were free: by a claim or by a hypothesis."""
    mentioned: frozenset[str] = frozenset()
    """Names that occur free in definitions."""
    before: frozenset[str] = frozenset()
    """Names that stand before this statement."""
    whole: frozenset[str] = frozenset()
    """Names whose definition as a vector or a matrix was not understood, or was by an unknown function as in
    p = softmax(z): one of their components may still come."""


_UNSUPPORTED = "unsupported"
"""The code of what is known but not read, as an integral is: what it says of a symbol is mathematics."""


def role_of(statement: Statement, known: Known, sets: IndexSets, scope: int) -> Role:
    """What the first relation of the statement's chain is; those after it are claims."""
    chain = statement.chain
    left, right = chain.members[0].formula, chain.members[1].formula
    if isinstance(left, ReadError) or isinstance(right, ReadError):
        return Role.CLAIM
    sign = chain.relations[0].sign
    if statement.cue is Cue.CASE:
        return Role.CASE
    if statement.cue is Cue.RANGE or (sign == "∈" and _declares(left, right, known, sets)):
        return Role.RANGE
    if sign in EQUALITIES and (sets.functions.namings.names_parts(left, right) or names_own_entries(left, right)):
        return Role.RANGE
    letters = [plain_letter(item) for item in range_letters(left)]
    told = all(letter is not None and letter not in sets.arity for letter in letters)
    if letters and told and sign in ("=", "∈") and _is_range(right, sets):
        return Role.RANGE
    tells_size = sets.is_size(plain_letter(left) or "") and isinstance(right, Numeral)
    if tells_size and sign in EQUALITIES and not chain.continues:
        return Role.HYPOTHESIS
    symbol = defined_by(left, right, sets)
    if isinstance(left, Applied):
        known = replace(known, whole=frozenset())  # f(x_i) is no component of f(x)
    right = _right_side(chain, known.defined, sets)
    if isinstance(right, ReadError):
        return Role.CLAIM
    if symbol is not None and sign in EQUALITIES and not chain.continues and defines(symbol, right, known, sets):
        named = statement.cue is Cue.DEFINE or sign != "="
        value = not sets.names_of(right)
        told = symbol.name in known.claimed or (value and symbol.name in known.mentioned | NUMBERS)
        one_component = value and (symbol.uppers or symbol.lowers or (sign == "=" and _is_root(left, right)))
        if not one_component and (named or (not told and _may_introduce(statement, symbol, right, known, sets))):
            return Role.DEFINITION
    if sign == "=" and statement.cue in (Cue.ASSUME, Cue.DEFINE):
        names = sets.names_of(left) | sets.names_of(right)
        notation = symbol is not None and sets.names_of(right) == {symbol.name}
        told = any(_has_known_derivative(side, sets) for side in (left, right)) or _tells_derivative(left, known, sets)
        if names and not names & known.defined and not notation and not told:
            return Role.HYPOTHESIS
    if is_bounding(chain) and statement.cue in (Cue.ASSUME, Cue.DEFINE):
        names = sets.names_of(left) | sets.names_of(right)
        if names and not names & known.defined:
            return Role.HYPOTHESIS
    return Role.CLAIM


def is_bounding(chain: Chain) -> bool:
    """Whether a chain says what is greater, as 0 < x < 1 does, and nothing else."""
    return not chain.continues and all(relation.sign in BOUNDING for relation in chain.relations)


def _has_known_derivative(formula: Formula, sets: IndexSets) -> bool:
    """Whether it has a derivative that nothing is free to change, as that of x_i by x_j, or of x² by x."""
    if isinstance(formula, Differentiated) and formula.operand is not None:
        by = frozenset[str]().union(*map(sets.names_of, formula.variables))
        if by and sets.names_of(formula.operand) - FUNCTIONS == by:
            return True
    return any(_has_known_derivative(part, sets) for part in children(formula))


def _tells_derivative(left: Formula, known: Known, sets: IndexSets) -> bool:
    """Whether an equation says what the derivative of something is that the document, or everybody, knows."""
    match left:
        case Applied(function=Primed(base=Name(letter=letter))) | Primed(base=Name(letter=letter)):
            return letter in KNOWN_FUNCTIONS or sets.functions.rule(letter) is not None
        case Differentiated(operand=operand) if operand is not None:
            head = head_of(operand) if isinstance(operand, Applied) else None
            if head is not None:
                return sets.functions.rule(head.name) is not None
            return bool(sets.names_of(operand)) and sets.names_of(operand) <= known.before
    return False


def _is_root(left: Formula, right: Formula) -> bool:
    """f(x, y) = 0 tells at which values of x and y, and not what f is."""
    return isinstance(left, Applied) and right == Numeral(Fraction(0))


def _may_introduce(statement: Statement, symbol: Symbol, right: Formula, known: Known, sets: IndexSets) -> bool:
    """Whether an equation that no word calls a definition may be one, where it stands."""
    same = sets.symbol_of(right)
    if same is not None and same.name == without_accent(symbol.name):
        return False
    if same is not None and {symbol.name, same.name} <= known.before and same.name not in known.defined:
        return False  # a = b after e^a = e^b
    match statement.cue:
        case Cue.SUPPOSE:
            return statement.display and symbol.name not in known.before and bool(sets.names_of(right))
        case Cue.DENY:
            return False
        case Cue.RESULT | Cue.PUT:
            return symbol.name not in known.before and bool(sets.names_of(right))
        case Cue.NONE:
            return statement.display or bool(sets.names_of(right))
        case _:
            return True


def only_names(formula: Formula, left: Formula, known: frozenset[str], sets: IndexSets) -> bool:
    """Whether a member only names what s_i on its left side is: s(z_i), or the g/h of the quotient rule."""
    if not isinstance(left, Indexed):
        return False
    match formula:
        case Multiplied(factors=(Name() as head, Grouped(bracket="("))) | Applied(function=Name() as head):
            return left.base == head
        case Divided(numerator=Name() as above, denominator=Name() as below):
            return not sets.names_of(formula) & known and not {above.letter, below.letter} & sets.arity.keys()
        case _:
            return False


def _right_side(chain: Chain, known: frozenset[str], sets: IndexSets) -> Formula | ReadError:
    """The first member after the left side that does not only name it; the second member if there is none."""
    left, *others = (member.formula for member in chain.members)
    if isinstance(left, ReadError):
        return others[0]
    telling = (one for one in others if isinstance(one, ReadError) or not only_names(one, left, known, sets))
    return next(telling, others[0])


def defined_by(left: Formula, right: Formula | ReadError, sets: IndexSets) -> Symbol | None:
    """The symbol, or the function, that left = right may define: also σ of σ² = Σ_i (x_i − μ)², its positive root. None
    for f(x) = 1 − f(−x), which says something of f and not what it is."""
    if not isinstance(right, ReadError) and applies_again(left, right):
        return None
    if isinstance(left, Raised) and is_square(left) and not isinstance(right, ReadError):
        return sets.symbol_of(left.base) if _has_sum_of_squares(right) else None
    symbol = sets.symbol_of(left) or sets.functions.head(left)
    return symbol if sets.functions.is_definable(left) else None


def introduced(statement: Statement, sets: IndexSets) -> str | None:
    """The symbol that the statement may define, whether or not its right side can be read."""
    chain = statement.chain
    left = chain.members[0].formula
    if not chain.relations or chain.continues or isinstance(left, ReadError) or statement.cue is Cue.CASE:
        return None
    right = _right_side(chain, frozenset(), sets)
    unread = isinstance(right, ReadError) and right.code == _UNSUPPORTED
    if not statement.display and statement.cue not in (Cue.ASSUME, Cue.DEFINE) and not unread:
        return None
    symbol = defined_by(left, right, sets)
    if symbol is None or chain.relations[0].sign not in EQUALITIES:
        return None
    known = Known(frozenset(), frozenset())
    return symbol.name if defines(symbol, None if isinstance(right, ReadError) else right, known, sets) else None


def defines(symbol: Symbol, right: Formula | None, known: Known, sets: IndexSets) -> bool:
    """Whether an equation with that symbol on its left can be its definition; None for a right side that cannot be
    read."""
    letters = [plain_letter(index) for index in (*symbol.uppers, *symbol.lowers)]
    component = bool(letters) and symbol.name in known.whole
    return (
        (component or symbol.name not in known.defined)
        and (symbol.name != "δ" or len(letters) != 2)
        and ("'" not in symbol.name or bool(symbol.lowers))
        and all(letter is not None and not sets.is_size(letter) for letter in letters)
        and len(set(letters)) == len(letters)
        and not sets.is_size(symbol.name)
        and (right is None or symbol.name not in sets.names_of(right))
    )


_SAY_NO_VALUES = frozenset((*EQUALITIES, "≈", "≃", "≅", "∝", "∼", "→", "←", "↦", "⇒", "⇔", ":"))
"""The signs of relations that leave all values open, or are decided or withheld elsewhere. Any other one, M ⪰ 0 or
u ⊥ v, assumes something that is not understood."""


def is_assumption(statement: Statement, sets: IndexSets) -> bool:
    """Whether a statement that is taken for no given assumes something all the same: w > 0, "assume a = a", "for
    n = 3"."""
    steps = list(zip(statement.chain.relations, statement.chain.members[1:], strict=True))
    numbers = [one.sign == "∈" and not isinstance(to.formula, ReadError)
               and (is_reals(to.formula) or is_space(to.formula, sets)) for one, to in steps]  # fmt: skip
    sides = [member.formula for member in statement.chain.members[:2]]
    written = [side for side in sides if not isinstance(side, ReadError)]
    if all(numbers) or (len(written) == 2 and sets.functions.namings.names_parts(*written)):
        return False
    if statement.cue in (Cue.ASSUME, Cue.DEFINE, Cue.PUT, Cue.SUPPOSE) and not statement.chain.continues:
        return True
    if statement.cue in (Cue.NONE, Cue.CASE) and not statement.display and is_value(statement.chain):
        return True
    return any(
        isinstance(to.formula, Listed | Grouped) if one.sign == "∈" else one.sign not in _SAY_NO_VALUES
        for one, to in steps
    )


def is_square(formula: Formula) -> bool:
    return isinstance(formula, Raised) and formula.exponent == Numeral(Fraction(2))


def _has_sum_of_squares(formula: Formula) -> bool:
    if isinstance(formula, Ranged) and formula.operator == "sum":
        return is_square(formula.body)
    return any(map(_has_sum_of_squares, children(formula)))


def _declares(left: Formula, right: Formula, known: Known, sets: IndexSets) -> bool:
    """Whether 'left ∈ right' says what free symbols are: x ∈ ℝ^n, y_i ∈ {0, 1}."""
    names = [sets.symbol_of(item) for item in (left.items if isinstance(left, Listed) else (left,))]
    free = all(symbol is not None and symbol.name not in known.defined | known.claimed for symbol in names)
    return free and (isinstance(right, Listed | Grouped) or is_reals(right) or is_space(right, sets))


def is_reals(formula: Formula) -> bool:
    """Whether the formula is ℝ, or ℝ with dimensions."""
    if isinstance(formula, Raised):
        formula = formula.base
    return isinstance(formula, Name) and formula.letter == "ℝ"


def _is_range(formula: Formula, sets: IndexSets) -> bool:
    return range_end(formula) is not None or (
        isinstance(formula, Listed)
        and formula.bracket in ("", "{")
        and all(not sets.names_of(item) or sets.is_size(plain_letter(item) or "") for item in formula.items)
    )


def is_unread_definition(statement: Statement, sets: IndexSets) -> bool:
    """Whether a statement may define a symbol by what could not be read."""
    unread = bool(statement.chain.relations) and isinstance(statement.chain.members[1].formula, ReadError)
    return unread and introduced(statement, sets) is not None
