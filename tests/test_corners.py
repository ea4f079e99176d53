"""The corners where checkers of derivations go wrong: each is a block of tests/cases/verdicts/corners.txt, whose rows
test_verdicts.py checks, and each is shown on both sides."""

from pathlib import Path

import pytest

CORNERS = (
    "the letter of the derivative is that of the sum",
    "a bound letter that is free outside",
    "a letter bound twice",
    "two index sets",
    "a free index on one side only",
    "a number for an index needs enough elements",
    "an index outside its range",
    "a hypothesis comes after the derivative",
    "rules for one-hot vectors used for soft ones",
    "a hypothesis that contradicts a definition",
    "a hypothesis about another set",
    "the case of equal indices left out",
    "a body that is undefined at the index left out",
    "true for n = 1 only",
    "true up to n = 2",
    "products of sums and sums of products",
    "the logarithm of a sum",
    "one over a sum",
    "roots of squares",
    "powers of powers",
    "logarithms of what may be negative",
    "a sum of a constant",
    "the exponential of a sum",
    "division by what may be zero",
    "equal where both are defined",
    "what no values satisfy",
    "a slip that a one-hot vector hides",
    "the derivative of the logarithm of a sum",
    "the size of a set as an index",
    "a hypothesis that hides in a definition",
    "a square for a product of two",
    "the other case copied",
    "a zero beside what is undefined",
    "two terms of a sum taken away",
    "the logarithm of one minus a part",
    "a denominator that is zero for one",
    "the order of sums with dependent ranges",
    "a derivative past a sum whose range depends on the variable",
    "sums over deltas",
    "the logarithm of a negative number",
    "numbers too near to tell apart",
)


def blocks() -> dict[str, list[str]]:
    """The verdicts of each corner, by its name."""
    text = (Path(__file__).parent / "cases" / "verdicts" / "corners.txt").read_text(encoding="utf-8")
    found = {}
    for block in text.split("\n\n")[1:]:
        name, *rows = block.splitlines()
        found[name.removeprefix("# ")] = [row.partition(": ")[0] for row in rows if not row.startswith("given: ")]
    return found


def test_the_table_has_all_corners() -> None:
    assert tuple(blocks()) == CORNERS


@pytest.mark.parametrize("corner", CORNERS)
def test_a_corner_is_shown_on_both_sides(corner: str) -> None:
    verdicts = [expected.split()[0] for expected in blocks()[corner]]
    assert "proved" in verdicts
    assert {"refuted", "undecided"} & set(verdicts)
