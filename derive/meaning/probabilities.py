"""What follows from the definition of conditional probability: p(a | b) p(b) = p(a, b), and Σ_a p(a, b) = p(b).

Each p(a | b) is read as p(a, b)/p(b), where the order in a list says nothing. A side is then a product of powers of
joint probabilities, and two sides are equal by that definition if these are the same. Bayes' rule is; p(x, y) =
p(x) p(y) is not: it tells something of x and y.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from derive.formula import (
    Added,
    Applied,
    Compared,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Negated,
    Raised,
    Ranged,
)
from derive.formula_parts import subformulas_of

_LETTERS = frozenset({"P", "Pr", "p", "q", "ℙ"})
_Joint = frozenset[Formula]
"""What a joint probability is of."""


def is_probability(formula: Formula) -> bool:
    """Whether a formula is a probability by its letter: p(x), P_θ(A | B)."""
    return _letter(formula) in _LETTERS


def is_conditional(formula: Formula) -> bool:
    """Whether it is a probability on a condition: p(a | b)."""
    return isinstance(formula, Applied) and bool(_heads(formula)[1])


def is_of_probabilities(left: Formula, right: Formula) -> bool:
    """Whether an equation tells a probability by others of its letter: by their sum, product or quotient."""
    if not is_probability(left) or not _is_combined(right):
        return False
    return any(_letter(one) == _letter(left) for one in subformulas_of(right, Applied))


def factorises(left: Formula, right: Formula) -> bool:
    """Whether a product is what independence says: p(a, b | c) = p(a | c) p(b | c)."""
    factors = right.factors if isinstance(right, Multiplied) else (right,)
    parts = [_heads(one) for one in (left, *factors) if isinstance(one, Applied) and is_probability(one)]
    if len(parts) < len(factors) + 1 or len({given for _, given in parts}) > 1:
        return False
    heads = [head for head, _ in parts[1:]]
    return frozenset().union(*heads) == parts[0][0] and sum(map(len, heads)) == len(parts[0][0])


def follows(left: Formula, right: Formula) -> bool:
    """Whether two sides are equal by the definition of conditional probability.

    >>> from derive.notation.latex import read_latex
    >>> def by_chance(*sides):
    ...     return follows(*(read_latex(one.replace("P", r"\\Pr")).formula for one in sides))
    >>> by_chance("P(a | x)", "P(x | a) P(a) / P(x)"), by_chance("P(a)", r"\\sum_i P(a | b_i) P(b_i)")
    (True, True)
    >>> by_chance("P(a | x)", "P(x | a) P(x) / P(a)"), by_chance("P(x, y)", "P(x) P(y)")
    (False, False)
    """
    one, other = _powers(left), _powers(right)
    return one is not None and one == other


def _is_combined(formula: Formula) -> bool:
    """Whether a formula is a sum, a product or a quotient of probabilities, or one of them."""
    match formula:
        case Applied():
            return is_probability(formula)
        case Grouped(body=body) | Ranged(operator="sum", body=body):
            return _is_combined(body)
        case Negated(operand=operand):
            return _is_combined(operand)
        case Multiplied(factors=parts) | Added(terms=parts):
            return all(map(_is_combined, parts))
        case Divided(numerator=above, denominator=below):
            return _is_combined(above) and _is_combined(below)
        case _:
            return False


def _powers(formula: Formula) -> Mapping[_Joint, int] | None:
    """The joint probabilities of a product, with their exponents; None for what is no product of probabilities."""
    match formula:
        case Applied() if is_probability(formula):
            return _of_one(formula)
        case Grouped(body=body):
            return _powers(body)
        case Multiplied(factors=factors):
            return _added([(_powers(one), 1) for one in factors])
        case Divided(numerator=above, denominator=below):
            return _added([(_powers(above), 1), (_powers(below), -1)])
        case Added(terms=terms):
            return _over_cases([_powers(one) for one in terms])
        case Ranged(operator="sum", letter=Name() as letter, conditions=(), body=body):
            return _summed(_powers(body), letter)
        case _:
            return None


def _of_one(applied: Applied) -> Mapping[_Joint, int] | None:
    head, given = _heads(applied)
    if any(isinstance(one, Compared) for one in (*head, *given)):
        return None
    return _without_zeros({given | head: 1, given: -1} if given else {head: 1})


def _heads(applied: Applied) -> tuple[_Joint, _Joint]:
    """What a probability is of, and what is given for it."""
    match applied.arguments:
        case (Compared(left=left, sign="|", right=right),):
            return frozenset(_listed(left)), frozenset(_listed(right))
        case arguments:
            return frozenset(one for argument in arguments for one in _listed(argument)), frozenset()


def _summed(powers: Mapping[_Joint, int] | None, letter: Formula) -> Mapping[_Joint, int] | None:
    """Σ_a p(a, b) f = p(b) f, where a stands in one joint probability only, or the same of Σ_i p(a_i, b) f."""
    if powers is None:
        return None
    over = [(joint, one) for joint in powers for one in joint if one == letter or _is_case(one, letter)]
    if len(over) != 1 or powers[over[0][0]] != 1:
        return None
    joint, summed = over[0]
    rest = {one: power for one, power in powers.items() if one != joint}
    return _added([(rest, 1), (_without_zeros({joint - {summed}: 1}), 1)])


def _over_cases(parts: list[Mapping[_Joint, int] | None]) -> Mapping[_Joint, int] | None:
    """p(a_1, b) + p(a_2, b) = p(b), if these are all cases."""
    joints = [next(iter(one)) for one in parts if one is not None and len(one) == 1 and set(one.values()) == {1}]
    common = frozenset.intersection(*joints) if len(joints) == len(parts) else frozenset()
    if not joints or not all(len(joint - common) == 1 for joint in joints) or len(set(joints)) < len(joints):
        return None
    return _without_zeros({common: 1})


def _is_case(formula: Formula, letter: Formula) -> bool:
    return isinstance(formula, Indexed) and formula.lower == (letter,) and not formula.upper


def _added(parts: list[tuple[Mapping[_Joint, int] | None, int]]) -> Mapping[_Joint, int] | None:
    total: Counter[_Joint] = Counter()
    for powers, sign in parts:
        if powers is None:
            return None
        for joint, power in powers.items():
            total[joint] += sign * power
    return _without_zeros(total)


def _without_zeros(powers: Mapping[_Joint, int]) -> Mapping[_Joint, int]:
    """Nothing for what is certain, the probability of no event at all, and for what has cancelled."""
    return {joint: power for joint, power in powers.items() if joint and power}


def _listed(formula: Formula) -> Iterator[Formula]:
    yield from formula.items if isinstance(formula, Listed) else (formula,)


def _letter(formula: Formula) -> str:
    if not isinstance(formula, Applied):
        return ""
    function = formula.function
    base = function.base if isinstance(function, Indexed | Raised) else function
    return base.letter if isinstance(base, Name) else ""
