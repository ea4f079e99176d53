"""What relations say of a symbol before an equation tells what it is.

After p_i ∝ e^{z_i} the equation p_i = e^{z_i} is no definition but one more claim, most likely a slip: a definition
says something of other symbols, or divides by what normalises. So it is after y ≈ w x, L ≥ …, A ≠ B, and after an
equation that tells a rate of change in a way that is not understood, ẏ = g or y' = 2 y. D(q ‖ p) is defined after
D(p ‖ q) by turning the letters in what that is only.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from unicodedata import normalize

from derive.data import replace
from derive.document.model import Chain, Statement
from derive.errors import ReadError
from derive.formula import EQUALITIES, Applied, Compared, Divided, Formula, Multiplied, Name, Numeral
from derive.formula_parts import ranges_in, rebuilt
from derive.letters import without_accent
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import plain_letter

RELATIONS = frozenset("∝≈≤≥≠<>")
"""The signs of what bounds a symbol, or tells it nearly, or but for a factor."""
_DOT = "\u0307"
SOLUTIONS = frozenset({"opt", "MLE", "MAP", "ML", "OLS", "LS", "min", "max", "best", "star"})
"""The labels of a symbol where it solves an equation."""


def is_solution(name: str) -> bool:
    """Whether a name is that of a solution for another symbol: λ̂, w^*, w_opt.

    >>> is_solution("λ̂"), is_solution("w_opt"), is_solution("w_1"), is_solution("w")
    (True, True, False, False)
    """
    label = without_accent(name.partition("_")[2])
    return label in SOLUTIONS if label else bare(name) != name


def bare(name: str) -> str:
    """The symbol for which a name is that of a solution.

    >>> bare("λ̂"), bare("w^"), bare("w_opt")
    ('λ', 'w', 'w')
    """
    return without_accent(name.partition("_")[0])


def relations(statements: Iterable[Statement], sets: IndexSets) -> tuple[Statement, ...]:
    """The statements that relate symbols without telling what they are."""
    return tuple(one for one in statements if _relates(one.chain) or _rates(one.chain, sets) or _is_of_ways(one.chain))


def related_before(
    left: Formula, right: Formula, name: str, earlier: Iterable[Statement], sets: IndexSets
) -> Statement | None:
    """The last of the earlier relations that speaks of the symbols of left = right, which would define that name."""
    told = _names(right, sets)
    for one in reversed(tuple(earlier)):
        if _is_turned(left, right, one.chain):
            return one
        if name in _rates(one.chain, sets):
            return one
        names = frozenset[str]().union(*(_names(side, sets) for side in _sides(one.chain)))
        about = _relates(one.chain) and left in _sides(one.chain)
        if told and about and told <= names and not _normalises(left, right, one.chain):
            return one
    return None


def _is_of_ways(chain: Chain) -> bool:
    return any(map(_ways, islice(_sides(chain), 1)))


def _ways(formula: Formula) -> Compared | None:
    """p | q, of which f(p | q) or D(p ‖ q) is a function."""
    match formula:
        case Applied(arguments=(Compared(left=Name(), sign="|" | "‖", right=Name()) as inside,)):
            return inside
        case _:
            return None


def _is_turned(left: Formula, right: Formula, chain: Chain) -> bool:
    """Whether an equation that tells f(q | p) contradicts one for f(p | q): both cannot be p(p, q)/p(p); and D(q ‖ p)
    is D(p ‖ q) with its letters turned."""
    inside, (earlier, told, *_) = _ways(left), (member.formula for member in chain.members)
    other = None if isinstance(earlier, ReadError) else _ways(earlier)
    if inside is None or other is None or isinstance(earlier, ReadError) or isinstance(told, ReadError):
        return False
    if (inside.left, inside.sign, inside.right) != (other.right, other.sign, other.left):
        return False
    letters = {one.letter for one in (inside.left, inside.right) if isinstance(one, Name)}
    turned = _turned(told, tuple(sorted(letters)))
    return len(letters) == 2 and (right == told if inside.sign == "|" else right != turned)


def _turned(formula: Formula, pair: tuple[str, ...]) -> Formula:
    """The formula with two letters in place of each other, small ones too: P and Q are told by p_i and q_i."""
    if isinstance(formula, Name):
        places = dict(zip(pair, reversed(pair), strict=True))
        places |= {one.lower(): other.lower() for one, other in places.items()}
        return replace(formula, letter=places.get(formula.letter, formula.letter))
    return rebuilt(formula, lambda part: _turned(part, pair))


def _relates(chain: Chain) -> bool:
    return any(relation.sign in RELATIONS for relation in chain.relations)


def _rates(chain: Chain, sets: IndexSets) -> frozenset[str]:
    """The symbol whose rate of change an equation tells: y of ẏ = g, and of y' = 2 y."""
    if any(relation.sign not in EQUALITIES for relation in chain.relations):
        return frozenset()
    symbols = (sets.symbol_of(side) for side in _sides(chain))
    rated = {symbol.name for symbol in symbols if symbol is not None and _is_rate(symbol.name)}
    names = frozenset[str]().union(*(sets.names_of(side) for side in _sides(chain))) if rated else frozenset()
    bare = {without_accent(name) for name in rated}
    return frozenset(name for name in bare if name in names or any(_DOT in normalize("NFD", one) for one in rated))


def _is_rate(name: str) -> bool:
    return name.endswith("'") or _DOT in normalize("NFD", name)


def _normalises(left: Formula, right: Formula, chain: Chain) -> bool:
    """Whether left = right is what left ∝ … says, divided by something."""
    proportional = [other for relation, one, other in _pairs(chain) if relation == "∝" and one == left]
    match right:
        case Divided(numerator=above):
            return above in proportional
        case Multiplied(factors=(Divided(numerator=Numeral()), *others)):
            return any(tuple(others) in ((one,), getattr(one, "factors", None)) for one in proportional)
        case _:
            return False


def _pairs(chain: Chain) -> Iterator[tuple[str, Formula, Formula]]:
    members = [member.formula for member in chain.members]
    for relation, one, other in zip(chain.relations, members, members[1:], strict=False):
        if not isinstance(one, ReadError) and not isinstance(other, ReadError):
            yield relation.sign, one, other


def _sides(chain: Chain) -> Iterator[Formula]:
    return (member.formula for member in chain.members if not isinstance(member.formula, ReadError))


def _names(formula: Formula, sets: IndexSets) -> frozenset[str]:
    """The symbols in a formula, but for the letters of its sums."""
    bound = {plain_letter(one.letter) for one in ranges_in(formula)}
    return sets.names_of(formula) - bound
