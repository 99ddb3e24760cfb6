"""The demo's record, closed, in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from according.store import Record
from tests import demo_record


@pytest.fixture
def path(demo_db: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return demo_record.copy(demo_db, tmp_path / "record.db")


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """The same, open."""
    with Record(str(path)) as opened:
        yield opened
