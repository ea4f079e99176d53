"""The two ways to decide against each other: for all n, and in components for a chosen n.

    python -m tests.soundness.two_ways [-n 2 -n 3]

What is proved for all n is not refuted for one, and what is refuted at the chosen n for all n is not proved there.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import Step
from derive.source import Source

from .run import bases


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """(name, text): the document, or every row of a table as a document."""
    if path.suffix != ".txt":
        yield path.name, path.read_text(encoding="utf-8")
        return
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        given = ""
        for line in block.splitlines():
            head, _, rest = line.partition(": ")
            if head == "given":
                given = rest
            elif rest and not line.startswith("#"):
                yield f"{path.name}: {rest}", f"{given}\n\n$$\n{rest}\n$$\n"


def disagreements(name: str, text: str, n: int) -> tuple[int, list[str]]:
    """How many steps both ways decided, and where they disagree."""
    document = read_document(Source(name, text))
    pairs = list(zip(*(check_document(document, size, mends=False).steps for size in (None, n)), strict=True))
    decided = {Verdict.PROVED, Verdict.REFUTED}
    both = [(one, other) for one, other in pairs if {one.verdict, other.verdict} <= decided]
    found = [
        f"{name} {one.id} at n = {n}: {one.left.latex} = {one.right.latex} is {one.verdict.value} for all n, and "
        f"{other.verdict.value} for this one"
        for one, other in both
        if one.verdict is not other.verdict and _speaks_of(one, n)
    ]
    return len(both), found


def _speaks_of(step: Step, n: int) -> bool:
    """Whether what is said for all n says the same for this one: it is no proof for larger ones, nor refuted there."""
    if step.counterexample is not None:
        return all(size == n for _, size in step.counterexample.sizes)
    least = [int(found[1]) for one in step.conditions if (found := re.fullmatch(r"\S+ ≥ (\d+)", one))]
    return n >= max(least, default=1)


def compare(paths: Iterable[Path], sizes: Iterable[int]) -> tuple[int, list[str]]:
    """The same for all documents and rows, at each size."""
    results = [disagreements(*text, n) for n in sizes for path in paths for text in texts_of(path)]
    return sum(count for count, _ in results), [one for _, found in results for one in found]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, action="append")
    count, found = compare(bases(), parser.parse_args().n or [2, 3])
    print(f"{count} steps decided by both ways, {len(found)} disagreements")
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
