"""The way for all n and the way for a chosen n agree, on a sample: tests/soundness/two_ways.py compares all."""

import pytest
from soundness.run import bases
from soundness.two_ways import compare

SAMPLE = ("softmax-jacobian-quotient-rule.md", "line-fit.md", "corners.txt", "small_n.txt", "empty_sums.txt")


@pytest.mark.parametrize("n", [2, 3])
def test_the_two_ways_agree(n: int) -> None:
    paths = [path for path in bases() if path.name in SAMPLE]
    assert len(paths) == len(SAMPLE)
    count, found = compare(paths, [n])
    assert count >= 80
    assert found == []
