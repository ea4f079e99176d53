"""Primes of symbols that a row tells beside a derivative: ∂s/∂z = …, where g = e^z, g′ = e^z.

There g′ is the derivative of what g is, by the variable of the row: ∂e^z/∂z. Other rows may call something else g.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from derive.document.model import Chain, Statement
from derive.errors import ReadError
from derive.formula import EQUALITIES, Differentiated, Formula, Grouped, Name, Primed, Ranged
from derive.formula_parts import rebuilt, subformulas
from derive.meaning.plain import with_formulas
from derive.source import Source

_END = re.compile(r"\n\s*\n|\$\$|\\\]|\\end\b|\\\\")
"""What ends a row, or a display."""


def with_primes_of_rows(statements: Sequence[Statement], source: Source) -> tuple[Statement, ...] | None:
    """The statements with such primes as derivatives; None where there are none."""
    made = list(statements)
    for beginning, beside in _rows(statements, source):
        variable = _variable(statements[beginning].chain)
        found = [pair for place in beside for pair in _told(statements[place].chain)]
        told = dict(found)
        if variable is not None and told and len(told) == len(found):
            change = partial(_plain, variable=variable, told=told)
            for place in beside:
                made[place] = with_formulas(made[place], change)
    return tuple(made) if any(new is not old for new, old in zip(made, statements, strict=True)) else None


def _rows(statements: Sequence[Statement], source: Source) -> Iterator[tuple[int, list[int]]]:
    """The places of statements, each with those of what stands after it in its row."""
    beginning, beside = 0, list[int]()
    for place, statement in enumerate(statements):
        before = statements[place - 1].chain.relations if place else ()
        between = source.text[before[0].span.end : statement.chain.span.start] if before else "\\\\"
        if _END.search(between):
            yield beginning, beside
            beginning, beside = place, []
        else:
            beside.append(place)
    yield beginning, beside


def _variable(chain: Chain) -> Formula | None:
    """x of ∂f/∂x = …"""
    match chain.members[0].formula:
        case Differentiated(variables=(variable,)):
            return variable
        case _:
            return None


def _told(chain: Chain) -> Iterator[tuple[Name, Formula]]:
    """g and what it is, of g = e^z"""
    signs = [relation.sign for relation in chain.relations]
    formulas = [member.formula for member in chain.members]
    if len(signs) == 1 and signs[0] in EQUALITIES:
        left, right = formulas
        if isinstance(left, Name) and not isinstance(right, ReadError) and left not in subformulas(right):
            yield left, right


def _plain(formula: Formula, variable: Formula, told: dict[Name, Formula]) -> Formula:
    match formula:
        case Ranged(letter=letter) if letter in (*subformulas(variable), *_parts(told)):
            return formula  # its letter is another one
        case Primed(base=Name() as base, count=1) if base in told:
            operand = Grouped(told[base], "(", formula.span)
            return Differentiated(operand, (variable,), "operator", span=formula.span)
        case _:
            return rebuilt(formula, lambda part: _plain(part, variable, told))


def _parts(told: dict[Name, Formula]) -> Iterator[Formula]:
    for value in told.values():
        yield from subformulas(value)
