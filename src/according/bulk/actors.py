"""The tasks that say who in one report is who in others.

What actors offer and seek is sorted by key, bucket by bucket; then each actor is placed as
`linking.actors` does it, by looking up what it needs: few rows of few keys, whatever there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from according.bulk import rows, shuffle
from according.bulk.shuffle import Numbers
from according.bulk.storage import Storage
from according.export.formats.parquet import arrow
from according.linking.actors import MANY, place_all
from according.linking.contexts import DAYS, Context, to_context
from according.linking.keyed import Keyed
from according.linking.shelf import NEAR, Kept
from according.store import schema

SENT, SHELVED, STAGE = "actor-keys", "actor-shelf", "actors"

_OPEN = 64
"""Files that a task has in memory at once."""
_SEEKING, _OFFERING, _OWNS = 0, 1, 2
"""What a row of the shelf is: an actor that seeks a form in a story, one that offers it, or an own
key that offers any form, with the first actor that has it."""


@cache
def _keys_schema() -> Any:
    pa, _ = arrow()
    texts = ("key", "own", "actor_id", "report_id")
    return pa.schema(
        [
            ("number", pa.uint64()),
            ("sort", pa.int8()),
            ("day", pa.int32()),
            *((each, pa.string()) for each in texts),
        ]
    )


@dataclass(frozen=True, slots=True)
class Send:
    """Sends what the actors of a bucket offer and seek to the buckets of their keys."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many rows."""
        pa, _ = arrow()
        storage = Storage(self.out)
        found = []
        for table, sort in ((schema.actor_seeks, _SEEKING), (schema.actor_offers, _OFFERING)):
            for each in rows.get(storage, table, bucket).to_pylist():
                number = shuffle.number_of_key(each["key"])
                named = {name: each[name] for name in ("key", "own", "actor_id", "report_id")}
                if each["day"] is not None:
                    found.append({"number": number, "sort": sort, "day": each["day"], **named})
                if sort == _OFFERING:
                    found.append({"number": number, "sort": _OWNS, "day": 0, **named})
        table = pa.Table.from_pylist(found, schema=_keys_schema())
        (numbers,) = shuffle.numbers(table, "number")
        to = shuffle.buckets_of(numbers, self.buckets)
        shuffle.write(storage, shuffle.file_of(SENT, bucket), table, to, self.buckets)
        return {"sent": len(found)}


@dataclass(frozen=True, slots=True)
class Shelve:
    """Sorts a bucket of keys."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many rows are kept."""
        pa, _ = arrow()
        storage = Storage(self.out)
        found = shuffle.read(storage, SENT, bucket, _keys_schema())
        order = ("number", "key", "sort", "day", "own", "actor_id")
        found = found.sort_by([(each, "ascending") for each in order])
        kept: list[int] = []
        last: tuple[Any, ...] = ()
        of_key = 0
        columns = [found.column(each).to_pylist() for each in ("key", "sort", "own")]
        for at, (key, sort, own) in enumerate(zip(*columns, strict=True)):
            if sort != _OWNS:
                kept.append(at)
                continue
            of_key = of_key + 1 if last[:1] == (key,) and last != (key, own) else of_key
            if last[:1] != (key,):
                of_key = 0
            # The first actor of each own key; of very many own keys a few say that they are many.
            if last != (key, own) and of_key <= MANY:
                kept.append(at)
            last = (key, own)
        table = found.take(pa.array(kept, pa.int64()))
        zeros = np.zeros(len(kept), dtype=np.int64)
        shuffle.write(storage, shuffle.file_of(SHELVED, bucket), table, zeros, 1)
        return {"kept": len(kept)}


@dataclass(frozen=True, slots=True)
class Join:
    """Says of the actors of a bucket who they are."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many actors."""
        storage = Storage(self.out)
        shelf = _FileShelf(storage, self.buckets)
        offers: dict[str, set[str]] = {}
        for each in rows.get(storage, schema.actor_offers, bucket).to_pylist():
            offers.setdefault(each["actor_id"], set()).add(each["key"])
        plain = rows.get(storage, schema.actor_joins, bucket).to_pylist()
        keyed = [_keyed(each, offers.get(each["actor_id"], ())) for each in plain]
        joined = {each.actor_id: asdict(each) for each in place_all(keyed, shelf)}
        pa, _ = arrow()
        made = [{**each, **joined[each["actor_id"]]} for each in plain]
        table = pa.Table.from_pylist(made, schema=rows.schema_of_table(schema.actor_joins))
        return {"actors": rows.put(storage, schema.actor_joins, bucket, table)}


def _keyed(row: dict[str, Any], offers: Collection[str] = ()) -> Keyed:
    path = tuple((key, why) for key, why in json.loads(row["path"]))
    return Keyed(row["actor_id"], row["report_id"], path, frozenset(offers))


class _FileShelf:
    """A `according.linking.shelf.Lookup` in the files of a run."""

    def __init__(self, storage: Storage, buckets: int) -> None:
        self._storage = storage
        self._buckets = buckets
        self._reports: dict[str, str] = {}
        self._keys = lru_cache(maxsize=_OPEN)(self._keys_of)
        self._contexts = lru_cache(maxsize=_OPEN // 4)(self._contexts_of)
        self._joins = lru_cache(maxsize=_OPEN // 4)(self._joins_of)
        self._owns = lru_cache(maxsize=100_000)(self._owns_of)

    def context(self, report_id: str) -> Context | None:
        """The context of a report."""
        plain = self._contexts(self._bucket(report_id)).get(report_id)
        return None if plain is None else to_context(report_id, json.loads(plain))

    def offering(self, key: str) -> Collection[str]:
        """The own keys of those that offer ``key``."""
        return self._owns(key).keys()

    def witness(self, key: str, own: str) -> str:
        """The actor with the least id that offers ``key`` and has ``own``."""
        return self._owns(key)[own]

    def around(self, key: str, day: int, *, seeking: bool) -> Iterator[Kept]:
        """The actors of reports about ``day`` that seek ``key``, or that offer it."""
        table, numbers, sorts, days = self._keys(self._bucket_of_key(key))
        first, last = _range(numbers, shuffle.number_of_key(key))
        sort = _SEEKING if seeking else _OFFERING
        first, last = (first + int(each) for each in _range(sorts[first:last], sort))
        left = NEAR
        for distance in range(DAYS + 1):
            for other in sorted({day - distance, day + distance}):
                start, end = (first + int(each) for each in _range(days[first:last], other))
                some = table.slice(start, end - start).to_pylist()
                some = sorted(
                    (each for each in some if each["key"] == key), key=lambda one: one["actor_id"]
                )
                for each in some[:left]:
                    left -= 1
                    self._reports[each["actor_id"]] = each["report_id"]
                    yield Kept(each["actor_id"], each["report_id"], each["own"])

    def of(self, actors: Collection[str]) -> list[Keyed]:
        """Some actors that were given before, with their paths."""
        return [
            _keyed(self._joins(self._bucket(self._reports[each]))[each]) for each in sorted(actors)
        ]

    def _bucket(self, identity: str) -> int:
        return shuffle.bucket_of(shuffle.number_of(identity), self._buckets)

    def _bucket_of_key(self, key: str) -> int:
        return shuffle.bucket_of(shuffle.number_of_key(key), self._buckets)

    def _keys_of(self, bucket: int) -> tuple[Any, Numbers, Any, Any]:
        name = shuffle.file_of(SHELVED, bucket)
        table = shuffle.read_file(self._storage, name, _keys_schema())
        numbers, sorts, days = shuffle.numbers(table, "number", "sort", "day")
        return table, numbers, sorts, days

    def _owns_of(self, key: str) -> dict[str, str]:
        table, numbers, sorts, _ = self._keys(self._bucket_of_key(key))
        first, last = _range(numbers, shuffle.number_of_key(key))
        first, last = (first + int(each) for each in _range(sorts[first:last], _OWNS))
        some = table.slice(first, last - first).to_pylist()
        return {each["own"]: each["actor_id"] for each in some if each["key"] == key}

    def _contexts_of(self, bucket: int) -> dict[str, str]:
        found = rows.get(self._storage, schema.report_contexts, bucket).to_pylist()
        return {each["report_id"]: each["detail"] for each in found}

    def _joins_of(self, bucket: int) -> dict[str, dict[str, Any]]:
        names = ("actor_id", "report_id", "path")
        found = rows.get(self._storage, schema.actor_joins, bucket, names).to_pylist()
        return {each["actor_id"]: each for each in found}


def _range(sorted_: Any, value: int) -> tuple[int, int]:
    """Where a value stands among sorted ones: the first place, and past the last."""
    kind = sorted_.dtype.type(value)
    first = np.searchsorted(sorted_, kind, "left")
    return int(first), int(np.searchsorted(sorted_, kind, "right"))
