"""The tasks that find which texts are alike, and what they share.

::

    prints --Pairs--> pairs by the later report --Ask--> whose texts are needed where
      --Tell--> texts --Align--> links, and edges of what derives from one text
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from according.bulk import keeping, rows, shuffle
from according.bulk.components import written_edges
from according.bulk.shuffle import Numbers
from according.bulk.storage import Storage
from according.export.formats.parquet import arrow
from according.linker import TEXTS
from according.linking.origins import DERIVED
from according.linking.sharing import Shared, share
from according.linking.words import Words, words_of
from according.store import schema

PAIRS, ASKED, TOLD, EDGES = "pairs", "asked-texts", "told-texts", "text-edges"
LINKS = "links"

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
def _told_schema() -> Any:
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
        prints, days, reports = shuffle.numbers(found, "print", "day", "report")
        order = np.lexsort((reports, days, prints))
        later, earlier = behind(prints[order], reports[order], HOLDERS)
        later, earlier, counts = counted(later, earlier)
        plain = {"later": later, "earlier": earlier, "count": counts.astype(np.int32)}
        table = pa.table(plain, schema=pairs_schema())
        to = shuffle.buckets_of(later, self.buckets)
        shuffle.write(storage, shuffle.file_of(PAIRS, bucket), table, to, self.buckets)
        return {"pairs": len(later)}


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


def _chosen(storage: Storage, bucket: int) -> tuple[Numbers, Numbers]:
    """The pairs of a bucket that are compared: of each report with those `TEXTS` before it that
    share most fingerprints with it."""
    found = shuffle.read(storage, PAIRS, bucket, pairs_schema())
    later, earlier, counts = shuffle.numbers(found, "later", "earlier", "count")
    order = np.lexsort((earlier, later))
    later, earlier, counts = later[order], earlier[order], counts[order]
    new = np.ones(len(later), dtype=bool)
    new[1:] = (later[1:] != later[:-1]) | (earlier[1:] != earlier[:-1])
    begins = np.flatnonzero(new)
    counts = np.add.reduceat(counts, begins) if len(begins) else counts
    later, earlier = later[begins], earlier[begins]
    order = np.lexsort((earlier, -counts, later))
    later, earlier = later[order], earlier[order]
    kept = placed(later) < TEXTS
    return later[kept], earlier[kept]


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
class Ask:
    """Asks for the texts that a bucket's reports are compared with."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many are asked for."""
        storage = Storage(self.out)
        _, earlier = _chosen(storage, bucket)
        name = shuffle.file_of(ASKED, bucket)
        return {"asked": write_asked(storage, name, earlier, bucket, self.buckets)}


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
        numbers = np.array(
            [shuffle.number_of(each) for each in own.column("id").to_pylist()], dtype=np.uint64
        )
        # Ids are in order, and so are their numbers.
        taken = own.take(pa.array(np.searchsorted(numbers, reports)))
        columns = [pa.array(reports), taken.column("id"), taken.column("text")]
        table = pa.table(columns, schema=_told_schema())
        shuffle.write(storage, shuffle.file_of(TOLD, bucket), table, to, self.buckets)
        return {"told": len(reports)}


@dataclass(frozen=True, slots=True)
class Align:
    """Compares a bucket's reports with those before them, word by word."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many links there are."""
        storage = Storage(self.out)
        later, earlier = _chosen(storage, bucket)
        texts = _texts(storage, bucket, set(later.tolist()))
        found = list(_links(texts, later, earlier))
        links = [_row(a, b, one) for a, b, one in found]
        edges = [
            (shuffle.number_of(a), shuffle.number_of(b))
            for a, b, one in found
            if one.relation in DERIVED
        ]
        both = np.array(edges, dtype=np.uint64).reshape(-1, 2)
        written_edges(storage, shuffle.file_of(EDGES, bucket), both, self.buckets)
        return {schema.origin_links.name: rows.put(storage, schema.origin_links, bucket, links)}


def _texts(storage: Storage, bucket: int, own: set[int]) -> dict[int, tuple[str, str]]:
    found = {}
    for name in (None, TOLD):
        if name is None:
            table = rows.get(storage, schema.reports, bucket, ("id", "text"))
        else:
            table = shuffle.read(storage, name, bucket, _told_schema())
        for batch in table.to_batches(2000):
            ids, texts = batch.column("id").to_pylist(), batch.column("text")
            for at, identity in enumerate(ids):
                number = shuffle.number_of(identity)
                if name is not None or number in own:
                    found[number] = (identity, texts[at].as_py())
    return found


def _links(
    texts: dict[int, tuple[str, str]], later: Numbers, earlier: Numbers
) -> Iterator[tuple[str, str, Shared]]:
    """Those of one earlier report stand together, so that its words are cut once."""
    if not len(later):
        return
    # Loaded late: other tasks need not wait for the reader's parts.
    from according.reading.encoder.quotes import quoted_spans

    @lru_cache(maxsize=16)
    def words(number: int) -> Words:
        text = texts[number][1]
        return words_of(text, quoted_spans(text))

    order = np.lexsort((later, earlier))
    for one, other in zip(later[order].tolist(), earlier[order].tolist(), strict=True):
        a, b = sorted((one, other), key=lambda each: texts[each][0])
        found = share(words(a), words(b))
        if found is not None:
            yield texts[a][0], texts[b][0], found


def _row(a: str, b: str, found: Shared) -> dict[str, Any]:
    spans = found.spans.tolist()
    return {
        "a": a,
        "b": b,
        "relation": found.relation.value,
        "score": found.score,
        "in_a": [[start, end] for start, end, _, _ in spans],
        "in_b": [[start, end] for _, _, start, end in spans],
    }
