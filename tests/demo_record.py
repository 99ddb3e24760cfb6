"""A record of the demo's reports, made once for all processes that test."""

import os
import shutil
import time
from pathlib import Path

import pytest

from according import linker
from according.pipeline import run
from according.settings import Columns, Settings
from according.store import Record
from demo.run import COLUMNS
from tests.conftest import ROOT

_PATIENCE = 600.0


def made(factory: pytest.TempPathFactory, reader_of) -> Path:
    """The record, in a folder that the test processes of this run share. Only to copy or look into.

    Args:
        reader_of: called for a reader where the record must be made.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    target = folder / "demo.db"
    lock = folder / "demo.lock"
    waited = time.monotonic()
    while not target.exists():
        try:
            os.mkdir(lock)
        except FileExistsError:
            if time.monotonic() - waited > _PATIENCE:
                raise
            time.sleep(0.2)
            continue
        try:
            if not target.exists():
                _make(folder / "making.db", reader_of())
                (folder / "making.db").rename(target)
        finally:
            os.rmdir(lock)
    return target


def _make(path: Path, reader) -> None:
    path.unlink(missing_ok=True)
    before = os.getcwd()
    os.chdir(ROOT)
    try:
        with Record(str(path), create=True) as record:
            run(["demo/reports"], record, reader, Settings(columns=Columns(COLUMNS)))
            linker.link(record)
            with record.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        os.chdir(before)


def copy(source: Path, target: Path) -> Path:
    """A copy of a closed record, to write into."""
    shutil.copy(source, target)
    return target
