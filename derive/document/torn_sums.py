"""Sums that end before their letter does: Σ_k a_k + b_k, where k is nothing outside of the sum.

As it is written the last k stands for no index. Where it is free in no member of the chain once the sum reaches to the
end, Σ_k (a_k + b_k) is plainly meant; it is read so, and told as a slip. What comes after the last such term may belong
to the sum or not, −Σ_k a_k + b_k may be −Σ_k (a_k + b_k) or −Σ_k (a_k − b_k), and Σ_k a_k − a_k may be meant to leave
out one term: there nothing is changed. Nor is it where the prose nearby speaks of the letter: "for every k".
"""

import re
from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.document.model import Member, Statement
from derive.document.reaches import has_free, to_the_end
from derive.errors import ReadError
from derive.formula import Added, Formula, Name, Negated, Ranged
from derive.formula_parts import ranges_in, subformulas
from derive.notation.canonical import canonical_latex
from derive.source import Source

NEAR = 300
"""How many characters before and after a chain are looked at."""


def with_sums_to_the_end(
    statements: Sequence[Statement], scopes: Sequence[int], source: Source
) -> tuple[Statement, ...]:
    """The statements, where such sums are slips of their members; those of one scope are one chain."""
    written: dict[int, list[Formula]] = {}
    for scope, statement in zip(scopes, statements, strict=True):
        here = written.setdefault(scope, [])
        here += [one.formula for one in statement.chain.members if not isinstance(one.formula, ReadError)]
        here += [*statement.case, *statement.nearby]
    changed: dict[int, Member] = {}
    found = []
    for scope, statement in zip(scopes, statements, strict=True):
        chain, beside = statement.chain, written[scope]
        around = source.text[max(0, chain.span.start - NEAR) : chain.span.end + NEAR]
        members = tuple(changed.setdefault(id(one), _mended(one, beside, around)) for one in chain.members)
        kept = all(new is old for new, old in zip(members, chain.members, strict=True))
        found.append(statement if kept else replace(statement, chain=replace(chain, members=members)))
    return tuple(found)


def _mended(member: Member, beside: list[Formula], around: str) -> Member:
    """The member; with its sums to the end where that leaves their letters free nowhere, and the text around it does
    not speak of them."""
    torn = [] if isinstance(member.formula, ReadError) else list(_torn(member.formula))
    if not torn or any(has_free(to_the_end(one), letter) for one in beside for _, letter in torn):
        return member
    if any(_speaks_of(letter, around) for _, letter in torn):
        return member
    assert not isinstance(member.formula, ReadError)
    message = "the sum ends before the last term that has its letter"
    slips = tuple(ReadError(message, code="sum-ends-early", span=one.span) for one, _ in torn)
    read = to_the_end(member.formula)
    return replace(member, formula=read, latex=canonical_latex(read), slips=(*member.slips, *slips))


def _speaks_of(letter: Name, text: str) -> bool:
    """Whether the text says "for every $k$" or the like."""
    words = r"\b(?:of|for|every|each|all|any|fix(?:ed)?)\b"
    return re.search(rf"{words}[^.$]*\$+\s*{re.escape(letter.letter)}\s*\$", text, re.IGNORECASE) is not None


def _torn(formula: Formula) -> Iterator[tuple[Ranged, Name]]:
    """The sums whose letter stands free in the last term of what they are added to."""
    for part in subformulas(formula):
        terms = part.terms if isinstance(part, Added) else ()
        for k, term in enumerate(terms[:-1]):
            for one in () if isinstance(term, Negated) else ranges_in(term):
                again = any(one.body in subformulas(later) for later in terms[k + 1 :])
                if one.operator != "sum" or not isinstance(one.letter, Name) or again:
                    continue
                if has_free(terms[-1], one.letter):
                    yield one, one.letter
