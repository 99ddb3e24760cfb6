"""A record of the demo's reports, made once for all processes that test."""

import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from according import linker
from according.export.formats.choosing import choose
from according.export.formats.loading import load
from according.export.formats.registry import FORMATS
from according.export.formats.writing import write
from according.pipeline import run
from according.settings import Columns, Settings
from according.store import Record
from according.web.app import open_state
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


def loaded(source: Path, url: str) -> None:
    """Put a closed record into an empty database, with all that is beside it for its pages."""
    with TemporaryDirectory() as folder:
        own = copy(source, Path(folder) / "record.db")
        with Record(str(own)) as record, choose(record) as chosen:
            write(FORMATS["parquet"], chosen, f"{folder}/out")
        load(Path(folder) / "out", url, lambda *_: None)
    with open_state(url) as state:
        state.faces.catch_up()
