"""What became of a task: what the judge says, what derive says, and whether they go together."""

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from derive.data import Data, replace
from derive.decide.verdict import Verdict
from derive.errors import ReadError
from derive.formula import Formula, Name, Numeral, Ranged
from derive.formula_parts import rebuilt, subformulas_of
from derive.notation.latex import read_latex
from derive.printers.linear import linear
from derive.report import Step

from .judge import Judgement, Truth, judged
from .problem import Equation, Problem
from .recheck import Recheck, Record, recheck
from .steps import Task, problem_of

DROPPED = "hypothesis dropped"
"""The kind of a mutant that lacks a formula of which the prose may have words."""
WRONG = {
    (Truth.FALSE, "proved"),
    (Truth.OPEN, "proved"),
    (Truth.UNDEFINED, "proved"),
    (Truth.TRUE, "refuted"),
    (Truth.UNDEFINED, "refuted"),
}


IN_WORDS = r" = |^(?:a/bc|log a b) is | only\b|\breach(?:es)?\b|\bnew value\b|\bfixed$|\bcounts the changes\b"
"""Conditions that are no inequality: another equation, the way a symbol depends on others, how far a sign reaches,
what a derivative holds fixed."""


class Outcome(Data):
    """One row of the harness."""

    kind: str
    name: str
    equation: str
    truth: Truth
    verdict: str
    reason: str
    where: str
    recheck: str

    @property
    def is_wrong(self) -> bool:
        """Whether the verdict is wrong: a false equation proved, a true one refuted, a counterexample that is none."""
        return (self.truth, self.verdict) in WRONG or self.recheck == Recheck.FAILED.value

    def __str__(self) -> str:
        said = self.verdict + (f" ({self.reason})" if self.reason else "")
        return f"{self.name} [{self.kind}] {self.equation}: {self.truth.value} {self.where}, {said} {self.recheck}"


def outcome(kind: str, task: Task, seed: int = 0, known: Truth | None = None) -> Outcome:
    """Decide and judge. Where a true equation is refuted, the counterexample tells whether the judge has missed it;
    where no numbers satisfy the hypotheses, only what holds without them may be proved. An equation that is `known` to
    be true is judged only if it is not proved."""
    step, report = task.decided()
    problem = problem_of(report)
    proved = step.verdict is Verdict.PROVED
    problem = replace(problem, claim=with_shared_ends(problem.claim))
    judgement = Judgement(known) if known is not None and proved else judged(problem, seed)
    counting = counting_letter(step)
    if counting and judgement.truth in (Truth.FALSE, Truth.OPEN):
        problem = where_it_counts(problem, counting)
        judgement = judged(problem, seed)
    if judgement.truth is Truth.UNDEFINED and problem.hypotheses:
        freed = judged(replace(problem, hypotheses=()), seed)
        judgement = freed if freed.truth is Truth.TRUE else judgement
    truth, where, checked = judgement.truth, judgement.where, ""
    if step.counterexample is not None:
        shown = step.counterexample
        record = Record(dict(shown.sizes), dict(shown.letters), dict(shown.values), shown.left, shown.right)
        found = recheck(problem, record)
        checked = found.value
        if found is Recheck.CONFIRMED and truth in (Truth.TRUE, Truth.UNDEFINED):
            truth, where = Truth.FALSE, "at the counterexample only"
        if found is Recheck.UNJUDGED:
            truth, where = Truth.UNJUDGED, "a counterexample that is not read"
    if proved and truth in (Truth.FALSE, Truth.OPEN) and any(re.search(IN_WORDS, one) for one in step.conditions):
        truth, where = Truth.UNJUDGED, "proved under a condition in words"
    positive = positive_letters(step.conditions)
    if proved and truth is Truth.FALSE and positive and judged(problem, seed, positive).truth is Truth.TRUE:
        truth, where = Truth.UNJUDGED, "false only where the proof asks for positive numbers"
    if proved and truth in (Truth.FALSE, Truth.OPEN) and _is_left_out(where, step.conditions):
        truth, where = Truth.UNJUDGED, "false only at sizes that the proof leaves out"
    reason = reason_of(step)
    if truth is Truth.FALSE and step.verdict is Verdict.UNDECIDED:
        told = told_by_words(reason)
        totals = totals_in_words(reason) if kind == DROPPED else ()
        freed = replace(problem, hypotheses=(*problem.hypotheses, *totals))
        if (told or totals) and judged(freed, seed, told).truth is Truth.TRUE:
            truth = Truth.IN_WORDS
    left, right = task.sides
    equation = f"{linear(left)} = {linear(right)}{case_of(step)}"
    return Outcome(kind, task.name, equation, truth, step.verdict.value, reason, where, checked)


def counting_letter(step: Step) -> str:
    """The letter that counts the terms of sums where no range is told, as a proof asks for or a counterexample has it;
    "" if there is none. What is refuted so has to be false where it counts, too."""
    found = (re.fullmatch(r"the sums have (\w+) terms", one) for one in step.conditions)
    told = [one[1] for one in found if one]
    if step.counterexample is not None:
        told += [name for name, _ in step.counterexample.sizes]
    return told[0] if len(set(told)) == 1 else ""


def with_shared_ends(equation: Equation) -> Equation:
    """The equation, each sum over a letter that tells no range over that of the sums over the same letter which do."""
    sums = [one for side in (equation.left, equation.right) for one in subformulas_of(side, Ranged)]
    told = {one.letter: {(other.lower, other.upper) for other in sums if other.letter == one.letter and other.upper}
            for one in sums if one.letter is not None}  # fmt: skip

    def ranged(formula: Formula) -> Formula:
        formula = rebuilt(formula, ranged)
        ends = told.get(formula.letter, set()) if isinstance(formula, Ranged) and formula.letter is not None else set()
        if not isinstance(formula, Ranged) or formula.upper is not None or len(ends) != 1:
            return formula
        ((lower, upper),) = ends
        return replace(formula, lower=lower, upper=upper)

    return replace(equation, left=ranged(equation.left), right=ranged(equation.right))


def where_it_counts(problem: Problem, letter: str) -> Problem:
    """The problem with all sums from 1 to that letter."""

    def ranged(formula: Formula) -> Formula:
        formula = rebuilt(formula, ranged)
        if not isinstance(formula, Ranged) or formula.letter is None or formula.upper is not None:
            return formula
        return replace(formula, lower=Numeral(Fraction(1)), upper=Name(letter))

    def with_ranges(equation: Equation) -> Equation:
        return replace(equation, left=ranged(equation.left), right=ranged(equation.right))

    claim, definitions, hypotheses = problem.claim, problem.definitions, problem.hypotheses
    others = (tuple(map(with_ranges, one)) for one in (definitions, hypotheses))
    return Problem(with_ranges(claim), *others, problem.ranges)


def told_by_words(reason: str) -> dict[str, str]:
    """The kinds of numbers for the letters of which the prose has words, by the reason why a step is undecided.

    >>> told_by_words("assumption: may hold where y, μ > 0, which no formula states")
    {'y': 'fraction', 'μ': 'fraction'}
    """
    found = re.match(r"assumption: may hold where (.+) (> 0|is 0 or 1), which", reason)
    if found is None:
        return {}
    kind = "fraction" if found[2] == "> 0" else "bit"
    return {name.rstrip("^"): kind for name in found[1].split(", ")}


def totals_in_words(reason: str) -> tuple[Equation, ...]:
    """The sum of which the prose has words that were not dropped with its formula, by the same reason.

    >>> len(totals_in_words("assumption: may hold where Σ_k y_k = 1, which no formula states"))
    1
    """
    found = re.match(r"assumption: may hold where Σ_(\w) (\w)_\1 = 1, which", reason)
    if found is None:
        return ()
    sides = (rf"\sum_{found[1]} {found[2]}_{found[1]}", "1")
    return (Equation(*(read_latex(side, 0).formula for side in sides)),)


def positive_letters(conditions: Iterable[str]) -> dict[str, str]:
    """Numbers for the letters that conditions make positive.

    >>> positive_letters(["a_i > 0", "log x > 0", "c > 0"])
    {'a': 'fraction', 'c': 'fraction'}
    """
    found = (re.fullmatch(r"(\w)(?:_\w+)? > 0", one) for one in conditions)
    return {one[1]: "fraction" for one in found if one}


def _is_left_out(where: str, conditions: Iterable[str]) -> bool:
    """Whether the sizes at which the judge looked are below one that a condition such as n ≥ 2 asks for."""
    sizes = re.match(r"sizes \[([\d, ]+)\]", where)
    least = [int(found[1]) for one in conditions if (found := re.fullmatch(r"\S+ ≥ (\d+)", one))]
    return sizes is not None and bool(least) and min(map(int, sizes[1].split(","))) < max(least)


def case_of(step: Step) -> str:
    conditions = [f"{linear(c.left)} {c.sign} {linear(c.right)}" for c in step.case]
    return f" for {', '.join(conditions)}" if conditions else ""


def reason_of(step: Step) -> str:
    if step.reason is not None:
        return f"{step.reason.code}: {step.reason.message}"
    return step.error.code if isinstance(step.error, ReadError) else ""


def table(outcomes: Iterable[Outcome]) -> str:
    """How many of each truth were proved, refuted, left undecided or not taken for claims."""
    counts = Counter((one.truth.value, one.verdict) for one in outcomes)
    verdicts = ("proved", "refuted", "undecided", "given")
    rows = ["            " + "".join(f"{verdict:>11}" for verdict in verdicts) + "      decided"]
    wanted_of = {"true": "proved", "false": "refuted", "in words": "undecided"}
    wanted_of |= {"open": "", "undefined": "undecided", "unjudged": ""}
    for truth, wanted in wanted_of.items():
        numbers = [counts[truth, verdict] for verdict in verdicts]
        total = sum(numbers[:3])
        share = f"{100 * counts[truth, wanted] / total:12.2f}%" if wanted and total else ""
        rows.append(f"{truth:<12}" + "".join(f"{number:>11}" for number in numbers) + share)
    return "\n".join(rows)
