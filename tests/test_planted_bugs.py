"""The soundness harness finds every bug that is planted in what decides, as a wrong verdict."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from soundness.outcome import Outcome, outcome
from soundness.plants import PLANTS, Plant, silence
from soundness.run import all_mutants
from soundness.steps import Task

from derive.decide.verdict import Verdict

TABLES = Path(__file__).parent / "cases" / "verdicts"


@cache
def mutants_of(table: str) -> list[tuple[str, Task]]:
    return list(all_mutants([TABLES / f"{table}.txt"]))


def candidates(plant: Plant) -> Iterator[tuple[str, Task]]:
    for table in plant.tables:
        for kind, task in mutants_of(table):
            if not plant.kinds or kind in plant.kinds:
                yield kind, task


def first_wrong(plant: Plant) -> Outcome | None:
    """The first wrong verdict on a candidate; what is undecided is not judged."""
    for kind, task in candidates(plant):
        if task.decided()[0].verdict in (Verdict.PROVED, Verdict.REFUTED):
            found = outcome(kind, task)
            if found.is_wrong:
                return found
    return None


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_bug_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant = PLANTS[name]
    assert list(candidates(plant))
    silence(plant, monkeypatch.setattr)
    monkeypatch.setattr(plant.owner, plant.attribute, plant.broken(getattr(plant.owner, plant.attribute)))
    assert first_wrong(plant) is not None


def test_silence_alone_is_not_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("everything is positive", "the refuter forgets the case"):
        plant = PLANTS[name]
        with monkeypatch.context() as patch:
            silence(plant, patch.setattr)
            assert first_wrong(plant) is None


def test_there_are_enough_plants() -> None:
    assert len(PLANTS) >= 13
