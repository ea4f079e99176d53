"""What is found of the mistakes that people found by hand in a folder of documents.

    python tests/corpus/errata.py FOLDER [--table FOLDER/errata.tsv] [--only IDS]

The table has a row for each mistake: id, doc (how the name of the document's file begins), class, the step as it is
printed, in LaTeX, what is wrong, and what is right. A mistake stands where a step looks most like what is printed. It
is reported if that step, or one beside it in its chain, is refuted, or malformed in a place of its own, or a definition
that cannot be one, or suspected: undecided, and true with one edit; it is mended if the repair brings in what is
right. Printed are the table with the reason for each
that is missed, and the steps that are refuted elsewhere in these documents, each of which is to be looked at by a
person.
"""

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import Pool
from pathlib import Path

from derive.data import replace
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.errors import DeriveError, ReadError
from derive.files import read_source
from derive.formula import (
    Applied,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Listed,
    Multiplied,
    Name,
    Primed,
    Raised,
    Ranged,
)
from derive.formula_parts import rebuilt, subformulas
from derive.mistakes.edits import labels
from derive.notation.canonical import canonical_latex
from derive.notation.latex import read_latex
from derive.proofread import check_document
from derive.report import DocumentReport, Step

PRINTED, RIGHT = "printed step (LaTeX)", "corrected"
IGNORED = ("\\left", "\\right", "\\dfrac", "\\tfrac", "\\frac", "\\displaystyle", "\\limits", "\\,", "\\;", "\\quad",
           "\\mathbf", "\\mathbb", "\\boldsymbol", "\\cdot", "\\times", "{", "}", "$", "&", "*", " ",
           "\n")  # fmt: skip
TELLING = {"free-letter": "no definition", "vanishing": "vanishing"}
"""Codes of reasons that speak of a mistake."""
TRANSPOSE = "transpose the vector"
"""What is right where the table says that in words."""
SHARE_OF_PRINTED = 0.8
"""How much it counts how much of what is printed stands in a step, rather than how much of the step is printed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a mistake."""

    id: str
    place: str
    verdict: str
    reported: str
    """How; empty if it is not."""
    mended: str
    """The kind of the repair; empty if there is none, or one that does not bring in what is right."""
    reason: str


def of_document(task: tuple[Path, tuple[dict[str, str], ...]]) -> tuple[list[Found], list[str]]:
    """The mistakes of one document, and the steps that are refuted elsewhere in it."""
    path, rows = task
    try:
        report = check_document(read_document(read_source(path), None))
    except DeriveError as error:
        return [Found(row["id"], path.name[:3], "unread", "", "", error.message) for row in rows], []
    found, near = [], set[str]()
    for row in rows:
        step = max(report.steps, key=lambda one: _likeness(row[PRINTED], one), default=None)
        if step is not None:
            steps = [step, *_beside(report, step)]
            near.update(one.id for one in steps)
            found.append(_found(row, path, steps))
    others = [step for step in report.steps if step.verdict is Verdict.REFUTED and step.id not in near]
    return found, [f"{path.name[:3]}:{one.line} {one.left.latex} {one.sign} {one.right.latex}" for one in others]


def _found(row: dict[str, str], path: Path, steps: list[Step]) -> Found:
    def told(one: Step) -> tuple[bool, bool, bool]:
        return _mended(one, row) != "", one.verdict is Verdict.REFUTED, _reported(one) != ""

    step = max(steps, key=told)
    mended = _mended(step, row)
    reason = step.reason.message if step.reason is not None else step.error.message if step.error is not None else ""
    if (step.verdict is Verdict.REFUTED or step.is_suspected) and not mended:
        reason = f"mended as {step.repair.left} = {step.repair.right}" if step.repair is not None else "no repair"
    return Found(row["id"], f"{path.name[:3]}:{step.line}", step.verdict.value, _reported(step), mended, reason)


def _reported(step: Step) -> str:
    """How a step is reported as wrong; empty if it is not."""
    if step.verdict is Verdict.REFUTED:
        return "refuted"
    if step.is_suspected:
        return "suspected"
    if step.left.slips or step.right.slips:
        return "malformed"
    return TELLING.get(step.reason.code, "") if step.reason is not None else ""


def _beside(report: DocumentReport, step: Step) -> Iterator[Step]:
    """The steps of its chain that share a member with a step."""
    chain = step.id.rpartition(".")[0]
    for other in report.steps:
        shared = other.left in (step.left, step.right) or other.right in (step.left, step.right)
        if other is not step and other.id.rpartition(".")[0] == chain and shared:
            yield other


def _likeness(printed: str, step: Step) -> float:
    sides = (f"{step.left.latex}{step.sign}{step.right.latex}", step.right.latex, step.left.latex)
    written = (one for side in sides for one in (side, _without_indices(side)))
    return max(_shared(part, one) for one in written for part in printed.split(" ; "))


def _shared(printed: str, written: str) -> float:
    one, other = _triples(printed), _triples(written)
    both = (one & other).total()
    return SHARE_OF_PRINTED * both / one.total() + (1 - SHARE_OF_PRINTED) * both / other.total()


def _without_indices(latex: str) -> str:
    """LaTeX as the table may print it: most indices left out."""
    return re.sub(r"_(\w|\\[a-z]+|\{([^{}]|\{[^{}]*\})*\})", "", latex)


def _squeezed(latex: str) -> str:
    """LaTeX without what says nothing."""
    latex = latex.replace("\\partial", "∂")
    for word in IGNORED:
        latex = latex.replace(word, "")
    return latex


@cache
def _triples(latex: str) -> Counter[str]:
    """The runs of three characters."""
    latex = _squeezed(latex)
    return Counter(latex[k : k + 3] for k in range(max(1, len(latex) - 2)))


def _mended(step: Step, row: dict[str, str]) -> str:
    """The kind of its repair, if that brings in what is right; a malformed place may be read as it should be, or
    told so."""
    if step.repair is not None:
        return step.repair.kind if _brings_in(step, row) else ""
    malformed = [side for side in (step.left, step.right) if side.slips and not isinstance(side.formula, ReadError)]
    texts = [(_squeezed(side.latex), _squeezed(canonical_latex(side.formula))) for side in malformed]  # type: ignore[arg-type]
    right = _squeezed(row[RIGHT])
    if row[RIGHT] == TRANSPOSE and any(slip.code == "unfit-product" for side in malformed for slip in side.slips):
        return "reading"
    if any(new.count(right) > old.count(right) for old, new in texts):
        return "reading"
    if any(right in _squeezed(slip.expected) for side in malformed for slip in side.slips if slip.expected):
        return "expected"
    parts = {part for side in malformed for part in map(_plain, subformulas(_plain(side.formula)))}  # type: ignore[arg-type]
    parts |= {part for side in malformed for part in subformulas(_bare(side.formula))}  # type: ignore[arg-type]
    meant = (part for one in row[RIGHT].split(";") for part in _read(one.rpartition("=")[2]))
    return "reading" if any(part in parts for part in meant) else ""


def _brings_in(step: Step, row: dict[str, str]) -> bool:
    """Whether what is right stands in the repaired side, and did not before."""
    assert step.repair is not None
    right, about_indices = row[RIGHT], "index" in row["class"] or "symbol" in row["class"]
    sides = step.repair.of.members if step.repair.of is not None else (step.left, step.right)
    changed = 0 if step.repair.left != sides[0].latex else 1
    before, after = sides[changed].formula, step.repair.formula
    if after is None or isinstance(before, ReadError):
        return False
    olds, news = (
        [set(map(_plain, subformulas(one))) for one in (_plain(side), _bare(side))] for side in (before, after)
    )
    written = [_squeezed(latex) for latex in (sides[changed].latex, (step.repair.left, step.repair.right)[changed])]
    parts = [_squeezed(part) for part in right.split(",")]
    pairs = list(zip(olds, news, strict=True))[: 1 if about_indices else 2]
    brought = (
        part in new and part not in old for one in _readings(right) for part in (one, _bare(one)) for old, new in pairs
    )
    same = any(part and written[1].count(part) > written[0].count(part) for part in parts)
    return any(brought) or same or _changes_alike(before, after, row)


def _changes_alike(before: Formula, after: Formula, row: dict[str, str]) -> bool:
    """Whether the repair changes in one member of a chain what the table changes in its last one."""
    printed, right = _read(row[PRINTED].rpartition("=")[2]), _read(row[RIGHT])
    changes = ((_change(old, new), _change(before, after)) for old, new in zip(printed, right, strict=False))
    return "=" in row[PRINTED] and any(one == other and any(one) for one, other in changes)


def _change(old: Formula, new: Formula) -> tuple[Counter[object], Counter[object]]:
    """What is written anew, and what is no longer there."""
    one, other = (Counter(labels(_plain(formula))) for formula in (old, new))
    return other - one, one - other


def _readings(right: str) -> Iterator[Formula]:
    """What is right, and the sides and parts of it that the table lists."""
    for part in (right, *right.split("="), *right.split(",")):
        yield from _read(part)


def _read(part: str) -> Iterator[Formula]:
    with suppress(ReadError):
        yield _plain(read_latex(part.strip(" +")).formula)


def _plain(formula: Formula) -> Formula:
    """A formula without its brackets, the signs of its products, the ends and conditions of its sums, and the letters
    that functions have for arguments; U[i, k] is U_{i, k}."""
    plain = rebuilt(formula, _plain)
    match plain:
        case Grouped(body=body):
            return body
        case Differentiated():
            return replace(plain, style="fraction", total=False)
        case Divided():
            return replace(plain, style="frac")
        case Ranged():
            return replace(plain, lower=None, upper=None, conditions=())
        case Applied(function=Name(style=style) as function) if style != "word":
            return function
        case Applied(function=Primed() as function):
            return function
        case Applied():
            return replace(plain, parenthesised=True)
        case Multiplied(factors=(Name() as base, Listed(items=indices, bracket="["))):
            return Indexed(base, indices)
        case Multiplied(factors=factors):
            return Multiplied(factors, ("",) * (len(factors) - 1))
        case _:
            return plain


def _bare(formula: Formula) -> Formula:
    """A plain formula without its indices, letters of sums, and script letters above, most of which the table leaves
    out; without them z(t) is read as a product."""
    match rebuilt(_plain(formula), _bare):
        case Indexed(base=base):
            return base
        case Raised(base=base, exponent=Name(style="calligraphic")):
            return base
        case Raised(base=base, exponent=Listed(items=(power, Name(style="calligraphic")))):
            return Raised(base, power)
        case Ranged() as plain:
            return replace(plain, letter=None)
        case Name(letter=letter) as plain:
            return replace(plain, letter=letter.partition("↑")[0])
        case Applied(function=Name(style=style) as function, arguments=arguments) if style != "word":
            return Multiplied((function, *arguments), ("",) * len(arguments))
        case plain:
            return plain


def tasks(folder: Path, rows: Iterable[dict[str, str]]) -> Iterator[tuple[Path, tuple[dict[str, str], ...]]]:
    listed = list(rows)
    for doc in sorted({row["doc"] for row in listed}):
        for path in sorted(folder.glob(f"{doc}_*")):
            yield path, tuple(row for row in listed if row["doc"] == doc)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--table", type=Path, help="the table of mistakes; errata.tsv in the folder without this")
    parser.add_argument("--only", default="", help="ids, by commas")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    with (chosen.table or chosen.folder / "errata.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    only = set(filter(None, chosen.only.split(",")))
    wanted = [row for row in rows if not only or row["id"] in only]
    with Pool(chosen.jobs) as pool:
        results = list(pool.imap(of_document, tasks(chosen.folder, wanted)))
    found = sorted((one for some, _ in results for one in some), key=lambda one: int(one.id))
    print(f"{'id':>3}  {'place':<8} {'verdict':<10} {'reported':<13} {'mended':<18} reason")
    for one in found:
        said = f"{one.verdict:<10} {one.reported or '–':<13} {one.mended or '–':<18} {one.reason[:100]}"
        print(f"{one.id:>3}  {one.place:<8} {said}".rstrip())
    reported, mended = sum(bool(one.reported) for one in found), sum(bool(one.mended) for one in found)
    print(f"{len(found)} mistakes: {reported} reported, {mended} mended")
    print("Refuted elsewhere in these documents:", *(line for _, lines in results for line in lines), sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
