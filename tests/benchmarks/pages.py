"""How long documents take, by page and by step, for all n, within one process.

    PYTHONPATH=. python tests/benchmarks/pages.py [FOLDER] [ROUNDS]

For every document of the folder (derivations/ if left out): its steps, the processor time to read it and to check it,
and that for a step; then the median and the 99th percentile of what it took to decide one claim, for the sake of
comparison the processor time of `python -c "import sympy"`, and the peak memory of the whole. The first round, in which
modules are imported, is not counted; the others take turns.
"""

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from derive.decide.decision import Decider
from derive.decide.verdict import Decision
from derive.document.reading import read_document
from derive.errors import DeriveError
from derive.files import documents_in, read_source
from derive.proofread import check_document
from derive.term import Claim, Result

CLAIMS: list[float] = []
"""Milliseconds for each claim of the counted rounds."""


def timed_decide(self: Decider, claim: Claim, results: Sequence[Result] = ()) -> Decision:
    start = time.process_time()
    decision = DECIDE(self, claim, results)
    CLAIMS.append(1000 * (time.process_time() - start))
    return decision


DECIDE = Decider.decide


def milliseconds(path: str) -> tuple[int, float, float] | None:
    """(steps, time to read, time to check); None if the document cannot be read."""
    start = time.process_time()
    try:
        document = read_document(read_source(path))
        between = time.process_time()
        report = check_document(document)
    except DeriveError:
        return None
    return len(report.steps), 1000 * (between - start), 1000 * (time.process_time() - between)


def importing_sympy() -> float:
    """Milliseconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import sympy"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main(folder: str, rounds: int) -> None:
    gc.set_threshold(500_000, 20, 20)  # as the command does
    Decider.decide = timed_decide  # type: ignore[method-assign]
    paths = [path for path in documents_in(folder) if milliseconds(path) is not None]
    CLAIMS.clear()
    runs: dict[str, list[tuple[int, float, float]]] = {path: [] for path in paths}
    imports: list[float] = []
    for _ in range(rounds):
        imports.append(importing_sympy())
        for path in paths:
            found = milliseconds(path)
            assert found is not None
            runs[path].append(found)
    print(f"{'steps':>6}{'read ms':>9}{'check ms':>10}{'ms a step':>11}")
    for path, several in runs.items():
        steps = several[0][0]
        read, check = (statistics.median(one[k] for one in several) for k in (1, 2))
        print(f"{steps:6}{read:9.1f}{check:10.1f}{(read + check) / max(1, steps):11.2f}  {path}")
    ordered = sorted(CLAIMS)
    last = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    print(f"a claim: median {statistics.median(ordered):.2f} ms, 99th percentile {last:.1f} ms, of {len(ordered)}")
    print(f"import sympy: {statistics.median(imports):.0f} ms")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "derivations", int(sys.argv[2]) if len(sys.argv) > 2 else 5)
