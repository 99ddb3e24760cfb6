"""A run killed with all its processes and started again, at moments of every kind."""

import random

import pytest

from tests.crash.killing import (
    KILLS_IN_A_ROW,
    finish,
    kill_again_and_again,
    kill_group,
    make_folder,
    rows,
    time_until_written,
)
from tests.long import LONG

KILLS = 25 if LONG else 5


@pytest.mark.slow
def test_a_run_killed_and_started_again_fills_the_same_record(tmp_path):
    folder = make_folder(tmp_path / "reports")
    whole = tmp_path / "whole.db"
    ready = time_until_written(folder, whole)
    expected = rows(whole)
    chance = random.Random(25)
    kills = []
    while len(kills) < KILLS:
        record = tmp_path / f"record{len(kills)}.db"
        left = KILLS - len(kills)
        kills += kill_again_and_again(
            folder, record, chance, kill_group, ready, min(left, KILLS_IN_A_ROW)
        )
        finish(folder, record)
        assert rows(record) == expected, kills
    assert finish(folder, record).startswith("32 in = 0 stored + 30 already there + 2 refused")
    assert rows(record) == expected
    assert any(kill.before == kill.after for kill in kills)
    assert any(kill.before < kill.after for kill in kills)
