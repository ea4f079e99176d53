"""How many slips are mended to what stood there: python -m tests.soundness.mending --mutants 400 --seed 1 [--list].

A member of a derivation that ships is changed by one edit of the harness. Where a step of the page is then refuted, the
repair of the first such step should give back something that is equal, for all n, to what the member was. Told apart
are the bodies of definitions, the members that begin a chain, and those after them.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from random import Random

from derive.data import Data, replace
from derive.decide.verdict import Verdict
from derive.document.model import Chain, Cue, Document, Member, Relation, Statement
from derive.document.reading import read_document
from derive.errors import ReadError
from derive.formula import Formula
from derive.notation.canonical import canonical_latex
from derive.printers.phrases import mends
from derive.proofread import check_document
from derive.report import Step
from derive.source import Source

from .edits import edits_of, surroundings
from .run import HERE
from .steps import Task

PLACES = ("definition", "first", "later")


class Slip(Data):
    """A page with one member changed."""

    page: str
    place: str
    """One of PLACES."""
    kind: str
    statement: int
    member: int
    formula: Formula


class Mended(Data):
    """What became of a slip."""

    slip: Slip
    outcome: str
    """'mended', 'another' repair than what stood there, 'none'."""
    said: str


def read(page: str) -> Document:
    return read_document(Source(page, (HERE.parent / "derivations" / page).read_text(encoding="utf-8")))


def slips(page: str, random: Random, each: int) -> Iterator[Slip]:
    """So many slips for each member of a page, by different kinds of edits."""
    document = read(page)
    given = {step.span for step in check_document(document, mends=False).steps if step.verdict is Verdict.GIVEN}
    before: list[Statement] = []
    for number, statement in enumerate(document.statements):
        chain = statement.chain
        if not chain.relations or statement.cue in (Cue.CASE, Cue.RANGE) or chain.relations[0].sign != "=":
            continue
        defines = chain.relations[0].span in given
        if not (defines and statement.cue is Cue.ASSUME):
            for k, member in enumerate(chain.members):
                if isinstance(member.formula, ReadError) or (k == 0 and (defines or chain.continues)):
                    continue
                place = "first" if k == 0 else "definition" if k == 1 and defines else "later"
                found = list(_edited(document, tuple(before), statement, k))
                random.shuffle(found)
                for kind, formula in list(dict(found).items())[:each]:
                    yield Slip(page, place, kind, number, k, formula)
        if defines:
            before.append(replace(statement, chain=_pair(chain, chain.members[0], chain.members[1])))


def _edited(
    document: Document, given: tuple[Statement, ...], statement: Statement, k: int
) -> Iterator[tuple[str, Formula]]:
    members = statement.chain.members
    beside = members[k + 1] if k == 0 else members[k - 1]
    chain = _pair(statement.chain, members[k], beside)
    task = Task("", document.source, given, replace(statement, chain=chain))
    formula = members[k].formula
    assert not isinstance(formula, ReadError)
    if not isinstance(beside.formula, ReadError):
        yield from edits_of(formula, surroundings(task))


def _pair(chain: Chain, left: Member, right: Member) -> Chain:
    return Chain((left, right), (Relation("=", chain.relations[0].span),), None, chain.span)


def mended(slip: Slip) -> Mended | None:
    """What is said of a slip; None if no step is refuted for it."""
    document = read(slip.page)
    statement = document.statements[slip.statement]
    member = statement.chain.members[slip.member]
    wrong = replace(member, formula=slip.formula, latex=canonical_latex(slip.formula))
    mutant = _with_member(document, slip.statement, slip.member, wrong)
    if all(step.verdict is not Verdict.REFUTED for step in check_document(mutant, mends=False).steps):
        return None
    step = next(step for step in check_document(mutant).steps if step.verdict is Verdict.REFUTED)
    said = f"{slip.page} {slip.place} {slip.kind}: {member.latex} -> {wrong.latex} | {step.id}"
    if step.repair is None:
        return Mended(slip, "none", said)
    said += f" {step.repair.kind}: {step.repair.left} = {step.repair.right}"
    right = _changed(step) == member.span and _is_equal(document, slip, member, step.repair.formula)
    return Mended(slip, "mended" if right else "another", said)


def _with_member(document: Document, number: int, k: int, member: Member) -> Document:
    statement = document.statements[number]
    old = statement.chain.members[k]

    def changed(one: Statement) -> Statement:
        members = tuple(member if each is old else each for each in one.chain.members)
        return replace(one, chain=replace(one.chain, members=members))

    return replace(document, statements=tuple(map(changed, document.statements)))


def _changed(step: Step) -> object:
    """Where the member stands that the repair of a step changes."""
    assert step.repair is not None
    left, right = mends(step.repair, step)
    return (left if step.repair.left != left.latex else right).span


def _is_equal(document: Document, slip: Slip, member: Member, repaired: Formula | None) -> bool:
    """Whether the repaired member equals what it was, by what is given up to its statement."""
    if repaired is None or repaired == member.formula:
        return repaired is not None
    statement = document.statements[slip.statement]
    other = replace(member, formula=repaired, latex=canonical_latex(repaired))
    claim = replace(statement, chain=_pair(statement.chain, member, other), display=True, cue=Cue.RESULT)
    known = (*document.statements[: slip.statement + 1], claim)
    return check_document(replace(document, statements=known), mends=False).steps[-1].verdict is Verdict.PROVED


def sample(count: int, seed: int, each: int) -> list[Slip]:
    """Slips chosen by chance, from all pages that are right."""
    random = Random(seed)
    pages = [path.name for path in sorted((HERE.parent / "derivations").glob("*.md"))]
    pages = [page for page in pages if not page.startswith("wrong")]
    assert pages, "no derivations"
    found = [slip for page in pages for slip in slips(page, random, each)]
    return random.sample(found, min(count, len(found)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=400)
    parser.add_argument("--each", type=int, default=3, help="slips of a member")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--place", choices=PLACES, help="only these")
    parser.add_argument("--list", action="store_true", help="list what was not mended")
    chosen = parser.parse_args()
    found = [one for one in sample(chosen.mutants, chosen.seed, chosen.each) if chosen.place in (None, one.place)]
    with ProcessPoolExecutor(chosen.jobs) as pool:
        outcomes = [one for one in pool.map(mended, found, chunksize=4) if one is not None]
    if chosen.list:
        print(*(f"{one.outcome}: {one.said}" for one in outcomes if one.outcome != "mended"), sep="\n")
    counts = Counter((one.slip.place, one.outcome) for one in outcomes)
    for place in (*PLACES, "all"):
        row = {name: sum(n for (at, said), n in counts.items() if said == name and place in (at, "all"))
               for name in ("mended", "another", "none")}  # fmt: skip
        total = sum(row.values())
        print(f"{place:<12} {row['mended']:>4} of {total:>4} mended {100 * row['mended'] / max(total, 1):>6.1f} %, "
              f"{row['another']} in another way, {row['none']} not")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
