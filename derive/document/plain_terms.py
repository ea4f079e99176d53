"""What rows of plain text leave unsaid: the term with which a row goes on, and what a differentiated symbol is."""

import re
from collections.abc import Sequence

from derive.data import replace
from derive.document.model import Chain, Cue, Member, Statement
from derive.errors import ReadError
from derive.formula import Added, Differentiated, Formula, Grouped, Indexed, Name
from derive.notation.canonical import canonical_latex
from derive.source import Source

_ORDINALS = {"first": 0, "second": 1, "third": 2, "last": -1}
_NEAR = 400
"""How many characters before a row may say which term it goes on with."""


def with_terms(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...]:
    """The statements, where those that go on with one term of an earlier row have that term as first member."""
    done: list[Statement] = []
    before = 0
    for statement in statements:
        chain = statement.chain
        if chain.continues and statement.display:
            gap = source.text[max(before, chain.span.start - _NEAR) : chain.span.start]
            term = _named_term(gap, done)
            if term is not None:
                chain = replace(chain, members=(term, *chain.members[1:]), continues=False)
                statement = replace(statement, chain=chain)
        if statement.display:
            before = max(before, chain.span.end)
        done.append(statement)
    return tuple(done)


def _named_term(gap: str, before: Sequence[Statement]) -> Member | None:
    """The term that 'for the second term' names, of the last row that is a sum of so many."""
    named = re.findall(r"\b(first|second|third|last)\s+(?:term|part|summand|addend)\b", gap.lower())
    if not named:
        return None
    number = _ORDINALS[named[-1]]
    for statement in reversed(before):
        for member in reversed(statement.chain.members if statement.display else ()):
            match member.formula:
                case Added(terms=terms) if len(terms) > max(number, 1):
                    return Member(terms[number], canonical_latex(terms[number]), terms[number].span)
                case _:
                    pass
    return None


def with_operands(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with a definition before each row that differentiates both sides of one.

    A derivation that begins with d_i(p_j) = d_i(E), with no equation for p_j itself, says by it that p_j is E.
    """
    told = {statement.chain.members[0].formula for statement in statements if statement.chain.relations}
    symbols = {_base(formula) for formula in told if isinstance(formula, Name | Indexed)}
    done: list[Statement] = []
    for statement in statements:
        chain = _operands(statement.chain)
        if chain is not None and not statement.case and _base(chain.members[0].formula) not in symbols:
            symbols.add(_base(chain.members[0].formula))
            done.append(Statement(chain, False, Cue.DEFINE))
        done.append(statement)
    return tuple(done)


def _base(formula: Formula | ReadError) -> Formula | ReadError:
    return formula.base if isinstance(formula, Indexed) else formula


def _operands(chain: Chain) -> Chain | None:
    """p_j = E of a chain that begins with ∂p_j/∂x = ∂E/∂x, where p_j is a symbol and E is none."""
    if chain.continues or len(chain.members) < 2 or chain.relations[0].sign != "=":
        return None
    left, right = chain.members[0].formula, chain.members[1].formula
    if not isinstance(left, Differentiated) or not isinstance(right, Differentiated):
        return None
    symbol, operand = left.operand, right.operand
    if isinstance(operand, Grouped):
        operand = operand.body
    if not isinstance(symbol, Name | Indexed) or operand is None or isinstance(operand, Name | Indexed):
        return None
    if left.variables != right.variables:
        return None
    members = tuple(Member(one, canonical_latex(one), one.span) for one in (symbol, operand))
    return Chain(members, chain.relations[:1], None, symbol.span.join(operand.span))
