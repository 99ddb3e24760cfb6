"""The demo's record, open as programs open it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import according
from according.library import OpenRecord
from tests import demo_record


@pytest.fixture(scope="session")
def demo_db(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The demo's record. Only to copy."""
    return demo_record.made(tmp_path_factory, lambda: request.getfixturevalue("reader"))


@pytest.fixture(scope="module")
def record(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    """A copy of it."""
    path = demo_record.copy(demo_db, tmp_path_factory.mktemp("library") / "record.db")
    with according.open_record(str(path)) as opened:
        yield opened
