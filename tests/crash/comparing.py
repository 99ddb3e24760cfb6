"""What a record says, as something to compare, whatever the clock said when it was made."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy import select

from according.store import Record, schema
from according.store.connect import connect

Rows = Counter[tuple[str, tuple[object, ...]]]

QUEUE = (schema.queue, schema.queue_coders, schema.queue_seen)


def rows(url: str, *, queue: bool = False) -> Rows:
    """Every row of a record, without moments; what hangs on them, such as the ids of judgements, is
    named by what they are about.

    Args:
        queue: also what waits for people, which is made of the other rows.
    """
    with Record(url) as record:
        found = list(record.dump())
        names = {each.id: f"judgement {each.why or each.decision}" for each in _judgements(record)}
        if queue:
            with record.engine.connect() as connection:
                for table in QUEUE:
                    found += [(table.name, tuple(row)) for row in connection.execute(select(table))]
    return Counter((table, tuple(_still(cell, names) for cell in row)) for table, row in found)


def state(url: str) -> str:
    """A sum over all rows; of a record that has no tables yet, ""."""
    try:
        connect(url, create=False).dispose()
    except Exception:  # noqa: BLE001 - it is not made yet
        return ""
    summed = hashlib.sha256()
    for each in sorted(map(repr, rows(url).items())):
        summed.update(each.encode())
    return summed.hexdigest()


def _judgements(record: Record) -> Any:
    return record.across.judgements()


def _still(cell: object, names: dict[str, str]) -> object:
    if isinstance(cell, datetime):
        return "a moment"
    if isinstance(cell, dict | list):
        return repr(cell)
    return names.get(cell, cell) if isinstance(cell, str) else cell


def faults(path: str) -> list[str]:
    """What SQLite finds wrong with a record's file."""
    with closing(sqlite3.connect(path)) as raw:
        found = [str(row[0]) for row in raw.execute("PRAGMA integrity_check")]
        loose = [f"loose row in {row[0]}" for row in raw.execute("PRAGMA foreign_key_check")]
    return ([] if found == ["ok"] else found) + loose
