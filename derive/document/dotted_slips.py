"""A term of a long sum whose index is out of step: θ_0 x_0 + θ_1 x_1 + θ_1 x_2 + ⋯ + θ_n x_n.

Where all indices that reach the same letter in the last term count up together, but for one of them in one term, that
one is read as it must be meant, and told as a slip.
"""

from derive.data import replace
from derive.document.members import with_members
from derive.document.model import Chain, Document, Member
from derive.errors import ReadError
from derive.formula import Added, Dots, Formula, Indexed, Name, Numeral
from derive.formula_parts import rebuilt, subformulas
from derive.notation.canonical import canonical_latex

FEWEST = 3
"""So many terms before the dots show how they go on."""


def with_dotted_slips(document: Document) -> Document:
    """The document, where such indices are slips of their members."""
    return with_members(document, _told)


def _told(member: Member, chain: Chain) -> Member:
    if isinstance(member.formula, ReadError) or not any(isinstance(one, Dots) for one in subformulas(member.formula)):
        return member
    slips: list[ReadError] = []

    def visit(formula: Formula) -> Formula:
        formula = rebuilt(formula, visit)
        found = _out_of_step(formula.terms) if isinstance(formula, Added) else None
        if found is None:
            return formula
        assert isinstance(formula, Added)
        row, place, index = found
        old = formula.terms[row]
        new = _with_index(old, place, index)
        message = "an index of this term is out of step with the terms beside it"
        slips.append(ReadError(message, code="out-of-step", span=old.span, expected=canonical_latex(new)))
        return replace(formula, terms=(*formula.terms[:row], new, *formula.terms[row + 1 :]))

    changed = visit(member.formula)
    return replace(member, formula=changed, slips=(*member.slips, *slips)) if slips else member


def _out_of_step(terms: tuple[Formula, ...]) -> tuple[int, int, Numeral] | None:
    """The number of a term, that of an index in it, and what this should be."""
    if len(terms) < FEWEST + 2 or not isinstance(terms[-2], Dots) or any(isinstance(one, Dots) for one in terms[:-2]):
        return None
    *rows, last = [_indices(one) for one in (*terms[:-2], terms[-1])]
    if len({_shape(one) for one in (*terms[:-2], terms[-1])}) > 1 or not last:
        return None
    ends = [place for place, index in enumerate(last) if isinstance(index, Name)]
    if len(ends) < 2 or len({last[place] for place in ends}) > 1:
        return None
    columns = {place: tuple(row[place] for row in rows) for place in ends}
    counting = {column for column in columns.values() if _counts(column)}
    wrong = [place for place, column in columns.items() if column not in counting]
    if len(counting) != 1 or len(wrong) != 1:
        return None
    (right,) = counting
    differing = [row for row, index in enumerate(columns[wrong[0]]) if index != right[row]]
    index = right[differing[0]]
    return (differing[0], wrong[0], index) if len(differing) == 1 and isinstance(index, Numeral) else None


def _counts(column: tuple[Formula, ...]) -> bool:
    values = [index.value for index in column if isinstance(index, Numeral)]
    return len(values) == len(column) and values == [values[0] + k for k in range(len(values))]


def _indices(formula: Formula) -> list[Formula]:
    """The indices of the symbols in a term, in their order."""
    found: list[Formula] = []

    def visit(part: Formula) -> Formula:
        if isinstance(part, Indexed):
            found.extend(part.lower)
            return part
        return rebuilt(part, visit)

    visit(formula)
    return found


def _shape(formula: Formula) -> Formula:
    """A term, all its indices alike."""
    if isinstance(formula, Indexed):
        return replace(formula, lower=(Name("i"),) * len(formula.lower))
    return rebuilt(formula, _shape)


def _with_index(formula: Formula, place: int, index: Formula) -> Formula:
    """A term with another index at a place."""
    seen = 0

    def visit(part: Formula) -> Formula:
        nonlocal seen
        if not isinstance(part, Indexed):
            return rebuilt(part, visit)
        begin, seen = seen, seen + len(part.lower)
        lower = tuple(index if begin + k == place else one for k, one in enumerate(part.lower))
        return replace(part, lower=lower)

    return visit(formula)
