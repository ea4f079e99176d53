"""How much of a folder of documents is read and decided.

    python tests/corpus/measure.py FOLDER [--only NAMES.txt] [--list VERDICT] [--reasons N]

A step is one relation between two neighbouring members of a chain, counted once. A display that could not be taken
apart counts as many steps as it has relation signs. Definitions, hypotheses, ranges and cases are given, not decided;
they count as read, and are left out where the share of decided steps is told.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path

from derive.document.model import Document
from derive.document.reading import read_document
from derive.errors import DeriveError
from derive.files import read_source
from derive.proofread import check_document
from derive.report import DocumentReport, Step

FORMATS = {".md": "Markdown", ".tex": "TeX", ".ipynb": "notebook", ".txt": "text"}
VERDICTS = ("proved", "refuted", "undecided", "unreadable", "given")


@dataclass(slots=True)
class Counts:
    """What was found in some documents."""

    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    seconds: float = 0.0

    def add(self, other: "Counts") -> None:
        self.verdicts += other.verdicts
        self.reasons += other.reasons
        self.documents += other.documents
        self.seconds += other.seconds

    @property
    def steps(self) -> int:
        return sum(self.verdicts.values())

    def row(self, name: str) -> str:
        claims = self.steps - self.verdicts["given"]
        decided = self.verdicts["proved"] + self.verdicts["refuted"]
        read = self.steps - self.verdicts["unreadable"]
        numbers = " ".join(f"{self.verdicts[verdict]:>10}" for verdict in VERDICTS)
        shares = f"{_share(read, self.steps):>7} {_share(decided, claims):>9}"
        return f"{name:<22} {self.documents:>5} {numbers} {shares} {1000 * self.seconds / max(1, self.steps):>9.1f}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


@dataclass(frozen=True, slots=True)
class Measured:
    path: Path
    displayed: Counts
    inline: Counts
    steps: tuple[str, ...]


def measured(path: Path) -> Measured | None:
    """One document, read and checked; None for a file that holds nothing that derive reads."""
    try:
        source = read_source(path)
        started = time.perf_counter()
        document = read_document(source, None)
        report = check_document(document, mends=False)
    except DeriveError:
        return None
    counts = {True: Counts(documents=1, seconds=time.perf_counter() - started), False: Counts(documents=1)}
    lines = []
    displays = _displays(document)
    for step in report.steps:
        display = any(start <= step.span.start < end for start, end in displays) or not step.sign
        one = counts[display]
        one.verdicts[step.verdict.value] += _relations(report, step) if not step.sign else 1
        if step.verdict.value in ("undecided", "unreadable"):
            one.reasons[_why(step)] += 1
        lines.append(_line(path, step, display))
    return Measured(path, counts[True], counts[False], tuple(lines))


def _displays(document: Document) -> list[tuple[int, int]]:
    return [(one.chain.span.start, one.chain.span.end) for one in document.statements if one.display]


def _relations(report: DocumentReport, step: Step) -> int:
    """How many steps a display holds that could not be taken apart."""
    return max(1, len(re.findall(r"=", report.source.text[step.span.start : step.span.end])))


def _why(step: Step) -> str:
    if step.error is not None:
        return f"unreadable: {step.error.code} {step.error.found}"
    assert step.reason is not None
    return f"{step.reason.code}: {step.reason.message}"


def _line(path: Path, step: Step, display: bool) -> str:
    where = f"{path.name}:{step.line}:{step.column}"
    why = _why(step) if step.verdict.value in ("undecided", "unreadable") else ""
    kind = "display" if display else "inline"
    left, right = (" ".join(side.latex.split()) for side in (step.left, step.right))
    return f"{step.verdict.value} {kind} {where}: {left} {step.sign} {right} {why}"


def files_of(folder: Path, only: Iterable[str]) -> Iterator[Path]:
    names = set(only)
    for path in sorted(folder.rglob("*")):
        if path.suffix in FORMATS and (not names or path.name in names or path.name[:3] in names):
            yield path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="file names or their first three characters, by commas")
    parser.add_argument("--list", default="", metavar="VERDICT", help="print each step with this verdict")
    parser.add_argument("--reasons", type=int, default=25, help="how many reasons to print")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    paths = list(files_of(arguments.folder, filter(None, arguments.only.split(","))))
    with Pool(arguments.jobs) as pool:
        found = [one for one in pool.imap(measured, paths) if one is not None]
    totals: dict[str, Counts] = {}
    for one in found:
        for name, counts in ((FORMATS[one.path.suffix], one.displayed), ("all displayed", one.displayed),
                             ("all inline", one.inline)):  # fmt: skip
            totals.setdefault(name, Counts()).add(counts)
        for line in one.steps:
            if arguments.list and line.startswith(arguments.list):
                print(line)
    print(f"{'':<22} {'files':>5} " + " ".join(f"{verdict:>10}" for verdict in VERDICTS), "   read   decided   ms/step")
    for name in sorted(totals, key=lambda name: name.startswith("all")):
        print(totals[name].row(name))
    for name in ("all displayed", "all inline"):
        print(f"\n{name}: why not decided")
        for reason, count in totals[name].reasons.most_common(arguments.reasons):
            print(f"{count:>6}  {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
