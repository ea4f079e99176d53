"""Every derivative that a page of the shelf arrives at, derived by the tool: a table of what it arrives at.

python tests/steps_of_the_shelf.py [NAME]...
"""

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from derive import shelf
from derive.calculus.differentiate import has_derivative
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.errors import DeriveError
from derive.files import read_source
from derive.printers.layout import linear
from derive.report import Step
from derive.teach.setting import setting
from derive.teach.steps import derive_steps
from derive.teach.tidy import cost, tidy


@dataclass(frozen=True)
class Ends:
    """What was derived, against what a page says."""

    steps: tuple[Step, ...]
    last: tuple[str, ...]
    """The last members for each case, on one line of text."""
    longer: float
    """How much more there is to read in the longest of them than in the right side of the page."""


def ends(name: str, result: str) -> Ends:
    """The steps to the right side of a result of a page from its left side. Raises DeriveError."""
    document = read_document(read_source(shelf.path_of(name)))
    left, _, right = result.partition(" = ")
    steps = derive_steps(document, left).steps
    chains = {step.id.partition(".")[0]: step for step in steps}
    starts = {step.id.partition(".")[0]: step for step in reversed(steps)}
    main = [tag for tag in chains if bool(starts[tag].case) == bool(steps[-1].case)]
    last = [chains[tag] for tag in (main if steps[-1].case else main[-1:])]
    terms = [tidy(setting(document, step.right.latex).term) for step in last]
    longest = max(map(cost, terms)) + 100 * sum(map(has_derivative, terms))
    longer = longest - cost(tidy(setting(document, right).term))
    return Ends(steps, tuple(linear(step.right.formula) for step in last), longer)  # type: ignore[arg-type]


def main(names: list[str]) -> int:
    missed = 0
    for name in names or shelf.names():
        for result in shelf.page(name).results:
            if "partial" not in result.partition(" = ")[0]:
                continue
            try:
                found = ends(name, result)
            except DeriveError as error:
                print(f"{name}: {result}\n    {error.message}")
                missed += 1
                continue
            rest = [step.id for step in found.steps if step.verdict is not Verdict.PROVED]
            missed += bool(rest) or found.longer > 4
            print(f"{name}: {result}\n    {'; '.join(found.last)}  ({len(found.steps)} steps, {found.longer:+.1f})")
            if rest:
                print(f"    not proved: {', '.join(rest)}")
    print(f"{missed} missed")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
