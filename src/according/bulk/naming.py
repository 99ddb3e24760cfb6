"""The tasks that count what outlets call each actor: sums of a bucket of reports, brought together
actor by actor, so that questions about one need not go through all mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table

from according.bulk import rows, shuffle
from according.bulk.storage import Storage
from according.export.formats.beside import LOADED, called, naming
from according.export.formats.parquet import arrow
from according.model import MentionForm
from according.store import schema

CALLED, NAMED, STAGE = "called", "named", "naming"

GROUP = 8_192
"""Rows of a row group: what is read at least of those of one actor."""

_COUNTED = ("reports", "times")

_Key = tuple[str, str | None, str | None, str, str]


@cache
def _on_their_way(table: Table) -> Any:
    pa, _ = arrow()
    return pa.schema([("number", pa.uint64()), *rows.schema_of_table(table)])


@dataclass(frozen=True, slots=True)
class Send:
    """Sends the names in a bucket of reports, counted, to the buckets of whom they name."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many different ones."""
        storage = Storage(self.out)
        joins = rows.get(storage, schema.actor_joins, bucket, ("actor_id", "canonical_id"))
        across = dict(zip(*joins.to_pydict().values(), strict=True))
        columns = ("report_id", "number", "id", "quote")
        actors = rows.get(storage, schema.actors, bucket, columns).to_pylist()
        who = {each["id"]: across.get(each["id"]) or each["id"] for each in actors}
        names = {(each["quote"], who[each["id"]]) for each in actors}
        self._write(storage, CALLED, bucket, called, _called(names))
        numbered = {(each["report_id"], each["number"]): who[each["id"]] for each in actors}
        told = _Told()
        for report, actor, name, how in _mentions(storage, bucket):
            told.add(report, numbered[report, actor], name, how)
        for report, target, name, how in _loaded(storage, bucket):
            if target in who:
                told.add(report, who[target], name, how)
        self._write(storage, NAMED, bucket, naming, told.rows(_reports(storage, bucket)))
        return {"named": len(told.counts)}

    def _write(
        self, storage: Storage, stage: str, bucket: int, table: Table, some: dict[str, Any]
    ) -> None:
        pa, _ = arrow()
        found = pa.table(some, schema=_on_their_way(table))
        (numbers,) = shuffle.numbers(found, "number")
        to = shuffle.buckets_of(numbers, self.buckets)
        shuffle.write(storage, shuffle.file_of(stage, bucket), found, to, self.buckets)


class _Told:
    """Names by whom they name, with the reports that have them and how often."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str, str], dict[str, int]] = {}

    def add(self, report: str, actor: str, name: str, how: str) -> None:
        of = self.counts.setdefault((actor, name, how), {})
        of[report] = of.get(report, 0) + 1

    def rows(self, reports: dict[str, tuple[str | None, str | None]]) -> dict[str, list[Any]]:
        """In columns, by the outlets and months of ``reports``."""
        summed: dict[_Key, list[int]] = {}
        for (actor, name, how), of in self.counts.items():
            for report, times in of.items():
                outlet, month = reports[report]
                cell = summed.setdefault((actor, outlet, month, name, how), [0, 0])
                cell[0] += 1
                cell[1] += times
        columns = [list(each) for each in zip(*summed, strict=True)] or [[] for _ in range(5)]
        texts = [each.name for each in naming.c if each.name not in _COUNTED]
        return {
            "number": [shuffle.number_of(each[0]) for each in summed],
            **dict(zip(texts, columns, strict=True)),
            "reports": [each[0] for each in summed.values()],
            "times": [each[1] for each in summed.values()],
        }


def _called(names: set[tuple[str, str]]) -> dict[str, Any]:
    # Small letters as DuckDB has them, which differ from Python's for a few letters.
    from pyarrow.compute import utf8_lower

    pa, _ = arrow()
    some = sorted(names)
    actors = [actor for _, actor in some]
    return {
        "number": [shuffle.number_of(each) for each in actors],
        "name": utf8_lower(pa.array([name for name, _ in some], pa.string())),
        "actor_id": actors,
    }


def _mentions(storage: Storage, bucket: int) -> Iterator[tuple[str, int, str, str]]:
    names = ("report_id", "actor", "quote", "form")
    columns = rows.get(storage, schema.mentions, bucket, names).to_pydict()
    every = zip(*(columns[each] for each in names), strict=True)
    return (each for each in every if each[3] != MentionForm.PRONOUN.value)


def _loaded(storage: Storage, bucket: int) -> Iterator[tuple[str, str | None, str, str]]:
    names = ("report_id", "target", "quote", "voice")
    columns = rows.get(storage, schema.wordings, bucket, names).to_pydict()
    for report, target, quote, voice in zip(*(columns[each] for each in names), strict=True):
        yield report, target, quote, LOADED[voice is None]


def _reports(storage: Storage, bucket: int) -> dict[str, tuple[str | None, str | None]]:
    """The outlet and the month of each report."""
    found = rows.get(storage, schema.reports, bucket, ("id", "outlet", "published")).to_pylist()
    return {
        each["id"]: (each["outlet"], each["published"] and each["published"].strftime("%Y-%m"))
        for each in found
    }


@dataclass(frozen=True, slots=True)
class Sum:
    """Puts together what was counted of the actors of a bucket."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many rows each table has of it."""
        storage = Storage(self.out)
        found = shuffle.read(storage, CALLED, bucket, _on_their_way(called)).drop_columns("number")
        kept = found.group_by(found.column_names).aggregate([])
        named = shuffle.read(storage, NAMED, bucket, _on_their_way(naming)).drop_columns("number")
        keys = [each for each in named.column_names if each not in _COUNTED]
        summed = named.group_by(keys).aggregate([(each, "sum") for each in _COUNTED])
        summed = summed.rename_columns([*keys, *_COUNTED])
        return {
            called.name: rows.put(storage, called, bucket, kept, group=GROUP),
            naming.name: rows.put(storage, naming, bucket, summed, group=GROUP),
        }
