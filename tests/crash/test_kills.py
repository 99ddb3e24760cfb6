"""Processes killed at named steps and at random moments; the long form is a program
(`tests.crash.kills`)."""

from __future__ import annotations

import random

import pytest

from tests.crash.kills import MAKING, RECORDING, Killer, at_random
from tests.crash.places import Databases, Files
from tests.crash.steps import COMMIT, COMMITTED

STEPS = 2
"""Named steps at which an operation is killed in the short form, beside those of `_LAST`."""
AT_RANDOM = 5
ON_SERVERS = ("put", "judge")

_LAST = {
    **dict.fromkeys(RECORDING, (COMMIT, COMMITTED)),
    **dict.fromkeys(MAKING, ("fsync", "rename .out.losses.json", "rename .out")),
    "release": ("rename .N.N.N.part",),
    "backup": ("rename out.sha256.part", "rename out.part"),
}
"""Steps at which most could go wrong."""


def some_steps(killer: Killer, operation: str, number: int) -> list[tuple[str, int]]:
    """So many of the named steps, by chance but each time the same, and those of `_LAST`."""
    every = list(killer.steps(operation, 1))
    last = [each for each in every if each[0].startswith(_LAST[operation])]
    return last + random.Random(operation).sample(every, min(number, len(every)))


def kill_at_some(killer: Killer, operation: str, number: int) -> None:
    for step in some_steps(killer, operation, number):
        assert killer.kill(operation, at=step), step


@pytest.fixture(scope="module")
def killer(nursery, small_world, tmp_path_factory):
    return Killer(nursery, Files(small_world), tmp_path_factory.mktemp("killed"))


@pytest.fixture(scope="module")
def on_server(nursery, server, small_world, tmp_path_factory):
    scratch = tmp_path_factory.mktemp("killed")
    return Killer(nursery, Databases(server, small_world), scratch)


@pytest.mark.parametrize("operation", RECORDING)
def test_what_is_killed_at_a_step_has_lost_and_doubled_nothing(killer, operation):
    kill_at_some(killer, operation, STEPS)


@pytest.mark.parametrize("operation", ["export jsonl", "export csv", "release", "backup"])
def test_what_is_made_is_whole_or_not_there(killer, operation):
    kill_at_some(killer, operation, 1)


def test_the_same_at_random_moments(killer):
    assert at_random(killer, RECORDING, AT_RANDOM, seed=4) == AT_RANDOM


@pytest.mark.parametrize("operation", ON_SERVERS)
def test_a_server_keeps_what_it_kept(on_server, operation):
    kill_at_some(on_server, operation, 0)
