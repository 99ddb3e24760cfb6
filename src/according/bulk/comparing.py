"""The task that compares texts word by word: those that `texts` chose, a few thousand at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from according.bulk import rows, shuffle
from according.bulk.components import written_edges
from according.bulk.shuffle import Numbers
from according.bulk.storage import Storage
from according.bulk.texts import CHOSEN, TOLD, pairs_schema, told_schema
from according.export.formats.parquet import arrow
from according.linking.bulk import compared
from according.linking.origins import DERIVED
from according.linking.sharing import Shared
from according.store import schema

STAGE, EDGES = "links", "text-edges"

_BYTES = 4_000_000
"""Of the texts that are cut at once, about, counted for each pair."""


@dataclass(frozen=True, slots=True)
class Align:
    """Compares a bucket's reports with those before them, word by word."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many links there are, and how many of them hold two reports together."""
        storage = Storage(self.out)
        name = shuffle.file_of(CHOSEN, bucket)
        chosen = shuffle.read_file(storage, name, pairs_schema())
        later, earlier = _beside(*shuffle.numbers(chosen, "later", "earlier"))
        texts = _Texts(storage, bucket, later)
        rows_: list[dict[str, Any]] = []
        edges = [np.zeros((0, 2), dtype=np.uint64)]
        for own, other in _at_once(texts.places(later), texts.places(earlier), texts.sizes):
            found = _shared(texts, own, other)
            rows_ += [_row(texts.ids[a], texts.ids[b], one) for a, b, one in found]
            derived = [(a, b) for a, b, one in found if one.relation in DERIVED]
            edges.append(texts.numbers[np.array(derived, dtype=np.int64).reshape(-1, 2)])
        name = shuffle.file_of(EDGES, bucket)
        written = written_edges(storage, name, np.concatenate(edges), self.buckets)
        links = rows.put(storage, schema.origin_links, bucket, rows_)
        return {schema.origin_links.name: links, "edges": written}


def _beside(later: Numbers, earlier: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs in an order in which those of one story stand together: by the first report that the
    later one is compared with. Each text is then cut once, or a few times where a story is long."""
    if not len(later):
        return later, earlier
    order = np.lexsort((earlier, later))
    later, earlier = later[order], earlier[order]
    begins = np.flatnonzero(np.concatenate([[True], later[1:] != later[:-1]]))
    story = np.repeat(earlier[begins], np.diff(np.append(begins, len(later))))
    order = np.lexsort((earlier, later, story))
    return later[order], earlier[order]


def _at_once(later: Any, earlier: Any, sizes: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs that are compared at once: some `_BYTES`, or one."""
    sums = np.cumsum(sizes[later] + sizes[earlier]) // _BYTES
    cuts = np.flatnonzero(np.diff(sums)) + 1
    for first, last in pairwise([0, *cuts.tolist(), len(later)]):
        if first < last:
            yield later[first:last], earlier[first:last]


class _Texts:
    """The texts that a bucket's pairs need, as Arrow has them, by their places: those of their
    ids. ``sizes`` are bytes."""

    def __init__(self, storage: Storage, bucket: int, later: Numbers) -> None:
        pa, _ = arrow()
        own = rows.get(storage, schema.reports, bucket, ("id", "text"))
        numbers = shuffle.numbers_of_ids(own.column("id"))
        some = np.isin(numbers, later)
        told = shuffle.read(storage, TOLD, bucket, told_schema())
        numbers = np.concatenate([numbers[some], *shuffle.numbers(told, "report")])
        # What its own bucket asked for stands there twice.
        self.numbers, places = np.unique(numbers, return_index=True)
        own = own.filter(pa.array(some)).select(["id", "text"])
        both = pa.concat_tables([own, told.select(["id", "text"])]).take(pa.array(places))
        self.ids: list[str] = both.column("id").to_pylist()
        self._texts = both.column("text").cast(pa.binary())
        self.sizes = np.array([len(each.as_buffer()) for each in self._texts], dtype=np.int64)

    def places(self, reports: Numbers) -> Any:
        """Where some reports stand."""
        return np.searchsorted(self.numbers, reports)

    def text(self, place: int) -> str:
        """The text at a place."""
        return str(self._texts[place].as_buffer(), "utf-8")


def _shared(texts: _Texts, later: Any, earlier: Any) -> list[tuple[int, int, Shared]]:
    """What some pairs share: the places of both, that of the lesser id first."""
    # Loaded late: other tasks need not wait for the reader's parts.
    from according.reading.encoder.quotes import quoted_spans

    places, numbered = np.unique(np.stack((later, earlier)), return_inverse=True)
    told = [texts.text(each) for each in places.tolist()]
    quotes = [quoted_spans(each) for each in told]
    # Places are in the order of ids.
    pairs = np.sort(numbered.reshape(2, -1), axis=0).T.tolist()
    found = compared(told, quotes, pairs)
    return [
        (int(places[a]), int(places[b]), one)
        for (a, b), one in zip(pairs, found, strict=True)
        if one is not None
    ]


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
