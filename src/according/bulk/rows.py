"""Rows of tables as Arrow: those of the record's Parquet export, by its own schemas.

What is made of one report goes through the shuffle as one row with a list of rows for each table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Table

from according.actor_linker import put_rows
from according.bulk.storage import Storage
from according.export.formats.beside import BESIDE
from according.export.formats.parquet import COMPRESSION, arrow, schema_of
from according.export.formats.tables import BYTES, CARRIED, fields_of, kind_of, name_of
from according.intake import Taken
from according.linker import kept
from according.linking.actor_keys import keyed
from according.linking.aliases import load_aliases
from according.linking.contexts import context
from according.linking.named import named_actors
from according.linking.sketches import sketches
from according.linking.worth import is_linked
from according.model import Reading, Refusal, Report
from according.store import rows, schema
from according.store.across import key_rows, sketch_row
from according.store.rows import Values

OF_REPORTS: tuple[Table, ...] = (
    schema.reports,
    *schema.READ,
    schema.prints,
    schema.sketches,
    schema.account_keys,
    schema.report_contexts,
    schema.actor_joins,
    schema.actor_offers,
    schema.actor_seeks,
)
"""What is made of one report alone; of ``actor_joins`` all but whom an actor was joined with."""

SENT = tuple(each for each in OF_REPORTS if each is not schema.prints)
"""What of that goes through the shuffle."""

OF_INPUTS: tuple[Table, ...] = (schema.captures, schema.blobs, schema.refusals)
"""What hangs on each input, also on those that give no new report."""

ACROSS: tuple[Table, ...] = (
    schema.origin_links,
    schema.account_pairs,
    schema.event_accounts,
    schema.event_lines,
    *BESIDE,
)
"""What is found across reports."""

EMPTY = tuple(each for each in CARRIED if each not in (*OF_REPORTS, *OF_INPUTS, *ACROSS))
"""Tables of the export of which a run makes no rows, but a line or two of ``meta``."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one input comes to: its report's id (or what else it goes by), its place among all
    inputs (file, number in it), and rows by table. ``whole`` are those with the reading."""

    key: str
    source: int
    number: int
    whole: bool
    rows: Mapping[Table, Sequence[Values]] = field(default_factory=dict)


def of_report(report: Report) -> dict[Table, list[Values]]:
    """The rows that a report has without being read. Its fingerprints are made where it is kept."""
    return {
        schema.reports: [rows.report_row(report)],
        schema.credits_: rows.credit_rows(report),
    }


def of_reading(reading: Reading) -> dict[Table, list[Values]]:
    """The rows of `OF_REPORTS`, but fingerprints."""
    report = reading.report
    tables: dict[Table, list[Values]] = {
        **of_report(report),
        schema.readings: [rows.reading_row(reading)],
        schema.actors: rows.actor_rows(reading),
        schema.actor_reasons: rows.reason_rows(reading),
        schema.mentions: rows.mention_rows(reading),
        schema.times: rows.time_rows(reading),
        schema.toponyms: rows.toponym_rows(reading),
        schema.quantities: rows.quantity_rows(reading),
        schema.attributions: rows.attribution_rows(reading),
        schema.events: rows.event_rows(reading),
        schema.figures: rows.figure_rows(reading),
        schema.blames: rows.blame_rows(reading),
        schema.accounts: rows.account_rows(reading),
        schema.wordings: rows.wording_rows(reading),
    }
    named = named_actors(reading)
    told = [kept(each) for each in sketches(reading, named) if is_linked(each)]
    tables[schema.sketches] = [sketch_row(each, report.id) for each in told]
    tables[schema.account_keys] = [row for each in told for row in key_rows(each)]
    contexts = {report.id: context(report)}
    aliases = load_aliases()
    of_actors = put_rows([keyed(each, aliases) for each in named], named, contexts)
    names = (
        schema.report_contexts,
        schema.actor_joins,
        schema.actor_offers,
        schema.actor_seeks,
    )
    tables.update(zip(names, of_actors, strict=True))
    return tables


def of_capture(taken: Taken) -> tuple[list[Values], list[Values]]:
    """A row of ``captures``, and one of ``blobs``."""
    blob = {"sha256": taken.capture.sha256, "size": len(taken.data), BYTES: taken.data}
    return [rows.capture_row(taken.capture, taken.report.id)], [blob]


def of_refusal(refusal: Refusal) -> dict[Table, list[Values]]:
    """A row of ``refusals``."""
    return {schema.refusals: [rows.refusal_row(refusal)]}


@cache
def schema_of_table(table: Table) -> Any:
    """The Arrow schema of a table, as the export has it."""
    return schema_of(fields_of(table))


@cache
def shuffled() -> Any:
    """The Arrow schema of rows on their way."""
    pa, _ = arrow()
    own = [("key", pa.string()), ("source", pa.int32()), ("number", pa.int64())]
    lists = [
        (table.name, pa.list_(pa.struct(list(schema_of_table(table)))))
        for table in (*SENT, *OF_INPUTS)
    ]
    return pa.schema([*own, ("whole", pa.bool_()), *lists])


def to_arrow(some: Sequence[Row]) -> Any:
    """Rows on their way as an Arrow table."""
    pa, _ = arrow()
    plain: dict[str, Any] = {
        "key": [each.key for each in some],
        "source": [each.source for each in some],
        "number": [each.number for each in some],
        "whole": [each.whole for each in some],
    }
    empty: list[Any] = [[]] * len(some)
    there = {table for each in some for table, values in each.rows.items() if values}
    for table in (*SENT, *OF_INPUTS):
        plain[table.name] = (
            [[cells(table, values) for values in each.rows.get(table, ())] for each in some]
            if table in there
            else empty
        )
    return pa.table(plain, schema=shuffled())


def cells(table: Table, values: Values) -> Values:
    """A row as the export has it: JSON as the text that a record stores."""
    found = {}
    for name, kind, inner in _columns(table):
        cell = values[name] if name in values else values[inner]
        found[name] = json.dumps(cell) if kind == "json" else cell
    return found


@cache
def _columns(table: Table) -> list[tuple[str, str, str]]:
    return [(name_of(each), kind_of(each), each.name) for each in table.columns]


def part_of(table: Table, bucket: int) -> str:
    """The name of a part of a table of the dataset."""
    return f"tables/{table.name}/part-{bucket:04}.parquet"


def put(
    storage: Storage, table: Table, bucket: int, found: Any, *, group: int | None = None
) -> int:
    """Write a part of a table, its rows in the order of its key; how many.

    Args:
        found: an Arrow table, or rows.
        group: rows of a row group; None leaves it to pyarrow.
    """
    pa, _ = arrow()
    if not isinstance(found, pa.Table):
        plain = [cells(table, each) for each in found]
        found = pa.Table.from_pylist(plain, schema=schema_of_table(table))
    found = found.sort_by([(name_of(each), "ascending") for each in table.primary_key])
    return put_sorted(storage, table, bucket, found, group)


def put_sorted(
    storage: Storage, table: Table, bucket: int, found: Any, group: int | None = None
) -> int:
    """`put` of an Arrow table that is in its order."""
    _, pq = arrow()
    with storage.writing(part_of(table, bucket)) as path:
        pq.write_table(found, path, compression=COMPRESSION, row_group_size=group)
    return int(found.num_rows)


def get(storage: Storage, table: Table, bucket: int, columns: Iterable[str] | None = None) -> Any:
    """A part of a table of the dataset, as an Arrow table."""
    _, pq = arrow()
    with storage.reading(part_of(table, bucket)) as file:
        return pq.read_table(file, columns=None if columns is None else list(columns))
