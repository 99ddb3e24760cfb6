"""The task that keeps the reports of a bucket: each once, with all that was had of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from according.bulk import reading, rows, shuffle
from according.bulk.storage import Storage
from according.errors import StoreError
from according.export.formats.parquet import arrow
from according.export.formats.tables import name_of
from according.linking.events import weight
from according.linking.fingerprints import fingerprints
from according.store import schema

STAGE = "keep"
PRINTS, KEYS = "prints", "keys"
"""What goes on from here: the fingerprints of texts, and what accounts are found by."""

NO_DAY = 1 << 30
"""In the place of a day where there is none: behind all others."""

_EPOCH = date(1970, 1, 1).toordinal()
"""Where days of Arrow begin."""

_AT_ONCE = 1000
"""Texts of which fingerprints are made at once."""


@cache
def prints_schema() -> Any:
    """A fingerprint, the day of its report, the report."""
    pa, _ = arrow()
    return pa.schema([("print", pa.uint64()), ("day", pa.int32()), ("report", pa.uint64())])


@cache
def keys_schema() -> Any:
    """A key, what it speaks for, the day of its report, the report and the account."""
    pa, _ = arrow()
    return pa.schema(
        [
            ("key", pa.uint64()),
            ("weight", pa.float64()),
            ("day", pa.int32()),
            ("report", pa.uint64()),
            ("account", pa.uint64()),
        ]
    )


@dataclass(frozen=True, slots=True)
class Keep:
    """Keeps the reports of a bucket: of several captures of one report that which comes first among
    the inputs says what may differ from capture to capture."""

    out: str
    buckets: int
    source: str = reading.STAGE

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many rows each table has of it."""
        storage = Storage(self.out)
        found = shuffle.read(storage, self.source, bucket, rows.shuffled())
        chosen = _first(found)
        counts = {}
        for table in rows.OF_INPUTS:
            counts[table.name] = rows.put(storage, table, bucket, _once(_flat(found, table), table))
            found = found.drop_columns([table.name])
        for table in rows.SENT:
            # One after the other, each left behind when it is written: together they are large.
            flat = _flat(found.select([table.name]).take(chosen), table)
            counts[table.name] = rows.put(storage, table, bucket, flat)
            found = found.drop_columns([table.name])
            if table is schema.reports:
                own = flat.select(["id", "published", "text"])
        del found, flat
        days = _days(own.column("published"))
        counts[schema.prints.name] = self._hand_on(storage, bucket, own, days)
        by_id = dict(zip(own.column("id").to_pylist(), days.tolist(), strict=True))
        self._hand_on_keys(storage, bucket, by_id)
        return counts

    def _hand_on(self, storage: Storage, bucket: int, own: Any, days: Any) -> int:
        """What finds reports alike: the fingerprints of all texts of the bucket."""
        pa, _ = arrow()
        found = [
            each
            for batch in own.column("text").chunks
            for at in range(0, len(batch), _AT_ONCE)
            for each in fingerprints(batch.slice(at, _AT_ONCE).to_pylist())
        ]
        prints = np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)
        owners = np.repeat(np.arange(len(found)), list(map(len, found)))
        numbers = shuffle.numbers_of_ids(own.column("id"))
        columns = [pa.array(each) for each in (prints, days[owners], numbers[owners])]
        table = pa.table(columns, schema=prints_schema())
        name = shuffle.file_of(PRINTS, bucket)
        shuffle.write(storage, name, table, shuffle.buckets_of(prints, self.buckets), self.buckets)
        # The table has them as a database does, whose numbers have a sign. Those of one number
        # stay in the order of ids, in which reports come.
        signed = prints.view(np.int64)
        order = np.argsort(signed, kind="stable")
        columns = [pa.array(signed[order]), own.column("id").take(pa.array(owners[order]))]
        kept = pa.table(columns, schema=rows.schema_of_table(schema.prints))
        return rows.put_sorted(storage, schema.prints, bucket, kept)

    def _hand_on_keys(self, storage: Storage, bucket: int, days: dict[str, int]) -> None:
        pa, _ = arrow()
        columns = ("account_id", "report_id")
        told = rows.get(storage, schema.sketches, bucket, columns).to_pydict()
        of = dict(zip(told["account_id"], told["report_id"], strict=True))
        keys = rows.get(storage, schema.account_keys, bucket).to_pydict()
        reports = [of[each] for each in keys["account_id"]]
        numbers = [shuffle.number_of(each) for each in reports]
        accounts = [
            shuffle.number_within(account, report)
            for account, report in zip(keys["account_id"], numbers, strict=True)
        ]
        values = np.array([shuffle.number_of_key(each) for each in keys["key"]], dtype=np.uint64)
        table = pa.table(
            {
                "key": values,
                "weight": [weight(each) for each in keys["key"]],
                "day": [days[each] for each in reports],
                "report": np.array(numbers, dtype=np.uint64),
                "account": np.array(accounts, dtype=np.uint64),
            },
            schema=keys_schema(),
        )
        name = shuffle.file_of(KEYS, bucket)
        shuffle.write(storage, name, table, shuffle.buckets_of(values, self.buckets), self.buckets)


def _first(found: Any) -> Any:
    """The places of the rows with a reading that are the first of their report, in the order of
    ids.

    Raises:
        StoreError: two reports have one number.
    """
    pa, _ = arrow()
    names = ("key", "source", "number")
    places = found.select(names).append_column("at", pa.array(np.arange(len(found))))
    places = places.filter(found.column("whole")).sort_by([(each, "ascending") for each in names])
    keys = places.column("key")
    numbers = shuffle.numbers_of_ids(keys)
    new = np.ones(len(numbers), dtype=bool)
    new[1:] = numbers[1:] != numbers[:-1]
    if len(keys.unique()) != int(new.sum()):
        raise StoreError("two reports have ids that begin with the same 16 digits; part the inputs")
    return places.column("at").filter(pa.array(new))


def _days(published: Any) -> Any:
    """The days of a column as numbers, `NO_DAY` where there is none."""
    days = published.cast(arrow()[0].int32()).fill_null(NO_DAY - _EPOCH).to_numpy()
    return days + np.int32(_EPOCH)


def _flat(found: Any, table: Any) -> Any:
    """The rows of one table, out of the lists of all."""
    pa, _ = arrow()
    schema_ = rows.schema_of_table(table)
    parts = []
    for chunk in found.column(table.name).chunks:
        flat = chunk.flatten()
        parts.append(pa.RecordBatch.from_arrays(flat.flatten(), schema=schema_))
    return pa.Table.from_batches(parts, schema=schema_)


def _once(found: Any, table: Any) -> Any:
    """Without rows that have the key of one before, in the order of their keys."""
    pa, _ = arrow()
    keys = [name_of(each) for each in table.primary_key]
    # By all columns that can be told apart, so that which of two rows stays is always the same.
    others = [each for each in found.column_names if each not in keys and each != "bytes"]
    found = found.sort_by([(name, "ascending") for name in (*keys, *others)])
    columns = [found.column(each).to_pylist() for each in keys]
    kept: list[int] = []
    last: tuple[Any, ...] | None = None
    for at, key in enumerate(zip(*columns, strict=True)):
        if key != last:
            kept.append(at)
        last = key
    return found.take(pa.array(kept, pa.int64()))
