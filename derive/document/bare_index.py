"""An index where a symbol with that index is meant: p_j = e^j / Σ_i e^i beside e^{o_i}.

Where the document raises e to one indexed symbol only, an e^j of a letter that is an index, and never stands for a
value elsewhere, is read as e^{o_j} and told as a slip.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from derive.data import replace
from derive.document.members import with_members
from derive.document.model import Chain, Document, Member
from derive.errors import ReadError
from derive.formula import Applied, Formula, Indexed, Indicated, Name, Raised, Ranged
from derive.formula_parts import children, rebuilt, subformulas
from derive.notation.canonical import canonical_latex

E = Name("e")


def with_indexed_exponents(document: Document) -> Document:
    """The document, where such exponents are slips of their members."""
    chains = (statement.chain for statement in document.statements)
    members = {id(one): one for chain in chains for one in chain.members}.values()
    formulas = [one.formula for one in members if not isinstance(one.formula, ReadError)]
    raised = {one.base for formula in formulas for one in _exponents(formula) if isinstance(one, Indexed)}
    bare = {one for formula in formulas for one in _exponents(formula) if isinstance(one, Name)}
    if len(raised) != 1 or not bare:
        return document
    indices = frozenset(one for formula in formulas for one in _indices(formula))
    values = frozenset(one for formula in formulas if not isinstance(formula, Name) for one in _values(formula))
    (symbol,), letters = raised, (bare & indices) - values

    def change(member: Member, chain: Chain) -> Member:
        return _told(member, symbol, letters)

    return with_members(document, change) if letters else document


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
