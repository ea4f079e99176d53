"""How long the command takes from its start to its end, against `python -c "import sympy"`.

    python tests/benchmarks/start_up.py [ROUNDS]

Each round runs every command once, one after the other, so that what else the machine does falls on all of them;
the table gives medians of wall and of processor time, their ratios to the import of SymPy, and the most memory that a
run took. A first round, which writes the
bytecode of the modules and the cache of reports, is not counted.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = "derivations/softmax-cross-entropy.md"
YARDSTICK = "import sympy"
COMMANDS = {
    YARDSTICK: ("-c", "import sympy"),
    "pass": ("-c", "pass"),
    "derive --help": ("cli.py", "--help"),
    "derive list": ("cli.py", "list"),
    "derive check": ("cli.py", "check", "--no-cache", PAGE),
    "derive check, again": ("cli.py", "check", PAGE),
    "derive check -n 3": ("cli.py", "check", "--no-cache", "-n", "3", PAGE),
    "derive show": ("cli.py", "show"),
    "derive check shelf": ("cli.py", "check", "--no-cache", "derivations"),
}


Run: TypeAlias = tuple[float, float, float]
"""Wall time and processor time in seconds, and the peak of memory in MB."""


def run(arguments: tuple[str, ...]) -> Run:
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    spent = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    return spent, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main(rounds: int) -> None:
    for arguments in COMMANDS.values():
        run(arguments)
    runs: dict[str, list[Run]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            runs[name].append(run(arguments))
    medians = {name: tuple(map(statistics.median, zip(*several, strict=True))) for name, several in runs.items()}
    print(f"{'':20}{'wall':>10}{'ratio':>8}{'processor':>13}{'ratio':>8}{'memory':>11}   of {rounds} rounds")
    for name, (wall, spent, memory) in medians.items():
        ratios = wall / medians[YARDSTICK][0], spent / medians[YARDSTICK][1]
        times = f"{1000 * wall:>7.0f} ms{ratios[0]:>8.2f}{1000 * spent:>10.0f} ms{ratios[1]:>8.2f}"
        print(f"{name:20}{times}{memory:>8.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
