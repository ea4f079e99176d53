"""A sample of the soundness harness: tests/soundness/run.py runs it at length."""

from collections import Counter

import pytest
from soundness.judge import Truth
from soundness.outcome import Outcome
from soundness.run import of_identity, of_pair, outcomes_of, sample

MUTANTS = 150
SEED = 7
FILES = 6
IDENTITIES = 60
PAIRS = 30


@pytest.fixture(scope="module")
def mutants() -> list[Outcome]:
    return outcomes_of(sample(MUTANTS, SEED, FILES), SEED)


def test_no_mutant_has_a_wrong_verdict(mutants: list[Outcome]) -> None:
    assert len(mutants) == MUTANTS
    assert [str(one) for one in mutants if one.is_wrong] == []


def test_most_mutants_are_decided(mutants: list[Outcome]) -> None:
    counts = Counter((one.truth, one.verdict) for one in mutants)
    false = sum(count for (truth, _), count in counts.items() if truth is Truth.FALSE)
    assert false >= 0.6 * MUTANTS
    assert counts[Truth.FALSE, "refuted"] >= 0.9 * false


def test_counterexamples_are_confirmed_from_their_record(mutants: list[Outcome]) -> None:
    checked = Counter(one.recheck for one in mutants if one.verdict == "refuted")
    assert checked["confirmed"] >= 0.95 * checked.total()
    assert checked["failed"] == 0


def test_identities_are_proved() -> None:
    outcomes = [of_identity(number, SEED) for number in range(IDENTITIES)]
    assert [str(one) for one in outcomes if one.is_wrong or one.truth is not Truth.TRUE] == []
    assert sum(one.verdict == "proved" for one in outcomes) >= 0.97 * IDENTITIES


def test_random_pairs_have_no_wrong_verdict() -> None:
    outcomes = [of_pair(number, SEED) for number in range(PAIRS)]
    assert [str(one) for one in outcomes if one.is_wrong] == []
    false = [one for one in outcomes if one.truth is Truth.FALSE]
    assert len(false) >= 0.6 * PAIRS
    assert sum(one.verdict == "refuted" for one in false) >= 0.8 * len(false)
