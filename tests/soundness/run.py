"""The table of the harness: python -m tests.soundness.run --mutants 10000 --identities 10000 --seed 1."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from random import Random

from .edits import mutants
from .identities import identity, pair
from .judge import Truth
from .outcome import Outcome, outcome, table
from .steps import Task, tasks_of

HERE = Path(__file__).parent.parent
CHUNK = 20
JUDGED = 20


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
    """Mutants chosen by chance, of the steps of some derivations and tables; a new table among many others hardly
    changes which ones."""
    paths = sorted(bases(), key=lambda path: Random(f"{seed} {path.name}").random())
    everything = list(all_mutants(paths[:most_paths]))
    return Random(seed).sample(everything, min(count, len(everything)))


Job = Callable[[int, int], Outcome]


def of_identity(number: int, seed: int) -> Outcome:
    """Identities are true: only one in JUDGED is judged, as a check of the rules, and those that are not proved."""
    kind, task = identity(number, seed)
    return outcome(kind, task, seed) if number % JUDGED == 0 else outcome(kind, task, seed, known=Truth.TRUE)


def of_pair(number: int, seed: int) -> Outcome:
    return outcome(*pair(number, seed), seed)


def outcomes_of(chunk: list[tuple[str, Task]], seed: int) -> list[Outcome]:
    return [outcome(kind, task, seed) for kind, task in chunk]


def chunk_of(job: Job, numbers: range, seed: int) -> list[Outcome]:
    return [job(number, seed) for number in numbers]


def run_mutants(chosen: list[tuple[str, Task]], seed: int, pool: Executor) -> Iterator[Outcome]:
    chunks = [chosen[start : start + CHUNK] for start in range(0, len(chosen), CHUNK)]
    for done in pool.map(outcomes_of, chunks, [seed] * len(chunks)):
        yield from done


def run_numbers(job: Job, count: int, seed: int, pool: Executor) -> Iterator[Outcome]:
    chunks = [range(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    for done in pool.map(chunk_of, [job] * len(chunks), chunks, [seed] * len(chunks)):
        yield from done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--identities", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--misses", action="store_true", help="list what was not decided")
    chosen = parser.parse_args()
    wrong = 0
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for title, outcomes in (
            ("mutants", run_mutants(sample(chosen.mutants, chosen.seed), chosen.seed, pool)),
            ("identities", run_numbers(of_identity, chosen.identities, chosen.seed, pool)),
            ("random pairs", run_numbers(of_pair, chosen.pairs, chosen.seed, pool)),
        ):
            wrong += _told(title, list(outcomes), chosen.misses)
    return 1 if wrong else 0


def _told(title: str, outcomes: list[Outcome], misses: bool) -> int:
    """Prints what became of them; returns the number of wrong verdicts."""
    print(f"{len(outcomes)} {title}\n{table(outcomes)}", flush=True)
    wrong = [one for one in outcomes if one.is_wrong]
    for one in wrong:
        print(f"WRONG {one}")
    reasons = Counter((one.truth.value, one.reason) for one in outcomes if one.verdict in ("undecided", "unreadable"))
    for (truth, reason), count in reasons.most_common(25):
        print(f"{count:6} {truth:<10} {reason}")
    if misses:
        print(*(one for one in outcomes if one.verdict == "undecided"), sep="\n")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
