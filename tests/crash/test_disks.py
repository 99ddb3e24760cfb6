"""A full disk, a broken one, one that writes half; the long form is a program
(`tests.crash.disks`)."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess

import pytest

from tests.crash import shim
from tests.crash.disks import EVERY, FAULTS, Failing, check_nothing_made, check_said
from tests.long import LONG

SOME = {"create": 2, "put": 4, "link": 3, "judge": 3, "backup": 4, "release": 4, "export jsonl": 2}
"""Calls that fail in the short form."""


@pytest.fixture
def failing(nursery, disk, small_world, tmp_path):
    if disk is None:
        pytest.skip(shim.why_not())
    (tmp_path / "disk").mkdir()
    return Failing(nursery, small_world, tmp_path / "disk", disk)


def some_calls(calls: list[str], number: int) -> list[int]:
    """So many calls, counted from 1: of each kind the last, then others, as far apart as can be."""
    kinds = {re.sub(r"[0-9a-f]{8}|\d+", "N", each): at for at, each in enumerate(calls, 1)}
    chosen = sorted(kinds.values())
    step = max(1, len(chosen) // number)
    return chosen[::step][:number]


@pytest.mark.parametrize("operation", SOME)
def test_a_disk_that_fails_is_said_and_tears_nothing(failing, operation):
    calls = failing.calls(operation)
    faults = list(FAULTS.values())
    for number, at in enumerate(some_calls(calls, SOME[operation])):
        failing.fail(operation, at, faults[number % len(faults)])


@pytest.fixture
def small_disk(tmp_path):
    """A real file system that is soon full."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("needs root: mounts a small file system")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("operation", EVERY if LONG else ["put", "backup"])
def test_a_disk_that_is_really_full(failing, small_disk, operation):
    """At first there is no room for more than the record, then ever more."""
    failing.scratch = small_disk
    errors = 0
    for room in range(0, 1600, 40) if LONG else (0, 60, 400):
        folder = failing.folder(operation)
        with failing.place.record(operation, folder) as url:
            filler = small_disk / "filler"
            _fill(filler, small_disk, room)
            ran = failing.nursery.run(operation, url, folder)
            if ran.code:
                errors += 1
                check_said(ran, ran.said)
                check_nothing_made(operation, folder, ran.said)
            filler.unlink()
            failing.check(operation, url, folder, ran)
    assert errors


def _fill(filler, folder, room: int) -> None:
    """Fill a file system up to so many KiB."""
    with filler.open("wb") as file, contextlib.suppress(OSError):
        while shutil.disk_usage(folder).free > room * 1024:
            file.write(bytes(4096))
            file.flush()
