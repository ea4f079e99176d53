r"""An index that goes on beyond the braces of its own index: u_{h_k-1} where u_{h_{k-1}} is meant.

Within a sum over h_{k−1}, an index h_k − 1 is read as the letter of the sum, and told as a slip: the next entry down
of the layer k is no entry of the layer below.
"""

from derive.data import replace
from derive.document.members import with_members
from derive.document.model import Document, Member
from derive.errors import ReadError
from derive.formula import Added, Formula, Indexed, Ranged
from derive.formula_parts import ranges_in, rebuilt
from derive.notation.canonical import canonical_latex


def with_whole_indices(document: Document) -> Document:
    """The document, where such indices are slips of their members."""
    return with_members(document, lambda member, _: _told(member))


def _told(member: Member) -> Member:
    if isinstance(member.formula, ReadError) or not any(map(_without_braces, ranges_in(member.formula))):
        return member
    slips: list[ReadError] = []

    def index(formula: Formula, letter: Formula, slip: Formula) -> Formula:
        if formula != slip:
            return formula
        expected = canonical_latex(letter)
        message = f"the index stands for {expected}, over which the sum runs"
        slips.append(ReadError(message, code="index-beyond-braces", span=formula.span, expected=expected))
        return replace(letter, span=formula.span)

    def below(formula: Formula, letter: Formula, slip: Formula) -> Formula:
        formula = rebuilt(formula, lambda part: below(part, letter, slip))
        if not isinstance(formula, Indexed):
            return formula
        return replace(formula, lower=tuple(index(one, letter, slip) for one in formula.lower))

    def visit(formula: Formula) -> Formula:
        formula = rebuilt(formula, visit)
        slip = _without_braces(formula) if isinstance(formula, Ranged) else None
        if slip is None:
            return formula
        assert isinstance(formula, Ranged)
        assert formula.letter is not None
        return replace(formula, body=below(formula.body, formula.letter, slip))

    changed = visit(member.formula)
    return replace(member, formula=changed, slips=(*member.slips, *slips)) if slips else member


def _without_braces(ranged: Ranged) -> Formula | None:
    """h_k − 1 for a sum over h_{k−1}"""
    match ranged.letter:
        case Indexed(base=base, lower=(Added(terms=(first, *others)),), upper=()):
            return Added((Indexed(base, (first,)), *others))
        case _:
            return None
