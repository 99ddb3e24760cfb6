"""`load`: what a bulk run or an export has, into an empty record."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, select, tuple_
from sqlalchemy.exc import DBAPIError

from according.errors import ExportDamaged, StoreError
from according.export.formats import tables
from according.export.formats.choosing import Progress
from according.export.formats.importing import CHECKS, read_back
from according.export.formats.opening import Opened, opened
from according.export.formats.parquet import arrow, batches_of, schema_of
from according.store import Record, schema
from according.store.connect import said
from according.store.copying import Copying, is_empty
from according.store.event_rows import parts
from according.store.merging import REBUILT
from according.store.rows import Values
from according.store.versions import OWN_KEYS

_LINES = 5000
"""Rows that are made to lines at once; of captures, which can be large, fewer."""

_CAPTURES = 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of it: rows, and whether all of them were there before."""

    rows: int
    again: bool = False


def load(path: Path, into: str, on_progress: Progress) -> Loaded:
    """Bring all that an export or a bulk run's dataset has into a record that is empty, or is made.

    All of it, or nothing: a run that ended early left an empty record and is run again. Where the
    record has these rows already, and no others, nothing is done.

    Raises:
        ExportDamaged: it cannot be read back.
        StoreError: the record has other rows, or cannot be written.
    """
    if "://" not in into and not Path(into).exists():
        return Loaded(sum(read_back(path, into, on_progress).rows.values()))
    with opened(path) as export, Record(into, create=True) as record:
        with record.engine.connect() as connection:
            empty = is_empty(connection, tables.CARRIED)
        if not empty:
            _same(export, record)
            return Loaded(export.rows, again=True)
        if record.engine.dialect.name != "postgresql" or export.format == "jsonl":
            read_back(path, into, on_progress)
            return Loaded(export.rows)
        return _copied(export, record, on_progress)


def _copied(export: Opened, record: Record, on_progress: Progress) -> Loaded:
    done = 0

    def lines(table: Table) -> Iterator[bytes]:
        nonlocal done
        for number, text in _lines(export, table):
            yield text
            done += number
            on_progress("rows", done, export.rows)

    copying = Copying(record.url, record.engine)
    try:
        copying.copy(tables.CARRIED, lines)
    except record.engine.dialect.loaded_dbapi.Error as error:
        # The driver's own: what copies goes past SQLAlchemy.
        raise StoreError(f"{record.url} does not take {export.name}: {_said(error)}") from error
    on_progress("rows", export.rows, export.rows)
    return Loaded(export.rows)


def _said(error: Any) -> str:
    """What a database says in an error of its driver."""
    return said(DBAPIError("", None, error))


def _lines(export: Opened, table: Table) -> Iterator[tuple[int, bytes]]:
    """The rows of a table in PostgreSQL's text format, with how many they are.

    Raises:
        ExportDamaged: a row is not what it should be, or there are more or fewer than were written.
    """
    pa, _ = arrow()
    names = [tables.name_of(each) for each in table.columns]
    wanted = schema_of(tables.fields_of(table))
    number = 0
    for path in export.parts(table):
        try:
            size = _CAPTURES if table is schema.blobs else _LINES
            for batch in batches_of(path, names, size):
                batch = batch.cast(wanted)
                _look(export.name, table, batch)
                yield batch.num_rows, _text(table, batch)
                number += batch.num_rows
        except (ValueError, OSError, pa.ArrowException) as error:
            raise ExportDamaged(f"{export.name}: {path.name}: {error}") from error
    export.check_count(table, number)


def _look(name: str, table: Table, batch: Any) -> None:
    """See that cells which must be there are, and that rows are what their ids were made of."""
    for column, cells in zip(table.columns, batch.columns, strict=True):
        if not column.nullable and cells.null_count:
            raise ValueError(f"{tables.name_of(column)} is missing in {table.name}")
    check = CHECKS.get(table)
    if check is not None and table is not schema.blobs:
        for row in batch.to_pylist():
            check(name, row)


def _text(table: Table, batch: Any) -> bytes:
    """A batch as lines of cells parted by tabs; what would be a sign of the format is escaped."""
    pa, _ = arrow()
    if table is schema.blobs:
        return _captures(batch)
    import pyarrow.compute as pc

    columns = []
    for cells in batch.columns:
        text = cells
        if pa.types.is_binary(cells.type):
            text = pa.array([None if each is None else _hex(each) for each in cells.to_pylist()])
        elif pa.types.is_string(cells.type):
            for sign, escaped in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
                text = pc.replace_substring(text, sign, escaped)
            text = pc.replace_substring(text, "\0", "\ufffd")
        else:
            text = text.cast(pa.string())
        columns.append(text.fill_null("\\N"))
    rows = pc.binary_join_element_wise(*columns, "\t")
    return "".join(f"{each}\n" for each in rows.to_pylist()).encode()


def _hex(data: bytes) -> str:
    return "\\\\x" + data.hex()


def _captures(batch: Any) -> bytes:
    made = []
    for row in batch.to_pylist():
        values = {"sha256": row["sha256"], "size": row["size"], "deflated": row[tables.BYTES]}
        CHECKS[schema.blobs]("the dataset", values)  # deflates the bytes, too
        made.append(f"{values['sha256']}\t{values['size']}\t{_hex(values['deflated'])}\n")
    return "".join(made).encode()


def _same(export: Opened, record: Record) -> None:
    """See that a record has just the rows of an export.

    Raises:
        StoreError: it has others, or other ones.
    """
    for table in tables.CARRIED:
        if table in REBUILT:
            continue
        query = select(func.count()).select_from(table)
        if table is schema.meta:
            query = query.where(table.c.key.not_in(OWN_KEYS))
        with record.engine.connect() as connection:
            here = int(connection.execute(query).scalar_one())
        written = export.manifest["tables"].get(table.name, 0)
        if here != written:
            raise StoreError(
                f"{record.url} is not empty: {table.name} has {here:,} rows, and {written:,} would "
                f"come; load into an empty record, or add to it with: according import"
            )
    for table in tables.CARRIED:
        if table not in REBUILT:
            for batch in export.batches(table):
                for some in parts(batch, 200):
                    _found(record, table, some)


def _found(record: Record, table: Table, rows: list[Values]) -> None:
    key = list(table.primary_key)
    wanted = {tuple(row[each.name] for each in key): row for row in rows}
    query = select(table).where(tuple_(*key).in_(list(wanted)))
    with record.engine.connect() as connection:
        for row in connection.execute(query):
            here = row._mapping
            own = wanted.pop(tuple(here[each] for each in key))
            if table is schema.blobs:
                own = {**own, "deflated": zlib.compress(own["deflated"], 6)}  # as it is stored
            if any(here[each] != own[each.name] for each in table.columns):
                raise StoreError(f"{record.url} has another row of {table.name} than {own}"[:300])
    if wanted:
        raise StoreError(f"{record.url} is not empty, and has other rows of {table.name}")
