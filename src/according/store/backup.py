"""A record's file, copied while others write to it, and put back.

A copy is of one moment: what is written meanwhile is in the next one. It appears under its name
only when it was read back, row by row, and found equal to that moment; a sum of its bytes lies
beside it, so that years later it is known whether it still is what was written.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from according.errors import StoreError
from according.store.connect import connect
from according.store.schema import metadata

SUM = ".sha256"
"""Behind a backup's name: the file that has its sum, as ``sha256sum -c`` reads it."""

OnProgress: TypeAlias = Callable[[str, int, int], None]
"""What is done, how much of it, of how much."""

_PAGES = 2000
"""Pages copied between two reports of progress."""

_BLOCK = 1 << 20
"""Bytes read at once."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was read back. ``rows`` are counts by table, ``sha256`` is over its bytes."""

    path: Path
    size: int
    sha256: str
    rows: Mapping[str, int]


def back_up(url: str, out: Path, on_progress: OnProgress = lambda *_: None) -> Backup:
    """Copy the record at ``url`` to ``out``. Others may read and write it meanwhile.

    Args:
        url: the record's file, or its database URL.
        out: a new file; ``out`` with `SUM` behind it gets the sum of its bytes. A sum without its
            backup, as one that was killed leaves it, is replaced.

    Raises:
        StoreError: no record, one in another database than SQLite, ``out`` is there already or
            cannot be written, or what was written is not what was read. Nothing is left then.
    """
    source = _file_of(url)
    connect(str(source), create=False).dispose()  # a record, and of this version
    _check_new(out)
    try:
        with _whole(out) as partial:
            rows = _copied(source, partial, on_progress)
            sha256 = _sum_of(partial, on_progress)
            # First, so that no backup ever stands without it.
            with _whole(out.with_name(out.name + SUM)) as beside:
                beside.write_text(f"{sha256}  {out.name}\n", encoding="utf-8")
    except BaseException:
        out.with_name(out.name + SUM).unlink(missing_ok=True)
        raise
    return Backup(out, out.stat().st_size, sha256, rows)


def restore(backup: Path, into: Path, on_progress: OnProgress = lambda *_: None) -> Backup:
    """Put a backup's record at ``into``, where nothing is yet.

    Args:
        backup: what `back_up` wrote. Where its sum lies beside it, it is compared.

    Raises:
        StoreError: no such backup, bytes that are not those of its sum, no record in it or a
            damaged one, or ``into`` is there already. Nothing is left then.
    """
    if not backup.is_file():
        raise StoreError(f"no backup at {backup}")
    _check_new(into)
    sha256 = _sum_of(backup, on_progress)
    wanted = _kept_sum(backup)
    if wanted is not None and wanted != sha256:
        raise StoreError(
            f"{backup} has SHA-256 {sha256}, {backup.name}{SUM} says {wanted}: it is damaged, or "
            "one of the two is another backup's"
        )
    with _whole(into) as partial:
        _copy_bytes(backup, partial, on_progress)
        # Opened before it has its name: a damaged record is said now, not when it is needed.
        connect(str(partial), create=False).dispose()
        with _opened(partial) as copy:
            _check_whole(copy, backup)
            rows = {table: sum(1 for _ in _rows(copy, table)) for table in _tables(copy)}
            # One file, until somebody opens it.
            copy.execute("PRAGMA journal_mode = DELETE")
    return Backup(into, into.stat().st_size, sha256, rows)


def _file_of(url: str) -> Path:
    if "://" not in url:
        return Path(url)
    try:
        found = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url} is no database URL that can be used here: {error}") from error
    if found.get_backend_name() != "sqlite" or not found.database:
        raise StoreError(
            f"{found.render_as_string()} is no SQLite file; back it up with its own tools, such as "
            "pg_dump, or with: according export jsonl"
        )
    return Path(found.database)


def _check_new(path: Path) -> None:
    if path.exists():
        raise StoreError(f"{path} is there already; nothing is written over it")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"no folder {path.absolute().parent}; make it first")


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file that gets its name when it is written and on the disk, or is gone."""
    partial = path.with_name(path.name + ".part")
    beside = [partial.with_name(partial.name + each) for each in ("-wal", "-shm", "-journal")]
    try:
        partial.unlink(missing_ok=True)  # of one that was killed
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(path)
        _flush_name(path)
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"{path} cannot be written: {why}") from error
    finally:
        for each in (partial, *beside):
            each.unlink(missing_ok=True)


def _flush_name(path: Path) -> None:
    """Have the name on the disk too, where the system can; if it fails, there is no such file."""
    if os.name == "posix":
        handle = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError:
            path.unlink()
            raise
        finally:
            os.close(handle)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout = 60000")
        yield connection
    finally:
        connection.close()


def _copied(source: Path, partial: Path, on_progress: OnProgress) -> dict[str, int]:
    """Copy all pages as they are at one moment, and compare what was written with that moment."""
    with _opened(source) as record, _opened(partial) as copy:
        # The first question pins the moment; what is written meanwhile goes to the log beside.
        record.execute("BEGIN")
        tables = _tables(record)
        record.backup(
            copy,
            pages=_PAGES,
            progress=lambda _, left, all_: on_progress("copying pages", all_ - left, all_),
        )
        copy.execute("PRAGMA journal_mode = DELETE")
        _check_whole(copy, partial)
        counts = {}
        for number, table in enumerate(tables):
            on_progress("comparing tables", number, len(tables))
            counts[table], before = _digest(record, table)
            if _digest(copy, table) != (counts[table], before):
                raise StoreError(f"table {table} of the copy is not as in the record; try again")
        on_progress("comparing tables", len(tables), len(tables))
        record.execute("ROLLBACK")
    return counts


def _check_whole(connection: sqlite3.Connection, name: Path) -> None:
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
        loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError:
        raise  # the disk, not what is on it
    except sqlite3.Error as error:
        raise StoreError(f"{name} is damaged: {error}") from error
    if said != ["ok"] or loose:
        found = "; ".join(said) if said != ["ok"] else f"rows of {loose[0]} refer to none"
        raise StoreError(f"{name} is damaged: {found}")


def _tables(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    there = {str(name) for (name,) in connection.execute(query)}
    return [each for each in metadata.tables if each in there]


def _rows(connection: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    keys = ", ".join(f'"{each.name}"' for each in metadata.tables[table].primary_key)
    return connection.execute(f'SELECT * FROM "{table}" ORDER BY {keys}')  # noqa: S608 - names of our own schema


def _digest(connection: sqlite3.Connection, table: str) -> tuple[int, str]:
    """How many rows a table has, and a sum over all of them."""
    summed, count = hashlib.sha256(), 0
    for row in _rows(connection, table):
        summed.update(repr(row).encode("utf-8", "surrogatepass"))
        count += 1
    return count, summed.hexdigest()


def _sum_of(path: Path, on_progress: OnProgress) -> str:
    summed, size, done = hashlib.sha256(), path.stat().st_size, 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            summed.update(block)
            done += len(block)
            on_progress("summing bytes", done, size)
    return summed.hexdigest()


def _copy_bytes(source: Path, target: Path, on_progress: OnProgress) -> None:
    size, done = source.stat().st_size, 0
    with source.open("rb") as file, target.open("wb") as copy:
        while block := file.read(_BLOCK):
            copy.write(block)
            done += len(block)
            on_progress("copying bytes", done, size)


def _kept_sum(backup: Path) -> str | None:
    beside = backup.with_name(backup.name + SUM)
    if not beside.exists():
        return None
    try:
        return beside.read_text("utf-8").split()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise StoreError(f"{beside} has no sum of {backup.name}: {error}") from error
