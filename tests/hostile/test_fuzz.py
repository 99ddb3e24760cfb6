"""What fuzzing found stays mended; the seeds of every target do what they should."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.hostile.mutating import mutated
from tests.hostile.targets import TARGETS, Target, TooSlow

FOUND = sorted(each for each in Path(__file__).with_name("found").iterdir() if each.suffix != ".md")


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_is_mended(path):
    TARGETS[path.name.partition("-")[0]](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_sound_and_spoilt_ones_end_well(name):
    target = TARGETS[name]
    for number, seed in enumerate(target.seeds()):
        found = target(seed)
        assert "taken" in found if isinstance(found, list) else found > 0
        spoilt = mutated(seed.decode("latin-1"), 5 + number).encode("latin-1", "ignore")
        target(spoilt)
        target(seed[: random.Random(number).randrange(len(seed))])


def test_what_is_slow_is_told(monkeypatch):
    monkeypatch.setattr("tests.hostile.targets.SECONDS", 0.01)
    with pytest.raises(TooSlow):
        Target(lambda data: sum(range(5_000_000)), tuple)(b"")
