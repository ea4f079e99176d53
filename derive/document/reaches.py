"""How far sums reach: the other readings of those that are written without brackets."""

from derive.data import replace
from derive.formula import Added, Formula, Grouped, Multiplied, Negated, Ranged
from derive.formula_parts import children, rebuilt, subformulas_of
from derive.source import NOWHERE


def to_the_end(formula: Formula) -> Formula:
    """The other reading of a sum: Σ_i a_i + b_i as Σ_i (a_i + b_i), where b_i has the letter of the sum; with all that
    comes after."""
    return _wider(formula, whole=True, signed=True)


def to_the_last(formula: Formula) -> Formula:
    """The same with all up to the last term that has the letter: Σ_i a_i + b_i + c as Σ_i (a_i + b_i) + c."""
    return _wider(formula, whole=False, signed=True)


def with_the_sign(formula: Formula) -> Formula:
    """The same below the sign of the sum: −Σ_i a_i + b_i as −Σ_i (a_i + b_i)."""
    return _wider(formula, whole=True, signed=False)


def _wider(formula: Formula, *, whole: bool, signed: bool) -> Formula:
    """`whole`: with all terms to the end; `signed`: −Σ a + b is −Σ (a − b)."""
    if not subformulas_of(formula, Added) or not subformulas_of(formula, Ranged):
        return formula
    formula = rebuilt(formula, lambda part: _wider(part, whole=whole, signed=signed))
    if not isinstance(formula, Added):
        return formula
    terms = formula.terms
    for k, term in enumerate(terms[:-1]):
        sum_ = last_sum(term)
        letter = sum_.letter if sum_ is not None else None
        having = [n for n in range(k + 1, len(terms)) if letter is not None and has_free(terms[n], letter)]
        if sum_ is not None and having:
            end = len(terms) if whole else having[-1] + 1
            inside = terms[k + 1 : end]
            rest = tuple(_opposite(part) for part in inside) if isinstance(term, Negated) and signed else inside
            wider = replace(sum_, body=Grouped(_wider(Added((sum_.body, *rest)), whole=whole, signed=signed)))
            found = (*terms[:k], _with_last_sum(term, wider), *terms[end:])
            return Added(found) if len(found) > 1 else found[0]
    return formula


def last_sum(formula: Formula) -> Ranged | None:
    """The sum or product that the last factor of a term is."""
    match formula:
        case Ranged():
            return formula
        case Negated():
            return last_sum(formula.operand)
        case Multiplied():
            return last_sum(formula.factors[-1])
        case _:
            return None


def _with_last_sum(formula: Formula, sum_: Ranged) -> Formula:
    match formula:
        case Negated():
            return replace(formula, operand=_with_last_sum(formula.operand, sum_))
        case Multiplied():
            return replace(formula, factors=(*formula.factors[:-1], _with_last_sum(formula.factors[-1], sum_)))
        case _:
            return sum_


def _opposite(formula: Formula) -> Formula:
    return formula.operand if isinstance(formula, Negated) else Negated(formula)


def to_the_first_term(formula: Formula) -> Formula:
    """What was written where a sum was taken to reach to the end: Σ_i (a_i + b_i) as Σ_i a_i + b_i."""
    formula = rebuilt(formula, to_the_first_term)
    match formula:
        case Ranged(body=Grouped(body=Added(terms=(first, *rest)), span=span)) if span == NOWHERE:
            return Added((replace(formula, body=first), *rest))
    return formula


def has_free(formula: Formula, letter: Formula) -> bool:
    """Whether a letter stands in a formula where no sum binds it."""
    if formula == letter:
        return True
    bound = isinstance(formula, Ranged) and formula.letter == letter
    return not bound and any(has_free(part, letter) for part in children(formula))
