"""The table of the harness: python -m tests.soundness.run --mutants 10000 --identities 10000 --seed 1."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from .edits import mutants
from .outcome import Outcome, outcome, table
from .steps import Task, tasks_of

HERE = Path(__file__).parent.parent
CHUNK = 20


def bases() -> list[Path]:
    """The derivations that ship, and the tables of verdicts."""
    pages = sorted((HERE.parent / "derivations").glob("*.md"))
    assert pages, "no derivations"
    tables = sorted((HERE / "cases" / "verdicts").glob("*.txt"))
    assert tables, "no tables"
    return pages + tables


def all_tasks(paths: list[Path]) -> Iterator[Task]:
    """The proved steps of derivations and of tables."""
    for path in paths:
        yield from tasks_of_table(path) if path.suffix == ".txt" else tasks_of(path.name, path.read_text("utf-8"))


def tasks_of_table(path: Path) -> Iterator[Task]:
    """The claims of a table that are proved, each a document."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        given = ""
        for line in block.splitlines():
            head, _, rest = line.partition(": ")
            if head == "given":
                given = rest
            elif head.startswith("proved"):
                yield from tasks_of(f"{path.name}: {rest}", f"{given}\n\n$$\n{rest}\n$$\n")


def all_mutants(paths: list[Path]) -> Iterator[tuple[str, Task]]:
    for task in all_tasks(paths):
        yield "as it is", task
        yield from mutants(task)


def sample(count: int, seed: int, most_paths: int = 1000) -> list[tuple[str, Task]]:
    """Mutants chosen by chance, of the steps of some derivations and tables."""
    random = Random(seed)
    paths = bases()
    everything = list(all_mutants(random.sample(paths, min(most_paths, len(paths)))))
    return random.sample(everything, min(count, len(everything)))


def outcomes_of(chunk: list[tuple[str, Task]], seed: int) -> list[Outcome]:
    return [outcome(kind, task, seed) for kind, task in chunk]


def run(chosen: list[tuple[str, Task]], seed: int, jobs: int) -> Iterator[Outcome]:
    chunks = [chosen[start : start + CHUNK] for start in range(0, len(chosen), CHUNK)]
    with ProcessPoolExecutor(jobs) as pool:
        for done in pool.map(outcomes_of, chunks, [seed] * len(chunks)):
            yield from done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--identities", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--misses", action="store_true", help="list what was not decided")
    chosen = parser.parse_args()
    outcomes = list(run(sample(chosen.mutants, chosen.seed), chosen.seed, chosen.jobs))
    print(f"{len(outcomes)} mutants\n{table(outcomes)}")
    return _told(outcomes, chosen.misses)


def _told(outcomes: list[Outcome], misses: bool) -> int:
    wrong = [one for one in outcomes if one.is_wrong]
    for one in wrong:
        print(f"WRONG {one}")
    reasons = Counter((one.truth.value, one.reason) for one in outcomes if one.verdict in ("undecided", "unreadable"))
    for (truth, reason), count in reasons.most_common(25):
        print(f"{count:6} {truth:<10} {reason}")
    if misses:
        for one in outcomes:
            if one.verdict == "undecided":
                print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
