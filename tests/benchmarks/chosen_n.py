"""The whole of Equations 3 to 7 at a chosen n, against what one would use instead.

    PYTHONPATH=.:tests python tests/benchmarks/chosen_n.py [SECONDS] [ROUNDS]

The work: all n² entries ∂ŷ_j/∂o_i and all n entries ∂l/∂o_i, derived from the definitions and proved equal to
ŷ_j (δ_ij − ŷ_i) and, where Σ y = 1, to ŷ_i − y_i. Every way starts from nothing but its imported modules. In each
round the ways take turns at each n; the table gives medians of processor time in milliseconds. A way that took
longer than SECONDS at one n is not asked for the next. `derive` decides one entry of each kind and gives the reason why
that is enough (derive.decide.chosen); the last column is its proof for all n at once. SymEngine and python-flint
are left out where they are not installed: pip install '.[benchmark]'; and so is Maxima, of which the start is not
counted. What python-flint does is less than the
others do: it has no exponentials, so that the rules of differentiation are written into this script. SymEngine is
told to take S = Σ e^{o_k} for an atom, without which it is slower by far.
"""

import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

import sympy
from claims_by_hand import DIFFERENT, LOSS, SUM_IS_ONE, I, J, by_o, claim, minus, p, times, y

from derive.decide.budget import Budget
from derive.decide.chosen import Components
from derive.decide.prove import Prover
from derive.term import ONE, negative

SIZES = (2, 4, 8, 16, 32, 64, 128, 256)
CLAIMS = (
    claim(by_o(p(J)), negative(times(p(J), p(I))), DIFFERENT),
    claim(by_o(p(I)), times(p(I), minus(ONE, p(I)))),
    claim(by_o(LOSS), minus(p(I), y(I)), hypotheses=(SUM_IS_ONE,)),
)


def by_derive(n: int) -> bool:
    components = Components.of_size(n)
    return all(components.prove(one).equal for one in CLAIMS)


def for_all_n(_: int) -> bool:
    provers = [Prover(one, Budget(60_000)) for one in CLAIMS]
    return all(prover.prove(prover.full_means()) is not None for prover in provers)


def _entry_by_entry(n: int, is_zero: Callable[[sympy.Expr], bool]) -> bool:
    o, given = sympy.symbols(f"o1:{n + 1}", real=True), sympy.symbols(f"y1:{n + 1}", real=True)
    y = [*given[:-1], 1 - sum(given[:-1])]
    total = sum(map(sympy.exp, o))
    softmax = [sympy.exp(x) / total for x in o]
    loss = -sum(a * sympy.log(b) for a, b in zip(given, softmax, strict=True))
    last = {given[-1]: y[-1]}
    jacobian = all(
        is_zero(softmax[j].diff(o[i]) - softmax[j] * (int(i == j) - softmax[i])) for i in range(n) for j in range(n)
    )
    return jacobian and all(is_zero((loss.diff(o[i]) - (softmax[i] - given[i])).subs(last)) for i in range(n))


def by_simplify(n: int) -> bool:
    sympy.core.cache.clear_cache()
    return _entry_by_entry(n, lambda difference: sympy.simplify(difference) == 0)


def by_cancel(n: int) -> bool:
    sympy.core.cache.clear_cache()
    return _entry_by_entry(n, lambda difference: sympy.cancel(sympy.together(difference)) == 0)


def by_symengine(n: int) -> bool:
    import symengine as se

    o, given = se.symbols(f"o1:{n + 1}"), se.symbols(f"y1:{n + 1}")
    total = sum(map(se.exp, o))
    softmax = [se.exp(x) / total for x in o]
    loss = -sum(a * se.log(b) for a, b in zip(given, softmax, strict=True))
    atom = {total: se.Symbol("S")}
    last = {given[-1]: 1 - sum(given[:-1])}
    jacobian = all(
        se.expand((softmax[j].diff(o[i]) - softmax[j] * (int(i == j) - softmax[i])).subs(atom)) == 0
        for i in range(n)
        for j in range(n)
    )
    return jacobian and all(
        se.expand((loss.diff(o[i]) - (softmax[i] - given[i])).subs(atom).subs(last)) == 0 for i in range(n)
    )


def by_flint(n: int) -> bool:
    import flint

    names = [*(f"e{k}" for k in range(n)), *(f"y{k}" for k in range(n - 1))]
    ring = flint.fmpz_mpoly_ctx.get(names, "lex")
    generators = ring.gens()
    e, y = generators[:n], list(generators[n:])
    y.append(1 - sum(y, ring.constant(0)))
    total = sum(e, ring.constant(0))
    slope = total.derivative
    for i in range(n):
        by_i = e[i] * slope(i)
        for j in range(n):
            above = (e[j] * total if i == j else 0) - e[j] * by_i
            if above - e[j] * ((total if i == j else 0) - e[i]) != 0:
                return False
        gradient = sum((y[k] * by_i for k in range(n)), ring.constant(0)) - y[i] * total
        if gradient - (e[i] - y[i] * total) != 0:
            return False
    return True


MAXIMA = """
s: sum(exp(o[k]), k, 1, {n})$
p: makelist(exp(o[k])/s, k, 1, {n})$
t: append(makelist(y[k], k, 1, {n} - 1), [1 - sum(y[k], k, 1, {n} - 1)])$
l: -sum(t[k]*log(p[k]), k, 1, {n})$
d(i, j) := if i = j then 1 else 0$
wrong: 0$
for i thru {n} do for j thru {n} do
    if ratsimp(diff(p[j], o[i]) - p[j]*(d(i, j) - p[i])) # 0 then wrong: wrong + 1$
for i thru {n} do if ratsimp(diff(l, o[i]) - (p[i] - t[i])) # 0 then wrong: wrong + 1$
print("wrong entries:", wrong)$
"""


def by_maxima(n: int) -> bool:
    return "wrong entries: 0" in _said_by_maxima(MAXIMA.format(n=n))


def _said_by_maxima(program: str) -> str:
    command = ("maxima", "--very-quiet", "--batch-string", program)
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@cache
def _start_of_maxima() -> float:
    """Seconds of processor time that Maxima takes to start."""
    before = _seconds()
    _said_by_maxima("1$")
    return _seconds() - before


def _seconds() -> float:
    """Processor time of this process, and of those that it waited for."""
    own, waited = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + waited.ru_utime + waited.ru_stime


WAYS: dict[str, Callable[[int], bool]] = {
    "simplify": by_simplify,
    "cancel": by_cancel,
    "Maxima": by_maxima,
    "SymEngine": by_symengine,
    "python-flint": by_flint,
    "derive -n": by_derive,
    "derive, all n": for_all_n,
}
NEEDED = {"SymEngine": "symengine", "python-flint": "flint"}


def milliseconds(way: Callable[[int], bool], n: int) -> float:
    start_of_another = _start_of_maxima() if way is by_maxima else 0.0
    before = _seconds()
    proved = way(n)
    spent = _seconds() - before - start_of_another
    if not proved:
        raise SystemExit(f"not proved at n = {n}")
    return 1000 * spent


def main(limit: float, rounds: int) -> None:
    names = [name for name in WAYS if name not in NEEDED or find_spec(NEEDED[name])]
    if shutil.which("maxima") is None:
        names.remove("Maxima")
    for name in names:
        WAYS[name](2)
    print("n".rjust(5), *(name.rjust(14) for name in names))
    waiting = set(names)
    for n in SIZES:
        runs: dict[str, list[float]] = {name: [] for name in names if name in waiting}
        for number in range(rounds):
            for name, times_ in runs.items():
                if not number or sum(times_) < 1000 * limit:
                    times_.append(milliseconds(WAYS[name], n))
        medians = {name: statistics.median(times_) for name, times_ in runs.items()}
        print(f"{n:5}", *(f"{medians[name]:14.1f}" if name in medians else f"{'–':>14}" for name in names), flush=True)
        waiting -= {name for name, median in medians.items() if median > 1000 * limit}


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
