"""The tasks that find which texts are alike, and what they share.

::

    prints --Pairs--> pairs by the later report --Choose--> whose texts are needed where
      --Tell--> texts --Align (`comparing`)--> links, and edges of what derives from one text
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from according.bulk import keeping, rows, shuffle
from according.bulk.shuffle import Numbers
from according.bulk.storage import Storage
from according.export.formats.parquet import arrow
from according.linker import TEXTS
from according.store import schema

PAIRS, CHOSEN, ASKED, TOLD = "pairs", "chosen-texts", "asked-texts", "told-texts"

HOLDERS = TEXTS
"""Of the reports that share a fingerprint, by their days and ids, the first so many are compared
with each behind: fifty thousand copies of one text cost so many pairs each, not half of the square.
"""


@cache
def pairs_schema() -> Any:
    """Two reports, the later first, and how many fingerprints they share."""
    pa, _ = arrow()
    return pa.schema([("later", pa.uint64()), ("earlier", pa.uint64()), ("count", pa.int32())])


@cache
def asked_schema() -> Any:
    """A report, and the bucket that asks for it."""
    pa, _ = arrow()
    return pa.schema([("report", pa.uint64()), ("bucket", pa.int32())])


@cache
def told_schema() -> Any:
    """A report that is needed elsewhere, with its id and text."""
    pa, _ = arrow()
    return pa.schema([("report", pa.uint64()), ("id", pa.string()), ("text", pa.string())])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Of a bucket of fingerprints, the pairs of reports that share some."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many pairs, each counted once."""
        pa, _ = arrow()
        storage = Storage(self.out)
        found = shuffle.read(storage, keeping.PRINTS, bucket, keeping.prints_schema())
        prints, days, reports = _several(*shuffle.numbers(found, "print", "day", "report"))
        order = np.lexsort((reports, days, prints))
        later, earlier = behind(prints[order], reports[order], HOLDERS)
        later, earlier, counts = counted(later, earlier)
        plain = {"later": later, "earlier": earlier, "count": counts.astype(np.int32)}
        table = pa.table(plain, schema=pairs_schema())
        to = shuffle.buckets_of(later, self.buckets)
        shuffle.write(storage, shuffle.file_of(PAIRS, bucket), table, to, self.buckets)
        return {"pairs": len(later)}


def _several(keys: Numbers, *others: Any) -> tuple[Any, ...]:
    """The rows whose key another row has too: of most fingerprints there is one."""
    order = np.argsort(keys)
    same = np.zeros(len(keys) + 1, dtype=bool)
    same[1:-1] = keys[order[1:]] == keys[order[:-1]]
    some = order[same[1:] | same[:-1]]
    return keys[some], *(each[some] for each in others)


def behind(keys: Numbers, members: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Each member of a key with the first ``most`` before it that have the key too.

    Args:
        keys: in order, so that those of one key stand together, first come first.
    """
    if not len(keys):
        return members, members
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    first = np.repeat(begins, np.diff(np.append(begins, len(keys))))
    place = np.arange(len(keys)) - first
    later, earlier = [], []
    for number in range(most):
        some = place > number
        later.append(members[some])
        earlier.append(members[first[some] + number])
    return np.concatenate(later), np.concatenate(earlier)


def counted(later: Numbers, earlier: Numbers) -> tuple[Numbers, Numbers, Any]:
    """Each pair once, in order, and how often it stood there."""
    order = np.lexsort((earlier, later))
    later, earlier = later[order], earlier[order]
    new = np.ones(len(later), dtype=bool)
    new[1:] = (later[1:] != later[:-1]) | (earlier[1:] != earlier[:-1])
    begins = np.flatnonzero(new)
    return later[begins], earlier[begins], np.diff(np.append(begins, len(later)))


@dataclass(frozen=True, slots=True)
class Choose:
    """Chooses the pairs of a bucket that are compared: of each report with those `TEXTS` before it
    that share most fingerprints with it; and asks for the texts of these."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many pairs there are, and how many texts are asked for."""
        pa, _ = arrow()
        storage = Storage(self.out)
        found = shuffle.read(storage, PAIRS, bucket, pairs_schema())
        later, earlier, counts = summed(*shuffle.numbers(found, "later", "earlier", "count"))
        order = np.lexsort((earlier, -counts, later))
        later, earlier, counts = later[order], earlier[order], counts[order]
        kept = placed(later) < TEXTS
        plain = {"later": later[kept], "earlier": earlier[kept], "count": counts[kept]}
        table = pa.table(plain, schema=pairs_schema())
        zeros = np.zeros(len(table), dtype=np.int64)
        shuffle.write(storage, shuffle.file_of(CHOSEN, bucket), table, zeros, 1)
        name = shuffle.file_of(ASKED, bucket)
        asked = write_asked(storage, name, earlier[kept], bucket, self.buckets)
        return {"pairs": len(table), "asked": asked}


def summed(later: Numbers, earlier: Numbers, counts: Any) -> tuple[Numbers, Numbers, Any]:
    """Each pair once, in order, with the sum of its counts."""
    order = np.lexsort((earlier, later))
    later, earlier, counts = later[order], earlier[order], counts[order]
    new = np.ones(len(later), dtype=bool)
    new[1:] = (later[1:] != later[:-1]) | (earlier[1:] != earlier[:-1])
    begins = np.flatnonzero(new)
    counts = np.add.reduceat(counts, begins) if len(begins) else counts
    return later[begins], earlier[begins], counts


def placed(keys: Numbers) -> Any:
    """The place of each among those of its key, from 0; those of one key stand together."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return np.arange(len(keys)) - np.repeat(begins, np.diff(np.append(begins, len(keys))))


def write_asked(storage: Storage, name: str, wanted: Numbers, bucket: int, buckets: int) -> int:
    """Ask for reports that a bucket needs, each once."""
    pa, _ = arrow()
    wanted = np.unique(wanted)
    plain = {"report": wanted, "bucket": np.full(len(wanted), bucket, dtype=np.int32)}
    table = pa.table(plain, schema=asked_schema())
    shuffle.write(storage, name, table, shuffle.buckets_of(wanted, buckets), buckets)
    return len(wanted)


@dataclass(frozen=True, slots=True)
class Tell:
    """Sends the texts of a bucket's reports to those that asked for them."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many are sent."""
        pa, _ = arrow()
        storage = Storage(self.out)
        found = shuffle.read(storage, ASKED, bucket, asked_schema())
        reports, to = shuffle.numbers(found, "report", "bucket")
        order = np.lexsort((to, reports))
        reports, to = reports[order], to[order].astype(np.int64)
        own = rows.get(storage, schema.reports, bucket, ("id", "text"))
        # Ids are in order, and so are their numbers.
        places = np.searchsorted(shuffle.numbers_of_ids(own.column("id")), reports)
        taken = own.take(pa.array(places))
        columns = [pa.array(reports), taken.column("id"), taken.column("text")]
        table = pa.table(columns, schema=told_schema())
        shuffle.write(storage, shuffle.file_of(TOLD, bucket), table, to, self.buckets)
        return {"told": len(reports)}
