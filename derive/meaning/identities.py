"""Which equations claim to hold for all values of their symbols, and so can be refuted by some.

Not every equation of a document does. σ² = Σ_i (x_i − μ)²/N, where σ has no definition, says what σ is; W_ij = W_ji in
running text says something of W; "setting ∂l/∂x = 0" is an equation to be solved; log 0.5 = −0.693 is rounded. Such an
equation may be proved, but values that break it refute nothing.
"""

from fractions import Fraction

from derive.calculus.definitions import Definitions
from derive.calculus.substitution import free_letters, indices_of, substitute
from derive.data import replace
from derive.document.model import Cue, Statement
from derive.errors import DeriveError
from derive.formula import (
    Differentiated,
    Formula,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
)
from derive.formula_parts import subformulas_of
from derive.meaning.balances import may_be_balance
from derive.meaning.counting import SIZE_LETTERS, free_names
from derive.meaning.facts import Facts
from derive.meaning.index_sets import IndexSets
from derive.meaning.names import FUNCTIONS
from derive.meaning.said import WORDS, free_symbols
from derive.meaning.shifts import base
from derive.meaning.statistic import all_factors
from derive.meaning.told.classes import is_called_one_hot
from derive.meaning.told.labels import are_cases
from derive.meaning.told.places import gives_solution, is_to_be_solved
from derive.meaning.told.redefined import may_be_anew
from derive.meaning.unnamed import sets_of, tells_size
from derive.source import Source
from derive.term import (
    Claim,
    Definition,
    Delta,
    Derivative,
    Exp,
    Index,
    Letter,
    Log,
    Number,
    Plus,
    Power,
    Size,
    Sum,
    Term,
    Times,
    Variable,
    subterms,
    subterms_of,
)


def no_identity(
    claim: Claim,
    left: Formula,
    right: Formula,
    statement: Statement,
    facts: Facts,
    sets: IndexSets,
    source: Source,
) -> tuple[str, str] | None:
    """The code and the words of why values that break the equation do not refute it; None for an identity."""
    if statement.cue is Cue.DENY:
        return "assumption", "false as it is written, and the prose does not state it"
    here = frozenset(one.left.name for one in claim.hypotheses if one.given == WORDS and isinstance(one.left, Variable))
    one_hot = frozenset(one.name for one in free_symbols(claim) if is_called_one_hot(one, source))
    established = facts.established | here | one_hot
    definitions = Definitions(claim.definitions)
    free = [free_names(side, claim) for side in (claim.left, claim.right)]
    bare = not claim.definitions and not (free[0] | free[1]) & established
    letters = {base(letter.name)[0] for letter in free_letters(claim.left) | free_letters(claim.right)}
    about = free[0] | free[1] | {index_set.size for index_set in sets_of(claim)}
    if any(isinstance(one, Delta) for side in (claim.left, claim.right) for one in subterms(side)):
        about |= {"δ"}
    doubtful = next((side for side in (left, right) if sets.functions.is_doubtful(side)), None)
    if doubtful is not None:
        return "two-readings", "a letter stands for a function here and, it may be, for something else there"
    closed = free_letters(claim.right) <= free_letters(claim.left)
    if closed and _may_define_anew(left, right, statement, facts, sets, source):
        return "two-readings", "has a definition already, and this may be another one"
    if closed and _may_be_another_case(left, right, statement, facts, sets, source):
        return "two-readings", "this and what is given stand under labels that may tell two cases"
    if _is_of_sizes(claim):
        return "condition", "an equation between sizes is taken for a condition on them"
    told = sorted(letters & facts.defined)
    if told:
        return "two-readings", f"{told[0]} is an index here, and what is said of it elsewhere may be meant"
    broken = sorted(about & facts.unclear & (facts.constrained | facts.cased - here) | letters & facts.constrained)
    if any(not sets.is_named(index_set) for index_set in sets_of(claim)):
        broken += _counted(facts)
    if broken:
        return (
            "assumption",
            f"what is assumed of {broken[0]} was not understood, so values that break this prove nothing",
        )
    guessed = sorted(about & sets.guessed)
    if guessed:
        return "two-readings", f"{guessed[0]} may be a number"
    if tells_size(claim.left, claim.right):
        return "condition", "an equation that tells the size of a set is taken for a condition on it"
    symbols = [sets.symbol_of(side) for side in (left, right)]
    if symbols[0] is not None and symbols[1] is not None and symbols[0].name == symbols[1].name:
        return "condition", "an equation between two entries of one symbol is taken for a condition on them"
    alone = bool(free[0] | free[1]) and any(_is_alone(side, sets) for side in (left, right))
    if _is_total_of_free(claim, definitions):
        return "condition", "what a symbol without a definition sums to is taken for a condition on it"
    factor = _told_by_total(claim, definitions)
    if factor is not None:
        return "condition", f"a total that tells {factor} is taken for a condition on it"
    zero = Numeral(Fraction(0)) in (left, right)
    by_itself = len(statement.chain.members) == 2 and not claim.definitions
    if statement.cue is Cue.ASSUME and (zero or by_itself):
        return "condition", "an equation that is assumed is taken for a condition"
    if not statement.display and (alone or (bare and (indices_of(claim.left) or indices_of(claim.right)))):
        return "condition", "an equation about free symbols in running text is taken for a condition on them"
    if not statement.display and _is_value(left, sets) and _is_value(right, sets):
        return "condition", "a value in running text is taken for a condition"
    if isinstance(claim.left, Variable) and isinstance(claim.right, Variable) and claim.left.name == claim.right.name:
        return "condition", "an equation of two components of a symbol is taken for a condition on it"
    if bare and alone:
        return "condition", "an equation for a symbol without a definition is taken for a condition on it"
    for side, own, other in ((left, free[0], free[1]), (right, free[1], free[0])):
        lacking = sorted(own - other - (one_hot if _is_alone(_root(side), sets) else established))
        if lacking:
            message = f"{lacking[0]} stands on one side only and has no definition, so this says what it is"
            return "symbol-without-definition", message
    if _has_decimals(left) or _has_decimals(right):
        return "rounded", "decimal numbers are taken for rounded ones"
    if zero and (why := _why_to_be_solved(statement, left, right, source)) is not None:
        return "condition", why
    if may_be_balance(left, right, claim, statement, facts, sets, source):
        return "condition", "the prose may say that this holds at a special place only"
    return None


def _is_of_sizes(claim: Claim) -> bool:
    """m = p + q"""
    parts = [one for side in (claim.left, claim.right) for one in subterms(side)]
    kinds = (Size, Number, Plus, Times, Power)
    sizes = {one.set.size for one in parts if isinstance(one, Size)}
    return len(sizes) > 1 and all(isinstance(one, kinds) for one in parts)


def _is_demanded(statement: Statement) -> bool:
    """Whether a mark over the sign of an equation says that it is to hold: with ! over =."""
    return any(remark.text == "!" for one in statement.chain.relations for remark in one.remarks)


def _why_to_be_solved(statement: Statement, left: Formula, right: Formula, source: Source) -> str | None:
    """Why left = right, of which one side is 0, is taken for an equation to be solved; None if it is not."""
    if is_to_be_solved(statement.chain.span.start, source) or _is_demanded(statement):
        return "the prose says that this is an equation to be solved"
    if not _ends_in_zero(statement, left, right):
        return None
    about_derivative, shown = _is_about_derivative(statement), len(statement.chain.members) > 2
    if about_derivative and shown:
        return "∂L/∂w = … = 0 is taken for an equation to be solved"
    if (about_derivative or shown) and gives_solution(statement.chain.span.end, source):
        return "what follows is taken for the solution of this equation"
    return None


def _ends_in_zero(statement: Statement, left: Formula, right: Formula) -> bool:
    """Whether one side of an equation is the 0 that a chain ends in, or begins with."""
    zero, ends = Numeral(Fraction(0)), (statement.chain.members[0].formula, statement.chain.members[-1].formula)
    return any(side == zero and side is end for side, end in zip((left, right), ends, strict=True))


def _is_about_derivative(statement: Statement) -> bool:
    """Whether a chain begins with a derivative, or with 0 and one: −V'(r) = … = 0."""
    first, second = (one.formula for one in statement.chain.members[:2])
    opening = second if first == Numeral(Fraction(0)) else first
    if isinstance(opening, DeriveError):
        return False
    return bool(subformulas_of(opening, Differentiated)) or bool(subformulas_of(opening, Primed))


def _is_total_of_free(claim: Claim, definitions: Definitions) -> bool:
    """Σ_k w_k = 1"""
    total, number = claim.left, claim.right
    if claim.hypotheses:
        return False
    if not isinstance(total, Sum) or not isinstance(number, Number):
        return False
    return isinstance(total.body, Variable) and total.body.name not in definitions


def _told_by_total(claim: Claim, definitions: Definitions) -> str | None:
    """c of Σ_i p_i = 1, where p_i = c a_i has a free factor c."""
    total, number = claim.left, claim.right
    if not isinstance(total, Sum) or not isinstance(number, Number) or not isinstance(total.body, Variable):
        return None
    if total.body.name not in definitions:
        return None
    body = definitions.unfold(total.body)
    powers = (one.base if isinstance(one, Power) else one for one in all_factors(body))
    names = (one.name for one in powers if isinstance(one, Variable) and not one.indices)
    return next((name for name in names if name not in definitions), None)


def _counted(facts: Facts) -> list[str]:
    """The symbols with a value that may be the number of indices."""
    valued = facts.cased.union(one.name for one in facts.definitions if isinstance(one.body, Number))
    capitals = frozenset(name for name in valued if len(name) == 1 and name.isupper())
    return sorted(capitals | (valued | facts.constrained) & SIZE_LETTERS)


def _may_define_anew(
    left: Formula, right: Formula, statement: Statement, facts: Facts, sets: IndexSets, source: Source
) -> bool:
    """Whether the equation may define a symbol, or a function, for a second time: its left side is one with a
    definition, other than as a derivative, and the prose does not say that the equation was found."""
    if statement.chain.continues or left is not statement.chain.members[0].formula:
        return False
    symbol = sets.functions.head(left) if sets.functions.restates(left) else sets.symbol_of(left)
    if symbol is None or symbol.name in sets.names_of(right):
        return False
    if not sets.functions.restates(left):
        known = [one for one in facts.definitions if one.name == symbol.name]
        if statement.cue is Cue.RESULT or not any(not isinstance(one.body, Derivative) for one in known):
            return False
    if statement.cue is not Cue.NONE or not statement.display or not sets.names_of(right):
        return True
    return may_be_anew(facts.end_of(symbol.name), statement.chain.span.start, source)


def _may_be_another_case(
    left: Formula, right: Formula, statement: Statement, facts: Facts, sets: IndexSets, source: Source
) -> bool:
    """Whether the equation tells what a symbol is that another one tells under another label: R = R_1 + R_2 in series,
    1/R = 1/R_1 + 1/R_2 in parallel."""
    names = sets.names_of(left) - FUNCTIONS
    if len(names) != 1 or names & sets.names_of(right) or not names <= facts.defined:
        return False
    if any(subformulas_of(left, Differentiated)):
        return False
    return are_cases(facts.end_of(*names), statement.chain.span.start, source)


def over_pairs(claim: Claim) -> Claim:
    """The other reading of Σ_{j≠i} a_i a_j = b: as a sum over both indices, where i is free on one side only."""
    left, right = free_letters(claim.left), free_letters(claim.right)
    fixed = frozenset(index for distinction in claim.case for index in (distinction.left, distinction.right))
    return replace(
        claim, left=_paired(claim.left, left - right - fixed), right=_paired(claim.right, right - left - fixed)
    )


def is_of_logarithms(claim: Claim) -> bool:
    """Whether a claim is about logarithms of numbers."""
    terms = [one for side in (claim.left, claim.right) for one in subterms(side)]
    return any(isinstance(one, Log) for one in terms) and not any(isinstance(one, Variable | Sum) for one in terms)


def leaves_out(definition: Definition) -> bool:
    """Whether what has two indices of one set is defined with a sum that leaves out one of them, but not the other."""
    parameters = definition.parameters
    found = {
        one
        for total in subterms_of(definition.body, Sum)
        for one in parameters
        if one in total.excluded and one.set == total.letter.set
    }
    return any(other.set == one.set and other not in found for one in found for other in parameters)


def _paired(term: Term, letters: frozenset[Letter]) -> Term:
    """The term, with its sums that leave out letters of their body summed over these, too."""
    match term:
        case Plus(terms):
            return Plus(tuple(_paired(one, letters) for one in terms))
        case Times(factors):
            return Times(tuple(_paired(factor, letters) for factor in factors))
        case Power(base, exponent):
            return Power(_paired(base, letters), _paired(exponent, letters))
        case Exp(argument):
            return Exp(_paired(argument, letters))
        case Log(argument):
            return Log(_paired(argument, letters))
        case Sum(_, excluded, body):
            paired: Term = replace(term, body=_paired(body, letters - {term.letter}))
            for letter in sorted(letters & free_letters(body) & frozenset(excluded), key=lambda one: one.name):
                paired = Sum(letter, (), paired)
            return paired
        case _:
            return term


def _root(formula: Formula) -> Formula:
    """σ of σ²; e^x is no power of a symbol."""
    if isinstance(formula, Raised) and formula.base != Name("e"):
        return formula.base
    return formula


def _is_alone(formula: Formula, sets: IndexSets) -> bool:
    return isinstance(formula, Numeral) or sets.symbol_of(formula) is not None


def _is_value(formula: Formula, sets: IndexSets) -> bool:
    """Whether the formula is a symbol or a number: y = −1, t = 0."""
    return _is_alone(formula.operand if isinstance(formula, Negated) else formula, sets)


def _has_decimals(formula: Formula) -> bool:
    return any(one.value.denominator != 1 for one in subformulas_of(formula, Numeral))


def is_torn(claim: Claim) -> bool:
    """Whether a letter is bound over one index set and free over another: in another reading they may be one."""
    bound = frozenset().union(*map(_bound, (claim.left, claim.right)))
    free = free_letters(claim.left) | free_letters(claim.right)
    return any(one.name == other.name and one.set != other.set for one in bound for other in free)


def mended(claim: Claim) -> Claim:
    """The claim with such a letter of one index set."""
    bound = _bound(claim.left) | _bound(claim.right)
    free = free_letters(claim.left) | free_letters(claim.right)
    one: dict[Index, Index] = {
        other: own for own in bound for other in free if own.name == other.name and own.set != other.set
    }
    return replace(claim, left=substitute(claim.left, one), right=substitute(claim.right, one)) if one else claim


def _bound(term: Term) -> frozenset[Letter]:
    return frozenset(one.letter for one in subterms_of(term, Sum))


def has_array_derivative(formula: Formula, sets: IndexSets) -> bool:
    """Whether the formula has a derivative by a vector or a matrix."""
    variables = (variable for one in subformulas_of(formula, Differentiated) for variable in one.variables)
    symbols = map(sets.symbol_of, variables)
    return any(one is not None and sets.arity.get(one.name, 0) > len(one.lowers) for one in symbols)
