"""How long the command takes from its start to its end, against `python -c "import sympy"`.

    python tests/benchmarks/start_up.py [ROUNDS]

Each round runs every command once, one after the other, so that what else the machine does falls on all of them;
the table gives medians of wall time, and their ratios to the import of SymPy. A first round, which writes the
bytecode of the modules and the cache of reports, is not counted.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

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
}


def seconds(arguments: tuple[str, ...]) -> float:
    """The wall time of one run, in seconds."""
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def main(rounds: int) -> None:
    for arguments in COMMANDS.values():
        seconds(arguments)
    runs: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            runs[name].append(seconds(arguments))
    medians = {name: statistics.median(times) for name, times in runs.items()}
    print(f"{'':20}{'median':>10}{'ratio':>8}   of {rounds} rounds")
    for name, median in medians.items():
        print(f"{name:20}{1000 * median:>7.0f} ms{median / medians[YARDSTICK]:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
