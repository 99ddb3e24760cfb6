"""What tests share that kill processes of one small record, or break their disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import shim, world
from tests.crash.nursery import Nursery
from tests.crash.shim import Disk


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of `world.made`, shared by all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return world.made(folder, lambda: request.getfixturevalue("reader"))


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk | None:
    """A disk that fails when it is told to; None where there can be none."""
    return None if shim.why_not() else Disk(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="session")
def nursery(small_world: Path, disk: Disk | None) -> Iterator[Nursery]:
    """Processes on that disk."""
    made = Nursery(small_world, disk.environment if disk else None)
    try:
        yield made
    finally:
        made.close()
