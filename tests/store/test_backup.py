"""A backup is of one moment, was read back, and says when it is not what it was."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from pathlib import Path

import pytest

from according.errors import StoreError
from according.model import Capture, Reading, Report
from according.store import Record, backup
from according.store.backup import back_up, restore


def fill(record: Record, first: int, count: int) -> None:
    for number in range(first, first + count):
        text = f"Ferry {number} reached the harbour of Oster. " + "x" * 3000
        data = text.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        capture = Capture(sha256, "text/plain", f"{number}.txt", size=len(data))
        record.add(Reading(Report(text), "made up"), capture, data)


@pytest.fixture
def url(tmp_path: Path) -> str:
    path = tmp_path / "record.db"
    with Record(str(path), create=True) as record:
        fill(record, 0, 40)
    return str(path)


def rows(path: Path | str) -> dict[str, list[object]]:
    with sqlite3.connect(path) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in names
        }


def test_what_is_restored_is_the_record(url: str, tmp_path: Path) -> None:
    made = back_up(url, tmp_path / "copy.db")
    again = restore(made.path, tmp_path / "again.db")
    assert rows(tmp_path / "again.db") == rows(url)
    assert made.rows == again.rows
    assert made.rows["reports"] == 40
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert (tmp_path / "copy.db.sha256").read_text() == f"{made.sha256}  copy.db\n"
    left = {each.name for each in tmp_path.iterdir()} - {"record.db-wal", "record.db-shm"}
    assert left == {"record.db", "copy.db", "copy.db.sha256", "again.db"}
    with Record(str(tmp_path / "again.db")) as record:
        fill(record, 40, 1)  # and goes on


def test_it_is_of_one_moment_while_others_write(url: str, tmp_path: Path) -> None:
    """What is written once copying has begun is not in it, and nothing is lost of it."""
    began, written = threading.Event(), threading.Event()

    def write() -> None:
        began.wait(30)
        with Record(url) as record:
            fill(record, 40, 30)
        written.set()

    def shown(what: str, done: int, of: int) -> None:
        began.set()
        assert written.wait(30)

    thread = threading.Thread(target=write)
    thread.start()
    made = back_up(url, tmp_path / "copy.db", shown)
    thread.join()
    assert made.rows["reports"] == 40
    with Record(url) as record:
        assert len(list(record.report_ids())) == 70
    with Record(str(restore(made.path, tmp_path / "again.db").path)) as record:
        assert len(list(record.report_ids())) == 40


def test_nothing_is_written_over(url: str, tmp_path: Path) -> None:
    made = back_up(url, tmp_path / "copy.db")
    before = made.path.read_bytes()
    with pytest.raises(StoreError, match="already"):
        back_up(url, made.path)
    with pytest.raises(StoreError, match="already"):
        restore(made.path, Path(url))
    with pytest.raises(StoreError, match="no folder"):
        back_up(url, tmp_path / "gone" / "copy.db")
    assert made.path.read_bytes() == before


def test_a_stopped_backup_leaves_nothing(url: str, tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(url, tmp_path / "copy.db", stop)
    assert not list(tmp_path.glob("copy.db*"))


def test_what_a_killed_one_left_is_in_nobodys_way(url: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db.part").write_bytes(b"half")
    made = back_up(url, tmp_path / "copy.db")
    assert made.rows["reports"] == 40
    assert not (tmp_path / "copy.db.part").exists()


def test_a_sum_that_a_killed_one_left_is_replaced(url: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db.sha256").write_text("0000  copy.db\n")
    made = back_up(url, tmp_path / "copy.db")
    assert (tmp_path / "copy.db.sha256").read_text() == f"{made.sha256}  copy.db\n"


@pytest.mark.parametrize("name", ["copy.db", "copy.db.sha256"])
def test_what_does_not_reach_the_disk_is_not_there(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    flush = backup._flush_name

    def broken(path: Path) -> None:
        if path.name == name:
            monkeypatch.setattr(backup.os, "fsync", full)
        flush(path)

    def full(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup, "_flush_name", broken)
    with pytest.raises(StoreError, match=r"copy\.db cannot be written|Input/output error"):
        back_up(url, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy.db*"))


@pytest.mark.parametrize("with_sum", [True, False])
def test_damage_is_said(url: str, tmp_path: Path, *, with_sum: bool) -> None:
    """With the sum any byte is missed; without it what SQLite itself can tell."""
    made = back_up(url, tmp_path / "copy.db")
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 3000] = b"\xff" * 3000
    made.path.write_bytes(data)
    if not with_sum:
        made.path.with_name("copy.db.sha256").unlink()
    with pytest.raises(StoreError, match="damaged"):
        restore(made.path, tmp_path / "again.db")
    assert not list(tmp_path.glob("again.db*"))


def test_one_that_was_cut_short_is_said(url: str, tmp_path: Path) -> None:
    made = back_up(url, tmp_path / "copy.db")
    made.path.write_bytes(made.path.read_bytes()[:50_000])
    made.path.with_name("copy.db.sha256").unlink()
    with pytest.raises(StoreError):
        restore(made.path, tmp_path / "again.db")
    assert not list(tmp_path.glob("again.db*"))


def test_what_is_no_record_is_said(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(StoreError, match="no record"):
        back_up(str(tmp_path / "none.db"), tmp_path / "copy.db")
    with pytest.raises(StoreError, match="not a record"):
        back_up(str(tmp_path / "other.db"), tmp_path / "copy.db")
    with pytest.raises(StoreError, match="not a record"):
        restore(tmp_path / "other.db", tmp_path / "again.db")
    with pytest.raises(StoreError, match="pg_dump"):
        back_up("postgresql://someone@nowhere/record", tmp_path / "copy.db")
    assert {each.name for each in tmp_path.iterdir()} == {"other.db"}
