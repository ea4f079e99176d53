"""How the time for a step grows with the length of a row, and with the length of a document.

    PYTHONPATH=. python tests/benchmarks/growth.py [ROUNDS]

Processor time to read and check documents that are made here, medians of rounds in turn, for all n: one step of which
the left side has more and more terms, and one chain of two steps that a document repeats more and more often.
"""

import statistics
import sys
import time

from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source

TERMS = (2, 5, 10, 20, 50, 100, 165)
CHAINS = (2, 5, 10, 20, 40, 80)
GIVEN = "Let $p_i = \\frac{e^{o_i}}{\\sum_k e^{o_k}}$.\n\n"
CHAIN = """$$
\\frac{\\partial p_j}{\\partial o_i} = p_j \\delta_{ij} - p_j p_i = p_j (\\delta_{ij} - p_i)
$$

"""


def long_row(terms: int) -> str:
    """p_i + 2 p_i + … + terms·p_i = (their number) p_i"""
    written = " + ".join(f"{k} p_i" for k in range(1, terms + 1))
    return f"{GIVEN}$$\n{written} = {terms * (terms + 1) // 2} p_i\n$$\n"


def long_document(chains: int) -> str:
    return GIVEN + CHAIN * chains


def milliseconds(text: str) -> float:
    """For a step of the document, all of which are proved."""
    start = time.process_time()
    report = check_document(read_document(Source("page.md", text)))
    spent = time.process_time() - start
    verdicts = [step.verdict.value for step in report.steps]
    if verdicts[0] != "given" or set(verdicts[1:]) != {"proved"}:
        raise SystemExit(f"not all proved: {verdicts}")
    return 1000 * spent / (len(verdicts) - 1)


def main(rounds: int) -> None:
    pages = {
        **{f"a row of {3 * terms} atoms": long_row(terms) for terms in TERMS},
        **{f"a document of {2 * chains} steps": long_document(chains) for chains in CHAINS},
    }
    milliseconds(long_row(1))
    runs: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, text in pages.items():
            runs[name].append(milliseconds(text))
    for name, times in runs.items():
        print(f"{name:28}{statistics.median(times):9.2f} ms a step")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
