"""Decimal numbers as they are written: 1.40 has two digits after the point."""

import re
from collections.abc import Iterator

from derive.formula import Formula, Grouped, Multiplied, Negated, Numeral
from derive.formula_parts import children
from derive.source import Source


def digits_written(formula: Formula, source: Source) -> int | None:
    """How many digits after the point the one decimal number has that a formula is, but for signs and factors of one;
    None for any other formula."""
    decimals = [one for one in _numerals(formula) if abs(one.value) != 1]
    if len(decimals) != 1 or not _is_one_number(formula):
        return None
    span = decimals[0].span
    written = re.fullmatch(r"\d*\.(\d+)", source.text[span.start : span.end])
    return len(written[1]) if written else None


def _is_one_number(formula: Formula) -> bool:
    kinds = Numeral | Negated | Grouped | Multiplied
    return isinstance(formula, kinds) and all(map(_is_one_number, children(formula)))


def _numerals(formula: Formula) -> Iterator[Numeral]:
    if isinstance(formula, Numeral):
        yield formula
    for part in children(formula):
        yield from _numerals(part)
