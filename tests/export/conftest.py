"""The demo's record, for all tests of what goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import demo_record


@pytest.fixture(scope="session")
def demo_db(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The demo's record. Only to copy."""
    return demo_record.made(tmp_path_factory, lambda: request.getfixturevalue("reader"))
