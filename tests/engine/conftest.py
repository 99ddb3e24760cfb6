"""What tests of the engine share: quick readers, and folders of invented reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from according.settings import MIB, Limits, Settings
from according.store import Record
from tests.engine import mains

QUICK = Settings(workers=1, limits=Limits(seconds=1.0, memory_bytes=96 * MIB))
"""Limits that are met soon; loading a parser stays well under both."""


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(str(tmp_path / "record.db"), create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., str]:
    """A function that makes a folder of files of these names and texts; its path."""

    def make(**texts: str) -> str:
        for name, text in texts.items():
            (tmp_path / "in").mkdir(exist_ok=True)
            (tmp_path / "in" / name.replace("_", ".")).write_text(text, encoding="utf-8")
        return str(tmp_path / "in")

    return make


@pytest.fixture
def quick_readers(monkeypatch: pytest.MonkeyPatch, breakable_intake: None) -> None:
    """Readers that load no models and find nothing, behind `breakable_intake`."""
    monkeypatch.setattr("according.engine.readers.reader_main", mains.reader)


@pytest.fixture
def breakable_intake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intake that hangs, swells, dies or raises where an input's text says so."""
    monkeypatch.setattr("according.engine.intake.intake_main", mains.intake)
