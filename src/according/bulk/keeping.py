"""The task that keeps the reports of a bucket: each once, with all that was had of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from according.bulk import reading, rows, shuffle
from according.bulk.storage import Storage
from according.errors import StoreError
from according.export.formats.parquet import arrow
from according.export.formats.tables import name_of
from according.linking.events import weight
from according.store import schema

STAGE = "keep"
PRINTS, KEYS = "prints", "keys"
"""What goes on from here: the fingerprints of texts, and what accounts are found by."""

NO_DAY = 1 << 30
"""In the place of a day where there is none: behind all others."""


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

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many rows each table has of it."""
        storage = Storage(self.out)
        found = shuffle.read(storage, reading.STAGE, bucket, rows.shuffled())
        order = found.select(["key", "source", "number"]).to_pydict()
        first: dict[str, tuple[int, int, int]] = {}
        whole = found.column("whole").to_pylist()
        for at, (key, source, number) in enumerate(zip(*order.values(), strict=True)):
            if whole[at]:
                place = (source, number, at)
                first[key] = min(place, first.get(key, place))
        chosen = sorted(at for _, _, at in first.values())
        _check_numbers(first)
        reports = found.take(arrow()[0].array(chosen, arrow()[0].int64()))
        counts = {
            table.name: rows.put(storage, table, bucket, _flat(reports, table))
            for table in rows.OF_REPORTS
        }
        for table in rows.OF_INPUTS:
            counts[table.name] = rows.put(storage, table, bucket, _once(_flat(found, table), table))
        self._hand_on(storage, bucket)
        return counts

    def _hand_on(self, storage: Storage, bucket: int) -> None:
        """What finds reports alike and accounts of one happening."""
        pa, _ = arrow()
        columns = ("id", "published")
        told = rows.get(storage, schema.reports, bucket, columns).to_pydict()
        days = {
            name: NO_DAY if day is None else day.toordinal()
            for name, day in zip(told["id"], told["published"], strict=True)
        }
        prints = rows.get(storage, schema.prints, bucket)
        names = prints.column("report_id").to_pylist()
        values = prints.column("print").to_numpy().view(np.uint64)
        table = pa.table(
            {
                "print": values,
                "day": [days[each] for each in names],
                "report": np.array([shuffle.number_of(each) for each in names], dtype=np.uint64),
            },
            schema=prints_schema(),
        )
        name = shuffle.file_of(PRINTS, bucket)
        shuffle.write(storage, name, table, shuffle.buckets_of(values, self.buckets), self.buckets)
        self._hand_on_keys(storage, bucket, days)

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


def _check_numbers(names: Sequence[str] | dict[str, Any]) -> None:
    """See that no two reports have one number.

    Raises:
        StoreError: two have.
    """
    numbers = {shuffle.number_of(each) for each in names}
    if len(numbers) < len(names):
        raise StoreError("two reports have ids that begin with the same 16 digits; part the inputs")
