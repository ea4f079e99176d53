"""An index where something else is meant: the symbol with that index, p_j = e^j / Σ_i e^i beside e^{o_i}, or the number
of its values, Σ_{j=1}^k beside k = 1, …, K.

Where the document raises e to one indexed symbol only, an e^j of a letter that is an index, and never stands for a
value elsewhere, is read as e^{o_j} and told as a slip. So is the end k of a sum, if k runs to K elsewhere and stands
for nothing else in the chain, as it does in F_k = Σ_{j=1}^k p_j.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from derive.data import replace
from derive.document.members import with_members
from derive.document.model import Chain, Document, Member
from derive.errors import ReadError
from derive.formula import Applied, Formula, Indexed, Indicated, Listed, Name, Raised, Ranged
from derive.formula_parts import children, ranges_in, rebuilt, subformulas, subformulas_of
from derive.notation.canonical import canonical_latex

E = Name("e")


def with_indexed_exponents(document: Document) -> Document:
    """The document, where such exponents are slips of their members."""
    chains = (statement.chain for statement in document.statements)
    members = {id(one): one for chain in chains for one in chain.members}.values()
    formulas = [one.formula for one in members if not isinstance(one.formula, ReadError)]
    exponents = [one for formula in formulas for one in _exponents(formula)]
    raised = {one.base for one in exponents if isinstance(one, Indexed)}
    bare = {one for one in exponents if isinstance(one, Name)}
    if len(raised) != 1 or not bare:
        return document
    indices = frozenset(one for formula in formulas for one in _indices(formula))
    values = frozenset(one for formula in formulas if not isinstance(formula, Name) for one in _values(formula))
    (symbol,), letters = raised, (bare & indices) - values

    def change(member: Member, chain: Chain) -> Member:
        return _told(member, symbol, letters)

    return with_members(document, change) if letters else document


def with_sizes_for_indices(document: Document) -> Document:
    """The document, where the ends of sums that are indices are slips of their members."""
    chains = {id(statement.chain): statement.chain for statement in document.statements}.values()
    running = {letter for chain in chains for letter in _running_to_capitals(chain)}

    def change(member: Member, chain: Chain) -> Member:
        return _with_sizes(member, running - {one.letter for one in _used(chain)})

    return with_members(document, change) if running else document


def _running_to_capitals(chain: Chain) -> Iterator[str]:
    """k of k = 1, …, K and of Σ_{k=1}^K"""
    formulas = [member.formula for member in chain.members if not isinstance(member.formula, ReadError)]
    pairs = [(one.letter, one.upper) for formula in formulas for one in ranges_in(formula)]
    pairs += [(one, other.items[-1]) for one, other in pairwise(formulas) if isinstance(other, Listed)]
    for letter, end in pairs:
        if isinstance(letter, Name) and isinstance(end, Name) and letter.letter != end.letter == letter.letter.upper():
            yield letter.letter


def _used(chain: Chain) -> Iterator[Name]:
    """The letters of a chain, but for the ends of its sums."""
    for member in chain.members:
        if not isinstance(member.formula, ReadError):
            ends = [one.upper for one in ranges_in(member.formula)]
            for name in subformulas_of(member.formula, Name):
                if not any(name is end for end in ends):
                    yield name


def _with_sizes(member: Member, letters: AbstractSet[str]) -> Member:
    """The member with the number of values for the ends of sums that are such letters."""
    if isinstance(member.formula, ReadError):
        return member
    slips: list[ReadError] = []

    def visit(formula: Formula) -> Formula:
        formula = rebuilt(formula, visit)
        end = formula.upper if isinstance(formula, Ranged) else None
        if not isinstance(end, Name) or end.letter not in letters:
            return formula
        size = replace(end, letter=end.letter.upper())
        message = f"the sum ends at the index {end.letter}, which runs to {size.letter} elsewhere"
        slips.append(ReadError(message, code="index-for-size", span=end.span, expected=size.letter))
        return replace(formula, upper=size)

    changed = visit(member.formula)
    return replace(member, formula=changed, slips=(*member.slips, *slips)) if slips else member


def _told(member: Member, symbol: Formula, letters: AbstractSet[Name]) -> Member:
    if isinstance(member.formula, ReadError):
        return member
    slips: list[ReadError] = []

    def visit(formula: Formula) -> Formula:
        exponent = _exponent(formula)
        if not isinstance(exponent, Name) or exponent not in letters:
            return rebuilt(formula, visit)
        indexed = Indexed(symbol, (exponent,), (), exponent.span)
        if isinstance(formula, Raised):
            meant: Formula = replace(formula, exponent=indexed)
        else:
            assert isinstance(formula, Applied)
            meant = replace(formula, arguments=(indexed,))
        message = f"the index {exponent.letter} stands where a symbol with that index is meant"
        expected = canonical_latex(meant)
        slips.append(ReadError(message, code="index-for-value", span=formula.span, expected=expected))
        return meant

    changed = visit(member.formula)
    return replace(member, formula=changed, slips=(*member.slips, *slips)) if slips else member


def _exponent(formula: Formula) -> Formula | None:
    """x of e^x and of exp(x)"""
    match formula:
        case Raised(base=base, exponent=exponent) if base == E:
            return exponent
        case Applied(function=Name(letter="exp"), arguments=(argument,)):
            return argument
        case _:
            return None


def _exponents(formula: Formula) -> Iterator[Formula]:
    for part in subformulas(formula):
        exponent = _exponent(part)
        if exponent is not None:
            yield exponent


def _indices(formula: Formula) -> Iterator[Name]:
    """The letters that are indices, or that sums run over."""
    for part in subformulas(formula):
        if isinstance(part, Indexed):
            yield from (one for one in part.lower if isinstance(one, Name))
        elif isinstance(part, Ranged) and isinstance(part.letter, Name):
            yield part.letter


def _values(formula: Formula) -> Iterator[Name]:
    """The letters that stand for values: not below a symbol, in a range or a condition, or as an exponent of e."""
    match formula:
        case Name():
            yield formula
        case Indexed(base=base):
            yield from _values(base)
        case Ranged(body=body):
            yield from _values(body)
        case Indicated():
            return
        case _ if isinstance(_exponent(formula), Name):
            return
        case _:
            for part in children(formula):
                yield from _values(part)
