"""``parquet``: the whole record as Parquet, a file for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import select

from according.errors import SettingsError
from according.export.formats import tables
from according.export.formats.beside import event_faces
from according.export.formats.choosing import EVENTS, Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import FACES, Format, Shape
from according.export.formats.losses import Losses
from according.store.shelves import faces

GROUP_BYTES = 32 << 20
GROUP_ROWS = 1 << 17
"""A row group is written when it has so many bytes or rows: what is in memory at once."""


COMPRESSION = "zstd"

_FACES = 5000


def arrow() -> tuple[ModuleType, ModuleType]:
    """pyarrow, and its part for Parquet.

    Raises:
        SettingsError: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise SettingsError(
            "Parquet needs pyarrow, which is not installed: pip install 'according[arrow]'"
        ) from error
    return pyarrow, pyarrow.parquet


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a file ``TABLE.parquet`` for each table."""
    arrow()
    tables.note_losses(chosen, losses)
    counts = {table: tables.count(chosen, table) for table in tables.CARRIED}
    every = sum(counts.values())
    done = 0
    for table in tables.CARRIED:
        fields = tables.fields_of(table)
        with Groups(to.path(f"{table.name}.parquet"), fields) as groups:
            for batch in tables.batches(chosen, table):
                groups.add(batch)
                done += len(batch)
                chosen.progress("rows", done, every)
    if FORMAT.needs_faces(options):
        _write_faces(chosen, to)
    to.describe({"tables": {table.name: counts[table] for table in counts}})
    return done


def _write_faces(chosen: Chosen, to: Destination) -> None:
    """What lists show of the events, beside the tables: it follows from them and is not read
    back."""
    with Groups(to.path(f"{event_faces.name}.parquet"), tables.fields_of(event_faces)) as groups:
        some = faces.c.event_id.in_(select(EVENTS.c.event_id))
        for batch in chosen.batches(select(faces).where(some).order_by(faces.c.event_id), _FACES):
            groups.add(batch)


class Groups:
    """Writes rows into a Parquet file, a group at a time, in a ``with`` block.

    Args:
        fields: as of `schema_of`.
    """

    def __init__(self, path: Path, fields: Sequence[tuple[str, str]]) -> None:
        self._pa, self._pq = arrow()
        self._schema = schema_of(fields)
        self._writer = self._pq.ParquetWriter(path, self._schema, compression=COMPRESSION)
        self._waiting: list[Any] = []
        self._rows = self._bytes = 0

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows of as many cells as there are columns."""
        columns = [
            self._pa.array(cells, kind)
            for cells, kind in zip(zip(*rows, strict=True), self._schema.types, strict=True)
        ]
        batch = self._pa.record_batch(columns, schema=self._schema)
        self._waiting.append(batch)
        self._rows += len(rows)
        self._bytes += batch.nbytes
        if self._rows >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(self._pa.Table.from_batches(self._waiting))
        self._waiting, self._rows, self._bytes = [], 0, 0

    def __enter__(self) -> Groups:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()


def schema_of(fields: Sequence[tuple[str, str]]) -> Any:
    """The Arrow schema of a table.

    Args:
        fields: names of columns, and what they hold, as `tables.kind_of` calls it.
    """
    pa, _ = arrow()
    kinds = _kinds(pa)
    return pa.schema([(name, kinds[kind]) for name, kind in fields])


def _kinds(pa: ModuleType) -> dict[str, Any]:
    return {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us"),
        "bytes": pa.binary(),
        "json": pa.string(),
    }


def rows_of(path: Any, names: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """The rows of a Parquet file, some at a time.

    Raises:
        SettingsError: pyarrow is not installed.
        ValueError: it is no Parquet file, or has not these columns.
    """
    for batch in batches_of(path, names):
        yield batch.to_pylist()


def batches_of(path: Any, names: Sequence[str], size: int = 2000) -> Iterator[Any]:
    """The rows of a Parquet file as record batches of Arrow of at most ``size`` rows.

    Raises:
        SettingsError, ValueError: as `rows_of`.
    """
    pa, pq = arrow()
    try:
        with pq.ParquetFile(path) as file:
            found = file.schema_arrow.names
            if found != list(names):
                raise ValueError(f"its columns are {', '.join(found)}")
            yield from file.iter_batches(batch_size=size)
    except pa.ArrowException as error:
        raise ValueError(str(error)) from error


FORMAT = Format(
    name="parquet",
    what="the same as Parquet, for DuckDB, pandas, R; needs the extra according[arrow]",
    shape=Shape.FOLDER,
    extension=".parquet",
    rows="rows",
    write=write,
    options=(FACES,),
)
